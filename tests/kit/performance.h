// PerformanceTest: a KernelTest with the tables of plans and measurements, people of every role, and a small
// plan of Dinas Komunikasi for 2024, quarter III open in October:
//
//   2.16.02  P1 (Sekretariat)        indicator "layanan", target 100
//     2.16.02.2.01  A1
//       2.16.02.2.01.0001  S1        indicator "dokumen", targets 1 a quarter; Rp 1.000
//       2.16.02.2.01.0002  S2 (STAT) indicator "data", target 10; Rp 500
#pragma once

#include "kit/kernel.h"
#include "kit/plans.h"
#include "modules/performance/import_store.h"
#include "modules/performance/performance_store.h"

namespace sinergi::testkit {

using kernel::Actor;
using kernel::Role;
using performance::Entry;
using performance::MeasurementAct;
using performance::MeasurementRow;
using performance::PlanYear;

constexpr Period kQuarter{2024, 3};
constexpr Date kToday{2024, 10, 5};

inline PlanYear SmallPlan() {
  PlanBuilder b;
  b.Unit(0, "2.16.01", "Dinas Komunikasi", -1)
      .Unit(0, "SEKR", "Sekretariat", 0)
      .Unit(0, "STAT", "Bidang Statistik", 0);
  b.Node(NodeLevel::kProgramme, "2.16.02", "P1", 1).Indicator("layanan", "100", {});
  b.Node(NodeLevel::kActivity, "2.16.02.2.01", "A1");
  b.Node(NodeLevel::kSubActivity, "2.16.02.2.01.0001", "S1")
      .Indicator("dokumen", "4", {})
      .Money(1000, {100, 0, 50});
  b.plan.indicators.back().target.fill(Typed("1"));
  b.plan.indicators.back().unit = "Dokumen";
  b.Node(NodeLevel::kSubActivity, "2.16.02.2.01.0002", "S2", 2).Indicator("data", "10", {}).Money(500);
  return b.plan;
}

// Builds on KernelTest or WebTest.
template <class Base>
class WithPerformance : public Base {
 protected:
  template <class... Args>
  explicit WithPerformance(Args&&... args) : Base(std::forward<Args>(args)...) {
    planner_ = Person("planner", Role::kPlanner, 0);
    officer_ = Person("officer", Role::kOfficer, this->secretariat_);
    other_officer_ = Person("officer.stat", Role::kOfficer, this->statistics_);
    verifier_ = Person("verifier", Role::kVerifier, this->diskominfo_);
    head_ = Person("head", Role::kHead, this->diskominfo_);
    evaluator_ = Person("evaluator", Role::kEvaluator, 0);
    auditor_ = Person("auditor", Role::kAuditor, 0);
    administrator_ = Person("administrator", Role::kAdministrator, 0);
    Import(SmallPlan());
    EXPECT_TRUE(SetQuarter(kQuarter, {2024, 10, 1}, {2024, 10, 31}).ok());
    const PlanYear plan = Plan();
    layanan_ = plan.indicators[0].id;
    dokumen_ = plan.indicators[1].id;
    data_ = plan.indicators[2].id;
  }

  Actor Person(const std::string& login, Role role, int64_t unit) {
    const kernel::Account account = this->AddPerson(login, {{role, unit}});
    return {this->government_, account.id, login, account.name, account.grants};
  }

  // A Write in which `actor` acts on the day.
  template <class Fn>
  auto As(const Actor& actor, Fn&& fn) {
    const kernel::UnitTree units = this->Units();
    return this->db_->Write([&](sql::Connection& c) {
      const performance::ActContext context{actor, units, 1'728'100'000, day_};
      return fn(c, context);
    });
  }

  Status SetQuarter(Period period, Date opens, Date closes) {
    return As(planner_, [&](sql::Connection& c, const performance::ActContext& context) {
      return performance::SetWindow(c, context, {period, opens, closes});
    });
  }
  Result<performance::ImportResult> TryImport(const PlanYear& plan, const Actor& actor, int64_t unit) {
    return As(actor, [&](sql::Connection& c, const performance::ActContext& context) {
      return performance::ApplyImport(c, context, unit, plan);
    });
  }
  performance::ImportResult Import(const PlanYear& plan) {
    const auto result = TryImport(plan, planner_, this->diskominfo_);
    EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().code);
    return result.ok() ? *result : performance::ImportResult();
  }
  Result<MeasurementRow> Save(const Actor& actor, int64_t indicator, const Entry& entry, int64_t row_version,
                              Period period = kQuarter) {
    return As(actor, [&](sql::Connection& c, const performance::ActContext& context) {
      return performance::SaveMeasurement(c, context, indicator, period, entry, row_version);
    });
  }
  Result<MeasurementRow> Do(const Actor& actor, int64_t indicator, MeasurementAct act, int64_t row_version,
                            const std::string& reason = "") {
    return As(actor, [&](sql::Connection& c, const performance::ActContext& context) {
      return performance::ActOnMeasurement(c, context, indicator, kQuarter, act, reason, row_version);
    });
  }

  performance::PlanHead Head() {
    return this->db_->Read([&](sql::Connection& c) {
      return *performance::FindPlan(c, this->government_, this->diskominfo_, 2024);
    });
  }
  PlanYear Plan() {
    const performance::PlanHead head = Head();
    return this->db_->Read(
        [&](sql::Connection& c) { return performance::LoadPlanYear(c, this->government_, head); });
  }
  int64_t Count(const char* table) {
    return this->db_->Read(
        [&](sql::Connection& c) { return c.One("SELECT COUNT(*) FROM " + std::string(table)).value(); });
  }
  std::vector<performance::MeasurementHistoryRow> History(int64_t indicator) {
    return this->db_->Read([&](sql::Connection& c) {
      return performance::MeasurementHistory(c, this->government_, indicator, kQuarter.quarter);
    });
  }

  Date day_ = kToday;
  Actor planner_, officer_, other_officer_, verifier_, head_, evaluator_, auditor_, administrator_;
  int64_t layanan_ = 0, dokumen_ = 0, data_ = 0;  // indicators
};

class PerformanceTest : public WithPerformance<KernelTest> {
 protected:
  PerformanceTest() : WithPerformance<KernelTest>(performance::Migrations()) {}
};

template <class T>
std::string CodeOf(const Result<T>& result) {
  return result.ok() ? "ok" : result.error().code;
}

}  // namespace sinergi::testkit
