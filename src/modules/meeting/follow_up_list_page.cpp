// /follow-ups: what was decided and what becomes of it, with filters; the share done in time.
#include <algorithm>

#include "kernel/form_view.h"
#include "modules/meeting/meeting_pages.h"
#include "modules/meeting/meeting_scope.h"

namespace sinergi::meeting {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr std::string_view kStateFilters[] = {"unfinished", "late", "done", "accepted", "all"};

struct Filter {
  bool mine = false;
  std::string_view state = "unfinished";
  int64_t meeting = 0;
};

Filter FilterOf(const Visit& v) {
  Filter filter;
  filter.mine = v.request.Query("who") == "mine";
  for (const std::string_view state : kStateFilters)
    if (v.request.Query("state") == state) filter.state = state;
  filter.meeting = ReadId(v.request.Query("meeting")).value_or(0);
  return filter;
}

bool HasState(const FollowUp& one, std::string_view state, const Date& today) {
  if (state == "unfinished") return !one.Finished();
  if (state == "late") return one.IsLate(today);
  if (state == "done") return one.state == FollowUpState::kDone;
  return state == "all" || one.state == FollowUpState::kAccepted;
}

void FillFilter(const Visit& v, const Filter& filter, const std::vector<MeetingHead>& meetings, Dict& page) {
  kernel::FormView form(v, page);
  form.Choice("who", "all", v.T("meeting.who_all"), !filter.mine);
  form.Choice("who", "mine", v.T("meeting.who_mine"), filter.mine);
  for (const std::string_view state : kStateFilters)
    form.Choice("state", state, v.T(fmt::format("meeting.filter_{}", state)), filter.state == state);
  form.Choice("meeting", "", v.T("meeting.any_meeting"), filter.meeting == 0);
  for (const MeetingHead& head : meetings)
    if (MaySeeMeeting(v.actor, *v.Units(), head))
      form.Choice("meeting", std::to_string(head.id), head.title, head.id == filter.meeting);
}

void FillShare(const Visit& v, const std::vector<FollowUp>& all, Dict& page) {
  const TimelyShare share = TimelyShareOf(all, v.Today());
  page.SetValue("SHARE", performance::PrintPercent(share.Share()));
  page.SetValue("SHARE_OF",
                v.T("meeting.share_of", {std::to_string(share.in_time), std::to_string(share.due)}));
  page.SetIntValue("UNFINISHED",
                   std::ranges::count_if(all, [](const FollowUp& one) { return !one.Finished(); }));
  page.SetIntValue("LATE",
                   std::ranges::count_if(all, [&](const FollowUp& one) { return one.IsLate(v.Today()); }));
}

http::Response FollowUpListPage(Visit& v) {
  std::vector<MeetingHead> meetings;
  std::vector<FollowUp> all = v.web.db.Read([&](sql::Connection& c) {
    meetings = ListMeetings(c, v.actor.government_id);
    return ListFollowUps(c, v.actor.government_id);
  });
  const Filter filter = FilterOf(v);
  std::erase_if(all, [&](const FollowUp& one) {
    const bool mine = !filter.mine || MayOwn(v.actor, *v.Units(), one);
    const bool here = filter.meeting == 0 || one.meeting_id == filter.meeting;
    return !mine || !here || !MaySee(v.actor, *v.Units(), one);
  });
  Dict page("follow_ups");
  FillShare(v, all, page);
  FillFilter(v, filter, meetings, page);
  std::erase_if(all, [&](const FollowUp& one) { return !HasState(one, filter.state, v.Today()); });
  page.ShowSection(FillFollowUps(v, {all, meetings}, page) == 0 ? "EMPTY" : "LIST");
  const auto& units = v.Units()->units();
  if (std::ranges::any_of(units,
                          [&](const kernel::Unit& unit) { return MayLead(v.actor, *v.Units(), unit.id); }))
    page.ShowSection("MAY_DECIDE");
  return v.Show("meeting/follow_up_list", page, "nav.follow_ups");
}

}  // namespace

void AddFollowUpListPage(kernel::Web& web, http::Router& router) {
  web.Page(router, "/follow-ups", FollowUpListPage);
}

}  // namespace sinergi::meeting
