#include "modules/register/record_list.h"

#include <algorithm>

#include "base/text.h"
#include "modules/register/conditions.h"
#include "modules/register/record_columns.h"
#include "modules/register/record_indexes.h"
#include "modules/register/record_rows.h"
#include "modules/register/record_search.h"

namespace sinergi::registers {
namespace {

const ListView* ViewNamed(const Definition& definition, std::string_view name) {
  for (const ListView& list : definition.lists)
    if (list.name == name) return &list;
  return nullptr;
}

bool AddDayFilter(const Definition& definition, std::string_view name, const std::string& value,
                  Conditions& where) {
  const bool from = name.ends_with("_from"), to = name.ends_with("_to");
  if (!from && !to) return false;
  name.remove_suffix(from ? 5 : 3);
  const Field* field = definition.FieldNamed(name);
  const bool day =
      name == "made" || name.ends_with(".due") || (field != nullptr && field->type->name() == "date");
  const std::optional<std::string> column = day ? ListColumn(definition, name) : std::nullopt;
  const std::optional<Date> bound = Date::Parse(value);
  if (!column || !bound) return false;
  where.Add(*column + (from ? " >= ?" : " <= ?"), {bound->Iso()});
  return true;
}

// A number, or a bound of it: "plan_year", "plan_year_from", "plan_year_to".
bool AddNumberFilter(const Definition& definition, std::string_view name, const std::string& value,
                     NumberStyle style, Conditions& where) {
  std::string_view test = " = ?";
  const Field* field = definition.FieldNamed(name);
  if (field == nullptr && (name.ends_with("_from") || name.ends_with("_to"))) {
    test = name.ends_with("_from") ? " >= ?" : " <= ?";
    field = definition.FieldNamed(name.substr(0, name.rfind('_')));
  }
  if (field == nullptr || !IsNumberFilter(*field)) return false;
  std::optional<int64_t> number = ReadDecimal(value, field->type->Places(), style);
  if (!number) number = ReadDecimal(value, field->type->Places(), NumberStyle::kPoint);
  if (!number) return false;
  where.Add("r.\"" + field->name + "\"" + std::string(test), {*number});
  return true;
}

bool AddFilter(const Definition& definition, const std::string& name, const std::string& value,
               const ListQuery& query, const Date& today, Conditions& where) {
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
  return AddNumberFilter(definition, name, value, query.style, where) ||
         AddDayFilter(definition, name, value, where);
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
    if (!MayUse(definition, query, name) || !AddFilter(definition, name, value, query, today, where))
      return Error{ErrorKind::kInvalid, "register.bad_filter", {name}};
  return Ok();
}

Result<OrderBy> OrderFor(const Definition& definition, const ListView& view, const ListQuery& query) {
  const std::string& sort = query.sort.empty() ? view.sort : query.sort;
  const std::optional<OrderBy> order = OrderOf(definition, sort);
  const std::string_view name = std::string_view(sort).substr(sort.starts_with('-') ? 1 : 0);
  if (order && MayUse(definition, query, name)) return *order;
  return Error{ErrorKind::kInvalid, "register.bad_filter", {std::string(name)}};
}

// A whole number of a record is looked up, not searched for: its words stand in very many records.
std::optional<std::string> NumberMeant(sql::Connection& c, int64_t government_id,
                                       const Definition& definition, const ListQuery& query) {
  const std::string text(TrimBlanks(query.search));
  if (text.empty()) return {};
  return c.OneText(
      "SELECT number FROM \"" + TableOf(definition) + "\" WHERE government_id = ? AND number = ? LIMIT 1",
      {government_id, text});
}

Result<Conditions> ListWhere(sql::Connection& c, int64_t government_id, const Definition& definition,
                             const ListView& view, const ListQuery& query, const Date& today) {
  Conditions where;
  if (view.where) where.AddSelection(definition, *view.where, today);
  if (query.units) where.AddUnits(*query.units);
  if (const Status filtered = AddFilters(definition, query, today, where); !filtered.ok())
    return filtered.error();
  if (const auto number = NumberMeant(c, government_id, definition, query)) {
    where.Add("r.number = ?", {*number});
    return where;
  }
  const SearchIn in = query.personal ? SearchIn::kEverything : SearchIn::kOpen;
  if (auto search = SearchFor(c.dialect(), government_id, definition, query.search, in))
    where.Add(search->sql, search->values);
  return where;
}

// Everything a page of the list is read with.
struct Reading {
  sql::Connection& c;
  const Definition& definition;
  const Conditions& where;
  std::vector<sql::Value> values;  // the government, then those of the conditions

