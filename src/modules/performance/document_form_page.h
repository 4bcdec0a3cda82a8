// Official forms of a planning document: /planning/{id}/forms lists those of its kind; each as a page, a workbook
// with live formulas and a PDF. The forms are files in data/forms.
#pragma once

#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

void AddDocumentFormPages(kernel::Web& web, http::Router& router, PerformanceServices& services);

}  // namespace sinergi::performance
