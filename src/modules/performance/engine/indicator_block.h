// IndicatorBlock: the figures of eight indicators, quarter by quarter, so that one instruction works on all
// eight.
//
// Plain decimals in millionths, kNone where there is none, at most kLargest, so that sums over quarters and
// their ratios stay in 64 bits; what is larger, a text or a range is computed by the rules (see PlanColumns).
// achieve_block.h computes blocks. The last block of a plan is filled up with indicators without figures.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "modules/performance/engine/roll_up_sums.h"
#include "modules/performance/rules/achievement.h"

namespace sinergi::performance {

constexpr size_t kBlock = 8;

struct alignas(64) IndicatorBlock {
  static constexpr int64_t kNone = INT64_MIN;
  static constexpr int64_t kLargest = int64_t{1} << 55;  // 36 billion, in millionths
  using Lanes = std::array<int64_t, kBlock>;
  Quarters<Lanes> target;  // the year's in every quarter where no quarter has one
  Quarters<Lanes> realised;

  IndicatorBlock() {
    for (size_t q = 0; q < 4; ++q) target[q].fill(kNone), realised[q].fill(kNone);
  }
};

// A figure as a block holds it: kNone where there is none; empty where a block cannot hold it.
std::optional<int64_t> BlockFigure(const Quantity& quantity);

// How an indicator is to be read: one bit each, so that eight of them become masks.
struct IndicatorKind {
  enum Bit : uint8_t {
    kLower = 1,
    kInverse = 2,
    kLast = 4,
    kMean = 8,
    kMax = 16,
    kMin = 32,
    kYear = 64,
    kBeside = 128
  };
  uint8_t bits = 0;

  IndicatorKind() = default;
  IndicatorKind(Direction direction, Aggregation aggregation, bool year_target);
  static IndicatorKind Beside();  // its figures stand in the side table
  Direction direction() const;
  Aggregation aggregation() const;
  bool year_target() const { return (bits & kYear) != 0; }
  bool beside() const { return (bits & kBeside) != 0; }
};

}  // namespace sinergi::performance
