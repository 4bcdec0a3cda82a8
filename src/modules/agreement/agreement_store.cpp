// The verbs on an agreement.
#include "modules/agreement/agreement_store.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.h"
#include "kernel/account.h"
#include "kernel/audit.h"
#include "kernel/field_check.h"
#include "kernel/ids.h"
#include "modules/agreement/action_store.h"
#include "modules/agreement/signing_store.h"

namespace sinergi::agreement {
namespace {

using kernel::Right;
using sql::Connection;

constexpr size_t kNameBytes = 200, kTargetBytes = 100, kReasonBytes = 1000;

sql::Value IdOrNull(int64_t id) {
  return id == 0 ? sql::Value() : sql::Value(id);
}

void Tell(Connection& c, const ActContext& context, std::string_view act, int64_t id,
          std::string_view words) {
  const int64_t government = context.actor.government_id;
  c.Execute(
      "INSERT INTO agreement_act (government_id, id, agreement_id, act, words, login, at) VALUES (?, ?, ?, "
      "?, ?, ?, ?)",
      {government, kernel::NextId(c, government), id, act, words, context.actor.login, context.now});
  kernel::Record(c, context.actor, context.now,
                 {fmt::format("agreement.{}", act), fmt::format("agreement/{}", id),
                  boost::json::serialize(boost::json::object{{"words", words}})});
  kernel::BumpDataVersion(c, government);
}

void CheckParty(const std::string& which, const Party& party, kernel::FieldCheck& check) {
  check.Text(which + "_name", party.name, kNameBytes, "agreement.name_missing");
  check.Text(which + "_position", party.position, kNameBytes, "agreement.position_missing");
  check.Text(which + "_rank", party.rank, kNameBytes);
}

// An agency's head promises for the agency; everybody else for a unit below one.
bool Fits(AgreementLevel level, const kernel::Unit& unit) {
  return (level == AgreementLevel::kAgency) == (unit.kind == kernel::UnitKind::kAgency);
}

PlanYear PlanOf(Connection& c, int64_t government, int64_t plan_id) {
  return performance::LoadPlanYear(c, government, PlanHeadOf(c, government, plan_id).value());
}

void PutLines(Connection& c, int64_t government, int64_t id, const std::vector<ChosenLine>& lines) {
  c.Execute("DELETE FROM agreement_line WHERE government_id = ? AND agreement_id = ?", {government, id});
  for (const ChosenLine& line : lines)
    c.Execute(
        "INSERT INTO agreement_line (government_id, agreement_id, indicator_id, own_target) VALUES (?, ?, ?, "
        "?)",
        {government, id, line.indicator_id, FoldBlanks(line.own_target)});
}

void InsertHead(Connection& c, int64_t government, const AgreementHead& h) {
  c.Execute(
      "INSERT INTO agreement (government_id, id, series_id, version, plan_id, unit_id, level, superior_id, "
      "state, reason, "
      "first_name, first_position, first_rank, first_account_id, second_name, second_position, second_rank, "
      "second_account_id, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'drafted', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {government, h.id, h.series_id, h.version, h.plan_id, h.unit_id, Name(h.level), IdOrNull(h.superior_id),
       h.reason, FoldBlanks(h.first.name), FoldBlanks(h.first.position), FoldBlanks(h.first.rank),
       IdOrNull(h.first.account_id), FoldBlanks(h.second.name), FoldBlanks(h.second.position),
       FoldBlanks(h.second.rank), IdOrNull(h.second.account_id), FoldBlanks(h.place)});
}

bool Exists(Connection& c, int64_t government, int64_t plan_id, const NewAgreement& wish) {
  if (wish.level == AgreementLevel::kStaff) return false;
  return c.One(
             "SELECT COUNT(*) FROM agreement WHERE government_id = ? AND plan_id = ? AND unit_id = ? AND "
             "level = ?",
             {government, plan_id, wish.unit_id, Name(wish.level)}) > 0;
}

// The agreement for a change by this person: drafted, and as it was seen.
Result<AgreementHead> HeadFor(Connection& c, const ActContext& context, int64_t id, int64_t row_version) {
  const auto head = FindAgreement(c, context.actor.government_id, id);
  if (!head) return Error{ErrorKind::kNotFound, "agreement.unknown"};
  if (!MaySee(context.actor, context.units, *head)) return kernel::Forbidden();
  if (head->row_version != row_version) return Error{ErrorKind::kConflict, "agreement.changed"};
  return *head;
}

// The agreement above must be of the same plan, of a higher level, and not this one.
bool SuperiorFits(Connection& c, int64_t government, const AgreementHead& head, int64_t superior_id) {
  const auto above = FindAgreement(c, government, superior_id);
  return above && above->series_id == superior_id && above->plan_id == head.plan_id &&
         above->level < head.level;
}

bool AccountFits(Connection& c, int64_t government, int64_t account_id) {
  return account_id == 0 || kernel::FindAccountById(c, government, account_id).has_value();
}

void CheckLines(const PlanYear& plan, const AgreementWish& wish, kernel::FieldCheck& check) {
  std::vector<int64_t> seen;
  for (const ChosenLine& line : wish.lines) {
    check.Text(fmt::format("target_{}", line.indicator_id), line.own_target, kTargetBytes);
    const bool twice = std::ranges::find(seen, line.indicator_id) != seen.end();
    if (twice ||
        std::ranges::find(plan.indicators, line.indicator_id, &Indicator::id) == plan.indicators.end())
      check.Refuse("lines", "agreement.indicator_unknown");
    seen.push_back(line.indicator_id);
  }
}

void SetState(Connection& c, int64_t government, int64_t id, AgreementState state) {
  c.Execute(
      "UPDATE agreement SET state = ?, row_version = row_version + 1 WHERE government_id = ? AND id = ?",
      {Name(state), government, id});
}

void Freeze(Connection& c, const ActContext& context, const Agreement& agreement, const Date& day) {
  const int64_t government = context.actor.government_id;
  const AgreementHead& head = agreement.head;
  const kernel::Unit* unit = context.units.Find(head.unit_id);
  c.Execute(
      "UPDATE agreement SET state = 'signed', signed_on = ?, unit_name = ?, row_version = row_version + 1 "
      "WHERE "
      "government_id = ? AND id = ?",
      {day.Iso(), unit ? std::string_view(unit->name) : std::string_view(), government, head.id});
  for (const AgreementLine& line : agreement.lines)
    c.Execute(
        "UPDATE agreement_line SET node = ?, name = ?, measure = ?, target = ?, target_1 = ?, target_2 = ?, "
        "target_3 = ?, "
        "target_4 = ? WHERE government_id = ? AND agreement_id = ? AND indicator_id = ?",
        {line.node, line.name, line.measure, line.target, line.quarters[0], line.quarters[1],
         line.quarters[2], line.quarters[3], government, head.id, line.indicator_id});
  int64_t position = 0;
  for (const AmountLine& amount : agreement.amounts)
    c.Execute(
        "INSERT INTO agreement_amount (government_id, agreement_id, position, code, name, amount_sen) VALUES "
        "(?, ?, ?, ?, "
        "?, ?)",
        {government, head.id, position++, amount.code, amount.name, amount.amount.sen()});
  c.Execute(
      "UPDATE agreement SET state = 'revised', row_version = row_version + 1 WHERE government_id = ? AND "
      "series_id = ? AND "
      "id <> ? AND state = 'signed'",
      {government, head.series_id, head.id});
}

Result<int64_t> Revise(Connection& c, const ActContext& context, const AgreementHead& head,
                       const std::string& reason) {
  const int64_t government = context.actor.government_id;
  if (c.One("SELECT COUNT(*) FROM agreement WHERE government_id = ? AND series_id = ? AND state IN "
            "('drafted', 'agreed')",
            {government, head.series_id}) > 0)
    return Error{ErrorKind::kConflict, "agreement.revision_open"};
  AgreementHead next = head;
  next.id = kernel::NextId(c, government);
  next.version = head.version + 1;
  next.reason = FoldBlanks(reason);
  InsertHead(c, government, next);
  std::vector<ChosenLine> lines;
  for (const AgreementLine& line : AgreementOn(c, government, head, context.today).lines)
    lines.push_back({line.indicator_id, line.own_target});
  PutLines(c, government, next.id, lines);
  CopyActions(c, government, head.id, next.id);
  Tell(c, context, "revise", head.id, reason);
  Tell(c, context, "draft", next.id, reason);
  return next.id;
}

// A draft leaves nothing but its audit rows; a signed version of its series stays.
Result<int64_t> Discard(Connection& c, const ActContext& context, const AgreementHead& head) {
  const int64_t government = context.actor.government_id;
  if (head.version == 1 && c.One("SELECT COUNT(*) FROM agreement WHERE government_id = ? AND superior_id = ?",
                                 {government, head.id}) > 0)
    return Error{ErrorKind::kConflict, "agreement.has_below"};
  Tell(c, context, "discard", head.id, "");
  for (const char* table : {"agreement_action", "agreement_line", "agreement_signing", "agreement_act"})
    c.Execute(fmt::format("DELETE FROM {} WHERE government_id = ? AND agreement_id = ?", table),
              {government, head.id});
  c.Execute("DELETE FROM agreement WHERE government_id = ? AND id = ?", {government, head.id});
  return int64_t{0};
}

Status CheckMove(const ActContext& context, const AgreementHead& head, const AgreementMove& move) {
  kernel::FieldCheck check;
  check.Text("words", move.words, kReasonBytes, NeedsReason(move.act) ? "agreement.reason_missing" : "");
  const auto in_reach = [&](const Date& day) {
    return day <= context.today && day.year >= head.year - 1 && day.year <= head.year + 1;
  };
  if (move.act == AgreementAct::kSign && (!move.day || !in_reach(*move.day)))
    check.Refuse("day", "agreement.day_missing");
  return check.ok() ? Ok() : Status(check.error());
}

Result<int64_t> Apply(Connection& c, const ActContext& context, const AgreementHead& head,
                      const AgreementMove& move) {
  const int64_t government = context.actor.government_id;
  if (move.act == AgreementAct::kRevise) return Revise(c, context, head, move.words);
  if (move.act == AgreementAct::kDiscard) return Discard(c, context, head);
  if (move.act == AgreementAct::kSign) {
    const Status frozen = FreezeAgreement(c, context, head, *move.day, move.words);
    return frozen.ok() ? Result<int64_t>(head.id) : frozen.error();
  }
  if (move.act == AgreementAct::kAgree && AgreementOn(c, government, head, context.today).lines.empty())
    return Error{ErrorKind::kConflict, "agreement.nothing_promised"};
  SetState(c, government, head.id,
           move.act == AgreementAct::kReopen ? AgreementState::kDrafted : AgreementState::kAgreed);
  Tell(c, context, Name(move.act), head.id, move.words);
  return head.id;
}

}  // namespace

