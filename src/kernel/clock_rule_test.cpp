#include "kernel/clock_rule.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace sinergi::kernel {
namespace {

// The history of a record, and what it means to its clock: Start, Pause, Resume, Extend, X for stop, and
// when.
TEST(ClockRules, HistoriesBecomeEvents) {
  ClockRule rule;
  rule.length = 10, rule.extension = 7, rule.extend_act = "extend";
  rule.from = {"registered"}, rule.until = {"granted", "refused"}, rule.pause = {"incomplete", "waiting"};
  const struct {
    const char* states;  // a state a step; "!extend" is the act that leaves the state as it was
    const char* events;
  } table[] = {
      {"draft", ""},
      {"draft incomplete registered", "S2 "},
      {"registered processing granted", "S0 X2 "},
      {"registered incomplete processing granted", "S0 P1 R2 X3 "},
      {"registered incomplete waiting processing", "S0 P1 R3 "},
      {"registered incomplete granted", "S0 P1 X2 "},
      {"registered processing !extend granted", "S0 E2 X3 "},
      {"registered incomplete !extend processing", "S0 P1 E2 R3 "},
      {"registered granted processing incomplete refused", "S0 X1 "},
      {"registered processing registered refused", "S0 X3 "},
      {"draft !extend registered", "S2 "},
  };
  for (const auto& row : table) {
    std::vector<StateChange> history;
    std::string state;
    for (const std::string_view step : Split(row.states, ' ')) {
      const bool acts = step.starts_with('!');
      if (!acts) state = step;
      history.push_back(
          {std::string(acts ? step.substr(1) : "move"), state, static_cast<Instant>(history.size()), ""});
    }
    std::string events;
    for (const ClockEvent& event : EventsOf(rule, history))
      events += fmt::format("{}{} ", "SPREX"[static_cast<size_t>(event.act)], event.at);
    EXPECT_EQ(events, row.events) << row.states;
  }
}

}  // namespace
}  // namespace sinergi::kernel
