#include "modules/performance/finding_rows.h"

#include "base/text.h"
#include "modules/performance/workbook/cell_value.h"

namespace sinergi::performance {
namespace {

constexpr size_t kRowsMost = 1000;
constexpr size_t kValueBytesMost = 300;

// A plain decimal as people read it; texts as they stand.
std::string Printed(const std::string& value) {
  const std::optional<Int128> micro = ReadMicro(value);
  return micro ? PrintMicro(*micro) : Shorten(value, kValueBytesMost);
}

void FillRow(const kernel::Visit& v, const Finding& finding, ctemplate::TemplateDictionary& row) {
  const bool fault = finding.severity == Severity::kFault;
  row.SetValue("SHEET", finding.sheet);
  row.SetValue("CELL", finding.cell.empty() ? "–" : finding.cell);
  row.SetValue("TEXT", v.web.texts.Get(v.lang, "finding." + finding.kind, finding.args));
  row.SetValue("FOUND", Printed(finding.found));
  row.SetValue("EXPECTED", Printed(finding.expected));
  row.SetValue("SEVERITY", v.T(fault ? "interface.fault" : "interface.note"));
  row.SetValue("SEVERITY_TAG", fault ? "bad" : "warn");
}

}  // namespace

void FillFindings(const kernel::Visit& v, const std::vector<Finding>& findings,
                  ctemplate::TemplateDictionary& dict) {
  if (findings.empty()) return;
  ctemplate::TemplateDictionary& list = *dict.AddSectionDictionary("FINDINGS");
  size_t shown = 0;
  for (const Severity severity : {Severity::kFault, Severity::kNote}) {
    for (const Finding& finding : findings) {
      if (finding.severity != severity) continue;
      if (shown++ < kRowsMost) FillRow(v, finding, *list.AddSectionDictionary("FINDING"));
    }
  }
  if (shown > kRowsMost)
    list.AddSectionDictionary("MORE")->SetValue(
        "MORE_TEXT", v.T("interface.more_findings", {std::to_string(shown - kRowsMost)}));
}

}  // namespace sinergi::performance