bool MayPrepare(const kernel::Actor& actor, const kernel::UnitTree& units, int64_t unit_id) {
  return actor.May(Right::kPlan, units, unit_id) || actor.May(Right::kVerify, units, unit_id);
}

bool MaySee(const kernel::Actor& actor, const kernel::UnitTree& units, const AgreementHead& head) {
  const int64_t account = actor.account_id;
  const bool party = account != 0 && (account == head.first.account_id || account == head.second.account_id);
  return party || actor.May(Right::kRead, units, head.unit_id);
}

bool MayAgree(const kernel::Actor& actor, const kernel::UnitTree& units, const AgreementHead& head) {
  if (head.second.account_id != 0) return actor.account_id == head.second.account_id;
  return MayPrepare(actor, units, head.unit_id);
}

bool MayMove(const kernel::Actor& actor, const kernel::UnitTree& units, const AgreementHead& head,
             AgreementAct act) {
  if (FromState(act) != head.state) return false;
  return act == AgreementAct::kAgree ? MayAgree(actor, units, head) : MayPrepare(actor, units, head.unit_id);
}

Result<int64_t> DraftAgreement(Connection& c, const ActContext& context, const NewAgreement& wish) {
  const int64_t government = context.actor.government_id;
  const kernel::Unit* unit = context.units.Find(wish.unit_id);
  kernel::FieldCheck check;
  CheckParty("first", wish.first, check);
  CheckParty("second", wish.second, check);
  std::optional<performance::PlanHead> plan;
  if (!unit) {
    check.Refuse("unit", "agreement.unit_missing");
  } else {
    if (!MayPrepare(context.actor, context.units, unit->id)) return kernel::Forbidden();
    if (!Fits(wish.level, *unit)) check.Refuse("level", "agreement.level_unfit");
    plan = performance::FindPlan(c, government, context.units.AgencyOf(unit->id)->id, wish.year);
    if (!plan) check.Refuse("year", "agreement.plan_missing");
  }
  if (!check.ok()) return check.error();
  if (Exists(c, government, plan->id, wish)) return Error{ErrorKind::kConflict, "agreement.exists"};
  AgreementHead head;
  head.id = head.series_id = kernel::NextId(c, government);
  head.plan_id = plan->id;
  head.unit_id = wish.unit_id;
  head.level = wish.level;
  head.first = wish.first;
  head.second = wish.second;
  InsertHead(c, government, head);
  std::vector<ChosenLine> lines;
  for (const int64_t id : ProposedIndicators(PlanOf(c, government, plan->id), wish.unit_id, wish.level))
    lines.push_back({id, ""});
  PutLines(c, government, head.id, lines);
  Tell(c, context, "draft", head.id, "");
  return head.id;
}

