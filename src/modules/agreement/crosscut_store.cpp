#include "modules/agreement/crosscut_store.h"

#include <boost/json.hpp>

#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/field_check.h"
#include "kernel/ids.h"

namespace sinergi::agreement {
namespace {

constexpr size_t kRoleBytes = 300;

void TellCrosscut(sql::Connection& c, const ActContext& context, const char* act, const Crosscut& crosscut) {
  kernel::Record(
      c, context.actor, context.now,
      {act, fmt::format("indicator/{}", crosscut.indicator_id),
       boost::json::serialize(boost::json::object{{"unit", crosscut.unit_id}, {"role", crosscut.role}})});
  kernel::BumpDataVersion(c, context.actor.government_id);
}

Status MayCross(sql::Connection& c, const ActContext& context, int64_t indicator_id) {
  const auto place = performance::PlaceOf(c, context.actor.government_id, indicator_id);
  if (!place) return Error{ErrorKind::kNotFound, "performance.indicator_unknown"};
  if (!MayPrepare(context.actor, context.units, place->unit_id)) return kernel::Forbidden();
  return Ok();
}

Crosscut CrosscutFrom(const sql::Row& row) {
  return {row.Int(0), row.Int(1), row.Int(2), row.String(3)};
}

}  // namespace

std::vector<Crosscut> CrosscutsOf(sql::Connection& c, int64_t government_id, int64_t plan_id) {
  std::vector<Crosscut> all;
  c.Query(
      "SELECT x.id, x.indicator_id, x.unit_id, x.role FROM agreement_crosscut x JOIN indicator i ON "
      "i.government_id = "
      "x.government_id AND i.id = x.indicator_id JOIN plan_node n ON n.government_id = i.government_id AND "
      "n.id = "
      "i.node_id WHERE x.government_id = ? AND n.plan_id = ? ORDER BY x.id",
      {government_id, plan_id}, [&](const sql::Row& row) { all.push_back(CrosscutFrom(row)); });
  return all;
}

Result<int64_t> AddCrosscut(sql::Connection& c, const ActContext& context, const Crosscut& wish) {
  const int64_t government = context.actor.government_id;
  if (const Status may = MayCross(c, context, wish.indicator_id); !may.ok()) return may.error();
  kernel::FieldCheck check;
  check.Text("role", wish.role, kRoleBytes, "agreement.role_missing");
  if (!context.units.Find(wish.unit_id)) check.Refuse("unit", "agreement.unit_missing");
  if (!check.ok()) return check.error();
  if (c.One("SELECT id FROM agreement_crosscut WHERE government_id = ? AND indicator_id = ? AND unit_id = ?",
            {government, wish.indicator_id, wish.unit_id}))
    return Error{ErrorKind::kConflict, "agreement.crosscut_exists"};
  Crosscut crosscut = wish;
  crosscut.id = kernel::NextId(c, government);
  crosscut.role = FoldBlanks(wish.role);
  c.Execute(
      "INSERT INTO agreement_crosscut (government_id, id, indicator_id, unit_id, role) VALUES (?, ?, ?, ?, "
      "?)",
      {government, crosscut.id, crosscut.indicator_id, crosscut.unit_id, crosscut.role});
  TellCrosscut(c, context, "agreement.crosscut", crosscut);
  return crosscut.id;
}

Status RemoveCrosscut(sql::Connection& c, const ActContext& context, int64_t id) {
  const int64_t government = context.actor.government_id;
  std::optional<Crosscut> found;
  c.Query("SELECT id, indicator_id, unit_id, role FROM agreement_crosscut WHERE government_id = ? AND id = ?",
          {government, id}, [&](const sql::Row& row) { found = CrosscutFrom(row); });
  if (!found) return Error{ErrorKind::kNotFound, "agreement.crosscut_unknown"};
  if (const Status may = MayCross(c, context, found->indicator_id); !may.ok()) return may.error();
  c.Execute("DELETE FROM agreement_crosscut WHERE government_id = ? AND id = ?", {government, id});
  TellCrosscut(c, context, "agreement.crosscut_end", *found);
  return Ok();
}

}  // namespace sinergi::agreement
