#include "modules/report/facts.h"

#include <algorithm>

#include "base/enum_names.h"
#include "base/text.h"
#include "modules/performance/form/row_figures.h"
#include "modules/performance/past_years.h"

namespace sinergi::report {
namespace {

namespace form = performance::form;
using performance::Achievement;
using performance::Indicator;
using planning::NodeLevel;

constexpr std::array<std::string_view, 4> kOutcomes{"rate", "not_reported", "no_target", "beyond"};
constexpr std::array<std::string_view, 5> kEfficiencies{"unknown", "efficient", "even", "inefficient",
                                                        "not_reached"};

Outcome OutcomeOf(const Achievement& a) {
  if (a.state == Achievement::State::kNotReported) return {Outcome::Kind::kNotReported, {}};
  if (a.state == Achievement::State::kNoTarget) return {Outcome::Kind::kNoTarget, {}};
  if (a.raw == performance::kBeyondPercentages) return {Outcome::Kind::kBeyond, {}};
  return {Outcome::Kind::kRate, a.raw};
}

// A figure to date, or the text that stands in its place.
std::string FigureText(const performance::ToDate& number, const std::string& text) {
  return number.empty() ? text : performance::PrintToDate(number);
}

std::string RealisedText(const Indicator& indicator, const Achievement& a, int quarter) {
  if (!a.realised.empty()) return performance::PrintToDate(a.realised);
  return form::YearFigure(indicator, {0, quarter}).quantity.text;
}

YearResult ResultOf(int year, const Indicator& indicator, const Achievement& a, int quarter) {
  const std::string target = agreement::YearTargetOf(indicator);
  return {year, target, RealisedText(indicator, a, quarter), OutcomeOf(a)};
}

Spending SpendingOf(const performance::Figure& figure) {
  return {figure.budget.ceiling, figure.budget.realised};
}

SupportRow RowOf(const PlanYear& plan, const Evaluation& evaluation, int node) {
  const auto at = static_cast<size_t>(node);
  return {plan.nodes[at].id, plan.nodes[at].code, plan.nodes[at].name, evaluation.nodes[at].score,
          SpendingOf(evaluation.nodes[at])};
}

// Above a programme its programmes; of a programme and below what stands directly under it.
std::vector<int> SupportOf(const PlanYear& plan, int node) {
  const bool above = plan.nodes[static_cast<size_t>(node)].level < NodeLevel::kProgramme;
  std::vector<int> rows;
  for (int at = node + 1; at < plan.EndOf(node); ++at) {
    const performance::Node& one = plan.nodes[static_cast<size_t>(at)];
    if (above ? one.level == NodeLevel::kProgramme : one.parent == node) rows.push_back(at);
  }
  return rows;
}

std::vector<int> ProgrammesOf(const PlanYear& plan) {
  std::vector<int> programmes, tops;
  for (int at = 0; at < static_cast<int>(plan.nodes.size()); ++at) {
    if (plan.nodes[static_cast<size_t>(at)].level == NodeLevel::kProgramme) programmes.push_back(at);
    if (plan.nodes[static_cast<size_t>(at)].parent < 0) tops.push_back(at);
  }
  return programmes.empty() ? tops : programmes;
}

std::vector<Cause> CausesOf(const Indicator& indicator, int quarter) {
  std::vector<Cause> causes;
  for (int q = 1; q <= quarter; ++q) {
    const auto& m = indicator.measured[static_cast<size_t>(q - 1)];
    if (!m || !Counts(m->state)) continue;
    if (m->obstacle.empty() && m->solution.empty() && m->driver.empty() && m->follow_up.empty()) continue;
    causes.push_back({q, m->obstacle, m->solution, m->driver, m->follow_up});
  }
  return causes;
}

void FillRenstra(const Indicator& indicator, Period period, ReportIndicator& row) {
  const form::Figure target = form::FigureFrom(indicator.target_renstra);
  const form::Figure reached = form::JoinYears(indicator, form::FigureFrom(indicator.realised_before),
                                               form::YearFigure(indicator, period));
  row.renstra_target = indicator.target_renstra.text;
  row.renstra_reached = FigureText(reached.number, reached.quantity.text);
  if (!reached.Nothing()) row.renstra_rate = form::RateOf(indicator, reached, target).score;
}

// Of the promise where it has the indicator, else of the plan itself.
class Promised {
 public:
  Promised(const MeasuredPlan& measured, int quarter, const performance::Settings& settings)
      : measured_(measured), quarter_(quarter), view_(agreement::AsPlan(*measured.plan, measured.promise)) {
    const Period period{measured.plan->year, quarter};
    promise_ = performance::Evaluate(view_, period, settings);
    plan_ = performance::Evaluate(*measured.plan, period, settings);
  }

  const PlanYear& plan() const { return *measured_.plan; }
  const Evaluation& of_plan() const { return plan_; }
  const PlanYear& view() const { return view_; }
  const Achievement& At(size_t line) const { return promise_.indicators[line]; }
  std::optional<Score> Mean() const { return promise_.nodes[0].score; }
  YearMean Year() const { return {plan().year, Mean(), plan_.total.budget.Absorption()}; }

  // The result of the same indicator as another year's; empty where it is not known.
  std::optional<YearResult> ResultLike(const PlanYear& other, const Indicator& indicator) const {
    const Indicator* same = performance::SameIndicatorIn(plan(), other, indicator);
    if (!same) return {};
    for (size_t i = 0; i < view_.indicators.size(); ++i)
      if (view_.indicators[i].id == same->id)
        return ResultOf(plan().year, view_.indicators[i], promise_.indicators[i], quarter_);
    const auto at = static_cast<size_t>(same - plan().indicators.data());
    return ResultOf(plan().year, *same, plan_.indicators[at], quarter_);
  }

