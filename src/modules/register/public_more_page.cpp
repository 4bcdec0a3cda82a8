// What a citizen does behind the secret link: completing what is missing, acts of their own, and what follows
// from the ticket (an objection).
#include <algorithm>

#include "kernel/evidence_files.h"
#include "kernel/form_view.h"
#include "kernel/frame.h"
#include "kernel/request_facts.h"
#include "modules/register/public_form.h"
#include "modules/register/public_pages.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;

http::Response Refuse(const AtTicket& ticket, const Error& error) {
  return RefusePublic(ticket.desk, ticket.here.v.request, error);
}

// Forms behind a link of 128 bits need no challenge; an address still sends only so many.
Status MaySend(AtTicket& ticket) {
  const kernel::Visit& v = ticket.here.v;
  if (kernel::IsFromElsewhere(v.request)) return Error{ErrorKind::kForbidden, "kernel.csrf"};
  if (const int64_t wait = ticket.desk.sending.Take(v.request.peer, v.now); wait > 0)
    return Error{ErrorKind::kTooMany, "register.public.wait", {std::to_string((wait + 59) / 60)}};
  return Ok();
}

// Calls fn(context) for a look at the ticket.
template <class Fn>
auto LookAtTicket(const AtTicket& ticket, Fn&& fn) {
  return ticket.here.v.web.db.Read([&](sql::Connection& c) {
    return InPublic(ticket.here, c, [&](const RecordContext& context) { return fn(context); });
  });
}

void FillMoreHead(const AtTicket& ticket, std::string_view action, std::string_view heading, Dict& page) {
  page.SetValue("HEADING", std::string(heading));
  page.SetValueAndShowSection("BACK_URL", ticket.Path(), "BACK");
  page.SetValue("ACTION", ticket.Path(action));
}

http::Response RenderMore(const AtTicket& ticket, Dict& page, const std::optional<Error>& error,
                          std::string_view title) {
  const int status = error ? kernel::HttpStatusOf(error->kind) : 200;
  return ShowPublic(ticket.here.v, "register/public_form", page, title, status == 400 ? 422 : status);
}

// ---- completing ----

void FillFormMissing(const AtTicket& ticket, const RecordContext& context, Dict& page) {
  const std::vector<FieldError> missing = StillMissing(context, ticket.here.definition, ticket.record);
  if (missing.empty()) return;
  Dict& section = *page.AddSectionDictionary("MISSING");
  for (const FieldError& fault : missing) {
    Dict& row = *section.AddSectionDictionary("MISSING_FIELD");
    row.SetValue("FNAME", fault.field);
    row.SetValue("LABEL", In(ticket.here.v, ticket.here.definition.FieldNamed(fault.field)->title));
  }
}

http::Response ShowMore(AtTicket& ticket, PublicSheet sheet) {
  Dict page("form");
  const Status shown = LookAtTicket(ticket, [&](const RecordContext& context) -> Status {
    const Definition& definition = ticket.here.definition;
    if (!MayEdit(context, definition, ticket.record))
      return Error{ErrorKind::kConflict, "register.public.taken_up"};
    sheet.known = KnownPersonal(definition, ticket.record, sheet.names);
    if (!sheet.error && sheet.more_rows.empty()) {
      sheet.typed = TypedOf(context, definition, ticket.record);
      for (const std::string& name : sheet.known) sheet.typed.erase(name);
    }
    FillFormMissing(ticket, context, page);
    DrawPublicForm(ticket.here, context, ticket.record, sheet, page);
    return Ok();
  });
  if (!shown.ok()) return Refuse(ticket, shown.error());
  FillMoreHead(ticket, "lengkapi", ticket.here.v.T("register.public.complete"), page);
  page.SetIntValue("VERSION", ticket.record.version);
  page.SetValue("SEND", ticket.here.v.T("common.send"));
  page.ShowSection("INCOMPLETE_HINT");
  return RenderMore(ticket, page, sheet.error, "register.public.complete");
}

