// Reading assessments.
#include "base/text.h"
#include "modules/assessment/assessment_store.h"

namespace sinergi::assessment {
namespace {

constexpr std::string_view kColumns =
    "SELECT id, unit_id, year, instrument, scoring, stages, strict_levels, remark, stage, closed, revision, "
    "row_version, index_units, index_places, index_predicate, consent_on, signer, signer_position "
    "FROM assessment WHERE government_id = ? ";

AssessmentHead HeadAt(const sql::Row& row) {
  AssessmentHead head;
  head.id = row.Int(0);
  head.unit_id = row.Int(1);
  head.year = static_cast<int>(row.Int(2));
  head.instrument = row.String(3);
  head.scoring = row.String(4);
  head.course = Course::Parse(row.Text(5));
  head.strict_levels = row.Int(6) != 0;
  head.remark = row.String(7);
  head.at = {*ParseStage(row.Text(8)), row.Int(9) != 0, static_cast<int>(row.Int(10))};
  head.row_version = row.Int(11);
  if (!row.IsNull(12)) head.index = Decimal{row.Int(12), static_cast<int>(row.Int(13))};
  head.predicate = row.String(14);
  if (const auto on = Date::Parse(row.Text(15))) head.consent = Consent{*on, row.String(16), row.String(17)};
  return head;
}

std::vector<Ratio> ReadMet(std::string_view text) {
  std::vector<Ratio> met;
  for (const std::string_view word : Split(text, ' '))
    if (const std::optional<Ratio> level = ReadValue(word)) met.push_back(*level);
  return met;
}

Answer AnswerAt(const sql::Row& row) {
  Answer answer;
  if (!row.IsNull(2)) answer.value = Ratio::Of(row.Int(2), row.Int(3));
  answer.met = ReadMet(row.Text(4));
  answer.explanation = row.String(5);
  answer.row_version = row.Int(6);
  answer.login = row.String(7);
  answer.at = row.Int(8);
  return answer;
}

void LoadUnits(sql::Connection& c, int64_t government_id, Sheet& sheet) {
  c.Query("SELECT item, unit_id FROM assessment_item WHERE government_id = ? AND assessment_id = ?",
          {government_id, sheet.head.id}, [&](const sql::Row& row) {
            const int item = sheet.instrument->FindItem(row.Text(0));
            if (item >= 0) sheet.units[static_cast<size_t>(item)] = row.Int(1);
          });
}

void LoadAnswers(sql::Connection& c, int64_t government_id, Sheet& sheet) {
  c.Query(
      "SELECT stage, item, value_num, value_den, met, explanation, row_version, login, at FROM "
      "assessment_answer WHERE government_id = ? AND assessment_id = ?",
      {government_id, sheet.head.id}, [&](const sql::Row& row) {
        const int item = sheet.instrument->FindItem(row.Text(1));
        const size_t stage = static_cast<size_t>(*ParseStage(row.Text(0)));
        if (item >= 0) sheet.answers[stage][static_cast<size_t>(item)] = AnswerAt(row);
      });
}

void LoadFiles(sql::Connection& c, int64_t government_id, Sheet& sheet) {
  c.Query(
      "SELECT subject, COUNT(*) FROM evidence WHERE government_id = ? AND subject LIKE ? AND removed_at IS "
      "NULL "
      "GROUP BY subject",
      {government_id, fmt::format("assessment/{}/%", sheet.head.id)}, [&](const sql::Row& row) {
        const std::vector<std::string_view> parts = Split(row.Text(0), '/');
        if (parts.size() != 4) return;
        const std::optional<Stage> stage = ParseStage(parts[2]);
        const int item = sheet.instrument->FindItem(parts[3]);
        if (stage && item >= 0)
          sheet.files[static_cast<size_t>(*stage)][static_cast<size_t>(item)] = static_cast<int>(row.Int(1));
      });
}

}  // namespace

std::vector<ItemWeight> ListWeights(sql::Connection& c, int64_t government_id, int64_t assessment_id) {
  std::vector<ItemWeight> weights;
  c.Query(
      "SELECT item, weight_num, weight_den FROM assessment_weight WHERE government_id = ? AND assessment_id "
      "= ? "
      "ORDER BY item",
      {government_id, assessment_id}, [&](const sql::Row& row) {
        if (const auto weight = Ratio::Of(row.Int(1), row.Int(2)))
          weights.push_back({row.String(0), *weight});
      });
  return weights;
}

std::vector<AssessmentHead> ListAssessments(sql::Connection& c, int64_t government_id) {
  static const std::string kSql = fmt::format("{}ORDER BY year DESC, instrument, id", kColumns);
  std::vector<AssessmentHead> heads;
  c.Query(kSql, {government_id}, [&](const sql::Row& row) { heads.push_back(HeadAt(row)); });
  return heads;
}

std::optional<AssessmentHead> FindAssessment(sql::Connection& c, int64_t government_id, int64_t id) {
  static const std::string kSql = fmt::format("{}AND id = ?", kColumns);
  std::optional<AssessmentHead> head;
  c.Query(kSql, {government_id, id}, [&](const sql::Row& row) { head = HeadAt(row); });
  return head;
}

Sheet LoadSheet(sql::Connection& c, int64_t government_id, const AssessmentHead& head,
                std::shared_ptr<const Instrument> instrument) {
  Sheet sheet(head, std::move(instrument));
  LoadUnits(c, government_id, sheet);
  LoadAnswers(c, government_id, sheet);
  LoadFiles(c, government_id, sheet);
  return sheet;
}

std::string EvidenceSubject(int64_t assessment_id, Stage stage, std::string_view item) {
  return fmt::format("assessment/{}/{}/{}", assessment_id, Name(stage), item);
}

std::vector<StoryRow> Story(sql::Connection& c, int64_t government_id, int64_t assessment_id,
                            std::string_view item) {
  std::vector<StoryRow> story;
  c.Query(
      "SELECT act, stage, to_stage, item, value, words, login, at FROM assessment_act WHERE government_id = "
      "? "
      "AND assessment_id = ? AND item = ? ORDER BY id DESC LIMIT 200",
      {government_id, assessment_id, item}, [&](const sql::Row& row) {
        story.push_back({row.String(0), row.String(1), row.String(2), row.String(3), row.String(4),
                         row.String(5), row.String(6), row.Int(7)});
      });
  return story;
}

}  // namespace sinergi::assessment
