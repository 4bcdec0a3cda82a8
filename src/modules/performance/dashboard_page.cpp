#include "modules/performance/dashboard_page.h"

#include <algorithm>

#include "base/text.h"
#include "modules/performance/figure_text.h"
#include "modules/performance/forecast_text.h"
#include "modules/performance/kept_page.h"
#include "modules/performance/observer.h"
#include "modules/performance/past_years.h"
#include "modules/performance/risk.h"
#include "modules/performance/scope.h"
#include "platform/pages/chart.h"

namespace sinergi::performance {
namespace {

using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kExceptionsMost = 40;

constexpr int kPastYearsMost = 3;

struct Exception {
  size_t indicator;
  Risk risk;
  Forecast forecast;
};

// The agency's plans of the years before, newest first.
std::vector<std::shared_ptr<const PlanYear>> PlansBefore(const Visit& v, const Scope& scope,
                                                         PerformanceServices& services) {
  std::vector<PlanHead> before;
  for (const PlanHead& head : scope.heads)
    if (head.year < scope.period.year && head.year >= scope.period.year - kPastYearsMost)
      before.push_back(head);
  std::vector<std::shared_ptr<const PlanYear>> plans;
  if (before.empty()) return plans;
  return v.web.db.Read([&](sql::Connection& c) {
    for (const PlanHead& head : before) plans.push_back(services.plans.Get(c, v.actor.government_id, head));
    return plans;
  });
}

// When the latest figure up to the quarter came in; 0 when none did.
Instant ReportedAt(const Indicator& indicator, int quarter) {
  Instant at = 0;
  for (int q = 1; q <= quarter; ++q)
    if (const auto& m = indicator.measured[static_cast<size_t>(q - 1)]; m && Counts(m->state))
      at = std::max(at, m->reported_at);
  return at;
}

// Worst first: what was not reported, then by achievement.
std::vector<Exception> ExceptionsOf(const Visit& v, const Scope& scope, const Evaluation& e,
                                    const PastYears& past, int& all) {
  std::vector<Exception> exceptions;
  for (size_t i = 0; i < scope.plan->indicators.size(); ++i) {
    const Indicator& indicator = scope.plan->indicators[i];
    if (!scope.Has(indicator.node)) continue;
    ++all;
    const Forecast forecast = past.ForecastOf(*scope.plan, indicator, scope.period.quarter);
    const Risk risk = RiskOf(indicator, e.indicators[i], forecast, scope.period, v.Today());
    if (risk != Risk::kNone) exceptions.push_back({i, risk, forecast});
  }
  std::ranges::stable_sort(exceptions, [&](const Exception& a, const Exception& b) {
    if (a.risk != b.risk) return a.risk > b.risk;
    return e.indicators[a.indicator].raw < e.indicators[b.indicator].raw;
  });
  return exceptions;
}

std::string SameQuarterLastYear(const Visit& v, const PlanYear* last_year, const Indicator& indicator,
                                int quarter) {
  if (!last_year) return "–";
  for (const Indicator& before : last_year->indicators)
    if (SameText(before.name, indicator.name)) return PrintAchievement(v, Achieve(before.Figures(), quarter));
  return "–";
}

std::string TrendOf(const Visit& v, const Indicator& indicator, int quarter, pages::Tone tone) {
  pages::Sparkline line;
  std::string words;
  for (int q = 1; q <= quarter; ++q) {
    const Achievement a = Achieve(indicator.Figures(), q);
    const bool there =
        IsReported(indicator, q) && a.state == Achievement::State::kComputed && a.raw != kBeyondPercentages;
    line.values.push_back(there ? std::optional(a.raw.micro()) : std::nullopt);
    words += fmt::format("{}{}: {}", q == 1 ? "" : ", ", QuarterRoman(q),
                         there ? PrintPercent(a.raw) : v.T("common.not_reported"));
  }
  line.title = v.T("interface.trend_words", {words});
  line.target = Score::Percent(100).micro();
  line.tone = tone;
  return pages::Draw(line);
}

// The latest words on an obstacle, and what is done about it.
void FillAction(const Visit& v, const Indicator& indicator, int quarter, Dict& row) {
  for (int q = quarter; q >= 1; --q) {
    const auto& m = indicator.measured[static_cast<size_t>(q - 1)];
    if (!m || !Counts(m->state)) continue;
    const std::string& doing = m->follow_up.empty() ? m->solution : m->follow_up;
    if (doing.empty() && m->obstacle.empty()) continue;
    row.SetValueAndShowSection("OBSTACLE", Shorten(m->obstacle, 240), "HAS_OBSTACLE");
    row.SetValue("DOING", doing.empty() ? v.T("interface.nothing_said") : Shorten(doing, 240));
    return;
  }
  row.SetValue("DOING", v.T("interface.nothing_said"));
}

void FillException(const Visit& v, const Scope& scope, const Evaluation& e, const PlanYear* last_year,
                   const Exception& x, Dict& row) {
  const Indicator& indicator = scope.plan->indicators[x.indicator];
  const int q = scope.period.quarter;
  const bool missing = x.risk == Risk::kNotReported;
  row.SetIntValue("ID", indicator.id);
  row.SetValue("PERIOD", scope.period.Code());
  row.SetValue("NAME", indicator.name);
  row.SetValue("MEASURE", indicator.unit);
  row.SetValue("REACHED", PrintAchievement(v, e.indicators[x.indicator]));
  row.SetValue("RISK_TEXT", v.T(missing ? "common.not_reported" : "risk.low"));
  row.SetValue("RISK_TAG", missing ? "warn" : "bad");
  row.SetValue("FORECAST", PrintForecast(v, x.forecast));
  row.SetValue("FORECAST_RULE", PrintForecastRule(v, x.forecast));
  row.SetValue("BEFORE", SameQuarterLastYear(v, last_year, indicator, q));
  row.SetValue("TREND", TrendOf(v, indicator, q, missing ? pages::Tone::kWarning : pages::Tone::kBad));
  row.SetValue("UNIT", std::string(scope.UnitNameOf(indicator.node)));
  const Instant at = ReportedAt(indicator, q);
  row.SetValue("AT", at == 0 ? "–" : PrintDate(v, DateAt(at, v.Gov()->zone)));
  FillAction(v, indicator, q, row);
}

void FillDivisions(const Visit& v, const Scope& scope, const Evaluation& e, Dict& page) {
  std::vector<const DivisionFigure*> divisions;
  for (const DivisionFigure& division : e.divisions)
    if (division.indicators > 0 &&
        scope.units->IsWithin(scope.plan->units[static_cast<size_t>(division.unit)].id, scope.unit->id))
      divisions.push_back(&division);
  std::ranges::stable_sort(divisions, {}, [](const DivisionFigure* d) { return d->score.value_or(Score()); });
  if (divisions.empty()) return;
  Dict& table = *page.AddSectionDictionary("DIVISIONS");
  for (const DivisionFigure* division : divisions) {
    const UnitRef& unit = scope.plan->units[static_cast<size_t>(division->unit)];
    Dict& row = *table.AddSectionDictionary("DIVISION");
    const std::string k = PrintPercent(division->score), rp = PrintPercent(division->budget.Absorption());
    row.SetIntValue("UNIT_ID", unit.id);
    row.SetValue("PERIOD", scope.period.Code());
    row.SetValue("NAME", unit.name);
    row.SetValue("K", k);
    row.SetValue("K_BAR", BarOf(v.T("interface.bar_k", {unit.name, k}), division->score,
                                ToneOf(division->score, e.settings)));
    row.SetValue("RP", rp);
    row.SetValue("RP_BAR", BarOf(v.T("interface.bar_rp", {unit.name, rp}), division->budget.Absorption(),
                                 ToneOf(division->budget.Absorption(), e.settings)));
    row.SetValue("REPORTED", fmt::format("{}/{}", division->reported, division->indicators));
    FillPredicate(v, division->score, e.settings, "PREDICATE", row);
  }
}

void FillBudget(const Visit& v, const Scope& scope, const Evaluation& e, Dict& page) {
  pages::BarList list;
  for (size_t i = 0; i < scope.plan->nodes.size(); ++i) {
    const Node& node = scope.plan->nodes[i];
    const Budget& budget = e.nodes[i].budget;
    if (node.level != planning::NodeLevel::kProgramme || !scope.Has(static_cast<int>(i)) ||
        budget.ceiling.sen() <= 0)
      continue;
    list.bars.push_back({Shorten(node.name, 48),
                         fmt::format("{} · {}", budget.ceiling.Print(), PrintPercent(budget.Absorption())),
                         budget.ceiling.sen(), pages::Tone::kNeutral});
  }
  if (list.bars.empty()) return;
  std::ranges::stable_sort(list.bars, std::ranges::greater(), [](const auto& bar) { return *bar.value; });
  list.title = v.T("interface.budget_by_programme");
  page.AddSectionDictionary("BUDGET")->SetValue("BARS", pages::Draw(list));
}

const Figure* FigureOf(const Scope& scope, const Evaluation& e) {
  if (scope.WholeAgency()) return &e.total;
  for (const DivisionFigure& division : e.divisions)
    if (scope.plan->units[static_cast<size_t>(division.unit)].id == scope.unit->id) return &division;
  return nullptr;
}

void FillHead(const Visit& v, const Scope& scope, const Evaluation& e, Dict& page) {
  const Figure* figure = FigureOf(scope, e);
  if (!figure) return;
  Dict& head = *page.AddSectionDictionary("FIGURES");
  head.SetValue("K", PrintPercent(figure->score));
  FillPredicate(v, figure->score, e.settings, "PREDICATE", head);
  head.SetValue("ABSORPTION", PrintPercent(figure->budget.Absorption()));
  head.SetValue("SPENT",
                v.T("interface.spent_of", {figure->budget.realised.Print(), figure->budget.ceiling.Print()}));
  head.SetValue("SHARE", PrintPercent(figure->Reported()));
  head.SetValue("SHARE_OF", v.T("interface.reported_of",
                                {std::to_string(figure->reported), std::to_string(figure->indicators)}));
}

void FillBoard(const Visit& v, const Scope& scope, const Evaluation& e, PerformanceServices& services,
               Dict& page) {
  int all = 0;
  const std::vector<std::shared_ptr<const PlanYear>> before = PlansBefore(v, scope, services);
  const std::vector<Exception> exceptions = ExceptionsOf(v, scope, e, PastYears(before), all);
  const std::string n = std::to_string(exceptions.size());
  page.SetValue("SENTENCE", exceptions.empty() ? v.T("interface.sentence_calm", {std::to_string(all)})
                                               : v.T("interface.sentence_risk", {n, std::to_string(all)}));
  FillHead(v, scope, e, page);
  const bool has_last = !before.empty() && before[0]->year == scope.period.year - 1;
  const PlanYear* last_year = has_last ? before[0].get() : nullptr;
  for (size_t i = 0; i < std::min(exceptions.size(), kExceptionsMost); ++i)
    FillException(v, scope, e, last_year, exceptions[i], *page.AddSectionDictionary("EXCEPTION"));
  if (exceptions.size() > kExceptionsMost)
    page.AddSectionDictionary("MORE")->SetValue(
        "MORE_TEXT", v.T("interface.more_exceptions", {std::to_string(exceptions.size() - kExceptionsMost)}));
  FillDivisions(v, scope, e, page);
  FillBudget(v, scope, e, page);
}

Result<std::string> Content(const Visit& v, PerformanceServices& services) {
  const Result<Scope> scope = FindScope(v, services, Right::kRead);
  if (!scope.ok()) return scope.error();
  Dict page("dashboard");
  FillScopeBar(v, *scope, Right::kRead, "/dashboard", page);
  const bool wall = v.request.Query("wall") == "1";
  page.SetValue("MODE", wall ? "wall" : "desk");
  if (wall) page.ShowSection("WALL");
  page.SetValue("QUERY", scope->Query());
  page.SetValue("HEADING", fmt::format("{} – {}", scope->unit->name, PrintPeriod(v, scope->period)));
  page.SetValue("TODAY", PrintDate(v, v.Today()));
  page.SetValue("RULE", v.T("risk.rule", {kRiskBelow.Print(0) + "\u00a0%"}));
  const bool filled = scope->plan && !scope->plan->indicators.empty();
  page.ShowSection(filled ? "BOARD" : "EMPTY");
  if (filled) {
    const auto e = services.evaluations.Get(*scope->plan, scope->period, scope->settings);
    FillBoard(v, *scope, *e, services, page);
  }
  return v.web.templates.Render("performance/dashboard", v.lang, page);
}

}  // namespace

void AddDashboardPage(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  AddObservedPage(web, router, "/dashboard", [&services](Visit& v) {
    return KeptPage(v, services, "interface.dashboard_title", [&] { return Content(v, services); });
  });
}

}  // namespace sinergi::performance
