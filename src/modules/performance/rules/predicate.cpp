#include "modules/performance/rules/predicate.h"

namespace sinergi::performance {

Predicate PredicateOf(Score score, PredicateRule rule) {
  const int64_t printed = RoundPlaces(score.micro(), 6, 2);  // hundredths of a percent
  constexpr int64_t kAbove[] = {90'00, 75'00, 65'00, 50'00};
  constexpr int64_t kFrom[] = {91'00, 76'00, 66'00, 51'00};
  for (int i = 0; i < 4; ++i) {
    const bool reached = rule == PredicateRule::kAbove ? printed > kAbove[i] : printed >= kFrom[i];
    if (reached) return static_cast<Predicate>(i);
  }
  return Predicate::kVeryLow;
}

std::string_view TextKey(Predicate predicate) {
  constexpr std::string_view kKeys[] = {"predicate.very_high", "predicate.high", "predicate.medium", "predicate.low",
                                        "predicate.very_low"};
  return kKeys[static_cast<size_t>(predicate)];
}

}  // namespace sinergi::performance
