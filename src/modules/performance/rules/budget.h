// Budget figures of leaves added up: ceiling, realised, absorption, remaining, deviation. Pure.
// Source: performance rules "Budget". A parent's amount is never typed; it is the sum of its leaves.
#pragma once

#include <optional>

#include "base/money.h"
#include "base/score.h"

namespace sinergi::performance {

struct Budget {
  Money renstra;          // ceiling to the end of the Renstra
  Money realised_before;  // realised up to last year
  Money ceiling;          // in force on the last day of the period
  Money realised;         // this year up to the period
  Money cash_plan;        // this year up to the period
  Money by_quarter[4];    // realised in each quarter

  Budget& operator+=(const Budget& other);
  std::optional<Score> Absorption() const { return Score::OfRatio(realised.sen(), ceiling.sen()); }
  Money Remaining() const { return ceiling - realised; }
  Money Deviation() const { return realised - cash_plan; }
  Money RealisedToDate() const { return realised_before + realised; }
  std::optional<Score> RenstraRate() const { return Score::OfRatio(RealisedToDate().sen(), renstra.sen()); }
};

inline Budget& Budget::operator+=(const Budget& other) {
  renstra += other.renstra;
  realised_before += other.realised_before;
  ceiling += other.ceiling;
  realised += other.realised;
  cash_plan += other.cash_plan;
  for (int i = 0; i < 4; ++i) by_quarter[i] += other.by_quarter[i];
  return *this;
}

}  // namespace sinergi::performance
