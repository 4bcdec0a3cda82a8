#include "modules/performance/form/row_figures.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace sinergi::performance::form {
namespace {

Figure Typed(const Quantity& quantity) {
  Figure figure;
  figure.quantity = quantity;
  if (quantity.is_number()) figure.number = {quantity.low_micro, 1};
  return figure;
}

// Four quarters put together up to q; a latest one that is no number stands for itself.
Figure Together(Aggregation aggregation, const std::array<Quantity, 4>& quarters, int q) {
  std::array<std::optional<int64_t>, 4> numbers;
  Figure figure;
  for (size_t i = 0; i < static_cast<size_t>(q); ++i) {
    if (quarters[i].empty()) continue;
    figure.quantity = quarters[i];
    if (quarters[i].is_number()) numbers[i] = quarters[i].low_micro;
  }
  if (figure.quantity.is_number()) figure.number = FigureToDate(aggregation, numbers, q);
  return figure;
}

// Shares and indices say where one stands; two years of them do not add up.
bool IsPosition(std::string_view unit) {
  const std::string folded = FoldText(unit);
  return folded == "%" || folded == "persen" || folded == "percent" || folded == "indeks" ||
         folded == "index";
}

Figure TargetYear(const Indicator& indicator) {
  if (!indicator.target_year.empty()) return Typed(indicator.target_year);
  return Together(indicator.aggregation, indicator.target, 4);
}

Figure TargetToDate(const Indicator& indicator, int q) {
  const bool quarters = std::any_of(indicator.target.begin(), indicator.target.end(),
                                    [](const Quantity& target) { return !target.empty(); });
  return quarters ? Together(indicator.aggregation, indicator.target, q) : Typed(indicator.target_year);
}

bool IsText(const Quantity& quantity) {
  return quantity.kind == Quantity::Kind::kText;
}

Rate TextRate(const Figure& realised, const Figure& target) {
  const bool equal = SameText(realised.quantity.text, target.quantity.text);
  return {equal ? Score::Percent(100) : Score(), Rate::By::kText};
}

Rate NumberRate(Direction direction, const ToDate& realised, const ToDate& target) {
  if (target.sum == 0) return {};
  if (direction == Direction::kLowerRatio) {
    if (realised.sum == 0) return {};  // T / 0: better than any percentage says
    return {RawAchievement(direction, target, realised), Rate::By::kLowerRatio};
  }
  const bool lower = direction == Direction::kLower;
  return {RawAchievement(direction, target, realised), lower ? Rate::By::kLower : Rate::By::kHigher};
}

Figure JoinNumbers(Join join, const Figure& before, const Figure& year) {
  const ToDate& a = before.number;
  const ToDate& b = year.number;
  Figure figure;
  if (a.empty() || b.empty()) {
    figure.number = a.empty() ? b : a;
  } else if (join == Join::kAdd) {
    figure.number = {a.sum * b.count + b.sum * a.count, a.count * b.count};
  } else {
    const bool before_larger = a.sum * b.count > b.sum * a.count;
    figure.number = before_larger == (join == Join::kMax) ? a : b;
  }
  return figure;
}

}  // namespace

Figure FigureFrom(const Quantity& quantity) {
  return Typed(quantity);
}

Join JoinOf(const Indicator& indicator) {
  switch (indicator.aggregation) {
    case Aggregation::kMax:
      return Join::kMax;
    case Aggregation::kMin:
      return Join::kMin;
    case Aggregation::kSum:
      return IsPosition(indicator.unit) ? Join::kLatest : Join::kAdd;
    default:
      return Join::kLatest;
  }
}

Figure FigureOf(const Slot& slot, const Indicator& indicator, Period period) {
  switch (slot.source) {
    case Source::kTargetRenstra:
      return Typed(indicator.target_renstra);
    case Source::kTargetYear:
      return TargetYear(indicator);
    case Source::kTargetToDate:
      return TargetToDate(indicator, period.quarter);
    case Source::kRealisedBefore:
      return Typed(indicator.realised_before);
    case Source::kBaseline:
      return Typed(indicator.baseline);
    case Source::kRealisedQuarter:
      if (slot.quarter > period.quarter) return {};
      return Typed(indicator.Figures().realised[static_cast<size_t>(slot.quarter - 1)]);
    default:
      return {};
  }
}

Figure YearFigure(const Indicator& indicator, Period period) {
  return Together(indicator.aggregation, indicator.Figures().realised, period.quarter);
}

Figure JoinYears(const Indicator& indicator, const Figure& before, const Figure& year) {
  const Join join = JoinOf(indicator);
  const bool readable = (before.Nothing() || before.Numeric()) && (year.Nothing() || year.Numeric());
  if (join == Join::kLatest || (!readable && (before.Nothing() || year.Nothing())))
    return year.Nothing() ? before : year;
  if (readable) {
    Figure figure = JoinNumbers(join, before, year);
    figure.quantity = year.Nothing() ? before.quantity : year.quantity;
    return figure;
  }
  Figure lost;
  lost.lost = true;
  return lost;
}

Rate RateOf(const Indicator& indicator, const Figure& realised, const Figure& target) {
  if (target.Nothing() || (target.Numeric() && target.number.sum == 0) || realised.lost) return {};
  if (realised.Nothing()) return {Score(), Rate::By::kNone};
  const bool as_text =
      indicator.direction == Direction::kText || IsText(target.quantity) || !realised.Numeric();
  if (as_text) return TextRate(realised, target);
  if (target.quantity.kind == Quantity::Kind::kRange)
    return {RangeAchievement({target.quantity.low_micro, target.quantity.high_micro}, realised.number),
            Rate::By::kRange};
  return NumberRate(indicator.direction, realised.number, target.number);
}

std::optional<Money> MoneyOf(const Slot& slot, const Budget& budget, Period period) {
  switch (slot.source) {
    case Source::kCeilingRenstra:
      return budget.renstra;
    case Source::kCeilingYear:
      return budget.ceiling;
    case Source::kSpentBefore:
      return budget.realised_before;
    case Source::kSpentQuarter:
      if (slot.quarter > period.quarter) return {};
      return budget.by_quarter[slot.quarter - 1];
    default:
      return {};
  }
}

}  // namespace sinergi::performance::form
