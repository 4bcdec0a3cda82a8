// /meetings/{id}/material: the material of the meeting makes itself: one page a division, or slides for the
// projector, with achievement, absorption, obstacles and solutions of the quarter, what was decided before and what
// came of it.
#include <algorithm>

#include "base/text.h"
#include "modules/meeting/meeting_pages.h"
#include "modules/meeting/meeting_scope.h"

namespace sinergi::meeting {
namespace {

using kernel::Unit;
using kernel::Visit;
using performance::Evaluation;
using performance::Figure;
using performance::Indicator;
using performance::PerformanceServices;
using performance::PlanYear;
using Dict = ctemplate::TemplateDictionary;

// The unit on show, with the plan of its agency.
struct Slide {
  const Unit* unit = nullptr;
  std::vector<const Unit*> all;  // in their order
  std::shared_ptr<const PlanYear> plan;
  std::shared_ptr<const Evaluation> evaluation;
};

// The agency and its divisions; of the whole government its agencies. Only those the visitor may read.
std::vector<const Unit*> UnitsOf(const Visit& v, const MeetingHead& head) {
  std::vector<const Unit*> units;
  for (const Unit& unit : v.Units()->units()) {
    const bool wanted = head.unit_id == 0 ? unit.kind == kernel::UnitKind::kAgency
                                          : unit.id == head.unit_id || unit.parent_id == head.unit_id;
    if (wanted && v.actor.May(kernel::Right::kRead, *v.Units(), unit.id)) units.push_back(&unit);
  }
  return units;
}

Result<Slide> FindSlide(const Visit& v, PerformanceServices& services, const MeetingHead& head) {
  Slide slide;
  slide.all = UnitsOf(v, head);
  if (slide.all.empty()) return kernel::Forbidden();
  slide.unit = slide.all.front();
  if (const auto id = ReadId(v.request.Query("unit"))) {
    const auto found = std::ranges::find(slide.all, *id, &Unit::id);
    if (found == slide.all.end()) return Error{ErrorKind::kNotFound, "meeting.unit_missing"};
    slide.unit = *found;
  }
  const Unit* agency = v.Units()->AgencyOf(slide.unit->id);
  slide.plan = v.web.db.Read([&](sql::Connection& c) -> std::shared_ptr<const PlanYear> {
    const auto plan = performance::FindPlan(c, v.actor.government_id, agency->id, head.period->year);
    return plan ? services.plans.Get(c, v.actor.government_id, *plan) : nullptr;
  });
  if (slide.plan)
    slide.evaluation = services.evaluations.Get(*slide.plan, *head.period, performance::SettingsOf(*v.Gov()));
  return slide;
}

const Figure* FigureOf(const Slide& slide) {
  if (slide.unit->kind == kernel::UnitKind::kAgency) return &slide.evaluation->total;
  for (const performance::DivisionFigure& division : slide.evaluation->divisions)
    if (slide.plan->units[static_cast<size_t>(division.unit)].id == slide.unit->id) return &division;
  return nullptr;
}

void FillFigures(const Visit& v, const Slide& slide, Dict& page) {
  const Figure* figure = FigureOf(slide);
  if (!figure) return page.ShowSection("NO_FIGURES");
  Dict& row = *page.AddSectionDictionary("FIGURES");
  row.SetValue("K", performance::PrintPercent(figure->score));
  performance::FillPredicate(v, figure->score, slide.evaluation->settings, "PREDICATE", row);
  row.SetValue("ABSORPTION", performance::PrintPercent(figure->budget.Absorption()));
  row.SetValue("SPENT", figure->budget.realised.Print());
  row.SetValue("CEILING", figure->budget.ceiling.Print());
  row.SetValue("REPORTED", fmt::format("{}/{}", figure->reported, figure->indicators));
}

void FillIndicator(const Visit& v, const MeetingHead& head, const Slide& slide, size_t i, Dict& row) {
  const Indicator& indicator = slide.plan->indicators[i];
  row.SetValue("NAME", indicator.name);
  row.SetValue("MEASURE", indicator.unit);
  row.SetValue("REACHED", performance::PrintAchievement(v, slide.evaluation->indicators[i]));
  row.SetValue("LINK", fmt::format("/explain/indicator/{}?period={}", indicator.id, head.period->Code()));
  const auto& m = indicator.measured[static_cast<size_t>(head.period->quarter - 1)];
  if (m && Counts(m->state)) {
    row.SetValue("OBSTACLE", m->obstacle.empty() ? "–" : m->obstacle);
    row.SetValue("SOLUTION", m->solution.empty() ? "–" : m->solution);
  } else {
    row.SetValue("OBSTACLE", v.T("common.not_reported"));
    row.SetValue("SOLUTION", "–");
  }
  if (head.state == MeetingState::kOpen && MayLead(v, head))
    row.SetValueAndShowSection(
        "DECIDE",
        fmt::format("/follow-ups/new?meeting={}&unit={}&indicator={}", head.id, slide.unit->id, indicator.id),
        "MAY_DECIDE");
}

// The division's own indicators; of an agency those with an obstacle, so that the slide stays short.
void FillIndicators(const Visit& v, const MeetingHead& head, const Slide& slide, Dict& page) {
  const bool whole = slide.unit->kind == kernel::UnitKind::kAgency;
  int shown = 0;
  for (size_t i = 0; i < slide.plan->indicators.size(); ++i) {
    const Indicator& indicator = slide.plan->indicators[i];
    const int at = slide.plan->UnitOf(indicator.node);
    const int64_t responsible = at < 0 ? 0 : slide.plan->units[static_cast<size_t>(at)].id;
    const auto& m = indicator.measured[static_cast<size_t>(head.period->quarter - 1)];
    const bool hindered = m && Counts(m->state) && !m->obstacle.empty();
    if (whole ? !hindered : !v.Units()->IsWithin(responsible, slide.unit->id)) continue;
    FillIndicator(v, head, slide, i, *page.AddSectionDictionary("INDICATOR"));
    ++shown;
  }
  page.ShowSection(shown == 0 ? "NO_INDICATORS" : "INDICATORS");
}

// What earlier meetings of the same unit decided for this one, the latest first, and what came of it.
void FillEarlierDecisions(const Visit& v, const MeetingHead& head, const Slide& slide, Dict& page) {
  std::map<int64_t, LatestAct> latest;
  std::vector<FollowUp> all = v.web.db.Read([&](sql::Connection& c) {
    latest = LatestActs(c, v.actor.government_id);
    return ListFollowUps(c, v.actor.government_id);
  });
  std::ranges::sort(all, std::ranges::greater(), &FollowUp::id);
  int shown = 0;
  for (const FollowUp& one : all) {
    const bool before = one.home_unit_id == head.unit_id && one.meeting_id != head.id;
    if (!before || !v.Units()->IsWithin(one.unit_id, slide.unit->id) || !MaySee(v.actor, *v.Units(), one))
      continue;
    if (++shown > 12) break;
    Dict& row = *page.AddSectionDictionary("EARLIER");
    row.SetIntValue("FOLLOW_UP_ID", one.id);
    row.SetValue("DECISION", one.decision);
    row.SetValue("DUE", DayText(v, one.due));
    row.SetValue("STATE", StateText(v, one));
    row.SetValue("TAG", std::string(StateTag(one, v.Today())));
    if (const auto last = latest.find(one.id); last != latest.end())
      row.SetValueAndShowSection("CAME_OF_IT", Shorten(last->second.words, 300), "HAS_WORDS");
  }
  page.ShowSection(shown == 0 ? "NO_EARLIER" : "HAS_EARLIER");
}

// A register stands once, with its figures behind it.
void FillRegisterFigures(const Visit& v, const MeetingHead& head, const Slide& slide,
                         const UnitFigures& figures, Dict& page) {
  if (!figures) return;
  Dict* list = nullptr;
  Dict* group = nullptr;
  std::string last;
  for (const UnitFigure& figure : figures(v, slide.unit->id, *head.period)) {
    if (!list) list = page.AddSectionDictionary("REGISTERS");
    if (!group || figure.group != last) {
      group = list->AddSectionDictionary("REGISTER");
      group->SetValue("REGISTER_TITLE", figure.group);
    }
    last = figure.group;
    Dict& row = *group->AddSectionDictionary("REGISTER_FIGURE");
    row.SetValue("FIGURE_TITLE", figure.title);
    row.SetValue("FIGURE_VALUE", figure.value);
    row.SetValue("FIGURE_URL", figure.url);
  }
}

void FillWay(const Visit& v, const MeetingHead& head, const Slide& slide, bool projected, Dict& page) {
  const auto address = [&](const Unit* unit, bool wall) {
    return fmt::format("{}/material?unit={}{}", PathOf(head), unit->id, wall ? "&show=wall" : "");
  };
  const auto at = std::ranges::find(slide.all, slide.unit);
  if (at != slide.all.begin())
    page.SetValueAndShowSection("PREVIOUS", address(*(at - 1), projected), "HAS_PREVIOUS");
  if (at + 1 != slide.all.end())
    page.SetValueAndShowSection("NEXT", address(*(at + 1), projected), "HAS_NEXT");
  page.SetValue("OTHER_MODE", address(slide.unit, !projected));
  page.SetValue("NUMBER", v.T("meeting.slide", {std::to_string(at - slide.all.begin() + 1),
                                                std::to_string(slide.all.size())}));
  for (const Unit* unit : slide.all) {
    Dict& choice = *page.AddSectionDictionary("UNIT_LINK");
    choice.SetValue("UNIT_ADDRESS", address(unit, projected));
    choice.SetValue("UNIT_NAME", unit->name);
    if (unit == slide.unit) choice.ShowSection("CURRENT");
  }
}

http::Response ShowMaterial(Visit& v, PerformanceServices& services, const UnitFigures& figures) {
  const Result<Meeting> meeting = FindMeetingOf(v);
  if (!meeting.ok()) return v.Refuse(meeting.error());
  const MeetingHead& head = meeting->head;
  if (!head.period) return v.Refuse({ErrorKind::kNotFound, "meeting.no_material"});
  const Result<Slide> slide = FindSlide(v, services, head);
  if (!slide.ok()) return v.Refuse(slide.error());
  const bool projected = v.request.Query("show") == "wall";
  Dict page("material");
  FillHead(v, head, page);
  page.SetValue("UNIT", slide->unit->name);
  page.SetValue("MODE", projected ? "projector" : "");
  page.ShowSection(projected ? "PROJECTED" : "DESK");
  FillWay(v, head, *slide, projected, page);
  if (slide->plan) {
    FillFigures(v, *slide, page);
    FillIndicators(v, head, *slide, page);
  } else {
    page.ShowSection("NO_PLAN");
  }
  FillRegisterFigures(v, head, *slide, figures, page);
  FillEarlierDecisions(v, head, *slide, page);
  return v.Show("meeting/material", page, "meeting.material");
}

}  // namespace

void AddMaterialPage(kernel::Web& web, http::Router& router, PerformanceServices& services,
                     const UnitFigures& figures) {
  web.Page(router, "/meetings/{id}/material",
           [&services, figures](Visit& v) { return ShowMaterial(v, services, figures); });
}

}  // namespace sinergi::meeting
