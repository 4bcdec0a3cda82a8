// The ticket behind its secret link: where the request stands in plain words, when it is due and why, what was
// answered, what the citizen may do now. Nothing personal, no internal note, no officer's name.
#include <algorithm>

#include "base/text.h"
#include "kernel/due_text.h"
#include "kernel/evidence_files.h"
#include "kernel/form_view.h"
#include "kernel/frame.h"
#include "kernel/request_facts.h"
#include "modules/register/public_form.h"
#include "modules/register/public_pages.h"
#include "modules/register/record_clocks.h"
#include "modules/register/record_columns.h"
#include "modules/register/record_files.h"
#include "modules/register/record_rows.h"
#include "modules/register/register_words.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;

constexpr int kLinkedMost = 20;

// What a request is called until the office gives its number, and after.
std::string UnnumberedTicket(int64_t record_id) {
  return fmt::format("T-{:06}", record_id);
}
std::string TicketNumber(const Record& record) {
  return record.number.empty() ? UnnumberedTicket(record.id) : record.number;
}

struct TicketScene {
  const AtTicket& ticket;
  sql::Connection& c;
  const RecordContext& context;

  const Definition& definition() const { return ticket.here.definition; }
  const kernel::Visit& v() const { return ticket.here.v; }
  const Record& record() const { return ticket.record; }
};

bool IsShownOnTicket(const Field& field) {
  return !field.personal && !field.retired && field.type->name() != "person";
}

void FillTicketFields(const TicketScene& scene, Dict& page) {
  const Printing how{scene.v(), scene.context, scene.definition()};
  for (const std::string& name : scene.definition().open->shows) {
    const Field* field = scene.definition().FieldNamed(name);
    if (field == nullptr || !IsShownOnTicket(*field)) continue;
    if (field->type->name() == "files") {
      const auto files = kernel::ListEvidence(scene.c, scene.context.government.id,
                                              FileSubject(scene.definition(), scene.record().id, name));
      if (files.empty()) continue;
      Dict& section = *page.AddSectionDictionary("FILES");
      section.SetValue("LABEL", In(scene.v(), field->title));
      for (const kernel::Evidence& file : files) {
        Dict& row = *section.AddSectionDictionary("FILE");
        row.SetValue("FILE_URL", scene.ticket.Path(fmt::format("berkas/{}/{}", name, file.id)));
        row.SetValue("FILE_NAME", file.file_name);
      }
      continue;
    }
    const std::string text = PrintField(how, scene.record(), *field, Personal::kMasked);
    if (text.empty()) continue;
    Dict& row = *page.AddSectionDictionary("FIELD");
    row.SetValue("LABEL", In(scene.v(), field->title));
    row.SetValue("VALUE", text);
  }
}

void FillClock(const TicketScene& scene, const RegisterClock& rule, const ClockTimes& times,
               const std::vector<RecordAct>& acts, Dict& clock) {
  const kernel::Visit& v = scene.v();
  clock.SetValue("CLOCK_TITLE", In(v, rule.title));
  clock.SetValue("BASIS", rule.rule.basis);
  clock.SetValue("DUE", times.due_at ? PrintMoment(v, *times.due_at) : kernel::LongDate(*times.due, v.lang));
  const Tagged words = DueWords(v, times);
  clock.SetValue("TAG", words.tag);
  clock.SetValue("TAG_TEXT", words.text);
  const auto deadline = ReckonClock(scene.context, scene.definition(), rule, scene.record(), acts);
  if (!deadline.ok() || !*deadline) return;
  if ((*deadline)->state == kernel::ClockState::kPaused) clock.ShowSection("PAUSED");
  for (const std::string& line :
       kernel::ExplainDays((*deadline)->lines, (*deadline)->length, scene.context.calendar, v.lang))
    clock.AddSectionDictionary("LINE")->SetValue("LINE_TEXT", line);
  for (const std::string& basis : kernel::BasesOf((*deadline)->lines, scene.context.calendar, v.lang))
    clock.AddSectionDictionary("CALENDAR_BASIS")->SetValue("BASIS_TEXT", basis);
}

void FillTicketClocks(const TicketScene& scene, const std::vector<RecordAct>& acts, Dict& page) {
  const Definition& definition = scene.definition();
  for (size_t i = 0; i < definition.clocks.size(); ++i) {
    const ClockTimes& times = scene.record().clocks[i];
    const auto& shows = definition.open->shows;
    const bool shown =
        std::find(shows.begin(), shows.end(), definition.clocks[i].name + ".due") != shows.end();
    if (shown && times.started && times.due)
      FillClock(scene, definition.clocks[i], times, acts, *page.AddSectionDictionary("CLOCK"));
  }
}

