// The verbs on assessments as a whole: open, move between stages, consent.
#include "modules/assessment/assessment_store.h"

#include <boost/json.hpp>

#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/ids.h"

namespace sinergi::assessment {
namespace {

using kernel::Right;

std::string Subject(int64_t id) {
  return fmt::format("assessment/{}", id);
}

void CheckText(std::string_view field, const std::string& text, Error& error) {
  if (!IsValidUtf8(text) || text.find('\0') != std::string::npos)
    error.fields.push_back({std::string(field), "assessment.text_unreadable", {}});
  else if (text.size() > kTextBytesMost)
    error.fields.push_back(
        {std::string(field), "assessment.text_too_long", {std::to_string(kTextBytesMost)}});
}

Status CheckNew(const ActContext& context, const NewAssessment& wish) {
  Error error{ErrorKind::kInvalid, "assessment.open_invalid"};
  const kernel::Unit* unit = context.units.Find(wish.unit_id);
  if (wish.unit_id != 0 && (unit == nullptr || unit->kind != kernel::UnitKind::kAgency))
    error.fields.push_back({"unit", "assessment.not_an_agency", {}});
  if (wish.year < 2000 || wish.year > context.today.year + 1)
    error.fields.push_back(
        {"year", "assessment.year_range", {"2000", std::to_string(context.today.year + 1)}});
  CheckText("remark", wish.remark, error);
  if (!error.fields.empty()) return error;
  return Ok();
}

Status CheckReason(const std::string& reason) {
  Error error{ErrorKind::kInvalid, "assessment.move_invalid"};
  CheckText("reason", reason, error);
  if (!error.fields.empty()) return error;
  return Ok();
}

Error Missing(std::string_view code, int how_many, const std::string& first) {
  return {ErrorKind::kInvalid, std::string(code), {std::to_string(how_many), first}};
}

Status CheckFinish(const Sheet& sheet, const std::string& reason) {
  const Stage stage = sheet.head.at.stage;
  const Completeness done = CompletenessOf(sheet, stage);
  if (done.answered < done.items)
    return Missing("assessment.unanswered", done.items - done.answered, done.first_unanswered);
  if (stage != Stage::kSelf) return Ok();
  if (done.explained < done.items)
    return Missing("assessment.unexplained", done.items - done.explained, done.first_unexplained);
  if (done.evidenced < done.items && reason.empty())
    return Missing("assessment.evidence_missing", done.items - done.evidenced, done.first_bare);
  return Ok();
}

// Sets the index of an assessment that is closed by this step.
Status SetIndex(const Sheet& sheet, AssessmentHead& head) {
  const Result<Index> index = ComputeIndex(*sheet.instrument, sheet.LevelsAt(Stage::kFinal), head.year);
  if (!index.ok()) return index.error();
  head.index = index->printed;
  const auto& predicates = sheet.instrument->predicates;
  head.predicate = predicates.empty() || index->predicate < 0
                       ? ""
                       : predicates[static_cast<size_t>(index->predicate)].name.id;
  return Ok();
}

Status WritePosition(sql::Connection& c, int64_t government, AssessmentHead& head) {
  const auto units = head.index ? std::optional(head.index->units) : std::nullopt;
  const auto places = head.index ? std::optional<int64_t>(head.index->places) : std::nullopt;
  const int64_t changed = c.Execute(
      "UPDATE assessment SET stage = ?, closed = ?, revision = ?, row_version = row_version + 1, index_units "
      "= ?, "
      "index_places = ?, index_predicate = ? WHERE government_id = ? AND id = ? AND row_version = ?",
      {Name(head.at.stage), head.at.closed ? 1 : 0, head.at.revision, units, places, head.predicate,
       government, head.id, head.row_version});
  if (changed == 0) return Error{ErrorKind::kConflict, "assessment.changed"};
  ++head.row_version;
  return Ok();
}

Result<AssessmentHead> FindForMove(sql::Connection& c, const ActContext& context, const MoveWish& wish) {
  const auto head = FindAssessment(c, context.actor.government_id, wish.assessment_id);
  if (!head) return Error{ErrorKind::kNotFound, "assessment.unknown"};
  const Place whole{head->unit_id, 0};
  if (!MayAct(context.actor, context.units, whole, head->at.stage, wish.act)) return kernel::Forbidden();
  if (head->row_version != wish.row_version) return Error{ErrorKind::kConflict, "assessment.changed"};
  return *head;
}

}  // namespace

void Tell(sql::Connection& c, const ActContext& context, const Told& told) {
  const int64_t government = context.actor.government_id;
  c.Execute(
      "INSERT INTO assessment_act (government_id, id, assessment_id, act, stage, to_stage, item, value, "
      "words, "
      "account_id, login, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {government, kernel::NextId(c, government), told.assessment_id, told.act, told.stage, told.to_stage,
       told.item, told.value, told.words, context.actor.account_id, context.actor.login, context.now});
  boost::json::object detail;
  const auto add = [&](const char* name, const std::string& text) {
    if (!text.empty()) detail[name] = text;
  };
  add("stage", told.stage);
  add("to", told.to_stage);
  add("item", told.item);
  add("value", told.value);
  if (told.act != "answer") add("words", told.words);  // what people explain stands in the story alone
  kernel::Record(c, context.actor, context.now,
                 {"assessment." + told.act, Subject(told.assessment_id), boost::json::serialize(detail)});
  kernel::BumpDataVersion(c, government);
}

