// Achievement (capaian): how far one indicator has come, to date, in percent. Pure functions on whole numbers.
//
//   targets 10, 24 and realised 12, 24 with `sum`, higher is better, quarter II:  (12+24)/(10+24) = 105.882353 %
//
// Inputs per quarter are exact decimals in millionths (see base/quantity.h); the figure to date stays an exact ratio, so
// that rounding (half-up, six places) happens once. Source: performance rules "Achievement of one indicator", after
// Permendagri 86/2017 (form E.81) and PermenPANRB 53/2014; lower-is-better default (2T − R)/T.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "base/decimal.h"
#include "base/quantity.h"
#include "base/score.h"

namespace sinergi::performance {

// Stored by name; the order is free to change.
enum class Direction { kHigher, kLower, kLowerRatio, kRange, kText };
enum class Aggregation { kSum, kLast, kMean, kMax, kMin };

std::string_view Name(Direction direction);      // "higher", "lower", "lower_ratio", "range", "text"
std::string_view Name(Aggregation aggregation);  // "sum", "last", "mean", "max", "min"
std::optional<Direction> ParseDirection(std::string_view name);
std::optional<Aggregation> ParseAggregation(std::string_view name);

// An exact figure: sum / count, in millionths. count 0: nothing there.
struct ToDate {
  Int128 sum = 0;
  int count = 0;
  bool empty() const { return count == 0; }
};

// Figure to date of q quarters (1..4). `quarters` holds the number of each quarter, empty where there is none.
// For `sum` an empty quarter adds nothing; for `last` the latest given one counts; mean, max, min are over the given ones.
ToDate FigureToDate(Aggregation aggregation, const std::array<std::optional<int64_t>, 4>& quarters, int q);

// Raw achievement of a realised figure against a target figure; neither empty. Never below 0.
struct Bounds {
  int64_t low_micro = 0, high_micro = 0;
};
Score RawAchievement(Direction direction, const ToDate& target, const ToDate& realised);
Score RangeAchievement(const Bounds& target, const ToDate& realised);

// The raw figure of T / R where R is 0: better than any percentage says. It has no row percentage.
constexpr Score kBeyondPercentages = Score::Micro(std::numeric_limits<int64_t>::max());

// Where an indicator has no cap: what a roll-up can still hold exactly (one million percent).
constexpr Score kUncapped = Score::Percent(1'000'000);

// What an indicator promises and has reached: as typed, with what could be read.
struct IndicatorFigures {
  Direction direction = Direction::kHigher;
  Aggregation aggregation = Aggregation::kSum;
  std::optional<Score> cap = Score::Percent(100);  // empty: no cap
  std::array<Quantity, 4> target;                  // per quarter
  Quantity target_year;                            // stands in when no quarter has a target
  std::array<Quantity, 4> realised;                // kEmpty: not reported
};

struct Achievement {
  enum class State {
    kComputed,     // T and R gave it
    kNoTarget,     // T = 0 or nothing promised to date ("tanpa target"): 100 for higher, else 100 only when R = 0
    kNotReported,  // nothing reported to date ("belum dilaporkan"): 0
    kUnreadable,   // a text where a number is needed, compared as text
  };
  State state = State::kNotReported;
  Score raw;                   // before the cap
  Score counted;               // after the cap: what enters a roll-up
  ToDate target, realised;     // the figures to date behind it, empty for texts
  bool year_target = false;    // no quarter had a target: compared with the year's
  bool reported = false;       // something was reported up to this quarter
  bool promised = false;       // a target other than 0 stands to date: a row percentage exists
};

// Achievement up to and including quarter q (1..4).
Achievement Achieve(const IndicatorFigures& figures, int q);

}  // namespace sinergi::performance