http::Response SendMore(AtTicket& ticket) {
  const Here& here = ticket.here;
  if (const Status may = MaySend(ticket); !may.ok()) return Refuse(ticket, may.error());
  PublicSheet sheet{here.definition.open->asks};
  Result<PublicForm> sent = ReadPublicForm(here, sheet.names);
  if (!sent.ok()) return Refuse(ticket, sent.error());
  sheet.typed = sent->typed;
  if (!sent->rows.empty()) {
    sheet.more_rows[sent->rows] = kMoreRows;
    return ShowMore(ticket, std::move(sheet));
  }
  More more{sent->typed, {}, IdIn(sent->form.Field("version")).value_or(0)};
  LeaveKnown(KnownPersonal(here.definition, ticket.record, sheet.names), more.typed);
  Result<FilesByField> files = KeepPublicFiles(here, sheet.names, sent->form);
  Result<TakenIn> taken = files.ok() ? Result<TakenIn>(TakenIn{}) : Result<TakenIn>(files.error());
  if (files.ok()) {
    more.files = std::move(files).value();
    taken = here.v.web.db.Write([&](sql::Connection& c) {
      return InPublic(here, c, [&](const RecordContext& context) {
        return TakeMore(c, context, here.definition, ticket.record.id, more);
      });
    });
  }
  if (taken.ok())
    return GoTo(here.v, ticket.Path(),
                taken->missing.empty() ? "register.public.taken" : "register.public.taken_incomplete");
  if (taken.error().kind == ErrorKind::kForbidden)
    return Refuse(ticket, {ErrorKind::kConflict, "register.public.taken_up"});
  sheet.error = taken.error();
  return ShowMore(ticket, std::move(sheet));
}

// ---- acts of the citizen ----

const Act* TicketActHere(const AtTicket& ticket, const RecordContext& context) {
  const std::string_view name = ticket.here.v.request.Param("act");
  for (const Act* act : ActsOpen(context, ticket.here.definition, ticket.record))
    if (act->name == name) return act;
  return nullptr;
}

std::vector<std::string> NamesOf(const Definition& definition, const Act& act) {
  std::vector<std::string> names;
  for (const auto* words : {&act.needs, &act.asks})
    for (const std::string& name : *words)
      if (definition.FieldNamed(name)->type->name() != "files") names.push_back(name);
  return names;
}

void FillNote(const AtTicket& ticket, const Act& act, const PublicSheet& sheet, std::string_view note,
              Dict& page) {
  if (act.note == Need::kNo) return;
  page.ShowSection("NOTE");
  page.SetValue("NOTE_TEXT", kernel::Typed(note));
  if (act.note == Need::kRequired) page.ShowSection("NOTE_REQUIRED");
  if (!sheet.error) return;
  for (const FieldError& fault : sheet.error->fields)
    if (fault.field == "note")
      page.SetValueAndShowSection(
          "FAULT_OF_NOTE", ticket.here.v.web.texts.Get(ticket.here.v.lang, "error." + fault.code, fault.args),
          "BAD_NOTE");
}

http::Response ShowTicketAct(AtTicket& ticket, PublicSheet sheet, std::string_view note) {
  Dict page("form");
  const Status shown = LookAtTicket(ticket, [&](const RecordContext& context) -> Status {
    const Definition& definition = ticket.here.definition;
    const Act* act = TicketActHere(ticket, context);
    if (act == nullptr) return Error{ErrorKind::kConflict, "register.public.act_closed"};
    sheet.names = NamesOf(definition, *act);
    sheet.known = KnownPersonal(definition, ticket.record, sheet.names);
    if (!sheet.error) {
      sheet.typed = TypedOf(context, definition, ticket.record);
      for (const std::string& name : sheet.known) sheet.typed.erase(name);
    }
    DrawPublicForm(ticket.here, context, ticket.record, sheet, page);
    FillNote(ticket, *act, sheet, note, page);
    if (act->files != Need::kNo) page.ShowSection("ACT_FILES");
    FillMoreHead(ticket, "tindakan/" + act->name, In(ticket.here.v, act->title), page);
    page.SetValue("SEND", In(ticket.here.v, act->title));
    return Ok();
  });
  if (!shown.ok()) return Refuse(ticket, shown.error());
  page.SetIntValue("VERSION", ticket.record.version);
  return RenderMore(ticket, page, sheet.error, "registers.act_title");
}

