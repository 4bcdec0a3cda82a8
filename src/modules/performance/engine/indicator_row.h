// IndicatorRow: the figures of one indicator as a column's element, and its achievement in all four quarters
// at once.
//
//   AchieveRow(row, kind, cap).counted[2]    // what enters the roll-up in quarter III, as Achieve(figures,
//   3).counted
//
// A row holds plain decimals only, at most kLargest, so that sums over quarters and their ratios stay in 64
// bits; what is larger, a text or a range is computed by the rules (see PlanColumns). Pure. Source:
// performance rules "Achievement".
#pragma once

#include <algorithm>
#include <cstdint>

#include "modules/performance/engine/exact_ratio.h"
#include "modules/performance/engine/roll_up_sums.h"
#include "modules/performance/rules/achievement.h"

namespace sinergi::performance {

struct IndicatorRow {
  static constexpr int64_t kNone = INT64_MIN;
  static constexpr int64_t kLargest = int64_t{1} << 55;  // 36 billion, in millionths
  Quarters<int64_t> target;  // the year's in every quarter where no quarter has one
  Quarters<int64_t> realised;
};

// A figure as a row holds it: kNone where there is none; empty where a row cannot hold it.
std::optional<int64_t> RowFigure(const Quantity& quantity);

// How a row is to be read, in one byte.
struct RowKind {
  uint8_t bits = 0;
  RowKind() = default;
  RowKind(Direction direction, Aggregation aggregation, bool year_target)
      : bits(static_cast<uint8_t>(static_cast<int>(direction) | static_cast<int>(aggregation) << 2 |
                                  (year_target ? 1 << 5 : 0))) {}
  static RowKind Beside() {  // its figures stand in the side table
    RowKind kind;
    kind.bits = 1 << 6;
    return kind;
  }
  Direction direction() const { return static_cast<Direction>(bits & 3); }
  Aggregation aggregation() const { return static_cast<Aggregation>(bits >> 2 & 7); }
  bool year_target() const { return (bits & 1 << 5) != 0; }
  bool beside() const { return (bits & 1 << 6) != 0; }
};

struct RowFigures {
  Quarters<int64_t> counted;  // millionths of a percent; 0 where nothing was reported
  Quarters<bool> reported;
};

// Figures to date: sum / count, count 0 where nothing is given.
struct RowToDate {
  Quarters<int64_t> sum, count;
};

inline RowToDate ToDateOfRow(Aggregation aggregation, const Quarters<int64_t>& given) {
  RowToDate to_date;
  int64_t sum = 0, count = 0;
  for (size_t q = 0; q < 4; ++q) {
    const int64_t value = given[q];
    const bool there = value != IndicatorRow::kNone;
    switch (aggregation) {
      case Aggregation::kSum:
        sum += there ? value : 0;
        count |= there ? 1 : 0;
        break;
      case Aggregation::kMean:
        sum += there ? value : 0;
        count += there ? 1 : 0;
        break;
      case Aggregation::kLast:
        sum = there ? value : sum;
        count |= there ? 1 : 0;
        break;
      case Aggregation::kMax:
        sum = there && (count == 0 || value > sum) ? value : sum;
        count |= there ? 1 : 0;
        break;
      case Aggregation::kMin:
        sum = there && (count == 0 || value < sum) ? value : sum;
        count |= there ? 1 : 0;
        break;
    }
    to_date.sum[q] = sum;
    to_date.count[q] = count;
  }
  return to_date;
}

// One quarter, something reported and a target other than 0: T = t/n, R = r/m, hence R/T = r·n / (t·m).
inline int64_t CountedOf(Direction direction, int64_t t, int64_t r, int64_t cap) {
  switch (direction) {
    case Direction::kLower:
      return CappedPercentage(2 * t - r, t, cap);
    case Direction::kLowerRatio:
      return r == 0 ? cap : CappedPercentage(t, r, cap);
    default:
      return CappedPercentage(r, t, cap);
  }
}

inline RowFigures AchieveRow(const IndicatorRow& row, RowKind kind, int64_t cap) {
  const RowToDate target =
      ToDateOfRow(kind.year_target() ? Aggregation::kLast : kind.aggregation(), row.target);
  const RowToDate realised = ToDateOfRow(kind.aggregation(), row.realised);
  const Direction direction = kind.direction();
  RowFigures figures;
  for (size_t q = 0; q < 4; ++q) {
    const bool reported = realised.count[q] != 0;
    figures.reported[q] = reported;
    if (!reported) {
      figures.counted[q] = 0;
    } else if (target.sum[q] == 0) {  // nothing was promised
      const bool kept = direction == Direction::kHigher || realised.sum[q] == 0;
      figures.counted[q] = kept ? std::min(cap, Score::Percent(100).micro()) : 0;
    } else {
      figures.counted[q] =
          CountedOf(direction, target.sum[q] * realised.count[q], realised.sum[q] * target.count[q], cap);
    }
  }
  return figures;
}

}  // namespace sinergi::performance
