#include "platform/sql/database.h"

#include <set>

#include "base/clock.h"
#include "base/ensure.h"
#include "platform/sql/postgres_database.h"
#include "platform/sql/sqlite_database.h"

namespace sinergi::sql {
namespace {

// Anything fixed: the name of our lock among the advisory locks of one PostgreSQL database.
constexpr int64_t kMigrationLock = 0x53494E45524749;  // "SINERGI"

// Two PostgreSQL sessions that create the same table at once can fail in the catalogue in spite of IF NOT
// EXISTS.
Status MakeMigrationTable(Connection& c) {
  if (c.dialect() == Dialect::kPostgres)
    (void)c.One("SELECT pg_advisory_xact_lock(?) IS NULL", {kMigrationLock});
  c.Execute(
      "CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)");
  return Ok();
}

// The names in the database; refuses a database that a newer program has changed.
std::set<std::string, std::less<>> Applied(Connection& c, std::span<const Migration> known) {
  std::set<std::string, std::less<>> applied;
  c.Query("SELECT name FROM schema_migration", {}, [&](const Row& row) { applied.insert(row.String(0)); });
  auto unknown = applied;
  for (const Migration& m : known) unknown.erase(m.name);
  if (unknown.empty()) return applied;
  throw DatabaseError("the data is newer than this program: it knows the migration " + *unknown.begin() +
                      " and the program does not; start the newer program");
}

Result<bool> ApplyOne(Connection& c, std::span<const Migration> known, const Migration& migration) {
  // LOCK TABLE comes before the transaction's snapshot is taken, an advisory lock would come after it.
  // SQLite's writers are alone from their beginning.
  if (c.dialect() == Dialect::kPostgres) c.Execute("LOCK TABLE schema_migration IN EXCLUSIVE MODE");
  if (Applied(c, known).contains(migration.name)) return false;
  c.Script(migration.sql);
  c.Execute("INSERT INTO schema_migration (name, applied_at) VALUES (?, ?)",
            {migration.name, SystemClock()()});
  return true;
}

}  // namespace

std::unique_ptr<Database> Database::Open(const std::string& location) {
  const bool postgres = location.starts_with("postgresql://") || location.starts_with("postgres://");
  return postgres ? OpenPostgres(location) : OpenSqlite(location);
}

int Database::Migrate(std::span<const Migration> migrations) {
  std::set<std::string_view> names;
  for (const Migration& m : migrations) ENSURE(names.insert(m.name).second && "two migrations of one name");
  (void)Write(MakeMigrationTable);
  const auto applied = Read([&](Connection& c) { return Applied(c, migrations); });
  int count = 0;
  for (const Migration& migration : migrations) {
    if (applied.contains(migration.name)) continue;
    count += *Write([&](Connection& c) { return ApplyOne(c, migrations, migration); });
  }
  return count;
}

void LearnSizes(Connection& c, std::string_view tables) {
  if (c.dialect() == Dialect::kPostgres) c.Script(fmt::format("ANALYZE {}", tables));
}

std::optional<int64_t> Connection::One(std::string_view sql, std::initializer_list<Value> values) {
  std::optional<int64_t> answer;
  bool first = true;
  Query(sql, values, [&](const Row& row) {
    if (std::exchange(first, false)) answer = row.MaybeInt(0);
  });
  return answer;
}

std::optional<std::string> Connection::OneText(std::string_view sql, std::initializer_list<Value> values) {
  std::optional<std::string> answer;
  bool first = true;
  Query(sql, values, [&](const Row& row) {
    if (std::exchange(first, false) && !row.IsNull(0)) answer = row.String(0);
  });
  return answer;
}

}  // namespace sinergi::sql
