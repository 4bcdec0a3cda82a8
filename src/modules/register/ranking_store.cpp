#include "modules/register/ranking_store.h"

#include <algorithm>
#include <set>

#include "modules/register/conditions.h"
#include "modules/register/record_columns.h"
#include "modules/register/record_rows.h"

namespace sinergi::registers {
namespace {

std::vector<Record> ReadCompeting(sql::Connection& c, int64_t government_id, const Definition& definition,
                                  const Ranking& ranking) {
  Conditions where;
  if (ranking.where) where.AddSelection(definition, *ranking.where);
  std::vector<sql::Value> values = {government_id};
  for (const sql::Value& value : where.Bound()) values.push_back(value);
  std::vector<Record> records;
  c.Query("SELECT " + RecordColumns(definition) + " FROM \"" + TableOf(definition) +
              "\" r WHERE r.government_id = ?" + (where.sql.empty() ? "" : " AND (" + where.sql + ")") +
              " ORDER BY r.id LIMIT " + std::to_string(kRankedMost + 1),
          values, [&](const sql::Row& row) { records.push_back(RecordAt(definition, row)); });
  return records;
}

std::string PlainOf(const Definition& definition, const Record& record, const Field* field) {
  if (field == nullptr) return "";
  return field->type->Plain(*field, record.values[static_cast<size_t>(field - definition.fields.data())]);
}

// Longer numbers are greater; years and the like stand in their order.
bool IsGreater(const std::string& a, const std::string& b) {
  return a.size() != b.size() ? a.size() > b.size() : a > b;
}

std::vector<std::string> ValuesOf(const Definition& definition, const std::vector<Record>& records,
                                  const Field* within) {
  std::set<std::string> all;
  for (const Record& record : records) all.insert(PlainOf(definition, record, within));
  std::vector<std::string> values(all.begin(), all.end());
  std::stable_sort(values.begin(), values.end(), IsGreater);
  return values;
}

}  // namespace

Result<RankingFound> FindRanking(sql::Connection& c, int64_t government_id, const Definition& definition,
                                 const Ranking& ranking, const RankingAsked& asked) {
  std::vector<Record> records = ReadCompeting(c, government_id, definition, ranking);
  if (records.size() > kRankedMost)
    return Error{ErrorKind::kTooLarge, "register.ranking_too_large", {std::to_string(kRankedMost)}};
  const Field* within = ranking.within.empty() ? nullptr : definition.FieldNamed(ranking.within);
  RankingFound found;
  if (within != nullptr) found.values = ValuesOf(definition, records, within);
  found.within = asked.within ? *asked.within : found.values.empty() ? "" : found.values.front();
  if (within != nullptr)
    std::erase_if(records,
                  [&](const Record& one) { return PlainOf(definition, one, within) != found.within; });
  std::set<int64_t> units;
  for (const Record& record : records) units.insert(record.unit_id);
  found.units.assign(units.begin(), units.end());
  if (asked.unit_id) std::erase_if(records, [&](const Record& one) { return one.unit_id != *asked.unit_id; });
  found.order = RankRecords(definition, ranking, records);
  found.records = std::move(records);
  return found;
}

}  // namespace sinergi::registers
