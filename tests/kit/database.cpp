#include "kit/database.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <sys/file.h>
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

void OnServer(const std::string& command) {
  const std::unique_ptr<PGconn, void (*)(PGconn*)> server(PQconnectdb(Server().c_str()), PQfinish);
  const std::unique_ptr<PGresult, void (*)(PGresult*)> answer(PQexec(server.get(), command.c_str()), PQclear);
  if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK)
    throw std::runtime_error(command + ": " + PQerrorMessage(server.get()));
}

// postgresql://user@host:port/database?options with another database.
std::string WithDatabase(const std::string& url, const std::string& name) {
  const size_t host = url.find("://") + 3;
  const size_t options = std::min(url.find('?', host), url.size());
  const size_t path = std::min(url.find('/', host), options);
  return url.substr(0, path) + "/" + name + url.substr(options);
}

// One process at a time makes an original.
class FileLock {
 public:
  explicit FileLock(const std::string& path) : file_(open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600)) {
    if (file_ < 0 || flock(file_, LOCK_EX) != 0) throw std::runtime_error("cannot lock " + path);
  }
  ~FileLock() { close(file_); }
  FileLock(const FileLock&) = delete;

 private:
  int file_;
};

std::string NameOf(const std::string& backend, const Tables& tables) {
  std::string content = tables.filling;
  for (const sql::Migration& migration : tables.migrations) content += migration.name + migration.sql;
  return "original_" + backend + "_" + std::to_string(std::hash<std::string>()(content));
}

void MakeOriginal(const std::string& backend, const Tables& tables, const std::string& name,
                  const std::filesystem::path& data) {
  std::filesystem::remove_all(data);
  std::filesystem::create_directory(data);
  if (backend == "sqlite") return Make(tables, data, data);
  const std::string unfinished = "unfinished_" + name;
  OnServer("DROP DATABASE IF EXISTS " + unfinished);
  OnServer("CREATE DATABASE " + unfinished + kEmpty);
  Make(tables, WithDatabase(Server(), unfinished), data);
  OnServer("ALTER DATABASE " + unfinished + " RENAME TO " + name);
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

void Make(const Tables& tables, const std::string& location, const std::string& data) {
  if (!tables.migrations.empty() || tables.fill) {
    const auto db = sql::Database::Open(location);
    db->Migrate(tables.migrations);
    if (tables.fill) tables.fill(*db, data);
  }
  if (tables.fill_at) tables.fill_at(location, data);
}

std::string OriginalData(const std::string& backend, const Tables& tables) {
  const char* files = std::getenv("SINERGI_TEST_FILES");
  if (files == nullptr) return "";
  const std::string name = NameOf(backend, tables);
  const std::string original = std::string(files) + "/" + name;
  const FileLock lock(original + ".lock");
  if (!std::filesystem::exists(original)) {
    MakeOriginal(backend, tables, name, original + ".unfinished");
    std::filesystem::rename(original + ".unfinished", original);
  }
  return original;
}

TestDatabase::TestDatabase(const std::string& backend)
    : folder_(MakeFolder()), data_(folder_ + "/data"), location_(data_) {
  if (backend != "sqlite") MakeOnServer(kEmpty);
  database_ = sql::Database::Open(location_);
}

TestDatabase::TestDatabase(const std::string& backend, const Tables& tables)
    : folder_(MakeFolder()), data_(folder_ + "/data"), location_(data_) {
  const std::string original = OriginalData(backend, tables);
  if (!original.empty()) std::filesystem::copy(original, data_, std::filesystem::copy_options::recursive);
  if (backend != "sqlite")
    MakeOnServer(original.empty() ? kEmpty : " TEMPLATE " + NameOf(backend, tables) + " STRATEGY file_copy");
  if (original.empty()) Make(tables, location_, data_);
  database_ = sql::Database::Open(location_);
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
