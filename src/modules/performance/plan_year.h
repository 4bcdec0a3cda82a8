// PlanYear: one agency's plan of one year with everything an evaluation needs: nodes, indicators, measurements, money.
// A plain value: made by the stores or by an importer, computed by Evaluate(); it knows no SQL, HTTP or clock.
//
// Invariants: nodes stand in depth-first order (a parent before its children, children together); indicators and
// quarter figures are in order of their nodes; Node::parent and Node::unit are indices into the same PlanYear, -1 for none.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/money.h"
#include "base/period.h"
#include "base/quantity.h"
#include "base/score.h"
#include "modules/performance/budget/budget_part.h"
#include "modules/performance/rules/achievement.h"
#include "modules/planning/node_level.h"

namespace sinergi::performance {

// States of a measurement (pengukuran kinerja). Stored by name.
enum class MeasurementState { kDraft, kSubmitted, kReturned, kVerified, kLocked };
std::string_view Name(MeasurementState state);  // "draft", "submitted", "returned", "verified", "locked"
std::optional<MeasurementState> ParseMeasurementState(std::string_view name);
// Draft and returned figures are the officer's own: they count nowhere.
bool Counts(MeasurementState state);

constexpr int64_t kWeightMost = 1'000'000 * kMicro;  // of a node or an indicator

struct Measurement {
  int64_t id = 0;  // 0: not stored (imported from a file)
  int version = 1;
  MeasurementState state = MeasurementState::kVerified;
  Quantity realised;
  std::string obstacle, solution, driver;
  std::string follow_up;    // what is to be done in the next quarter
  Instant reported_at = 0;  // when it was submitted or imported; 0: not kept in the database
};

struct Indicator {
  int64_t id = 0;
  int node = -1;
  std::string name, unit;
  Direction direction = Direction::kHigher;
  Aggregation aggregation = Aggregation::kSum;
  int64_t weight_micro = kMicro;
  std::optional<Score> cap = Score::Percent(100);
  std::array<Quantity, 4> target;
  Quantity target_year, target_renstra, baseline, realised_before;
  std::string definition, formula, data_source;
  std::array<std::optional<Measurement>, 4> measured;

  IndicatorFigures Figures() const;  // what counts, for the rules
};

// Money of a leaf. Original and revised ceilings are both kept; see CeilingAt.
struct NodeMoney {
  Money renstra, realised_before, next_year;
  Money ceiling_original;
  std::optional<Money> ceiling_revised;
  std::optional<Date> revised_from;  // first day the revised ceiling is in force
  std::array<Money, 12> cash_plan;   // January first
  std::array<Money, 12> realised;

  Money CeilingAt(const Date& day) const;
  friend bool operator==(const NodeMoney&, const NodeMoney&) = default;
};

struct Node {
  int64_t id = 0;
  planning::NodeLevel level = planning::NodeLevel::kSubActivity;
  std::string code, name;
  int parent = -1;
  int unit = -1;  // responsible unit; -1: the parent's
  int64_t own_share_micro = kMicro / 2;
  int64_t weight_micro = kMicro;
  NodeMoney money;  // of leaves only; a parent's is the sum
  // Of a file: months whose amount it says is nothing, as against those it says nothing of.
  std::array<bool, 12> no_cash_plan{}, no_realised{};
  BudgetParts budget;  // what a leaf's ceiling is made of; empty where no file has said it
  std::string note;
};

struct UnitRef {
  int64_t id = 0;
  std::string code, name;
  int parent = -1;
};

struct PlanYear {
  int64_t government_id = 0, plan_id = 0;
  int year = 0;
  int64_t version = 0;  // data version this was read at; 0: from a file
  // Of a file that tells amounts of one day alone (SIPKD): the ceilings are those in force on it, realised[its month] is
  // the sum from January to it. Merge() says how they are taken over.
  std::optional<Date> as_of;
  std::string government, agency, agency_code;
  std::vector<UnitRef> units;  // the agency first, then its divisions
  std::vector<Node> nodes;
  std::vector<Indicator> indicators;
  BudgetNames budget_names;

  // Responsible unit of a node, its own or the nearest ancestor's; -1 when none is set.
  int UnitOf(int node) const;
  bool IsUnitWithin(int unit, int ancestor) const;  // indices into `units`; a unit is within itself
  bool IsLeaf(int node) const;
  // Last node index below `node` plus one: [node, EndOf(node)) is its subtree.
  int EndOf(int node) const;
};

}  // namespace sinergi::performance
