#include "modules/agreement/agreement_pages.h"

#include "modules/agreement/agreement_scope.h"

namespace sinergi::agreement {
namespace {

std::vector<performance::HomeTask> TasksOf(const kernel::Visit& v) {
  const auto heads = v.web.db.Read(
      [&](sql::Connection& c) { return AwaitingAgreement(c, v.actor.government_id, v.actor.account_id); });
  std::vector<performance::HomeTask> tasks;
  for (const AgreementHead& head : heads) {
    performance::HomeTask task;
    task.title = v.T("agreement.task", {head.first.position, std::to_string(head.year)});
    task.detail = UnitText(v, head);
    task.link = PathOf(head);
    task.act = v.T("agreement.task_act");
    tasks.push_back(std::move(task));
  }
  return tasks;
}

}  // namespace

void AddAgreementPages(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  AddAgreementListPages(web, router, services);
  AddAgreementTreePage(web, router, services);
  AddAgreementPage(web, router, services);
  AddAgreementEditPages(web, router, services);
  AddAgreementPaperPages(web, router, services);
  AddAgreementActionPages(web, router, services);
  services.task_sources.push_back(TasksOf);
  web.navigation.push_back(
      {"/agreements", "nav.agreements", kernel::Right::kRead, kernel::NavGroup::kPlanning});
}

}  // namespace sinergi::agreement
