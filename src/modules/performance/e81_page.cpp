#include "modules/performance/e81_page.h"

#include "modules/performance/form/form_file.h"
#include "modules/performance/form/form_html.h"
#include "modules/performance/form/form_table.h"
#include "modules/performance/form/form_xlsx.h"
#include "modules/performance/observer.h"
#include "modules/performance/scope.h"
#include "modules/performance/workbook_file.h"
#include "platform/pdf/pdf.h"

namespace sinergi::performance {
namespace {

using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

// The form speaks for the whole agency: who reads only a division reads that division's figures elsewhere.
Result<Scope> FindAgency(const Visit& v, PerformanceServices& services) {
  Result<Scope> scope = FindScope(v, services, Right::kRead);
  if (!scope.ok()) return scope;
  if (!v.actor.May(Right::kRead, *scope->units, scope->agency->id)) return kernel::Forbidden();
  scope->unit = scope->agency;
  return scope;
}

std::string_view Layout(const Visit& v) {
  return v.request.Query("layout") == "15" ? "15" : "17";
}

// What was decided stands below what officers wrote; the last quarter leaves everything to the next Renja.
void AddDecided(form::FormTable& table, const std::vector<DecidedLine>& decided) {
  for (size_t i = 0; i < table.footers.size(); ++i) {
    const form::Source source = table.form.footers[i].source;
    if (source != form::Source::kFollowUpsQuarter && source != form::Source::kFollowUpsRenja) continue;
    for (const DecidedLine& line : decided) {
      const bool for_renja = line.for_renja || table.period.quarter == 4;
      if (for_renja == (source == form::Source::kFollowUpsRenja)) table.footers[i].lines.push_back(line.text);
    }
  }
}

Result<form::FormTable> TableOf(const Visit& v, PerformanceServices& services, const Scope& scope) {
  if (!scope.plan) return Error{ErrorKind::kNotFound, "interface.no_plan"};
  const Result<form::Form> layout = form::ShippedForm(fmt::format("e81-{}", Layout(v)));
  if (!layout.ok()) return layout.error();
  form::FormTable table = form::MakeTable(
      *layout, *scope.plan, *services.evaluations.Get(*scope.plan, scope.period, scope.settings));
  for (const DecidedSource& source : services.decided_sources)
    AddDecided(table, source(v, scope.agency->id, scope.period));
  return table;
}

http::Response ShowE81Page(Visit& v, PerformanceServices& services) {
  const Result<Scope> scope = FindAgency(v, services);
  if (!scope.ok()) return v.Refuse(scope.error());
  Dict page("e81");
  FillScopeBar(v, *scope, Right::kRead, "/e81", page);
  page.SetValue("HEADING", fmt::format("{} – {}", scope->agency->name, PrintPeriod(v, scope->period)));
  page.SetValue("QUERY", scope->Query());
  page.SetValue("LAYOUT", std::string(Layout(v)));
  page.ShowSection(Layout(v) == "17" ? "IS_17" : "IS_15");
  const Result<form::FormTable> table = TableOf(v, services, *scope);
  page.ShowSection(table.ok() ? "FORM" : "EMPTY");
  page.ShowSection(pdf::Available() ? "PDF" : "NO_PDF");
  if (table.ok()) page.SetValue("TABLE", form::FormHtml(*table, v.lang));
  return v.Show("performance/e81", page, "nav.e81");
}

std::string FileName(const Scope& scope, std::string_view ending) {
  return fmt::format("E81 {} {}.{}", scope.agency->name, scope.period.Code(), ending);
}

http::Response Xlsx(Visit& v, PerformanceServices& services) {
  const Result<Scope> scope = FindAgency(v, services);
  if (!scope.ok()) return v.Refuse(scope.error());
  const Result<form::FormTable> table = TableOf(v, services, *scope);
  if (!table.ok()) return v.Refuse(table.error());
  return http::Response::Download(form::WriteFormXlsx(*table), kXlsx, FileName(*scope, "xlsx"));
}

http::Response Pdf(Visit& v, PerformanceServices& services) {
  const Result<Scope> scope = FindAgency(v, services);
  if (!scope.ok()) return v.Refuse(scope.error());
  const Result<form::FormTable> table = TableOf(v, services, *scope);
  if (!table.ok()) return v.Refuse(table.error());
  Result<std::string> bytes = pdf::FromHtml(form::FormDocument(*table, v.lang));
  if (!bytes.ok()) return v.Refuse(bytes.error());
  return http::Response::Download(std::move(bytes).value(), "application/pdf", FileName(*scope, "pdf"));
}

}  // namespace

void AddE81Page(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  AddObservedPage(web, router, "/e81", [&services](Visit& v) { return ShowE81Page(v, services); });
  AddObservedPage(web, router, "/e81.xlsx", [&services](Visit& v) { return Xlsx(v, services); });
  AddObservedPage(web, router, "/e81.pdf", [&services](Visit& v) { return Pdf(v, services); });
}

}  // namespace sinergi::performance
