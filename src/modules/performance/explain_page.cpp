#include "modules/performance/explain_page.h"

#include <algorithm>

#include "modules/performance/scope.h"

namespace sinergi::performance {
namespace {

int IndexOf(const PlanYear& plan, int64_t id, bool node) {
  const auto find = [&](const auto& list) {
    for (size_t i = 0; i < list.size(); ++i)
      if (list[i].id == id) return static_cast<int>(i);
    return -1;
  };
  return node ? find(plan.nodes) : find(plan.indicators);
}

int64_t UnitOf(const PlanYear& plan, int64_t agency_id, int node) {
  const int unit = plan.UnitOf(node);
  return unit < 0 ? agency_id : plan.units[static_cast<size_t>(unit)].id;
}

}  // namespace

Result<Explained> FindExplained(const kernel::Visit& v, PerformanceServices& services, int64_t plan_id,
                                bool node) {
  const Error unknown{ErrorKind::kNotFound,
                      node ? "interface.node_unknown" : "performance.indicator_unknown"};
  const auto id = ReadId(v.request.Param("id"));
  std::optional<PlanHead> head;
  Explained x;
  const Settings settings = SettingsOf(*v.Gov());
  v.web.db.Read([&](sql::Connection& c) {
    const std::vector<PlanHead> heads = ListPlans(c, v.actor.government_id);
    for (const PlanHead& candidate : heads)
      if (candidate.id == plan_id) head = candidate;
    if (!head) return Unit{};
    x.plan = services.plans.Get(c, v.actor.government_id, *head);
    for (const PlanHead& earlier : heads)
      if (!node && earlier.unit_id == head->unit_id && earlier.year < head->year &&
          earlier.year >= head->year - 3)
        x.before.push_back(services.plans.Get(c, v.actor.government_id, earlier));
    return Unit{};
  });
  if (!id || !x.plan) return unknown;
  x.period = Period::Parse(v.request.Query("period")).value_or(Period{x.plan->year, 4});
  x.index = IndexOf(*x.plan, *id, node);
  if (x.index < 0 || x.period.year != x.plan->year) return unknown;
  const int at = node ? x.index : x.plan->indicators[static_cast<size_t>(x.index)].node;
  x.unit_id = UnitOf(*x.plan, head->unit_id, at);
  if (!v.actor.May(kernel::Right::kRead, *v.Units(), x.unit_id)) return kernel::Forbidden();
  x.evaluation = services.evaluations.Get(*x.plan, x.period, settings);
  return x;
}

void FillPath(const kernel::Visit& v, const PlanYear& plan, int node, Period period,
              ctemplate::TemplateDictionary& page) {
  std::vector<int> path;
  for (; node >= 0; node = plan.nodes[static_cast<size_t>(node)].parent) path.insert(path.begin(), node);
  for (const int step : path) {
    const Node& at = plan.nodes[static_cast<size_t>(step)];
    ctemplate::TemplateDictionary& row = *page.AddSectionDictionary("STEP");
    row.SetIntValue("STEP_ID", at.id);
    row.SetValue("STEP_TEXT", at.name);
    row.SetValue("STEP_LEVEL", v.T(fmt::format("interface.level_{}", planning::Name(at.level))));
    row.SetValue("STEP_PERIOD", period.Code());
  }
}

void AddExplainPages(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  AddExplainNodePage(web, router, services);
  AddExplainIndicatorPage(web, router, services);
}

}  // namespace sinergi::performance
