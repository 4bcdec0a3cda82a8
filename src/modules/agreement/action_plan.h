// Action plan (rencana aksi) of an agreement: the steps by which its indicators are to be reached, what comes of each, who
// carries it, in which months of the year, and which of those months were reported as done on which day.
//
//   Menyusun jadwal konten · 4 dokumen · Pranata Humas · March done, June done late, September overdue, December planned
//
// A month is done in time until its last day. Invariants: steps change only while the agreement is drafted, months are
// reported only once it is signed; both keep their step through revisions. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace sinergi::agreement {

struct DoneMonth {
  int month = 0;
  Date day;
  std::string realised;  // "1 dokumen"
};

struct ActionStep {
  int64_t id = 0, indicator_id = 0;
  std::string action, output, carrier;
  std::vector<int> months;  // 1 to 12, ascending
  std::vector<DoneMonth> done;

  const DoneMonth* Done(int month) const;
  bool Planned(int month) const;
};

std::string MonthsText(const std::vector<int>& months);  // "3,6,9"
std::optional<std::vector<int>> ParseMonths(
    std::string_view text);  // sorted, each once; empty when one is none

enum class MonthState { kPlanned, kDone, kDoneLate, kOverdue };
std::string_view Name(MonthState state);  // "planned", "done", "done_late", "overdue"
MonthState StateOf(const ActionStep& step, int month, int year, const Date& today);

// Planned months that are over and not done, ascending.
std::vector<int> OverdueMonths(const ActionStep& step, int year, const Date& today);

// Planned months of a quarter (0: of the year), those whose time has come or that are done already, and of these the done and
// the late ones; done late counts as both.
struct ActionProgress {
  int planned = 0, due = 0, done = 0, late = 0;
};
ActionProgress ProgressOf(const std::vector<ActionStep>& steps, int quarter, int year, const Date& today);

}  // namespace sinergi::agreement
