// /follow-ups/new: writes a decision, of an open meeting or outside of one.
#include "kernel/form_view.h"
#include "modules/meeting/meeting_pages.h"
#include "modules/meeting/meeting_scope.h"

namespace sinergi::meeting {
namespace {

using kernel::Visit;
using performance::PerformanceServices;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kIndicatorsMost = 500;

// Where it is decided: the meeting, if there is one, and the unit whose people and indicators can be chosen.
struct Place {
  std::optional<Meeting> meeting;
  int64_t below = 0;
  std::optional<Period> period;
};

Result<Place> FindPlace(const Visit& v, std::string_view meeting_text, std::string_view period_text) {
  Place place;
  place.period = Period::Parse(period_text);
  const auto id = ReadId(meeting_text).value_or(0);
  if (id == 0) return place;
  place.meeting =
      v.web.db.Read([&](sql::Connection& c) { return LoadMeeting(c, v.actor.government_id, id); });
  if (!place.meeting) return Error{ErrorKind::kNotFound, "meeting.unknown"};
  if (!MayLead(v, place.meeting->head)) return kernel::Forbidden();
  place.below = place.meeting->head.unit_id;
  place.period = place.meeting->head.period;
  return place;
}

// The indicators of the agency's plan of that year: what the decision can be for.
void FillIndicators(const Visit& v, PerformanceServices& services, const Place& place, int64_t unit,
                    int64_t chosen, Dict& page) {
  const int64_t within = place.below != 0 ? place.below : unit;
  const kernel::Unit* agency = v.Units()->Find(within) ? v.Units()->AgencyOf(within) : nullptr;
  if (!agency || !place.period) return;
  const auto plan = v.web.db.Read([&](sql::Connection& c) -> std::shared_ptr<const performance::PlanYear> {
    const auto head = performance::FindPlan(c, v.actor.government_id, agency->id, place.period->year);
    return head ? services.plans.Get(c, v.actor.government_id, *head) : nullptr;
  });
  if (!plan || plan->indicators.empty()) return;
  Dict& part = *page.AddSectionDictionary("INDICATORS");
  kernel::FormView form(v, part);
  size_t listed = 0;
  for (const performance::Indicator& indicator : plan->indicators)
    if (++listed <= kIndicatorsMost || indicator.id == chosen)
      form.Choice("indicator", std::to_string(indicator.id), indicator.name, indicator.id == chosen);
}

struct TypedFollowUp {
  std::string meeting, item, unit, person, indicator, decision, due, aim, period;
};

template <class Ask>
TypedFollowUp ReadTypedFollowUp(const Ask& ask) {
  const auto text = [&](const char* name) { return std::string(ask(name)); };
  return {text("meeting"),  text("item"), text("unit"), text("person"), text("indicator"),
          text("decision"), text("due"),  text("aim"),  text("period")};
}

int64_t Key(const std::string& text) {
  return ReadId(text).value_or(0);
}

http::Response ShowForm(Visit& v, PerformanceServices& services, const TypedFollowUp& typed,
                        const Error* error) {
  const Result<Place> place = FindPlace(v, typed.meeting, typed.period);
  if (!place.ok()) return v.Refuse(place.error());
  Dict page("follow_up_new");
  kernel::FormView form(v, page);
  if (place->meeting) {
    page.SetValueAndShowSection("OF_MEETING", place->meeting->head.title, "HAS_MEETING");
    if (const AgendaItem* item = place->meeting->Item(Key(typed.item)))
      page.SetValueAndShowSection("ITEM_TITLE", item->title, "HAS_ITEM");
  }
  for (const auto& [name, text] : {std::pair{"meeting", &typed.meeting},
                                   {"item", &typed.item},
                                   {"decision", &typed.decision},
                                   {"due", &typed.due},
                                   {"period", &typed.period}})
    form.Value(name, *text);
  FillUnitChoices(v, place->below, Key(typed.unit), page);
  FillPeople(v, place->below, Key(typed.person), page);
  FillIndicators(v, services, *place, Key(typed.unit), Key(typed.indicator), page);
  for (const Aim aim : {Aim::kQuarter, Aim::kRenja})
    form.Choice("aim", Name(aim), v.T(fmt::format("meeting.aim_{}", Name(aim))), typed.aim == Name(aim));
  if (error) form.Faults(*error);
  return v.Show("meeting/follow_up_new", page, "meeting.new_follow_up", error ? 422 : 200);
}

http::Response AddFollowUp(Visit& v, PerformanceServices& services) {
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const TypedFollowUp typed = ReadTypedFollowUp([&](const char* name) { return form.Field(name); });
  NewFollowUp wish;
  wish.meeting_id = Key(typed.meeting);
  wish.item_id = Key(typed.item);
  wish.unit_id = Key(typed.unit);
  wish.account_id = Key(typed.person);
  wish.indicator_id = Key(typed.indicator);
  wish.decision = typed.decision;
  wish.aim = ParseAim(typed.aim).value_or(Aim::kQuarter);
  wish.period = Period::Parse(typed.period);
  wish.due = Date::Parse(typed.due);
  const auto units = v.Units();
  const Result<int64_t> added =
      v.web.db.Write([&](sql::Connection& c) { return AddFollowUp(c, ContextOf(v, *units), wish); });
  if (!added.ok())
    return added.error().kind == ErrorKind::kInvalid ? ShowForm(v, services, typed, &added.error())
                                                     : v.Refuse(added.error());
  const std::string back = wish.meeting_id == 0
                               ? fmt::format("/follow-ups/{}", *added)
                               : fmt::format("/meetings/{}/minutes#i{}", wish.meeting_id, wish.item_id);
  return v.Back(back, "meeting.decided");
}

}  // namespace

void AddFollowUpNewPage(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/follow-ups/new", [&services](Visit& v) {
    return ShowForm(v, services, ReadTypedFollowUp([&](const char* name) { return v.request.Query(name); }),
                    nullptr);
  });
  web.Post(router, "/follow-ups/new", [&services](Visit& v) { return AddFollowUp(v, services); });
}

}  // namespace sinergi::meeting
