#include "modules/planning/document/ceiling_store.h"

#include <boost/json.hpp>

#include "kernel/audit.h"
#include "kernel/ids.h"

namespace sinergi::planning {
namespace {

constexpr int64_t kCeilingMost = 1'000'000'000'000'000'000;  // sen: Rp 10 quadrillion

Error Problems(const PlanningContext& context, const AgencyCeiling& ceiling) {
  Error error{ErrorKind::kInvalid, "planning.ceiling_invalid"};
  const auto refuse = [&](const char* field, const char* code) {
    error.fields.push_back({field, code, {""}});
  };
  const kernel::Unit* unit = context.units.Find(ceiling.unit_id);
  if (!unit || unit->kind != kernel::UnitKind::kAgency) refuse("unit", "planning.unit_wrong");
  if (!ceiling.programme.empty() && LevelOfCode(ceiling.programme) != NodeLevel::kProgramme)
    refuse("programme", "planning.programme_wrong");
  if (ceiling.year < 1900 || ceiling.year > 2200) refuse("year", "planning.years_wrong");
  if (ceiling.amount.sen() < 0 || ceiling.amount.sen() > kCeilingMost)
    refuse("amount", "planning.amounts_too_large");
  return error;
}

}  // namespace

std::vector<AgencyCeiling> ListCeilings(sql::Connection& c, int64_t government_id, int year) {
  std::vector<AgencyCeiling> ceilings;
  c.Query(
      "SELECT unit_id, programme, year, amount_sen FROM indicative_ceiling WHERE government_id = ? AND (year "
      "= ? OR "
      "CAST(? AS BIGINT) = 0) ORDER BY year, unit_id, programme",
      {government_id, year, year}, [&](const sql::Row& row) {
        ceilings.push_back({row.Int(0), row.String(1), static_cast<int>(row.Int(2)), Money::Sen(row.Int(3))});
      });
  return ceilings;
}

std::vector<IndicativeCeiling> CeilingsOf(sql::Connection& c, int64_t government_id,
                                          const kernel::UnitTree& units, int64_t unit_id) {
  std::vector<IndicativeCeiling> ceilings;
  for (const AgencyCeiling& ceiling : ListCeilings(c, government_id, 0)) {
    const kernel::Unit* unit = units.Find(ceiling.unit_id);
    if (!unit || (unit_id != 0 && ceiling.unit_id != unit_id)) continue;
    ceilings.push_back({unit->code, ceiling.programme, ceiling.year, ceiling.amount});
  }
  return ceilings;
}

Status SetCeiling(sql::Connection& c, const PlanningContext& context, const AgencyCeiling& ceiling,
                  bool remove) {
  const int64_t government = context.actor.government_id;
  if (!context.actor.May(kernel::Right::kPlan, context.units, 0)) return kernel::Forbidden();
  if (Error error = Problems(context, ceiling); !error.fields.empty()) return error;
  if (remove)
    c.Execute(
        "DELETE FROM indicative_ceiling WHERE government_id = ? AND unit_id = ? AND programme = ? AND year = "
        "?",
        {government, ceiling.unit_id, ceiling.programme, ceiling.year});
  else
    c.Execute(
        "INSERT INTO indicative_ceiling (government_id, unit_id, programme, year, amount_sen) VALUES (?, ?, "
        "?, ?, ?) "
        "ON CONFLICT (government_id, unit_id, programme, year) DO UPDATE SET amount_sen = "
        "excluded.amount_sen",
        {government, ceiling.unit_id, ceiling.programme, ceiling.year, ceiling.amount.sen()});
  const boost::json::object detail{{"programme", ceiling.programme},
                                   {"year", ceiling.year},
                                   {"amount", remove ? "" : ceiling.amount.Plain()}};
  kernel::Record(c, context.actor, context.now,
                 {"ceiling.set", "unit/" + std::to_string(ceiling.unit_id), boost::json::serialize(detail)});
  kernel::BumpDataVersion(c, government);
  return Ok();
}

}  // namespace sinergi::planning
