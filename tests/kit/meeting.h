// The tables that meetings need.
#pragma once
#include <utility>
#include <vector>

#include "modules/meeting/migrations.h"
#include "modules/performance/public.h"

namespace sinergi::testkit {

inline std::vector<sql::Migration> MeetingMigrations() {
  std::vector<sql::Migration> all = performance::Migrations();
  for (sql::Migration& migration : meeting::Migrations()) all.push_back(std::move(migration));
  return all;
}

}  // namespace sinergi::testkit
