// The tables that agreements need.
#pragma once
#include <utility>
#include <vector>

#include "modules/agreement/migrations.h"
#include "modules/performance/public.h"

namespace sinergi::testkit {

inline std::vector<sql::Migration> AgreementMigrations() {
  std::vector<sql::Migration> all = performance::Migrations();
  for (sql::Migration& migration : agreement::Migrations()) all.push_back(std::move(migration));
  return all;
}

}  // namespace sinergi::testkit
