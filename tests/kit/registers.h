// The tables that registers stand on: those of planning and performance, which figures feed, and their own.
#pragma once

#include "kit/kernel.h"
#include "modules/performance/public.h"
#include "modules/register/register_service.h"
#include "modules/register/register_store.h"

namespace sinergi::testkit {

inline std::vector<sql::Migration> RegisterTables() {
  std::vector<sql::Migration> all = performance::Migrations();
  for (sql::Migration& migration : registers::Migrations()) all.push_back(std::move(migration));
  return all;
}

// With the registers that ship already applied.
inline Tables ShippedRegisterTables() {
  Tables tables = RegisterTables();
  tables.filling = "registers that ship";
  tables.fill = [](sql::Database& db, const std::string&) { registers::Registers::Open(db, "", 0).all(); };
  return tables;
}

}  // namespace sinergi::testkit
