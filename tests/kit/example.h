// The example region as `sinergi demo` makes it, loaded once and copied for each test.
#pragma once

#include "app/demo.h"
#include "app/store.h"
#include "kit/database.h"

namespace sinergi::testkit {

inline Tables ExampleRegion(Instant now) {
  Tables tables = app::AllMigrations();
  tables.filling = "example region at " + std::to_string(now);
  tables.fill = [now](sql::Database& db, const std::string& data) {
    const Result<app::DemoResult> loaded = app::LoadDemo(db, data, now);
    EXPECT_TRUE(loaded.ok()) << (loaded.ok() ? "" : loaded.error().code + " at " + loaded.error().detail);
  };
  return tables;
}

}  // namespace sinergi::testkit
