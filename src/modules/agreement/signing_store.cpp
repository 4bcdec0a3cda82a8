#include "modules/agreement/signing_store.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "base/enum_names.h"
#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/field_check.h"
#include "kernel/ids.h"
#include "platform/files/sha256.h"

namespace sinergi::agreement {
namespace {

namespace json = boost::json;
using sql::Connection;

constexpr std::array<std::string_view, 2> kSides{"first", "second"};
constexpr std::array<std::string_view, 4> kOutcomes{"unknown", "signed", "refused", "settled"};
constexpr Instant kAnswerSeconds = 300;  // no service is waited for so long
constexpr size_t kFoundBytes = 1000;

json::array PartyContent(const Party& party) {
  return {party.name, party.position, party.rank};
}

// All that a signature is put under, in one fixed order.
std::string ContentOf(const Agreement& one, std::string_view unit_name) {
  const AgreementHead& head = one.head;
  json::array lines, steps, amounts;
  for (const AgreementLine& line : one.lines)
    lines.push_back(json::array{line.indicator_id, line.node, line.name, line.measure, line.target,
                                line.quarters[0], line.quarters[1], line.quarters[2], line.quarters[3]});
  for (const ActionStep& step : one.steps)
    steps.push_back(
        json::array{step.indicator_id, step.action, step.output, step.carrier, MonthsText(step.months)});
  for (const AmountLine& amount : one.amounts)
    amounts.push_back(json::array{amount.code, amount.name, amount.amount.sen()});
  return json::serialize(json::array{head.id, head.year, Name(head.level), head.place, unit_name,
                                     PartyContent(head.first), PartyContent(head.second), lines, steps,
                                     amounts});
}

std::string ContentHash(const ActContext& context, const Agreement& one) {
  const kernel::Unit* unit = context.units.Find(one.head.unit_id);
  return files::Sha256(ContentOf(one, unit ? std::string_view(unit->name) : std::string_view()));
}

SigningAttempt AttemptFrom(const sql::Row& row) {
  SigningAttempt one;
  one.id = row.Int(0);
  one.side = EnumOf<SigningSide>(kSides, row.Text(1)).value();
  one.account_id = row.Int(2);
  one.login = row.String(3);
  one.at = row.Int(4);
  one.day = Date::Parse(row.Text(5)).value();
  one.content_sha256 = row.String(6);
  one.document_sha256 = row.String(7);
  one.outcome = EnumOf<SigningOutcome>(kOutcomes, row.Text(8)).value();
  one.code = row.String(9);
  one.evidence_id = row.Int(10);
  one.words = row.String(11);
  one.settled_by = row.String(12);
  return one;
}

std::vector<SigningAttempt> AttemptsOf(Connection& c, int64_t government, int64_t agreement_id) {
  std::vector<SigningAttempt> all;
  c.Query(
      "SELECT id, side, account_id, login, at, day, content_sha256, document_sha256, outcome, code, "
      "evidence_id, "
      "words, settled_by FROM agreement_signing WHERE government_id = ? AND agreement_id = ? ORDER BY id "
      "DESC",
      {government, agreement_id}, [&](const sql::Row& row) { all.push_back(AttemptFrom(row)); });
  return all;
}

// The trail names the attempt and what became of it, never whose number it was.
void TellSigning(Connection& c, const ActContext& context, int64_t agreement_id, int64_t attempt_id,
                 std::string_view act, std::string_view said) {
  kernel::Record(c, context.actor, context.now,
                 {fmt::format("agreement.sign_{}", act), fmt::format("agreement/{}", agreement_id),
                  json::serialize(json::object{{"attempt", attempt_id}, {"said", said}})});
  kernel::BumpDataVersion(c, context.actor.government_id);
}

const SigningAttempt* SignedByFirst(const std::vector<SigningAttempt>& attempts) {
  const auto found = std::ranges::find_if(attempts, [](const SigningAttempt& one) {
    return one.side == SigningSide::kFirst && one.outcome == SigningOutcome::kSigned;
  });
  return found == attempts.end() ? nullptr : &*found;
}

// Agreements as of a day, read once for all of a plan: a head of agency has many to sign.
class AgreementsByDay {
 public:
  AgreementsByDay(Connection& c, int64_t government) : c_(c), government_(government) {}

  const Agreement& On(const AgreementHead& head, const Date& day) {
    const auto [known, fresh] = all_.try_emplace({head.plan_id, day.Days()});
    if (fresh) known->second = LoadAgreements(c_, Plan(head.plan_id), day);
    return *std::ranges::find_if(known->second, [&](const Agreement& one) { return one.head.id == head.id; });
  }

 private:
  const PlanYear& Plan(int64_t plan_id) {
    const auto [known, fresh] = plans_.try_emplace(plan_id);
    if (fresh)
      known->second =
          performance::LoadPlanYear(c_, government_, PlanHeadOf(c_, government_, plan_id).value());
    return known->second;
  }

