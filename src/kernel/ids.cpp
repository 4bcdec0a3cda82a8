#include "kernel/ids.h"

#include "base/ensure.h"

namespace sinergi::kernel {

int64_t NextId(sql::Connection& c, int64_t government_id, int64_t count) {
  ENSURE(count > 0);
  const std::optional<int64_t> next =
      c.One("UPDATE id_counter SET next_id = next_id + ? WHERE government_id = ? RETURNING next_id",
            {count, government_id});
  ENSURE(next.has_value());
  return *next - count;
}

void BumpDataVersion(sql::Connection& c, int64_t government_id) {
  const int64_t changed =
      c.Execute("UPDATE data_version SET version = version + 1 WHERE government_id = ?", {government_id});
  ENSURE(changed == 1);
}

int64_t DataVersion(sql::Connection& c, int64_t government_id) {
  return c.One("SELECT version FROM data_version WHERE government_id = ?", {government_id}).value_or(0);
}

void BumpUnitsVersion(sql::Connection& c, int64_t government_id) {
  c.Execute(
      "UPDATE data_version SET version = version + 1, units_version = units_version + 1 WHERE government_id "
      "= ?",
      {government_id});
}

int64_t UnitsVersion(sql::Connection& c, int64_t government_id) {
  return c.One("SELECT units_version FROM data_version WHERE government_id = ?", {government_id}).value_or(0);
}

}  // namespace sinergi::kernel
