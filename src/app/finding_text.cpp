#include "app/finding_text.h"

#include <fmt/format.h>

namespace sinergi::app {
namespace {

std::string TextOf(const performance::Finding& finding, Lang lang) {
  return Texts::Shipped().Get(lang, "finding." + finding.kind, finding.args);
}

}  // namespace

std::string FindingLine(const performance::Finding& finding, Lang lang) {
  const bool fault = finding.severity == performance::Severity::kFault;
  const std::string& word = Texts::Shipped().Raw(lang, fault ? "app.check_fault" : "app.check_note");
  return fmt::format("{:<8} {:<10} {}", word, finding.cell, TextOf(finding, lang));
}

boost::json::object FindingJson(const performance::Finding& finding, Lang lang) {
  return {{"sheet", finding.sheet}, {"cell", finding.cell},         {"kind", finding.kind},
          {"found", finding.found}, {"expected", finding.expected}, {"text", TextOf(finding, lang)}};
}

}  // namespace sinergi::app
