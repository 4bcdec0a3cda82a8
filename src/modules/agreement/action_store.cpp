#include "modules/agreement/action_store.h"

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "base/ensure.h"
#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/field_check.h"
#include "kernel/ids.h"

namespace sinergi::agreement {
namespace {

using sql::Connection;

constexpr size_t kActionBytes = 500, kOutputBytes = 200, kCarrierBytes = 200;
constexpr int64_t kStepsMost = 200;

void TellAction(Connection& c, const ActContext& context, const char* act, int64_t agreement_id,
                const boost::json::object& what) {
  kernel::Record(c, context.actor, context.now,
                 {act, fmt::format("agreement/{}", agreement_id), boost::json::serialize(what)});
  kernel::BumpDataVersion(c, context.actor.government_id);
}

// The agreement, when this person may change its steps now.
Result<AgreementHead> DraftFor(Connection& c, const ActContext& context, const ActionWish& wish) {
  const auto head = FindAgreement(c, context.actor.government_id, wish.agreement_id);
  if (!head) return Error{ErrorKind::kNotFound, "agreement.unknown"};
  if (!MayPrepare(context.actor, context.units, head->unit_id)) return kernel::Forbidden();
  if (head->state != AgreementState::kDrafted) return Error{ErrorKind::kConflict, "agreement.not_drafted"};
  if (head->row_version != wish.row_version) return Error{ErrorKind::kConflict, "agreement.changed"};
  return *head;
}

// What an open form saw of the agreement is no longer the newest.
void Touch(Connection& c, int64_t government, int64_t agreement_id) {
  c.Execute("UPDATE agreement SET row_version = row_version + 1 WHERE government_id = ? AND id = ?",
            {government, agreement_id});
}

bool HasStep(Connection& c, int64_t government, int64_t agreement_id, int64_t step_id) {
  return c.One(
             "SELECT COUNT(*) FROM agreement_action WHERE government_id = ? AND agreement_id = ? AND step_id "
             "= ?",
             {government, agreement_id, step_id}) > 0;
}

Status CheckStep(Connection& c, int64_t government, const ActionWish& wish) {
  kernel::FieldCheck check;
  const ActionStep& step = wish.step;
  if (c.One("SELECT COUNT(*) FROM agreement_line WHERE government_id = ? AND agreement_id = ? AND "
            "indicator_id = ?",
            {government, wish.agreement_id, step.indicator_id}) == 0)
    check.Refuse("indicator", "agreement.indicator_unpromised");
  check.Text("action", step.action, kActionBytes, "agreement.action_missing");
  check.Text("output", step.output, kOutputBytes);
  check.Text("carrier", step.carrier, kCarrierBytes, "agreement.carrier_missing");
  if (step.months.empty()) check.Refuse("months", "agreement.months_missing");
  return check.ok() ? Ok() : Status(check.error());
}

void WriteStep(Connection& c, int64_t government, int64_t agreement_id, int64_t step_id,
               const ActionStep& step) {
  c.Execute("DELETE FROM agreement_action WHERE government_id = ? AND agreement_id = ? AND step_id = ?",
            {government, agreement_id, step_id});
  c.Execute(
      "INSERT INTO agreement_action (government_id, agreement_id, step_id, indicator_id, action, output, "
      "carrier, months) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      {government, agreement_id, step_id, step.indicator_id, FoldBlanks(step.action), FoldBlanks(step.output),
       FoldBlanks(step.carrier), MonthsText(step.months)});
}

// The agreement in force, when this person may report on its steps.
Result<AgreementHead> InForceFor(Connection& c, const ActContext& context, const MonthReport& report) {
  const auto head = FindAgreement(c, context.actor.government_id, report.agreement_id);
  if (!head) return Error{ErrorKind::kNotFound, "agreement.unknown"};
  if (!MayReport(context.actor, context.units, *head)) return kernel::Forbidden();
  if (head->state != AgreementState::kSigned) return Error{ErrorKind::kConflict, "agreement.not_in_force"};
  if (!HasStep(c, context.actor.government_id, head->id, report.step_id))
    return Error{ErrorKind::kNotFound, "agreement.action_unknown"};
  return *head;
}

std::vector<int> PlannedMonths(Connection& c, int64_t government, const MonthReport& report) {
  std::vector<int> months;
  c.Query("SELECT months FROM agreement_action WHERE government_id = ? AND agreement_id = ? AND step_id = ?",
          {government, report.agreement_id, report.step_id},
          [&](const sql::Row& row) { months = ParseMonths(row.Text(0)).value(); });
  return months;
}

Status CheckReport(Connection& c, const ActContext& context, const AgreementHead& head,
                   const MonthReport& report) {
  kernel::FieldCheck check;
  const std::vector<int> months = PlannedMonths(c, context.actor.government_id, report);
  if (std::ranges::find(months, report.month) == months.end())
    check.Refuse("month", "agreement.month_unplanned");
  if (!report.day || *report.day > context.today || report.day->year < head.year)
    check.Refuse("day", "agreement.done_day_unfit");
  check.Text("realised", report.realised, kOutputBytes);
  return check.ok() ? Ok() : Status(check.error());
}

bool IsReported(Connection& c, int64_t government, const AgreementHead& head, const MonthReport& report) {
  return c.One(
             "SELECT COUNT(*) FROM agreement_action_month WHERE government_id = ? AND series_id = ? AND "
             "step_id = ? AND month = ?",
             {government, head.series_id, report.step_id, report.month}) > 0;
}

boost::json::object Told(const MonthReport& report) {
  return {{"step", report.step_id},
          {"month", report.month},
          {"day", report.day ? report.day->Iso() : std::string()},
          {"realised", report.realised}};
}

}  // namespace

