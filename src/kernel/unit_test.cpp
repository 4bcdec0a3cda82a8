#include "kernel/unit.h"

#include "kernel/ids.h"
#include "kit/kernel.h"

namespace sinergi::kernel {
namespace {

using testing::ElementsAre;

Unit Make(int64_t id, const char* code, std::optional<int64_t> parent) {
  Unit unit;
  unit.id = id;
  unit.code = code;
  unit.name = code;
  unit.parent_id = parent;
  return unit;
}

std::vector<std::string> Codes(const UnitTree& tree) {
  std::vector<std::string> codes;
  for (const Unit& unit : tree.units())
    codes.push_back(std::string(static_cast<size_t>(unit.depth), '>') + unit.code);
  return codes;
}

TEST(UnitTree, IsDepthFirstByCode) {
  const UnitTree tree(
      {Make(1, "B", {}), Make(2, "b2", 1), Make(3, "A", {}), Make(4, "b1", 1), Make(5, "c", 4)});
  EXPECT_THAT(Codes(tree), ElementsAre("A", "B", ">b1", ">>c", ">b2"));
  EXPECT_TRUE(tree.IsWithin(5, 1));
  EXPECT_TRUE(tree.IsWithin(5, 5));
  EXPECT_FALSE(tree.IsWithin(1, 5));
  EXPECT_FALSE(tree.IsWithin(5, 3));
  EXPECT_FALSE(tree.IsWithin(99, 99));
  EXPECT_EQ(tree.AgencyOf(5)->code, "B");
  EXPECT_EQ(tree.AgencyOf(99), nullptr);
  EXPECT_EQ(tree.FindCode("c")->id, 5);
}

TEST(UnitTree, OrphansBecomeRootsAndRingsEnd) {
  const UnitTree tree({Make(1, "x", 77), Make(2, "y", 1), Make(3, "p", 4), Make(4, "q", 3)});
  EXPECT_THAT(Codes(tree), ElementsAre("x", ">y", "p", ">q"));
  EXPECT_EQ(tree.AgencyOf(2)->id, 1);
  EXPECT_TRUE(tree.IsWithin(4, 3));
  EXPECT_FALSE(tree.IsWithin(3, 4));
}

class UnitStore : public testkit::KernelTest {
 protected:
  std::string Refusal(const Unit& unit) {
    const Status status = db_->Write([&](sql::Connection& c) -> Status {
      if (unit.id != 0) return ChangeUnit(c, government_, unit);
      const Result<int64_t> added = kernel::AddUnit(c, government_, unit);
      return added.ok() ? Ok() : Status(added.error());
    });
    return status.ok() ? "" : status.error().code;
  }
};
INSTANTIATE_TEST_SUITE_P(On, UnitStore, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(UnitStore, KeepsWhatItIsGiven) {
  EXPECT_THAT(Codes(Units()), ElementsAre("1.06.01", ">A", "2.16.01", ">SEKR", ">>UMUM", ">STAT"));
  const UnitTree tree = Units();
  const Unit* unit = tree.Find(general_);
  EXPECT_EQ(unit->name, "Subbagian Umum");
  EXPECT_EQ(unit->kind, UnitKind::kSection);
  EXPECT_EQ(unit->parent_id, secretariat_);
  EXPECT_EQ(unit->valid_from.Iso(), "1945-08-17");
  EXPECT_FALSE(unit->valid_to.has_value());
}

TEST_P(UnitStore, RefusesWithAReason) {
  EXPECT_EQ(Refusal(Make(0, "SEKR", diskominfo_)), "kernel.unit_code_taken");
  EXPECT_EQ(Refusal(Make(0, "SEKR", general_)), "kernel.unit_code_taken");
  EXPECT_EQ(Refusal(Make(0, "SEKR", social_)), "");
  EXPECT_EQ(Refusal(Make(0, "2.16.01", {})), "kernel.unit_code_taken");
  EXPECT_EQ(Refusal(Make(0, "X", 9999)), "kernel.unit_unknown_parent");
  EXPECT_EQ(Refusal(Make(diskominfo_, "2.16.01", general_)), "kernel.unit_cycle");
  EXPECT_EQ(Refusal(Make(diskominfo_, "2.16.01", diskominfo_)), "kernel.unit_cycle");
  EXPECT_EQ(Refusal(Make(9999, "Y", {})), "kernel.unit_unknown");
  EXPECT_EQ(Refusal(Make(0, " ", diskominfo_)), "kernel.several");  // code and name
  Unit unit = Make(0, "NEW", diskominfo_);
  unit.name = "";
  EXPECT_EQ(Refusal(unit), "kernel.unit_name_missing");
  unit.name = std::string("a\0b", 3);
  EXPECT_EQ(Refusal(unit), "kernel.text_unreadable");
  unit.name = "\xFF";
  EXPECT_EQ(Refusal(unit), "kernel.text_unreadable");
  unit.name = std::string(10000, 'a');
  EXPECT_EQ(Refusal(unit), "kernel.text_long");
  unit.name = "New";
  unit.valid_from = Date{2024, 2, 1};
  unit.valid_to = Date{2024, 1, 31};
  EXPECT_EQ(Refusal(unit), "kernel.unit_dates");
}

TEST_P(UnitStore, AnEndedUnitsCodeIsFreeAgain) {
  ASSERT_TRUE(db_->Write([&](sql::Connection& c) {
                   return EndUnit(c, government_, secretariat_, {2024, 6, 30});
                 })
                  .ok());
  EXPECT_EQ(Refusal(Make(0, "SEKR", diskominfo_)), "kernel.unit_code_taken");  // from 1945
  Unit again = Make(0, "SEKR", diskominfo_);
  again.valid_from = Date{2024, 7, 1};
  EXPECT_EQ(Refusal(again), "");
}

TEST_P(UnitStore, EndsWithAllBelowOnTheDay) {
  ASSERT_TRUE(db_->Write([&](sql::Connection& c) {
                   return EndUnit(c, government_, diskominfo_, {2024, 6, 30});
                 })
                  .ok());
  const auto on = [&](const Date& day) {
    return Codes(db_->Read([&](sql::Connection& c) { return LoadUnits(c, government_, day); }));
  };
  EXPECT_EQ(on({2024, 6, 30}).size(), 6u);
  EXPECT_THAT(on({2024, 7, 1}), ElementsAre("1.06.01", ">A"));
  const Status early = db_->Write([&](sql::Connection& c) {
    return EndUnit(c, government_, social_, {1900, 1, 1});
  });
  ASSERT_FALSE(early.ok());
  EXPECT_EQ(early.error().code, "kernel.unit_end_before");
  EXPECT_FALSE(Units().Find(social_division_)->valid_to.has_value());
}

TEST_P(UnitStore, GrowsTheDataVersion) {
  const auto version = [&] {
    return db_->Read([&](sql::Connection& c) { return DataVersion(c, government_); });
  };
  const int64_t before = version();
  EXPECT_EQ(Refusal(Make(0, "NEW", diskominfo_)), "");
  EXPECT_GT(version(), before);
  const int64_t after = version();
  EXPECT_EQ(Refusal(Make(0, "NEW", diskominfo_)), "kernel.unit_code_taken");
  EXPECT_EQ(version(), after);
}

TEST_P(UnitStore, GovernmentsDoNotSeeEachOther) {
  const int64_t other = Write([](sql::Connection& c) {
    Government government;
    government.code = "53";
    government.name = "Provinsi Contoh";
    government.level = GovernmentLevel::kProvince;
    government.settings["performance.predicate"] = "above";
    return AddGovernment(c, government);
  });
  EXPECT_NE(other, government_);
  EXPECT_TRUE(db_->Read([&](sql::Connection& c) { return LoadAllUnits(c, other); }).units().empty());
  Unit unit = Make(diskominfo_, "2.16.01", {});
  const Status status = db_->Write([&](sql::Connection& c) { return ChangeUnit(c, other, unit); });
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().kind, ErrorKind::kNotFound);
  const auto found = db_->Read([&](sql::Connection& c) { return FindGovernmentByCode(c, "53"); });
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->settings.at("performance.predicate"), "above");
  EXPECT_EQ(found->level, GovernmentLevel::kProvince);
}

TEST_P(UnitStore, AGovernmentsCodeIsNewAndFormed) {
  for (const auto& [code, refusal] : {std::pair{"53.04", "kernel.government_exists"},
                                      {"5304", "kernel.government_code"},
                                      {"5.304", "kernel.government_code"},
                                      {"", "kernel.government_code"}}) {
    Government government;
    government.code = code;
    government.name = "X";
    const auto added = db_->Write([&](sql::Connection& c) { return AddGovernment(c, government); });
    ASSERT_FALSE(added.ok()) << code;
    EXPECT_EQ(added.error().code, refusal) << code;
  }
}

TEST_P(UnitStore, IdsAreDenseAndTakenInRuns) {
  const auto next = [&](int64_t count) {
    return Write([&](sql::Connection& c) -> Result<int64_t> { return NextId(c, government_, count); });
  };
  const int64_t first = next(1);
  EXPECT_EQ(next(10), first + 1);
  EXPECT_EQ(next(1), first + 11);
}

}  // namespace
}  // namespace sinergi::kernel
