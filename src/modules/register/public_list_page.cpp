// An open list as a page and as CSV, with the files of its records where the list has a column of files.
#include <algorithm>

#include "kernel/evidence_files.h"
#include "kernel/form_view.h"
#include "modules/register/public_list.h"
#include "modules/register/public_pages.h"
#include "modules/register/record_files.h"
#include "modules/register/register_list_address.h"
#include "modules/register/register_rows_view.h"
#include "platform/sheets/csv.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;

constexpr int kRowsAtOnce = 1000;
constexpr int64_t kOpenExportMost = 20'000;

// What came as ?of= says the government, and filters nothing.
ListQuery QueryOf(const ListAddress& address) {
  ListQuery query = address.Query();
  query.filters.erase("of");
  query.list = "default";
  return query;
}

std::string PathOf(const Here& here) {
  return "/layanan/daftar/" + here.definition.id;
}

void FillOpenFilters(const Here& here, const ListAddress& address, Dict& page) {
  for (const std::string& column : OpenColumns(here.definition)) {
    const Field* field = here.definition.FieldNamed(column);
    if (field == nullptr || field->type->name() != "choice") continue;
    Dict& filter = *page.AddSectionDictionary("FILTER");
    filter.SetValue("NAME", column);
    filter.SetValue("FILTER_TITLE", In(here.v, field->title));
    AddFilterOption(filter, "", here.v.T("registers.all"), address.Get(column));
    for (const FieldOption& option : field->options)
      AddFilterOption(filter, option.name, In(here.v, option.title), address.Get(column));
  }
  page.SetValue("SEARCH", kernel::Typed(address.Get("q")));
  if (!address.Get("of").empty())
    page.SetValueAndShowSection("OF", kernel::Typed(address.Get("of")), "OF_ONE");
}

void FillOpenFiles(const Here& here, sql::Connection& c, const Record& record, const Field& field,
                   Dict& cell) {
  for (const kernel::Evidence& file :
       kernel::ListEvidence(c, here.v.government->id, FileSubject(here.definition, record.id, field.name))) {
    Dict& link = *cell.AddSectionDictionary("FILE");
    link.SetValue("FILE_URL", fmt::format("{}/{}/{}/{}{}", PathOf(here), record.id, field.name, file.id,
                                          OfQuery(here.v.request)));
    link.SetValue("FILE_NAME", file.file_name);
  }
}

// Only what is an address of the web becomes a link.
bool IsWebAddress(std::string_view text) {
  const bool web = text.starts_with("https://") || text.starts_with("http://");
  return web && text.find_first_of(" \"'<>\\\n") == text.npos;
}

void FillOpenRows(const Here& here, sql::Connection& c, const Printing& how, const RecordPage& records,
                  Dict& page) {
  const std::vector<std::string> columns = OpenColumns(here.definition);
  for (const std::string& column : columns)
    page.AddSectionDictionary("HEAD")->SetValue("HEAD_TITLE", ColumnTitle(here.v, here.definition, column));
  for (const Record& record : records.rows) {
    Dict& row = *page.AddSectionDictionary("ROW");
    for (const std::string& column : columns) {
      Dict& cell = *row.AddSectionDictionary("CELL");
      cell.SetValue("CELL_TITLE", ColumnTitle(here.v, here.definition, column));
      const Field* field = here.definition.FieldNamed(column);
      if (field != nullptr && field->type->name() == "files") {
        FillOpenFiles(here, c, record, *field, cell);
        continue;
      }
      const std::string text = OpenCell(how, record, column);
      if (IsWebAddress(text))
        cell.SetValueAndShowSection("LINK_URL", text, "LINK");
      else
        cell.SetValueAndShowSection("TEXT", text, "PLAIN");
    }
  }
}

void FillOpenPager(const Here& here, const ListAddress& address, const RecordPage& records, Dict& page) {
  const int64_t last =
      std::max<int64_t>((records.count + ListAddress::kOnAPage - 1) / ListAddress::kOnAPage, 1);
  const auto go = [&](const char* section, int64_t to) {
    page.AddSectionDictionary(section)->SetValue("PAGE_URL",
                                                 PathOf(here) + address.With("page", std::to_string(to)));
  };
  if (address.page() > 1) go("BEFORE", address.page() - 1);
  if (address.page() < last) go("AFTER", address.page() + 1);
  page.SetValue("COUNT", records.count > kCountedMost
                             ? here.v.T("registers.more_than_counted")
                             : here.v.T("registers.count", {std::to_string(records.count)}));
}

http::Response NotFound(const AtCounter& counter) {
  return RefusePublic(counter.desk, counter.here.v.request, {ErrorKind::kNotFound, "http.not_found"});
}