// What changed where the request stands, what the citizen was told, and what they did themselves. Notes of the
// office stand here only where the act tells the applicant.
void FillTicketHistory(const TicketScene& scene, const std::vector<RecordAct>& acts, Dict& page) {
  const Definition& definition = scene.definition();
  const kernel::Visit& v = scene.v();
  for (auto act = acts.rbegin(); act != acts.rend(); ++act) {
    const Act* known = definition.ActNamed(act->act);
    const bool own = act->login.empty();
    const bool told = known != nullptr &&
                      std::find(known->tells.begin(), known->tells.end(), "applicant") != known->tells.end();
    if (!own && !told && act->from_state == act->to_state) continue;
    Dict& row = *page.AddSectionDictionary("HISTORY");
    row.SetValue("ACT_TITLE", known != nullptr ? In(v, known->title) : v.T("register.public.act_make"));
    const State* to = definition.StateNamed(act->to_state);
    row.SetValue("STATE", to == nullptr ? "" : In(v, to->title));
    row.SetValue("AT", PrintMoment(v, act->at));
    const std::string unit = scene.context.fields.UnitName(scene.record().unit_id);
    row.SetValue("BY", own ? v.T("register.public.you") : unit.empty() ? v.government->name : unit);
    if ((own || told) && !act->note.empty()) row.SetValueAndShowSection("NOTE", act->note, "NOTED");
  }
}

void FillTicketMissing(const TicketScene& scene, Dict& page) {
  if (!MayEdit(scene.context, scene.definition(), scene.record())) return;
  page.SetValueAndShowSection("MORE_URL", scene.ticket.Path("lengkapi"), "MAY_COMPLETE");
  const std::vector<FieldError> missing = StillMissing(scene.context, scene.definition(), scene.record());
  if (missing.empty()) return;
  Dict& section = *page.AddSectionDictionary("MISSING");
  std::string basis;
  for (const std::string& one : scene.definition().basis) basis += (basis.empty() ? "" : "; ") + one;
  section.SetValue("MISSING_BASIS", basis.empty() ? "" : scene.v().T("register.public.basis", {basis}));
  for (const FieldError& fault : missing) {
    const Field* field = scene.definition().FieldNamed(fault.field);
    Dict& row = *section.AddSectionDictionary("MISSING_FIELD");
    row.SetValue("LABEL", In(scene.v(), field->title));
    if (!field->help.id.empty()) row.SetValueAndShowSection("HELP", In(scene.v(), field->help), "HELPED");
  }
}

void FillTicketActs(const TicketScene& scene, Dict& page) {
  for (const Act* act : ActsOpen(scene.context, scene.definition(), scene.record())) {
    if (act->name == scene.definition().open->submit_act) continue;  // taken by itself once it is complete
    Dict& button = *page.AddSectionDictionary("ACT");
    button.SetValue("ACT_URL", scene.ticket.Path("tindakan/" + act->name));
    button.SetValue("ACT_TITLE", In(scene.v(), act->title));
  }
}

void FillLinked(const TicketScene& scene, const InForce& next, Dict& page) {
  const kernel::Visit& v = scene.v();
  const Field* link = LinkTo(next.definition, scene.definition().id);
  if (link == nullptr) return;
  scene.c.Query("SELECT " + RecordColumns(next.definition) + " FROM \"" + TableOf(next.definition) +
                    "\" r WHERE r.government_id = ? AND r.\"" + link->name + "\" = ? ORDER BY r.id LIMIT ?",
                {scene.context.government.id, scene.record().id, kLinkedMost}, [&](const sql::Row& row) {
                  const Record record = RecordAt(next.definition, row);
                  const State* state = next.definition.StateNamed(record.state);
                  Dict& one = *page.AddSectionDictionary("LINKED");
                  one.SetValue("LINKED_TITLE", In(v, next.definition.one));
                  one.SetValue("LINKED_NUMBER", record.number);
                  one.SetValue("LINKED_MADE", PrintDate(record.made));
                  one.SetValue("LINKED_STATE", state == nullptr ? "" : In(v, state->title));
                });
}

void FillFollowing(const TicketScene& scene, Dict& page) {
  for (const std::string& id : scene.definition().open->linked) {
    const InForce* next = scene.ticket.here.registers.Find(id);
    if (next == nullptr) continue;
    FillLinked(scene, *next, page);
    if (!MayFollow(scene.definition(), scene.record(), next->definition)) continue;
    Dict& one = *page.AddSectionDictionary("FOLLOW");
    one.SetValue("FOLLOW_URL", scene.ticket.Path("lanjut/" + id));
    one.SetValue("FOLLOW_TITLE", In(scene.v(), next->definition.one));
    one.SetValue("FOLLOW_INTRO", In(scene.v(), next->definition.open->intro));
  }
}