Result<int64_t> OpenAssessment(sql::Connection& c, const ActContext& context, const NewAssessment& wish) {
  const int64_t government = context.actor.government_id;
  if (!context.actor.May(Right::kAdminister, context.units, 0)) return kernel::Forbidden();
  if (const Status fine = CheckNew(context, wish); !fine.ok()) return fine.error();
  const int64_t id = kernel::NextId(c, government);
  const sql::Value unit = wish.unit_id == 0 ? sql::Value() : sql::Value(wish.unit_id);
  const int64_t added = c.Execute(
      "INSERT INTO assessment (government_id, id, unit_id, year, instrument, scoring, stages, strict_levels, "
      "remark, "
      "stage) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'self') ON CONFLICT DO NOTHING",
      {government, id, unit, wish.year, wish.instrument, wish.scoring, wish.course.Text(),
       wish.strict_levels ? 1 : 0, TrimBlanks(wish.remark)});
  if (added == 0) return Error{ErrorKind::kConflict, "assessment.exists"};
  std::string words = fmt::format("{} {}", wish.year, wish.course.Text());
  for (const ItemWeight& each : wish.weights) {
    c.Execute(
        "INSERT INTO assessment_weight (government_id, assessment_id, item, weight_num, weight_den) VALUES "
        "(?, ?, "
        "?, ?, ?)",
        {government, id, each.item, static_cast<int64_t>(each.weight.numerator),
         static_cast<int64_t>(each.weight.denominator)});
    words += fmt::format(" {}={}", each.item, PrintValue(each.weight));
  }
  Tell(c, context, {id, "open", "self", "", "", wish.instrument, words});
  return id;
}

Result<AssessmentHead> MoveStage(sql::Connection& c, const ActContext& context,
                                 const std::shared_ptr<const Instrument>& instrument, const MoveWish& wish) {
  const int64_t government = context.actor.government_id;
  Result<AssessmentHead> head = FindForMove(c, context, wish);
  if (!head.ok()) return head;
  const std::string reason(TrimBlanks(wish.reason));
  if (const Status fine = CheckReason(reason); !fine.ok()) return fine.error();
  const Position from = head->at;
  const std::optional<Position> to = Move(head->course, from, wish.act);
  if (!to)
    return Error{ErrorKind::kConflict,
                 "assessment.stage_refuses",
                 {std::string(Name(from.stage)), std::string(Name(wish.act))}};
  if (wish.act != StageAct::kFinish && reason.empty())
    return Error{ErrorKind::kInvalid, "assessment.reason_missing"};
  if (wish.act == StageAct::kFinish) {
    const Sheet sheet = LoadSheet(c, government, *head, instrument);
    if (const Status ready = CheckFinish(sheet, reason); !ready.ok()) return ready.error();
    if (to->closed)
      if (const Status set = SetIndex(sheet, *head); !set.ok()) return set.error();
  }
  head->at = *to;
  if (const Status written = WritePosition(c, government, *head); !written.ok()) return written.error();
  const std::string value = to->closed ? head->index->Plain() : "";
  Tell(c, context,
       {head->id, std::string(Name(wish.act)), std::string(Name(from.stage)),
        to->closed ? "closed" : std::string(Name(to->stage)), "", value, reason});
  return head;
}

Status GiveConsent(sql::Connection& c, const ActContext& context, int64_t assessment_id,
                   const Consent& consent) {
  const int64_t government = context.actor.government_id;
  const auto head = FindAssessment(c, government, assessment_id);
  if (!head) return Error{ErrorKind::kNotFound, "assessment.unknown"};
  if (!MayAssign(context.actor, context.units, *head)) return kernel::Forbidden();
  if (head->at.stage == Stage::kSelf) return Error{ErrorKind::kConflict, "assessment.self_not_over"};
  Error error{ErrorKind::kInvalid, "assessment.consent_invalid"};
  const std::string signer(TrimBlanks(consent.signer)), position(TrimBlanks(consent.position));
  if (signer.empty()) error.fields.push_back({"signer", "assessment.name_missing", {}});
  if (position.empty()) error.fields.push_back({"position", "assessment.name_missing", {}});
  CheckText("signer", signer, error);
  CheckText("position", position, error);
  if (consent.on > context.today) error.fields.push_back({"on", "assessment.date_ahead", {}});
  if (!error.fields.empty()) return error;
  c.Execute(
      "UPDATE assessment SET consent_on = ?, signer = ?, signer_position = ?, row_version = row_version + 1 "
      "WHERE government_id = ? AND id = ?",
      {consent.on.Iso(), signer, position, government, assessment_id});
  // The name stands in the assessment's own row; the trail tells the post only.
  Tell(c, context,
       {assessment_id, "consent", std::string(Name(head->at.stage)), "", "", consent.on.Iso(), position});
  return Ok();
}

}  // namespace sinergi::assessment
