#include "modules/performance/rules/rollup.h"

namespace sinergi::performance {
std::optional<Score> Mean::Value() const {
  if (empty()) return {};
  return Score::Micro(*DivideHalfUp(sum, weight));
}

std::optional<Score> Combine(const Mean& own, const Mean& children, int64_t share_micro) {
  if (own.empty()) return children.Value();
  if (children.empty()) return own.Value();
  // a = whole + rest/weight on both sides: the products of the rests fit 128 bits whatever the weights (budgets in
  // sen included). Scores are never negative, and the fraction that is cut off cannot reach the next half.
  const Int128 other_micro = kMicro - share_micro;
  const Int128 wholes = share_micro * (own.sum / own.weight) + other_micro * (children.sum / children.weight);
  const Int128 rests = share_micro * (own.sum % own.weight) * children.weight +
                       other_micro * (children.sum % children.weight) * own.weight;
  return Score::Micro(*DivideHalfUp(wholes + rests / (own.weight * children.weight), kMicro));
}

}  // namespace sinergi::performance
