// The form of a service: a challenge in it, a honeypot beside it; what comes is taken in, complete or not.
#include <algorithm>

#include "kernel/form_view.h"
#include "kernel/frame.h"
#include "kernel/request_facts.h"
#include "modules/register/public_form.h"
#include "modules/register/public_pages.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;

constexpr std::string_view kTicketCookie = "sinergi_ticket";
constexpr int64_t kTicketCookieSeconds = 24 * 3600;

Error Wait(int64_t seconds) {
  return {ErrorKind::kTooMany, "register.public.wait", {std::to_string((seconds + 59) / 60)}};
}

std::string Subject(const Here& here) {
  return here.v.government->code + "/" + here.definition.id;
}

std::string ActionOf(const AtCounter& counter, const Source* source) {
  if (source != nullptr) return source->ticket.Path("lanjut/" + counter.here.definition.id);
  return "/layanan/" + counter.here.definition.id + OfQuery(counter.here.v.request);
}

// Calls fn(context of the ticket) for what the new record takes over from it.
template <class Fn>
void WithSource(sql::Connection& c, const Source& source, Fn&& fn) {
  InPublic(source.ticket.here, c, [&](const RecordContext& context) {
    fn(TypedOf(context, source.ticket.here.definition, source.ticket.record));
    return Unit{};
  });
}

// Fields of the same name and kind say the same; "request_number" is the number of what `request` links to.
std::vector<const Field*> TakenOver(const Here& here, const Source& source) {
  std::vector<const Field*> fields;
  for (const Field& field : here.definition.fields) {
    const Field* same = source.ticket.here.definition.FieldNamed(field.name);
    const bool fits = same != nullptr && same->type == field.type && same->type->name() != "files" &&
                      same->type->name() != "choice" && same->type->name() != "table" &&
                      !ValueIn(source.ticket.here.definition, source.ticket.record, *same).empty();
    if (fits && IsAsked(here.definition.open->asks, field)) fields.push_back(&field);
  }
  return fields;
}

// What stands in the form at first. What is personal is not shown: it is known, and taken over when sent.
void FillFromSource(const Here& here, sql::Connection& c, const Source& source, PublicSheet& sheet) {
  WithSource(c, source, [&](const Typed& before) {
    for (const Field* field : TakenOver(here, source)) {
      if (field->personal)
        sheet.known.push_back(field->name);
      else
        sheet.typed[field->name] = before.at(field->name);
    }
  });
  const std::string number = source.link.name + "_number";
  if (here.definition.FieldNamed(number) != nullptr) sheet.typed[number] = {source.ticket.record.number};
}

void FillIntakeHead(AtCounter& counter, const Source* source, Dict& page) {
  const Here& here = counter.here;
  const kernel::Visit& v = here.v;
  const PublicPart& open = *here.definition.open;
  page.SetValue("HEADING",
                In(v, here.definition.one.id.empty() ? here.definition.title : here.definition.one));
  page.SetValue("OF", OfQuery(v.request));
  page.SetValue("ACTION", ActionOf(counter, source));
  page.SetValue("SEND", v.T("common.send"));
  if (!open.intro.id.empty()) page.SetValueAndShowSection("INTRO_TEXT", In(v, open.intro), "INTRO");
  std::string basis;
  for (const std::string& one : here.definition.basis) basis += (basis.empty() ? "" : "; ") + one;
  if (!basis.empty())
    page.SetValueAndShowSection("RULES_TEXT", v.T("register.public.basis", {basis}), "RULES");
  if (here.definition.drafts) page.ShowSection("INCOMPLETE_HINT");
  if (source != nullptr) page.SetValueAndShowSection("BACK_URL", source->ticket.Path(), "BACK");
  const int bits = WorkBits(*v.government);
  page.ShowSection("WORK");
  page.SetValue("CHALLENGE", counter.desk.Gate().Issue(Subject(here), bits, v.now));
  page.SetIntValue("BITS", bits);
}

