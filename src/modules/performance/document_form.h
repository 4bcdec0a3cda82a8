// DocumentForm: a planning document's official form filled for a visitor: the document, the second one beside it,
// the Renstra above and what was measured, read in one transaction.
//
// Forms with realisations of the whole government ask for the right to read all of it. Errors:
// planning.document_unknown, form.not_found (also of a form that is another kind's), kernel.forbidden.
#pragma once

#include "modules/performance/form/form_table.h"
#include "modules/performance/services.h"
#include "modules/planning/document_visit.h"

namespace sinergi::performance {

struct DocumentForm {
  planning::DocumentVisit document;
  form::FormTable table;
};

Result<DocumentForm> FillDocumentForm(const kernel::Visit& v, PerformanceServices& services);

// The forms offered for a kind of document, as their files name them.
std::vector<form::Form> FormsOf(planning::DocumentKind kind);

}  // namespace sinergi::performance
