#include "modules/performance/rules/forecast.h"

#include <algorithm>
#include <vector>

#include "base/ratio.h"

namespace sinergi::performance {
namespace {

using MaybeMicro = std::optional<int64_t>;

QuarterFigures Numbers(const std::array<Quantity, 4>& quantities, int quarter) {
  QuarterFigures numbers;
  for (size_t i = 0; i < static_cast<size_t>(quarter); ++i)
    if (quantities[i].is_number()) numbers[i] = quantities[i].low_micro;
  return numbers;
}

int LastOf(const QuarterFigures& figures) {
  for (int q = 4; q >= 1; --q)
    if (figures[static_cast<size_t>(q - 1)]) return q;
  return 0;
}

MaybeMicro Rounded(const std::optional<Ratio>& ratio) {
  const std::optional<Decimal> whole = ratio ? ratio->Round(0) : std::nullopt;
  return whole ? MaybeMicro(whole->units) : std::nullopt;
}

std::optional<Ratio> RatioOf(const ToDate& figure) {
  if (figure.empty()) return {};
  return Ratio::Of(figure.sum, figure.count);
}

// What the reported quarters are compared with: targets, earlier years, or quarters that are all alike.
class Course {
 public:
  Course(Aggregation aggregation, const QuarterFigures& realised, const QuarterFigures& profile)
      : aggregation_(aggregation), realised_(realised), profile_(profile), last_(LastOf(realised)) {}

  // R × W(IV) / W(q): the share of the year that the profile had reached by now.
  MaybeMicro Expected() const {
    const auto now = RatioOf(FigureToDate(aggregation_, realised_, last_));
    const auto then = RatioOf(FigureToDate(aggregation_, profile_, last_));
    const auto year = RatioOf(FigureToDate(aggregation_, profile_, 4));
    if (!now || !then || !year || then->numerator <= 0 || year->numerator < 0) return {};
    const auto share = Divide(*year, *then);
    return share ? Rounded(Multiply(*now, *share)) : std::nullopt;
  }

  // The year when every remaining quarter goes like quarter q (1..4), measured by the profile.
  MaybeMicro IfLike(int q) const {
    const MaybeMicro r = realised_[static_cast<size_t>(q - 1)], w = profile_[static_cast<size_t>(q - 1)];
    if (!r || !w || *w <= 0) return {};
    const Ratio rate = *Ratio::Of(*r, *w);
    const ToDate now = FigureToDate(aggregation_, realised_, last_);
    const ToDate then = FigureToDate(aggregation_, profile_, last_),
                 year = FigureToDate(aggregation_, profile_, 4);
    if (year.empty() || then.empty()) return {};
    if (aggregation_ != Aggregation::kSum && aggregation_ != Aggregation::kMean)
      return Rounded(Multiply(rate, *Ratio::Of(year.sum, 1)));
    const auto rest = Multiply(rate, *Ratio::Of(year.sum - then.sum, 1));
    const auto all = rest ? Add(*Ratio::Of(now.sum, 1), *rest) : std::nullopt;
    if (!all) return {};
    return Rounded(Divide(*all, *Ratio::Of(now.count + year.count - then.count, 1)));
  }

