#include "modules/performance/scenario_page.h"

#include "modules/performance/kept_page.h"
#include "modules/performance/model/government_heads.h"
#include "modules/performance/observer.h"

namespace sinergi::performance {
namespace {

using kernel::GovernmentLevel;
using kernel::Visit;

http::Response ShowScenarioPage(Visit& v, PerformanceServices& services) {
  const bool below = v.request.Query("of") == "below";
  if (!below) return KeptPage(v, services, "scenario.title", [&] { return ScenarioOfAgency(v, services); });
  if (!MayObserve(v)) return v.Refuse(kernel::Forbidden());
  const GovernmentLevel level = v.Gov()->level;
  if (level != GovernmentLevel::kProvince && level != GovernmentLevel::kNation)
    return v.Refuse({ErrorKind::kNotFound, "nation.nothing_below"});
  const std::string state =
      v.web.db.Read([&](sql::Connection& c) { return StateOf(HeadsBelow(c, *v.Gov())); });
  return KeptPage(
      v, services, "scenario.title", [&] { return Result<std::string>(ScenarioBelow(v, services)); }, state);
}

}  // namespace

void AddScenarioPage(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  AddObservedPage(web, router, "/scenario", [&services](Visit& v) { return ShowScenarioPage(v, services); });
}

}  // namespace sinergi::performance
