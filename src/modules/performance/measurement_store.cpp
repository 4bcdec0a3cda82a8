// The verbs on measurements: one step of the table, its history row and its audit entry, in the caller's
// transaction.
#include <boost/json.hpp>

#include "base/ensure.h"
#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/ids.h"
#include "modules/performance/performance_store.h"
#include "modules/performance/quantity_columns.h"

namespace sinergi::performance {
namespace {

constexpr std::string_view kRow =
    "SELECT m.id, m.version, m.state, m.realised_text, m.realised_low, m.realised_high, m.obstacle, "
    "m.solution, m.driver, "
    "m.follow_up, m.indicator_id, m.quarter, m.row_version, m.jump_reason FROM ";

MeasurementRow RowAt(const sql::Row& row) {
  MeasurementRow m;
  m.id = row.Int(0);
  m.version = static_cast<int>(row.Int(1));
  m.state = *ParseMeasurementState(row.Text(2));
  m.realised = QuantityAt(row, 3);
  m.obstacle = row.String(6);
  m.solution = row.String(7);
  m.driver = row.String(8);
  m.follow_up = row.String(9);
  m.indicator_id = row.Int(10);
  m.quarter = static_cast<int>(row.Int(11));
  m.row_version = row.Int(12);
  m.jump_reason = row.String(13);
  return m;
}

std::string Subject(int64_t indicator_id, Period period) {
  return "indicator/" + std::to_string(indicator_id) + "/" + period.Code();
}

// What every verb needs to know before it acts.
struct Attempt {
  IndicatorPlace place;
  std::optional<MeasurementRow> row;
  const Step* step = nullptr;
};

Error StateRefuses(const std::optional<MeasurementRow>& row, MeasurementAct act) {
  const std::string state(row ? Name(row->state) : "none");
  return {ErrorKind::kConflict, "performance.state_refuses", {state, std::string(Name(act))}};
}

Status CheckWindow(sql::Connection& c, int64_t government_id, Period period, const Date& today) {
  const std::optional<QuarterWindow> window = FindWindow(c, government_id, period);
  if (!window) return Error{ErrorKind::kConflict, "performance.quarter_not_set", {period.Code()}};
  if (window->IsOpen(today)) return Ok();
  return Error{ErrorKind::kConflict,
               "performance.quarter_closed",
               {period.Code(), window->opens.Iso(), window->closes.Iso()}};
}

// A figure that a verifier has returned, or opened for correction, may be put right after the quarter has
// closed.
bool WasHandedBack(sql::Connection& c, int64_t government, const MeasurementRow& row) {
  if (row.version > 1) return true;
  return c
      .One(
          "SELECT 1 FROM measurement_act WHERE government_id = ? AND measurement_id = ? AND act = 'return' "
          "LIMIT 1",
          {government, row.id})
      .has_value();
}

// Rights first, so that nobody learns of a state that is not theirs; then versions, then the table of steps.
Result<Attempt> Prepare(sql::Connection& c, const ActContext& context, int64_t indicator_id, Period period,
                        MeasurementAct act, int64_t row_version) {
  const int64_t government = context.actor.government_id;
  const std::optional<IndicatorPlace> place = PlaceOf(c, government, indicator_id);
  if (!place || place->year != period.year)
    return Error{ErrorKind::kNotFound, "performance.indicator_unknown"};
  Attempt attempt{*place, NewestMeasurement(c, government, indicator_id, period.quarter), nullptr};
  const bool known = attempt.row.has_value();
  attempt.step = FindStep(known ? std::optional(attempt.row->state) : std::nullopt, act);
  const kernel::Right right =
      act == MeasurementAct::kSave || act == MeasurementAct::kSubmit || act == MeasurementAct::kWithdraw
          ? kernel::Right::kEnter
          : kernel::Right::kVerify;
  if (!context.actor.May(right, context.units, place->unit_id)) return kernel::Forbidden();
  if ((known ? attempt.row->row_version : 0) != row_version)
    return Error{ErrorKind::kConflict, "performance.measurement_changed"};
  if (attempt.step == nullptr) return StateRefuses(attempt.row, act);
  if (attempt.step->within_window) {
    const Status open = CheckWindow(c, government, period, context.today);
    if (!open.ok() && !(known && WasHandedBack(c, government, *attempt.row))) return open.error();
  }
  return attempt;
}

void Note(sql::Connection& c, const ActContext& context, const MeasurementRow& row, Period period,
          const Step& step, std::string_view reason) {
  const int64_t government = context.actor.government_id;
  const std::string_view from = step.from ? Name(*step.from) : "";
  c.Execute(
      "INSERT INTO measurement_act (government_id, id, measurement_id, act, from_state, to_state, reason, "
      "account_id, login, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {government, kernel::NextId(c, government), row.id, Name(step.act), from, Name(step.to), reason,
       context.actor.account_id, context.actor.login, context.now});
  boost::json::object detail{
      {"version", row.version}, {"state", Name(step.to)}, {"realised", row.realised.text}};
  if (!reason.empty()) detail["reason"] = reason;
  kernel::Record(c, context.actor, context.now,
                 {"measurement." + std::string(Name(step.act)), Subject(row.indicator_id, period),
                  boost::json::serialize(detail)});
}

void BumpPlan(sql::Connection& c, int64_t government_id, int64_t plan_id) {
  c.Execute("UPDATE plan SET version = version + 1 WHERE government_id = ? AND id = ?",
            {government_id, plan_id});
  kernel::BumpDataVersion(c, government_id);
}

void Insert(sql::Connection& c, int64_t government, const MeasurementRow& m) {
  c.Execute(
      "INSERT INTO measurement (government_id, id, indicator_id, quarter, version, row_version, state, "
      "realised_text, realised_low, realised_high, obstacle, solution, driver, follow_up, jump_reason) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {government, m.id, m.indicator_id, m.quarter, m.version, m.row_version, Name(m.state), m.realised.text,
       LowOf(m.realised), HighOf(m.realised), m.obstacle, m.solution, m.driver, m.follow_up, m.jump_reason});
}