  Connection& c_;
  int64_t government_;
  std::map<int64_t, PlanYear> plans_;
  std::map<std::pair<int64_t, int64_t>, std::vector<Agreement>> all_;
};

// The PDF that froze an agreement hangs on the agreement too (FreezeSigned).
bool IsSignedByHand(Connection& c, int64_t government, const AgreementHead& head,
                    const std::vector<SigningAttempt>& attempts) {
  if (!head.Frozen()) return false;
  const auto kept = kernel::ListEvidence(c, government, EvidenceSubject(head.id));
  return std::ranges::none_of(
      kernel::ListEvidence(c, government, SignedSubject(head.id)), [&](const kernel::Evidence& file) {
        const auto attempt = std::ranges::find(attempts, file.id, &SigningAttempt::evidence_id);
        return attempt != attempts.end() && attempt->side == SigningSide::kSecond &&
               std::ranges::find(kept, file.sha256, &kernel::Evidence::sha256) != kept.end();
      });
}

Result<SigningAttempt> OpenAttempt(Connection& c, int64_t government, int64_t id, int64_t attempt_id) {
  for (const SigningAttempt& one : AttemptsOf(c, government, id))
    if (one.id == attempt_id && one.outcome == SigningOutcome::kUnknown) return one;
  return Error{ErrorKind::kConflict, "agreement.sign_unknown_attempt"};
}

void CloseAttempt(Connection& c, int64_t government, const SigningEnd& end, int64_t evidence_id) {
  c.Execute(
      "UPDATE agreement_signing SET outcome = ?, code = ?, evidence_id = ? WHERE government_id = ? AND id = "
      "?",
      {Name(end.outcome), end.code, evidence_id == 0 ? sql::Value() : sql::Value(evidence_id), government,
       end.attempt_id});
}

// The second party's signature ends it, when it stands under what the agreement says now.
Status FreezeSigned(Connection& c, const ActContext& context, const SigningEnd& end,
                    const SigningAttempt& attempt) {
  const int64_t government = context.actor.government_id;
  const AgreementHead head = FindAgreement(c, government, end.id).value();
  const Agreement now = AgreementOn(c, government, head, attempt.day);
  if (head.state != AgreementState::kAgreed || ContentHash(context, now) != attempt.content_sha256)
    return Ok();
  kernel::Evidence file = end.signed_file;
  file.subject = EvidenceSubject(end.id);
  if (const auto added = kernel::AddEvidence(c, context.actor, context.now, file); !added.ok())
    return added.error();
  return FreezeAgreement(c, context, head, attempt.day);
}

}  // namespace

std::string_view Name(SigningSide side) {
  return kSides[static_cast<size_t>(side)];
}
std::string_view Name(SigningOutcome outcome) {
  return kOutcomes[static_cast<size_t>(outcome)];
}

const SigningAttempt* Signing::Open() const {
  const auto found = std::ranges::find(attempts, SigningOutcome::kUnknown, &SigningAttempt::outcome);
  return found == attempts.end() ? nullptr : &*found;
}

const Party& Signing::Signer() const {
  return next == SigningSide::kFirst ? agreement.head.first : agreement.head.second;
}

Signing LoadSigning(Connection& c, const ActContext& context, const AgreementHead& head) {
  const int64_t government = context.actor.government_id;
  Signing signing;
  signing.attempts = AttemptsOf(c, government, head.id);
  signing.by_hand = IsSignedByHand(c, government, head, signing.attempts);
  Date day = context.today;
  if (const SigningAttempt* first = SignedByFirst(signing.attempts); first && !head.Frozen()) {
    const Agreement then = AgreementOn(c, government, head, first->day);
    signing.first_outdated = ContentHash(context, then) != first->content_sha256;
    if (!signing.first_outdated) {
      day = first->day;
      signing.next = SigningSide::kSecond;
      signing.first_evidence = first->evidence_id;
    }
  }
  signing.agreement = AgreementOn(c, government, head, day);
  signing.content_sha256 = ContentHash(context, signing.agreement);
  if (!head.Frozen()) signing.agreement.head.signed_on = day;
  return signing;
}

bool HasOpenSigning(Connection& c, int64_t government_id, int64_t agreement_id) {
  return c.One(
             "SELECT COUNT(*) FROM agreement_signing WHERE government_id = ? AND agreement_id = ? AND "
             "outcome = "
             "'unknown'",
             {government_id, agreement_id}) > 0;
}

bool HasSignings(Connection& c, int64_t government_id, int64_t agreement_id) {
  return c.One("SELECT COUNT(*) FROM agreement_signing WHERE government_id = ? AND agreement_id = ?",
               {government_id, agreement_id}) > 0;
}

Status MaySign(const kernel::Actor& actor, const Date& today, const Signing& signing) {
  const AgreementHead& head = signing.agreement.head;
  const int64_t first = head.first.account_id, second = head.second.account_id;
  if (head.state != AgreementState::kAgreed) return Error{ErrorKind::kConflict, "agreement.step_refused"};
  if (first == 0 || second == 0 || first == second)
    return Error{ErrorKind::kConflict, "agreement.sign_no_accounts"};
  if (actor.account_id != signing.Signer().account_id) return kernel::Forbidden();
  if (signing.Open()) return Error{ErrorKind::kConflict, "agreement.sign_open"};
  if (today.year < head.year - 1 || today.year > head.year + 1)
    return Error{ErrorKind::kConflict, "agreement.sign_year"};
  return Ok();
}

bool SigningIsOver(const ActContext& context, const SigningAttempt& attempt) {
  return !attempt.code.empty() || context.now - attempt.at >= kAnswerSeconds;
}

bool MaySettle(const ActContext& context, const AgreementHead& head, const SigningAttempt& attempt) {
  if (attempt.outcome != SigningOutcome::kUnknown || !SigningIsOver(context, attempt)) return false;
  return context.actor.account_id == attempt.account_id ||
         MayPrepare(context.actor, context.units, head.unit_id);
}

Result<int64_t> BeginSigning(Connection& c, const ActContext& context, const SigningStart& start) {
  const int64_t government = context.actor.government_id;
  const auto head = FindAgreement(c, government, start.id);
  if (!head) return Error{ErrorKind::kNotFound, "agreement.unknown"};
  const Signing signing = LoadSigning(c, context, *head);
  if (const Status may = MaySign(context.actor, context.today, signing); !may.ok()) return may.error();
  if (static_cast<int64_t>(signing.attempts.size()) != start.attempts_seen)
    return Error{ErrorKind::kConflict, "agreement.sign_again"};
  if (head->row_version != start.row_version || signing.content_sha256 != start.content_sha256)
    return Error{ErrorKind::kConflict, "agreement.changed"};
  const int64_t id = kernel::NextId(c, government);
  c.Execute(
      "INSERT INTO agreement_signing (government_id, id, agreement_id, side, account_id, login, at, day, "
      "content_sha256, document_sha256, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'unknown')",
      {government, id, start.id, Name(signing.next), context.actor.account_id, context.actor.login,
       context.now, signing.agreement.head.signed_on->Iso(), start.content_sha256, start.document_sha256});
  TellSigning(c, context, start.id, id, "send", start.document_sha256);
  return id;
}

Status FinishSigning(Connection& c, const ActContext& context, const SigningEnd& end) {
  const int64_t government = context.actor.government_id;
  const Result<SigningAttempt> attempt = OpenAttempt(c, government, end.id, end.attempt_id);
  if (!attempt.ok()) return attempt.error();
  int64_t evidence_id = 0;
  if (end.outcome == SigningOutcome::kSigned) {
    kernel::Evidence file = end.signed_file;
    file.subject = SignedSubject(end.id);
    const Result<int64_t> added = kernel::AddEvidence(c, context.actor, context.now, file);
    if (!added.ok()) return added.error();
    evidence_id = *added;
  }
  CloseAttempt(c, government, end, evidence_id);
  TellSigning(c, context, end.id, end.attempt_id, Name(end.outcome),
              end.outcome == SigningOutcome::kSigned ? end.signed_file.sha256 : end.code);
  const bool last = end.outcome == SigningOutcome::kSigned && attempt->side == SigningSide::kSecond;
  return last ? FreezeSigned(c, context, end, *attempt) : Ok();
}

Status SettleSigning(Connection& c, const ActContext& context, int64_t id, int64_t attempt_id,
                     const std::string& words) {
  const int64_t government = context.actor.government_id;
  const auto head = FindAgreement(c, government, id);
  if (!head) return Error{ErrorKind::kNotFound, "agreement.unknown"};
  const Result<SigningAttempt> attempt = OpenAttempt(c, government, id, attempt_id);
  if (!attempt.ok()) return attempt.error();
  if (!MaySettle(context, *head, *attempt)) return kernel::Forbidden();
  kernel::FieldCheck check;
  check.Text("words", words, kFoundBytes, "agreement.words_missing");
  if (!check.ok()) return check.error();
  c.Execute(
      "UPDATE agreement_signing SET outcome = 'settled', words = ?, settled_by = ? WHERE government_id = ? "
      "AND id = ?",
      {FoldBlanks(words), context.actor.login, government, attempt_id});
  TellSigning(c, context, id, attempt_id, "settled", FoldBlanks(words));
  return Ok();
}

std::vector<AgreementHead> AwaitingSignature(Connection& c, const ActContext& context) {
  const int64_t government = context.actor.government_id, account = context.actor.account_id;
  std::vector<AgreementHead> heads = AgreedWith(c, government, account);
  AgreementsByDay agreements(c, government);
  std::erase_if(heads, [&](const AgreementHead& head) {
    const std::vector<SigningAttempt> attempts = AttemptsOf(c, government, head.id);
    const SigningAttempt* first = SignedByFirst(attempts);
    const bool stands =
        first && ContentHash(context, agreements.On(head, first->day)) == first->content_sha256;
    return (stands ? head.second : head.first).account_id != account;
  });
  return heads;
}

std::string SignedSubject(int64_t agreement_id) {
  return fmt::format("agreement/{}/signed", agreement_id);
}

}  // namespace sinergi::agreement
