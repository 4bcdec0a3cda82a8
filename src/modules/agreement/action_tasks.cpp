#include "modules/agreement/action_tasks.h"

#include <algorithm>

#include "modules/agreement/action_store.h"
#include "modules/agreement/agreement_scope.h"

namespace sinergi::agreement {
namespace {

using kernel::Visit;

// Last year's steps are asked for until the year's report is due (PermenPANRB 53/2014: three months after its end).
constexpr int kReportMonths = 3;

bool IsCarriedBy(const Visit& v, const AgreementHead& head) {
  if (head.first.account_id != 0) return head.first.account_id == v.actor.account_id;
  return v.actor.May(kernel::Right::kEnter, *v.Units(), head.unit_id);
}

struct LateSteps {
  int steps = 0, first_month = 13;
  std::string first_action;
};

LateSteps LateStepsOf(const Agreement& one, const Date& today) {
  LateSteps late;
  for (const ActionStep& step : one.steps) {
    const std::vector<int> months = OverdueMonths(step, one.head.year, today);
    if (months.empty()) continue;
    ++late.steps;
    if (months.front() >= late.first_month) continue;
    late.first_month = months.front();
    late.first_action = step.action;
  }
  return late;
}

}  // namespace

std::vector<performance::HomeTask> LateActionTasks(const Visit& v) {
  const Date today = v.Today();
  const int first_year = today.month <= kReportMonths ? today.year - 1 : today.year;
  const std::vector<Agreement> all = v.web.db.Read([&](sql::Connection& c) {
    return LoadActionPlans(c, v.actor.government_id, {first_year, today.year},
                           [&](const AgreementHead& head) {
                             return head.state == AgreementState::kSigned && IsCarriedBy(v, head);
                           });
  });
  std::vector<performance::HomeTask> tasks;
  for (const Agreement& one : all) {
    const LateSteps late = LateStepsOf(one, today);
    if (late.steps == 0) continue;
    tasks.push_back(
        {v.T("agreement.task_late", {std::to_string(late.steps), std::to_string(one.head.year)}),
         v.T("agreement.task_late_detail", {UnitText(v, one.head), late.first_action,
                                            v.T(fmt::format("interface.month_{}", late.first_month))}),
         PathOf(one.head) + "/actions", v.T("agreement.task_late_act"), "bad"});
  }
  return tasks;
}

}  // namespace sinergi::agreement
