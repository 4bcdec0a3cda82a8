// One agency under a supposition: its figures, those of its divisions and of the plan tree, and its rank
// among the agencies, which follow the government-wide part of the supposition.
#include <algorithm>

#include "base/text.h"
#include "modules/performance/figure_text.h"
#include "modules/performance/observer.h"
#include "modules/performance/scenario_page.h"
#include "modules/performance/scenario_view.h"
#include "modules/performance/scope.h"

namespace sinergi::performance {
namespace {

using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

// Both states of the agency, and of its government.
struct Compared {
  AgencyPlan before;
  std::shared_ptr<const PlanColumns> after;
  PeerGroup agencies_before, agencies_after;
  Settings settings_after;
};

// Null when the plan was not found in the snapshot: it was made just now.
std::optional<Compared> CompareAgency(const Visit& v, PerformanceServices& services, const Scope& scope,
                                      const Supposition& s) {
  const int quarter = scope.period.quarter;
  const GovernmentYearPtr year = v.web.db.Read([&](sql::Connection& c) {
    return services.nation.Get(c, *HeadOf(c, v.actor.government_id), scope.period.year);
  });
  const auto own = std::ranges::find(year->agencies, scope.agency->id, &AgencyPlan::unit_id);
  if (own == year->agencies.end()) return {};
  const GovernmentYear after = Suppose(*year, s, quarter);
  return Compared{*own, after.agencies[static_cast<size_t>(own - year->agencies.begin())].columns,
                  AgenciesOf(*year, quarter, ""), AgenciesOf(after, quarter, ""), after.settings};
}

int RankOf(const PeerGroup& group, int64_t unit_id) {
  const auto peer = std::ranges::find(group.peers, unit_id, &Peer::id);
  return peer == group.peers.end() ? 0 : peer->rank;
}

void FillAgency(const Visit& v, const Scope& scope, const Compared& x, Dict& page) {
  const int quarter = scope.period.quarter;
  BeforeAfter own{x.before.columns->Total(quarter).score, x.after->Total(quarter).score, 0, 0};
  const bool all = MayObserve(v);
  if (all) {
    own.rank_before = RankOf(x.agencies_before, scope.agency->id);
    own.rank_after = RankOf(x.agencies_after, scope.agency->id);
  }
  Dict& row = *page.AddSectionDictionary("ROW");
  row.SetValue("NAME", scope.agency->name);
  row.ShowSection("GROUP");
  FillBeforeAfter(v, own, scope.settings, row);
  if (!all) return;
  Dict& government = *page.AddSectionDictionary("ROW");
  government.SetValue("NAME", v.Gov()->name);
  government.ShowSection("GROUP");
  FillBeforeAfter(v, {x.agencies_before.total.figure.score, x.agencies_after.total.figure.score, 0, 0},
                  scope.settings, government);
}

void FillDivisions(const Visit& v, const Scope& scope, const Compared& x, Dict& page) {
  for (int unit = 1; unit < x.before.columns->units(); ++unit) {
    const DivisionFigure before = x.before.columns->DivisionOf(unit, scope.period.quarter);
    if (before.indicators == 0) continue;
    Dict& row = *page.AddSectionDictionary("ROW");
    row.SetValue("NAME", scope.plan->units[static_cast<size_t>(unit)].name);
    FillBeforeAfter(v, {before.score, x.after->DivisionOf(unit, scope.period.quarter).score, 0, 0},
                    scope.settings, row);
  }
}

// Programmes, and everything below that changes.
void FillNodes(const Visit& v, const Scope& scope, const Compared& x, Dict& page) {
  for (int i = 0; i < static_cast<int>(scope.plan->nodes.size()); ++i) {
    const Node& node = scope.plan->nodes[static_cast<size_t>(i)];
    const BeforeAfter figures{x.before.columns->NodeFigureOf(i, scope.period.quarter).score,
                              x.after->NodeFigureOf(i, scope.period.quarter).score, 0, 0};
    if (node.level != planning::NodeLevel::kProgramme && !figures.Moves()) continue;
    Dict& row = *page.AddSectionDictionary("NODE");
    row.SetValue(
        "CODE",
        fmt::format("{} {}", v.T(fmt::format("interface.level_{}", planning::Name(node.level))), node.code));
    row.SetValue("NAME", node.name);
    FillBeforeAfter(v, figures, scope.settings, row);
  }
}

void FillIndicators(const Visit& v, const Scope& scope, const Supposition& s, const Compared& x, Dict& page) {
  const int quarter = scope.period.quarter;
  for (const SupposedIndicator& supposed : s.indicators) {
    const int index = x.before.ids->IndexOf(supposed.id);
    if (index < 0) continue;
    const Indicator& indicator = scope.plan->indicators[static_cast<size_t>(index)];
    const Achievement a = Achieve(indicator.Figures(), quarter);
    Dict& row = *page.AddSectionDictionary("INDICATOR");
    row.SetIntValue("ID", supposed.id);
    row.SetValue("NAME", indicator.name);
    row.SetValue("NOW", PrintAchievement(v, a));
    row.SetValue("WEIGHT_NOW", PrintWeight(indicator.weight_micro));
    row.SetValue("TARGET_NOW", a.target.empty() ? "–" : PrintToDate(a.target, 6));
    row.SetValue("WEIGHT", supposed.weight_micro ? PrintWeight(*supposed.weight_micro) : "");
    row.SetValue("TARGET", supposed.target.text);
    row.SetValue("COUNTED_BEFORE", PrintPercent(x.before.columns->Counted(index, quarter)));
    row.SetValue("COUNTED_AFTER", PrintPercent(x.after->Counted(index, quarter)));
  }
  for (const Indicator& indicator : scope.plan->indicators) {
    if (std::ranges::find(s.indicators, indicator.id, &SupposedIndicator::id) != s.indicators.end()) continue;
    Dict& option = *page.AddSectionDictionary("ADD");
    option.SetIntValue("VALUE", indicator.id);
    option.SetValue("TEXT", Shorten(indicator.name, 90));
  }
}

}  // namespace

Result<std::string> ScenarioOfAgency(const Visit& v, PerformanceServices& services) {
  const Result<Scope> scope = FindScope(v, services, Right::kRead);
  if (!scope.ok()) return scope.error();
  // Divisions and the whole agency stand on the page: who may read one division only may not read these.
  if (!v.actor.May(Right::kRead, *v.Units(), scope->agency->id)) return kernel::Forbidden();
  const Supposition s = ReadSupposition(v.request.query);
  Dict page("scenario");
  page.SetValue("HEADING", fmt::format("{} – {}", scope->agency->name, PrintPeriod(v, scope->period)));
  page.SetIntValue("UNIT_ID", scope->agency->id);
  page.SetValue("PERIOD", scope->period.Code());
  page.SetValue("PATH", "/scenario");
  const std::string clear =
      fmt::format("/scenario?unit={}&period={}", scope->agency->id, scope->period.Code());
  page.SetValue("CLEAR", clear);
  page.SetValue("SHARE", clear + WriteSupposition(s));
  page.ShowSection("AGENCY");
  FillScopeBar(v, *scope, Right::kRead, "/scenario", page);
  FillRules(v, scope->settings, s, page);
  const std::optional<Compared> compared = scope->plan ? CompareAgency(v, services, *scope, s) : std::nullopt;
  page.ShowSection(compared ? "FILLED" : "EMPTY");
  if (compared) {
    FillAgency(v, *scope, *compared, page);
    FillDivisions(v, *scope, *compared, page);
    FillNodes(v, *scope, *compared, page);
    FillIndicators(v, *scope, s, *compared, *page.AddSectionDictionary("INDICATORS"));
  }
  return v.web.templates.Render("performance/scenario", v.lang, page);
}

}  // namespace sinergi::performance
