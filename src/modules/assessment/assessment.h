// Assessment (penilaian): a government or an agency measured by an instrument for a year, on its way through
// the hands:
//
//   self --finish--> internal --finish--> (document, interview, visit: those that take place) --finish-->
//   final each but self --return(reason)--> the one before;  final --finish--> closed --reopen(reason)-->
//   final, next revision
//
// Each stage keeps its own answer to each item. What counts at a stage is its own answer, else the nearest
// earlier one. Who may do what is the table StageRules(): stage × act -> rights. Pure: knows no SQL, HTTP,
// JSON or clock.
//
// Source: PermenPANRB 59/2020 BAB III (pemantauan = self and document; evaluasi = also interview, visit
// optional).
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "kernel/actor.h"
#include "modules/assessment/index.h"

namespace sinergi::assessment {

enum class Stage { kSelf, kInternal, kDocument, kInterview, kVisit, kFinal };
constexpr std::array<Stage, 6> kStages = {Stage::kSelf,      Stage::kInternal, Stage::kDocument,
                                          Stage::kInterview, Stage::kVisit,    Stage::kFinal};
std::string_view Name(Stage stage);  // "self", "internal", "document", "interview", "visit", "final"
std::optional<Stage> ParseStage(std::string_view name);

// The stages that take place: self, internal and final always.
class Course {
 public:
  Course() = default;
  explicit Course(std::span<const Stage> external);
  static Course Parse(std::string_view text);  // "document interview"; other words are passed over
  std::string Text() const;                    // the external ones
  bool Has(Stage stage) const { return has_[static_cast<size_t>(stage)]; }
  std::optional<Stage> After(Stage stage) const;   // empty after final
  std::optional<Stage> Before(Stage stage) const;  // empty before self

 private:
  std::array<bool, 6> has_ = {true, true, false, false, false, true};
};

enum class StageAct { kAnswer, kFinish, kReturn, kReopen };
std::string_view Name(StageAct act);  // "answer", "finish", "return", "reopen"

// Where a right must hold: at the unit that was given the item, or at the unit (or government) assessed.
enum class At { kItemUnit, kSubject };

struct StageRule {
  Stage stage;
  StageAct act;
  kernel::Right right;
  At at;
};
std::span<const StageRule> StageRules();

// The unit assessed (0: the government) and the unit that answers the item (0: not given to anyone).
struct Place {
  int64_t subject_unit = 0, item_unit = 0;
};
bool MayAct(const kernel::Actor& actor, const kernel::UnitTree& units, const Place& place, Stage stage,
            StageAct act);
// Sees the answers and evidence of an item.
bool MayRead(const kernel::Actor& actor, const kernel::UnitTree& units, const Place& place);

// Where an assessment stands.
struct Position {
  Stage stage = Stage::kSelf;
  bool closed = false;
  int revision = 1;
  friend bool operator==(const Position&, const Position&) = default;
};
// The position after an act; empty when the act does not exist there.
std::optional<Position> Move(const Course& course, const Position& from, StageAct act);

struct Answer {
  std::optional<Ratio> value;
  std::vector<Ratio> met;  // levels whose criterion is fulfilled, rising
  std::string explanation;
  int64_t row_version = 0;  // 0: nothing stored
  std::string login;
  Instant at = 0;
};

// Levels that must be met before `value` may be set: those of the item's criteria below it that are not in
// `met`. Level 0 asks for nothing.
std::vector<Ratio> UnmetBelow(const Item& item, const Ratio& value, const std::vector<Ratio>& met);

// What is asked of an answer before it is stored.
struct AnswerCheck {
  Stage stage = Stage::kSelf;
  bool strict_levels = true;     // a level may be set only when the ones below it are met
  std::optional<Ratio> earlier;  // what counted before this stage
};
// Errors: assessment.answer_invalid with fields value (assessment.value_unknown: the scale has no such level,
// assessment.level_below_unmet {0}=levels), met (assessment.value_unknown), explanation
// (assessment.text_too_long, assessment.text_unreadable, assessment.difference_unexplained: a later stage
// says something else and does not say why).
Status CheckAnswer(const Instrument& instrument, int item, const Answer& answer, const AnswerCheck& check);

// Values as people read and type them: "3", "3,25", "11/3".
std::string PrintValue(const Ratio& value);
std::optional<Ratio> ReadValue(std::string_view text);

constexpr size_t kTextBytesMost = 4000;

}  // namespace sinergi::assessment
