#include "kernel/evidence.h"
#include "modules/performance/explain_page.h"
#include "modules/performance/figure_text.h"
#include "modules/performance/forecast_text.h"
#include "modules/performance/observer.h"
#include "modules/performance/past_years.h"
#include "modules/performance/quarter_rows.h"
#include "platform/pages/chart.h"

namespace sinergi::performance {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

const Indicator& IndicatorOf(const Explained& x) {
  return x.plan->indicators[static_cast<size_t>(x.index)];
}

int64_t PlanOfIndicator(const Visit& v) {
  const auto id = ReadId(v.request.Param("id"));
  if (!id) return 0;
  const auto place =
      v.web.db.Read([&](sql::Connection& c) { return PlaceOf(c, v.actor.government_id, *id); });
  return place ? place->plan_id : 0;
}

// One quarter: what was promised and reported, the version that counts, its evidence, and who did what when.
void FillQuarter(const Visit& v, sql::Connection& c, const Explained& x, const FigureSources& sources, int q,
                 Dict& row) {
  const Indicator& indicator = IndicatorOf(x);
  const Period period{x.period.year, q};
  if (sources)
    for (const auto& [id, source] : sources(c, v, period, {&indicator.id, 1})) FillSource(v, source, row);
  const auto& m = indicator.measured[static_cast<size_t>(q - 1)];
  const Quantity& target = indicator.target[static_cast<size_t>(q - 1)];
  row.SetValue("QUARTER_TEXT", PrintPeriod(v, period));
  row.SetValue("TARGET", target.empty() ? "–" : target.text);
  row.SetValue("REALISED", m && Counts(m->state) ? m->realised.text : v.T("common.not_reported"));
  row.SetValue("STATE_TEXT",
               m ? v.T(fmt::format("interface.state_{}", Name(m->state))) : v.T("interface.state_none"));
  row.SetValue("STATE_TAG", m ? std::string(TagOf(m->state)) : "");
  if (m) row.SetValueAndShowSection("VERSION", std::to_string(m->version), "HAS_VERSION");
  row.SetIntValue(
      "FILES",
      static_cast<long>(
          kernel::ListEvidence(c, v.actor.government_id, EvidenceSubject(indicator.id, period)).size()));
  row.SetIntValue("ID", indicator.id);
  row.SetValue("PERIOD", period.Code());
  for (const MeasurementHistoryRow& act : MeasurementHistory(c, v.actor.government_id, indicator.id, q)) {
    Dict& line = *row.AddSectionDictionary("ACT");
    line.SetValue("ACT_TEXT", v.T("interface.act_" + act.act));
    line.SetValue("ACT_BY", act.login);
    line.SetValue("ACT_AT", PrintInstant(v, act.at));
    line.SetIntValue("ACT_VERSION", act.version);
    line.SetValueAndShowSection("ACT_REASON", act.reason, "HAS_ACT_REASON");
  }
}

// "(12 + 24) / (10 + 24) × 100 = 105,882353 %": the exact ratio and its one rounding.
std::string Computation(const Visit& v, const Indicator& indicator, const Achievement& a) {
  const std::string realised = PrintToDate(a.realised, 6), target = PrintToDate(a.target, 6);
  const std::string printed = PrintRate(v, a);
  const std::string exact = a.raw == kBeyondPercentages ? printed : a.raw.Print(6) + "\u00a0%";
  if (a.state == Achievement::State::kNotReported) return v.T("interface.compute_not_reported");
  if (a.state == Achievement::State::kNoTarget) return v.T("interface.compute_no_target");
  if (a.state == Achievement::State::kUnreadable || indicator.direction == Direction::kText)
    return v.T("interface.compute_text", {printed});
  if (indicator.direction == Direction::kRange)
    return v.T("interface.compute_range", {realised, exact, printed});
  return v.T(fmt::format("interface.compute_{}", Name(indicator.direction)),
             {realised, target, exact, printed});
}

void FillRule(const Visit& v, const Explained& x, Dict& page) {
  const Indicator& indicator = IndicatorOf(x);
  const Achievement& a = x.evaluation->indicators[static_cast<size_t>(x.index)];
  page.SetValue("DIRECTION", v.T(fmt::format("interface.direction_{}", Name(indicator.direction))));
  page.SetValue("AGGREGATION", v.T(fmt::format("interface.aggregation_{}", Name(indicator.aggregation))));
  page.SetValue("T", a.target.empty() ? "–" : PrintToDate(a.target, 6));
  page.SetValue("R", a.realised.empty() ? "–" : PrintToDate(a.realised, 6));
  page.SetValue("COMPUTATION", Computation(v, indicator, a));
  page.SetValue("CAP", indicator.cap ? v.T("interface.cap_at", {PrintPercent(indicator.cap)})
                                     : v.T("interface.cap_none"));
  page.SetValue("COUNTED", PrintPercent(a.counted));
  page.SetValue("WEIGHT", PrintWeight(indicator.weight_micro));
  const bool zero = x.evaluation->settings.missing == Settings::Missing::kZero;
  page.SetValue("MISSING_RULE", v.T(zero ? "interface.missing_zero" : "interface.missing_left_out"));
  if (a.year_target) page.ShowSection("YEAR_TARGET");
}

std::string Trend(const Visit& v, const Explained& x) {
  const Indicator& indicator = IndicatorOf(x);
  pages::Line line;
  line.title = v.T("interface.trend_of", {indicator.name});
  for (int q = 1; q <= x.period.quarter; ++q) {
    const Achievement a = Achieve(indicator.Figures(), q);
    std::optional<int64_t> value;
    if (a.reported && a.state == Achievement::State::kComputed && a.raw != kBeyondPercentages)
      value = a.raw.micro();
    line.points.push_back({std::string(QuarterRoman(q)), value ? PrintPercent(a.raw) : "–", value});
  }
  line.target = Score::Percent(100).micro();
  line.target_label = v.T("interface.target");
  return pages::Draw(line);
}

void FillForecast(const Visit& v, const Explained& x, Dict& page) {
  const Forecast forecast = PastYears(x.before).ForecastOf(*x.plan, IndicatorOf(x), x.period.quarter);
  page.SetValue("FORECAST", PrintForecast(v, forecast));
  page.SetValue("FORECAST_RULE", PrintForecastRule(v, forecast));
  if (forecast.has_range) page.ShowSection("FORECAST_RANGE");
}

http::Response ShowIndicatorPage(Visit& v, PerformanceServices& services) {
  const Result<Explained> x = FindExplained(v, services, PlanOfIndicator(v), false);
  if (!x.ok()) return v.Refuse(x.error());
  const Indicator& indicator = IndicatorOf(*x);
  const Achievement& a = x->evaluation->indicators[static_cast<size_t>(x->index)];
  Dict page("explain");
  FillPath(v, *x->plan, indicator.node, x->period, page);
  page.SetValue("NAME", indicator.name);
  page.SetValue("MEASURE", indicator.unit);
  page.SetValue("PERIOD_TEXT", PrintPeriod(v, x->period));
  page.SetValue("REACHED", PrintAchievement(v, a));
  FillPredicate(v, a.reported ? std::optional(a.raw) : std::nullopt, x->evaluation->settings, "PREDICATE",
                page);
  page.SetValueAndShowSection("DEFINITION", indicator.definition, "HAS_DEFINITION");
  page.SetValueAndShowSection("FORMULA", indicator.formula, "HAS_FORMULA");
  page.SetValueAndShowSection("DATA_SOURCE", indicator.data_source, "HAS_SOURCE");
  page.SetValue("TARGET_YEAR", indicator.target_year.empty() ? "–" : indicator.target_year.text);
  FillRule(v, *x, page);
  FillForecast(v, *x, page);
  page.SetValue("TREND", Trend(v, *x));
  v.web.db.Read([&](sql::Connection& c) {
    for (int q = 1; q <= x->period.quarter; ++q)
      FillQuarter(v, c, *x, services.sources, q, *page.AddSectionDictionary("QUARTER"));
    return Unit{};
  });
  return v.Show("performance/explain_indicator", page, "interface.explain_title");
}

}  // namespace

void AddExplainIndicatorPage(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  AddObservedPage(web, router, "/explain/indicator/{id}",
                  [&services](Visit& v) { return ShowIndicatorPage(v, services); });
}

}  // namespace sinergi::performance
