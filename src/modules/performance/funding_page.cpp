#include "modules/performance/funding_page.h"

#include "modules/performance/budget/budget_table.h"
#include "modules/performance/figure_text.h"
#include "modules/performance/observer.h"
#include "modules/performance/scope.h"
#include "platform/sheets/csv.h"

namespace sinergi::performance {
namespace {

using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

std::vector<int> NodesOf(const Scope& scope) {
  std::vector<int> nodes;
  if (!scope.plan) return nodes;
  for (int i = 0; i < static_cast<int>(scope.plan->nodes.size()); ++i)
    if (scope.Has(i)) nodes.push_back(i);
  return nodes;
}

void FillBudgetRows(const Visit& v, const std::vector<BudgetRow>& rows, Money all, std::string_view section,
                    Dict& page) {
  for (const BudgetRow& row : rows) {
    Dict& line = *page.AddSectionDictionary({section.data(), section.size()});
    line.SetValue("CODE", row.code);
    line.SetValue("NAME", row.code.empty() ? v.T("interface.budget_unsaid") : row.name);
    line.SetIntValue("NODES", row.nodes);
    line.SetValue("AMOUNT", row.amount.Print());
    line.SetValue("SHARE", PrintPercent(Score::OfRatio(row.amount.sen(), all.sen())));
  }
}

http::Response ShowFunding(Visit& v, PerformanceServices& services) {
  const Result<Scope> scope = FindScope(v, services, Right::kRead);
  if (!scope.ok()) return v.Refuse(scope.error());
  Dict page("funding");
  FillScopeBar(v, *scope, Right::kRead, "/plan/funding", page);
  page.SetValue("HEADING", fmt::format("{} – {}", scope->unit->name, scope->period.year));
  page.SetValue("QUERY", scope->Query());
  const std::vector<int> nodes = NodesOf(*scope);
  page.ShowSection(nodes.empty() ? "EMPTY" : "TABLE");
  if (nodes.empty()) return v.Show("performance/funding", page, "interface.funding_title");
  const BudgetTable table = TableOf(*scope->plan, nodes, LastDay(scope->period));
  Money all;
  for (const BudgetRow& row : table.funds) all += row.amount;
  page.SetValue("ALL", all.Print());
  page.SetValue("CEILING", table.ceiling.Print());
  page.SetValue("DAY", PrintDate(v, LastDay(scope->period)));
  FillBudgetRows(v, table.funds, all, "FUND", page);
  FillBudgetRows(v, table.accounts, all, "ACCOUNT", page);
  for (const int at : table.unequal) {
    const Node& node = scope->plan->nodes[static_cast<size_t>(at)];
    Dict& row = *page.AddSectionDictionary("UNEQUAL_ROW");
    row.SetIntValue("NODE_ID", node.id);
    row.SetValue("PERIOD", scope->period.Code());
    row.SetValue("NODE_CODE", node.code);
    row.SetValue("NODE_NAME", node.name);
    row.SetValue("PARTS", SumOf(node.budget).Print());
    row.SetValue("NODE_CEILING", node.money.CeilingAt(LastDay(scope->period)).Print());
  }
  if (!table.unequal.empty()) page.ShowSection("UNEQUAL");
  return v.Show("performance/funding", page, "interface.funding_title");
}

http::Response FundingCsv(Visit& v, PerformanceServices& services) {
  const Result<Scope> scope = FindScope(v, services, Right::kRead);
  if (!scope.ok()) return v.Refuse(scope.error());
  std::vector<std::vector<std::string>> rows{
      {v.T("interface.node"), v.T("interface.field_name"), v.T("interface.fund"), v.T("interface.fund_name"),
       v.T("interface.account_code"), v.T("interface.account_name"), v.T("interface.amount")}};
  for (const int at : NodesOf(*scope)) {
    const PlanYear& plan = *scope->plan;
    const auto name = [](const std::map<std::string, std::string>& names, const std::string& code) {
      const auto found = names.find(code);
      return found == names.end() ? std::string() : found->second;
    };
    const Node& node = plan.nodes[static_cast<size_t>(at)];
    for (const BudgetPart& part : node.budget)
      rows.push_back({node.code, node.name, part.fund, name(plan.budget_names.funds, part.fund), part.account,
                      name(plan.budget_names.accounts, part.account), part.amount.Plain()});
  }
  return http::Response::Download(sheets::WriteCsv(rows), "text/csv; charset=utf-8",
                                  fmt::format("sumber-dana-{}.csv", scope->period.year));
}

}  // namespace

void AddFundingPage(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  AddObservedPage(web, router, "/plan/funding", [&services](Visit& v) { return ShowFunding(v, services); });
  web.Page(router, "/plan/funding.csv", [&services](Visit& v) { return FundingCsv(v, services); });
}

}  // namespace sinergi::performance
