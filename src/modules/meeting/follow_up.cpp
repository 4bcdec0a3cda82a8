#include "modules/meeting/follow_up.h"

#include <algorithm>
#include <array>

#include "base/enum_names.h"

namespace sinergi::meeting {
namespace {

using State = FollowUpState;
using Act = FollowUpAct;

constexpr std::array<std::string_view, 4> kFollowUpStates{"open", "in_progress", "done", "accepted"};
constexpr std::array<std::string_view, 5> kFollowUpActs{"report", "finish", "accept", "return", "postpone"};
constexpr std::array<std::string_view, 2> kAims{"quarter", "renja"};

constexpr FollowUpStep kSteps[] = {
    {State::kOpen, Act::kReport, Hand::kOwner, State::kInProgress, true},
    {State::kInProgress, Act::kReport, Hand::kOwner, State::kInProgress, true},
    {State::kOpen, Act::kFinish, Hand::kOwner, State::kDone, true},
    {State::kInProgress, Act::kFinish, Hand::kOwner, State::kDone, true},
    {State::kDone, Act::kAccept, Hand::kLead, State::kAccepted, false},
    {State::kDone, Act::kReturn, Hand::kLead, State::kInProgress, true},
    {State::kOpen, Act::kPostpone, Hand::kLead, State::kOpen, true},
    {State::kInProgress, Act::kPostpone, Hand::kLead, State::kInProgress, true},
};

}  // namespace

std::string_view Name(FollowUpState state) {
  return kFollowUpStates[static_cast<size_t>(state)];
}
std::optional<FollowUpState> ParseFollowUpState(std::string_view name) {
  return EnumOf<FollowUpState>(kFollowUpStates, name);
}
std::string_view Name(FollowUpAct act) {
  return kFollowUpActs[static_cast<size_t>(act)];
}
std::optional<FollowUpAct> ParseFollowUpAct(std::string_view name) {
  return EnumOf<FollowUpAct>(kFollowUpActs, name);
}
std::string_view Name(Aim aim) {
  return kAims[static_cast<size_t>(aim)];
}
std::optional<Aim> ParseAim(std::string_view name) {
  return EnumOf<Aim>(kAims, name);
}

std::span<const FollowUpStep> FollowUpSteps() {
  return kSteps;
}

const FollowUpStep* FindFollowUpStep(FollowUpState from, FollowUpAct act) {
  for (const FollowUpStep& step : kSteps)
    if (step.from == from && step.act == act) return &step;
  return nullptr;
}

TimelyShare TimelyShareOf(const std::vector<FollowUp>& all, const Date& today) {
  TimelyShare share;
  for (const FollowUp& one : all) {
    if (!one.Finished() && one.first_due >= today) continue;
    ++share.due;
    share.in_time += one.InTime() ? 1 : 0;
  }
  return share;
}

}  // namespace sinergi::meeting