// The WHERE names the row version once more: two writers on PostgreSQL cannot both win.
Status Update(sql::Connection& c, int64_t government, MeasurementRow& m) {
  const int64_t changed = c.Execute(
      "UPDATE measurement SET row_version = row_version + 1, state = ?, realised_text = ?, realised_low = ?, "
      "realised_high = ?, obstacle = ?, solution = ?, driver = ?, follow_up = ?, jump_reason = ? "
      "WHERE government_id = ? AND id = ? AND row_version = ?",
      {Name(m.state), m.realised.text, LowOf(m.realised), HighOf(m.realised), m.obstacle, m.solution,
       m.driver, m.follow_up, m.jump_reason, government, m.id, m.row_version});
  if (changed == 0) return Error{ErrorKind::kConflict, "performance.measurement_changed"};
  ++m.row_version;
  return Ok();
}

void Fill(MeasurementRow& m, const Entry& entry) {
  m.realised = Quantity::Read(entry.realised, NumberStyle::kIndonesian);
  m.obstacle = std::string(TrimBlanks(entry.obstacle));
  m.solution = std::string(TrimBlanks(entry.solution));
  m.driver = std::string(TrimBlanks(entry.driver));
  m.follow_up = std::string(TrimBlanks(entry.follow_up));
  m.jump_reason = std::string(TrimBlanks(entry.jump_reason));
}

Status CheckSubmission(sql::Connection& c, int64_t government, const MeasurementRow& m) {
  if (m.realised.empty()) return Error{ErrorKind::kInvalid, "performance.nothing_to_submit"};
  const Indicator indicator = LoadIndicator(c, government, m.indicator_id);
  const std::vector<std::string> warnings = WarningsOf(indicator, m.quarter, m.realised);
  if (!warnings.empty() && m.jump_reason.empty())
    return Error{ErrorKind::kInvalid, "performance.jump_reason_missing", {warnings[0]}};
  return Ok();
}

}  // namespace

std::optional<IndicatorPlace> PlaceOf(sql::Connection& c, int64_t government_id, int64_t indicator_id) {
  std::optional<IndicatorPlace> place;
  std::optional<int64_t> unit, parent;
  int64_t agency = 0;
  c.Query(
      "SELECT n.plan_id, n.id, n.unit_id, n.parent_id, p.year, p.unit_id, i.direction FROM indicator i "
      "JOIN plan_node n ON n.government_id = i.government_id AND n.id = i.node_id "
      "JOIN plan p ON p.government_id = n.government_id AND p.id = n.plan_id "
      "WHERE i.government_id = ? AND i.id = ?",
      {government_id, indicator_id}, [&](const sql::Row& row) {
        place = IndicatorPlace{row.Int(0), row.Int(1), 0, static_cast<int>(row.Int(4)),
                               *ParseDirection(row.Text(6))};
        unit = row.MaybeInt(2);
        parent = row.MaybeInt(3);
        agency = row.Int(5);
      });
  while (place && !unit && parent) {
    const int64_t above = *parent;
    parent = std::nullopt;
    c.Query("SELECT unit_id, parent_id FROM plan_node WHERE government_id = ? AND id = ?",
            {government_id, above}, [&](const sql::Row& row) {
              unit = row.MaybeInt(0);
              parent = row.MaybeInt(1);
            });
  }
  if (place) place->unit_id = unit.value_or(agency);
  return place;
}

std::optional<MeasurementRow> NewestMeasurement(sql::Connection& c, int64_t government_id,
                                                int64_t indicator_id, int quarter) {
  static const std::string kSql = fmt::format("{}{}", kRow,
                                              "measurement m WHERE m.government_id = ? AND m.indicator_id = "
                                              "? AND m.quarter = ? ORDER BY m.version DESC LIMIT 1");
  std::optional<MeasurementRow> newest;
  c.Query(kSql, {government_id, indicator_id, quarter}, [&](const sql::Row& row) { newest = RowAt(row); });
  return newest;
}

