#include <algorithm>
#include <iostream>

#include <boost/json.hpp>

#include "app/command.h"
#include "app/finding_text.h"
#include "modules/performance/workbook/corrected_copy.h"
#include "modules/performance/workbook/doctor.h"
#include "platform/sheets/workbook.h"

namespace sinergi::app {
namespace {

using performance::Finding;
using performance::Severity;

bool IsFault(const Finding& finding) {
  return finding.severity == Severity::kFault;
}

void Print(const Globals& globals, const std::vector<Finding>& findings, int64_t faults) {
  for (const Finding& finding : findings) std::cout << FindingLine(finding, globals.lang) << "\n";
  if (faults == 0) std::cout << T(globals, "app.check_clean") << "\n";
  const int64_t notes = static_cast<int64_t>(findings.size()) - faults;
  std::cout << T(globals, "app.check_found", {std::to_string(faults), std::to_string(notes)}) << "\n";
}

}  // namespace

int Check(const Globals& globals, const CheckOptions& options) {
  const Result<std::string> bytes = ReadFile(options.file);
  if (!bytes.ok()) return Fail(globals, bytes.error());
  const Result<sheets::Workbook> book = sheets::ReadXlsx(*bytes);
  if (!book.ok()) return Fail(globals, book.error());
  const performance::DoctorReport report = performance::Examine(*book);
  const int64_t faults = std::ranges::count_if(report.findings, IsFault);

  if (globals.json) {
    boost::json::array fault_list, note_list;
    for (const Finding& finding : report.findings)
      (IsFault(finding) ? fault_list : note_list).push_back(FindingJson(finding, globals.lang));
    const boost::json::object body{{"findings", std::move(fault_list)}, {"notes", std::move(note_list)}};
    std::cout << boost::json::serialize(body) << "\n";
  } else {
    Print(globals, report.findings, faults);
  }
  if (!options.corrected.empty()) {
    const Result<std::string> copy = performance::CorrectedCopy(*bytes, report);
    if (!copy.ok()) return Fail(globals, copy.error());
    const Status written = WriteFile(options.corrected, *copy);
    if (!written.ok()) return Fail(globals, written.error());
  }
  return faults == 0 ? kDone : kRefused;
}

}  // namespace sinergi::app