http::Response ShowOpenList(AtCounter& counter) {
  const Here& here = counter.here;
  if (OpenView(here.definition) == nullptr) return NotFound(counter);
  const ListAddress address(here.v.request);
  Dict page("open");
  const Status shown = here.v.web.db.Read([&](sql::Connection& c) {
    return InPublic(here, c, [&](const RecordContext& context) -> Status {
      const Printing how{here.v, context, here.definition};
      const Result<RecordPage> records = ReadOpenList(c, how, QueryOf(address));
      if (!records.ok()) return records.error();
      FillOpenRows(here, c, how, *records, page);
      FillOpenPager(here, address, *records, page);
      page.ShowSection(records->rows.empty() ? "EMPTY" : "ROWS");
      return Ok();
    });
  });
  if (!shown.ok()) return RefusePublic(counter.desk, here.v.request, shown.error());
  FillOpenFilters(here, address, page);
  page.SetValue("TITLE", In(here.v, here.definition.title));
  page.SetValue("PATH", PathOf(here));
  page.SetValue("SERVICES_URL", "/layanan" + OfQuery(here.v.request));
  page.SetValue("CSV_URL", PathOf(here) + "/unduh.csv" + address.With("page", ""));
  if (!here.definition.open->intro.id.empty())
    page.SetValueAndShowSection("INTRO_TEXT", In(here.v, here.definition.open->intro), "INTRO");
  return ShowPublic(here.v, "register/public_list", page, "register.public.list_title");
}

// Titles first, then every row of the list as the filters narrow it.
Result<std::vector<std::vector<std::string>>> AllRows(const Here& here, sql::Connection& c,
                                                      const Printing& how, ListQuery query) {
  const std::vector<std::string> columns = OpenColumns(here.definition);
  std::vector<std::vector<std::string>> rows(1);
  for (const std::string& column : columns) rows[0].push_back(ColumnTitle(here.v, here.definition, column));
  query.limit = kRowsAtOnce;
  for (query.offset = 0; query.offset < kOpenExportMost; query.offset += kRowsAtOnce) {
    const Result<RecordPage> page = ReadOpenList(c, how, query);
    if (!page.ok()) return page.error();
    for (const Record& record : page->rows) {
      std::vector<std::string>& row = rows.emplace_back();
      for (const std::string& column : columns) row.push_back(OpenCell(how, record, column));
    }
    if (static_cast<int>(page->rows.size()) < kRowsAtOnce) break;
  }
  return rows;
}

http::Response Csv(AtCounter& counter) {
  const Here& here = counter.here;
  if (OpenView(here.definition) == nullptr) return NotFound(counter);
  const auto rows = here.v.web.db.Read([&](sql::Connection& c) {
    return InPublic(here, c, [&](const RecordContext& context) {
      return AllRows(here, c, {here.v, context, here.definition}, QueryOf(ListAddress(here.v.request)));
    });
  });
  if (!rows.ok()) return RefusePublic(counter.desk, here.v.request, rows.error());
  return http::Response::Download(sheets::WriteCsv(*rows), "text/csv; charset=utf-8",
                                  here.definition.id + ".csv");
}

// A file of a record that stands in the list, of a column of the list.
http::Response OpenListedFile(AtCounter& counter) {
  const Here& here = counter.here;
  const http::Request& request = here.v.request;
  const Field* field = here.definition.FieldNamed(request.Param("field"));
  const std::optional<int64_t> id = IdIn(request.Param("id")), file_id = IdIn(request.Param("file"));
  if (OpenView(here.definition) == nullptr || field == nullptr || !id || !file_id) return NotFound(counter);
  const std::vector<std::string> columns = OpenColumns(here.definition);
  if (std::find(columns.begin(), columns.end(), field->name) == columns.end()) return NotFound(counter);
  const auto file = here.v.web.db.Read([&](sql::Connection& c) {
    return InPublic(here, c, [&](const RecordContext& context) -> std::optional<kernel::Evidence> {
      if (!FindOpenRecord(c, {here.v, context, here.definition}, *id)) return {};
      auto found = kernel::FindEvidence(c, context.government.id, *file_id);
      if (!found || found->subject != FileSubject(here.definition, *id, field->name)) return {};
      return found;
    });
  });
  if (!file) return NotFound(counter);
  Result<http::Response> opened = kernel::OpenFile(here.v, *file);
  return opened.ok() ? std::move(opened).value() : RefusePublic(counter.desk, request, opened.error());
}

}  // namespace

void AddPublicListPages(http::Router& router, const Desk& desk) {
  router.Get("/layanan/daftar/{register}", AtDesk(desk, ShowOpenList));
  router.Get("/layanan/daftar/{register}/unduh.csv", AtDesk(desk, Csv));
  router.Get("/layanan/daftar/{register}/{id}/{field}/{file}", AtDesk(desk, OpenListedFile));
}

}  // namespace sinergi::registers
