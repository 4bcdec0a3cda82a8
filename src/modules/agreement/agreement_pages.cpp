#include "modules/agreement/agreement_pages.h"

#include "modules/agreement/action_tasks.h"
#include "modules/agreement/agreement_scope.h"
#include "modules/agreement/signing_store.h"

namespace sinergi::agreement {
namespace {

performance::HomeTask TaskOf(const kernel::Visit& v, const AgreementHead& head, const std::string& title) {
  performance::HomeTask task;
  task.title = v.T(title, {head.first.position, std::to_string(head.year)});
  task.detail = UnitText(v, head);
  task.link = PathOf(head);
  task.act = v.T("agreement.task_act");
  return task;
}

std::vector<performance::HomeTask> TasksOf(const kernel::Visit& v) {
  const auto heads = v.web.db.Read(
      [&](sql::Connection& c) { return AwaitingAgreement(c, v.actor.government_id, v.actor.account_id); });
  std::vector<performance::HomeTask> tasks;
  for (const AgreementHead& head : heads) tasks.push_back(TaskOf(v, head, "agreement.task"));
  return tasks;
}

std::vector<performance::HomeTask> SigningTasksOf(const kernel::Visit& v) {
  const auto units = v.Units();
  const auto heads =
      v.web.db.Read([&](sql::Connection& c) { return AwaitingSignature(c, ContextOf(v, *units)); });
  std::vector<performance::HomeTask> tasks;
  for (const AgreementHead& head : heads) {
    tasks.push_back(TaskOf(v, head, "agreement.task_sign"));
    tasks.back().link += "/sign";
  }
  return tasks;
}

}  // namespace

void AddAgreementPages(kernel::Web& web, http::Router& router, PerformanceServices& services,
                       const SigningDesk& desk) {
  AddAgreementListPages(web, router, services);
  AddAgreementTreePage(web, router, services);
  AddAgreementPage(web, router, services, desk);
  AddSigningPages(web, router, services, desk);
  AddAgreementEditPages(web, router, services);
  AddAgreementPaperPages(web, router, services);
  AddAgreementActionPages(web, router, services);
  AddActionPlanApi(web, router, services);
  services.task_sources.push_back(TasksOf);
  if (desk.signer) services.task_sources.push_back(SigningTasksOf);
  services.task_sources.push_back(LateActionTasks);
  web.navigation.push_back(
      {"/agreements", "nav.agreements", kernel::Right::kRead, kernel::NavGroup::kPlanning});
}

}  // namespace sinergi::agreement