void FillTicketHead(const TicketScene& scene, Dict& page) {
  const kernel::Visit& v = scene.v();
  const State* state = scene.definition().StateNamed(scene.record().state);
  page.SetValue("HEADING",
                In(v, scene.definition().one.id.empty() ? scene.definition().title : scene.definition().one));
  page.SetValue("NUMBER", TicketNumber(scene.record()));
  page.SetValue("STATE", In(v, state->title));
  page.SetValue("STATE_TAG", std::string(StateTag(*state)));
  page.SetValue("MADE", PrintMoment(v, scene.record().made_at));
  const std::string unit = scene.context.fields.UnitName(scene.record().unit_id);
  page.SetValue("UNIT_NAME", unit.empty() ? v.government->name : unit);
  page.SetValue("SECRET", scene.ticket.token);
}

http::Response ShowTicket(AtTicket& ticket) {
  Dict page("ticket");
  ticket.here.v.web.db.Read([&](sql::Connection& c) {
    return InPublic(ticket.here, c, [&](const RecordContext& context) {
      const TicketScene scene{ticket, c, context};
      const std::vector<RecordAct> acts =
          ListActs(c, context.government.id, ticket.here.definition, ticket.record.id);
      FillTicketHead(scene, page);
      FillTicketMissing(scene, page);
      FillTicketClocks(scene, acts, page);
      FillTicketFields(scene, page);
      FillTicketActs(scene, page);
      FillFollowing(scene, page);
      FillTicketHistory(scene, acts, page);
      return Unit{};
    });
  });
  return ShowPublic(ticket.here.v, "register/public_ticket", page, "register.public.ticket");
}

http::Response OpenTicketFile(AtTicket& ticket) {
  const Here& here = ticket.here;
  const http::Request& request = here.v.request;
  const Field* field = here.definition.FieldNamed(request.Param("field"));
  const auto& shows = here.definition.open->shows;
  const bool shown = field != nullptr && IsShownOnTicket(*field) && field->type->name() == "files" &&
                     std::find(shows.begin(), shows.end(), field->name) != shows.end();
  const std::optional<int64_t> id = IdIn(request.Param("file"));
  std::optional<kernel::Evidence> file;
  if (shown && id)
    file = here.v.web.db.Read(
        [&](sql::Connection& c) { return kernel::FindEvidence(c, here.v.government->id, *id); });
  if (!file || file->subject != FileSubject(here.definition, ticket.record.id, field->name))
    return RefusePublic(ticket.desk, request, {ErrorKind::kNotFound, "files.not_found"});
  Result<http::Response> opened = kernel::OpenFile(here.v, *file);
  return opened.ok() ? std::move(opened).value() : RefusePublic(ticket.desk, request, opened.error());
}

// ---- by number and secret ----

http::Response ShowAsk(const kernel::Web& web, const http::Request& request, std::string_view number,
                       const Error* error) {
  const Lang lang = kernel::LangOf(request);
  Dict page("check");
  kernel::FormView form(web.texts, lang, page);
  form.Value("number", number);
  if (error != nullptr) form.Faults(*error);
  return kernel::Frame{web, request, lang}.Show("register/public_check", page, "register.public.check",
                                                error == nullptr ? 200 : kernel::HttpStatusOf(error->kind));
}

// The number and the secret have to fit each other; which of them is wrong is not said.
http::Response Ask(PublicDesk& desk, const http::Request& request) {
  const http::Form form = http::ReadForm(request);
  const std::string number(TrimBlanks(kernel::Typed(form.Field("number"))));
  const std::string token(TrimBlanks(kernel::Typed(form.Field("secret"))));
  if (const int64_t wait = desk.wrong_link.Take(request.peer, desk.web.clock()); wait > 0) {
    const Error error{ErrorKind::kTooMany, "register.public.wait", {std::to_string((wait + 59) / 60)}};
    return ShowAsk(desk.web, request, number, &error);
  }
  const std::optional<Ticket> found =
      desk.web.db.Read([&](sql::Connection& c) { return FindTicket(c, desk.registers, token); });
  const bool fits = found && (found->record.number == number || number == UnnumberedTicket(found->record.id));
  const Error wrong{ErrorKind::kNotFound, "register.public.no_ticket"};
  return fits ? http::Response::SeeOther("/layanan/t/" + token) : ShowAsk(desk.web, request, number, &wrong);
}

}  // namespace

void AddPublicTicketPages(http::Router& router, const Desk& desk) {
  router.Get("/layanan/t/{token}", WithTicket(desk, ShowTicket));
  router.Get("/layanan/t/{token}/berkas/{field}/{file}", WithTicket(desk, OpenTicketFile));
  router.Get("/layanan/periksa",
             [desk](const http::Request& request) { return ShowAsk(desk->web, request, "", nullptr); });
  router.Post("/layanan/periksa", [desk](const http::Request& request) { return Ask(*desk, request); });
}

}  // namespace sinergi::registers
