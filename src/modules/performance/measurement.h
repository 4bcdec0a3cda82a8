// Measurement (pengukuran): what an officer reports for one indicator and quarter, and its way through the hands.
//
//   (none) --save--> draft --submit--> submitted --verify--> verified --lock--> locked --revise(reason)--> version 2, draft
//                      ^  <-withdraw-- submitted;  returned <--return(reason)-- submitted, verified
//
// The way is the table Steps(): state × act × right -> state. Pure; the store applies it inside a transaction.
// Figures count from submission on (see Counts); a locked one is never changed: a correction is a new version with a reason,
// and the old version counts until the new one is submitted.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "kernel/actor.h"
#include "modules/performance/plan_year.h"

namespace sinergi::performance {

enum class MeasurementAct { kSave, kSubmit, kWithdraw, kReturn, kVerify, kLock, kRevise };
std::string_view Name(MeasurementAct act);  // "save", "submit", "withdraw", "return", "verify", "lock", "revise"
std::optional<MeasurementAct> ParseMeasurementAct(std::string_view name);

struct Step {
  std::optional<MeasurementState> from;  // empty: nothing entered yet
  MeasurementAct act;
  kernel::Right right;
  MeasurementState to;
  bool needs_reason = false;
  bool within_window = false;  // only while the quarter is open, or after it was returned or opened for correction
};
std::span<const Step> Steps();
// The step from a state by an act; empty when there is none.
const Step* FindStep(std::optional<MeasurementState> from, MeasurementAct act);

// Opening and closing date of a quarter, both included.
struct QuarterWindow {
  Period period;
  Date opens, closes;
  bool IsOpen(const Date& day) const { return opens <= day && day <= closes; }
};

// What an officer types for a quarter.
struct Entry {
  std::string realised, obstacle, solution, driver, follow_up;
  std::string jump_reason;  // why an unusual figure is right
};

// Things that ask for a reason, not walls: "jump" (more than half away from last quarter's), "falls" (a cumulative figure that
// falls), "over_100" (a percentage over 100), "not_a_number" (a text where the target is a number).
std::vector<std::string> WarningsOf(const Indicator& indicator, int quarter, const Quantity& realised);

// Texts too long, not UTF-8, or a number that cannot be read though it looks like one ("1.5"): field errors.
// Errors: performance.entry_invalid with fields realised (performance.number_ambiguous, performance.number_too_large),
// obstacle … (performance.text_too_long).
Status CheckEntry(Direction direction, const Entry& entry);

}  // namespace sinergi::performance