Result<int64_t> PutAction(Connection& c, const ActContext& context, const ActionWish& wish) {
  const int64_t government = context.actor.government_id;
  const Result<AgreementHead> head = DraftFor(c, context, wish);
  if (!head.ok()) return head.error();
  if (const Status fine = CheckStep(c, government, wish); !fine.ok()) return fine.error();
  const bool fresh = wish.step.id == 0;
  if (!fresh && !HasStep(c, government, head->id, wish.step.id))
    return Error{ErrorKind::kNotFound, "agreement.action_unknown"};
  if (fresh && c.One("SELECT COUNT(*) FROM agreement_action WHERE government_id = ? AND agreement_id = ?",
                     {government, head->id}) >= kStepsMost)
    return Error{ErrorKind::kConflict, "agreement.actions_many"};
  const int64_t id = fresh ? kernel::NextId(c, government) : wish.step.id;
  WriteStep(c, government, head->id, id, wish.step);
  Touch(c, government, head->id);
  TellAction(c, context, "agreement.action", head->id,
             {{"step", id}, {"action", wish.step.action}, {"months", MonthsText(wish.step.months)}});
  return id;
}

Status RemoveAction(Connection& c, const ActContext& context, const ActionWish& wish) {
  const int64_t government = context.actor.government_id;
  const Result<AgreementHead> head = DraftFor(c, context, wish);
  if (!head.ok()) return head.error();
  if (!HasStep(c, government, head->id, wish.step.id))
    return Error{ErrorKind::kNotFound, "agreement.action_unknown"};
  c.Execute("DELETE FROM agreement_action WHERE government_id = ? AND agreement_id = ? AND step_id = ?",
            {government, head->id, wish.step.id});
  Touch(c, government, head->id);
  TellAction(c, context, "agreement.action_end", head->id, {{"step", wish.step.id}});
  return Ok();
}

bool MayReport(const kernel::Actor& actor, const kernel::UnitTree& units, const AgreementHead& head) {
  if (MayPrepare(actor, units, head.unit_id) || actor.May(kernel::Right::kEnter, units, head.unit_id))
    return true;
  return actor.account_id != 0 && actor.account_id == head.first.account_id;
}