http::Response ShowForm(AtCounter& counter, const Source* source, PublicSheet sheet) {
  Dict page("form");
  const Here& here = counter.here;
  here.v.web.db.Read([&](sql::Connection& c) {
    return InPublic(here, c, [&](const RecordContext& context) {
      const Record record = BlankRecord(context, here.definition);
      PublicSheet fresh{here.definition.open->asks};
      fresh.typed = TypedOf(context, here.definition, record);
      if (source != nullptr) FillFromSource(here, c, *source, fresh);
      sheet.known = fresh.known;
      if (!sheet.error && sheet.more_rows.empty()) sheet.typed = fresh.typed;
      DrawPublicForm(here, context, record, sheet, page);
      return Unit{};
    });
  });
  FillIntakeHead(counter, source, page);
  if (sheet.error && std::any_of(here.definition.fields.begin(), here.definition.fields.end(), [&](auto& f) {
        return f.type->name() == "files" && IsAsked(sheet.names, f);
      }))
    page.ShowSection("FILES_AGAIN");
  const int status = sheet.error ? kernel::HttpStatusOf(sheet.error->kind) : 200;
  return ShowPublic(here.v, "register/public_form", page, "register.public.form_title",
                    status == 400 ? 422 : status);
}

// Robots end here: the trap, the work, how often.
Result<Passed> PassGate(AtCounter& counter, const http::Form& form) {
  const kernel::Visit& v = counter.here.v;
  if (!form.Field("website").empty()) return Error{ErrorKind::kConflict, "register.public.trapped"};
  Result<Passed> passed =
      counter.desk.Gate().Check(Subject(counter.here), form.Field("challenge"), form.Field("work"), v.now);
  if (!passed.ok() || passed->worked) return passed;
  if (const int64_t wait = counter.desk.without_script.Take(v.request.peer, v.now); wait > 0)
    return Wait(wait);
  return passed;
}

http::Response ToTicket(const AtCounter& counter, const std::string& token, std::string_view notice) {
  const kernel::Visit& v = counter.here.v;
  http::Response response = GoTo(v, "/layanan/t/" + token, notice);
  response.SetCookie(kTicketCookie, token, kTicketCookieSeconds, v.web.secure_cookies);
  return response;
}

// What the ticket before said of the citizen goes over to the new record; the link is ours to fill in.
void AddFromSource(const Here& here, sql::Connection& c, const Source& source, Intake& intake) {
  WithSource(c, source, [&](const Typed& before) {
    for (const Field* field : TakenOver(here, source))
      if (field->personal && !intake.typed.contains(field->name))
        intake.typed[field->name] = before.at(field->name);
  });
  intake.given[source.link.name] = {std::to_string(source.ticket.record.id)};
  intake.unit_id = source.ticket.record.unit_id;
}

Result<TakenIn> TakeIntake(AtCounter& counter, const Source* source, Intake intake) {
  const Here& here = counter.here;
  return here.v.web.db.Write([&](sql::Connection& c) {
    return InPublic(here, c, [&](const RecordContext& context) {
      Intake all = intake;
      if (source != nullptr) AddFromSource(here, c, *source, all);
      return TakeIn(c, context, here.definition, all);
    });
  });
}

bool IsRefusedOutright(const Error& error) {
  return error.kind == ErrorKind::kForbidden || error.kind == ErrorKind::kNotFound ||
         error.code == "http.bad_request" || error.code == "kernel.csrf";
}

http::Response AnswerIntake(AtCounter& counter, const Source* source, PublicSheet sheet, const Intake& intake,
                            const Result<TakenIn>& taken) {
  if (taken.ok())
    return ToTicket(counter, intake.token,
                    taken->missing.empty() ? "register.public.taken" : "register.public.taken_incomplete");
  if (taken.error().code == "register.public.sent_already")
    return ToTicket(counter, intake.token, "register.public.sent_before");
  if (IsRefusedOutright(taken.error()))
    return RefusePublic(counter.desk, counter.here.v.request, taken.error());
  sheet.error = taken.error();
  return ShowForm(counter, source, std::move(sheet));
}