Status ChangeAgreement(Connection& c, const ActContext& context, const AgreementWish& wish) {
  const int64_t government = context.actor.government_id;
  const Result<AgreementHead> head = HeadFor(c, context, wish.id, wish.row_version);
  if (!head.ok()) return head.error();
  if (!MayPrepare(context.actor, context.units, head->unit_id)) return kernel::Forbidden();
  if (head->state != AgreementState::kDrafted) return Error{ErrorKind::kConflict, "agreement.not_drafted"};
  kernel::FieldCheck check;
  CheckParty("first", wish.first, check);
  CheckParty("second", wish.second, check);
  check.Text("place", wish.place, kNameBytes);
  CheckLines(PlanOf(c, government, head->plan_id), wish, check);
  if (wish.superior_id != 0 && !SuperiorFits(c, government, *head, wish.superior_id))
    check.Refuse("superior", "agreement.superior_unfit");
  if (!AccountFits(c, government, wish.first.account_id))
    check.Refuse("first_account", "agreement.account_unknown");
  if (!AccountFits(c, government, wish.second.account_id))
    check.Refuse("second_account", "agreement.account_unknown");
  if (!check.ok()) return check.error();
  c.Execute(
      "UPDATE agreement SET superior_id = ?, first_name = ?, first_position = ?, first_rank = ?, "
      "first_account_id = ?, "
      "second_name = ?, second_position = ?, second_rank = ?, second_account_id = ?, place = ?, row_version "
      "= row_version + "
      "1 WHERE government_id = ? AND id = ?",
      {IdOrNull(wish.superior_id), FoldBlanks(wish.first.name), FoldBlanks(wish.first.position),
       FoldBlanks(wish.first.rank), IdOrNull(wish.first.account_id), FoldBlanks(wish.second.name),
       FoldBlanks(wish.second.position), FoldBlanks(wish.second.rank), IdOrNull(wish.second.account_id),
       FoldBlanks(wish.place), government, wish.id});
  PutLines(c, government, wish.id, wish.lines);
  DropUnpromisedActions(c, government, wish.id);
  return Tell(c, context, "change", wish.id, ""), Ok();
}

