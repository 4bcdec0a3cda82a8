// Test databases: each test gets a fresh one, on SQLite always and on PostgreSQL when the address of a server stands in
// SINERGI_TEST_POSTGRES (see script/with-postgres). What takes longer to make than most tests take is made once, in the
// folder SINERGI_TEST_FILES and on that server, and copied for each test.
//
//   class TargetStore : public testing::TestWithParam<std::string> {
//    protected:
//     TestDatabase db_ = OpenTestDatabase(GetParam());
//   };
//   INSTANTIATE_TEST_SUITE_P(On, TargetStore, testing::ValuesIn(Backends()), BackendName);
//   TEST_P(TargetStore, KeepsWhatItIsGiven) { db_->Write(…); }
//
// Threads: a TestDatabase is made and ended by one thread; what -> leads to is any thread's.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/sql/database.h"

namespace sinergi::testkit {

// "sqlite", and "postgres" when there is a server; says once on stderr when there is none. Use BackendName
// with it: ctest lists the tests of both and shows those without a server as skipped.
std::vector<std::string> Backends();
std::string BackendName(const testing::TestParamInfo<std::string>& info);

// What a database, and the data folder beside it, are to hold when their test begins.
struct Tables {
  Tables(std::vector<sql::Migration> all = {}) : migrations(std::move(all)) {}
  std::vector<sql::Migration> migrations;
  std::string filling;  // names what `fill` puts there; the same everywhere
  std::function<void(sql::Database&, const std::string& data)> fill{};
  // For a program that opens the database itself.
  std::function<void(const std::string& location, const std::string& data)> fill_at{};
};

// Makes what `tables` say at `location` (the data folder itself on SQLite) and in `data`.
void Make(const Tables& tables, const std::string& location, const std::string& data);
// The data folder that holds what `tables` say, on SQLite with the database, made by the first who asks; to be copied, not
// changed. Empty without SINERGI_TEST_FILES.
std::string OriginalData(const std::string& backend, const Tables& tables);

class TestDatabase {
 public:
  explicit TestDatabase(const std::string& backend);
  TestDatabase(const std::string& backend, const Tables& tables);
  ~TestDatabase();
  TestDatabase(TestDatabase&&) = delete;

  sql::Database& operator*() const { return *database_; }
  sql::Database* operator->() const { return database_.get(); }
  const std::string& location() const { return location_; }  // for Database::Open, to open it once more
  // A folder of this test alone, removed with the database (also on PostgreSQL); the data folder is in it.
  const std::string& folder() const { return folder_; }
  const std::string& data() const { return data_; }

 private:
  void MakeOnServer(const std::string& source);

  std::string folder_, data_, location_, name_;
  std::unique_ptr<sql::Database> database_;
};

TestDatabase OpenTestDatabase(const std::string& backend);

}  // namespace sinergi::testkit
