// PlanningContext: who acts on plans, when, and with which units in force. Borrowed for one call.
#pragma once

#include "base/clock.h"
#include "kernel/actor.h"
#include "kernel/unit.h"

namespace sinergi::planning {

struct PlanningContext {
  const kernel::Actor& actor;
  const kernel::UnitTree& units;
  Instant now = 0;
};

}  // namespace sinergi::planning
