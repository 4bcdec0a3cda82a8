// Answers of the search beside a field: people, records, codes; JSON [{"value", "text"}], at most twenty.
#include <boost/json.hpp>

#include "base/text.h"
#include "kernel/account.h"
#include "modules/performance/public.h"
#include "modules/register/record_list.h"
#include "modules/register/register_pages.h"
#include "modules/register/register_words.h"

namespace sinergi::registers {
namespace {

namespace json = boost::json;
using kernel::Visit;

constexpr size_t kOptionsMost = 20;

void AddFound(json::array& found, std::string_view value, std::string_view text) {
  found.push_back(json::object{{"value", value}, {"text", text}});
}

void AddPeople(const Visit& v, sql::Connection& c, const std::string& words, json::array& found) {
  for (const kernel::Account& account : kernel::ListAccounts(c, v.actor.government_id)) {
    if (found.size() == kOptionsMost) return;
    if (account.disabled || !ContainsFolded(account.name + " " + account.position, words)) continue;
    AddFound(found, std::to_string(account.id) + " · " + account.name, account.position);
  }
}

void AddCodes(const std::string& list, const std::string& words, json::array& found) {
  for (const auto& [code, title] : CodeList::Shipped(list).all()) {
    if (found.size() == kOptionsMost) return;
    if (ContainsFolded(code + " " + title, words)) AddFound(found, code + " " + title, "");
  }
}

void AddNodes(const Visit& v, sql::Connection& c, const std::string& words, json::array& found) {
  c.Query(
      "SELECT id, code || ' ' || name FROM plan_node WHERE government_id = ? AND lower(code || ' ' || name) "
      "LIKE ? ESCAPE '!' ORDER BY id DESC LIMIT ?",
      {v.actor.government_id, words, static_cast<int64_t>(kOptionsMost)},
      [&](const sql::Row& row) { AddFound(found, std::to_string(row.Int(0)) + " · " + row.String(1), ""); });
}

// Indicators of a year that the visitor may report on.
void AddIndicators(const Visit& v, sql::Connection& c, const std::string& year, const std::string& words,
                   json::array& found) {
  std::vector<std::pair<int64_t, std::string>> all;
  c.Query(
      "SELECT i.id, i.name FROM indicator i JOIN plan_node n ON n.government_id = i.government_id AND n.id = "
      "i.node_id JOIN plan p ON p.government_id = n.government_id AND p.id = n.plan_id "
      "WHERE i.government_id = ? AND p.year = ? AND lower(i.name) LIKE ? ESCAPE '!' ORDER BY i.id LIMIT 200",
      {v.actor.government_id, IdIn(year).value_or(0), words},
      [&](const sql::Row& row) { all.emplace_back(row.Int(0), row.String(1)); });
  for (const auto& [id, name] : all) {
    if (found.size() == kOptionsMost) return;
    const auto place = performance::PlaceOf(c, v.actor.government_id, id);
    if (place && v.actor.May(kernel::Right::kEnter, *v.units, place->unit_id))
      AddFound(found, std::to_string(id) + " · " + name, "");
  }
}

// "50%" stands for itself.
std::string LikeAnywhere(const std::string& words) {
  std::string pattern = "%";
  for (const char c : words) pattern += (c == '%' || c == '_' || c == '!' ? "!" : "") + std::string(1, c);
  return pattern + "%";
}

void AddRecords(const Visit& v, const Registers& registers, sql::Connection& c, const InForce& of,
                json::array& found) {
  InContext(v, registers, c, NumberStyle::kIndonesian, [&](const RecordContext& context) {
    const UnitScope units = ReadableUnits(context, of.definition);
    ListQuery query;
    query.search = v.request.Query("q");
    query.units = units;
    query.limit = static_cast<int>(kOptionsMost);
    if (units && units->empty()) return Unit{};
    const Result<RecordPage> page =
        ListRecords(c, context.government.id, of.definition, query, context.today);
    if (!page.ok()) return Unit{};
    for (const Record& record : page->rows)
      AddFound(found, std::to_string(record.id) + " · " + RecordName({v, context, of.definition}, record),
               "");
    return Unit{};
  });
}

http::Response Search(Visit& v, const Registers& registers) {
  const std::string kind(v.request.Param("kind")), of(v.request.Param("of"));
  const std::string words = FoldText(Shorten(v.request.Query("q"), 200));
  json::array found;
  v.web.db.Read([&](sql::Connection& c) {
    const InForce* other = registers.Find(of);
    if (kind == "person")
      AddPeople(v, c, words, found);
    else if (kind == "code" || kind == "region")
      AddCodes(of, words, found);
    else if (kind == "indicator")
      AddIndicators(v, c, of, LikeAnywhere(words), found);
    else if (kind == "link" && of == "plan")
      AddNodes(v, c, LikeAnywhere(words), found);
    else if (kind == "link" && other != nullptr)
      AddRecords(v, registers, c, *other, found);
    return Unit{};
  });
  return http::Response::Json(json::serialize(found));
}

}  // namespace

void AddRegisterOptionsPage(kernel::Web& web, http::Router& router, const Registers& registers) {
  web.Page(router, "/options/{kind}/{of}", [&registers](Visit& v) { return Search(v, registers); });
}

}  // namespace sinergi::registers
