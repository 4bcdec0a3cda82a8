// GovernmentYear: the plans of one government for one year in memory, computed, at one data version. A value
// that is never changed: a newer version is made of the older one and shares with it the plans that did not
// change.
//
//   auto first = LoadGovernmentYear(c, head, 2024);               // everything from the database
//   auto next = FollowGovernmentYear(c, head, *first);            // only what has changed since
//
// How changes are found: every save and every act on a measurement leaves a row of history whose id grows
// with each commit of the government (`last_act`), so what came after it is all that was measured since.
// Everything else that a figure rests on moves a plan's `shape_version`, the units' version or a setting, and
// the plan is read anew.
//
// Invariants: each plan's figures equal Evaluate(LoadPlanYear(…)) of the same snapshot, bit for bit.
// Threads: immutable once made. See docs/adr/0013-figures-in-memory.md.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "modules/performance/engine/plan_columns.h"
#include "modules/performance/model/government_heads.h"

namespace sinergi::performance {

// What the columns do not hold: which rows of the database they stand for.
struct PlanIds {
  struct Programme {
    int node = 0;
    std::string code;
  };
  std::vector<std::pair<int64_t, int32_t>> indicators;  // id and index, by id
  std::vector<Programme> programmes;
  int IndexOf(int64_t indicator_id) const;  // -1: not of this plan
};

struct AgencyPlan {
  int64_t plan_id = 0, unit_id = 0;
  int64_t shape_version = 0;
  std::string code, name;  // of the agency
  std::shared_ptr<const PlanIds> ids;
  std::shared_ptr<const PlanColumns> columns;
};

struct GovernmentYear {
  int64_t government_id = 0;
  int year = 0;
  int64_t version = 0, units_version = 0;  // as the head said in the same snapshot
  int64_t last_act = 0;
  Settings settings;
  std::vector<AgencyPlan> agencies;  // those with a plan of the year, by code

  size_t Bytes() const;
};

using GovernmentYearPtr = std::shared_ptr<const GovernmentYear>;

// `head` must have been read in the snapshot of `c`.
GovernmentYearPtr LoadGovernmentYear(sql::Connection& c, const GovernmentHead& head, int year);
// The same, made of an older one of the same government and year.
GovernmentYearPtr FollowGovernmentYear(sql::Connection& c, const GovernmentHead& head,
                                       const GovernmentYear& older);

// Equal settings compute equal figures.
bool SameSettings(const Settings& a, const Settings& b);

}  // namespace sinergi::performance
