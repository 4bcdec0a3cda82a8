#include "modules/register/record_fields.h"

#include "kernel/account.h"
#include "modules/register/definition_file.h"
#include "modules/register/record_rows.h"
#include "modules/register/record_table.h"

namespace sinergi::registers {
namespace {

constexpr std::string_view kPlan = "plan";

// The definition whose tables there are; nothing when the register was never applied.
std::optional<Definition> ReadApplied(sql::Connection& c, std::string_view register_id) {
  const std::optional<std::string> yaml = AppliedDefinition(c, register_id);
  if (!yaml) return {};
  Result<Definition> definition = ReadDefinition(*yaml, register_id, nullptr);
  return definition.ok() ? std::optional<Definition>(std::move(*definition)) : std::nullopt;
}

}  // namespace

bool RecordFields::CodeExists(std::string_view list, std::string_view code) const {
  return CodeList::Shipped(list).TitleOf(code) != nullptr;
}

std::string RecordFields::CodeTitle(std::string_view list, std::string_view code, Lang) const {
  const std::string* title = CodeList::Shipped(list).TitleOf(code);
  return title == nullptr ? "" : *title;
}

bool RecordFields::UnitExists(int64_t unit_id) const {
  return units_.Find(unit_id) != nullptr;
}

std::string RecordFields::UnitName(int64_t unit_id) const {
  const kernel::Unit* unit = units_.Find(unit_id);
  return unit == nullptr ? "" : unit->name;
}

bool RecordFields::PersonExists(int64_t account_id) const {
  return kernel::FindAccountById(c_, government_id_, account_id).has_value();
}

std::string RecordFields::PersonName(int64_t account_id) const {
  const std::optional<kernel::Account> account = kernel::FindAccountById(c_, government_id_, account_id);
  return account ? account->name : "";
}

bool RecordFields::RecordExists(std::string_view register_id, int64_t id) const {
  if (register_id == kPlan)
    return c_.One("SELECT 1 FROM plan_node WHERE government_id = ? AND id = ?", {government_id_, id})
        .has_value();
  const std::optional<Definition> definition = ReadApplied(c_, register_id);
  return definition && ReadRecord(c_, government_id_, *definition, id).has_value();
}

// A record by its number, and by what its register calls its title.
std::string RecordFields::RecordTitle(std::string_view register_id, int64_t id) const {
  if (register_id == kPlan)
    return c_
        .OneText("SELECT code || ' ' || name FROM plan_node WHERE government_id = ? AND id = ?",
                 {government_id_, id})
        .value_or("");
  const std::optional<Definition> definition = ReadApplied(c_, register_id);
  const std::optional<Record> record =
      definition ? ReadRecord(c_, government_id_, *definition, id) : std::nullopt;
  if (!record) return "";
  const Field* title = definition->FieldNamed(definition->title_field);
  std::string text = record->number;
  if (title != nullptr && !title->personal)
    text += (text.empty() ? "" : " ") +
            title->type->Print(*title, record->values[static_cast<size_t>(title - definition->fields.data())],
                               *this, Lang::kId);
  return text;
}

}  // namespace sinergi::registers