// The ticket that this browser knows, when it says the same.
bool IsSame(AtCounter& counter, const std::string& digest) {
  const kernel::Visit& v = counter.here.v;
  return v.web.db.Read([&](sql::Connection& c) {
    return FindSame(c, v.government->id, counter.here.definition, digest, v.request.Cookie(kTicketCookie),
                    v.now)
        .has_value();
  });
}

http::Response SendIntake(AtCounter& counter, const Source* source) {
  const Here& here = counter.here;
  PublicSheet sheet{here.definition.open->asks};
  Result<PublicForm> sent = ReadPublicForm(here, sheet.names);
  if (!sent.ok()) return RefusePublic(counter.desk, here.v.request, sent.error());
  sheet.typed = sent->typed;
  if (!sent->rows.empty()) {
    sheet.more_rows[sent->rows] = kMoreRows;
    return ShowForm(counter, source, std::move(sheet));
  }
  const Result<Passed> passed = PassGate(counter, sent->form);
  if (!passed.ok()) return AnswerIntake(counter, source, std::move(sheet), {}, passed.error());
  Intake intake{*passed,
                counter.desk.Gate().TokenOf(*passed),
                ReceivingUnit(*here.v.government, *here.v.units),
                sent->typed,
                {}};
  intake.missing_told = here.v.web.texts.Get(Lang::kId, "register.public.missing_told", {});
  intake.digest = counter.desk.Gate().DigestOf(SameText(here.v.government->id, here.definition, sent->typed));
  if (IsSame(counter, intake.digest))
    return ToTicket(counter, std::string(here.v.request.Cookie(kTicketCookie)), "register.public.same");
  if (source != nullptr) {
    PublicSheet known{sheet.names};
    here.v.web.db.Read([&](sql::Connection& c) { return FillFromSource(here, c, *source, known), Unit{}; });
    LeaveKnown(known.known, intake.typed);
  }
  Result<FilesByField> files = KeepPublicFiles(here, sheet.names, sent->form);
  if (!files.ok()) return AnswerIntake(counter, source, std::move(sheet), intake, files.error());
  intake.files = std::move(files).value();
  const Result<TakenIn> taken = TakeIntake(counter, source, intake);
  return AnswerIntake(counter, source, std::move(sheet), intake, taken);
}

http::Response NotOpen(const AtCounter& counter) {
  return RefusePublic(counter.desk, counter.here.v.request, {ErrorKind::kNotFound, "http.not_found"});
}

}  // namespace

http::Response ShowPublicNew(AtCounter& counter, const Source* source) {
  if (!counter.here.definition.open->submit) return NotOpen(counter);
  return ShowForm(counter, source, {counter.here.definition.open->asks});
}

http::Response SendPublicNew(AtCounter& counter, const Source* source) {
  const kernel::Visit& v = counter.here.v;
  if (!counter.here.definition.open->submit) return NotOpen(counter);
  if (kernel::IsFromElsewhere(v.request))
    return RefusePublic(counter.desk, v.request, {ErrorKind::kForbidden, "kernel.csrf"});
  if (const int64_t wait = counter.desk.sending.Take(v.request.peer, v.now); wait > 0)
    return RefusePublic(counter.desk, v.request, Wait(wait)).Set("Retry-After", std::to_string(wait));
  return SendIntake(counter, source);
}

// A service that the government has closed for now takes nothing new in.
static CounterPage WhileOpen(CounterPage page) {
  return [page = std::move(page)](AtCounter& counter) {
    const kernel::Visit& v = counter.here.v;
    const PublicSettings settings = PublicSettingsOf(*v.government);
    if (settings.closed.contains(counter.here.definition.id))
      return RefusePublic(counter.desk, v.request, {ErrorKind::kNotFound, "register.public.closed"});
    return page(counter);
  };
}

void AddPublicFormPages(http::Router& router, const Desk& desk) {
  router.Get("/layanan/{register}",
             AtDesk(desk, WhileOpen([](AtCounter& counter) { return ShowPublicNew(counter, nullptr); })));
  router.Post("/layanan/{register}",
              AtDesk(desk, WhileOpen([](AtCounter& counter) { return SendPublicNew(counter, nullptr); })),
              {.body_limit = kPublicBodyMost});
}

}  // namespace sinergi::registers
