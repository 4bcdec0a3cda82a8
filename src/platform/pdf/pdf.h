// PDF from HTML by headless Chromium (chromium-headless-shell or chromium), as a bounded subprocess without network:
// at most 2 at once, 30 s each. The HTML must be complete in itself (styles inside).
// Errors: pdf.no_browser (print from the browser instead), pdf.failed.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace sinergi::pdf {

Result<std::string> FromHtml(std::string_view html);
bool Available();

}  // namespace sinergi::pdf
