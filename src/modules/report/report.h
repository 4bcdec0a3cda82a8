// Report (LKjIP, laporan kinerja instansi pemerintah): what an agency has reached of what it promised for a year, written
// down once a year (Perpres 29/2014, PermenPANRB 53/2014).
//
//   drafted --review--> reviewed --finish--> final --revise(reason)--> version 2, drafted
//      ^--reopen(reason)-- reviewed          final --(version 2 is final)--> replaced
//
// Invariants: from the review on its figures, texts and chapters are frozen, so that what was reviewed is what is handed in;
// a final one is never changed. Of people it knows name, position and rank only. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace sinergi::report {

enum class ReportState { kDrafted, kReviewed, kFinal, kReplaced };
std::string_view Name(ReportState state);  // "drafted", "reviewed", "final", "replaced"
std::optional<ReportState> ParseReportState(std::string_view name);

enum class ReportAct { kReview, kReopen, kFinish, kRevise, kDiscard };
constexpr ReportAct kReportActs[] = {ReportAct::kReview, ReportAct::kFinish, ReportAct::kRevise,
                                     ReportAct::kReopen, ReportAct::kDiscard};
std::string_view Name(ReportAct act);  // "review", "reopen", "finish", "revise", "discard"
std::optional<ReportAct> ParseReportAct(std::string_view name);
// What the act needs to find; revising leaves the final version as it is.
ReportState FromState(ReportAct act);
bool NeedsReason(ReportAct act);
bool NeedsDay(ReportAct act);

struct Signer {
  std::string name, position, rank;
  friend bool operator==(const Signer&, const Signer&) = default;
};

struct ReportHead {
  int64_t id = 0, series_id = 0, version = 1;
  int64_t unit_id = 0, plan_id = 0;
  int year = 0;
  ReportState state = ReportState::kDrafted;
  std::string reason;  // why there is a newer version
  Signer signer, reviewer;
  std::string place;
  std::optional<Date> reviewed_on, finished_on;
  int64_t row_version = 1;

  bool Frozen() const { return state != ReportState::kDrafted; }
};

}  // namespace sinergi::report
