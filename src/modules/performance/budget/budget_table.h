// BudgetTable: where the ceilings of some sub-activities come from and what they go to. Pure.
#pragma once

#include <string>
#include <vector>

#include "modules/performance/plan_year.h"

namespace sinergi::performance {

struct BudgetRow {
  std::string code, name;  // code "": not said
  Money amount;
  int nodes = 0;
};

struct BudgetTable {
  std::vector<BudgetRow> funds, accounts;
  Money ceiling, parts;      // of all: ceilings in force on the day, and what the parts add up to
  std::vector<int> unequal;  // sub-activities whose parts do not add up to their ceiling
};

// Of the leaves among `nodes` (indices into the plan), by the ceilings in force on `day`.
BudgetTable TableOf(const PlanYear& plan, const std::vector<int>& nodes, const Date& day);

}  // namespace sinergi::performance
