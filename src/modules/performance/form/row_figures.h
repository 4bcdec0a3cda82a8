// The figures of one row, slot by slot, before they become cells: performance (K) of an indicator by the
// rules, money (Rp) of a node. Exact throughout.
#pragma once

#include <optional>
#include <string>

#include "base/quantity.h"
#include "base/ratio.h"
#include "modules/performance/evaluation.h"
#include "modules/performance/form/form.h"
#include "modules/performance/plan_year.h"

namespace sinergi::performance::form {

// A figure of performance: a number, or a quantity that is none (range, text).
struct Figure {
  ToDate number;      // empty when there is nothing, or no number
  Quantity quantity;  // as typed where it stands alone: for texts, ranges and comparing
  bool lost = false;  // a text stood in the way of computing it

  bool Nothing() const { return number.empty() && quantity.empty(); }
  bool Numeric() const { return !number.empty(); }
};

Figure FigureFrom(const Quantity& quantity);  // as typed

// How a realisation up to last year and this year's become one (performance rules: percentages are never
// added across years; a position is the latest one).
enum class Join { kAdd, kLatest, kMax, kMin };
Join JoinOf(const Indicator& indicator);

// A quantity where the plan has it (targets, quarters up to the period, up to last year).
Figure FigureOf(const Slot& slot, const Indicator& indicator, Period period);
// Quarters up to the period put together by the aggregation.
Figure YearFigure(const Indicator& indicator, Period period);
Figure JoinYears(const Indicator& indicator, const Figure& before, const Figure& year);

// Achievement of a realised figure against a target for the rate columns, raw. Empty: nothing was promised.
struct Rate {
  std::optional<Score> score;
  // The rule that gave it; kNone with no score, or for 0 because nothing was reported.
  enum class By { kNone, kHigher, kLower, kLowerRatio, kRange, kText } by = By::kNone;
};
Rate RateOf(const Indicator& indicator, const Figure& realised, const Figure& target);

// Money of a node; empty for what is no money and for quarters after the period.
std::optional<Money> MoneyOf(const Slot& slot, const Budget& budget, Period period);

}  // namespace sinergi::performance::form