// Files of the act itself; names of their own would tell of the citizen.
Result<std::vector<kernel::Evidence>> KeepActFiles(const Here& here, const http::Form& form) {
  http::Form own;
  for (const http::UploadedFile& file : form.files)
    if (file.field == "files") own.files.push_back(file);
  if (own.files.size() > kPublicFilesMost)
    return Error{ErrorKind::kInvalid, "register.too_many_files", {std::to_string(kPublicFilesMost)}};
  return kernel::KeepFiles(here.v, own);
}

http::Response TakeTicketAct(AtTicket& ticket) {
  const Here& here = ticket.here;
  if (const Status may = MaySend(ticket); !may.ok()) return Refuse(ticket, may.error());
  const std::string name(here.v.request.Param("act"));
  const Act* act = here.definition.ActNamed(name);
  if (act == nullptr) return Refuse(ticket, {ErrorKind::kNotFound, "http.not_found"});
  Result<PublicForm> sent = ReadPublicForm(here, NamesOf(here.definition, *act));
  if (!sent.ok()) return Refuse(ticket, sent.error());
  PublicSheet sheet{{}, sent->typed};
  ActRequest request;
  request.act = name;
  request.note = std::string(sent->form.Field("note"));
  request.version = IdIn(sent->form.Field("version")).value_or(0);
  request.typed = sent->typed;
  LeaveKnown(KnownPersonal(here.definition, ticket.record, NamesOf(here.definition, *act)), request.typed);
  if (act->files != Need::kNo) {
    Result<std::vector<kernel::Evidence>> kept = KeepActFiles(here, sent->form);
    if (!kept.ok()) return Refuse(ticket, kept.error());
    request.files = std::move(kept).value();
  }
  const Result<Record> done = here.v.web.db.Write([&](sql::Connection& c) {
    return InPublic(here, c, [&](const RecordContext& context) {
      return ActOn(c, context, here.definition, ticket.record.id, request);
    });
  });
  if (done.ok()) return GoTo(here.v, ticket.Path(), "registers.act_done");
  if (done.error().kind == ErrorKind::kForbidden)
    return Refuse(ticket, {ErrorKind::kConflict, "register.public.act_closed"});
  sheet.error = done.error();
  return ShowTicketAct(ticket, std::move(sheet), request.note);
}

// ---- what follows ----

http::Response Follow(AtTicket& ticket, http::Response (*answer)(AtCounter&, const Source*)) {
  const Here& here = ticket.here;
  const InForce* next = here.registers.Find(here.v.request.Param("register"));
  if (next == nullptr || !MayFollow(here.definition, ticket.record, next->definition))
    return Refuse(ticket, {ErrorKind::kNotFound, "http.not_found"});
  Here there{here.v, here.registers, *next, next->definition};
  AtCounter counter{ticket.desk, there};
  const Source source{ticket, *LinkTo(next->definition, here.definition.id)};
  return answer(counter, &source);
}

}  // namespace

void AddPublicMorePages(http::Router& router, const Desk& desk) {
  const http::RouteOptions large{.body_limit = kPublicBodyMost};
  router.Get("/layanan/t/{token}/lengkapi", WithTicket(desk, [](AtTicket& ticket) {
               return ShowMore(ticket, {ticket.here.definition.open->asks});
             }));
  router.Post("/layanan/t/{token}/lengkapi", WithTicket(desk, SendMore), large);
  router.Get("/layanan/t/{token}/tindakan/{act}",
             WithTicket(desk, [](AtTicket& ticket) { return ShowTicketAct(ticket, {}, ""); }));
  router.Post("/layanan/t/{token}/tindakan/{act}", WithTicket(desk, TakeTicketAct), large);
  router.Get("/layanan/t/{token}/lanjut/{register}",
             WithTicket(desk, [](AtTicket& ticket) { return Follow(ticket, ShowPublicNew); }));
  router.Post("/layanan/t/{token}/lanjut/{register}",
              WithTicket(desk, [](AtTicket& ticket) { return Follow(ticket, SendPublicNew); }), large);
}

}  // namespace sinergi::registers
