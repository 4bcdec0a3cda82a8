// The store of follow-ups: decisions in the database, changed by verbs inside the caller's Write, each with its
// row of the story and its audit entry in the same transaction.
//
// Errors of all: meeting.follow_up_unknown, kernel.forbidden, meeting.follow_up_changed (the row version seen is
// no longer the newest).
#pragma once

#include <map>

#include "modules/meeting/follow_up.h"
#include "modules/performance/public.h"
#include "platform/sql/database.h"

namespace sinergi::meeting {

using performance::ActContext;

constexpr size_t kDecisionBytesMost = 1000;
constexpr size_t kWordsBytesMost = 4000;

// Who may plan, lead and record meetings of a unit (0: the whole government), and judge follow-ups: verifiers,
// planners, evaluators and administrators there.
bool MayLead(const kernel::Actor& actor, const kernel::UnitTree& units, int64_t unit_id);
bool MaySee(const kernel::Actor& actor, const kernel::UnitTree& units, const FollowUp& one);
// Reports and finishes: officers of the owning unit, and the person named.
bool MayOwn(const kernel::Actor& actor, const kernel::UnitTree& units, const FollowUp& one);

struct NewFollowUp {
  int64_t meeting_id = 0, item_id = 0;  // 0: decided outside of a meeting, at the owner's agency
  int64_t unit_id = 0, account_id = 0, indicator_id = 0;
  std::string decision;
  Aim aim = Aim::kQuarter;
  std::optional<Period> period;  // of the meeting where it has one
  std::optional<Date> due;
};
// The meeting must be open (meeting.not_open). Errors: meeting.follow_up_invalid with fields decision
// (meeting.decision_missing, …), unit (meeting.unit_missing), person (meeting.person_unknown), due
// (meeting.due_missing, meeting.due_past), indicator (meeting.indicator_unknown), item (meeting.item_unknown).
Result<int64_t> AddFollowUp(sql::Connection& c, const ActContext& context, const NewFollowUp& wish);

struct FollowUpMove {
  int64_t id = 0;
  FollowUpAct act = FollowUpAct::kReport;
  std::string words;
  std::optional<Date> due;  // of kPostpone
  int64_t row_version = 0;
};
// Errors: meeting.step_refused, meeting.own_work (who finished it does not accept it), meeting.move_invalid with
// fields words (meeting.words_missing, …) and due (meeting.due_missing, meeting.due_not_later).
Result<FollowUp> MoveFollowUp(sql::Connection& c, const ActContext& context, const FollowUpMove& move);

std::optional<FollowUp> FindFollowUp(sql::Connection& c, int64_t government_id, int64_t id);
// All of a government, unfinished first, by due date; or those of one meeting in the order they were decided.
std::vector<FollowUp> ListFollowUps(sql::Connection& c, int64_t government_id);
std::vector<FollowUp> DecisionsOf(sql::Connection& c, int64_t government_id, int64_t meeting_id);
// Decided for a quarter by an agency, or by its government for a unit of it: what form E.81 prints.
std::vector<FollowUp> DecidedFor(sql::Connection& c, const kernel::UnitTree& units, int64_t government_id,
                                 int64_t agency_id, Period period);

struct FollowUpStory {
  std::string act, to_state, words, login;
  Date due;
  Instant at = 0;
};
std::vector<FollowUpStory> StoryOf(sql::Connection& c, int64_t government_id, int64_t id);  // newest first
// The latest act with words of every follow-up that has one, by its id.
struct LatestAct {
  std::string act, words;
};
std::map<int64_t, LatestAct> LatestActs(sql::Connection& c, int64_t government_id);

std::string EvidenceSubject(int64_t follow_up_id);  // "follow-up/12"

// A text a person typed: "<field>" is refused when it is too long or no text; when it is empty and `missing_code`
// is given. Line ends are kept.
void CheckWords(std::string_view field, std::string_view text, size_t bytes, std::string_view missing_code,
                Error& error);
// A key as it is stored: null for 0.
sql::Value KeyOrNull(int64_t id);

}  // namespace sinergi::meeting
