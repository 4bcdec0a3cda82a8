// PlanColumns: an agency's plan year as columns in memory, with the figures of all four quarters, made for
// computing a nation in a fraction of a second and a single change in microseconds.
//
//   PlanColumns plan = PlanColumns::Of(plan_year, settings);    // built and computed
//   plan.NodeFigureOf(7, 3).score                               // as Evaluate(plan_year, {year, 3},
//   settings).nodes[7] plan.SetRealised(12, 3, Quantity::Number(36 * kMicro));     // recomputes the path to
//   the root, nothing else PlanColumns what_if = plan;                                 // a copy is some tens
//   of kilobytes
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

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "modules/performance/evaluation.h"

namespace sinergi::performance {

// One figure for each quarter, first quarter first.
template <class T>
using Quarters = std::array<T, 4>;

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
  static constexpr int64_t kNone = INT64_MIN;
  Direction direction = Direction::kHigher;  // not kRange, kText
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

  // Building by hand: units first (the agency is 0; the rest are divisions), then nodes depth first, each
  // followed by its indicators and money; then Compute(). The answer is the index. Money of a node that has
  // children is not counted.
  explicit PlanColumns(const Settings& settings) : settings_(settings) {}
  int AddUnit(int parent);
  int AddNode(const NodeShape& shape);
  int AddIndicator(const PlainIndicator& indicator);                        // of the last node
  int AddIndicator(const IndicatorFigures& figures, int64_t weight_micro);  // of the last node
  void AddMoney(const QuarterMoney& money);                                 // of the last node
  void Compute();                                                           // everything, all four quarters

  int nodes() const { return static_cast<int>(parent_.size()); }
  int indicators() const { return static_cast<int>(weight_.size()); }
  int units() const { return static_cast<int>(unit_parent_.size()); }
  const Settings& settings() const { return settings_; }
  size_t Bytes() const;  // in memory

  // Changes. Each leaves all figures as Compute() would.
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
                const QuarterMoney& money);    // of a leaf; else nothing counts it and nothing changes
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
  Settings settings_;
  std::vector<int> unit_parent_, parent_;
  std::vector<int64_t> weight_;
};

}  // namespace sinergi::performance
