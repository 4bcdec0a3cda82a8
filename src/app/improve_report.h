// A road map of improvement, or the curve of effort against index, as text or, with --json, as a contract
// with programs (docs/reference/command-line.md). Answers the exit code.
#pragma once

#include <string>
#include <vector>

#include "app/store.h"
#include "modules/assessment/improve.h"

namespace sinergi::app {

// A plan that does not reach the target is shown all the same, and refused with what is missing.
int ShowPlan(const Globals& globals, const assessment::Instrument& instrument,
             const assessment::ImprovePlan& plan, const std::string& target);
int ShowCurve(const Globals& globals, const assessment::Instrument& instrument,
              const std::vector<assessment::CurvePoint>& curve);

}  // namespace sinergi::app
