// Roll-up: weighted means of scores, exact until one rounding (half-up, six places). Pure, on whole numbers.
//
//   Mean own, children;  own.Add(score, weight) …;  Combine(own, children, own_share) -> the node's score
//
// Weights are whole millionths (1 = 1'000'000); a weight of 0 takes its member out. Source: performance rules "Roll-up".
#pragma once

#include <cstdint>
#include <optional>

#include "base/decimal.h"
#include "base/score.h"

namespace sinergi::performance {

struct Mean {
  Int128 sum = 0;     // Σ weight × score
  Int128 weight = 0;  // Σ weight

  void Add(Score score, int64_t weight_micro) {
    sum += static_cast<Int128>(score.micro()) * weight_micro;
    weight += weight_micro;
  }
  bool empty() const { return weight == 0; }
  std::optional<Score> Value() const;  // rounded once; empty without members
};

// own share × own mean + the rest × children's mean, rounded once. Where one side is empty, the other counts alone.
// share_micro: millionths of 1 (50 % = 500'000).
std::optional<Score> Combine(const Mean& own, const Mean& children, int64_t share_micro);

}  // namespace sinergi::performance
