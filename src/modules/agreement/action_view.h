// The action plan as the pages show it: the steps under their indicators, each month with its word, and the quarters with
// what was done beside what was achieved.
#pragma once

#include "modules/agreement/agreement_scope.h"

namespace sinergi::agreement {

struct StepLink {
  std::string key;  // of its text; "": none
  bool undone_only = false;
};
void FillSteps(const kernel::Visit& v, const AgreementView& view, const StepLink& link,
               ctemplate::TemplateDictionary& page);
// "Mar"; of the paper, always in Indonesian, or of a page.
std::string ShortMonth(const Texts& texts, Lang lang, int month);

}  // namespace sinergi::agreement
