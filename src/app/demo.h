// The example region (data/demo/*.yaml): a province with its Dinas Kominfo, divisions, accounts that bear the
// names of roles, a plan of 2024 and the figures of quarter III, records of every register. Loaded through the same verbs as an import.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "platform/sql/database.h"

namespace sinergi::app {

struct ExampleAccount {
  std::string login, name, role;
};

struct DemoResult {
  bool loaded = false;  // false: it was there already
  std::string government;
  std::vector<ExampleAccount> accounts;
};

// The password of every example account.
constexpr const char* kExamplePassword = "contoh-sinergi";

// Loads the example unless a government with its code is there; its evidence below the folder `data`.
Result<DemoResult> LoadDemo(sql::Database& db, const std::filesystem::path& data, Instant now);

}  // namespace sinergi::app
