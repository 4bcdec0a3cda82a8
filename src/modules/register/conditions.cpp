#include "modules/register/conditions.h"

#include <bit>

#include "base/ensure.h"
#include "modules/register/record_columns.h"
#include "platform/expression/to_sql.h"

namespace sinergi::registers {

void Conditions::Add(std::string_view condition, std::vector<Held> with) {
  sql += (sql.empty() ? "" : " AND ") + std::string(condition);
  values.insert(values.end(), with.begin(), with.end());
}

void Conditions::AddIds(std::string_view column, const std::vector<int64_t>& ids) {
  if (ids.empty()) return Add("1 = 0");
  std::vector<Held> held(ids.begin(), ids.end());
  held.resize(std::bit_ceil(ids.size()), ids.back());  // few lengths, so that few statements are prepared
  std::string in = std::string(column) + " IN (";
  for (size_t i = 0; i < held.size(); ++i) in += i == 0 ? "?" : ", ?";
  Add(in + ")", std::move(held));
}

void Conditions::AddSelection(const Definition& definition, const expression::Expression& selection,
                              const std::optional<Date>& today) {
  const auto columns = [&](std::string_view name) -> std::optional<expression::Column> {
    if (name == "today" && today) return expression::Column{"'" + today->Iso() + "'", 0};
    return ColumnOfName(definition, name);
  };
  const auto translated = expression::ToSql(selection, columns);
  const auto* condition = std::get_if<expression::SqlText>(&translated);
  ENSURE(condition != nullptr);
  Add(condition->sql, {condition->values.begin(), condition->values.end()});
}

std::vector<sql::Value> Conditions::Bound() const {
  std::vector<sql::Value> bound;
  for (const Held& value : values) std::visit([&](const auto& held) { bound.emplace_back(held); }, value);
  return bound;
}

}  // namespace sinergi::registers
