#include "kernel/clock_rule.h"

#include <algorithm>

namespace sinergi::kernel {
namespace {

bool Has(const std::vector<std::string>& states, const std::string& state) {
  return std::ranges::find(states, state) != states.end();
}

}  // namespace

std::vector<ClockEvent> EventsOf(const ClockRule& rule, std::span<const StateChange> history) {
  std::vector<ClockEvent> events;
  bool paused = false;
  for (const StateChange& change : history) {
    if (events.empty()) {
      if (Has(rule.from, change.state)) events.push_back({ClockAct::kStart, change.at, change.reason});
      continue;
    }
    if (rule.extension > 0 && change.act == rule.extend_act)
      events.push_back({ClockAct::kExtend, change.at, change.reason});
    if (Has(rule.until, change.state)) {
      events.push_back({ClockAct::kStop, change.at, change.reason});
      return events;
    }
    const bool pauses = Has(rule.pause, change.state);
    if (pauses != paused)
      events.push_back({pauses ? ClockAct::kPause : ClockAct::kResume, change.at, change.reason});
    paused = pauses;
  }
  return events;
}

}  // namespace sinergi::kernel
