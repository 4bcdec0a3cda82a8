#include "platform/sheets/test_package.h"

#include <zip.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "base/ensure.h"

namespace sinergi::sheets {
namespace {

TestParts BasicParts() {
  return {
      {"_rels/.rels",
       R"(<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
      {"xl/workbook.xml",
       R"(<workbook xmlns:r="r"><sheets><sheet name="Isi" sheetId="1" r:id="s1"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels",
       R"(<Relationships><Relationship Id="s1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>)"
       R"(<Relationship Id="t" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/>)"
       R"(<Relationship Id="f" Type="http://x/styles" Target="styles.xml"/></Relationships>)"}};
}

}  // namespace

std::string MakeZip(const TestParts& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  ENSURE(target != nullptr);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
  ENSURE(archive != nullptr);
  for (const auto& [name, content] : parts) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    ENSURE(zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0);
  }
  ENSURE(zip_close(archive) == 0);
  zip_stat_t stat;
  ENSURE(zip_source_stat(target, &stat) == 0 && zip_source_open(target) == 0);
  std::string bytes(stat.size, '\0');
  ENSURE(zip_source_read(target, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

std::string MakeXlsx(const std::string& worksheet, const TestParts& more) {
  TestParts parts = BasicParts();
  parts.emplace_back("xl/worksheets/sheet1.xml", "<worksheet>" + worksheet + "</worksheet>");
  for (const auto& part : more) {
    std::erase_if(parts, [&](const auto& old) { return old.first == part.first; });
    parts.push_back(part);
  }
  return MakeZip(parts);
}

std::string MakeRows(const std::string& rows, const TestParts& more) {
  return MakeXlsx("<sheetData>" + rows + "</sheetData>", more);
}

std::string RealWorkbook() {
  std::ifstream file(SINERGI_SOURCE_DIR "/../shared/cases/e81/evaluasi-renja-2025-tw4.xlsx",
                     std::ios::binary);
  if (!file) std::cout << "the real workbook is not here: this test checks nothing" << std::endl;
  std::ostringstream bytes;
  if (file) bytes << file.rdbuf();
  return bytes.str();
}

}  // namespace sinergi::sheets
