#include "kernel/form_view.h"

#include <set>

#include "base/text.h"

namespace sinergi::kernel {
namespace {

std::string Upper(std::string_view field, std::string_view end = {}) {
  std::string name(field);
  for (char& c : name) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return name.append(end);
}

}  // namespace

void FormView::Value(std::string_view field, std::string_view text) {
  dict_.SetValue(Upper(field), Typed(text));
}

void FormView::Choice(std::string_view field, std::string_view value, std::string_view text, bool chosen) {
  ctemplate::TemplateDictionary* choice = dict_.AddSectionDictionary(Upper(field, "_CHOICE"));
  choice->SetValue("VALUE", std::string(value));
  choice->SetValue("TEXT", std::string(text));
  if (chosen) choice->ShowSection("CHOSEN");
}

void FormView::Faults(const Error& error) {
  ctemplate::TemplateDictionary* summary = dict_.AddSectionDictionary("FAULTS");
  std::vector<FieldError> faults = error.fields;
  if (faults.empty()) faults.push_back({"", error.code, error.args});
  std::set<std::string> marked;  // a field says its first fault, the summary all of them
  for (const FieldError& fault : faults) {
    const std::string text = texts_.Get(lang_, "error." + fault.code, fault.args);
    ctemplate::TemplateDictionary* entry = summary->AddSectionDictionary("FAULT");
    entry->SetValue("FAULT_FIELD", fault.field);
    entry->SetValue("FAULT_TEXT", text);
    entry->ShowSection(fault.field.empty() ? "PLAIN" : "LINKED");
    if (!fault.field.empty() && marked.insert(fault.field).second) {
      dict_.AddSectionDictionary(Upper(fault.field, "_BAD"))->SetValue("TEXT", text);
    }
  }
}

std::string Typed(std::string_view text) {
  const bool fit = IsValidUtf8(text) && text.find('\0') == text.npos;
  return fit ? std::string(text) : std::string();
}

}  // namespace sinergi::kernel
