// Predicate (predikat kinerja): the word for a printed figure. Source: Permendagri 86/2017, evaluation forms.
#pragma once

#include <string_view>

#include "base/score.h"

namespace sinergi::performance {

enum class Predicate { kVeryHigh, kHigh, kMedium, kLow, kVeryLow };
// kAbove: > 90, > 75, > 65, > 50 (default). kFrom: ≥ 91, ≥ 76, ≥ 66, ≥ 51; they differ on 90.5, 75.5, 65.5, 50.5.
enum class PredicateRule { kAbove, kFrom };

// Of the figure as printed: rounded half-up to two places first.
Predicate PredicateOf(Score score, PredicateRule rule = PredicateRule::kAbove);
std::string_view TextKey(Predicate predicate);  // "predicate.very_high" …

}  // namespace sinergi::performance
