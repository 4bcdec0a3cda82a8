#include "modules/meeting/follow_up.h"

#include <gmock/gmock.h>

namespace sinergi::meeting {
namespace {

using State = FollowUpState;
using Act = FollowUpAct;

struct WayRow {
  State from;
  Act act;
  std::optional<State> to;
  Hand hand = Hand::kOwner;
};

TEST(FollowUp, ItsWayIsThis) {
  const WayRow rows[] = {
      {State::kOpen, Act::kReport, State::kInProgress},
      {State::kOpen, Act::kFinish, State::kDone},
      {State::kOpen, Act::kAccept, {}},
      {State::kOpen, Act::kReturn, {}},
      {State::kOpen, Act::kPostpone, State::kOpen, Hand::kLead},
      {State::kInProgress, Act::kReport, State::kInProgress},
      {State::kInProgress, Act::kFinish, State::kDone},
      {State::kInProgress, Act::kAccept, {}},
      {State::kInProgress, Act::kReturn, {}},
      {State::kInProgress, Act::kPostpone, State::kInProgress, Hand::kLead},
      {State::kDone, Act::kReport, {}},
      {State::kDone, Act::kFinish, {}},
      {State::kDone, Act::kAccept, State::kAccepted, Hand::kLead},
      {State::kDone, Act::kReturn, State::kInProgress, Hand::kLead},
      {State::kDone, Act::kPostpone, {}},
      {State::kAccepted, Act::kReport, {}},
      {State::kAccepted, Act::kReturn, {}},
      {State::kAccepted, Act::kPostpone, {}},
  };
  for (const WayRow& row : rows) {
    SCOPED_TRACE(std::string(Name(row.from)) + " " + std::string(Name(row.act)));
    const FollowUpStep* step = FindFollowUpStep(row.from, row.act);
    ASSERT_EQ(step != nullptr, row.to.has_value());
    if (!step) continue;
    EXPECT_EQ(step->to, *row.to);
    EXPECT_EQ(step->hand, row.hand);
    EXPECT_EQ(step->needs_words, row.act != Act::kAccept);
  }
}

TEST(FollowUp, NamesAreReadAsWritten) {
  for (const State state : {State::kOpen, State::kInProgress, State::kDone, State::kAccepted})
    EXPECT_EQ(ParseFollowUpState(Name(state)), state);
  for (const Act act : {Act::kReport, Act::kFinish, Act::kAccept, Act::kReturn, Act::kPostpone})
    EXPECT_EQ(ParseFollowUpAct(Name(act)), act);
  EXPECT_EQ(ParseAim("renja"), Aim::kRenja);
  EXPECT_FALSE(ParseFollowUpState("late"));
  EXPECT_FALSE(ParseFollowUpAct(""));
}

FollowUp Made(Date first_due, Date due, std::optional<Date> done_on) {
  FollowUp one;
  one.first_due = first_due;
  one.due = due;
  one.done_on = done_on;
  if (done_on) one.state = State::kDone;
  return one;
}

struct TimeRow {
  Date first_due, due;
  std::optional<Date> done_on;
  bool late, counted, in_time;
};

TEST(FollowUp, LateAndInTime) {
  const Date today{2024, 10, 10}, before{2024, 10, 9}, after{2024, 10, 11};
  const TimeRow rows[] = {
      {after, after, {}, false, false, false},      // not yet
      {today, today, {}, false, false, false},      // the last day
      {before, before, {}, true, true, false},      // passed by
      {before, after, {}, false, true, false},      // postponed: no longer late, but not in time either
      {today, today, today, false, true, true},     // on the day
      {after, after, before, false, true, true},    // early
      {before, after, today, false, true, false},   // by the later date only
      {before, before, today, false, true, false},  // late, but done
  };
  std::vector<FollowUp> all;
  for (const TimeRow& row : rows) {
    const FollowUp one = Made(row.first_due, row.due, row.done_on);
    SCOPED_TRACE(&row - rows);
    EXPECT_EQ(one.IsLate(today), row.late);
    const TimelyShare share = TimelyShareOf({one}, today);
    EXPECT_EQ(share.due, row.counted ? 1 : 0);
    EXPECT_EQ(share.in_time, row.in_time ? 1 : 0);
    all.push_back(one);
  }
  const TimelyShare share = TimelyShareOf(all, today);
  EXPECT_EQ(share.due, 6);
  EXPECT_EQ(share.in_time, 2);
  EXPECT_EQ(share.Share()->Print(), "33,33");
  EXPECT_FALSE(TimelyShareOf({}, today).Share());
}

}  // namespace
}  // namespace sinergi::meeting
