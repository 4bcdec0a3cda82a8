#include "kit/database.h"

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <stdexcept>

namespace sinergi::testkit {
namespace {

constexpr const char* kEmpty = " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'";

std::string Server() {
  const char* url = std::getenv("SINERGI_TEST_POSTGRES");
  return url != nullptr ? url : "";
}

// The words in brackets make ctest show a test that was asked for by name as skipped and not as passed.
void SayLeftOut() {
  static std::atomic<bool> said = false;
  if (said.exchange(true)) return;
  const bool asked = GTEST_FLAG_GET(filter).find("/postgres") != std::string::npos;
  std::cerr << (asked ? "[  SKIPPED ] " : "")
            << "PostgreSQL tests are left out: SINERGI_TEST_POSTGRES is not set (see script/with-postgres)\n";
}

// A session of its own on the server; what it locks is free when it ends.
class Session {
 public:
  // Answers the number of rows.
  int Run(const std::string& command) {
    const std::unique_ptr<PGresult, void (*)(PGresult*)> answer(PQexec(server_.get(), command.c_str()),
                                                                PQclear);
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
      throw std::runtime_error(command + ": " + PQerrorMessage(server_.get()));
    return PQntuples(answer.get());
  }

 private:
  std::unique_ptr<PGconn, void (*)(PGconn*)> server_{PQconnectdb(Server().c_str()), PQfinish};
};

void OnServer(const std::string& command) {
  Session().Run(command);
}

// postgresql://user@host:port/database?options with another database.
std::string WithDatabase(const std::string& url, const std::string& name) {
  const size_t host = url.find("://") + 3;
  const size_t options = std::min(url.find('?', host), url.size());
  const size_t path = std::min(url.find('/', host), options);
  return url.substr(0, path) + "/" + name + url.substr(options);
}

void Fill(sql::Database& db, const Tables& tables) {
  db.Migrate(tables.migrations);
  if (tables.fill) tables.fill(db);
}

// The database that tests with these tables are copied from, made by the first that needs it.
std::string OriginalOf(const Tables& tables) {
  std::string content = tables.filling;
  for (const sql::Migration& migration : tables.migrations) content += migration.name + migration.sql;
  const std::string name = "original_" + std::to_string(std::hash<std::string>()(content));
  Session session;
  session.Run("SELECT pg_advisory_lock(" + std::to_string(std::hash<std::string>()(content) >> 1) + ")");
  if (session.Run("SELECT 1 FROM pg_database WHERE datname = '" + name + "'") > 0) return name;
  const std::string unfinished = "unfinished_" + name;
  session.Run("DROP DATABASE IF EXISTS " + unfinished);
  session.Run("CREATE DATABASE " + unfinished + kEmpty);
  const std::string location = WithDatabase(Server(), unfinished);
  Fill(*sql::Database::Open(location), tables);
  if (tables.fill_at) tables.fill_at(location);
  session.Run("ALTER DATABASE " + unfinished + " RENAME TO " + name);
  return name;
}

std::string MakeFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "sinergi-test.XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
  return name;
}

}  // namespace

std::vector<std::string> Backends() {
  if (!Server().empty() || GTEST_FLAG_GET(list_tests)) return {"sqlite", "postgres"};
  SayLeftOut();
  return {"sqlite"};
}

std::string BackendName(const testing::TestParamInfo<std::string>& info) {
  return info.param;
}

TestDatabase::TestDatabase(const std::string& backend) : folder_(MakeFolder()) {
  if (backend == "sqlite")
    location_ = folder_ + "/data";
  else
    MakeOnServer(kEmpty);
  database_ = sql::Database::Open(location_);
}

TestDatabase::TestDatabase(const std::string& backend, const Tables& tables) : folder_(MakeFolder()) {
  if (backend == "sqlite")
    location_ = folder_ + "/data";
  else
    MakeOnServer(" TEMPLATE " + OriginalOf(tables));
  database_ = sql::Database::Open(location_);
  if (backend == "sqlite") Fill(*database_, tables);
}

void TestDatabase::MakeOnServer(const std::string& source) {
  static std::atomic<int> number = 0;
  const std::string name = "test_" + std::to_string(getpid()) + "_" + std::to_string(++number);
  OnServer("CREATE DATABASE " + name + source);
  name_ = name;
  location_ = WithDatabase(Server(), name_);
}

TestDatabase::~TestDatabase() {
  database_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
  if (name_.empty()) return;
  try {
    OnServer("DROP DATABASE " + name_ + " WITH (FORCE)");
  } catch (const std::exception& e) {
    std::cerr << e.what() << "\n";
  }
}

TestDatabase OpenTestDatabase(const std::string& backend) {
  return TestDatabase(backend);
}

}  // namespace sinergi::testkit
