// The performance store: plans with their indicators and measurements in the database, read as a PlanYear, changed by verbs.
//
// Every verb runs inside the caller's Write: it checks rights, applies one step, adds its history row and audit entry, and
// bumps the versions, so that a figure and its story are committed together or not at all.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "kernel/actor.h"
#include "kernel/government.h"
#include "kernel/unit.h"
#include "modules/performance/evaluation.h"
#include "modules/performance/measurement.h"
#include "modules/performance/plan_year.h"
#include "platform/sql/database.h"

namespace sinergi::performance {

struct PlanHead {
  int64_t id = 0, unit_id = 0, version = 0;
  int year = 0;
  std::string title;
};
std::vector<PlanHead> ListPlans(sql::Connection& c, int64_t government_id);
std::optional<PlanHead> FindPlan(sql::Connection& c, int64_t government_id, int64_t agency_unit_id, int year);

// Everything of one plan; of several versions of a measurement, the one that counts (see measurement.h).
PlanYear LoadPlanYear(sql::Connection& c, int64_t government_id, const PlanHead& head);
// The same with the government's units at hand: for those who read many of its plans.
PlanYear LoadPlanYear(sql::Connection& c, int64_t government_id, const kernel::UnitTree& units,
                      const PlanHead& head);

// Plans in memory by version: the same version is never read twice. Thread-safe; keeps at most `plans` plans.
class PlanCache {
 public:
  explicit PlanCache(size_t plans = 64) : most_(plans) {}
  std::shared_ptr<const PlanYear> Get(sql::Connection& c, int64_t government_id, const PlanHead& head);

 private:
  struct Slot {
    int64_t government_id, plan_id, version;
    uint64_t used;
    std::shared_ptr<const PlanYear> plan;
  };
  std::mutex mutex_;
  std::vector<Slot> slots_;
  uint64_t clock_ = 0;
  size_t most_;
};

// Where an indicator hangs: for rights and for finding its plan.
struct IndicatorPlace {
  int64_t plan_id = 0, node_id = 0, unit_id = 0;  // unit: responsible, inherited from above, else the agency
  int year = 0;
  Direction direction = Direction::kHigher;
};
std::optional<IndicatorPlace> PlaceOf(sql::Connection& c, int64_t government_id, int64_t indicator_id);
Indicator LoadIndicator(sql::Connection& c, int64_t government_id, int64_t indicator_id);

// The newest version of a measurement, whatever its state: what the entry grid and the verification list work on.
struct MeasurementRow : Measurement {
  int64_t indicator_id = 0;
  int quarter = 0;
  int64_t row_version = 0;  // 0: nothing entered yet
  std::string jump_reason;
};
std::optional<MeasurementRow> NewestMeasurement(sql::Connection& c, int64_t government_id,
                                                int64_t indicator_id, int quarter);
// Newest of every indicator of a plan for a quarter.
std::vector<MeasurementRow> NewestMeasurements(sql::Connection& c, int64_t government_id, int64_t plan_id,
                                               int quarter);

struct MeasurementHistoryRow {
  int version = 1;
  std::string act, from_state, to_state, reason, login;
  Instant at = 0;
};
std::vector<MeasurementHistoryRow> MeasurementHistory(sql::Connection& c, int64_t government_id,
                                                      int64_t indicator_id, int quarter);

// Who acts, when, on which day of the government, and with which units in force.
struct ActContext {
  const kernel::Actor& actor;
  const kernel::UnitTree& units;
  Instant now = 0;
  Date today;
};

// Saves a draft. `row_version` is what the client saw (0: nothing yet); another one there gives conflict
// performance.measurement_changed. Errors: performance.indicator_unknown, kernel.forbidden, performance.quarter_closed,
// performance.state_refuses, performance.entry_invalid.
Result<MeasurementRow> SaveMeasurement(sql::Connection& c, const ActContext& context, int64_t indicator_id,
                                       Period period, const Entry& entry, int64_t row_version);

// One act on a measurement: submit, withdraw, return, verify, lock, revise. Needs a reason where the table says so
// (performance.reason_missing); submitting an empty realisation or an unusual one without a reason is refused
// (performance.nothing_to_submit, performance.jump_reason_missing).
Result<MeasurementRow> ActOnMeasurement(sql::Connection& c, const ActContext& context, int64_t indicator_id,
                                        Period period, MeasurementAct act, const std::string& reason,
                                        int64_t row_version);

std::optional<QuarterWindow> FindWindow(sql::Connection& c, int64_t government_id, Period period);
std::vector<QuarterWindow> ListWindows(sql::Connection& c, int64_t government_id);
// performance.window_dates when it closes before it opens.
Status SetWindow(sql::Connection& c, const ActContext& context, const QuarterWindow& window);

// What a planner may set of a node: all of it is written. Amounts belong to leaves; unit 0: the parent's.
struct NodeSettings {
  int64_t node_id = 0, unit_id = 0;
  int64_t own_share_micro = kMicro / 2, weight_micro = kMicro;
  Money ceiling_original;
  std::optional<Money> ceiling_revised;
  std::optional<Date> revised_from;
  std::array<Money, 12> cash_plan, realised;  // January first
  std::optional<int64_t> row_version;         // what the writer saw; none: it is not asked
};
// What a form is made from: read it before the plan, so that a change between the two is not taken for seen. 0: no such row.
int64_t NodeRowVersion(sql::Connection& c, int64_t government_id, int64_t node_id);
int64_t IndicatorRowVersion(sql::Connection& c, int64_t government_id, int64_t indicator_id);
// Errors: performance.node_unknown, performance.node_changed (somebody was faster), performance.node_invalid with fields own_share, weight, ceiling_original, ceiling_revised,
// cash_1 … realised_12 (performance.out_of_range) and unit (performance.unit_unknown), kernel.forbidden.
Status SetNode(sql::Connection& c, const ActContext& context, const NodeSettings& settings);

// What a planner may set of an indicator: all of it is written.
struct IndicatorSettings {
  int64_t indicator_id = 0;
  std::string name, unit, definition, formula, data_source;
  Direction direction = Direction::kHigher;
  Aggregation aggregation = Aggregation::kSum;
  int64_t weight_micro = kMicro;
  std::optional<Score> cap = Score::Percent(100);
  std::array<Quantity, 4> target;
  Quantity target_year, target_renstra, baseline, realised_before;
  std::optional<int64_t> row_version;  // what the writer saw; none: it is not asked
};
// Errors: performance.indicator_unknown, performance.indicator_changed (somebody was faster), performance.indicator_invalid with fields name (performance.name_missing), weight,
// cap (performance.out_of_range), texts (performance.text_too_long), kernel.forbidden.
Status SetIndicator(sql::Connection& c, const ActContext& context, const IndicatorSettings& settings);

// Answer given before to the same key of the same account, if any; and remembering one: false when the key has one already,
// which stays.
std::optional<std::string> AnswerOfKey(sql::Connection& c, const kernel::Actor& actor, std::string_view key);
bool RememberAnswer(sql::Connection& c, const kernel::Actor& actor, Instant now, std::string_view key,
                    std::string_view answer);
// Forgets answers of more than 30 days ago, of all governments: to be called now and then.
void ForgetAnswers(sql::Connection& c, Instant now);

// A government's settings as the evaluation takes them ("performance.missing", ".weights", ".mean_rows", ".predicate").
Settings SettingsOf(const kernel::Government& government);

// Migrations of planning and performance, in order.
std::vector<sql::Migration> Migrations();

}  // namespace sinergi::performance