  std::string From(bool in_order) const {
    const std::string from = " FROM \"" + TableOf(definition) + "\" r WHERE r.government_id = ?";
    if (where.sql.empty()) return from;
    // SQLite takes every index to be selective: where very many fit, reading along the order finds a page
    // after some rows, an index of a condition only after all of them. PostgreSQL counts for itself.
    const bool hint = in_order && c.dialect() == sql::Dialect::kSqlite;
    return from + " AND " + (hint ? "+(" : "(") + where.sql + ")";
  }

  int64_t Count() const {
    int64_t count = 0;
    c.Query("SELECT count(*) FROM (SELECT 1" + From(false) + " LIMIT " + std::to_string(kCountedMost + 1) +
                ") counted",
            values, [&](const sql::Row& row) { count = row.Int(0); });
    return count;
  }

  // Whether reading along the order soon fills a page: judged by its first rows.
  bool IsDense(const OrderBy& order) const {
    constexpr int kSample = 2000, kEnough = 10;
    if (c.dialect() != sql::Dialect::kSqlite || where.sql.empty()) return true;
    const std::string table = " FROM \"" + TableOf(definition) + "\" r WHERE r.government_id = ? ";
    std::vector<sql::Value> bound = values;
    bound.insert(bound.begin(), values.front());
    int64_t found = 0;
    c.Query("SELECT count(*)" + table + "AND r.id IN (SELECT r.id" + table + order.sql + " LIMIT " +
                std::to_string(kSample) + ") AND +(" + where.sql + ")",
            bound, [&](const sql::Row& row) { found = row.Int(0); });
    return found >= kEnough;
  }

  // What lies before the page is passed over by the index alone; whole rows are read for the page only.
  std::vector<Record> Rows(const ListQuery& query, const OrderBy& order, bool in_order) const {
    std::vector<sql::Value> bound = values;
    bound.emplace_back(std::clamp(query.limit, 1, 1000));
    bound.emplace_back(std::max<int64_t>(query.offset, 0));
    std::string sql = From(in_order) + order.sql + " LIMIT ? OFFSET ?";
    if (query.offset > 0) {
      sql = " FROM \"" + TableOf(definition) + "\" r WHERE r.government_id = ? AND r.id IN (SELECT r.id" +
            sql + ")" + order.sql;
      bound.insert(bound.begin(), values.front());
    }
    std::vector<Record> rows;
    c.Query("SELECT " + RecordColumns(definition) + sql, bound,
            [&](const sql::Row& row) { rows.push_back(RecordAt(definition, row)); });
    return rows;
  }
};

}  // namespace

bool IsNumberFilter(const Field& field) {
  const std::string_view type = field.type->name();
  return field.indexed && !field.retired && (type == "number" || type == "money" || type == "percentage");
}

Result<RecordPage> ListRecords(sql::Connection& c, int64_t government_id, const Definition& definition,
                               const ListQuery& query, const Date& today) {
  const ListView* view = ViewNamed(definition, query.list);
  if (view == nullptr) return Error{ErrorKind::kNotFound, "register.list_unknown", {query.list}};
  const Result<Conditions> where = ListWhere(c, government_id, definition, *view, query, today);
  if (!where.ok()) return where.error();
  const Result<OrderBy> order = OrderFor(definition, *view, query);
  if (!order.ok()) return order.error();
  std::vector<sql::Value> values = {government_id};
  for (const sql::Value& value : where->Bound()) values.push_back(value);
  const Reading reading{c, definition, *where, std::move(values)};
  RecordPage page;
  page.count = reading.Count();
  page.rows =
      reading.Rows(query, *order, order->indexed && page.count > kCountedMost && reading.IsDense(*order));
  return page;
}

}  // namespace sinergi::registers
