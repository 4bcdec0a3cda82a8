#include "modules/assessment/published_store.h"

#include <map>
#include <set>

#include <boost/json.hpp>

#include "kernel/audit.h"
#include "kernel/ids.h"

namespace sinergi::assessment {
namespace {

PublishedResult ReadRow(const sql::Row& row) {
  PublishedResult result;
  result.id = row.Int(0);
  result.year = static_cast<int>(row.Int(1));
  result.instrument = row.String(2);
  result.institution = row.String(3);
  result.level = ParseLevelKind(row.Text(4)).value_or(LevelKind::kCentral);
  result.region = row.String(5);
  result.domains = ReadDomains(row.Text(6));
  result.index_micro = row.Int(7);
  result.predicate = row.String(8);
  result.source = row.String(9);
  return result;
}

std::vector<PublishedResult> Select(sql::Connection& c, std::string_view sql,
                                    std::initializer_list<sql::Value> values) {
  std::vector<PublishedResult> results;
  c.Query(sql, values, [&](const sql::Row& row) { results.push_back(ReadRow(row)); });
  return results;
}

void Insert(sql::Connection& c, const PublishedImport& import, int64_t id, const PublishedChange& change) {
  const PublishedResult& r = change.after;
  const int64_t government = import.actor.government_id;
  if (change.before)
    c.Execute("UPDATE published_result SET replaced_by = ? WHERE government_id = ? AND id = ?",
              {id, government, change.before->id});
  c.Execute(
      "INSERT INTO published_result (government_id, id, year, instrument, institution, institution_key, "
      "level, "
      "region, domains, index_micro, predicate, source, at, login) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {government, id, r.year, r.instrument, r.institution, InstitutionKey(r.institution), Name(r.level),
       r.region, DomainsText(r.domains), r.index_micro, r.predicate, r.source, import.now,
       import.actor.login});
}

void TellImport(sql::Connection& c, const PublishedImport& import,
                const std::vector<PublishedChange>& changes) {
  int64_t added = 0;
  std::set<std::string> sets;
  for (const PublishedChange& change : changes) {
    added += !change.before;
    sets.insert(fmt::format("{}/{}", change.after.year, change.after.instrument));
  }
  boost::json::array named(sets.begin(), sets.end());
  const boost::json::object detail{{"file", import.file_name},
                                   {"added", added},
                                   {"replaced", static_cast<int64_t>(changes.size()) - added},
                                   {"sets", std::move(named)}};
  kernel::Record(c, import.actor, import.now,
                 {"published.import", "published", boost::json::serialize(detail)});
}

}  // namespace

std::vector<PublishedSet> ListPublishedSets(sql::Connection& c, int64_t government_id) {
  std::vector<PublishedSet> sets;
  c.Query(
      "SELECT year, instrument, COUNT(*) FROM published_result WHERE government_id = ? AND replaced_by IS "
      "NULL "
      "GROUP BY year, instrument ORDER BY year DESC, instrument DESC",
      {government_id}, [&](const sql::Row& row) {
        sets.push_back({static_cast<int>(row.Int(0)), row.String(1), row.Int(2)});
      });
  return sets;
}

std::vector<PublishedResult> ListPublished(sql::Connection& c, int64_t government_id, int year,
                                           std::string_view instrument) {
  return Select(
      c,
      "SELECT id, year, instrument, institution, level, region, domains, index_micro, predicate, source "
      "FROM published_result WHERE government_id = ? AND year = ? AND instrument = ? "
      "AND replaced_by IS NULL ORDER BY institution_key",
      {government_id, year, instrument});
}

std::vector<PublishedResult> PublishedHistory(sql::Connection& c, int64_t government_id,
                                              std::string_view institution) {
  return Select(
      c,
      "SELECT id, year, instrument, institution, level, region, domains, index_micro, predicate, source "
      "FROM published_result WHERE government_id = ? AND institution_key = ? AND replaced_by IS NULL "
      "ORDER BY year, instrument",
      {government_id, InstitutionKey(institution)});
}

std::optional<PublishedResult> FindPublished(sql::Connection& c, int64_t government_id, int64_t id) {
  auto found = Select(
      c,
      "SELECT id, year, instrument, institution, level, region, domains, index_micro, predicate, source "
      "FROM published_result WHERE government_id = ? AND id = ? AND replaced_by IS NULL",
      {government_id, id});
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<PublishedChange> ComparePublished(sql::Connection& c, int64_t government_id,
                                              const std::vector<PublishedResult>& results) {
  std::map<std::pair<int, std::string>, std::map<std::string, PublishedResult>> stored;  // by set, by key
  std::vector<PublishedChange> changes;
  for (const PublishedResult& result : results) {
    const auto [set, is_new] = stored.try_emplace({result.year, result.instrument});
    if (is_new)
      for (PublishedResult& known : ListPublished(c, government_id, result.year, result.instrument))
        set->second.emplace(InstitutionKey(known.institution), std::move(known));
    const auto known = set->second.find(InstitutionKey(result.institution));
    if (known == set->second.end())
      changes.push_back({{}, result});
    else if (!SaysTheSame(known->second, result))
      changes.push_back({known->second, result});
  }
  return changes;
}

Result<int> ImportPublished(sql::Connection& c, const PublishedImport& import,
                            const std::vector<PublishedResult>& results) {
  if (!import.actor.May(kernel::Right::kEvaluate, import.units, 0)) return kernel::Forbidden();
  const int64_t government = import.actor.government_id;
  const std::vector<PublishedChange> changes = ComparePublished(c, government, results);
  if (changes.empty()) return 0;
  int64_t id = kernel::NextId(c, government, static_cast<int64_t>(changes.size()));
  for (const PublishedChange& change : changes) Insert(c, import, id++, change);
  TellImport(c, import, changes);
  kernel::BumpDataVersion(c, government);
  return static_cast<int>(changes.size());
}

}  // namespace sinergi::assessment
