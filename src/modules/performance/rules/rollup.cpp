#include "modules/performance/rules/rollup.h"

namespace sinergi::performance {
std::optional<Score> Mean::Value() const {
  if (empty()) return {};
  return Score::Micro(*DivideHalfUp(sum, weight));
}

std::optional<Score> Combine(const Mean& own, const Mean& children, int64_t share_micro) {
  if (own.empty()) return children.Value();
  if (children.empty()) return own.Value();
  // Both sides as wholes and rests. The rests together are 0, or 1 and something: what is cut off cannot
  // reach the next half, and the one product fits 128 bits whatever the weights (budgets in sen included).
  const Int128 a = share_micro * own.sum, b = (kMicro - share_micro) * children.sum;
  const Int128 rest_a = a % own.weight, rest_b = b % children.weight;
  const bool carry = rest_b * own.weight >= (own.weight - rest_a) * children.weight;
  return Score::Micro(*DivideHalfUp(a / own.weight + b / children.weight + (carry ? 1 : 0), kMicro));
}

}  // namespace sinergi::performance
