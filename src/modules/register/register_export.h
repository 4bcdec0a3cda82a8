// A list as a file: CSV (UTF-8, comma, values as programs read them) or XLSX. The first row holds titles for
// people in XLSX and names in CSV, so that what is exported can be imported.
//
// All fields of the register besides tables; what is personal only with Personal::kShown. At most kExportMost
// records: register.export_too_large {0}=most.
#pragma once

#include "modules/register/record_list.h"
#include "modules/register/register_words.h"

namespace sinergi::registers {

constexpr int64_t kExportMost = 20'000;

enum class ExportFormat { kCsv, kXlsx };

Result<std::string> ExportRecords(sql::Connection& c, const Printing& how, ListQuery query,
                                  ExportFormat format, Personal personal);

// "number", "state", "unit", "made", the fields, the due days: what a file has columns for.
std::vector<std::string> ExportColumns(const Definition& definition, Personal personal);

}  // namespace sinergi::registers
