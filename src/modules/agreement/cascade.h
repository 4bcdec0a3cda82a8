// Cascade: whether what a superior promised is carried by somebody below, and whether the targets below reach it
// (PermenPANRB 89/2021). An indicator is carried by an agreement below that names the same indicator, or supported by one
// that names an indicator further down the same branch of the plan. Pure.
//
//   same indicator, aggregation sum:  the targets below add up to the superior's
//   same indicator, otherwise:        one of them reaches the superior's
//   further down the branch:          supports; targets of different indicators are not compared
#pragma once

#include "modules/agreement/annex.h"

namespace sinergi::agreement {

enum class Carrying { kNone, kSupports, kSame };
Carrying CarriedBy(const PlanYear& plan, int64_t indicator_id, const Agreement& below);

struct CascadeFinding {
  // "not_carried", "short", "no_superior", "free" (an indicator of the plan that nobody promised).
  enum class Kind { kNotCarried, kShort, kNoSuperior, kFree };
  Kind kind = Kind::kNotCarried;
  const Agreement* agreement = nullptr;  // null of kFree
  int64_t indicator_id = 0;
  std::string promised, below;  // of kShort
};
std::string_view Name(CascadeFinding::Kind kind);

// Of the agreements in force of one plan. Points into `agreements`.
std::vector<CascadeFinding> CheckCascade(const PlanYear& plan,
                                         const std::vector<const Agreement*>& agreements);

}  // namespace sinergi::agreement
