// The paper of an agreement as one HTML document, styles inside, for the PDF; always in Indonesian.
#pragma once

#include "kernel/web.h"
#include "modules/agreement/agreement.h"

namespace sinergi::agreement {

enum class SignedBy { kPen, kService };  // kService: with the line that says it is signed electronically

std::string PaperDocument(const kernel::Visit& v, const Agreement& one, SignedBy signed_by);
std::string PaperFileName(const kernel::Visit& v, const AgreementHead& head);

}  // namespace sinergi::agreement
