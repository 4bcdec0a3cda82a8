// FollowUp (tindak lanjut): what a meeting decided, who does it, by when, and its way to being accepted.
//
//   open --report--> in progress --finish--> done --accept--> accepted
//                       ^  <-return(reason)-- done;   open, in progress --postpone(reason)--> the same, later
//
// The way is the table FollowUpSteps(). The owner reports and finishes; who leads the meeting accepts, returns
// and postpones. In time is what was done by the date first agreed: postponing does not make it so.
// Pure; the store applies it inside a transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/period.h"
#include "base/score.h"

namespace sinergi::meeting {

// Stored by name: "open", "in_progress", "done", "accepted".
enum class FollowUpState { kOpen, kInProgress, kDone, kAccepted };
std::string_view Name(FollowUpState state);
std::optional<FollowUpState> ParseFollowUpState(std::string_view name);

// "report", "finish", "accept", "return", "postpone".
enum class FollowUpAct { kReport, kFinish, kAccept, kReturn, kPostpone };
std::string_view Name(FollowUpAct act);
std::optional<FollowUpAct> ParseFollowUpAct(std::string_view name);

enum class Hand { kOwner, kLead };

struct FollowUpStep {
  FollowUpState from;
  FollowUpAct act;
  Hand hand;
  FollowUpState to;
  bool needs_words = false;
};
std::span<const FollowUpStep> FollowUpSteps();
const FollowUpStep* FindFollowUpStep(FollowUpState from, FollowUpAct act);  // null: there is none

// Which row of form E.81 it belongs to: what the next quarter needs, or what the next Renja needs.
enum class Aim { kQuarter, kRenja };
std::string_view Name(Aim aim);  // "quarter", "renja"
std::optional<Aim> ParseAim(std::string_view name);

struct FollowUp {
  int64_t id = 0;
  int64_t home_unit_id = 0;  // who decided; 0: the whole government
  int64_t meeting_id = 0, item_id = 0;
  int64_t unit_id = 0, account_id = 0;  // the owner: a unit, and in it a person if named
  int64_t indicator_id = 0;             // 0: for none
  std::string decision;
  Aim aim = Aim::kQuarter;
  std::optional<Period> period;  // the quarter that was evaluated
  Date due, first_due;
  FollowUpState state = FollowUpState::kOpen;
  std::optional<Date> done_on;
  int64_t done_by = 0;  // account
  int64_t row_version = 1;

  bool Finished() const { return done_on.has_value(); }
  bool IsLate(const Date& today) const { return !Finished() && due < today; }
  bool InTime() const { return done_on && *done_on <= first_due; }
};

// Share done in time: of those that are done, or whose first date has passed.
struct TimelyShare {
  int due = 0, in_time = 0;
  std::optional<Score> Share() const { return Score::OfRatio(in_time, due); }
};
TimelyShare TimelyShareOf(const std::vector<FollowUp>& all, const Date& today);

}  // namespace sinergi::meeting
