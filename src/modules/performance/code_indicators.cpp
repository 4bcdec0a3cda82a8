#include "modules/performance/code_indicators.h"

#include <algorithm>
#include <set>

#include "modules/performance/figure_text.h"

namespace sinergi::performance {
namespace {

using Codes = std::map<int, std::vector<std::string>>;
using planning::CodeIndicator;

// Plans that have one of the codes of their year, the earliest year first.
std::vector<PlanHead> PlansWith(sql::Connection& c, const kernel::Visit& v, const Codes& codes) {
  std::set<int64_t> having;
  for (const auto& [year, of_year] : codes)
    for (const std::string& code : of_year)
      c.Query(
          "SELECT DISTINCT p.id FROM plan p JOIN plan_node n ON n.government_id = p.government_id AND "
          "n.plan_id = "
          "p.id WHERE p.government_id = ? AND p.year = ? AND n.code = ?",
          {v.actor.government_id, year, code}, [&](const sql::Row& row) { having.insert(row.Int(0)); });
  std::vector<PlanHead> plans = ListPlans(c, v.actor.government_id);
  std::erase_if(plans, [&](const PlanHead& plan) {
    return !having.contains(plan.id) || !v.actor.May(kernel::Right::kRead, *v.units, plan.unit_id);
  });
  std::stable_sort(plans.begin(), plans.end(),
                   [](const PlanHead& a, const PlanHead& b) { return a.year < b.year; });
  return plans;
}

void AddPlan(const kernel::Visit& v, const PlanYear& plan, const Evaluation& evaluation,
             const std::vector<std::string>& codes, std::vector<CodeIndicator>& found) {
  for (size_t i = 0; i < plan.indicators.size(); ++i) {
    const Indicator& indicator = plan.indicators[i];
    const std::string& code = plan.nodes[static_cast<size_t>(indicator.node)].code;
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) continue;
    const Achievement& achievement = evaluation.indicators[i];
    const std::string to_date = PrintToDate(achievement.target), realised = PrintToDate(achievement.realised);
    const std::string target = to_date.empty() ? indicator.target_year.text : to_date;
    found.push_back({plan.year, code, plan.agency,
                     indicator.unit.empty() ? indicator.name : indicator.name + " (" + indicator.unit + ")",
                     target.empty() ? "–" : target, realised.empty() ? "–" : realised,
                     PrintRate(v, achievement)});
  }
}

}  // namespace

planning::CodeIndicatorSource CodeIndicators(PerformanceServices& services) {
  return [&services](sql::Connection& c, const kernel::Visit& v, const Codes& codes) {
    std::vector<CodeIndicator> found;
    const Settings settings = SettingsOf(*v.Gov());
    for (const PlanHead& head : PlansWith(c, v, codes)) {
      const auto plan = services.plans.Get(c, v.actor.government_id, head);
      const auto evaluation = services.evaluations.Get(*plan, {head.year, 4}, settings);
      AddPlan(v, *plan, *evaluation, codes.at(head.year), found);
    }
    return found;
  };
}

}  // namespace sinergi::performance