 private:
  const MeasuredPlan& measured_;
  int quarter_;
  PlanYear view_;
  Evaluation promise_, plan_;
};

ReportIndicator IndicatorRow(const Promised& now, size_t line, const agreement::AgreementLine& said,
                             int quarter) {
  const Indicator& indicator = now.view().indicators[line];
  const Achievement& a = now.At(line);
  ReportIndicator row;
  row.id = said.indicator_id;
  row.node = said.node;
  row.name = said.name;
  row.measure = said.measure;
  row.target = said.target;
  row.realised = RealisedText(indicator, a, quarter);
  row.outcome = OutcomeOf(a);
  for (size_t q = 0; q < 4; ++q) {
    row.quarter_target[q] = said.quarters[q];
    const auto& m = indicator.measured[q];
    if (m && Counts(m->state) && static_cast<int>(q) < quarter) row.quarter_realised[q] = m->realised.text;
  }
  FillRenstra(indicator, {now.plan().year, quarter}, row);
  row.causes = CausesOf(indicator, quarter);
  return row;
}

// What the plan knows of the place the indicator hangs at.
void FillPlace(const Promised& now, ReportIndicator& row) {
  const auto found = std::ranges::find(now.plan().indicators, row.id, &Indicator::id);
  if (found == now.plan().indicators.end()) return;
  const auto node = static_cast<size_t>(found->node);
  row.node_id = now.plan().nodes[node].id;
  row.money = SpendingOf(now.of_plan().nodes[node]);
  for (const int at : SupportOf(now.plan(), found->node))
    row.support.push_back(RowOf(now.plan(), now.of_plan(), at));
}

}  // namespace

std::string_view Name(Outcome::Kind kind) {
  return kOutcomes[static_cast<size_t>(kind)];
}
std::string_view Name(Efficiency efficiency) {
  return kEfficiencies[static_cast<size_t>(efficiency)];
}

std::optional<int64_t> EfficiencyPoints(const std::optional<Score>& achievement,
                                        const std::optional<Score>& absorption) {
  if (!achievement || !absorption) return {};
  return achievement->micro() - absorption->micro();
}

Efficiency EfficiencyOf(const std::optional<Score>& achievement, const std::optional<Score>& absorption) {
  const std::optional<int64_t> points = EfficiencyPoints(achievement, absorption);
  if (!points) return Efficiency::kUnknown;
  if (*achievement < Score::Percent(100)) return Efficiency::kNotReached;
  return *points > 0 ? Efficiency::kEfficient : *points == 0 ? Efficiency::kEven : Efficiency::kInefficient;
}

int ReportFacts::Reached() const {
  return static_cast<int>(
      std::ranges::count_if(indicators, [](const ReportIndicator& one) { return one.outcome.Reached(); }));
}

int ReportFacts::Reported() const {
  return static_cast<int>(std::ranges::count_if(indicators, [](const ReportIndicator& one) {
    return one.outcome.kind != Outcome::Kind::kNotReported;
  }));
}

agreement::Agreement PromiseOfPlan(const PlanYear& plan, const Date& day) {
  agreement::Agreement promise;
  promise.head.unit_id = plan.units.empty() ? 0 : plan.units[0].id;
  promise.head.level = agreement::AgreementLevel::kAgency;
  for (const int64_t id : agreement::ProposedIndicators(plan, promise.head.unit_id, promise.head.level))
    promise.lines.push_back({id, {}, {}, {}, {}, {}, {}});
  agreement::FillFromPlan(plan, day, promise);
  return promise;
}

ReportFacts MakeFacts(const FactSources& sources) {
  const PlanYear& plan = *sources.now.plan;
  const Promised now(sources.now, sources.quarter, sources.settings);
  std::vector<Promised> before;
  before.reserve(sources.before.size());
  for (const MeasuredPlan& past : sources.before) before.emplace_back(past, 4, sources.settings);
  ReportFacts facts;
  facts.year = plan.year;
  facts.quarter = sources.quarter;
  facts.government = plan.government;
  facts.unit = plan.agency;
  facts.promised = sources.now.promised;
  facts.achievement = now.Mean();
  if (facts.achievement) {
    const auto predicate = performance::PredicateOf(*facts.achievement, sources.settings.predicate);
    facts.predicate = performance::TextKey(predicate).substr(std::string_view("predicate.").size());
  }
  facts.total = SpendingOf(now.of_plan().total);
  for (size_t i = 0; i < sources.now.promise.lines.size(); ++i) {
    ReportIndicator row = IndicatorRow(now, i, sources.now.promise.lines[i], sources.quarter);
    FillPlace(now, row);
    const auto known = std::ranges::find(plan.indicators, row.id, &Indicator::id);
    for (const Promised& past : before)
      if (known != plan.indicators.end())
        if (auto result = past.ResultLike(plan, *known)) row.before.push_back(std::move(*result));
    if (const auto standard = sources.standards.find(FoldText(row.name)); standard != sources.standards.end())
      row.standard = standard->second;
    facts.indicators.push_back(std::move(row));
  }
  for (const int at : ProgrammesOf(plan)) facts.programmes.push_back(RowOf(plan, now.of_plan(), at));
  for (const Promised& past : before) facts.years.push_back(past.Year());
  facts.years.push_back(now.Year());
  return facts;
}

}  // namespace sinergi::report
