#include "modules/meeting/meeting_scope.h"

#include <algorithm>

#include "kernel/account.h"
#include "kernel/due_text.h"
#include "kernel/form_view.h"

namespace sinergi::meeting {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

namespace {

constexpr size_t kPeopleMost = 300;

Result<Meeting> Find(const Visit& v, bool (*may)(const Visit&, const MeetingHead&)) {
  const Error unknown{ErrorKind::kNotFound, "meeting.unknown"};
  const std::optional<int64_t> id = ReadId(v.request.Param("id"));
  if (!id) return unknown;
  auto meeting =
      v.web.db.Read([&](sql::Connection& c) { return LoadMeeting(c, v.actor.government_id, *id); });
  if (!meeting) return unknown;
  if (!may(v, meeting->head)) return kernel::Forbidden();
  return std::move(*meeting);
}

std::string_view TagOf(MeetingState state) {
  switch (state) {
    case MeetingState::kOpen:
      return "warn";
    case MeetingState::kClosed:
      return "good";
    default:
      return "";
  }
}

void FillFollowUp(const Visit& v, const FollowUp& one, const std::vector<MeetingHead>& meetings, Dict& row) {
  row.SetIntValue("ID", one.id);
  row.SetValue("DECISION", one.decision);
  row.SetValue("UNIT", UnitText(v, one.unit_id));
  row.SetValue("DUE", DayText(v, one.due));
  row.SetValue("STATE", StateText(v, one));
  row.SetValue("TAG", std::string(StateTag(one, v.Today())));
  const auto meeting = std::ranges::find(meetings, one.meeting_id, &MeetingHead::id);
  row.SetValue("MEETING", meeting == meetings.end() ? v.T("meeting.outside") : meeting->title);
}

}  // namespace

ActContext ContextOf(const Visit& v, const kernel::UnitTree& units) {
  return {v.actor, units, v.now, v.Today()};
}

Result<Meeting> FindMeetingOf(const Visit& v) {
  return Find(v, [](const Visit& who, const MeetingHead& head) {
    return MaySeeMeeting(who.actor, *who.Units(), head);
  });
}

Result<Meeting> FindLedMeeting(const Visit& v) {
  return Find(v, [](const Visit& who, const MeetingHead& head) { return MayLead(who, head); });
}

bool MayLead(const Visit& v, const MeetingHead& head) {
  return MayLead(v.actor, *v.Units(), head.unit_id);
}

std::string PathOf(const MeetingHead& head) {
  return fmt::format("/meetings/{}", head.id);
}

std::string UnitText(const Visit& v, int64_t unit_id) {
  if (unit_id == 0) return v.Gov()->name;
  const kernel::Unit* unit = v.Units()->Find(unit_id);
  return unit ? unit->name : v.T("meeting.unit_ended");
}

std::string DayText(const Visit& v, const Date& day) {
  return kernel::LongDate(day, v.lang);
}

std::string DaysText(const Visit& v, const MeetingHead& head) {
  if (!head.first_day) return v.T("meeting.no_day");
  if (head.first_day == head.last_day) return DayText(v, *head.first_day);
  return v.T("meeting.days", {DayText(v, *head.first_day), DayText(v, *head.last_day)});
}

std::string KindText(const Visit& v, MeetingKind kind) {
  return v.T(fmt::format("meeting.kind_{}", Name(kind)));
}

void FillHead(const Visit& v, const MeetingHead& head, Dict& page) {
  page.SetIntValue("ID", head.id);
  page.SetValue("PATH", PathOf(head));
  page.SetValue("TITLE", head.title);
  page.SetValue("KIND", KindText(v, head.kind));
  page.SetValue("OF_UNIT", UnitText(v, head.unit_id));
  page.SetValue("DAYS", DaysText(v, head));
  page.SetValue("MEETING_STATE", v.T(fmt::format("meeting.state_{}", Name(head.state))));
  page.SetValue("MEETING_TAG", std::string(TagOf(head.state)));
  page.SetIntValue("ROW_VERSION", head.row_version);
  if (head.period)
    page.SetValueAndShowSection("PERIOD", performance::PrintPeriod(v, *head.period), "HAS_PERIOD");
}

std::string StateText(const Visit& v, const FollowUp& one) {
  if (one.IsLate(v.Today()))
    return v.T("meeting.late_by", {std::to_string(v.Today().Days() - one.due.Days())});
  return v.T(fmt::format("meeting.follow_up_{}", Name(one.state)));
}

std::string_view StateTag(const FollowUp& one, const Date& today) {
  if (one.IsLate(today)) return "bad";
  if (one.state == FollowUpState::kAccepted) return "good";
  return one.state == FollowUpState::kDone ? "warn" : "";
}

int FillFollowUps(const Visit& v, const FollowUpRows& list, Dict& page) {
  int shown = 0;
  for (const FollowUp& one : list.rows) {
    if (!MaySee(v.actor, *v.Units(), one)) continue;
    if (static_cast<size_t>(++shown) <= list.most)
      FillFollowUp(v, one, list.meetings, *page.AddSectionDictionary("FOLLOW_UP"));
  }
  if (static_cast<size_t>(shown) > list.most)
    page.SetValueAndShowSection(
        "MORE", v.T("meeting.more", {std::to_string(shown), std::to_string(list.most)}), "HAS_MORE");
  return shown;
}

void FillUnitChoices(const Visit& v, int64_t below, int64_t chosen, Dict& page) {
  kernel::FormView form(v, page);
  for (const kernel::Unit& unit : v.Units()->units()) {
    if (below != 0 && !v.Units()->IsWithin(unit.id, below)) continue;
    std::string name;
    for (int depth = 0; depth < unit.depth; ++depth) name += "– ";
    form.Choice("unit", std::to_string(unit.id), name + unit.name, unit.id == chosen);
  }
}

void FillPeople(const Visit& v, int64_t below, int64_t chosen, Dict& page) {
  kernel::FormView form(v, page);
  const auto accounts =
      v.web.db.Read([&](sql::Connection& c) { return kernel::ListAccounts(c, v.actor.government_id); });
  size_t listed = 0;
  for (const kernel::Account& account : accounts) {
    const bool here = std::ranges::any_of(account.grants, [&](const kernel::Grant& grant) {
      return grant.unit_id != 0 && (below == 0 || v.Units()->IsWithin(grant.unit_id, below));
    });
    if (account.disabled || !here || ++listed > kPeopleMost) continue;
    form.Choice("person", std::to_string(account.id), account.name, account.id == chosen);
  }
}

}  // namespace sinergi::meeting
