#include "modules/performance/engine/indicator_block.h"

namespace sinergi::performance {

std::optional<int64_t> BlockFigure(const Quantity& quantity) {
  if (quantity.empty()) return IndicatorBlock::kNone;
  if (!quantity.is_number()) return {};
  const int64_t micro = quantity.low_micro;
  const bool fits = micro <= IndicatorBlock::kLargest && micro >= -IndicatorBlock::kLargest;
  return fits ? std::optional<int64_t>(micro) : std::nullopt;
}

IndicatorKind::IndicatorKind(Direction direction, Aggregation aggregation, bool year_target) {
  constexpr int kDirections[] = {0, kLower, kInverse};
  constexpr int kAggregations[] = {0, kLast, kMean, kMax, kMin};
  bits = static_cast<uint8_t>(kDirections[static_cast<size_t>(direction)] |
                              kAggregations[static_cast<size_t>(aggregation)] | (year_target ? kYear : 0));
}

IndicatorKind IndicatorKind::Beside() {
  IndicatorKind kind;
  kind.bits = kBeside;
  return kind;
}

Direction IndicatorKind::direction() const {
  if (bits & kLower) return Direction::kLower;
  return bits & kInverse ? Direction::kLowerRatio : Direction::kHigher;
}

Aggregation IndicatorKind::aggregation() const {
  if (bits & kLast) return Aggregation::kLast;
  if (bits & kMean) return Aggregation::kMean;
  if (bits & kMax) return Aggregation::kMax;
  return bits & kMin ? Aggregation::kMin : Aggregation::kSum;
}

}  // namespace sinergi::performance