Agreement AgreementOn(Connection& c, int64_t government_id, const AgreementHead& head, const Date& day) {
  std::vector<Agreement> all = LoadAgreements(c, PlanOf(c, government_id, head.plan_id), day);
  return *std::ranges::find_if(all, [&](const Agreement& one) { return one.head.id == head.id; });
}

Status FreezeAgreement(Connection& c, const ActContext& context, const AgreementHead& head, const Date& day,
                       std::string_view words) {
  const Agreement agreement = AgreementOn(c, context.actor.government_id, head, day);
  if (agreement.lines.empty()) return Error{ErrorKind::kConflict, "agreement.nothing_promised"};
  Freeze(c, context, agreement, day);
  Tell(c, context, Name(AgreementAct::kSign), head.id, words);
  return Ok();
}

Result<int64_t> MoveAgreement(Connection& c, const ActContext& context, const AgreementMove& move) {
  const Result<AgreementHead> head = HeadFor(c, context, move.id, move.row_version);
  if (!head.ok()) return head.error();
  if (FromState(move.act) != head->state) return Error{ErrorKind::kConflict, "agreement.step_refused"};
  if (!MayMove(context.actor, context.units, *head, move.act)) return kernel::Forbidden();
  if (HasOpenSigning(c, context.actor.government_id, head->id))
    return Error{ErrorKind::kConflict, "agreement.sign_open"};
  if (const Status fine = CheckMove(context, *head, move); !fine.ok()) return fine.error();
  return Apply(c, context, *head, move);
}

}  // namespace sinergi::agreement
