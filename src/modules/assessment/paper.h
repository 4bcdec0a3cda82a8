// The papers of an assessment (PermenPANRB 59/2020): the statement of the self assessment (Berita Acara
// Penilaian Mandiri) and the consent to publish (Pernyataan Persetujuan Publikasi), as one HTML each for
// page, print and PDF. Always in Indonesian: they are signed as the regulation words them.
//
//   PaperMarkup(v, sheet, Paper::kStatement)          inside a page
//   pdf::FromHtml(PaperDocument(v, sheet, paper))     complete in itself
#pragma once

#include "kernel/web.h"
#include "modules/assessment/assessment_sheet.h"

namespace sinergi::assessment {

enum class Paper { kStatement, kConsent };
std::string_view Name(Paper paper);  // "statement", "consent": also the last part of the address

// assessment.too_fine when the index cannot be computed.
Result<std::string> PaperMarkup(const kernel::Visit& v, const Sheet& sheet, Paper paper);
Result<std::string> PaperDocument(const kernel::Visit& v, const Sheet& sheet, Paper paper);

}  // namespace sinergi::assessment