Status ReportMonth(Connection& c, const ActContext& context, const MonthReport& report) {
  const int64_t government = context.actor.government_id;
  const Result<AgreementHead> head = InForceFor(c, context, report);
  if (!head.ok()) return head.error();
  if (const Status fine = CheckReport(c, context, *head, report); !fine.ok()) return fine.error();
  if (IsReported(c, government, *head, report))
    return Error{ErrorKind::kConflict, "agreement.month_reported"};
  c.Execute(
      "INSERT INTO agreement_action_month (government_id, series_id, step_id, month, done_on, realised) "
      "VALUES (?, ?, ?, ?, ?, ?)",
      {government, head->series_id, report.step_id, report.month, report.day->Iso(),
       FoldBlanks(report.realised)});
  TellAction(c, context, "agreement.month", head->id, Told(report));
  return Ok();
}

Status TakeBackMonth(Connection& c, const ActContext& context, const MonthReport& report) {
  const int64_t government = context.actor.government_id;
  const Result<AgreementHead> head = InForceFor(c, context, report);
  if (!head.ok()) return head.error();
  if (!IsReported(c, government, *head, report))
    return Error{ErrorKind::kNotFound, "agreement.month_unreported"};
  c.Execute(
      "DELETE FROM agreement_action_month WHERE government_id = ? AND series_id = ? AND step_id = ? AND "
      "month "
      "= ?",
      {government, head->series_id, report.step_id, report.month});
  TellAction(c, context, "agreement.month_back", head->id, Told(report));
  return Ok();
}

void CopyActions(Connection& c, int64_t government_id, int64_t from, int64_t to) {
  c.Execute(
      "INSERT INTO agreement_action (government_id, agreement_id, step_id, indicator_id, action, output, "
      "carrier, months) SELECT government_id, CAST(? AS BIGINT), step_id, indicator_id, action, output, "
      "carrier, months FROM agreement_action WHERE government_id = ? AND agreement_id = ?",
      {to, government_id, from});
}

void DropUnpromisedActions(Connection& c, int64_t government_id, int64_t agreement_id) {
  c.Execute(
      "DELETE FROM agreement_action WHERE government_id = ? AND agreement_id = ? AND indicator_id NOT IN "
      "(SELECT indicator_id FROM agreement_line WHERE government_id = ? AND agreement_id = ?)",
      {government_id, agreement_id, government_id, agreement_id});
}

void ReadActions(Connection& c, int64_t government_id, int64_t plan_id, std::vector<Agreement>& all) {
  c.Query(
      "SELECT s.agreement_id, s.step_id, s.indicator_id, s.action, s.output, s.carrier, s.months FROM "
      "agreement_action s JOIN agreement a ON a.government_id = s.government_id AND a.id = s.agreement_id "
      "WHERE a.government_id = ? AND a.plan_id = ? ORDER BY s.agreement_id, s.step_id",
      {government_id, plan_id}, [&](const sql::Row& row) {
        for (Agreement& one : all)
          if (one.head.id == row.Int(0))
            one.steps.push_back({row.Int(1),
                                 row.Int(2),
                                 row.String(3),
                                 row.String(4),
                                 row.String(5),
                                 ParseMonths(row.Text(6)).value(),
                                 {}});
      });
  c.Query(
      "SELECT m.series_id, m.step_id, m.month, m.done_on, m.realised FROM agreement_action_month m JOIN "
      "agreement a ON a.government_id = m.government_id AND a.id = m.series_id WHERE a.government_id = ? AND "
      "a.plan_id = ? ORDER BY m.series_id, m.step_id, m.month",
      {government_id, plan_id}, [&](const sql::Row& row) {
        for (Agreement& one : all)
          if (one.head.series_id == row.Int(0))
            for (ActionStep& step : one.steps)
              if (step.id == row.Int(1))
                step.done.push_back(
                    {static_cast<int>(row.Int(2)), Date::Parse(row.Text(3)).value(), row.String(4)});
      });
}

std::vector<Agreement> LoadActionPlans(Connection& c, int64_t government_id, const YearSpan& years,
                                       const std::function<bool(const AgreementHead&)>& wanted) {
  std::vector<Agreement> all;
  std::set<int64_t> plans;
  for (const AgreementHead& head : AgreementsOfYears(c, government_id, years.first, years.last)) {
    if (!wanted(head)) continue;
    all.emplace_back().head = head;
    plans.insert(head.plan_id);
  }
  for (const int64_t plan : plans) ReadActions(c, government_id, plan, all);
  return all;
}

}  // namespace sinergi::agreement
