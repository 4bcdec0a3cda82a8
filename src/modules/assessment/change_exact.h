// Exact: a Ratio in the middle of a calculation, empty from the step on that left 128 bits or divided by
// zero, so that a formula reads as a formula and is asked once, at its end.
//
//   const Exact effect = weight * (after - before);
//   if (!effect.value) return Error{ErrorKind::kInvalid, "assessment.too_fine"};
//
// Pure.
#pragma once

#include <optional>

#include "base/ratio.h"

namespace sinergi::assessment {

struct Exact {
  std::optional<Ratio> value = Ratio{};
};

inline Exact ApplyStep(std::optional<Ratio> (*step)(const Ratio&, const Ratio&), const Exact& a,
                       const Exact& b) {
  return {a.value && b.value ? step(*a.value, *b.value) : std::nullopt};
}
inline Exact operator+(const Exact& a, const Exact& b) {
  return ApplyStep(Add, a, b);
}
inline Exact operator-(const Exact& a, const Exact& b) {
  return ApplyStep(Subtract, a, b);
}
inline Exact operator*(const Exact& a, const Exact& b) {
  return ApplyStep(Multiply, a, b);
}
inline Exact operator/(const Exact& a, const Exact& b) {
  return ApplyStep(Divide, a, b);
}

}  // namespace sinergi::assessment
