// What is added up on the way to the root, for all four quarters: weighted scores, reports, money. Whole
// numbers only, so that the order of adding and what was added and taken out again leave no trace.
//
//   ScoreSums sums;  sums.Add(scores, weights, 1);  sums.Add(scores, weights, -1);   // as if nothing had been
#pragma once

#include <array>
#include <cstdint>

#include "modules/performance/evaluation.h"

// Into its caller, whatever processor that one is compiled for.
#define SINERGI_INLINE inline __attribute__((always_inline))

namespace sinergi::performance {

// One figure for each quarter, first quarter first.
template <class T>
using Quarters = std::array<T, 4>;

constexpr int64_t kNoScore = INT64_MIN;

// Σ weight × score and Σ weight of each quarter.
struct ScoreSums {
  Quarters<Int128> sum = {}, weight = {};
  void Add(const Quarters<int64_t>& score, const Quarters<int64_t>& weights, int sign);
  Mean At(size_t q) const { return {sum[q], weight[q]}; }
  friend bool operator==(const ScoreSums&, const ScoreSums&) = default;
};

// Amounts up to each quarter, in sen.
struct MoneyRow {
  Quarters<int64_t> ceiling = {}, realised = {};
  MoneyRow& operator+=(const MoneyRow& other);
  MoneyRow& operator-=(const MoneyRow& other);
  friend bool operator==(const MoneyRow&, const MoneyRow&) = default;
};

// Apart from the row, since many plans have none of it.
struct MoneyRest {
  Quarters<int64_t> cash_plan = {};
  int64_t renstra = 0, realised_before = 0;
  MoneyRest& operator+=(const MoneyRest& other);
  MoneyRest& operator-=(const MoneyRest& other);
  friend bool operator==(const MoneyRest&, const MoneyRest&) = default;
};

SINERGI_INLINE void ScoreSums::Add(const Quarters<int64_t>& score, const Quarters<int64_t>& weights,
                                   int sign) {
  for (size_t q = 0; q < 4; ++q) {
    if (score[q] == kNoScore) continue;
    const Int128 w = sign * static_cast<Int128>(weights[q]);
    sum[q] += score[q] * w;
    weight[q] += w;
  }
}

SINERGI_INLINE MoneyRow& MoneyRow::operator+=(const MoneyRow& other) {
  for (size_t q = 0; q < 4; ++q) ceiling[q] += other.ceiling[q];
  for (size_t q = 0; q < 4; ++q) realised[q] += other.realised[q];
  return *this;
}

SINERGI_INLINE MoneyRow& MoneyRow::operator-=(const MoneyRow& other) {
  for (size_t q = 0; q < 4; ++q) ceiling[q] -= other.ceiling[q];
  for (size_t q = 0; q < 4; ++q) realised[q] -= other.realised[q];
  return *this;
}

SINERGI_INLINE MoneyRest& MoneyRest::operator+=(const MoneyRest& other) {
  for (size_t q = 0; q < 4; ++q) cash_plan[q] += other.cash_plan[q];
  renstra += other.renstra;
  realised_before += other.realised_before;
  return *this;
}

SINERGI_INLINE MoneyRest& MoneyRest::operator-=(const MoneyRest& other) {
  for (size_t q = 0; q < 4; ++q) cash_plan[q] -= other.cash_plan[q];
  renstra -= other.renstra;
  realised_before -= other.realised_before;
  return *this;
}

Budget BudgetAt(const MoneyRow& money, const MoneyRest& rest, size_t q);

// Everything of an agency, or of an organisation above.
struct Totals {
  ScoreSums scores;
  Quarters<int32_t> reported = {};
  int32_t indicators = 0;
  MoneyRow money;
  MoneyRest rest;
  friend bool operator==(const Totals&, const Totals&) = default;
};

// As Mean::Value and Combine of the rules, without a 128-bit division where that can be; kNoScore where there
// is none.
int64_t MeanScore(const Mean& mean);
int64_t CombinedScore(const Mean& own, const Mean& children, int64_t share_micro);

}  // namespace sinergi::performance
