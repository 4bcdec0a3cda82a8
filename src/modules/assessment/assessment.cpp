#include "modules/assessment/assessment.h"

#include <algorithm>

#include "base/ensure.h"
#include "base/text.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/typed_value.h"

namespace sinergi::assessment {
namespace {

using enum Stage;
using enum StageAct;
using kernel::Right;

constexpr std::string_view kStageNames[] = {"self", "internal", "document", "interview", "visit", "final"};
constexpr std::string_view kActNames[] = {"answer", "finish", "return", "reopen"};

// An officer answers the items of his unit; the internal assessors are the verifiers and evaluators; the
// external ones the evaluators. Finishing speaks for all items, so it needs the right at the whole that is
// assessed.
const StageRule kRules[] = {
    // stage, act, right, where
    {kSelf, kAnswer, Right::kEnter, At::kItemUnit},
    {kSelf, kFinish, Right::kEnter, At::kSubject},
    {kSelf, kFinish, Right::kVerify, At::kSubject},
    {kSelf, kFinish, Right::kEvaluate, At::kSubject},
    {kInternal, kAnswer, Right::kVerify, At::kItemUnit},
    {kInternal, kAnswer, Right::kEvaluate, At::kSubject},
    {kInternal, kFinish, Right::kVerify, At::kSubject},
    {kInternal, kFinish, Right::kEvaluate, At::kSubject},
    {kInternal, kReturn, Right::kVerify, At::kSubject},
    {kInternal, kReturn, Right::kEvaluate, At::kSubject},
    {kDocument, kAnswer, Right::kEvaluate, At::kSubject},
    {kDocument, kFinish, Right::kEvaluate, At::kSubject},
    {kDocument, kReturn, Right::kEvaluate, At::kSubject},
    {kInterview, kAnswer, Right::kEvaluate, At::kSubject},
    {kInterview, kFinish, Right::kEvaluate, At::kSubject},
    {kInterview, kReturn, Right::kEvaluate, At::kSubject},
    {kVisit, kAnswer, Right::kEvaluate, At::kSubject},
    {kVisit, kFinish, Right::kEvaluate, At::kSubject},
    {kVisit, kReturn, Right::kEvaluate, At::kSubject},
    {kFinal, kAnswer, Right::kEvaluate, At::kSubject},
    {kFinal, kFinish, Right::kEvaluate, At::kSubject},
    {kFinal, kReturn, Right::kEvaluate, At::kSubject},
    {kFinal, kReopen, Right::kEvaluate, At::kSubject},
};

// A level of a scale, or 0 (not assessed); between the ends where the scale allows decimals.
bool HasValue(const LevelScale& scale, const Ratio& value) {
  if (value.IsZero()) return true;
  for (const Level& level : scale.levels)
    if (level.value == value) return true;
  return scale.decimals && !scale.levels.empty() && AtLeast(value, scale.levels.front().value) &&
         AtLeast(scale.levels.back().value, value);
}

bool Contains(const std::vector<Ratio>& values, const Ratio& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool IsCriterion(const Item& item, const Ratio& level) {
  return std::any_of(item.criteria.begin(), item.criteria.end(),
                     [&](const Criterion& criterion) { return criterion.level == level; });
}

void CheckExplanation(const Instrument& instrument, size_t item, const Answer& answer,
                      const AnswerCheck& check, Error& error) {
  const std::string& text = answer.explanation;
  if (!IsValidUtf8(text) || text.find('\0') != std::string::npos)
    error.fields.push_back({"explanation", "assessment.text_unreadable", {}});
  else if (text.size() > kTextBytesMost)
    error.fields.push_back({"explanation", "assessment.text_too_long", {std::to_string(kTextBytesMost)}});
  const bool differs = answer.value && check.earlier && *answer.value != *check.earlier;
  if (check.stage != kSelf && differs && TrimBlanks(text).empty())
    error.fields.push_back(
        {"explanation", "assessment.difference_unexplained", {TypedText(instrument, item, check.earlier)}});
}

std::string Join(const std::vector<Ratio>& values) {
  std::string text;
  for (const Ratio& value : values) text += (text.empty() ? "" : ", ") + PrintValue(value);
  return text;
}

}  // namespace

std::string_view Name(Stage stage) {
  return kStageNames[static_cast<size_t>(stage)];
}

std::optional<Stage> ParseStage(std::string_view name) {
  for (const Stage stage : kStages)
    if (Name(stage) == name) return stage;
  return {};
}

std::string_view Name(StageAct act) {
  return kActNames[static_cast<size_t>(act)];
}

Course::Course(std::span<const Stage> external) {
  for (const Stage stage : external) has_[static_cast<size_t>(stage)] = true;
}

Course Course::Parse(std::string_view text) {
  std::vector<Stage> external;
  for (const std::string_view word : Split(text, ' '))
    if (const std::optional<Stage> stage = ParseStage(word)) external.push_back(*stage);
  return Course(external);
}

std::string Course::Text() const {
  std::string text;
  for (const Stage stage : {kDocument, kInterview, kVisit})
    if (Has(stage)) text.append(text.empty() ? "" : " ").append(Name(stage));
  return text;
}

std::optional<Stage> Course::After(Stage stage) const {
  for (size_t i = static_cast<size_t>(stage) + 1; i < kStages.size(); ++i)
    if (has_[i]) return kStages[i];
  return {};
}

std::optional<Stage> Course::Before(Stage stage) const {
  for (size_t i = static_cast<size_t>(stage); i-- > 0;)
    if (has_[i]) return kStages[i];
  return {};
}

std::span<const StageRule> StageRules() {
  return kRules;
}

bool MayAct(const kernel::Actor& actor, const kernel::UnitTree& units, const Place& place, Stage stage,
            StageAct act) {
  return std::any_of(std::begin(kRules), std::end(kRules), [&](const StageRule& rule) {
    if (rule.stage != stage || rule.act != act) return false;
    const bool own = rule.at == At::kItemUnit && place.item_unit != 0;
    return actor.May(rule.right, units, own ? place.item_unit : place.subject_unit);
  });
}

bool MayRead(const kernel::Actor& actor, const kernel::UnitTree& units, const Place& place) {
  if (actor.May(Right::kRead, units, place.subject_unit)) return true;
  return place.item_unit != 0 && actor.May(Right::kRead, units, place.item_unit);
}

std::optional<Position> Move(const Course& course, const Position& from, StageAct act) {
  switch (act) {
    case kAnswer:
      return from.closed ? std::nullopt : std::optional(from);
    case kFinish: {
      if (from.closed) return {};
      const std::optional<Stage> next = course.After(from.stage);
      return Position{next.value_or(from.stage), !next, from.revision};
    }
    case kReturn: {
      const std::optional<Stage> back = from.closed ? std::nullopt : course.Before(from.stage);
      return back ? std::optional(Position{*back, false, from.revision}) : std::nullopt;
    }
    case kReopen:
      return from.closed ? std::optional(Position{from.stage, false, from.revision + 1}) : std::nullopt;
  }
  return {};
}

std::vector<Ratio> UnmetBelow(const Item& item, const Ratio& value, const std::vector<Ratio>& met) {
  std::vector<Ratio> unmet;
  for (const Criterion& criterion : item.criteria) {
    const bool below = !criterion.level.IsZero() && !AtLeast(criterion.level, value);
    if (below && !Contains(met, criterion.level)) unmet.push_back(criterion.level);
  }
  return unmet;
}

Status CheckAnswer(const Instrument& instrument, int item, const Answer& answer, const AnswerCheck& check) {
  ENSURE(item >= 0 && static_cast<size_t>(item) < instrument.items.size());
  const auto at = static_cast<size_t>(item);
  const Item& asked = instrument.items[at];
  const LevelScale& scale = instrument.scales[static_cast<size_t>(asked.scale)];
  Error error{ErrorKind::kInvalid, "assessment.answer_invalid"};
  for (const Ratio& level : answer.met)
    if (!IsCriterion(asked, level))
      error.fields.push_back({"met", "assessment.value_unknown", {PrintValue(level)}});
  if (answer.value && !HasValue(scale, *answer.value)) {
    error.fields.push_back({"value", "assessment.value_unknown", {TypedText(instrument, at, answer.value)}});
  } else if (answer.value && check.strict_levels) {
    const std::vector<Ratio> unmet = UnmetBelow(asked, *answer.value, answer.met);
    if (!unmet.empty()) error.fields.push_back({"value", "assessment.level_below_unmet", {Join(unmet)}});
  }
  CheckExplanation(instrument, at, answer, check, error);
  if (!error.fields.empty()) return error;
  return Ok();
}

std::string PrintValue(const Ratio& value) {
  const std::optional<Decimal> decimal = value.Round(6);
  if (decimal) {
    const std::optional<Ratio> back = Ratio::Of(decimal->units, 1'000'000);
    if (back && *back == value) return PrintDecimal(decimal->units, 6, 6, Zeros::kTrim);
  }
  return fmt::format("{}/{}", static_cast<int64_t>(value.numerator), static_cast<int64_t>(value.denominator));
}

std::optional<Ratio> ReadValue(std::string_view text) {
  return ReadRatio(TrimBlanks(text), DecimalComma::kRead);
}

}  // namespace sinergi::assessment
