#include "modules/assessment/region.h"

#include <gmock/gmock.h>

namespace sinergi::assessment {
namespace {

using testing::ElementsAre;

PublishedResult RegionResult(const char* name, const char* region, int64_t hundredths, const char* predicate,
                             int64_t d1 = 300) {
  PublishedResult result;
  result.year = 2023;
  result.institution = name;
  result.level = LevelOfName(name);
  result.region = region;
  result.index_micro = hundredths * 10'000;
  result.predicate = predicate;
  result.domains = {d1 * 10'000, {}};
  return result;
}

class Region : public testing::Test {
 protected:
  // "2 kota c +0.5": rank, name and change in hundredths.
  std::vector<std::string> Shown(const RegionFilter& filter, const char* order = "") {
    view_ = ViewRegion(results_, before_, filter, ParseRegionOrder(order));
    std::vector<std::string> shown;
    for (const RegionRow& row : view_.rows)
      shown.push_back(fmt::format("{} {}{}", row.rank, row.result->institution,
                                  row.Change() ? fmt::format(" {}", *row.Change() / 10'000) : ""));
    return shown;
  }

  const std::vector<PublishedResult> results_ = {
      RegionResult("Kota B", "Bali", 300, "Baik", 400), RegionResult("Kota A", "Bali", 300, "Baik", 200),
      RegionResult("Kab. C", "Bali", 450, "Memuaskan"), RegionResult("Kab. D", "Banten", 200, "Cukup"),
      RegionResult("Badan E", "", 250, "Cukup")};
  const std::vector<PublishedResult> before_ = {RegionResult("Pemerintah Kota A", "Bali", 310, "Baik"),
                                                RegionResult("Kab. D", "Banten", 150, "Kurang")};
  RegionView view_;
};

TEST_F(Region, RanksWhatWasChosen) {
  EXPECT_THAT(Shown({}), ElementsAre("1 Kab. C", "2 Kota A -10", "2 Kota B", "4 Badan E", "5 Kab. D 50"));
  EXPECT_THAT(Shown({.level = {}, .region = "Bali"}), ElementsAre("1 Kab. C", "2 Kota A -10", "2 Kota B"));
  EXPECT_EQ(view_.mean_micro, 3'500'000);
  EXPECT_THAT(Shown({.level = LevelKind::kCity}), ElementsAre("1 Kota A -10", "1 Kota B"));
  EXPECT_THAT(Shown({.level = {}, .region = "Bali", .name = "KOTA b"}), ElementsAre("2 Kota B"));
  EXPECT_EQ(view_.ranked, 3);
  EXPECT_THAT(Shown({.level = LevelKind::kProvince}), ElementsAre());
  EXPECT_FALSE(view_.mean_micro);
}

TEST_F(Region, SortsByWhatWasAsked) {
  EXPECT_THAT(Shown({}, "name"),
              ElementsAre("4 Badan E", "1 Kab. C", "5 Kab. D 50", "2 Kota A -10", "2 Kota B"));
  EXPECT_THAT(Shown({}, "change"),
              ElementsAre("5 Kab. D 50", "2 Kota A -10", "4 Badan E", "1 Kab. C", "2 Kota B"));
  EXPECT_THAT(Shown({.level = LevelKind::kCity}, "d1"), ElementsAre("1 Kota B", "1 Kota A -10"));
  EXPECT_THAT(Shown({.level = LevelKind::kCity}, "d9"), ElementsAre("1 Kota A -10", "1 Kota B"));
}

TEST_F(Region, CountsPredicatesFromTheTop) {
  Shown({.level = {}, .region = "", .name = "kota"});
  std::vector<std::string> shares;
  for (const PredicateShare& share : view_.shares)
    shares.push_back(fmt::format("{} {}", share.predicate, share.count));
  EXPECT_THAT(shares, ElementsAre("Memuaskan 1", "Baik 2", "Cukup 2"));
}

TEST_F(Region, MeanAndBestAreOfTheLevel) {
  const LevelFigures cities = FiguresOf(results_, LevelKind::kCity);
  EXPECT_EQ(cities.count, 2);
  EXPECT_EQ(cities.mean_micro, 3'000'000);
  EXPECT_EQ(cities.best->institution, "Kota A");  // the first by name among equals
  EXPECT_EQ(cities.domain_means[0], 3'000'000);
  EXPECT_FALSE(cities.domain_means[1]);
  const LevelFigures regencies = FiguresOf(results_, LevelKind::kRegency);
  EXPECT_EQ(regencies.best->institution, "Kab. C");
  EXPECT_EQ(regencies.last->institution, "Kab. D");
  EXPECT_EQ(FiguresOf(results_, LevelKind::kProvince).best, nullptr);
  EXPECT_EQ(RankOf(results_, results_[3]), 2);
  EXPECT_EQ(RankOf(results_, results_[0]), 1);
  EXPECT_THAT(RegionsOf(results_), ElementsAre("Bali", "Banten"));
  EXPECT_EQ(FindInstitution(results_, "Pemerintah Kabupaten D")->institution, "Kab. D");
  EXPECT_EQ(FindInstitution(results_, "Kota D"), nullptr);
}

}  // namespace
}  // namespace sinergi::assessment
