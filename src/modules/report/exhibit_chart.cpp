// The charts of a report.
#include "modules/report/exhibit.h"
#include "platform/pages/chart.h"

namespace sinergi::report {
namespace {

constexpr size_t kBarsMost = 30;

pages::Tone ToneOf(const Outcome& outcome) {
  if (outcome.Reached()) return pages::Tone::kGood;
  if (outcome.kind != Outcome::Kind::kRate) return pages::Tone::kNeutral;
  return outcome.rate > Score::Percent(75) ? pages::Tone::kWarning : pages::Tone::kBad;
}

std::string AchievementBars(const ReportFacts& facts, const ReportWords& words) {
  pages::BarList chart;
  chart.title = words.Said("report.chart_achievement",
                           {std::to_string(facts.Reached()), std::to_string(facts.indicators.size())});
  for (const ReportIndicator& one : facts.indicators) {
    if (chart.bars.size() == kBarsMost) break;
    const bool rated = one.outcome.kind == Outcome::Kind::kRate;
    chart.bars.push_back({one.name, words.Rate(one.outcome),
                          rated ? std::optional(one.outcome.rate.micro()) : std::nullopt,
                          ToneOf(one.outcome)});
  }
  return chart.bars.empty() ? "" : pages::Draw(chart);
}

std::string BudgetBars(const ReportFacts& facts, const ReportWords& words) {
  pages::BarList chart;
  chart.title = words.Said("report.chart_budget", {performance::PrintPercent(facts.total.Absorption())});
  for (const SupportRow& row : facts.programmes) {
    if (chart.bars.size() == kBarsMost) break;
    const auto absorption = row.money.Absorption();
    chart.bars.push_back({row.name, performance::PrintPercent(absorption),
                          absorption ? std::optional(absorption->micro()) : std::nullopt});
  }
  return chart.bars.empty() ? "" : pages::Draw(chart);
}

// Over the years: the mean of what was promised.
std::string TrendLine(const ReportFacts& facts, const ReportWords& words) {
  if (facts.years.size() < 2) return "";
  pages::Line chart;
  chart.title = words.Said("report.chart_trend", {std::to_string(facts.years.front().year),
                                                  std::to_string(facts.years.back().year)});
  for (const YearMean& mean : facts.years)
    chart.points.push_back({std::to_string(mean.year), performance::PrintPercent(mean.achievement),
                            mean.achievement ? std::optional(mean.achievement->micro()) : std::nullopt});
  chart.target = Score::Percent(100).micro();
  chart.target_label = "100\u00a0%";
  return pages::Draw(chart);
}

}  // namespace

bool IsChart(Exhibit exhibit) {
  return exhibit == Exhibit::kAchievementChart || exhibit == Exhibit::kTrendChart ||
         exhibit == Exhibit::kBudgetChart;
}

std::string ChartOf(Exhibit exhibit, const ReportFacts& facts, const ReportWords& words) {
  switch (exhibit) {
    case Exhibit::kAchievementChart:
      return AchievementBars(facts, words);
    case Exhibit::kTrendChart:
      return TrendLine(facts, words);
    case Exhibit::kBudgetChart:
      return BudgetBars(facts, words);
    default:
      return "";
  }
}

}  // namespace sinergi::report
