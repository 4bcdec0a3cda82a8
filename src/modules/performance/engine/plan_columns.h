// PlanColumns: an agency's plan year as columns in memory, with the figures of all four quarters, made for
// computing a nation in a fraction of a second and a single change in microseconds.
//
//   PlanColumns plan = PlanColumns::Of(plan_year, settings);    // built and computed
//   plan.NodeFigureOf(7, 3).score                               // as Evaluate(…).nodes[7] of quarter III
//   plan.SetRealised(12, 3, Quantity::Number(36 * kMicro));     // recomputes the path to the root alone
//   PlanColumns what_if = plan;                                 // a copy is some tens of kilobytes
//
// Invariants: nodes stand in depth-first order (a parent before its children), a node's indicators follow
// each other; all indices are those of the PlanYear it was made of. Figures equal those of Evaluate() bit for
// bit, whether they come from Compute() or from changes: both only add whole numbers and round as the rules
// do. Quarters are 1..4. What is no plain number (texts, ranges, figures beyond 36 billion, odd caps) is
// computed by the rules themselves from a side table, so that the columns stay small.
//
// Errors: ENSURE on indices and quarters out of range, and on money that leaves 63 bits when added up.
// Threads: a value; many may read, one may change it alone. Source: performance rules.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "modules/performance/engine/narrow_pass.h"
#include "modules/performance/evaluation.h"

namespace sinergi::performance {

// Money of a leaf as a roll-up takes it: months added to quarters, the ceiling in force at the end of each.
struct QuarterMoney {
  Money renstra, realised_before;
  Quarters<Money> ceiling;    // original or revised, whichever is in force on the quarter's last day
  Quarters<Money> realised;   // within the quarter
  Quarters<Money> cash_plan;  // within the quarter
  static QuarterMoney Of(const NodeMoney& money, int year);
  friend bool operator==(const QuarterMoney&, const QuarterMoney&) = default;
};

struct NodeShape {
  int parent = -1;
  planning::NodeLevel level = planning::NodeLevel::kSubActivity;
  int unit = -1;  // responsible unit of the agency, an index into its units; -1: the parent's
  int64_t weight_micro = kMicro;
  int64_t own_share_micro = kMicro / 2;
};

// An indicator all of whose figures are plain decimals in millionths; kNone where there is none.
struct PlainIndicator {
  static constexpr int64_t kNone = IndicatorBlock::kNone;
  Direction direction = Direction::kHigher;
  Aggregation aggregation = Aggregation::kSum;
  int64_t weight_micro = kMicro;
  std::optional<Score> cap = Score::Percent(100);  // empty: no cap
  Quarters<int64_t> target = {kNone, kNone, kNone, kNone};
  int64_t target_year = kNone;  // stands in when no quarter has a target
  Quarters<int64_t> realised = {kNone, kNone, kNone, kNone};
};

class PlanColumns {
 public:
  PlanColumns() = default;  // an agency without a plan: no score, nothing reported
  static PlanColumns Of(const PlanYear& plan, const Settings& settings);

  // Building by hand: units (the agency is 0; the rest are divisions), then nodes depth first, each followed
  // by its indicators and money; then Compute(). The answer is the index. Money of a node that has children
  // is not counted.
  explicit PlanColumns(const Settings& settings) : settings_(settings) {}
  int AddUnit(int parent);
  int AddNode(const NodeShape& shape);
  int AddIndicator(const PlainIndicator& indicator);                        // of the last node
  int AddIndicator(const IndicatorFigures& figures, int64_t weight_micro);  // of the last node
  void AddMoney(const QuarterMoney& money);                                 // of the last node
  // Everything, all four quarters.
  void Compute(const NarrowPass& pass = NarrowPasses().front());

  int nodes() const { return static_cast<int>(parent_.size()); }
  int indicators() const { return indicators_; }
  int units() const { return static_cast<int>(unit_parent_.size()); }
  const Settings& settings() const { return settings_; }
  size_t Bytes() const;   // in memory
  bool IsNarrow() const;  // whether all sums fit 64 bits: then the narrow pass computes it
  // Whether all figures and the sums behind them are the same, of the same shape.
  bool SameFigures(const PlanColumns& other) const;

  // Changes, once computed. Each leaves all figures as Compute() would.
  // kEmpty takes a figure away. Where a number was typed with words ("36 Aplikasi") and what it is compared
  // with is no number, the typed texts decide: use SetIndicator, the columns keep numbers only.
  void SetRealised(int indicator, int quarter, const Quantity& realised);
  void SetTarget(int indicator, int quarter, const Quantity& target);
  void SetIndicatorWeight(int indicator, int64_t weight_micro);
  void SetCap(int indicator, std::optional<Score> cap);
  void SetIndicator(int indicator, const IndicatorFigures& figures, int64_t weight_micro);
  void SetNodeWeight(int node, int64_t weight_micro);
  void SetOwnShare(int node, int64_t own_share_micro);
  void SetMoney(int node,
                const QuarterMoney& money);    // of a leaf; a parent's is its leaves' and does not change
  void SetSettings(const Settings& settings);  // computes everything

