#include "modules/register/register_visit.h"

#include <algorithm>
#include <charconv>

#include <boost/json.hpp>

#include "kernel/audit.h"
#include "modules/register/record_rows.h"

namespace sinergi::registers {

std::string Here::Path(std::string_view below) const {
  std::string path = "/registers/" + definition.id;
  return below.empty() ? path : path + "/" + std::string(below);
}

kernel::PageHandler AtRegister(const Registers& registers, HerePage page) {
  return [&registers, page = std::move(page)](kernel::Visit& v) {
    const InForce* found = registers.Find(v.request.Param("register"));
    if (found == nullptr)
      return v.Refuse({ErrorKind::kNotFound, "register.unknown", {std::string(v.request.Param("register"))}});
    Here here{v, registers, *found, found->definition};
    return page(here);
  };
}

VisitFields::VisitFields(sql::Connection& c, const kernel::Visit& v, NumberStyle style,
                         const Registers& registers)
    : RecordFields(c, v.actor.government_id, *v.units, style),
      connection_(c),
      government_id_(v.actor.government_id),
      registers_(registers) {}

std::string VisitFields::UnitName(int64_t unit_id) const {
  std::string name = RecordFields::UnitName(unit_id);
  if (!name.empty() || unit_id == 0) return name;
  return connection_
      .OneText("SELECT name FROM unit WHERE government_id = ? AND id = ?", {government_id_, unit_id})
      .value_or("");
}

bool VisitFields::RecordExists(std::string_view register_id, int64_t id) const {
  const InForce* found = registers_.Find(register_id);
  if (found == nullptr) return RecordFields::RecordExists(register_id, id);
  return ReadRecord(connection_, government_id_, found->definition, id).has_value();
}

// A record by its number, and by what its register calls its title, where that is nobody's secret.
std::string VisitFields::FindTitle(const Definition& definition, int64_t id) const {
  const std::optional<Record> record = ReadRecord(connection_, government_id_, definition, id);
  if (!record) return "";
  const Field* title = definition.FieldNamed(definition.title_field);
  std::string text = record->number;
  if (title != nullptr && !title->personal)
    text += (text.empty() ? "" : " ") +
            title->type->Print(*title, ValueIn(definition, *record, *title), *this, Lang::kId);
  return text.empty() ? "#" + std::to_string(id) : text;
}

std::string VisitFields::RecordTitle(std::string_view register_id, int64_t id) const {
  const InForce* found = registers_.Find(register_id);
  if (found == nullptr) return RecordFields::RecordTitle(register_id, id);
  const auto key = std::pair(std::string(register_id), id);
  const auto known = titles_.find(key);
  if (known != titles_.end()) return known->second;
  return titles_[key] = FindTitle(found->definition, id);
}

std::vector<RoleGrant> GrantsOf(sql::Connection& c, const kernel::Actor& actor) {
  std::vector<RoleGrant> grants;
  c.Query("SELECT role, unit_id FROM register_grant WHERE government_id = ? AND account_id = ?",
          {actor.government_id, actor.account_id}, [&](const sql::Row& row) {
            grants.push_back({row.String(0), row.Int(1)});
          });
  return grants;
}

std::vector<RoleGrant> NamedRoles(sql::Connection& c, int64_t government_id) {
  std::vector<RoleGrant> named;
  c.Query(
      "SELECT DISTINCT g.role, g.unit_id FROM register_grant g JOIN account a ON a.government_id = "
      "g.government_id AND a.id = g.account_id WHERE g.government_id = ? AND a.disabled = 0",
      {government_id}, [&](const sql::Row& row) {
        named.push_back({row.String(0), row.Int(1)});
      });
  return named;
}

bool MayRead(const RecordContext& context, const Definition& definition, int64_t unit_id) {
  return context.actor.May(kernel::Right::kRead, context.units, unit_id) ||
         MaySeePersonal(context, definition, unit_id);
}

UnitScope ReadableUnits(const RecordContext& context, const Definition& definition) {
  if (MayRead(context, definition, 0)) return {};
  std::vector<int64_t> ids;
  for (const kernel::Unit& unit : context.units.units())
    if (MayRead(context, definition, unit.id)) ids.push_back(unit.id);
  return ids;
}

bool MaySeePersonalIn(const RecordContext& context, const Definition& definition, const UnitScope& units) {
  if (!units) return MaySeePersonal(context, definition, 0);
  return !units->empty() && std::all_of(units->begin(), units->end(), [&](int64_t unit) {
    return MaySeePersonal(context, definition, unit);
  });
}

std::vector<const kernel::Unit*> UnitsToMakeIn(const RecordContext& context, const Definition& definition) {
  std::vector<const kernel::Unit*> units;
  for (const kernel::Unit& unit : context.units.units())
    if (MayMake(context, definition, unit.id)) units.push_back(&unit);
  return units;
}

std::optional<int64_t> IdIn(std::string_view text) {
  int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc() || end != text.data() + text.size() || id < 0) return {};
  return id;
}

Result<Record> RecordHere(const Here& here, sql::Connection& c, const RecordContext& context) {
  const std::optional<int64_t> id = IdIn(here.v.request.Param("id"));
  std::optional<Record> record =
      id ? ReadRecord(c, context.government.id, here.definition, *id) : std::nullopt;
  if (!record) return Error{ErrorKind::kNotFound, "register.record_unknown"};
  if (!MayRead(context, here.definition, record->unit_id)) return kernel::Forbidden();
  return std::move(*record);
}

void TellRead(sql::Connection& c, const Here& here, std::string_view subject,
              const std::vector<std::string>& fields, std::string_view by) {
  const boost::json::object detail{{"fields", boost::json::value_from(fields)}, {"by", by}};
  kernel::Record(c, here.v.actor, here.v.now,
                 {"register.read_personal", here.definition.id + "/" + std::string(subject),
                  boost::json::serialize(detail)});
}

std::vector<std::string> PersonalFields(const Definition& definition) {
  std::vector<std::string> names;
  for (const Field& field : definition.fields)
    if (field.personal) names.push_back(field.name);
  return names;
}

const FieldValue& ValueIn(const Definition& definition, const Record& record, const Field& field) {
  return record.values[static_cast<size_t>(&field - definition.fields.data())];
}

}  // namespace sinergi::registers
