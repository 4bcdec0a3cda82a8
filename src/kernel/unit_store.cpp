// The verbs of unit.h that touch the database.
#include "base/text.h"
#include "kernel/field_check.h"
#include "kernel/ids.h"
#include "kernel/unit.h"

namespace sinergi::kernel {
namespace {

constexpr Date kForever{9999, 12, 31};

Unit FromRow(const sql::Row& row) {
  Unit unit;
  unit.id = row.Int(0);
  unit.code = row.String(1);
  unit.name = row.String(2);
  unit.kind = ParseUnitKind(row.Text(3)).value_or(UnitKind::kDivision);
  unit.parent_id = row.MaybeInt(4);
  unit.valid_from = Date::Parse(row.Text(5)).value_or(Date{1945, 8, 17});
  if (!row.IsNull(6)) unit.valid_to = Date::Parse(row.Text(6));
  unit.row_version = row.Int(7);
  return unit;
}

std::optional<std::string> IsoOf(const std::optional<Date>& date) {
  return date ? std::optional<std::string>(date->Iso()) : std::nullopt;
}

bool Overlap(const Unit& a, const Unit& b) {
  return a.valid_from <= b.valid_to.value_or(kForever) && b.valid_from <= a.valid_to.value_or(kForever);
}

// A code is unique among agencies, and below one agency among its units, on every day.
bool CodeTaken(const UnitTree& all, const Unit& unit) {
  const Unit* agency = unit.parent_id ? all.AgencyOf(*unit.parent_id) : nullptr;
  return std::any_of(all.units().begin(), all.units().end(), [&](const Unit& other) {
    const Unit* its_agency = other.depth > 0 ? all.AgencyOf(other.id) : nullptr;
    return other.id != unit.id && other.code == unit.code && its_agency == agency && Overlap(other, unit);
  });
}

Status CheckUnit(const UnitTree& all, const Unit& unit) {
  FieldCheck check;
  check.Text("code", unit.code, 64, "kernel.unit_code_missing");
  check.Text("name", unit.name, 200, "kernel.unit_name_missing");
  if (unit.valid_to && *unit.valid_to < unit.valid_from) check.Refuse("valid_to", "kernel.unit_dates");
  if (unit.parent_id && all.Find(*unit.parent_id) == nullptr) {
    check.Refuse("parent", "kernel.unit_unknown_parent");
  } else if (unit.parent_id && unit.id != 0 && all.IsWithin(*unit.parent_id, unit.id)) {
    check.Refuse("parent", "kernel.unit_cycle");
  } else if (check.ok() && CodeTaken(all, unit)) {
    check.Refuse("code", "kernel.unit_code_taken", {unit.code});
  }
  return check.ok() ? Ok() : Status(check.error());
}

UnitTree Load(sql::Connection& c, int64_t government_id, const std::optional<Date>& on) {
  std::vector<Unit> units;
  c.Query(
      "SELECT id, code, name, kind, parent_id, valid_from, valid_to, row_version FROM unit WHERE "
      "government_id = ?",
      {government_id}, [&](const sql::Row& row) {
        Unit unit = FromRow(row);
        const bool wanted = !on || (unit.valid_from <= *on && *on <= unit.valid_to.value_or(kForever));
        if (wanted) units.push_back(std::move(unit));
      });
  return UnitTree(std::move(units));
}

}  // namespace

// Both verbs begin with the data version: on PostgreSQL its row makes writers of one government wait for each
// other, so that two of them cannot take the same code.
Result<int64_t> AddUnit(sql::Connection& c, int64_t government_id, const Unit& unit) {
  BumpUnitsVersion(c, government_id);
  Unit added = unit;
  added.id = 0;
  if (Status fine = CheckUnit(LoadAllUnits(c, government_id), added); !fine.ok()) return fine.error();
  const int64_t id = NextId(c, government_id);
  c.Execute(
      "INSERT INTO unit (government_id, id, code, name, kind, parent_id, valid_from, valid_to) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      {government_id, id, unit.code, unit.name, Name(unit.kind), unit.parent_id, unit.valid_from.Iso(),
       IsoOf(unit.valid_to)});
  return id;
}

Status ChangeUnit(sql::Connection& c, int64_t government_id, const Unit& unit) {
  BumpUnitsVersion(c, government_id);
  const UnitTree all = LoadAllUnits(c, government_id);
  const Unit* before = all.Find(unit.id);
  if (before == nullptr) return Error{ErrorKind::kNotFound, "kernel.unit_unknown"};
  if (unit.row_version && unit.row_version != before->row_version)
    return Error{ErrorKind::kConflict, "kernel.unit_changed"};
  if (Status fine = CheckUnit(all, unit); !fine.ok()) return fine.error();
  c.Execute(
      "UPDATE unit SET code = ?, name = ?, kind = ?, parent_id = ?, valid_from = ?, valid_to = ?, "
      "row_version = row_version + 1 "
      "WHERE government_id = ? AND id = ?",
      {unit.code, unit.name, Name(unit.kind), unit.parent_id, unit.valid_from.Iso(), IsoOf(unit.valid_to),
       government_id, unit.id});
  return Ok();
}

Status EndUnit(sql::Connection& c, int64_t government_id, int64_t unit_id, const Date& last_day) {
  BumpUnitsVersion(c, government_id);
  const UnitTree all = LoadAllUnits(c, government_id);
  if (all.Find(unit_id) == nullptr) return Error{ErrorKind::kNotFound, "kernel.unit_unknown"};
  FieldCheck check;
  for (const Unit& unit : all.units()) {
    if (!all.IsWithin(unit.id, unit_id) || (unit.valid_to && *unit.valid_to <= last_day)) continue;
    if (last_day < unit.valid_from) {
      check.Refuse("valid_to", "kernel.unit_end_before", {unit.name, unit.valid_from.Iso()});
      return check.error();
    }
    c.Execute(
        "UPDATE unit SET valid_to = ?, row_version = row_version + 1 WHERE government_id = ? AND id = ?",
        {last_day.Iso(), government_id, unit.id});
  }
  return Ok();
}

UnitTree LoadUnits(sql::Connection& c, int64_t government_id, const Date& on) {
  return Load(c, government_id, on);
}

UnitTree LoadAllUnits(sql::Connection& c, int64_t government_id) {
  return Load(c, government_id, {});
}

}  // namespace sinergi::kernel
