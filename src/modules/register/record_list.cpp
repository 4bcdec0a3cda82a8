#include "modules/register/record_list.h"

#include <algorithm>

#include "modules/register/record_columns.h"
#include "modules/register/record_filters.h"
#include "modules/register/record_indexes.h"
#include "modules/register/record_rows.h"

namespace sinergi::registers {
namespace {

const ListView* ViewNamed(const Definition& definition, std::string_view name) {
  for (const ListView& list : definition.lists)
    if (list.name == name) return &list;
  return nullptr;
}

Result<OrderBy> OrderFor(const Definition& definition, const ListView& view, const ListQuery& query) {
  const std::string& sort = query.sort.empty() ? view.sort : query.sort;
  const std::optional<OrderBy> order = OrderOf(definition, sort);
  const std::string_view name = std::string_view(sort).substr(sort.starts_with('-') ? 1 : 0);
  if (order && MayUse(definition, query, name)) return *order;
  return Error{ErrorKind::kInvalid, "register.bad_filter", {std::string(name)}};
}

// Everything a page of the list is read with.
struct Reading {
  sql::Connection& c;
  const Definition& definition;
  int64_t government_id;
  const Conditions& where;

  std::string From(const Conditions& fits, bool in_order) const {
    const std::string from = " FROM \"" + TableOf(definition) + "\" r WHERE r.government_id = ?";
    if (fits.sql.empty()) return from;
    // SQLite takes every index to be selective: where very many fit, reading along the order finds a page
    // after some rows, an index of a condition only after all of them. PostgreSQL counts for itself.
    const bool hint = in_order && c.dialect() == sql::Dialect::kSqlite;
    return from + " AND " + (hint ? "+(" : "(") + fits.sql + ")";
  }

  // Ids of what fits, in no order; one more than are counted where there are very many.
  std::vector<int64_t> Found() const {
    std::vector<sql::Value> bound = where.Bound();
    bound.insert(bound.begin(), government_id);
    std::vector<int64_t> ids;
    c.Query("SELECT r.id" + From(where, false) + " LIMIT " + std::to_string(kCountedMost + 1), bound,
            [&](const sql::Row& row) { ids.push_back(row.Int(0)); });
    return ids;
  }

  // Whether reading along the order soon fills a page: judged by its first rows.
  bool IsDense(const OrderBy& order) const {
    constexpr int kSample = 2000, kEnough = 10;
    if (c.dialect() != sql::Dialect::kSqlite || where.sql.empty()) return true;
    std::vector<sql::Value> bound = where.Bound();
    bound.emplace_back(government_id);
    int64_t found = 0;
    c.Query("SELECT count(*) FROM (SELECT (" + where.sql + ") AS fits FROM \"" + TableOf(definition) +
                "\" r WHERE r.government_id = ?" + order.sql + " LIMIT " + std::to_string(kSample) +
                ") WHERE fits",
            bound, [&](const sql::Row& row) { found = row.Int(0); });
    return found >= kEnough;
  }

  // The order, of records that are known: a "+" keeps SQLite from reading all along the order to meet them.
  std::string Sorted(const OrderBy& order) const {
    std::string sql = order.sql;
    if (const size_t column = sql.find("BY r."); c.dialect() == sql::Dialect::kSqlite && column != sql.npos)
      sql.insert(column + 3, "+");
    return sql;
  }

  // The page is found first, of few among those that are known; whole rows are read for it only.
  std::vector<Record> Rows(const ListQuery& query, const OrderBy& order,
                           const std::vector<int64_t>& found) const {
    const bool few = found.size() <= kCountedMost;
    Conditions known;
    known.AddIds("r.id", found);
    const std::string page =
        few ? From(known, false) + Sorted(order) : From(where, order.indexed && IsDense(order)) + order.sql;
    const std::string sql =
        From({}, false) + " AND r.id IN (SELECT r.id" + page + " LIMIT ? OFFSET ?)" + Sorted(order);
    std::vector<sql::Value> bound = few ? known.Bound() : where.Bound();
    bound.insert(bound.begin(), 2, government_id);
    bound.emplace_back(std::clamp(query.limit, 1, 1000));
    bound.emplace_back(std::max<int64_t>(query.offset, 0));
    std::vector<Record> rows;
    c.Query("SELECT " + RecordColumns(definition) + sql, bound,
            [&](const sql::Row& row) { rows.push_back(RecordAt(definition, row)); });
    return rows;
  }
};

}  // namespace

Result<RecordPage> ListRecords(sql::Connection& c, int64_t government_id, const Definition& definition,
                               const ListQuery& query, const Date& today) {
  const ListView* view = ViewNamed(definition, query.list);
  if (view == nullptr) return Error{ErrorKind::kNotFound, "register.list_unknown", {query.list}};
  const Result<Conditions> where = ListWhere(c, government_id, definition, *view, query, today);
  if (!where.ok()) return where.error();
  const Result<OrderBy> order = OrderFor(definition, *view, query);
  if (!order.ok()) return order.error();
  const Reading reading{c, definition, government_id, *where};
  const std::vector<int64_t> found = reading.Found();
  RecordPage page;
  page.count = static_cast<int64_t>(found.size());
  page.rows = reading.Rows(query, *order, found);
  return page;
}

}  // namespace sinergi::registers
