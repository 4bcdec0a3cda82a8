// /planning/ceilings: indicative ceilings of a year, each with what the agency's Renja plans against it.
#include <algorithm>
#include <map>

#include "kernel/form_view.h"
#include "modules/planning/document/ceiling_store.h"
#include "modules/planning/document_visit.h"
#include "modules/planning/planning_pages.h"

namespace sinergi::planning {
namespace {

using kernel::FormView;
using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

struct Row {
  AgencyCeiling ceiling;
  std::optional<Money> planned;  // empty: the agency has no Renja of the year
};

// What the newest version of each agency's Renja of the year plans.
std::vector<Row> RowsOf(sql::Connection& c, const Visit& v, int year) {
  const int64_t government = v.actor.government_id;
  std::map<int64_t, std::vector<AgencyCeiling>> by_unit;
  for (AgencyCeiling& ceiling : ListCeilings(c, government, year))
    if (v.actor.May(Right::kRead, *v.units, ceiling.unit_id))
      by_unit[ceiling.unit_id].push_back(std::move(ceiling));
  std::map<int64_t, int64_t> renja;
  for (const DocumentHead& head : ListDocuments(c, government))
    if (head.kind == DocumentKind::kRenja && head.year_from <= year && year <= head.year_to &&
        by_unit.contains(head.unit_id))
      renja.emplace(head.unit_id, head.id);
  std::vector<Row> rows;
  for (const auto& [unit_id, ceilings] : by_unit) {
    const kernel::Unit* unit = v.units->Find(unit_id);
    if (!unit) continue;
    std::vector<IndicativeCeiling> asked;
    for (const AgencyCeiling& ceiling : ceilings)
      asked.push_back({unit->code, ceiling.programme, year, ceiling.amount});
    std::optional<std::vector<Money>> planned;
    if (const auto document = renja.find(unit_id); document != renja.end()) {
      const int64_t version = VersionsOf(c, government, document->second).front().id;
      planned = PlannedAgainst(LoadContent(c, government, version), unit->code, asked);
    }
    for (size_t i = 0; i < ceilings.size(); ++i)
      rows.push_back({ceilings[i], planned ? std::optional<Money>((*planned)[i]) : std::nullopt});
  }
  return rows;
}

struct CeilingTyping {
  std::string unit, programme, amount;
};

void FillRow(const Visit& v, const Row& row, Dict& page) {
  const kernel::Unit* unit = v.units->Find(row.ceiling.unit_id);
  Dict& line = *page.AddSectionDictionary("ROW");
  line.SetValue("AGENCY", unit ? unit->name : "");
  line.SetValue("PROGRAMME",
                row.ceiling.programme.empty() ? v.T("planning.whole_agency") : row.ceiling.programme);
  line.SetValue("CEILING", row.ceiling.amount.Print());
  line.SetValue("PLANNED", row.planned ? row.planned->Print() : "–");
  if (!row.planned) return;
  const bool over = *row.planned > row.ceiling.amount;
  line.ShowSection(over ? "OVER" : "KEPT");
  line.SetValue("REST",
                (over ? *row.planned - row.ceiling.amount : row.ceiling.amount - *row.planned).Print());
}

http::Response ShowCeilings(Visit& v, int year, const CeilingTyping& typing, const Error* error = nullptr) {
  if (!v.actor.MayAnywhere(Right::kRead)) return v.Refuse(kernel::Forbidden());
  Dict page("ceilings");
  FormView form(v, page);
  page.SetIntValue("YEAR", year);
  page.SetIntValue("YEAR_BEFORE", year - 1);
  page.SetIntValue("YEAR_AFTER", year + 1);
  const std::vector<Row> rows = v.web.db.Read([&](sql::Connection& c) { return RowsOf(c, v, year); });
  page.ShowSection(rows.empty() ? "EMPTY" : "SOME");
  for (const Row& row : rows) FillRow(v, row, page);
  if (v.actor.May(Right::kPlan, *v.units, 0)) {
    page.ShowSection("MAY_SET");
    for (const kernel::Unit& unit : v.units->units())
      if (unit.kind == kernel::UnitKind::kAgency)
        form.Choice("unit", std::to_string(unit.id), unit.name, typing.unit == std::to_string(unit.id));
    form.Value("programme", typing.programme);
    form.Value("amount", typing.amount);
  }
  if (error) form.Faults(*error);
  return v.Show("planning/ceilings", page, "planning.ceilings_title", error ? 422 : 200);
}

http::Response Get(Visit& v) {
  const int64_t year = ReadNumber(v.request.Query("year")).value_or(v.Today().year + 1);
  return ShowCeilings(v, static_cast<int>(std::clamp<int64_t>(year, 1901, 2199)), {});
}

http::Response Set(Visit& v) {
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const int year = static_cast<int>(std::clamp<int64_t>(ReadNumber(form.Field("year")).value_or(0), 0, 9999));
  const CeilingTyping typing{TypedField(form, "unit"), TypedField(form, "programme"),
                             TypedField(form, "amount")};
  const auto amount = Money::Parse(typing.amount);
  if (!typing.amount.empty() && !amount) {
    const Error error{ErrorKind::kInvalid,
                      "planning.ceiling_invalid",
                      {},
                      {{"amount", "planning.amount_unreadable", {}}},
                      {}};
    return ShowCeilings(v, std::clamp(year, 1901, 2199), typing, &error);
  }
  const AgencyCeiling ceiling{ReadNumber(typing.unit).value_or(0), typing.programme, year,
                              amount.value_or(Money())};
  const Status set =
      v.web.db.Write([&](sql::Connection& c) { return SetCeiling(c, ContextOf(v), ceiling, !amount); });
  if (set.ok()) return v.Back(fmt::format("/planning/ceilings?year={}", year), "planning.saved");
  if (set.error().kind != ErrorKind::kInvalid) return v.Refuse(set.error());
  return ShowCeilings(v, std::clamp(year, 1901, 2199), typing, &set.error());
}

}  // namespace

void AddCeilingPages(kernel::Web& web, http::Router& router) {
  web.Page(router, "/planning/ceilings", Get);
  web.Post(router, "/planning/ceilings", Set);
}

}  // namespace sinergi::planning
