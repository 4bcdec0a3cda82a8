// The shape that computing needs (subtrees, sums, divisions), and reading what was computed.
#include <algorithm>

#include "base/ensure.h"
#include "modules/performance/engine/plan_columns.h"

namespace sinergi::performance {
namespace {

template <class T>
size_t BytesOf(const std::vector<T>& column) {
  return column.capacity() * sizeof(T);
}

template <class... Columns>
void Shrink(Columns&... columns) {
  (columns.shrink_to_fit(), ...);
}

std::optional<Score> ScoreAt(int64_t micro) {
  return micro == kNoScore ? std::nullopt : std::optional<Score>(Score::Micro(micro));
}

}  // namespace

void PlanColumns::Shape() {
  const size_t nodes = parent_.size();
  first_.push_back(indicators_);
  end_.resize(nodes);
  below_.resize(nodes);
  inner_.assign(nodes, -1);
  score_.resize(nodes);
  reported_.resize(nodes);
  if (!rest_.empty()) rest_.resize(nodes);
  for (size_t n = nodes; n-- > 0;) {
    end_[n] = std::max(end_[n], static_cast<int32_t>(n) + 1);
    below_[n] += first_[n + 1] - first_[n];
    if (parent_[n] < 0) continue;
    const size_t parent = static_cast<size_t>(parent_[n]);
    end_[parent] = std::max(end_[parent], end_[n]);
    below_[parent] += below_[n];
    inner_[parent] = 0;
  }
  int32_t inner = 0;
  for (int32_t& place : inner_) place = place == 0 ? inner++ : -1;
  children_.resize(static_cast<size_t>(inner));
  totals_.indicators = indicators_;
  ShapeDivisions();
  std::vector<int32_t> members(nodes);
  for (size_t n = 0; n < nodes; ++n) {
    if (parent_[n] >= 0) ++members[static_cast<size_t>(parent_[n])];
    most_members_ = std::max(most_members_, first_[n + 1] - first_[n]);
  }
  for (const int32_t children : members) most_members_ = std::max(most_members_, children);
  const auto programmes = std::count(level_.begin(), level_.end(), planning::NodeLevel::kProgramme);
  most_members_ = std::max(most_members_, static_cast<int32_t>(programmes));
  Shrink(parent_, unit_, first_, level_, node_weight_, own_share_, money_, rest_, blocks_, kind_, weight_,
         cap_, target_year_, beside_);
  shaped_ = true;
}

// A division answers for the topmost nodes that name it or a unit below it, so that nothing counts twice.
void PlanColumns::ShapeDivisions() {
  const auto within = [this](int unit, int ancestor) {
    for (; unit >= 0; unit = unit_parent_[static_cast<size_t>(unit)])
      if (unit == ancestor) return true;
    return false;
  };
  std::vector<int32_t> responsible(parent_.size());
  std::vector<std::vector<int32_t>> topmost(unit_parent_.size());
  for (size_t n = 0; n < parent_.size(); ++n) {
    const int above = parent_[n] < 0 ? -1 : responsible[static_cast<size_t>(parent_[n])];
    responsible[n] = unit_[n] >= 0 ? unit_[n] : above;
    if (responsible[n] == above) continue;
    for (int unit = responsible[n]; unit >= 0; unit = unit_parent_[static_cast<size_t>(unit)])
      if (!within(above, unit)) topmost[static_cast<size_t>(unit)].push_back(static_cast<int32_t>(n));
  }
  division_first_.assign(1, 0);
  for (const std::vector<int32_t>& nodes : topmost) {
    division_nodes_.insert(division_nodes_.end(), nodes.begin(), nodes.end());
    division_first_.push_back(static_cast<int32_t>(division_nodes_.size()));
  }
  Shrink(division_first_, division_nodes_);
}

size_t PlanColumns::Bytes() const {
  const size_t shape = BytesOf(unit_parent_) + BytesOf(parent_) + BytesOf(unit_) + BytesOf(end_) +
                       BytesOf(first_) + BytesOf(below_) + BytesOf(inner_) + BytesOf(level_) +
                       BytesOf(division_first_) + BytesOf(division_nodes_);
  const size_t nodes = BytesOf(node_weight_) + BytesOf(own_share_) + BytesOf(score_) + BytesOf(reported_) +
                       BytesOf(money_) + BytesOf(rest_) + BytesOf(children_);
  const size_t indicators = BytesOf(blocks_) + BytesOf(kind_) + BytesOf(weight_) + BytesOf(cap_) +
                            BytesOf(target_year_) + BytesOf(beside_) + BytesOf(beside_free_);
  return sizeof *this + shape + nodes + indicators;
}

bool PlanColumns::SameFigures(const PlanColumns& other) const {
  if (score_ != other.score_ || reported_ != other.reported_ || below_ != other.below_) return false;
  if (money_ != other.money_ || children_ != other.children_ || totals_ != other.totals_) return false;
  for (size_t n = 0; n < parent_.size(); ++n)
    if (RestOf(n) != other.RestOf(n)) return false;
  return true;
}

Score PlanColumns::Counted(int indicator, int quarter) const {
  return Score::Micro(Achieved(I(indicator)).counted[Q(quarter)]);
}

bool PlanColumns::Reported(int indicator, int quarter) const {
  return Achieved(I(indicator)).reported[Q(quarter)] != 0;
}

Figure PlanColumns::NodeFigureOf(int node, int quarter) const {
  const size_t n = N(node), q = Q(quarter);
  ENSURE(shaped_);
  return {ScoreAt(score_[n][q]), below_[n], reported_[n][q], BudgetAt(money_[n], RestOf(n), q)};
}

Mean PlanColumns::OwnMean(int node, int quarter) const {
  return OwnOf(N(node)).sums.At(Q(quarter));
}

Mean PlanColumns::ChildrenMean(int node, int quarter) const {
  const size_t n = N(node);
  return IsLeaf(n) ? Mean() : children_[static_cast<size_t>(inner_[n])].At(Q(quarter));
}

DivisionFigure PlanColumns::DivisionOf(int unit, int quarter) const {
  ENSURE(shaped_ && unit >= 1 && unit < units());
  const size_t u = static_cast<size_t>(unit), q = Q(quarter);
  DivisionFigure division;
  division.unit = unit;
  for (int32_t k = division_first_[u]; k < division_first_[u + 1]; ++k) {
    const int node = division_nodes_[static_cast<size_t>(k)];
    const Figure figure = NodeFigureOf(node, quarter);
    division.nodes.push_back(node);
    division.budget += figure.budget;
    division.indicators += figure.indicators;
    division.reported += figure.reported;
    if (figure.score) division.mean.Add(*figure.score, WeightsOf(N(node))[q]);
  }
  division.score = ScoreAt(MeanScore(division.mean));
  return division;
}

Figure PlanColumns::Total(int quarter) const {
  const size_t q = Q(quarter);
  return {ScoreAt(MeanScore(totals_.scores.At(q))), totals_.indicators, totals_.reported[q],
          BudgetAt(totals_.money, totals_.rest, q)};
}

Mean PlanColumns::TotalMean(int quarter) const {
  return totals_.scores.At(Q(quarter));
}

}  // namespace sinergi::performance
