// Plans for the tests of forms: a small one, and one with every aggregation, direction and gap.
#pragma once

#include <initializer_list>
#include <string>

#include "modules/performance/plan_year.h"

namespace sinergi::performance::form {

class TestPlan {
 public:
  TestPlan();
  int AddNode(planning::NodeLevel level, const char* code, const char* name, int parent);
  // Targets and realisations per quarter as typed; "" for none.
  Indicator& AddIndicator(int node, const char* name, const char* unit, Aggregation aggregation,
                          Direction direction, std::array<const char*, 4> targets,
                          std::array<const char*, 4> realised);
  void SetMoney(int node, int64_t ceiling, std::initializer_list<int64_t> by_quarter);

  PlanYear plan;
};

PlanYear SmallPlan();  // one programme, two activities, three sub-activities
PlanYear FullPlan();   // every aggregation × direction, gaps, texts, ranges, several indicators a node

std::string Many(int count, char c);

}  // namespace sinergi::performance::form
