// The verbs on a report.
#include "modules/report/report_store.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/field_check.h"
#include "kernel/ids.h"
#include "modules/agreement/agreement_store.h"
#include "modules/report/facts_json.h"
#include "modules/report/report_words.h"

namespace sinergi::report {
namespace {

using kernel::Right;
using sql::Connection;

constexpr size_t kSignerBytes = 200, kWordsBytes = 1000;

void Tell(Connection& c, const ActContext& context, std::string_view act, int64_t id,
          std::string_view words) {
  const int64_t government = context.actor.government_id;
  c.Execute(
      "INSERT INTO report_act (government_id, id, report_id, act, words, login, at) VALUES (?, ?, ?, ?, ?, "
      "?, ?)",
      {government, kernel::NextId(c, government), id, act, words, context.actor.login, context.now});
  kernel::Record(c, context.actor, context.now,
                 {fmt::format("report.{}", act), fmt::format("report/{}", id),
                  boost::json::serialize(boost::json::object{{"words", words}})});
  kernel::BumpDataVersion(c, government);
}

void CheckSigner(const std::string& which, const Signer& signer, std::string_view missing,
                 kernel::FieldCheck& check) {
  check.Text(which + "_name", signer.name, kSignerBytes, missing);
  check.Text(which + "_position", signer.position, kSignerBytes, missing);
  check.Text(which + "_rank", signer.rank, kSignerBytes);
}

// The report for a change by this person, as it was seen.
Result<ReportHead> ReportFor(Connection& c, const ActContext& context, int64_t id, int64_t row_version) {
  const auto head = FindReport(c, context.actor.government_id, id);
  if (!head) return Error{ErrorKind::kNotFound, "report.unknown"};
  if (!MaySee(context.actor, context.units, head->unit_id)) return kernel::Forbidden();
  if (head->row_version != row_version) return Error{ErrorKind::kConflict, "report.changed"};
  return *head;
}

void InsertReport(Connection& c, int64_t government, const ReportHead& head) {
  c.Execute(
      "INSERT INTO report (government_id, id, series_id, version, plan_id, unit_id, state, reason, "
      "signer_name, "
      "signer_position, signer_rank, place) VALUES (?, ?, ?, ?, ?, ?, 'drafted', ?, ?, ?, ?, ?)",
      {government, head.id, head.series_id, head.version, head.plan_id, head.unit_id, head.reason,
       head.signer.name, head.signer.position, head.signer.rank, head.place});
}

// Of a report in work, and of who signed the agency's agreement of the year.
void TakeSigner(Connection& c, int64_t government, const PlanHead& plan, const Date& today,
                ReportHead& head) {
  const PlanYear year = performance::LoadPlanYear(c, government, plan);
  const auto all = agreement::LoadAgreements(c, year, today);
  for (const agreement::Agreement* one : agreement::InForce(all)) {
    if (one->head.level != agreement::AgreementLevel::kAgency || one->head.unit_id != plan.unit_id) continue;
    head.signer = {one->head.first.name, one->head.first.position, one->head.first.rank};
    head.place = one->head.place;
  }
}

std::optional<PlanHead> PlanAt(Connection& c, int64_t government, int64_t plan_id) {
  return agreement::PlanHeadOf(c, government, plan_id);
}

// Texts as they read at that moment, with their blanks filled.
std::string FrozenTexts(const SectionTexts& own, const ReportFacts& facts) {
  const ReportWords words(Texts::Shipped());
  boost::json::object texts;
  for (const Chapter& chapter : ShippedOutline().chapters)
    for (const Section& section : chapter.sections)
      texts[section.id] = words.Fill(BodyOf(section, own), facts);
  return boost::json::serialize(texts);
}

Result<int64_t> Review(Connection& c, const ActContext& context, const ReportHead& head,
                       const ReportMove& move) {
  const int64_t government = context.actor.government_id;
  const auto plan = PlanAt(c, government, head.plan_id);
  const auto plans = [&](const PlanHead& one) {
    return std::make_shared<const PlanYear>(performance::LoadPlanYear(c, government, one));
  };
  const ReportFacts facts =
      FactsNow(c, kernel::FindGovernment(c, government).value(), plan.value(), plans, context.today);
  if (facts.indicators.empty()) return Error{ErrorKind::kConflict, "report.nothing_promised"};
  c.Execute(
      "UPDATE report SET state = 'reviewed', reviewed_on = ?, reviewer_name = ?, reviewer_position = ?, "
      "reviewer_rank = ?, facts = ?, outline = ?, texts = ?, row_version = row_version + 1 WHERE "
      "government_id = ? AND "
      "id = ?",
      {move.day->Iso(), FoldBlanks(move.reviewer.name), FoldBlanks(move.reviewer.position),
       FoldBlanks(move.reviewer.rank), boost::json::serialize(FactsJson(facts)), ShippedOutlineText(),
       FrozenTexts(TextsOf(c, government, head.id), facts), government, head.id});
  return head.id;
}

int64_t Reopen(Connection& c, const ActContext& context, const ReportHead& head) {
  c.Execute(
      "UPDATE report SET state = 'drafted', reviewed_on = NULL, reviewer_name = '', reviewer_position = '', "
      "reviewer_rank = '', facts = '', outline = '', texts = '', row_version = row_version + 1 WHERE "
      "government_id = ? AND id = ?",
      {context.actor.government_id, head.id});
  return head.id;
}

int64_t Finish(Connection& c, const ActContext& context, const ReportHead& head, const Date& day) {
  const int64_t government = context.actor.government_id;
  c.Execute(
      "UPDATE report SET state = 'final', finished_on = ?, row_version = row_version + 1 WHERE government_id "
      "= ? "
      "AND id = ?",
      {day.Iso(), government, head.id});
  c.Execute(
      "UPDATE report SET state = 'replaced', row_version = row_version + 1 WHERE government_id = ? AND "
      "series_id = ? "
      "AND id <> ? AND state = 'final'",
      {government, head.series_id, head.id});
  return head.id;
}

Result<int64_t> Revise(Connection& c, const ActContext& context, const ReportHead& head,
                       const std::string& reason) {
  const int64_t government = context.actor.government_id;
  if (c.One("SELECT COUNT(*) FROM report WHERE government_id = ? AND series_id = ? AND state IN ('drafted', "
            "'reviewed')",
            {government, head.series_id}) > 0)
    return Error{ErrorKind::kConflict, "report.revision_open"};
  ReportHead next = head;
  next.id = kernel::NextId(c, government);
  next.version = head.version + 1;
  next.reason = FoldBlanks(reason);
  InsertReport(c, government, next);
  for (const auto& [section, text] : TextsOf(c, government, head.id))
    c.Execute(
        "INSERT INTO report_text (government_id, report_id, section, body, login, at) VALUES (?, ?, ?, ?, ?, "
        "?)",
        {government, next.id, section, text.body, text.login, text.at});
  Tell(c, context, "revise", head.id, reason);
  Tell(c, context, "draft", next.id, reason);
  return next.id;
}

int64_t Discard(Connection& c, const ActContext& context, const ReportHead& head) {
  const int64_t government = context.actor.government_id;
  Tell(c, context, "discard", head.id, "");
  for (const char* table : {"report_text", "report_act"})
    c.Execute(fmt::format("DELETE FROM {} WHERE government_id = ? AND report_id = ?", table),
              {government, head.id});
  c.Execute("DELETE FROM report WHERE government_id = ? AND id = ?", {government, head.id});
  return 0;
}

Status CheckReportMove(const ActContext& context, const ReportHead& head, const ReportMove& move) {
  kernel::FieldCheck check;
  check.Text("words", move.words, kWordsBytes, NeedsReason(move.act) ? "report.reason_missing" : "");
  const auto in_reach = [&](const Date& day) {
    return day <= context.today && day.year >= head.year && day.year <= head.year + 5;
  };
  if (NeedsDay(move.act) && (!move.day || !in_reach(*move.day))) check.Refuse("day", "report.day_missing");
  if (move.act == ReportAct::kReview)
    CheckSigner("reviewer", move.reviewer, "report.reviewer_missing", check);
  return check.ok() ? Ok() : Status(check.error());
}

Result<int64_t> ApplyMove(Connection& c, const ActContext& context, const ReportHead& head,
                          const ReportMove& move) {
  switch (move.act) {
    case ReportAct::kReview:
      return Review(c, context, head, move);
    case ReportAct::kReopen:
      return Reopen(c, context, head);
    case ReportAct::kFinish:
      if (head.signer.name.empty()) return Error{ErrorKind::kConflict, "report.signer_missing"};
      return Finish(c, context, head, *move.day);
    case ReportAct::kRevise:
      return Revise(c, context, head, move.words);
    case ReportAct::kDiscard:
      break;
  }
  return Discard(c, context, head);
}

void CheckBody(const std::string& body, kernel::FieldCheck& check) {
  if (body.size() > kSectionBytesMost)
    check.Refuse("body", "kernel.text_long", {std::to_string(kSectionBytesMost)});
  else if (!IsValidUtf8(body) || body.find('\0') != body.npos)
    check.Refuse("body", "kernel.text_unreadable");
  else if (const auto unknown = UnknownBlanks(body); !unknown.empty())
    check.Refuse("body", "report.unknown_blank", {unknown.front()});
}

// One's own words; none where they are the outline's.
std::string OwnBody(const Section& section, const std::string& body) {
  std::string text;
  for (const char c : body)
    if (c != '\r') text += c;
  const std::string trimmed(TrimBlanks(text));
  return trimmed == TrimBlanks(section.text) ? std::string() : trimmed;
}

// A text that was taken back keeps its row, so that its version goes on.
void StoreText(Connection& c, const ActContext& context, const TextWish& wish, const std::string& body) {
  const int64_t government = context.actor.government_id;
  c.Execute("DELETE FROM report_text WHERE government_id = ? AND report_id = ? AND section = ?",
            {government, wish.report_id, wish.section});
  c.Execute(
      "INSERT INTO report_text (government_id, report_id, section, body, login, at, row_version) VALUES (?, "
      "?, ?, ?, "
      "?, ?, ?)",
      {government, wish.report_id, wish.section, body, context.actor.login, context.now,
       wish.row_version + 1});
}

}  // namespace

bool MayWrite(const kernel::Actor& actor, const kernel::UnitTree& units, int64_t unit_id) {
  return actor.May(Right::kPlan, units, unit_id) || actor.May(Right::kVerify, units, unit_id);
}

bool MaySee(const kernel::Actor& actor, const kernel::UnitTree& units, int64_t unit_id) {
  return actor.May(Right::kRead, units, unit_id);
}

bool MayMove(const kernel::Actor& actor, const kernel::UnitTree& units, const ReportHead& head,
             ReportAct act) {
  if (FromState(act) != head.state) return false;
  const bool evaluates = actor.May(Right::kEvaluate, units, head.unit_id);
  if (act == ReportAct::kReview) return evaluates;
  return MayWrite(actor, units, head.unit_id) || (act == ReportAct::kReopen && evaluates);
}

Result<int64_t> DraftReport(Connection& c, const ActContext& context, int64_t unit_id, int year) {
  const int64_t government = context.actor.government_id;
  const kernel::Unit* unit = context.units.Find(unit_id);
  kernel::FieldCheck check;
  if (!unit || unit->kind != kernel::UnitKind::kAgency) {
    check.Refuse("unit", "report.unit_missing");
    return check.error();
  }
  if (!MayWrite(context.actor, context.units, unit_id)) return kernel::Forbidden();
  const auto plan = performance::FindPlan(c, government, unit_id, year);
  if (!plan) check.Refuse("year", "report.plan_missing");
  if (!check.ok()) return check.error();
  if (c.One("SELECT COUNT(*) FROM report WHERE government_id = ? AND plan_id = ?", {government, plan->id}) >
      0)
    return Error{ErrorKind::kConflict, "report.exists"};
  ReportHead head;
  head.id = head.series_id = kernel::NextId(c, government);
  head.plan_id = plan->id;
  head.unit_id = unit_id;
  TakeSigner(c, government, *plan, context.today, head);
  InsertReport(c, government, head);
  Tell(c, context, "draft", head.id, "");
  return head.id;
}

Status ChangeReport(Connection& c, const ActContext& context, const ReportWish& wish) {
  const Result<ReportHead> head = ReportFor(c, context, wish.id, wish.row_version);
  if (!head.ok()) return head.error();
  if (!MayWrite(context.actor, context.units, head->unit_id)) return kernel::Forbidden();
  if (head->finished_on) return Error{ErrorKind::kConflict, "report.is_final"};
  kernel::FieldCheck check;
  CheckSigner("signer", wish.signer, "report.signer_missing", check);
  check.Text("place", wish.place, kSignerBytes);
  if (!check.ok()) return check.error();
  c.Execute(
      "UPDATE report SET signer_name = ?, signer_position = ?, signer_rank = ?, place = ?, row_version = "
      "row_version + "
      "1 WHERE government_id = ? AND id = ?",
      {FoldBlanks(wish.signer.name), FoldBlanks(wish.signer.position), FoldBlanks(wish.signer.rank),
       FoldBlanks(wish.place), context.actor.government_id, wish.id});
  return Tell(c, context, "change", wish.id, ""), Ok();
}

Result<int64_t> SaveText(Connection& c, const ActContext& context, const TextWish& wish) {
  const int64_t government = context.actor.government_id;
  const auto head = FindReport(c, government, wish.report_id);
  if (!head) return Error{ErrorKind::kNotFound, "report.unknown"};
  if (!MayWrite(context.actor, context.units, head->unit_id)) return kernel::Forbidden();
  if (head->Frozen()) return Error{ErrorKind::kConflict, "report.not_drafted"};
  const Section* section = ShippedOutline().FindSection(wish.section);
  if (!section || !section->has_text) return Error{ErrorKind::kNotFound, "report.section_unknown"};
  kernel::FieldCheck check;
  CheckBody(wish.body, check);
  if (!check.ok()) return check.error();
  const SectionTexts texts = TextsOf(c, government, wish.report_id);
  const auto stored = texts.find(wish.section);
  const std::string body = OwnBody(*section, wish.body);
  const int64_t version = stored == texts.end() ? 0 : stored->second.row_version;
  if (body == (stored == texts.end() ? std::string() : stored->second.body)) return version;
  if (version != wish.row_version) return Error{ErrorKind::kConflict, "report.text_changed"};
  StoreText(c, context, wish, body);
  Tell(c, context, "write", wish.report_id, wish.section);
  return version + 1;
}

Result<int64_t> MoveReport(Connection& c, const ActContext& context, const ReportMove& move) {
  const Result<ReportHead> head = ReportFor(c, context, move.id, move.row_version);
  if (!head.ok()) return head.error();
  if (FromState(move.act) != head->state) return Error{ErrorKind::kConflict, "report.step_refused"};
  if (!MayMove(context.actor, context.units, *head, move.act)) return kernel::Forbidden();
  if (const Status fine = CheckReportMove(context, *head, move); !fine.ok()) return fine.error();
  const Result<int64_t> done = ApplyMove(c, context, *head, move);
  const bool told = move.act == ReportAct::kRevise || move.act == ReportAct::kDiscard;
  if (done.ok() && !told) Tell(c, context, Name(move.act), *done, move.words);
  return done;
}

}  // namespace sinergi::report
