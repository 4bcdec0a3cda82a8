// AssessmentTest: a PerformanceTest with the tables of assessments and a small instrument of two domains:
//
//   D1 (40 %)  "1" policy 20, "2" strategy 20        levels 1 … 3 with criteria
//   D2 (60 %)  "3" service 30, "4" score 30          "4" takes decimals 1 … 5
#pragma once

#include "kit/performance.h"
#include "modules/assessment/assessment_services.h"
#include "modules/assessment/assessment_store.h"
#include "modules/assessment/migrations.h"

namespace sinergi::testkit {

using assessment::Stage;
using assessment::StageAct;

inline assessment::Instrument SmallInstrument(const std::string& id = "kecil-2024") {
  assessment::Instrument instrument;
  instrument.id = id;
  instrument.basis = "Peraturan Contoh 1/2024";
  instrument.title = {"Penilaian kecil", "Small assessment"};
  const auto level = [](int value, const char* name) {
    return assessment::Level{{value, 1}, {name, name}, {}};
  };
  instrument.scales = {
      {"process", {level(1, "Rintisan"), level(2, "Terkelola"), level(3, "Terdefinisi")}, false},
      {"score", {level(1, "Awal"), level(5, "Optimum")}, true}};
  const auto group = [](const char* code, int64_t weight) {
    return assessment::Group{assessment::Group::Kind::kDomain, code, {code, code}, -1, {weight, 1}};
  };
  instrument.groups = {group("D1", 40), group("D2", 60)};
  const auto item = [](const char* code, const char* name, int in, int scale, int64_t weight) {
    assessment::Item made;
    made.code = code;
    made.name = {name, name};
    made.group = in;
    made.scale = scale;
    made.weight = {weight, 1};
    if (scale == 0)
      made.criteria = {
          {{1, 1}, "Draf ada", "Draf"}, {{2, 1}, "Ditetapkan", "SK"}, {{3, 1}, "Dipakai semua", "Laporan"}};
    return made;
  };
  instrument.items = {item("1", "Kebijakan", 0, 0, 20), item("2", "Strategi", 0, 0, 20),
                      item("3", "Layanan", 1, 0, 30), item("4", "Nilai", 1, 1, 30)};
  instrument.predicates = {{{5, 2}, {"Baik", "Good"}}, {{0, 1}, {"Kurang", "Poor"}}};
  return instrument;
}

inline Result<assessment::Instrument> ReadSmall(std::string_view id) {
  return SmallInstrument(std::string(id));
}

inline std::vector<sql::Migration> AssessmentMigrations() {
  std::vector<sql::Migration> all = performance::Migrations();
  for (sql::Migration& migration : assessment::Migrations()) all.push_back(std::move(migration));
  return all;
}

// Builds on KernelTest or WebTest.
template <class Base>
class WithAssessments : public WithPerformance<Base> {
 protected:
  template <class... Args>
  explicit WithAssessments(Args&&... args) : WithPerformance<Base>(std::forward<Args>(args)...) {
    all_officer_ = this->Person("officer.all", Role::kOfficer, 0);
    id_ = *Open(this->administrator_, 2024);
    (void)Assign(this->administrator_, {"1", "2"}, this->secretariat_);
    (void)Assign(this->administrator_, {"3"}, this->statistics_);
  }

  Result<int64_t> Open(const Actor& actor, int year, int64_t unit = 0, bool strict = true) {
    assessment::NewAssessment wish;
    wish.year = year;
    wish.unit_id = unit;
    wish.instrument = "kecil-2024";
    wish.course = assessment::Course::Parse("document");
    wish.strict_levels = strict;
    return this->As(actor, [&](sql::Connection& c, const performance::ActContext& context) {
      return assessment::OpenAssessment(c, context, wish);
    });
  }
  Status Assign(const Actor& actor, const std::vector<std::string>& items, int64_t unit) {
    return this->As(actor, [&](sql::Connection& c, const performance::ActContext& context) {
      return assessment::AssignItems(c, context, *instrument_, id_, items, unit);
    });
  }
  static assessment::Answer Typed(const char* value, int64_t row_version = 0,
                                  std::string words = "Sudah berjalan") {
    assessment::Answer answer;
    answer.value = assessment::ReadValue(value);
    if (answer.value)
      for (int64_t level = 1; level < static_cast<int64_t>(answer.value->numerator) && level < 3; ++level)
        answer.met.push_back({level, 1});
    answer.explanation = std::move(words);
    answer.row_version = row_version;
    return answer;
  }
  // Item "4" has no criteria to tick.
  Result<assessment::Answer> Answer(const Actor& actor, Stage stage, const std::string& item,
                                    assessment::Answer answer) {
    if (item == "4") answer.met.clear();
    return this->As(actor, [&](sql::Connection& c, const performance::ActContext& context) {
      return assessment::SaveAnswer(c, context, *instrument_, {id_, stage, item, answer});
    });
  }
  Result<assessment::AssessmentHead> Go(const Actor& actor, StageAct act, const std::string& reason = "") {
    const int64_t version = Head().row_version;
    return this->As(actor, [&](sql::Connection& c, const performance::ActContext& context) {
      return assessment::MoveStage(c, context, instrument_, {id_, act, reason, version});
    });
  }
  assessment::AssessmentHead Head() {
    return *this->db_->Read(
        [&](sql::Connection& c) { return assessment::FindAssessment(c, this->government_, id_); });
  }
  assessment::Sheet Load() {
    return this->db_->Read([&](sql::Connection& c) {
      return assessment::LoadSheet(c, this->government_,
                                   *assessment::FindAssessment(c, this->government_, id_), instrument_);
    });
  }
  // 1: 2, 2: 3, 3: 1, 4: 3,5 -> (40 + 60 + 30 + 105) / 100 = 2.35
  void FillSelf() {
    for (const auto& [item, value] : {std::pair("1", "2"), {"2", "3"}, {"3", "1"}, {"4", "3,5"}}) {
      const auto saved = Answer(all_officer_, Stage::kSelf, item, Typed(value));
      EXPECT_TRUE(saved.ok()) << item << " " << (saved.ok() ? "" : saved.error().code);
    }
  }

  std::shared_ptr<const assessment::Instrument> instrument_ =
      std::make_shared<const assessment::Instrument>(SmallInstrument());
  Actor all_officer_;  // of the whole government
  int64_t id_ = 0;
};

class AssessmentTest : public WithAssessments<KernelTest> {
 protected:
  AssessmentTest() : WithAssessments<KernelTest>(AssessmentMigrations()) {}
};

}  // namespace sinergi::testkit
