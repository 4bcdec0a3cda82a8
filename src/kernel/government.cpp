#include "kernel/government.h"

#include "kernel/field_check.h"
#include "kernel/ids.h"

namespace sinergi::kernel {
namespace {

constexpr std::array<std::pair<GovernmentLevel, std::string_view>, 4> kLevels{{
    {GovernmentLevel::kNation, "nation"},
    {GovernmentLevel::kProvince, "province"},
    {GovernmentLevel::kRegency, "regency"},
    {GovernmentLevel::kCity, "city"},
}};
constexpr std::string_view kGovernmentColumns =
    "SELECT id, code, name, level, parent_id, zone FROM government";

// "53", "53.04" and, for the nation, "00".
bool IsGovernmentCode(std::string_view code) {
  const bool form = code.size() == 2 || (code.size() == 5 && code[2] == '.');
  return form && code.find_first_not_of("0123456789.") == code.npos && code.find('.') != 0 &&
         code.find('.') != 1;
}

Government GovernmentFromRow(const sql::Row& row) {
  Government g;
  g.id = row.Int(0);
  g.code = row.String(1);
  g.name = row.String(2);
  g.level = ParseGovernmentLevel(row.Text(3)).value_or(GovernmentLevel::kRegency);
  g.parent_id = row.MaybeInt(4);
  g.zone = static_cast<Zone>(row.Int(5));
  return g;
}

void ReadSettings(sql::Connection& c, Government& government) {
  c.Query("SELECT name, value FROM government_setting WHERE government_id = ?", {government.id},
          [&](const sql::Row& row) { government.settings[row.String(0)] = row.String(1); });
}

std::optional<Government> First(sql::Connection& c, const std::string& where, const sql::Value& value) {
  std::optional<Government> found;
  c.Query(fmt::format("{}{}", kGovernmentColumns, where), {value},
          [&](const sql::Row& row) { found = GovernmentFromRow(row); });
  if (found) ReadSettings(c, *found);
  return found;
}

Status CheckGovernment(sql::Connection& c, const Government& government) {
  FieldCheck check;
  check.Text("name", government.name, 200, "kernel.name_missing");
  if (!IsGovernmentCode(government.code)) check.Refuse("code", "kernel.government_code");
  if (government.parent_id && !FindGovernment(c, *government.parent_id)) {
    check.Refuse("parent", "kernel.government_unknown");
  }
  if (!check.ok()) return check.error();
  if (!FindGovernmentByCode(c, government.code)) return Ok();
  return Error{ErrorKind::kConflict, "kernel.government_exists", {government.code}};
}

}  // namespace

std::string_view Name(GovernmentLevel level) {
  for (const auto& [value, name] : kLevels) {
    if (value == level) return name;
  }
  return "";
}

std::optional<GovernmentLevel> ParseGovernmentLevel(std::string_view name) {
  for (const auto& [value, its_name] : kLevels) {
    if (its_name == name) return value;
  }
  return {};
}

Result<int64_t> AddGovernment(sql::Connection& c, const Government& government) {
  const int64_t id = NextId(c, 0);
  if (Status fine = CheckGovernment(c, government); !fine.ok()) return fine.error();
  c.Execute("INSERT INTO government (id, code, name, level, parent_id, zone) VALUES (?, ?, ?, ?, ?, ?)",
            {id, government.code, government.name, Name(government.level), government.parent_id,
             static_cast<int64_t>(government.zone)});
  c.Execute("INSERT INTO id_counter (government_id, next_id) VALUES (?, 1)", {id});
  c.Execute("INSERT INTO data_version (government_id, version) VALUES (?, 1)", {id});
  c.Execute("INSERT INTO audit_head (government_id, seq, hash) VALUES (?, 0, '')", {id});
  for (const auto& [name, value] : government.settings) SetSetting(c, id, name, value);
  return id;
}

std::vector<Government> ListGovernments(sql::Connection& c) {
  std::vector<Government> all;
  c.Query(fmt::format("{} ORDER BY code", kGovernmentColumns), {},
          [&](const sql::Row& row) { all.push_back(GovernmentFromRow(row)); });
  for (Government& government : all) ReadSettings(c, government);
  return all;
}

std::optional<Government> FindGovernment(sql::Connection& c, int64_t id) {
  return First(c, " WHERE id = ?", id);
}

std::optional<Government> FindGovernmentByCode(sql::Connection& c, std::string_view code) {
  return First(c, " WHERE code = ?", code);
}

void SetSetting(sql::Connection& c, int64_t government_id, std::string_view name, std::string_view value) {
  c.Execute(
      "INSERT INTO government_setting (government_id, name, value) VALUES (?, ?, ?) "
      "ON CONFLICT (government_id, name) DO UPDATE SET value = excluded.value",
      {government_id, name, value});
  BumpUnitsVersion(c, government_id);
}

}  // namespace sinergi::kernel
