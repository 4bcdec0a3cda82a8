// The assessment store: assessments in the database, read as a Sheet, changed by verbs.
//
// Every verb runs inside the caller's Write: it checks rights, does one thing, adds its row of the story and
// its audit entry, and raises the versions, so that an answer and its story are committed together or not at
// all. A verb that changes an assessment as a whole names the row version it has seen; another one there is
// refused (assessment.changed), as is an answer saved over one that somebody else saved meanwhile
// (assessment.answer_changed). Saving what is stored already changes nothing and is no refusal: a request
// sent twice counts once.
//
// Errors of all: assessment.unknown, kernel.forbidden, assessment.stage_refuses {0}=stage {1}=act (conflict).
#pragma once

#include "modules/assessment/assessment_sheet.h"
#include "modules/performance/public.h"
#include "platform/sql/database.h"

namespace sinergi::assessment {

using performance::ActContext;

// What an item weighs this year, in percent of the index; above 0.
struct ItemWeight {
  std::string item;
  Ratio weight;
};

struct NewAssessment {
  int64_t unit_id = 0;  // an agency; 0: the whole government
  int year = 0;
  std::string instrument, scoring;
  Course course;
  bool strict_levels = true;
  std::string remark;
  std::vector<ItemWeight> weights = {};  // of the year, where the instrument's file has none
};
// Needs Right::kAdminister of the government. Errors: assessment.open_invalid with fields unit
// (assessment.not_an_agency), year (assessment.year_range), remark (assessment.text_too_long, …);
// assessment.exists (conflict).
Result<int64_t> OpenAssessment(sql::Connection& c, const ActContext& context, const NewAssessment& wish);

// Gives items to a unit (0: takes them back) while the assessment is open. Needs Right::kAdminister or
// kEvaluate at the subject. Errors: assessment.item_unknown, assessment.unit_unknown.
Status AssignItems(sql::Connection& c, const ActContext& context, const Instrument& instrument,
                   int64_t assessment_id, const std::vector<std::string>& items, int64_t unit_id);
bool MayAssign(const kernel::Actor& actor, const kernel::UnitTree& units, const AssessmentHead& head);

struct AnswerWish {
  int64_t assessment_id = 0;
  Stage stage = Stage::kSelf;
  std::string item;
  Answer answer;  // row_version: what the client saw, 0: nothing yet
};
// Errors: assessment.item_unknown, those of CheckAnswer, assessment.answer_changed.
Result<Answer> SaveAnswer(sql::Connection& c, const ActContext& context, const Instrument& instrument,
                          const AnswerWish& wish);

struct MoveWish {
  int64_t assessment_id = 0;
  StageAct act = StageAct::kFinish;  // finish, return, reopen
  std::string reason;                // needed by return and reopen, and by finish when evidence is missing
  int64_t row_version = 0;
};
// Finishing the self stage asks for a value and an explanation of every item, finishing any other for a
// value; the last one sets the index. Errors: assessment.reason_missing, assessment.unanswered {0}=how many
// {1}=first code, assessment.unexplained likewise, assessment.evidence_missing likewise (a reason lets it
// pass), assessment.too_fine.
Result<AssessmentHead> MoveStage(sql::Connection& c, const ActContext& context,
                                 const std::shared_ptr<const Instrument>& instrument, const MoveWish& wish);

// Records who agreed to publication, and when. Needs Right::kEvaluate at the subject or kAdminister; the self
// stage must be over. Errors: assessment.consent_invalid with fields signer, position
// (assessment.name_missing), on (assessment.date_ahead); assessment.self_not_over (conflict).
Status GiveConsent(sql::Connection& c, const ActContext& context, int64_t assessment_id,
                   const Consent& consent);

std::vector<ItemWeight> ListWeights(sql::Connection& c, int64_t government_id, int64_t assessment_id);
std::vector<AssessmentHead> ListAssessments(sql::Connection& c, int64_t government_id);  // newest year first
std::optional<AssessmentHead> FindAssessment(sql::Connection& c, int64_t government_id, int64_t id);
Sheet LoadSheet(sql::Connection& c, int64_t government_id, const AssessmentHead& head,
                std::shared_ptr<const Instrument> instrument);
// Subject of evidence: "assessment/12/self/35-2".
std::string EvidenceSubject(int64_t assessment_id, Stage stage, std::string_view item);

struct StoryRow {
  std::string act, stage, to_stage, item, value, words, login;
  Instant at = 0;
};
// Newest first: of one item, or of the moves between stages (item "").
std::vector<StoryRow> Story(sql::Connection& c, int64_t government_id, int64_t assessment_id,
                            std::string_view item);

// Adds a row of the story, the audit entry ("assessment.<act>") and raises the data version: for the verbs of
// this module.
struct Told {
  int64_t assessment_id = 0;
  std::string act, stage = {}, to_stage = {}, item = {}, value = {}, words = {};
};
void Tell(sql::Connection& c, const ActContext& context, const Told& told);

}  // namespace sinergi::assessment
