// A filled form as HTML: the table for a page (no styles inside, the page's CSS knows the class
// "form-table"), and a complete document for print and PDF, A4 landscape, from the same table.
//
//   pages: FormHtml(table, Lang::kId)      PDF: pdf::FromHtml(FormDocument(table, Lang::kId))
//
// The form itself is Indonesian (lang="id"), as the regulation prints it; what we say about it is in `lang`.
// Every text is escaped here.
#pragma once

#include <string>

#include "modules/performance/form/form_table.h"
#include "platform/files/texts.h"

namespace sinergi::performance::form {

std::string FormHtml(const FormTable& table, Lang lang);  // the two that follow
std::string TableMarkup(const FormTable& table, Lang lang);
std::string NotesMarkup(const FormTable& table, Lang lang);
std::string FormDocument(const FormTable& table, Lang lang);

}  // namespace sinergi::performance::form