  // What was given. Numbers come back without the words behind them.
  IndicatorFigures FiguresOf(int indicator) const;
  int64_t IndicatorWeight(int indicator) const;
  int NodeOf(int indicator) const;
  NodeShape ShapeOf(int node) const;
  QuarterMoney MoneyOf(int node) const;              // of a parent: the sum of its leaves
  int EndOf(int node) const;                         // [node, EndOf(node)) is its subtree
  std::pair<int, int> IndicatorsOf(int node) const;  // [first, end)

  // Figures up to and including a quarter.
  Score Counted(int indicator, int quarter) const;  // what enters the roll-up
  bool Reported(int indicator, int quarter) const;
  Figure NodeFigureOf(int node, int quarter) const;
  Mean OwnMean(int node, int quarter) const;               // of its indicators
  Mean ChildrenMean(int node, int quarter) const;          // of its children
  DivisionFigure DivisionOf(int unit, int quarter) const;  // unit ≥ 1
  Figure Total(int quarter) const;                         // the agency
  Mean TotalMean(int quarter) const;

 private:
  friend class OrganisationTree;
  struct Own {  // of a node's indicators
    ScoreSums sums;
    Quarters<int64_t> reported = {};
  };
  static size_t Q(int quarter);  // its index
  size_t I(int indicator) const;
  size_t N(int node) const;

  void Shape();
  void ShapeDivisions();
  size_t AddRow(int64_t weight_micro);
  void Fill(size_t indicator, const IndicatorFigures& figures);
  void FillRow(size_t indicator, const PlainIndicator& plain);
  void FillBeside(size_t indicator, const IndicatorFigures& figures);
  bool MoneyFits(size_t node, const QuarterMoney& money) const;
  void PlaceMoney(size_t node, const QuarterMoney& money);
  QuarterMoney MoneyAt(size_t node) const;
  MoneyRest RestOf(size_t node) const { return rest_.empty() ? MoneyRest() : rest_[node]; }
  bool IsLeaf(size_t node) const { return inner_[node] < 0; }

  static bool IsShare(int64_t micro) { return micro >= 0 && micro <= kMicro; }
  void ComputeNarrow(const NarrowPass& pass);
  void ComputeWide();
  void ComputeRest();
  void ClearSums();
  void PatchBeside(Quarters<int64_t>* parts, Quarters<int64_t>* reported) const;
  AchievedQuarters Achieved(size_t indicator) const;
  AchievedQuarters AchievedBeside(size_t indicator) const;
  Own OwnOf(size_t node) const;
  Quarters<int64_t> WeightsOf(size_t node) const;
  void ScoreNode(size_t node, const ScoreSums& own);
  void AddScores(size_t node, int sign);  // to (1) or from (-1) the sums above it
  template <class Edit>
  void ChangePath(size_t node, Edit&& edit);
  template <class Edit>
  void ChangeIndicator(int indicator, Edit&& edit);

  Settings settings_;
  bool shaped_ = false, shares_fit_ = true;
  int32_t most_members_ = 0;  // of any node: indicators or children; or programmes
  Int128 money_bound_ = 0;    // of all amounts' sizes: no sum of them is larger
  std::vector<int32_t> unit_parent_;

  int64_t& Target(size_t i, size_t q) { return blocks_[i / kBlock].target[q][i % kBlock]; }
  int64_t& Realised(size_t i, size_t q) { return blocks_[i / kBlock].realised[q][i % kBlock]; }
  size_t PlaceBeside(size_t i) const {
    return static_cast<size_t>(blocks_[i / kBlock].target[0][i % kBlock]);
  }

  // Nodes.
  std::vector<int32_t> parent_, unit_, end_, first_;  // first_: of its indicators, and one more at the end
  std::vector<int32_t> below_;                        // indicators in its subtree
  std::vector<int32_t> inner_;                        // place of its children's sums; -1: a leaf
  std::vector<planning::NodeLevel> level_;
  std::vector<int64_t> node_weight_, own_share_;
  std::vector<Quarters<int64_t>> score_;
  std::vector<Quarters<int32_t>> reported_;
  std::vector<MoneyRow> money_;
  std::vector<MoneyRest> rest_;      // empty when nobody has any
  std::vector<ScoreSums> children_;  // of nodes that have children

  // Indicators, filled up to whole blocks.
  int indicators_ = 0;
  std::vector<IndicatorBlock> blocks_;
  std::vector<IndicatorKind> kind_;
  std::vector<int64_t> weight_, cap_;
  std::vector<int64_t> target_year_;      // empty when nobody has one
  std::vector<IndicatorFigures> beside_;  // the side table; a first target is its place there
  std::vector<int32_t> beside_free_;

  std::vector<int32_t> division_first_, division_nodes_;  // topmost nodes of each unit
  Totals totals_;
};

}  // namespace sinergi::performance
