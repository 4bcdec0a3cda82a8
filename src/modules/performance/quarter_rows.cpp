#include "modules/performance/quarter_rows.h"

#include <algorithm>
#include <unordered_map>

namespace sinergi::performance {
namespace {

// Files by indicator, in one statement.
std::unordered_map<int64_t, int> CountEvidence(sql::Connection& c, int64_t government_id, Period period) {
  std::unordered_map<int64_t, int> counts;
  const std::string ending = "/" + period.Code();
  c.Query(
      "SELECT subject, count(*) FROM evidence WHERE government_id = ? AND removed_at IS NULL AND subject "
      "LIKE ? "
      "GROUP BY subject",
      {government_id, "indicator/%" + ending}, [&](const sql::Row& row) {
        std::string_view id = row.Text(0);
        id.remove_prefix(std::string_view("indicator/").size());
        id.remove_suffix(ending.size());
        if (const auto indicator = ReadId(id)) counts[*indicator] = static_cast<int>(row.Int(1));
      });
  return counts;
}

void FindReturn(sql::Connection& c, int64_t government_id, QuarterRow& row) {
  for (const MeasurementHistoryRow& act :
       MeasurementHistory(c, government_id, row.newest->indicator_id, row.newest->quarter)) {
    if (act.act != "return") continue;
    row.return_reason = act.reason;
    row.returned_by = act.login;
  }
}

}  // namespace

const std::string& QuarterRow::JumpReason() const {
  static const std::string kNone;
  return newest ? newest->jump_reason : kNone;
}

std::vector<QuarterRow> ReadQuarterRows(sql::Connection& c, const Scope& scope) {
  const PlanYear& plan = *scope.plan;
  std::unordered_map<int64_t, MeasurementRow> newest;
  for (MeasurementRow& m : NewestMeasurements(c, plan.government_id, plan.plan_id, scope.period.quarter))
    newest.emplace(m.indicator_id, std::move(m));
  const auto evidence = CountEvidence(c, plan.government_id, scope.period);
  std::vector<QuarterRow> rows;
  for (int i = 0; i < static_cast<int>(plan.indicators.size()); ++i) {
    const Indicator& indicator = plan.indicators[static_cast<size_t>(i)];
    if (!scope.Has(indicator.node)) continue;
    QuarterRow& row = rows.emplace_back();
    row.indicator = i;
    if (const auto files = evidence.find(indicator.id); files != evidence.end()) row.evidence = files->second;
    const auto found = newest.find(indicator.id);
    if (found == newest.end()) continue;
    row.newest = found->second;
    row.warnings = WarningsOf(indicator, scope.period.quarter, row.newest->realised);
    if (row.In(MeasurementState::kReturned)) FindReturn(c, plan.government_id, row);
  }
  return rows;
}

std::string EvidenceSubject(int64_t indicator_id, Period period) {
  return fmt::format("indicator/{}/{}", indicator_id, period.Code());
}

std::string_view TagOf(MeasurementState state) {
  switch (state) {
    case MeasurementState::kReturned:
      return "bad";
    case MeasurementState::kSubmitted:
      return "warn";
    case MeasurementState::kVerified:
    case MeasurementState::kLocked:
      return "good";
    case MeasurementState::kDraft:
      break;
  }
  return "";
}

void AddSources(const kernel::Visit& v, sql::Connection& c, const Scope& scope, std::vector<QuarterRow>& rows) {
  if (scope.sources == nullptr || !*scope.sources) return;
  const auto id_of = [&](const QuarterRow& row) {
    return scope.plan->indicators[static_cast<size_t>(row.indicator)].id;
  };
  std::vector<int64_t> ids;
  for (const QuarterRow& row : rows)
    if (row.newest) ids.push_back(id_of(row));
  const auto sources = (*scope.sources)(c, v, scope.period, ids);
  for (QuarterRow& row : rows)
    if (const auto found = sources.find(id_of(row)); found != sources.end()) row.source = found->second;
}

void FillState(const kernel::Visit& v, const QuarterRow& row, ctemplate::TemplateDictionary& dict) {
  dict.SetValue("STATE_TEXT", v.T(row.newest ? fmt::format("interface.state_{}", Name(row.newest->state))
                                             : "interface.state_none"));
  dict.SetValue("STATE_TAG", row.newest ? std::string(TagOf(row.newest->state)) : "");
  if (!row.In(MeasurementState::kReturned)) return;
  dict.ShowSection("RETURNED");
  dict.SetValue("RETURN_REASON", row.return_reason);
  dict.SetValue("RETURNED_BY", row.returned_by);
}

void FillWarnings(const kernel::Visit& v, const QuarterRow& row, ctemplate::TemplateDictionary& dict) {
  for (const std::string& warning : row.warnings)
    dict.AddSectionDictionary("WARNING")->SetValue("WARNING_TEXT", v.T("interface.warn_" + warning));
}

void FillProblems(const std::vector<Problem>& problems, ctemplate::TemplateDictionary& page) {
  ctemplate::TemplateDictionary* part = page.AddIncludeDictionary("PROBLEM_LIST");
  part->SetFilename("performance/problems");
  if (problems.empty()) return;
  ctemplate::TemplateDictionary* list = part->AddSectionDictionary("PROBLEMS");
  for (const Problem& problem : problems) {
    auto* row = list->AddSectionDictionary("PROBLEM");
    row->SetValue("PROBLEM_PLACE", problem.place);
    row->SetValue("PROBLEM_TEXT", problem.text);
    row->SetValue("PROBLEM_ANCHOR", problem.anchor);
  }
}

}  // namespace sinergi::performance
