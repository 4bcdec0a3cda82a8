#include "modules/planning/nomenclature/nomenclature_store.h"

#include <algorithm>
#include <unordered_map>

#include <boost/json.hpp>

#include "base/ensure.h"
#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/ids.h"
#include "modules/planning/document/row_batch.h"

namespace sinergi::planning {
namespace {

constexpr std::string_view kInsertLink =
    "INSERT INTO nomenclature_link (government_id, year, code, year_before, code_before, reason, state, "
    "decided_by) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (government_id, year, code, year_before, code_before) DO ";

bool MayPlanAll(const PlanningContext& context) {
  return context.actor.May(kernel::Right::kPlan, context.units, 0);
}

std::string SearchText(const NomenclatureCode& code) {
  return FoldText(code.code + " " + code.name + " " + code.indicator);
}

NomenclatureCode CodeAt(const sql::Row& row) {
  return {row.String(0), row.String(1), row.String(2), row.String(3), row.String(4)};
}

int64_t InsertLink(sql::Connection& c, int64_t government, const CodeLink& link) {
  return c.Execute(std::string(kInsertLink) + "NOTHING",
                   {government, link.year, link.code, link.year_before, link.code_before, Name(link.reason),
                    Name(link.state), link.decided_by});
}

// The nearest version before and after the year; 0: none.
int NearestBefore(const std::vector<int>& years, int year) {
  int found = 0;
  for (const int other : years)
    if (other < year) found = other;
  return found;
}
int NearestAfter(const std::vector<int>& years, int year) {
  for (const int other : years)
    if (other > year) return other;
  return 0;
}

void WriteCodes(sql::Connection& c, int64_t government, int year, const std::vector<NomenclatureCode>& codes,
                NomenclatureImport& result) {
  std::unordered_map<std::string, NomenclatureCode> there;
  for (NomenclatureCode& code : CodesIn(c, government, year)) {
    std::string key = code.code;
    there.emplace(std::move(key), std::move(code));
  }
  std::vector<std::string> searches;  // outlive the batch
  searches.reserve(codes.size());
  RowBatch rows(
      c,
      "INSERT INTO nomenclature_code (government_id, year, code, name, outcome, indicator, measure, search) "
      "VALUES ",
      8);
  for (const NomenclatureCode& code : codes) {
    searches.push_back(SearchText(code));
    const auto old = there.find(code.code);
    if (old == there.end()) {
      ++result.added;
      rows.Add({government, year, code.code, code.name, code.outcome, code.indicator, code.measure,
                searches.back()});
    } else if (old->second == code) {
      ++result.same;
    } else {
      ++result.changed;
      c.Execute(
          "UPDATE nomenclature_code SET name = ?, outcome = ?, indicator = ?, measure = ?, search = ? WHERE "
          "government_id = ? AND year = ? AND code = ?",
          {code.name, code.outcome, code.indicator, code.measure, searches.back(), government, year,
           code.code});
    }
  }
  rows.Flush();
}

}  // namespace

std::vector<int> NomenclatureYears(sql::Connection& c, int64_t government_id) {
  std::vector<int> years;
  c.Query("SELECT DISTINCT year FROM nomenclature_code WHERE government_id = ? ORDER BY year",
          {government_id}, [&](const sql::Row& row) { years.push_back(static_cast<int>(row.Int(0))); });
  return years;
}

std::vector<NomenclatureCode> CodesIn(sql::Connection& c, int64_t government_id, int year) {
  std::vector<NomenclatureCode> codes;
  c.Query(
      "SELECT code, name, outcome, indicator, measure FROM nomenclature_code WHERE government_id = ? AND "
      "year = ? "
      "ORDER BY code",
      {government_id, year}, [&](const sql::Row& row) { codes.push_back(CodeAt(row)); });
  return codes;
}

std::unordered_set<std::string> CodesOfYear(sql::Connection& c, int64_t government_id, int year) {
  std::unordered_set<std::string> codes;
  c.Query("SELECT code FROM nomenclature_code WHERE government_id = ? AND year = ?", {government_id, year},
          [&](const sql::Row& row) { codes.insert(row.String(0)); });
  return codes;
}

std::vector<NomenclatureCode> SearchCodes(sql::Connection& c, int64_t government_id, int year,
                                          std::string_view words, int most) {
  std::vector<std::string> wanted;
  const std::string folded = FoldText(Shorten(words, 200));
  for (const std::string_view word : Split(folded, ' '))
    if (!word.empty()) wanted.emplace_back(word);
  std::vector<NomenclatureCode> found;
  c.Query(
      "SELECT code, name, outcome, indicator, measure, search FROM nomenclature_code WHERE government_id = ? "
      "AND year = "
      "? ORDER BY code",
      {government_id, year}, [&](const sql::Row& row) {
        if (static_cast<int>(found.size()) >= most) return;
        const std::string_view text = row.Text(5);
        const bool all = std::all_of(wanted.begin(), wanted.end(),
                                     [&](const std::string& word) { return text.find(word) != text.npos; });
        if (all) found.push_back(CodeAt(row));
      });
  return found;
}

std::optional<NomenclatureCode> FindCode(sql::Connection& c, int64_t government_id, int year,
                                         std::string_view code) {
  std::optional<NomenclatureCode> found;
  c.Query(
      "SELECT code, name, outcome, indicator, measure FROM nomenclature_code WHERE government_id = ? AND "
      "year = ? AND "
      "code = ?",
      {government_id, year, code}, [&](const sql::Row& row) { found = CodeAt(row); });
  return found;
}

Result<NomenclatureImport> ImportNomenclature(sql::Connection& c, const PlanningContext& context, int year,
                                              const NomenclatureFile& file) {
  if (!MayPlanAll(context)) return kernel::Forbidden();
  if (year < 1900 || year > 2200) return Error{ErrorKind::kInvalid, "planning.years_wrong"};
  const int64_t government = context.actor.government_id;
  NomenclatureImport result;
  WriteCodes(c, government, year, file.codes, result);
  const std::vector<int> years = NomenclatureYears(c, government);
  const int before = NearestBefore(years, year), after = NearestAfter(years, year);
  for (const auto& [code, code_before] : file.predecessors)
    result.links += static_cast<int>(InsertLink(
        c, government,
        {year, code, before ? before : year - 1, code_before, LinkReason::kFile, LinkState::kSuggested, {}}));
  const std::vector<NomenclatureCode> here = CodesIn(c, government, year);
  std::vector<CodeLink> links;
  if (before) links = SuggestLinks(before, CodesIn(c, government, before), year, here);
  if (after)
    for (CodeLink& link : SuggestLinks(year, here, after, CodesIn(c, government, after)))
      links.push_back(std::move(link));
  for (const CodeLink& link : links) result.links += static_cast<int>(InsertLink(c, government, link));
  const boost::json::object detail{
      {"added", result.added}, {"changed", result.changed}, {"links", result.links}};
  kernel::Record(
      c, context.actor, context.now,
      {"nomenclature.import", "nomenclature/" + std::to_string(year), boost::json::serialize(detail)});
  kernel::BumpDataVersion(c, government);
  return result;
}

namespace {

// Amounts of many plans, each of which may be near the end of what a number holds.
Money Added(Money sum, int64_t sen) {
  int64_t total = 0;
  return __builtin_add_overflow(sum.sen(), sen, &total) ? Money::Sen(INT64_MAX) : Money::Sen(total);
}

constexpr std::string_view kSelectLinks =
    "SELECT year, code, year_before, code_before, reason, state, decided_by FROM nomenclature_link WHERE "
    "government_id = "
    "? ";

CodeLink LinkAt(const sql::Row& row) {
  const auto reason = ParseLinkReason(row.Text(4));
  const auto state = ParseLinkState(row.Text(5));
  ENSURE(reason && state);
  return {static_cast<int>(row.Int(0)),
          row.String(1),
          static_cast<int>(row.Int(2)),
          row.String(3),
          *reason,
          *state,
          row.String(6)};
}

}  // namespace

std::vector<CodeLink> ListLinks(sql::Connection& c, int64_t government_id) {
  std::vector<CodeLink> links;
  c.Query(std::string(kSelectLinks) + "ORDER BY year, code, code_before", {government_id},
          [&](const sql::Row& row) { links.push_back(LinkAt(row)); });
  return links;
}

std::vector<CodeLink> OpenLinks(sql::Connection& c, int64_t government_id, int year, int most) {
  std::vector<CodeLink> links;
  c.Query(
      std::string(kSelectLinks) + "AND year = ? AND state = 'suggested' ORDER BY code, code_before LIMIT ?",
      {government_id, year, most}, [&](const sql::Row& row) { links.push_back(LinkAt(row)); });
  return links;
}

Status DecideLink(sql::Connection& c, const PlanningContext& context, const CodeLink& link) {
  const int64_t government = context.actor.government_id;
  if (!MayPlanAll(context)) return kernel::Forbidden();
  const bool known = FindCode(c, government, link.year, link.code).has_value() &&
                     (FindCode(c, government, link.year_before, link.code_before).has_value() ||
                      link.state == LinkState::kRefused);
  if (!known || link.year_before >= link.year || link.state == LinkState::kSuggested)
    return Error{ErrorKind::kNotFound, "planning.link_unknown"};
  c.Execute(std::string(kInsertLink) + "UPDATE SET state = excluded.state, decided_by = excluded.decided_by",
            {government, link.year, link.code, link.year_before, link.code_before, Name(LinkReason::kPerson),
             Name(link.state), context.actor.login});
  const boost::json::object detail{{"year", link.year},
                                   {"before", link.code_before},
                                   {"year_before", link.year_before},
                                   {"state", Name(link.state)}};
  kernel::Record(c, context.actor, context.now,
                 {"nomenclature.link", "nomenclature/" + link.code, boost::json::serialize(detail)});
  kernel::BumpDataVersion(c, government);
  return Ok();
}

std::vector<SeriesYear> LoadSeries(sql::Connection& c, int64_t government_id, int year,
                                   const std::string& code) {
  Versions versions;
  c.Query(
      "SELECT year, code, name FROM nomenclature_code WHERE government_id = ?", {government_id},
      [&](const sql::Row& row) { versions[static_cast<int>(row.Int(0))][row.String(1)] = row.String(2); });
  std::vector<SeriesYear> years;
  for (const auto& [at, codes] : SeriesOf(versions, ListLinks(c, government_id), year, code)) {
    SeriesYear entry{at, {codes.begin(), codes.end()}, {}, {}, 0};
    for (const std::string& one : codes)
      // A node above the leaves has no money of its own; its leaves' codes begin with its code.
      c.Query(
          "SELECT COALESCE(m.ceiling_revised_sen, m.ceiling_original_sen), (SELECT CAST(SUM(realised_sen) AS "
          "BIGINT) FROM node_month r "
          "WHERE r.government_id = n.government_id AND r.node_id = n.id), n.code FROM plan p JOIN plan_node "
          "n ON "
          "n.government_id = p.government_id AND n.plan_id = p.id JOIN node_money m ON m.government_id = "
          "n.government_id AND m.node_id = n.id WHERE p.government_id = ? AND p.year = ? AND (n.code = ? OR "
          "n.code LIKE "
          "?)",
          {government_id, at, one, one + ".%"}, [&](const sql::Row& row) {
            entry.ceiling = Added(entry.ceiling, row.Int(0));
            entry.realised = Added(entry.realised, row.Int(1));
            ++entry.plans;
          });
    years.push_back(std::move(entry));
  }
  return years;
}

}  // namespace sinergi::planning
