#include "modules/performance/rules/achievement.h"

#include <algorithm>

#include "base/ensure.h"

namespace sinergi::performance {
namespace {

constexpr std::string_view kDirectionNames[] = {"higher", "lower", "lower_ratio", "range", "text"};
constexpr std::string_view kAggregationNames[] = {"sum", "last", "mean", "max", "min"};

// numerator / denominator × 100 %, 0 when negative, the largest score when it leaves 64 bits.
Score Percentage(Int128 numerator, Int128 denominator) {
  if ((numerator < 0) != (denominator < 0)) return Score();
  const std::optional<Score> score = Score::OfRatio(numerator, denominator);
  return score ? *score : kBeyondPercentages;
}

Score WithoutTarget(Direction direction, const ToDate& realised) {
  return direction == Direction::kHigher || realised.sum == 0 ? Score::Percent(100) : Score();
}

std::array<std::optional<int64_t>, 4> Numbers(const std::array<Quantity, 4>& quantities) {
  std::array<std::optional<int64_t>, 4> numbers;
  for (size_t i = 0; i < 4; ++i)
    if (quantities[i].is_number()) numbers[i] = quantities[i].low_micro;
  return numbers;
}

// The last quantity given up to q, or null.
const Quantity* Latest(const std::array<Quantity, 4>& quantities, int q) {
  for (int i = q; i >= 1; --i)
    if (!quantities[static_cast<size_t>(i - 1)].empty()) return &quantities[static_cast<size_t>(i - 1)];
  return nullptr;
}

bool AnyGiven(const std::array<Quantity, 4>& quantities) { return Latest(quantities, 4) != nullptr; }

bool NeedsText(const Quantity& quantity) { return quantity.kind == Quantity::Kind::kText; }

// Texts and yes/no: the latest realisation against the latest target, equal or not.
void AchieveText(const Quantity* target, const Quantity& realised, Achievement& out) {
  if (target == nullptr) {
    out.state = Achievement::State::kNoTarget;
    out.raw = Score::Percent(100);
    return;
  }
  out.state = Achievement::State::kUnreadable;
  out.raw = SameText(target->text, realised.text) ? Score::Percent(100) : Score();
}

void AchieveNumber(const IndicatorFigures& figures, const Quantity* latest_target, int q, Achievement& out) {
  out.realised = FigureToDate(figures.aggregation, Numbers(figures.realised), q);
  const bool range = latest_target != nullptr && latest_target->kind == Quantity::Kind::kRange;
  if (range) {
    out.state = Achievement::State::kComputed;
    out.raw = RangeAchievement({latest_target->low_micro, latest_target->high_micro}, out.realised);
    return;
  }
  out.state = out.promised ? Achievement::State::kComputed : Achievement::State::kNoTarget;
  out.raw = out.promised ? RawAchievement(figures.direction, out.target, out.realised)
                         : WithoutTarget(figures.direction, out.realised);
}

// What the target is to date; a text or a range that stands last is a promise by itself.
void Promise(const IndicatorFigures& figures, const Quantity* latest, int q, Achievement& out) {
  if (latest == nullptr) return;
  if (!latest->is_number()) {
    out.promised = true;
    return;
  }
  out.target = out.year_target ? ToDate{latest->low_micro, 1}
                               : FigureToDate(figures.aggregation, Numbers(figures.target), q);
  out.promised = out.target.sum != 0;
}

}  // namespace

std::string_view Name(Direction direction) {
  return kDirectionNames[static_cast<size_t>(direction)];
}
std::string_view Name(Aggregation aggregation) {
  return kAggregationNames[static_cast<size_t>(aggregation)];
}

std::optional<Direction> ParseDirection(std::string_view name) {
  for (size_t i = 0; i < std::size(kDirectionNames); ++i)
    if (kDirectionNames[i] == name) return static_cast<Direction>(i);
  return {};
}

std::optional<Aggregation> ParseAggregation(std::string_view name) {
  for (size_t i = 0; i < std::size(kAggregationNames); ++i)
    if (kAggregationNames[i] == name) return static_cast<Aggregation>(i);
  return {};
}

ToDate FigureToDate(Aggregation aggregation, const std::array<std::optional<int64_t>, 4>& quarters, int q) {
  ToDate figure;
  for (int i = 0; i < q; ++i) {
    const std::optional<int64_t>& value = quarters[static_cast<size_t>(i)];
    if (!value) continue;
    switch (aggregation) {
      case Aggregation::kSum:
        figure = {figure.sum + *value, 1};
        break;
      case Aggregation::kMean:
        figure = {figure.sum + *value, figure.count + 1};
        break;
      case Aggregation::kLast:
        figure = {*value, 1};
        break;
      case Aggregation::kMax:
        if (figure.empty() || *value > figure.sum) figure = {*value, 1};
        break;
      case Aggregation::kMin:
        if (figure.empty() || *value < figure.sum) figure = {*value, 1};
        break;
    }
  }
  return figure;
}

Score RawAchievement(Direction direction, const ToDate& target, const ToDate& realised) {
  ENSURE(!target.empty() && !realised.empty() && target.sum != 0);
  // T = t/n, R = r/m, hence R/T = r·n / (t·m).
  const Int128 r = realised.sum * target.count;
  const Int128 t = target.sum * realised.count;
  switch (direction) {
    case Direction::kLower:
      return Percentage(2 * t - r, t);
    case Direction::kLowerRatio:
      return r == 0 ? kBeyondPercentages : Percentage(t, r);
    default:
      return Percentage(r, t);
  }
}

Score RangeAchievement(const Bounds& target, const ToDate& realised) {
  ENSURE(!realised.empty());
  const Int128 n = realised.count;
  if (realised.sum < target.low_micro * n) {
    return target.low_micro == 0 ? Score() : RawAchievement(Direction::kHigher, {target.low_micro, 1}, realised);
  }
  if (realised.sum > target.high_micro * n) {
    return target.high_micro == 0 ? Score() : RawAchievement(Direction::kLower, {target.high_micro, 1}, realised);
  }
  return Score::Percent(100);
}

Achievement Achieve(const IndicatorFigures& figures, int q) {
  ENSURE(q >= 1 && q <= 4);
  Achievement out;
  const Quantity* realised = Latest(figures.realised, q);
  out.reported = realised != nullptr;
  out.year_target = !AnyGiven(figures.target) && !figures.target_year.empty();
  const Quantity* target = out.year_target ? &figures.target_year : Latest(figures.target, q);
  Promise(figures, target, q, out);
  if (!out.reported) return out;

  const bool as_text = figures.direction == Direction::kText || NeedsText(*realised) ||
                       realised->kind == Quantity::Kind::kRange || (target != nullptr && NeedsText(*target));
  if (as_text) {
    AchieveText(target, *realised, out);
  } else {
    AchieveNumber(figures, target, q, out);
  }
  out.counted = std::min(out.raw, figures.cap.value_or(kUncapped));
  return out;
}

}  // namespace sinergi::performance
