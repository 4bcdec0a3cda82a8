// A list as CSV or XLSX. With what is personal only for those who may see it, by a POST, and with a line in
// the audit trail.
#include "modules/register/register_export.h"
#include "modules/register/register_list_address.h"
#include "modules/register/register_pages.h"

namespace sinergi::registers {
namespace {

constexpr std::string_view kSheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

Result<std::string> FileOf(const Here& here, sql::Connection& c, ExportFormat format, Personal personal) {
  return InContext(here, c, NumberStyle::kIndonesian,
                   [&](const RecordContext& context) -> Result<std::string> {
                     const UnitScope units = ReadableUnits(context, here.definition);
                     if (units && units->empty()) return kernel::Forbidden();
                     ListQuery query = ListAddress(here.v.request).Query();
                     query.units = units;
                     query.style = NumberStyle::kIndonesian;
                     query.personal = MaySeePersonalIn(context, here.definition, units);
                     if (personal == Personal::kShown && !query.personal) return kernel::Forbidden();
                     return ExportRecords(c, {here.v, context, here.definition}, query, format, personal);
                   });
}

http::Response SendExport(const Here& here, Result<std::string> bytes, ExportFormat format) {
  if (!bytes.ok()) return here.v.Refuse(bytes.error());
  const bool csv = format == ExportFormat::kCsv;
  const std::string name =
      fmt::format("{} {}{}", here.definition.id, here.v.Today().Iso(), csv ? ".csv" : ".xlsx");
  return http::Response::Download(std::move(bytes).value(),
                                  csv ? "text/csv; charset=utf-8" : std::string(kSheetType), name)
      .Set("Cache-Control", "no-store");
}

http::Response ExportAs(Here& here, ExportFormat format) {
  return SendExport(here, here.v.web.db.Read([&](sql::Connection& c) {
    return FileOf(here, c, format, Personal::kMasked);
  }),
                    format);
}

// The line in the trail is written before the file is made, so that none leaves without one.
http::Response ExportPersonal(Here& here) {
  const http::Form form = http::ReadForm(here.v.request);
  const ExportFormat format = form.Field("format") == "xlsx" ? ExportFormat::kXlsx : ExportFormat::kCsv;
  const Status told = here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      const UnitScope units = ReadableUnits(context, here.definition);
      if ((units && units->empty()) || !MaySeePersonalIn(context, here.definition, units))
        return kernel::Forbidden();
      TellRead(c, here, "export", PersonalFields(here.definition), "export");
      return Ok();
    });
  });
  if (!told.ok()) return here.v.Refuse(told.error());
  return SendExport(
      here, here.v.web.db.Read([&](sql::Connection& c) { return FileOf(here, c, format, Personal::kShown); }),
      format);
}

}  // namespace

void AddRegisterExportPages(kernel::Web& web, http::Router& router, const Registers& registers) {
  web.Page(router, "/registers/{register}/export.csv",
           AtRegister(registers, [](Here& here) { return ExportAs(here, ExportFormat::kCsv); }));
  web.Page(router, "/registers/{register}/export.xlsx",
           AtRegister(registers, [](Here& here) { return ExportAs(here, ExportFormat::kXlsx); }));
  web.Post(router, "/registers/{register}/export", AtRegister(registers, ExportPersonal));
}

}  // namespace sinergi::registers
