// Sheet: one assessment with all its answers, as the pages, the papers and the index read it. A plain value.
//
//   sheet.LevelsAt(Stage::kInternal)   // own answers of the internal stage, else those of the self stage
//   Conflicts(sheet)                   // items on which stages do not agree, side by side
//
// Invariants: `units`, and `answers` and `files` of each stage, have one entry an item of the instrument.
#pragma once

#include <memory>

#include "base/clock.h"
#include "modules/assessment/assessment.h"

namespace sinergi::assessment {

// Leave to publish the result, given by the coordinator (PermenPANRB 59/2020: Pernyataan Persetujuan
// Publikasi).
struct Consent {
  Date on;
  std::string signer, position;
};

struct AssessmentHead {
  int64_t id = 0, unit_id = 0;  // unit 0: the whole government
  int year = 0;
  std::string instrument, scoring;  // ids; scoring "" where there is one way only
  Course course;
  bool strict_levels = true;
  std::string remark;
  Position at;
  int64_t row_version = 0;
  std::optional<Decimal> index;  // as it was set when closed last
  std::string predicate;         // likewise
  std::optional<Consent> consent;
};

struct Sheet {
  AssessmentHead head;
  std::shared_ptr<const Instrument> instrument;
  std::vector<int64_t> units;  // who answers, 0: not given
  std::array<std::vector<Answer>, 6> answers;
  std::array<std::vector<int>, 6> files;  // how many

  Sheet(AssessmentHead its_head, std::shared_ptr<const Instrument> its_instrument);
  size_t items() const { return units.size(); }
  Place PlaceOf(size_t item) const { return {head.unit_id, units[item]}; }
  const Answer& At(Stage stage, size_t item) const { return answers[static_cast<size_t>(stage)][item]; }
  // What counts at a stage: its own value, else the nearest earlier one; only stages that take place.
  std::optional<Ratio> Counting(Stage stage, size_t item) const;
  std::optional<Ratio> Before(Stage stage, size_t item) const;  // what counted when the stage began
  Levels LevelsAt(Stage stage) const;
};

// How much of the items is done at a stage.
struct Completeness {
  int items = 0, answered = 0, explained = 0, evidenced = 0;
  int own = 0;                                                  // answered at this very stage
  int differs = 0;                                              // of them, with another value than before
  std::string first_unanswered, first_unexplained, first_bare;  // codes of items; bare: without evidence
  Completeness& operator+=(const Completeness& other);
};
Completeness CompletenessOf(const Sheet& sheet, Stage stage, size_t item);
Completeness CompletenessOf(const Sheet& sheet, Stage stage);
// Of the items of one group and of those below it.
Completeness CompletenessOfGroup(const Sheet& sheet, Stage stage, int group);

struct Conflict {
  size_t item = 0;
  std::array<std::optional<Ratio>, 6> values;  // own values by stage
  Ratio spread;                                // highest minus lowest
};
std::vector<Conflict> Conflicts(const Sheet& sheet);  // widest first, then in the order of the items

// Items that carry the result and items that hold it back: in the upper or lower quarter of their scale; the
// heaviest first, by what their distance from the other end does to the index.
struct Standing {
  std::vector<size_t> strengths, weaknesses;
};
Standing StandingOf(const Instrument& instrument, const Levels& levels);

}  // namespace sinergi::assessment
