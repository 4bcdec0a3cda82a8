#include "modules/register/public_list.h"

#include <algorithm>

#include "base/text.h"
#include "modules/register/conditions.h"
#include "modules/register/names.h"
#include "modules/register/record_columns.h"
#include "modules/register/record_rows.h"

namespace sinergi::registers {
namespace {

// "made_from" filters by "made".
std::string_view ColumnOfFilter(std::string_view name) {
  for (const std::string_view ending : {"_from", "_to"})
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  return name;
}

Status CheckQuery(const std::vector<std::string>& columns, const ListQuery& query) {
  const auto refuse = [](std::string_view name) {
    return Error{ErrorKind::kInvalid, "register.bad_filter", {std::string(name)}};
  };
  for (const auto& [name, value] : query.filters)
    if (!HasWord(columns, name) && !HasWord(columns, ColumnOfFilter(name))) return refuse(name);
  const std::string_view sort =
      query.sort.starts_with('-') ? std::string_view(query.sort).substr(1) : std::string_view(query.sort);
  if (!sort.empty() && !HasWord(columns, sort)) return refuse(sort);
  return Ok();
}

bool Shows(const Printing& how, const Record& record, const std::vector<std::string>& columns,
           const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& column : columns) text += " " + OpenCell(how, record, column);
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return ContainsFolded(text, word); });
}

}  // namespace

const ListView* OpenView(const Definition& definition) {
  if (!definition.open || definition.open->list.empty()) return nullptr;
  for (const ListView& list : definition.lists)
    if (list.name == definition.open->list) return &list;
  return nullptr;
}

std::vector<std::string> OpenColumns(const Definition& definition) {
  std::vector<std::string> columns = OpenView(definition)->columns;
  std::erase_if(columns, [&](const std::string& name) {
    const Field* field = definition.FieldNamed(name);
    return field != nullptr && (field->personal || field->type->name() == "person");
  });
  return columns;
}

std::string OpenCell(const Printing& how, const Record& record, std::string_view column) {
  const Field* field = how.definition.FieldNamed(column);
  if (field != nullptr && (field->personal || field->type->name() == "person")) return "";
  return PrintCell(how, record, column, Personal::kMasked);
}

Result<RecordPage> ReadOpenList(sql::Connection& c, const Printing& how, ListQuery query) {
  const std::vector<std::string> columns = OpenColumns(how.definition);
  if (const Status fine = CheckQuery(columns, query); !fine.ok()) return fine.error();
  query.list = how.definition.open->list;
  query.personal = false;
  const std::string search = FoldText(Shorten(query.search, 200));
  if (search.empty())
    return ListRecords(c, how.context.government.id, how.definition, query, how.context.today);
  std::vector<std::string> words;
  for (const std::string_view word : Split(search, ' ')) words.emplace_back(word);
  ListQuery wide = query;
  wide.search.clear();
  wide.offset = 0;
  wide.limit = kOpenSearchedMost;
  Result<RecordPage> all = ListRecords(c, how.context.government.id, how.definition, wide, how.context.today);
  if (!all.ok()) return all.error();
  std::erase_if(all->rows, [&](const Record& record) { return !Shows(how, record, columns, words); });
  RecordPage page;
  page.count = static_cast<int64_t>(all->rows.size());
  for (int64_t i = query.offset; i < page.count && i < query.offset + query.limit; ++i)
    page.rows.push_back(std::move(all->rows[static_cast<size_t>(i)]));
  return page;
}

std::optional<Record> FindOpenRecord(sql::Connection& c, const Printing& how, int64_t id) {
  const ListView* view = OpenView(how.definition);
  if (view == nullptr) return {};
  Conditions where;
  where.Add("r.government_id = ?", {how.context.government.id});
  where.Add("r.id = ?", {id});
  if (view->where) where.AddSelection(how.definition, *view->where, how.context.today);
  bool there = false;
  c.Query("SELECT 1 FROM \"" + TableOf(how.definition) + "\" r WHERE " + where.sql, where.Bound(),
          [&](const sql::Row&) { there = true; });
  if (!there) return {};
  return ReadRecord(c, how.context.government.id, how.definition, id);
}

}  // namespace sinergi::registers
