#include "modules/performance/document_form_page.h"

#include "modules/performance/document_form.h"
#include "modules/performance/form/form_html.h"
#include "modules/performance/form/form_xlsx.h"
#include "modules/performance/workbook_file.h"
#include "platform/pdf/pdf.h"

namespace sinergi::performance {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

http::Response ShowDocumentForms(Visit& v) {
  const Result<planning::DocumentVisit> visit = planning::FindDocumentVisit(v);
  if (!visit.ok()) return v.Refuse(visit.error());
  Dict page("forms");
  planning::FillDocumentHead(v, *visit, page);
  const std::vector<form::Form> forms = FormsOf(visit->head.kind);
  page.ShowSection(forms.empty() ? "NONE" : "SOME");
  for (const form::Form& form : forms) {
    Dict& row = *page.AddSectionDictionary("FORM");
    row.SetValue("FORM_ID", form.id);
    row.SetValue("FORM_NAME", form.subtitle);
    row.SetValue("FORM_TITLE", form::FormTitle(form, v.Gov()->name, visit->head.year_from));
    row.SetValue("FORM_BASIS", form.basis);
  }
  page.ShowSection(pdf::Available() ? "PDF" : "NO_PDF");
  return v.Show("performance/document_forms", page, "form.of_document");
}

http::Response ShowDocumentForm(Visit& v, PerformanceServices& services) {
  const Result<DocumentForm> filled = FillDocumentForm(v, services);
  if (!filled.ok()) return v.Refuse(filled.error());
  Dict page("form");
  planning::FillDocumentHead(v, filled->document, page);
  page.SetValue("FORM_ID", filled->table.form.id);
  page.SetValue("FORM_NAME", filled->table.form.subtitle);
  page.SetValue("FORM_TITLE", filled->table.form.title);
  page.ShowSection(pdf::Available() ? "PDF" : "NO_PDF");
  page.SetValue("TABLE", form::FormHtml(filled->table, v.lang));
  return v.Show("performance/document_form", page, "form.of_document");
}

std::string FormFileName(const DocumentForm& filled, std::string_view ending) {
  const planning::DocumentVisit& document = filled.document;
  return fmt::format("{} {} {} {}.{}", filled.table.form.id,
                     document.agency_name.empty() ? planning::Name(document.head.kind) : document.agency_name,
                     document.head.year_from, document.shown.number, ending);
}

http::Response DocumentFormXlsx(Visit& v, PerformanceServices& services) {
  const Result<DocumentForm> filled = FillDocumentForm(v, services);
  if (!filled.ok()) return v.Refuse(filled.error());
  return http::Response::Download(form::WriteFormXlsx(filled->table), kXlsx, FormFileName(*filled, "xlsx"));
}

http::Response DocumentFormPdf(Visit& v, PerformanceServices& services) {
  const Result<DocumentForm> filled = FillDocumentForm(v, services);
  if (!filled.ok()) return v.Refuse(filled.error());
  Result<std::string> bytes = pdf::FromHtml(form::FormDocument(filled->table, v.lang));
  if (!bytes.ok()) return v.Refuse(bytes.error());
  return http::Response::Download(std::move(bytes).value(), "application/pdf", FormFileName(*filled, "pdf"));
}

}  // namespace

void AddDocumentFormPages(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/planning/{id}/forms", ShowDocumentForms);
  web.Page(router, "/planning/{id}/forms/{form}",
           [&services](Visit& v) { return ShowDocumentForm(v, services); });
  web.Page(router, "/planning/{id}/forms/{form}/form.xlsx",
           [&services](Visit& v) { return DocumentFormXlsx(v, services); });
  web.Page(router, "/planning/{id}/forms/{form}/form.pdf",
           [&services](Visit& v) { return DocumentFormPdf(v, services); });
}

}  // namespace sinergi::performance
