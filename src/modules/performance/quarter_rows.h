// QuarterRow: one indicator of a scope in a quarter, as the entry grid and the verification list work on it:
// the newest version of its measurement with what hangs on it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/performance/scope.h"

namespace sinergi::performance {

struct QuarterRow {
  int indicator = 0;  // index in the plan
  std::optional<MeasurementRow> newest;
  std::vector<std::string> warnings;
  std::string return_reason, returned_by;  // of a returned one
  int evidence = 0;                        // files
  std::optional<FigureSource> source;      // where the figure was taken over from; see AddSources

  bool In(MeasurementState state) const { return newest && newest->state == state; }
  bool Editable() const { return !newest || In(MeasurementState::kDraft) || In(MeasurementState::kReturned); }
  bool Filled() const { return newest && !newest->realised.empty(); }
  int64_t RowVersion() const { return newest ? newest->row_version : 0; }
  const std::string& JumpReason() const;
  bool LacksReason() const { return !warnings.empty() && JumpReason().empty(); }
};

// Every indicator of the scope, in the plan's order. The scope has a plan.
std::vector<QuarterRow> ReadQuarterRows(sql::Connection& c, const Scope& scope);
// Tells each row where its figure was taken over from. Inside the same Read.
void AddSources(const kernel::Visit& v, sql::Connection& c, const Scope& scope, std::vector<QuarterRow>& rows);

// What evidence of a measurement hangs on: "indicator/12/2024-Q3".
std::string EvidenceSubject(int64_t indicator_id, Period period);

// "draft" -> good/warn/bad of the tag that shows a state.
std::string_view TagOf(MeasurementState state);
// Sets STATE_TEXT, STATE_TAG and, for what came back, the section RETURNED with RETURN_REASON and
// RETURNED_BY.
void FillState(const kernel::Visit& v, const QuarterRow& row, ctemplate::TemplateDictionary& dict);
// Adds a section WARNING with WARNING_TEXT for each.
void FillWarnings(const kernel::Visit& v, const QuarterRow& row, ctemplate::TemplateDictionary& dict);

// A refusal that a page lists: which row, why, and the row's anchor.
struct Problem {
  std::string place, text, anchor;
};
// Part PROBLEM_LIST of a page's template.
void FillProblems(const std::vector<Problem>& problems, ctemplate::TemplateDictionary& page);

}  // namespace sinergi::performance
