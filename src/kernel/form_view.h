// FormView: fills a form's template with what was typed and what is wrong with it.
//
//   FormView form(v, dict);
//   form.Value("name", unit.name);      // {{NAME}}
//   form.Faults(error);                 // {{#NAME_BAD}}…{{NAME_FAULT}}…{{/NAME_BAD}}, and {{#FAULTS}} with
//   {{#FAULT}}
//
// In the template: [[include:kernel/faults]] prints the summary. Made for one request.
#pragma once

#include "kernel/web.h"

namespace sinergi::kernel {

class FormView {
 public:
  FormView(const Texts& texts, Lang lang, ctemplate::TemplateDictionary& dict)
      : texts_(texts), lang_(lang), dict_(dict) {}
  FormView(const Visit& visit, ctemplate::TemplateDictionary& dict)
      : FormView(visit.web.texts, visit.lang, dict) {}

  void Value(std::string_view field, std::string_view text);
  // One entry of a list to choose from: section {{#FIELD_CHOICE}} with VALUE, TEXT and {{#CHOSEN}}.
  void Choice(std::string_view field, std::string_view value, std::string_view text, bool chosen);
  void Faults(const Error& error);

 private:
  const Texts& texts_;
  Lang lang_;
  ctemplate::TemplateDictionary& dict_;
};

// What came in as text, fit to be shown and stored: "" when it is not UTF-8 or holds a NUL.
std::string Typed(std::string_view text);

}  // namespace sinergi::kernel