std::vector<MeasurementRow> NewestMeasurements(sql::Connection& c, int64_t government_id, int64_t plan_id,
                                               int quarter) {
  // From the plan's nodes downwards: see plan_load.cpp.
  static const std::string kSql = fmt::format(
      "{}{}", kRow,
      "plan_node n CROSS JOIN indicator i CROSS JOIN measurement m WHERE n.government_id = ? AND n.plan_id = "
      "? "
      "AND i.government_id = n.government_id AND i.node_id = n.id AND m.government_id = i.government_id "
      "AND m.indicator_id = i.id AND m.quarter = ? ORDER BY m.indicator_id, m.version");
  std::vector<MeasurementRow> newest;
  c.Query(kSql, {government_id, plan_id, quarter}, [&](const sql::Row& row) {
    MeasurementRow m = RowAt(row);
    if (!newest.empty() && newest.back().indicator_id == m.indicator_id) newest.pop_back();
    newest.push_back(std::move(m));
  });
  return newest;
}

std::vector<MeasurementHistoryRow> MeasurementHistory(sql::Connection& c, int64_t government_id,
                                                      int64_t indicator_id, int quarter) {
  std::vector<MeasurementHistoryRow> history;
  c.Query(
      "SELECT m.version, a.act, a.from_state, a.to_state, a.reason, a.login, a.at FROM measurement_act a "
      "JOIN measurement m ON m.government_id = a.government_id AND m.id = a.measurement_id "
      "WHERE m.government_id = ? AND m.indicator_id = ? AND m.quarter = ? ORDER BY a.id",
      {government_id, indicator_id, quarter}, [&](const sql::Row& row) {
        history.push_back({static_cast<int>(row.Int(0)), row.String(1), row.String(2), row.String(3),
                           row.String(4), row.String(5), row.Int(6)});
      });
  return history;
}

Result<MeasurementRow> SaveMeasurement(sql::Connection& c, const ActContext& context, int64_t indicator_id,
                                       Period period, const Entry& entry, int64_t row_version) {
  const int64_t government = context.actor.government_id;
  Result<Attempt> attempt = Prepare(c, context, indicator_id, period, MeasurementAct::kSave, row_version);
  if (!attempt.ok()) return attempt.error();
  const Status valid = CheckEntry(attempt->place.direction, entry);
  if (!valid.ok()) return valid.error();

  MeasurementRow m = attempt->row.value_or(MeasurementRow());
  Fill(m, entry);
  m.state = attempt->step->to;
  if (attempt->row) {
    const Status updated = Update(c, government, m);
    if (!updated.ok()) return updated.error();
  } else {
    m.id = kernel::NextId(c, government);
    m.indicator_id = indicator_id;
    m.quarter = period.quarter;
    m.row_version = 1;
    Insert(c, government, m);
  }
  Note(c, context, m, period, *attempt->step, "");
  BumpPlan(c, government, attempt->place.plan_id);
  return m;
}

Result<MeasurementRow> ActOnMeasurement(sql::Connection& c, const ActContext& context, int64_t indicator_id,
                                        Period period, MeasurementAct act, const std::string& reason,
                                        int64_t row_version) {
  ENSURE(act != MeasurementAct::kSave);
  const int64_t government = context.actor.government_id;
  Result<Attempt> attempt = Prepare(c, context, indicator_id, period, act, row_version);
  if (!attempt.ok()) return attempt.error();
  const Step& step = *attempt->step;
  const std::string why(TrimBlanks(reason));
  if (step.needs_reason && why.empty()) return Error{ErrorKind::kInvalid, "performance.reason_missing"};
  if (why.size() > 4000) return Error{ErrorKind::kInvalid, "performance.text_too_long", {"4000"}};
  if (!IsValidUtf8(why) || why.find('\0') != why.npos)
    return Error{ErrorKind::kInvalid, "performance.text_unreadable"};
  MeasurementRow m = *attempt->row;
  if (act == MeasurementAct::kSubmit) {
    const Status ready = CheckSubmission(c, government, m);
    if (!ready.ok()) return ready.error();
  }
  m.state = step.to;
  if (act == MeasurementAct::kRevise) {
    m.id = kernel::NextId(c, government);
    ++m.version;
    ++m.row_version;  // goes on counting, so that no client's memory of the old version fits the new one
    Insert(c, government, m);
  } else {
    const Status updated = Update(c, government, m);
    if (!updated.ok()) return updated.error();
  }
  Note(c, context, m, period, step, why);
  BumpPlan(c, government, attempt->place.plan_id);
  return m;
}

}  // namespace sinergi::performance
