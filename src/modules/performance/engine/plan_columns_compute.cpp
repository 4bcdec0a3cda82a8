// The full computation: one backward pass. In depth-first order every child stands behind its parent, so that
// a node is finished when the pass comes to it; what belongs together (an indicator's quarters, a node's)
// lies in one cache line.
#include <algorithm>

#include "base/ensure.h"
#include "modules/performance/engine/plan_columns.h"

namespace sinergi::performance {

void PlanColumns::ClearSums() {
  for (size_t n = 0; n < parent_.size(); ++n) {
    if (IsLeaf(n)) continue;
    children_[static_cast<size_t>(inner_[n])] = ScoreSums();
    reported_[n] = {};
    money_[n] = MoneyRow();
    if (!rest_.empty()) rest_[n] = MoneyRest();
  }
  const int32_t below = totals_.indicators;
  totals_ = Totals();
  totals_.indicators = below;
}

RowFigures PlanColumns::Achieved(size_t indicator) const {
  const IndicatorRow& row = rows_[indicator];
  if (!kind_[indicator].beside()) return AchieveRow(row, kind_[indicator], cap_[indicator]);
  RowFigures figures;
  for (size_t q = 0; q < 4; ++q) {
    const Achievement a = Achieve(beside_[static_cast<size_t>(row.target[0])], static_cast<int>(q) + 1);
    figures.counted[q] = a.counted.micro();
    figures.reported[q] = a.reported;
  }
  return figures;
}

PlanColumns::Own PlanColumns::OwnOf(size_t node) const {
  const bool zero = settings_.missing == Settings::Missing::kZero;
  Own own;
  for (size_t i = static_cast<size_t>(first_[node]); i < static_cast<size_t>(first_[node + 1]); ++i) {
    const RowFigures figures = Achieved(i);
    for (size_t q = 0; q < 4; ++q) {
      own.sums.sum[q] += static_cast<Int128>(figures.counted[q]) * weight_[i];
      own.sums.weight[q] += zero || figures.reported[q] ? weight_[i] : 0;
      own.reported[q] += figures.reported[q] ? 1 : 0;
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
  const ScoreSums* children = mixed ? &children_[static_cast<size_t>(inner_[node])] : nullptr;
  for (size_t q = 0; q < 4; ++q) {
    const Mean mine = own.At(q);
    score_[node][q] = children ? CombinedScore(mine, children->At(q), own_share_[node]) : MeanScore(mine);
  }
}

void PlanColumns::AddScores(size_t node, int sign) {
  const Quarters<int64_t> weights = WeightsOf(node);
  if (level_[node] == planning::NodeLevel::kProgramme) totals_.scores.Add(score_[node], weights, sign);
  if (parent_[node] < 0) return;
  children_[static_cast<size_t>(inner_[static_cast<size_t>(parent_[node])])].Add(score_[node], weights, sign);
}

void PlanColumns::AddToParent(size_t node) {
  const bool root = parent_[node] < 0;
  const size_t parent = root ? 0 : static_cast<size_t>(parent_[node]);
  Quarters<int32_t>& reported = root ? totals_.reported : reported_[parent];
  for (size_t q = 0; q < 4; ++q) reported[q] += reported_[node][q];
  (root ? totals_.money : money_[parent]) += money_[node];
  if (!rest_.empty()) (root ? totals_.rest : rest_[parent]) += rest_[node];
  AddScores(node, 1);
}

void PlanColumns::Compute() {
  if (!shaped_) Shape();
  ClearSums();
  for (size_t n = parent_.size(); n-- > 0;) {
    const Own own = OwnOf(n);
    for (size_t q = 0; q < 4; ++q) reported_[n][q] = own.reported[q] + (IsLeaf(n) ? 0 : reported_[n][q]);
    ScoreNode(n, own.sums);
    AddToParent(n);
  }
}

}  // namespace sinergi::performance