 private:
  Aggregation aggregation_;
  const QuarterFigures& realised_;
  const QuarterFigures& profile_;
  int last_;
};

bool IsComplete(const QuarterFigures& year) {
  return std::ranges::all_of(year, [](const MaybeMicro& value) { return value.has_value(); });
}

// Complete years added up; empty when there is none, or a sum leaves 64 bits.
std::optional<QuarterFigures> AddedUp(std::span<const QuarterFigures> years) {
  if (years.empty()) return {};
  QuarterFigures sum = {0, 0, 0, 0};
  for (const QuarterFigures& year : years)
    for (size_t q = 0; q < 4; ++q)
      if (__builtin_add_overflow(*sum[q], *year[q], &*sum[q])) return {};
  return sum;
}

// Widens the range to a figure, if there is one.
void Widen(Forecast& forecast, const MaybeMicro& figure) {
  if (!figure) return;
  forecast.low = std::min(forecast.low, *figure);
  forecast.high = std::max(forecast.high, *figure);
}

struct Inputs {
  Aggregation aggregation;
  QuarterFigures realised, target;
  MaybeMicro target_year;
  std::vector<QuarterFigures> years;  // complete ones
};

bool Follow(const Inputs& in, const QuarterFigures& profile, ForecastRule rule, Forecast& forecast) {
  const Course course(in.aggregation, in.realised, profile);
  const MaybeMicro expected = course.Expected();
  if (!expected) return false;
  forecast.rule = rule;
  forecast.expected = forecast.low = forecast.high = *expected;
  int reported = 0;
  for (int q = 1; q <= forecast.quarter; ++q) {
    reported += in.realised[static_cast<size_t>(q - 1)] ? 1 : 0;
    Widen(forecast, course.IfLike(q));
  }
  forecast.has_range = reported > 1;
  return true;
}

bool FollowSeason(const Inputs& in, Forecast& forecast) {
  const std::optional<QuarterFigures> season = AddedUp(in.years);
  if (!season || !Follow(in, *season, ForecastRule::kSeason, forecast)) return false;
  forecast.years = static_cast<int>(in.years.size());
  forecast.has_range |= forecast.years > 1;
  for (const QuarterFigures& year : in.years)
    Widen(forecast, Course(in.aggregation, in.realised, year).Expected());
  return true;
}

// last + step × quarters left, where step = (to − from) / quarters between.
MaybeMicro Carried(int64_t last, Int128 step, int between, int left) {
  return Rounded(Ratio::Of(static_cast<Int128>(last) * between + step * left, between));
}

// A trend is a guess: it does not lead beyond the target, nor below nothing.
int64_t WithinReason(const Inputs& in, int64_t last, int64_t figure) {
  if (in.target_year && *in.target_year >= last) figure = std::min(figure, *in.target_year);
  if (in.target_year && *in.target_year <= last) figure = std::max(figure, *in.target_year);
  return last >= 0 ? std::max<int64_t>(0, figure) : figure;
}

bool FollowTrend(const Inputs& in, Forecast& forecast) {
  if (in.aggregation != Aggregation::kLast) return false;
  std::vector<int> reported;
  for (int q = 1; q <= forecast.quarter; ++q)
    if (in.realised[static_cast<size_t>(q - 1)]) reported.push_back(q);
  if (reported.size() < 2) return false;
  const auto at = [&](int q) { return *in.realised[static_cast<size_t>(q - 1)]; };
  const int64_t last = at(reported.back());
  const int left = 4 - reported.back();
  const auto carried = [&](int from, int to) -> MaybeMicro {
    const MaybeMicro figure = Carried(last, static_cast<Int128>(at(to)) - at(from), to - from, left);
    return figure ? MaybeMicro(WithinReason(in, last, *figure)) : std::nullopt;
  };
  const MaybeMicro expected = carried(reported.front(), reported.back());
  if (!expected) return false;
  forecast.rule = ForecastRule::kTrend;
  forecast.expected = forecast.low = forecast.high = *expected;
  forecast.has_range = true;
  Widen(forecast, last);
  for (size_t i = 1; i < reported.size(); ++i) Widen(forecast, carried(reported[i - 1], reported[i]));
  return true;
}

void Choose(const Inputs& in, Forecast& forecast) {
  if (forecast.quarter == 4) {
    const MaybeMicro whole = Rounded(RatioOf(FigureToDate(in.aggregation, in.realised, 4)));
    if (!whole) return;
    forecast.rule = ForecastRule::kFinal;
    forecast.expected = forecast.low = forecast.high = *whole;
    return;
  }
  if (FollowSeason(in, forecast)) return;
  const ToDate promised = FigureToDate(in.aggregation, in.target, forecast.quarter);
  if (!promised.empty() && promised.sum == 0) return;  // the promise begins later: nothing to measure by yet
  if (Follow(in, in.target, ForecastRule::kPlan, forecast)) return;
  if (FollowTrend(in, forecast)) return;
  (void)Follow(in, {kMicro, kMicro, kMicro, kMicro}, ForecastRule::kPace, forecast);
}

// The year's achievement if it ends with a figure: the one rule of achievement, asked for quarter IV.
class YearEnd {
 public:
  explicit YearEnd(const IndicatorFigures& figures) : figures_(figures) { figures_.realised = {}; }
  Achievement At(int64_t figure) {
    figures_.realised[3] = Quantity::Number(figure);
    return Achieve(figures_, 4);
  }

 private:
  IndicatorFigures figures_;
};

}  // namespace

std::string_view TextKey(ForecastRule rule) {
  constexpr std::string_view kKeys[] = {"forecast.rule_none", "forecast.rule_final", "forecast.rule_season",
                                        "forecast.rule_plan", "forecast.rule_trend", "forecast.rule_pace"};
  return kKeys[static_cast<size_t>(rule)];
}

Forecast ForecastOf(const IndicatorFigures& figures, std::span<const QuarterFigures> earlier, int quarter) {
  Inputs in{figures.aggregation, Numbers(figures.realised, quarter), Numbers(figures.target, 4), {}, {}};
  if (figures.target_year.is_number()) in.target_year = figures.target_year.low_micro;
  for (const QuarterFigures& year : earlier)
    if (IsComplete(year)) in.years.push_back(year);
  Forecast forecast;
  forecast.quarter = LastOf(in.realised);
  if (forecast.quarter == 0 || figures.direction == Direction::kText) return forecast;
  Choose(in, forecast);
  if (!forecast) return forecast;
  YearEnd end(figures);
  forecast.achievement = end.At(forecast.expected);
  const Score expected = forecast.achievement.raw;
  const Score one = forecast.low == forecast.expected ? expected : end.At(forecast.low).raw;
  const Score other = forecast.high == forecast.expected ? expected : end.At(forecast.high).raw;
  forecast.worst = std::min({one, other, expected});
  forecast.best = std::max({one, other, expected});
  return forecast;
}

}  // namespace sinergi::performance
