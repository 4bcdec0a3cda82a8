// KernelTest: a test with a fresh database on each backend, the kernel's tables and one government with a
// small tree:
//
//   1 Dinas Komunikasi (2.16.01)            2 Dinas Sosial (1.06.01)
//     └ Sekretariat (SEKR)                    └ Bidang A (A)
//         └ Subbagian Umum (UMUM)
//     └ Bidang Statistik (STAT)
//
//   class TargetStore : public testkit::KernelTest {};
//   INSTANTIATE_TEST_SUITE_P(On, TargetStore, testing::ValuesIn(testkit::Backends()), testkit::BackendName);
#pragma once

#include <gmock/gmock.h>

#include "kernel/account.h"
#include "kernel/government.h"
#include "kernel/migrations.h"
#include "kernel/unit.h"
#include "kit/database.h"

namespace sinergi::testkit {

class KernelTest : public testing::TestWithParam<std::string> {
 protected:
  // The value of a Write that must not be refused.
  template <class Fn>
  auto Write(Fn&& fn) {
    auto answer = db_->Write(std::forward<Fn>(fn));
    EXPECT_TRUE(answer.ok()) << (answer.ok() ? "" : answer.error().code);
    return answer.value();
  }

  // `more`: the tables beside the kernel's.
  explicit KernelTest(Tables more = {}) : db_(GetParam(), BesideKernel(std::move(more))) {
    government_ = Write([](sql::Connection& c) {
      kernel::Government government;
      government.code = "53.04";
      government.name = "Kabupaten Contoh";
      government.zone = Zone::kWita;
      return kernel::AddGovernment(c, government);
    });
    diskominfo_ = AddUnit("2.16.01", "Dinas Komunikasi", kernel::UnitKind::kAgency, {});
    secretariat_ = AddUnit("SEKR", "Sekretariat", kernel::UnitKind::kDivision, diskominfo_);
    general_ = AddUnit("UMUM", "Subbagian Umum", kernel::UnitKind::kSection, secretariat_);
    statistics_ = AddUnit("STAT", "Bidang Statistik", kernel::UnitKind::kDivision, diskominfo_);
    social_ = AddUnit("1.06.01", "Dinas Sosial", kernel::UnitKind::kAgency, {});
    social_division_ = AddUnit("A", "Bidang A", kernel::UnitKind::kDivision, social_);
  }

  static Tables BesideKernel(Tables more) {
    std::vector<sql::Migration> all = kernel::Migrations();
    all.insert(all.end(), more.migrations.begin(), more.migrations.end());
    more.migrations = std::move(all);
    return more;
  }

  int64_t AddUnit(const char* code, const char* name, kernel::UnitKind kind, std::optional<int64_t> parent) {
    kernel::Unit unit;
    unit.code = code;
    unit.name = name;
    unit.kind = kind;
    unit.parent_id = parent;
    return Write([&](sql::Connection& c) { return kernel::AddUnit(c, government_, unit); });
  }

  // With a password hash that no password matches: fast.
  kernel::Account AddPerson(const std::string& login, std::vector<kernel::Grant> grants) {
    kernel::Account account;
    account.government_id = government_;
    account.login = login;
    account.name = "Pegawai " + login;
    account.grants = std::move(grants);
    account.id = Write([&](sql::Connection& c) { return kernel::AddAccount(c, account, "none"); });
    return account;
  }

  kernel::UnitTree Units() {
    return db_->Read([&](sql::Connection& c) { return kernel::LoadAllUnits(c, government_); });
  }

  TestDatabase db_;
  int64_t government_ = 0;
  int64_t diskominfo_ = 0, secretariat_ = 0, general_ = 0, statistics_ = 0, social_ = 0, social_division_ = 0;
};

}  // namespace sinergi::testkit
