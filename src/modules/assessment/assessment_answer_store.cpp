// The verbs on items: giving them to units and answering them.
#include "base/text.h"
#include "modules/assessment/assessment_store.h"

namespace sinergi::assessment {
namespace {

using kernel::Right;

struct AskedItem {
  AssessmentHead head;
  int item = -1;
  Place place;
  Answer stored;
  std::optional<Ratio> earlier;
};

int64_t UnitOfItem(sql::Connection& c, int64_t government, int64_t id, const std::string& item) {
  return c
      .One("SELECT unit_id FROM assessment_item WHERE government_id = ? AND assessment_id = ? AND item = ?",
           {government, id, item})
      .value_or(0);
}

// Rights before states, so that nobody learns of a stage that is not theirs.
Result<AskedItem> Prepare(sql::Connection& c, const ActContext& context, const Instrument& instrument,
                          const AnswerWish& wish) {
  const int64_t government = context.actor.government_id;
  const auto head = FindAssessment(c, government, wish.assessment_id);
  if (!head) return Error{ErrorKind::kNotFound, "assessment.unknown"};
  AskedItem asked{*head, instrument.FindItem(wish.item), {}, {}, {}};
  if (asked.item < 0) return Error{ErrorKind::kNotFound, "assessment.item_unknown", {wish.item}};
  asked.place = {head->unit_id, UnitOfItem(c, government, head->id, wish.item)};
  if (!MayAct(context.actor, context.units, asked.place, wish.stage, StageAct::kAnswer))
    return kernel::Forbidden();
  if (head->at.closed || head->at.stage != wish.stage)
    return Error{ErrorKind::kConflict,
                 "assessment.stage_refuses",
                 {std::string(Name(wish.stage)), std::string(Name(StageAct::kAnswer))}};
  // One item's answers of all stages; the sheet of this item alone.
  const std::shared_ptr<const Instrument> borrowed(&instrument, [](const Instrument*) {});
  const Sheet sheet = LoadSheet(c, government, *head, borrowed);
  asked.stored = sheet.At(wish.stage, static_cast<size_t>(asked.item));
  asked.earlier = sheet.Before(wish.stage, static_cast<size_t>(asked.item));
  return asked;
}

std::string MetText(const std::vector<Ratio>& met) {
  std::string text;
  for (const Ratio& level : met) text += (text.empty() ? "" : " ") + PrintValue(level);
  return text;
}

bool SameAnswer(const Answer& a, const Answer& b) {
  return a.value == b.value && a.met == b.met && a.explanation == b.explanation;
}

std::optional<int64_t> PartOf(const std::optional<Ratio>& value, Int128 Ratio::*part) {
  return value ? std::optional(static_cast<int64_t>((*value).*part)) : std::nullopt;
}

// Zero rows: somebody else has written meanwhile.
int64_t Write(sql::Connection& c, int64_t government, const AnswerWish& wish, const Answer& answer) {
  const auto numerator = PartOf(answer.value, &Ratio::numerator),
             denominator = PartOf(answer.value, &Ratio::denominator);
  if (wish.answer.row_version == 0)
    return c.Execute(
        "INSERT INTO assessment_answer (government_id, assessment_id, stage, item, value_num, value_den, "
        "met, "
        "explanation, row_version, login, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?) ON CONFLICT DO "
        "NOTHING",
        {government, wish.assessment_id, Name(wish.stage), wish.item, numerator, denominator,
         MetText(answer.met), answer.explanation, answer.login, answer.at});
  return c.Execute(
      "UPDATE assessment_answer SET value_num = ?, value_den = ?, met = ?, explanation = ?, row_version = "
      "row_version "
      "+ 1, login = ?, at = ? WHERE government_id = ? AND assessment_id = ? AND stage = ? AND item = ? AND "
      "row_version = ?",
      {numerator, denominator, MetText(answer.met), answer.explanation, answer.login, answer.at, government,
       wish.assessment_id, Name(wish.stage), wish.item, wish.answer.row_version});
}

}  // namespace

bool MayAssign(const kernel::Actor& actor, const kernel::UnitTree& units, const AssessmentHead& head) {
  return actor.May(Right::kAdminister, units, head.unit_id) ||
         actor.May(Right::kEvaluate, units, head.unit_id);
}

Status AssignItems(sql::Connection& c, const ActContext& context, const Instrument& instrument,
                   int64_t assessment_id, const std::vector<std::string>& items, int64_t unit_id) {
  const int64_t government = context.actor.government_id;
  const auto head = FindAssessment(c, government, assessment_id);
  if (!head) return Error{ErrorKind::kNotFound, "assessment.unknown"};
  if (!MayAssign(context.actor, context.units, *head)) return kernel::Forbidden();
  if (head->at.closed)
    return Error{
        ErrorKind::kConflict, "assessment.stage_refuses", {std::string(Name(head->at.stage)), "assign"}};
  const bool fits = context.units.Find(unit_id) != nullptr &&
                    (head->unit_id == 0 || context.units.IsWithin(unit_id, head->unit_id));
  if (unit_id != 0 && !fits) return Error{ErrorKind::kInvalid, "assessment.unit_unknown"};
  for (const std::string& item : items)
    if (instrument.FindItem(item) < 0) return Error{ErrorKind::kNotFound, "assessment.item_unknown", {item}};
  for (const std::string& item : items) {
    if (unit_id == 0)
      c.Execute("DELETE FROM assessment_item WHERE government_id = ? AND assessment_id = ? AND item = ?",
                {government, assessment_id, item});
    else
      c.Execute(
          "INSERT INTO assessment_item (government_id, assessment_id, item, unit_id) VALUES (?, ?, ?, ?) ON "
          "CONFLICT "
          "(government_id, assessment_id, item) DO UPDATE SET unit_id = excluded.unit_id",
          {government, assessment_id, item, unit_id});
    Tell(c, context,
         {assessment_id, "assign", std::string(Name(head->at.stage)), "", item, std::to_string(unit_id), ""});
  }
  return Ok();
}

Result<Answer> SaveAnswer(sql::Connection& c, const ActContext& context, const Instrument& instrument,
                          const AnswerWish& wish) {
  const Result<AskedItem> asked = Prepare(c, context, instrument, wish);
  if (!asked.ok()) return asked.error();
  Answer answer = wish.answer;
  answer.explanation = std::string(TrimBlanks(answer.explanation));
  const AnswerCheck check{wish.stage, asked->head.strict_levels, asked->earlier};
  if (const Status fine = CheckAnswer(instrument, asked->item, answer, check); !fine.ok())
    return fine.error();
  if (asked->stored.row_version > 0 && SameAnswer(asked->stored, answer)) return asked->stored;
  if (asked->stored.row_version != wish.answer.row_version)
    return Error{ErrorKind::kConflict, "assessment.answer_changed"};
  answer.login = context.actor.login;
  answer.at = context.now;
  if (Write(c, context.actor.government_id, wish, answer) == 0)
    return Error{ErrorKind::kConflict, "assessment.answer_changed"};
  answer.row_version = wish.answer.row_version + 1;
  Tell(c, context,
       {wish.assessment_id, "answer", std::string(Name(wish.stage)), "", wish.item,
        answer.value ? PrintValue(*answer.value) : "", answer.explanation});
  return answer;
}

}  // namespace sinergi::assessment
