#include "modules/assessment/published_store.h"

#include "kernel/audit.h"
#include "kernel/ids.h"
#include "kit/assessment.h"
#include "kit/kernel.h"
#include "modules/assessment/migrations.h"
#include "modules/performance/performance_store.h"

namespace sinergi::assessment {
namespace {

using kernel::Role;

class PublishedStore : public testkit::KernelTest {
 protected:
  PublishedStore() : KernelTest(testkit::AssessmentMigrations()) {}

  static PublishedResult Row(const char* institution, int64_t index_micro, int year = 2023) {
    PublishedResult result;
    result.year = year;
    result.instrument = "spbe-2020";
    result.institution = institution;
    result.level = LevelOfName(institution);
    result.region = "Bali";
    result.domains = {4'600'000, {}, 2'270'000, 4'070'000};
    result.index_micro = index_micro;
    result.predicate = "Baik";
    result.source = "h.csv";
    return result;
  }

  Result<int> Import(Role role, const std::vector<PublishedResult>& results, int64_t unit = 0) {
    const kernel::Actor actor{government_, 1, "orang", "Orang", {{role, unit}}};
    const kernel::UnitTree units = Units();
    return db_->Write([&](sql::Connection& c) {
      return ImportPublished(c, {actor, units, 1'700'000'000, "h.csv"}, results);
    });
  }
  std::vector<PublishedResult> All(int year = 2023) {
    return db_->Read([&](sql::Connection& c) { return ListPublished(c, government_, year, "spbe-2020"); });
  }
  int64_t Rows() {
    return db_->Read(
        [](sql::Connection& c) { return c.One("SELECT COUNT(*) FROM published_result").value(); });
  }
  int64_t Version() {
    return db_->Read([&](sql::Connection& c) { return kernel::DataVersion(c, government_); });
  }
};
INSTANTIATE_TEST_SUITE_P(On, PublishedStore, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(PublishedStore, KeepsWhatItIsGivenAndTwiceChangesNothing) {
  const std::vector<PublishedResult> rows = {Row("Pemerintah Kab. Badung", 3'750'000),
                                             Row("Pemerintah Kota Denpasar", 3'800'000)};
  EXPECT_EQ(Import(Role::kEvaluator, rows).value(), 2);
  const int64_t version = Version();
  EXPECT_EQ(Import(Role::kEvaluator, rows).value(), 0);
  EXPECT_EQ(Version(), version);
  EXPECT_EQ(Rows(), 2);
  const std::vector<PublishedResult> all = All();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_TRUE(SaysTheSame(all[0], rows[0]));
  EXPECT_EQ(all[0].source, "h.csv");
  EXPECT_TRUE(All(2022).empty());
}

TEST_P(PublishedStore, ACorrectionIsANewRow) {
  EXPECT_EQ(Import(Role::kEvaluator, {Row("Pemerintah Kab. Badung", 3'750'000)}).value(), 1);
  const int64_t first = All()[0].id;
  EXPECT_EQ(Import(Role::kEvaluator, {Row("KABUPATEN BADUNG", 3'760'000)}).value(), 1);
  const std::vector<PublishedResult> all = All();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].index_micro, 3'760'000);
  EXPECT_EQ(Rows(), 2);
  EXPECT_EQ(db_->Read([&](sql::Connection& c) {
    return c.One("SELECT replaced_by FROM published_result WHERE id = ?", {first}).value();
  }),
            all[0].id);
  EXPECT_FALSE(db_->Read([&](sql::Connection& c) { return FindPublished(c, government_, first); }));
  const auto trail = db_->Read(
      [&](sql::Connection& c) { return kernel::ListAudit(c, government_, {.act_prefix = "published."}); });
  ASSERT_EQ(trail.size(), 2u);
  EXPECT_EQ(trail[0].detail, R"({"file":"h.csv","added":0,"replaced":1,"sets":["2023/spbe-2020"]})");
}

TEST_P(PublishedStore, OnlyWhoEvaluatesTheWholeGovernmentImports) {
  const std::vector<PublishedResult> rows = {Row("Pemerintah Kab. Badung", 3'750'000)};
  for (const Role role : {Role::kOfficer, Role::kPlanner, Role::kHead, Role::kAdministrator, Role::kAuditor})
    EXPECT_EQ(Import(role, rows).error().code, "kernel.forbidden");
  EXPECT_EQ(Import(Role::kEvaluator, rows, diskominfo_).error().code, "kernel.forbidden");
  EXPECT_EQ(Rows(), 0);
}

TEST_P(PublishedStore, TellsTheYearsOfAnInstitution) {
  EXPECT_EQ(
      Import(Role::kEvaluator, {Row("Pemerintah Kab. Badung", 3'750'000, 2023),
                                Row("Kabupaten Badung", 3'500'000, 2022), Row("Kota Denpasar", 1, 2022)})
          .value(),
      3);
  const auto history =
      db_->Read([&](sql::Connection& c) { return PublishedHistory(c, government_, "pemkab badung"); });
  ASSERT_EQ(history.size(), 2u);
  EXPECT_EQ(history[0].year, 2022);
  const auto sets = db_->Read([&](sql::Connection& c) { return ListPublishedSets(c, government_); });
  ASSERT_EQ(sets.size(), 2u);
  EXPECT_EQ(sets[0].year, 2023);
  EXPECT_EQ(sets[1].count, 2);
  EXPECT_TRUE(db_->Read([&](sql::Connection& c) { return ListPublishedSets(c, government_ + 1); }).empty());
}

}  // namespace
}  // namespace sinergi::assessment
