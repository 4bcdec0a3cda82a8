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

void OnServer(const std::string& command) {
  const std::unique_ptr<PGconn, void (*)(PGconn*)> server(PQconnectdb(Server().c_str()), PQfinish);
  const std::unique_ptr<PGresult, void (*)(PGresult*)> answer(PQexec(server.get(), command.c_str()), PQclear);
  if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) {
    throw std::runtime_error(command + ": " + PQerrorMessage(server.get()));
  }
}

// postgresql://user@host:port/database?options with another database.
std::string WithDatabase(const std::string& url, const std::string& name) {
  const size_t host = url.find("://") + 3;
  const size_t options = std::min(url.find('?', host), url.size());
  const size_t path = std::min(url.find('/', host), options);
  return url.substr(0, path) + "/" + name + url.substr(options);
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
  static std::atomic<int> number = 0;
  if (backend == "sqlite") {
    location_ = folder_ + "/data";
  } else {
    const std::string name = "test_" + std::to_string(getpid()) + "_" + std::to_string(++number);
    OnServer("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
    name_ = name;
    location_ = WithDatabase(Server(), name_);
  }
  database_ = sql::Database::Open(location_);
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
