// The tables that registers stand on: those of planning and performance, which figures feed, and their own.
#pragma once

#include "kit/kernel.h"
#include "modules/performance/public.h"
#include "modules/register/register_store.h"

namespace sinergi::testkit {

inline std::vector<sql::Migration> RegisterTables() {
  std::vector<sql::Migration> all = performance::Migrations();
  for (sql::Migration& migration : registers::Migrations()) all.push_back(std::move(migration));
  return all;
}

}  // namespace sinergi::testkit
