// /meetings: all meetings; planning a new one; changing one.
#include <algorithm>

#include "base/text.h"
#include "kernel/form_view.h"
#include "modules/meeting/meeting_pages.h"
#include "modules/meeting/meeting_scope.h"
#include "modules/performance/performance_store.h"

namespace sinergi::meeting {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

bool MayLeadSomewhere(const Visit& v) {
  for (const kernel::Unit& unit : v.Units()->units())
    if (unit.kind == kernel::UnitKind::kAgency && MayLead(v.actor, *v.Units(), unit.id)) return true;
  return MayLead(v.actor, *v.Units(), 0);
}

http::Response MeetingListPage(Visit& v) {
  const auto heads =
      v.web.db.Read([&](sql::Connection& c) { return ListMeetings(c, v.actor.government_id); });
  Dict page("meetings");
  int shown = 0;
  for (const MeetingHead& head : heads) {
    if (!MaySeeMeeting(v.actor, *v.Units(), head)) continue;
    FillHead(v, head, *page.AddSectionDictionary("MEETING"));
    ++shown;
  }
  page.ShowSection(shown == 0 ? "EMPTY" : "LIST");
  if (MayLeadSomewhere(v)) page.ShowSection("MAY_PLAN");
  return v.Show("meeting/meeting_list", page, "nav.meetings");
}

struct TypedMeeting {
  std::string unit, kind, title, period, chair, note_taker;
};

TypedMeeting TypedMeetingOf(const http::Form& form) {
  const auto text = [&](const char* name) { return std::string(form.Field(name)); };
  return {text("unit"), text("kind"), text("title"), text("period"), text("chair"), text("note_taker")};
}

TypedMeeting TypedMeetingOf(const MeetingHead& head) {
  return {std::to_string(head.unit_id),
          std::string(Name(head.kind)),
          head.title,
          head.period ? head.period->Code() : "",
          head.chair,
          head.note_taker};
}

MeetingWish WishOf(const TypedMeeting& typed) {
  MeetingWish wish;
  wish.unit_id = ReadId(typed.unit).value_or(-1);
  wish.kind = ParseMeetingKind(typed.kind).value_or(MeetingKind::kOther);
  wish.title = typed.title;
  wish.period = Period::Parse(typed.period);
  wish.chair = typed.chair;
  wish.note_taker = typed.note_taker;
  return wish;
}

// The newest year that has a quarter to evaluate: this one, or one whose quarters are set already.
int LastYear(const Visit& v) {
  int last = v.Today().year;
  for (const performance::QuarterWindow& window :
       v.web.db.Read([&](sql::Connection& c) { return performance::ListWindows(c, v.actor.government_id); }))
    last = std::max(last, window.period.year);
  return last;
}

// Quarters of three years, the newest first.
void FillPeriods(const Visit& v, const std::string& chosen, kernel::FormView& form) {
  form.Choice("period", "", v.T("meeting.no_period"), chosen.empty());
  const std::optional<Period> kept = Period::Parse(chosen);
  const int first = v.Today().year - 2, last = LastYear(v);
  if (kept && (kept->year < first || kept->year > last))
    form.Choice("period", chosen, performance::PrintPeriod(v, *kept), true);
  for (int year = last; year >= first; --year)
    for (int quarter = 4; quarter >= 1; --quarter) {
      const Period period{year, quarter};
      form.Choice("period", period.Code(), performance::PrintPeriod(v, period), period.Code() == chosen);
    }
}

struct Edit {
  std::string action;
  int64_t row_version = 0;  // 0: a new one
};
http::Response ShowForm(Visit& v, const Edit& edit, const TypedMeeting& typed, const Error* error) {
  Dict page("meeting_edit");
  kernel::FormView form(v, page);
  page.SetValue("ACTION", edit.action);
  page.SetIntValue("ROW_VERSION", edit.row_version);
  page.SetValue("HEADING", v.T(edit.row_version == 0 ? "meeting.plan_title" : "meeting.edit_title"));
  if (edit.row_version == 0) {
    Dict& units = *page.AddSectionDictionary("NEW");
    kernel::FormView choices(v, units);
    for (const kernel::Unit& unit : v.Units()->units())
      if (unit.kind == kernel::UnitKind::kAgency && MayLead(v.actor, *v.Units(), unit.id))
        choices.Choice("unit", std::to_string(unit.id), unit.name, std::to_string(unit.id) == typed.unit);
    if (MayLead(v.actor, *v.Units(), 0)) choices.Choice("unit", "0", v.Gov()->name, typed.unit == "0");
  }
  for (const MeetingKind kind : kMeetingKinds)
    form.Choice("kind", Name(kind), KindText(v, kind), typed.kind == Name(kind));
  FillPeriods(v, typed.period, form);
  form.Value("title", typed.title);
  form.Value("chair", typed.chair);
  form.Value("note_taker", typed.note_taker);
  if (error) form.Faults(*error);
  return v.Show("meeting/meeting_edit", page, "nav.meetings", error ? 422 : 200);
}

http::Response TakeNewMeeting(Visit& v) {
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const TypedMeeting typed = TypedMeetingOf(form);
  const auto units = v.Units();
  const Result<int64_t> id =
      v.web.db.Write([&](sql::Connection& c) { return PlanMeeting(c, ContextOf(v, *units), WishOf(typed)); });
  if (id.ok()) return v.Back(fmt::format("/meetings/{}", *id), "meeting.planned");
  if (id.error().kind != ErrorKind::kInvalid) return v.Refuse(id.error());
  return ShowForm(v, {"/meetings/new"}, typed, &id.error());
}

http::Response TakeChangedMeeting(Visit& v) {
  const Result<Meeting> meeting = FindLedMeeting(v);
  if (!meeting.ok()) return v.Refuse(meeting.error());
  const MeetingHead& head = meeting->head;
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  TypedMeeting typed = TypedMeetingOf(form);
  typed.unit = std::to_string(head.unit_id);
  const int64_t row_version = ReadId(form.Field("row_version")).value_or(0);
  const auto units = v.Units();
  const Status done = v.web.db.Write([&](sql::Connection& c) {
    return ChangeMeeting(c, ContextOf(v, *units), head.id, WishOf(typed), row_version);
  });
  if (done.ok()) return v.Back(PathOf(head), "meeting.saved");
  if (done.error().kind != ErrorKind::kInvalid) return v.Refuse(done.error());
  return ShowForm(v, {PathOf(head) + "/edit", row_version}, typed, &done.error());
}

}  // namespace

void AddMeetingListPages(kernel::Web& web, http::Router& router) {
  web.Page(router, "/meetings", MeetingListPage);
  web.Page(router, "/meetings/new", [](Visit& v) {
    if (!MayLeadSomewhere(v)) return v.Refuse(kernel::Forbidden());
    return ShowForm(v, {"/meetings/new"}, {}, nullptr);
  });
  web.Post(router, "/meetings/new", TakeNewMeeting);
  web.Page(router, "/meetings/{id}/edit", [](Visit& v) {
    const Result<Meeting> meeting = FindLedMeeting(v);
    if (!meeting.ok()) return v.Refuse(meeting.error());
    return ShowForm(v, {PathOf(meeting->head) + "/edit", meeting->head.row_version},
                    TypedMeetingOf(meeting->head), nullptr);
  });
  web.Post(router, "/meetings/{id}/edit", TakeChangedMeeting);
}

}  // namespace sinergi::meeting
