#include "modules/register/record_list.h"

#include <algorithm>

#include "modules/register/conditions.h"
#include "modules/register/record_columns.h"
#include "modules/register/record_rows.h"
#include "modules/register/record_search.h"

namespace sinergi::registers {
namespace {

const ListView* ViewNamed(const Definition& definition, std::string_view name) {
  for (const ListView& list : definition.lists)
    if (list.name == name) return &list;
  return nullptr;
}

// The column behind a name that lists sort and filter by.
std::optional<std::string> ColumnSql(const Definition& definition, std::string_view name) {
  if (name == "unit") return "r.unit_id";
  if (name == "state_since") return "r.state_since";
  const std::optional<expression::Column> column = ColumnOfName(definition, name);
  return column ? std::optional<std::string>(column->sql) : std::nullopt;
}

bool AddDayFilter(const Definition& definition, std::string_view name, const std::string& value,
                  Conditions& where) {
  const bool from = name.ends_with("_from"), to = name.ends_with("_to");
  if (!from && !to) return false;
  name.remove_suffix(from ? 5 : 3);
  const Field* field = definition.FieldNamed(name);
  const bool day =
      name == "made" || name.ends_with(".due") || (field != nullptr && field->type->name() == "date");
  const std::optional<std::string> column = day ? ColumnSql(definition, name) : std::nullopt;
  const std::optional<Date> bound = Date::Parse(value);
  if (!column || !bound) return false;
  where.Add(*column + (from ? " >= ?" : " <= ?"), {bound->Iso()});
  return true;
}

bool AddFilter(const Definition& definition, const std::string& name, const std::string& value,
               const Date& today, Conditions& where) {
  if (name == "late" && value == "yes") {
    where.Add("r.due < ?", {today.Iso()});
    return true;
  }
  if (name == "state") {
    if (definition.StateNamed(value) == nullptr) return false;
    where.Add("r.state = ?", {value});
    return true;
  }
  const Field* field = definition.FieldNamed(name);
  const std::string_view type = field == nullptr ? "" : field->type->name();
  if (type == "choice" || type == "code" || type == "region") {
    where.Add("r.\"" + name + "\" = ?", {value});
    return true;
  }
  if (name == "unit" || type == "unit" || type == "person" || type == "link" || type == "yes_no") {
    const std::optional<int64_t> number = type == "yes_no" ? std::optional<int64_t>(value == "yes" ? 1 : 0)
                                                           : ReadDecimal(value, 0, NumberStyle::kPoint);
    if (!number) return false;
    where.Add((name == "unit" ? std::string("r.unit_id") : "r.\"" + name + "\"") + " = ?", {*number});
    return true;
  }
  return AddDayFilter(definition, name, value, where);
}

// A list narrowed or sorted by what somebody may not see would tell it.
bool MayUse(const Definition& definition, const ListQuery& query, std::string_view name) {
  const auto hidden = [&](const Field& field) {
    const bool named = name == field.name || name == field.name + "_from" || name == field.name + "_to";
    return field.personal && named;
  };
  return query.personal || std::none_of(definition.fields.begin(), definition.fields.end(), hidden);
}

Status AddFilters(const Definition& definition, const ListQuery& query, const Date& today,
                  Conditions& where) {
  for (const auto& [name, value] : query.filters)
    if (!MayUse(definition, query, name) || !AddFilter(definition, name, value, today, where))
      return Error{ErrorKind::kInvalid, "register.bad_filter", {name}};
  return Ok();
}

Result<std::string> OrderOf(const Definition& definition, const ListView& view, const ListQuery& query) {
  std::string_view sort = query.sort.empty() ? std::string_view(view.sort) : std::string_view(query.sort);
  if (sort.empty()) sort = "-made";
  const bool down = sort.starts_with('-');
  if (down) sort.remove_prefix(1);
  const std::optional<std::string> column = ColumnSql(definition, sort);
  if (!column || !MayUse(definition, query, sort))
    return Error{ErrorKind::kInvalid, "register.bad_filter", {std::string(sort)}};
  // What has no value stands last, on both databases.
  return " ORDER BY " + *column + " IS NULL, " + *column + (down ? " DESC, r.id DESC" : ", r.id");
}

Result<Conditions> WhereOf(sql::Connection& c, int64_t government_id, const Definition& definition,
                           const ListView& view, const ListQuery& query, const Date& today) {
  Conditions where;
  where.Add("r.government_id = ?", {government_id});
  if (view.where) where.AddSelection(definition, *view.where);
  if (query.units) where.AddUnits(*query.units);
  if (const Status filtered = AddFilters(definition, query, today, where); !filtered.ok())
    return filtered.error();
  const SearchIn in = query.personal ? SearchIn::kEverything : SearchIn::kOpen;
  if (auto search = SearchFor(c.dialect(), government_id, definition, query.search, in))
    where.Add(search->sql, search->values);
  return where;
}

}  // namespace

Result<RecordPage> ListRecords(sql::Connection& c, int64_t government_id, const Definition& definition,
                               const ListQuery& query, const Date& today) {
  const ListView* view = ViewNamed(definition, query.list);
  if (view == nullptr) return Error{ErrorKind::kNotFound, "register.list_unknown", {query.list}};
  const Result<Conditions> where = WhereOf(c, government_id, definition, *view, query, today);
  if (!where.ok()) return where.error();
  const Result<std::string> order = OrderOf(definition, *view, query);
  if (!order.ok()) return order.error();
  const std::string from = " FROM \"" + TableOf(definition) + "\" r WHERE " + where->sql;
  RecordPage page;
  std::vector<sql::Value> values = where->Bound();
  c.Query(
      "SELECT count(*) FROM (SELECT 1" + from + " LIMIT " + std::to_string(kCountedMost + 1) + ") counted",
      values, [&](const sql::Row& row) { page.count = row.Int(0); });
  values.emplace_back(std::clamp(query.limit, 1, 1000));
  values.emplace_back(std::max<int64_t>(query.offset, 0));
  c.Query("SELECT " + RecordColumns(definition) + from + *order + " LIMIT ? OFFSET ?", values,
          [&](const sql::Row& row) { page.rows.push_back(RecordAt(definition, row)); });
  return page;
}

}  // namespace sinergi::registers
