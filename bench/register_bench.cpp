// What lists of a register cost when it holds very many records, through the engine, through the page, and
// beside plain SQL written by hand.
//   bench_register FOLDER|postgresql://… [RECORDS] [REGISTER]     made and filled (1,000,000 ppid-request)
// What an earlier run has filled is measured as it is.
// Prints one line: records, seconds to fill, then median and 99th percentile in milliseconds of a list, a
// filter, a search, a count and a page of the web; last the engine's median by that of plain SQL.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <random>
#include <vector>

#include <fmt/format.h>

#include "app/routes.h"
#include "app/store.h"
#include "kernel/account.h"
#include "kernel/unit.h"
#include "modules/register/record_columns.h"
#include "modules/register/record_list.h"
#include "modules/register/record_rows.h"

namespace {

using namespace sinergi;
using registers::Definition;
using registers::Field;
using registers::ListQuery;
using Steady = std::chrono::steady_clock;

constexpr int kUnits = 24, kWords = 2000, kDays = 1500, kRepeats = 60;
constexpr Date kToday{2026, 6, 30};

template <class T>
T Must(const Result<T>& result) {
  if (result.ok()) return *result;
  std::fprintf(stderr, "%s\n", result.error().code.c_str());
  std::exit(1);
}

// "wotasika": four syllables of 6 × 7 each, the same on every machine.
std::string WordAt(int number) {
  std::string word;
  for (int i = 0; i < 4; ++i, number /= 7) {
    word += "kmnprstbdl"[(number + i * 3) % 10];
    word += "aeiou"[(number + i) % 5];
  }
  return word + std::to_string(number % 3);
}

std::string Spread(int seed, int over) {  // rather even over the records
  return fmt::format("((n.i * {} + n.i / 97) % {})", 7919 + seed * 2 * 31, over);
}
std::string Word(int seed) {
  return fmt::format("(SELECT word FROM bench_word WHERE id = {})", Spread(seed, kWords));
}
std::string Day(int seed) {
  return fmt::format("(SELECT day FROM bench_day WHERE id = {})", Spread(seed, kDays));
}
std::string OneOf(const std::vector<std::string>& names, const std::string& spread) {
  std::string sql = "CASE " + spread;
  for (size_t i = 0; i < names.size(); ++i) sql += fmt::format(" WHEN {} THEN '{}'", i, names[i]);
  return sql + " END";
}

// Nine of ten records have ended, as in an office that keeps up.
std::string StateSql(const Definition& definition) {
  std::vector<std::string> open, ended;
  for (const registers::State& state : definition.states) (state.open ? open : ended).push_back(state.name);
  if (ended.empty()) ended = open;
  return fmt::format("CASE WHEN n.i % 10 = 0 THEN {} ELSE {} END",
                     OneOf(open, Spread(1, static_cast<int>(open.size()))),
                     OneOf(ended, Spread(2, static_cast<int>(ended.size()))));
}

std::string ValueSql(const Field& field, int seed, int64_t first_unit) {
  const std::string_view type = field.type->name();
  if (type == "text" || type == "long_text")
    return Word(seed) + " || ' ' || " + Word(seed + 1) + " || ' ' || " + Word(seed + 2);
  if (type == "date") return Day(seed);
  if (type == "yes_no") return Spread(seed, 2);
  if (type == "number" || type == "money") return Spread(seed, 1000) + " * 1000000";
  if (type == "unit") return fmt::format("{} + {}", first_unit, Spread(seed, kUnits));
  if (type != "choice") return "NULL";
  std::vector<std::string> names;
  for (const registers::FieldOption& option : field.options) names.push_back(option.name);
  return OneOf(names, Spread(seed, static_cast<int>(names.size())));
}

void FillWords(sql::Connection& c) {
  c.Script(
      "CREATE TABLE bench_word (id BIGINT PRIMARY KEY, word TEXT NOT NULL);"
      "CREATE TABLE bench_day (id BIGINT PRIMARY KEY, day TEXT NOT NULL)");
  for (int i = 0; i < kWords; ++i) c.Execute("INSERT INTO bench_word VALUES (?, ?)", {i, WordAt(i)});
  for (int i = 0; i < kDays; ++i)
    c.Execute("INSERT INTO bench_day VALUES (?, ?)", {i, Date::FromDays(kToday.Days() - kDays + i).Iso()});
  sql::LearnSizes(c, "bench_word, bench_day");
}

// Rows as the engine would have them, `most` at a time.
void FillRows(sql::Connection& c, const Definition& definition, int64_t government, int64_t first_unit,
              int from, int to) {
  std::string columns =
      "government_id, id, version, number, state, state_since, unit_id, made_at, made, made_by, due";
  std::string values =
      fmt::format("{}, n.i, 1, 'B-' || n.i, {}, n.i, {} + {}, n.i, {}, 0, {}", government,
                  StateSql(definition), first_unit, Spread(3, kUnits),
                  fmt::format("(SELECT day FROM bench_day WHERE id = n.i * {} / 10000000)", kDays),
                  "CASE WHEN n.i % 10 = 0 THEN " + Day(5) + " END");
  int seed = 10;
  for (const Field& field : definition.fields) {
    if (field.type->Columns(field).size() != 1) continue;
    columns += ", \"" + field.name + "\"";
    values += ", " + ValueSql(field, seed++, first_unit);
  }
  for (const registers::RegisterClock& clock : definition.clocks) {
    columns +=
        fmt::format(", \"{0}_start\", \"{0}_due\", \"{0}_end\", \"{0}_used\", \"{0}_met\"", clock.name);
    values += ", n.i, CASE WHEN n.i % 10 = 0 THEN " + Day(5) +
              " END, CASE WHEN n.i % 10 > 0 THEN n.i END, n.i % 12, n.i % 2";
  }
  c.Execute(
      fmt::format("INSERT INTO \"{}\" ({}) WITH RECURSIVE n(i) AS (SELECT CAST({} AS BIGINT) UNION ALL "
                  "SELECT i + 1 FROM n "
                  "WHERE i < {}) SELECT {} FROM n",
                  TableOf(definition), columns, from, to, values));
}

void FillSearch(sql::Connection& c, const Definition& definition, int64_t government, int from, int to) {
  std::string open = "'B ' || r.id", personal = "''";
  for (const Field& field : definition.fields)
    if (const auto type = field.type->name(); type == "text" || type == "long_text" || type == "choice")
      (field.personal ? personal : open) += " || ' ' || COALESCE(r.\"" + field.name + "\", '')";
  const std::string table = TableOf(definition);
  const bool sqlite = c.dialect() == sql::Dialect::kSqlite;
  const std::string what =
      sqlite ? fmt::format("({0} << 40) + r.id, {1}, {2}", government, open, personal)
             : fmt::format("{0}, r.id, to_tsvector('simple', {1}), to_tsvector('simple', {1} || ' ' || {2})",
                           government, open, personal);
  c.Execute(fmt::format(
      "INSERT INTO \"{0}__search\"{1} SELECT {2} FROM \"{0}\" r WHERE r.government_id = {3} AND r.id "
      "BETWEEN {4} AND {5}",
      table, sqlite ? " (rowid, open, personal)" : "", what, government, from, to));
}

// What stands in the way of filling: the indexes of a table, by the statement that makes each again.
std::vector<std::string> DropIndexes(sql::Connection& c, const std::string& table) {
  std::vector<std::pair<std::string, std::string>> indexes;
  const char* sqlite =
      "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?";
  const char* postgres =
      "SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.tablename = ? AND i.indexname NOT LIKE "
      "'%pkey'";
  c.Query(c.dialect() == sql::Dialect::kSqlite ? sqlite : postgres, {table},
          [&](const sql::Row& row) { indexes.emplace_back(row.String(0), row.String(1)); });
  std::vector<std::string> again;
  for (const auto& [name, sql] : indexes) {
    c.Script("DROP INDEX \"" + name + "\"");
    again.push_back(sql);
  }
  return again;
}

// The first records once more, `by` numbers further on, made when the numbers say.
void CopyRows(sql::Connection& c, const Definition& definition, int by, int most) {
  std::string columns = "government_id, version, state, unit_id, made_by, due", values = columns;
  for (const registers::TableColumn& column : registers::OwnColumns(definition)) {
    columns += ", \"" + column.name + "\"";
    const bool instant = column.name.ends_with("_start") || column.name.ends_with("_end");
    values += instant ? fmt::format(", \"{}\" + {}", column.name, by) : ", \"" + column.name + "\"";
  }
  c.Execute(fmt::format(
      "INSERT INTO \"{0}\" ({1}, id, number, state_since, made_at, made) SELECT {2}, id + {3}, 'B-' || "
      "(id + {3}), id + {3}, id + {3}, (SELECT day FROM bench_day WHERE id = {4}) FROM \"{0}\" WHERE "
      "id <= {5}",
      TableOf(definition), columns, values, by,
      fmt::format("(\"{}\".id + {}) * {} / 10000000", TableOf(definition), by, kDays), most));
}

// The words of the first records, with the number of each copy.
void CopySearch(sql::Connection& c, const Definition& definition, int64_t government, int by, int most) {
  const std::string table = TableOf(definition) + "__search";
  if (c.dialect() == sql::Dialect::kSqlite) return FillSearch(c, definition, government, by + 1, by + most);
  c.Execute(fmt::format(
      "INSERT INTO \"{0}\" SELECT government_id, record_id + {1}, to_tsvector('simple', 'B ' || "
      "(record_id + {1})) || open, to_tsvector('simple', 'B ' || (record_id + {1})) || everything "
      "FROM \"{0}\" WHERE record_id <= {2}",
      table, by, most));
}

// The first 10,000 are worked out, the rest are copies of them; the indexes are made at the end, as they were.
void FillAll(sql::Database& db, const Definition& definition, int64_t government, int64_t first_unit,
             int records) {
  constexpr int kAtOnce = 10'000;
  std::vector<std::string> again;
  const auto write = [&](auto&& work) {
    (void)db.Write([&](sql::Connection& c) -> Status {
      work(c);
      return Ok();
    });
  };
  const int first = std::min(records, kAtOnce);
  write([&](sql::Connection& c) {
    for (const char* part : {"", "__search"})
      for (std::string& sql : DropIndexes(c, TableOf(definition) + part)) again.push_back(std::move(sql));
    FillWords(c);
    FillRows(c, definition, government, first_unit, 1, first);
    FillSearch(c, definition, government, 1, first);
  });
  for (int by = first; by < records; by += kAtOnce)
    write([&](sql::Connection& c) {
      const int most = std::min(kAtOnce, records - by);
      CopyRows(c, definition, by, most);
      CopySearch(c, definition, government, by, most);
    });
  write([&](sql::Connection& c) {
    for (const std::string& sql : again) c.Script(sql);
    if (c.dialect() == sql::Dialect::kPostgres) c.Script("ANALYZE");
  });
}

struct Place {
  int64_t government = 0, first_unit = 0;
  std::string token;
};

Place MakePlace(sql::Connection& c) {
  kernel::Government government;
  government.code = "53";
  government.name = "Provinsi";
  Place place;
  place.government = Must(kernel::AddGovernment(c, government));
  for (int i = 0; i < kUnits; ++i) {
    kernel::Unit unit;
    unit.code = fmt::format("{:02}", i);
    unit.name = fmt::format("Dinas {}", i);
    unit.kind = kernel::UnitKind::kAgency;
    const int64_t id = Must(kernel::AddUnit(c, place.government, unit));
    if (i == 0) place.first_unit = id;
  }
  kernel::Account account;
  account.government_id = place.government;
  account.login = account.name = "pimpinan";
  account.grants = {{kernel::Role::kHead, 0}};
  account.id = Must(kernel::AddAccount(c, account, "none"));
  place.token = kernel::OpenSession(c, account, SystemClock()()).token;
  return place;
}

// A place that an earlier run has filled.
Place FindPlace(sql::Connection& c) {
  Place place;
  kernel::Account account;
  c.Query("SELECT id, government_id FROM account WHERE login = 'pimpinan'", {}, [&](const sql::Row& row) {
    account.id = row.Int(0);
    account.government_id = place.government = row.Int(1);
  });
  place.first_unit = *c.One("SELECT MIN(id) FROM unit");
  place.token = kernel::OpenSession(c, account, SystemClock()()).token;
  return place;
}

struct Times {
  std::vector<double> all;
  double At(int percent) {
    std::ranges::sort(all);
    return all[std::min(all.size() - 1, all.size() * static_cast<size_t>(percent) / 100)];
  }
  template <class Fn>
  void Take(Fn&& fn) {
    const auto start = Steady::now();
    fn();
    all.push_back(std::chrono::duration<double, std::milli>(Steady::now() - start).count());
  }
};

void Ask(http::Router& router, const Place& place, const std::string& id, int page) {
  http::Request request;
  request.method = http::Method::kGet;
  request.path = "/registers/" + id;
  request.query = {{"page", std::to_string(page)}};
  request.target = request.path + "?page=" + std::to_string(page);
  request.peer = "127.0.0.1";
  request.cookies = {{"sinergi_session", place.token}};
  if (router.Answer(request).status != 200) std::exit(1);
}

// The first field of a kind, for filters and searches.
const Field* FirstOf(const Definition& definition, std::string_view type) {
  for (const Field& field : definition.fields)
    if (field.type->name() == type && !field.personal) return &field;
  return nullptr;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::string location = argv[1], id = argc > 3 ? argv[3] : "ppid-request";
  const int records = argc > 2 ? std::atoi(argv[2]) : 1'000'000;
  const bool postgres = location.starts_with("postgresql://");
  app::Globals globals;
  (postgres ? globals.database : globals.data) = location;
  auto opened = app::OpenStore(globals, app::Missing::kMake);
  if (!opened.ok()) return 1;
  sql::Database& db = **opened;
  app::Application application(
      db, postgres ? std::filesystem::temp_directory_path() : std::filesystem::path(location), false);
  const registers::InForce* found = application.registers().Find(id);
  if (found == nullptr) return 2;
  const Definition& definition = found->definition;

  Place place;
  const auto begin = Steady::now();
  const bool filled =
      db.Read([](sql::Connection& c) { return c.One("SELECT 1 FROM government").has_value(); });
  (void)db.Write([&](sql::Connection& c) -> Status {
    place = filled ? FindPlace(c) : MakePlace(c);
    return Ok();
  });
  if (!filled) FillAll(db, definition, place.government, place.first_unit, records);
  const double fill = std::chrono::duration<double>(Steady::now() - begin).count();

  std::mt19937 random(7);
  const auto draw = [&](int64_t most) {
    return static_cast<int64_t>(random() % static_cast<uint64_t>(most));
  };
  const auto list = [&](const ListQuery& query) {
    db.Read([&](sql::Connection& c) {
      return Must(ListRecords(c, place.government, definition, query, kToday)).rows.size();
    });
  };
  const Field *choice = FirstOf(definition, "choice"), *date = FirstOf(definition, "date");
  const std::string table = TableOf(definition), columns = registers::RecordColumns(definition);

  Times lists, filters, searches, counts, pages, plain;
  http::Router router = application.MakeRouter();
  for (int round = -3; round < kRepeats; ++round) {
    if (round == 0) lists = filters = searches = counts = pages = plain = {};  // what came before warmed up
    for (const registers::ListView& view : definition.lists) lists.Take([&] { list({.list = view.name}); });
    lists.Take([&] { list({.offset = 50 * draw(200)}); });
    const std::string state =
        definition.states[static_cast<size_t>(draw(static_cast<int64_t>(definition.states.size())))].name;
    filters.Take([&] { list({.filters = {{"state", state}}}); });
    filters.Take([&] { list({.filters = {{"late", "yes"}}}); });
    filters.Take([&] {
      list({.units = std::vector<int64_t>{place.first_unit + draw(kUnits), place.first_unit + draw(kUnits)}});
    });
    filters.Take([&] {
      list({.filters = {{"state", state}}, .units = std::vector<int64_t>{place.first_unit}});
    });
    filters.Take([&] {
      list({.filters = {{"made_from", Date::FromDays(kToday.Days() - draw(kDays)).Iso()}}});
    });
    if (choice != nullptr) {
      const auto& option =
          choice->options[static_cast<size_t>(draw(static_cast<int64_t>(choice->options.size())))];
      filters.Take([&] { list({.filters = {{choice->name, option.name}}}); });
      filters.Take([&] { list({.filters = {{choice->name, option.name}, {"state", state}}}); });
      plain.Take([&] {
        db.Read([&](sql::Connection& c) {
          size_t rows = 0;
          const std::string from =
              fmt::format(" FROM \"{}\" r WHERE r.government_id = ? AND r.\"{}\" = ?", table, choice->name);
          c.Query("SELECT count(*) FROM (SELECT 1" + from + " LIMIT 10001) counted",
                  {place.government, option.name},
                  [&](const sql::Row& row) { rows += static_cast<size_t>(row.Int(0)); });
          c.Query("SELECT " + columns + from + " ORDER BY r.id DESC LIMIT 50",
                  {place.government, option.name},
                  [&](const sql::Row& row) { rows += row.String(2).size(); });
          return rows;
        });
      });
    }
    if (date != nullptr)
      filters.Take([&] { list({.filters = {{"state", state}, {date->name + "_from", "2026-01-01"}}}); });
    searches.Take([&] { list({.search = WordAt(static_cast<int>(draw(kWords)))}); });
    searches.Take([&] { list({.search = WordAt(static_cast<int>(draw(kWords))).substr(0, 3)}); });
    searches.Take([&] { list({.search = "B-" + std::to_string(draw(records))}); });
    searches.Take([&] {
      list({.search = WordAt(static_cast<int>(draw(kWords))).substr(0, 4) + " " +
                      WordAt(static_cast<int>(draw(kWords))).substr(0, 4)});
    });
    counts.Take([&] { list({.filters = {{"state", state}}, .limit = 1}); });
    pages.Take([&] { Ask(router, place, id, 1 + static_cast<int>(draw(20))); });
  }
  std::printf("%d %.0f", records, fill);
  for (Times* times : {&lists, &filters, &searches, &counts, &pages})
    std::printf(" %.2f %.2f", times->At(50), times->At(99));
  std::printf(" %.2f\n", plain.all.empty() ? 0 : filters.At(50) / plain.At(50));
}
