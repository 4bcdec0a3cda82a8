// Turning a road map into indicators of a plan: choose the plan, the node, the steps; one click writes them.
#include "kernel/form_view.h"
#include "modules/assessment/assessment_road_map_store.h"
#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/roadmap_page.h"
#include "modules/assessment/target.h"

namespace sinergi::assessment {
namespace {

using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

// Plans the visitor may change, newest year first; of the agency alone when one is assessed.
std::vector<performance::PlanHead> PlansOf(sql::Connection& c, const Visit& v, const AssessmentHead& head) {
  std::vector<performance::PlanHead> plans;
  for (const performance::PlanHead& plan : performance::ListPlans(c, v.actor.government_id)) {
    if (head.unit_id != 0 && plan.unit_id != head.unit_id) continue;
    if (v.actor.May(Right::kPlan, *v.Units(), plan.unit_id)) plans.push_back(plan);
  }
  std::stable_sort(plans.begin(), plans.end(), [](const auto& a, const auto& b) { return a.year > b.year; });
  return plans;
}

struct PlanChoice {
  std::vector<performance::PlanHead> plans;
  std::optional<performance::PlanHead> plan;
  std::vector<performance::NodeChoice> nodes;
};

PlanChoice ReadChoice(const Visit& v, const AssessmentHead& head) {
  const std::optional<int64_t> wanted = ReadId(v.request.Query("plan"));
  return v.web.db.Read([&](sql::Connection& c) {
    PlanChoice choice{PlansOf(c, v, head), {}, {}};
    for (const performance::PlanHead& plan : choice.plans)
      if (plan.id == wanted || (!wanted && !choice.plan)) choice.plan = plan;
    if (choice.plan) choice.nodes = performance::NodesOfPlan(c, v.actor.government_id, *choice.plan);
    return choice;
  });
}

// The picked steps are named by what they are, so that a road map changed meanwhile is not taken for another.
std::string KeyOf(const Sheet& sheet, const Rise& rise) {
  return fmt::format("{}|{}|{}", sheet.instrument->items[static_cast<size_t>(rise.item)].code,
                     PrintValue(rise.to), rise.year);
}

void FillRises(const Visit& v, const Sheet& sheet, const ImprovePlan& plan, int plan_year, Dict& form) {
  for (const Rise& rise : plan.rises) {
    const size_t item = static_cast<size_t>(rise.item);
    Dict& row = *form.AddSectionDictionary("RISE");
    row.SetValue("KEY", KeyOf(sheet, rise));
    row.SetIntValue("YEAR", sheet.head.year + rise.year);
    row.SetValue("CODE", sheet.instrument->items[item].code);
    row.SetValue("ITEM_NAME", std::string(InLanguage(sheet.instrument->items[item].name, v.lang)));
    row.SetValue("FROM", PrintValue(rise.from));
    row.SetValue("TO", PrintValue(rise.to));
    row.SetValue("RESPONSIBLE", ResponsibleText(rise));
    if (sheet.head.year + rise.year == plan_year || plan_year <= sheet.head.year) row.ShowSection("PICKED");
  }
}

Result<ImprovePlan> Way(const Visit& v, const Sheet& sheet) {
  const Result<RoadWish> wish = WishFor(v, sheet);
  return wish.ok() ? WayOf(v, sheet, *wish) : Result<ImprovePlan>(wish.error());
}

http::Response ShowAdoption(Visit& v, AssessmentServices& services) {
  const Result<Sheet> sheet = FindMeanSheet(v, services);
  if (!sheet.ok()) return v.Refuse(sheet.error());
  if (!v.actor.MayAnywhere(Right::kPlan)) return v.Refuse(kernel::Forbidden());
  const Result<ImprovePlan> way = Way(v, *sheet);
  if (!way.ok()) return v.Refuse(way.error());
  const PlanChoice choice = ReadChoice(v, sheet->head);
  Dict page("adopt");
  page.SetValue("PATH", PathOf(sheet->head));
  page.SetValue("TITLE", TitleOf(v, *sheet));
  kernel::FormView form(v, page);
  for (const performance::PlanHead& plan : choice.plans)
    form.Choice("plan", std::to_string(plan.id),
                fmt::format("{} – {}", SubjectText(v, plan.unit_id), plan.title),
                choice.plan && plan.id == choice.plan->id);
  if (!choice.plan || way->rises.empty()) {
    page.ShowSection("EMPTY");
    return v.Show("assessment/roadmap_adopt", page, "assessment.adopt");
  }
  Dict& list = *page.AddSectionDictionary("FORM");
  list.SetIntValue("PLAN", choice.plan->id);
  for (const performance::NodeChoice& node : choice.nodes) {
    Dict& option = *list.AddSectionDictionary("NODE");
    option.SetIntValue("NODE_ID", node.id);
    option.SetValue("NODE_NAME", fmt::format("{}{} {}", std::string(static_cast<size_t>(node.depth), '-'),
                                             node.code, node.name));
  }
  FillRises(v, *sheet, *way, choice.plan->year, list);
  return v.Show("assessment/roadmap_adopt", page, "assessment.adopt");
}

http::Response PostAdoption(Visit& v, AssessmentServices& services) {
  const Result<Sheet> sheet = FindMeanSheet(v, services);
  if (!sheet.ok()) return v.Refuse(sheet.error());
  const http::Form form = http::ReadForm(v.request);
  const auto node = ReadId(form.Field("node"));
  if (!form.ok || !node) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const Result<ImprovePlan> way = Way(v, *sheet);
  if (!way.ok()) return v.Refuse(way.error());
  AdoptWish wish{
      *node, form.Field("how") == "index" ? Adoption::kIndex : Adoption::kSteps, {}, PrintIndex(way->after)};
  size_t picked = 0;
  for (const auto& [name, value] : form.fields) {
    if (name != "pick") continue;
    ++picked;
    for (const Rise& rise : way->rises)
      if (KeyOf(*sheet, rise) == value) wish.rises.push_back(rise);
  }
  if (wish.rises.size() != picked) return v.Refuse({ErrorKind::kConflict, "assessment.changed"});
  const auto units = v.Units();
  const auto added =
      v.web.db.Write([&](sql::Connection& c) { return AdoptRoadMap(c, ContextOf(v, *units), *sheet, wish); });
  if (!added.ok()) return v.Refuse(added.error());
  return v.Back(PathOf(sheet->head) + "/road-map",
                added->added > 0 ? "assessment.adopted" : "assessment.adopted_before");
}

}  // namespace

void AddAdoptPages(kernel::Web& web, http::Router& router, AssessmentServices& services) {
  web.Page(router, "/assessments/{id}/road-map/plan",
           [&services](Visit& v) { return ShowAdoption(v, services); });
  web.Post(router, "/assessments/{id}/road-map/plan",
           [&services](Visit& v) { return PostAdoption(v, services); });
}

}  // namespace sinergi::assessment
