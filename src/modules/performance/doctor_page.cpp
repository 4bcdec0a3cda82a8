#include "modules/performance/doctor_page.h"

#include "modules/performance/finding_rows.h"
#include "modules/performance/workbook/corrected_copy.h"
#include "modules/performance/workbook/doctor.h"
#include "modules/performance/workbook_file.h"
#include "platform/sheets/workbook.h"

namespace sinergi::performance {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

http::Response ShowDoctorPage(Visit& v) {
  Dict page("doctor");
  return v.Show("performance/doctor", page, "interface.doctor_title");
}

http::Response ShowReport(Visit& v, const DoctorReport& report, const std::string& file_name) {
  Dict page("doctor");
  Dict& result = *page.AddSectionDictionary("REPORT");
  const int faults = report.Faults();
  const int notes = static_cast<int>(report.findings.size()) - faults;
  result.SetValue("FILE_NAME", file_name);
  result.SetValue("SENTENCE",
                  faults ? v.T("interface.doctor_faults", {std::to_string(faults), std::to_string(notes)})
                         : v.T("interface.doctor_clean", {std::to_string(notes)}));
  result.SetValue("TAG", faults ? "bad" : "good");
  if (!report.corrections.empty()) result.ShowSection("CORRECTABLE");
  FillFindings(v, report.findings, result);
  return v.Show("performance/doctor", page, "interface.doctor_title");
}

http::Response PostDoctor(Visit& v) {
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok || form.files.empty()) return v.Refuse({ErrorKind::kInvalid, "interface.no_file"});
  const http::UploadedFile& file = form.files.front();
  const Result<sheets::Workbook> book = sheets::ReadXlsx(file.content);
  if (!book.ok()) return v.Refuse(book.error());
  const DoctorReport report = Examine(*book);
  if (form.Field("do") != "correct") return ShowReport(v, report, file.name);
  Result<std::string> copy = CorrectedCopy(file.content, report);
  if (!copy.ok()) return v.Refuse(copy.error());
  return http::Response::Download(std::move(copy).value(), kXlsx,
                                  v.T("interface.corrected_name", {file.name}));
}

}  // namespace

void AddDoctorPage(kernel::Web& web, http::Router& router) {
  web.Page(router, "/doctor", ShowDoctorPage);
  web.Post(router, "/doctor", PostDoctor, {.body_limit = kWorkbookBytesMost});
}

}  // namespace sinergi::performance
