// The full computation: by the narrow pass where all sums fit 64 bits, else the plain way, which changes use
// too.
#include <algorithm>
#include <bit>
#include <cstddef>
#include <memory>

#include "modules/performance/engine/plan_columns.h"

namespace sinergi::performance {
void PlanColumns::ClearSums() {
  for (size_t n = 0; n < parent_.size(); ++n) {
    reported_[n] = {};
    if (IsLeaf(n)) continue;
    children_[static_cast<size_t>(inner_[n])] = ScoreSums();
    money_[n] = MoneyRow();
  }
  totals_.scores = ScoreSums();
  totals_.reported = {};
  totals_.money = MoneyRow();
}

void PlanColumns::ComputeRest() {
  totals_.rest = MoneyRest();
  for (size_t n = 0; n < rest_.size(); ++n)
    if (!IsLeaf(n)) rest_[n] = MoneyRest();
  for (size_t n = rest_.size(); n-- > 0;)
    (parent_[n] < 0 ? totals_.rest : rest_[static_cast<size_t>(parent_[n])]) += rest_[n];
}

AchievedQuarters PlanColumns::AchievedBeside(size_t indicator) const {
  AchievedQuarters counts;
  for (size_t q = 0; q < 4; ++q) {
    const Achievement a = Achieve(beside_[PlaceBeside(indicator)], static_cast<int>(q) + 1);
    counts.counted[q] = a.counted.micro();
    counts.reported[q] = a.reported ? 1 : 0;
  }
  return counts;
}

// Of one, with its neighbours: a block takes no longer.
AchievedQuarters PlanColumns::Achieved(size_t indicator) const {
  if (kind_[indicator].beside()) return AchievedBeside(indicator);
  const size_t block = indicator / kBlock;
  AchievedQuarters quarters;
  NarrowPasses().front().achieve_one(blocks_[block], &kind_[block * kBlock], &cap_[block * kBlock],
                                     indicator % kBlock, quarters);
  return quarters;
}

// What the settings leave out of the mean weighs nothing.
PlanColumns::Own PlanColumns::OwnOf(size_t node) const {
  const bool zero = settings_.missing == Settings::Missing::kZero;
  Own own;
  for (size_t i = static_cast<size_t>(first_[node]); i < static_cast<size_t>(first_[node + 1]); ++i) {
    const AchievedQuarters counts = Achieved(i);
    for (size_t q = 0; q < 4; ++q) {
      own.sums.sum[q] += static_cast<Int128>(counts.counted[q]) * weight_[i];
      own.sums.weight[q] += zero || counts.reported[q] != 0 ? weight_[i] : 0;
      own.reported[q] += counts.reported[q];
    }
  }
  return own;
}

Quarters<int64_t> PlanColumns::WeightsOf(size_t node) const {
  const int64_t typed = node_weight_[node];
  if (settings_.weights == Settings::Weights::kTyped) return {typed, typed, typed, typed};
  Quarters<int64_t> weights = money_[node].ceiling;
  for (int64_t& weight : weights) weight = std::max<int64_t>(0, weight);
  return weights;
}

// Objectives and goals speak for themselves: what supports them is shown beside, not mixed in.
void PlanColumns::ScoreNode(size_t node, const ScoreSums& own) {
  const bool mixed = !IsLeaf(node) && level_[node] > planning::NodeLevel::kObjective;
  const ScoreSums* below = mixed ? &children_[static_cast<size_t>(inner_[node])] : nullptr;
  for (size_t q = 0; q < 4; ++q)
    score_[node][q] = below ? CombinedScore(own.At(q), below->At(q), own_share_[node]) : MeanScore(own.At(q));
}

void PlanColumns::AddScores(size_t node, int sign) {
  const Quarters<int64_t> weights = WeightsOf(node);
  if (level_[node] == planning::NodeLevel::kProgramme) totals_.scores.Add(score_[node], weights, sign);
  if (parent_[node] < 0) return;
  const size_t parent = static_cast<size_t>(parent_[node]);
  children_[static_cast<size_t>(inner_[parent])].Add(score_[node], weights, sign);
}

void PlanColumns::ComputeWide() {
  ClearSums();
  for (size_t n = parent_.size(); n-- > 0;) {
    const Own own = OwnOf(n);
    ScoreNode(n, own.sums);
    AddScores(n, 1);
    const bool root = parent_[n] < 0;
    const size_t parent = root ? 0 : static_cast<size_t>(parent_[n]);
    (root ? totals_.money : money_[parent]) += money_[n];
    Quarters<int32_t>& above = root ? totals_.reported : reported_[parent];
    for (size_t q = 0; q < 4; ++q) {
      reported_[n][q] += static_cast<int32_t>(own.reported[q]);
      above[q] += reported_[n][q];
    }
  }
}

// Σ over at most most_members_ of weight × score stays below 2^62, and so does Σ weight × 10^6.
bool PlanColumns::IsNarrow() const {
  if (settings_.weights == Settings::Weights::kByCeiling) return false;
  uint64_t weights = 0, caps = static_cast<uint64_t>(100 * kMicro);
  for (const int64_t weight : weight_) weights |= static_cast<uint64_t>(weight);
  for (const int64_t weight : node_weight_) weights |= static_cast<uint64_t>(weight);
  for (const int64_t cap : cap_) caps |= static_cast<uint64_t>(cap);
  const int bits = std::bit_width(weights) + std::bit_width(static_cast<uint64_t>(most_members_));
  return std::bit_width(caps) <= kNarrowScoreBits && bits + std::bit_width(caps) <= kNarrowSumBits &&
         shares_fit_;
}

// What stands in the side table, put in place of what the blocks give.
void PlanColumns::PatchBeside(Quarters<int64_t>* parts, Quarters<int64_t>* reported) const {
  for (size_t i = 0; i < kind_.size(); ++i) {
    if (!kind_[i].beside()) continue;
    const AchievedQuarters counts = AchievedBeside(i);
    for (size_t q = 0; q < 4; ++q) {
      parts[i][q] = counts.counted[q] * weight_[i];
      reported[i][q] = -counts.reported[q];
    }
  }
}

// View and scratch; then one pass.
void PlanColumns::ComputeNarrow(const NarrowPass& pass) {
  // Not filled with zeros: a pass writes before it reads.
  const auto parts = std::make_unique_for_overwrite<Quarters<int64_t>[]>(2 * kind_.size());
  const size_t open_bytes = kOpenBytes * (children_.size() + 1);
  size_t room = open_bytes + 32;
  const auto open = std::make_unique_for_overwrite<std::byte[]>(room);
  void* aligned = open.get();
  std::align(32, open_bytes, aligned, room);
  PlanView view;
  view.nodes = parent_.size();
  view.inner_count = children_.size();
  view.blocks_count = blocks_.size();
  view.leave_out = settings_.missing == Settings::Missing::kLeaveOut;
  view.blocks = blocks_.data();
  view.kinds = kind_.data();
  view.caps = cap_.data();
  view.weights = weight_.data();
  view.parent = parent_.data();
  view.first = first_.data();
  view.inner = inner_.data();
  view.levels = level_.data();
  view.node_weights = node_weight_.data();
  view.own_share = own_share_.data();
  view.score = score_.data();
  view.reported = reported_.data();
  view.money = money_.data();
  view.children = children_.data();
  view.totals = &totals_;
  view.parts = parts.get();
  view.reported_parts = parts.get() + kind_.size();
  view.open = aligned;
  pass.achieve(view);
  if (!beside_.empty()) PatchBeside(view.parts, view.reported_parts);
  pass.roll_up(view);
}

void PlanColumns::Compute(const NarrowPass& pass) {
  if (!shaped_) Shape();
  if (IsNarrow()) {
    ComputeNarrow(pass);
  } else {
    ComputeWide();
  }
  if (!rest_.empty()) ComputeRest();
}

}  // namespace sinergi::performance
