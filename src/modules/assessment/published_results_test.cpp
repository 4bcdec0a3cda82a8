// Published results of 2023 and 2024, from levels found for them: index, domains and predicate as printed.
//
// A published row tells four domain values and the index, not the levels. The finder looks for whole levels 0
// to 5 (0 occurs) whose sums print those four values and that index: items 1–10, 11–20 and 21–31 share a
// weight each, so their domains fix their sums; in domain 4 the sums of 32–41 and 42–47 are tried in turn.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "modules/assessment/index.h"
#include "modules/assessment/instrument_file.h"
#include "modules/assessment/instrument_number.h"
#include "platform/sheets/csv.h"

namespace sinergi::assessment {
namespace {

struct Published {
  std::string institution;
  int year = 2023;
  std::string domains[4], index, predicate;
};

bool Prints(Int128 numerator, Int128 denominator, const std::string& published) {
  const std::optional<Decimal> printed = Ratio::Of(numerator, denominator)->Round(2);
  return *ReadRatio(published) == *Ratio::Of(printed->units, 100);
}

void Spread(Levels& levels, size_t first, size_t last, int sum) {
  const int items = static_cast<int>(last - first) + 1;
  for (size_t i = first; i <= last; ++i)
    levels[i - 1] = Ratio{sum / items + (static_cast<int>(i - first) < sum % items), 1};
}

// In ten-thousandths of the index a level weighs 130, 250, 150, 275, 300.
std::optional<Levels> FindLevels(const Published& row) {
  const auto sum_of = [&](int most, const std::string& domain) {
    for (int sum = 0; sum <= most * 5; ++sum)
      if (Prints(sum, most, domain)) return sum;
    return -1;
  };
  const int one = sum_of(10, row.domains[0]), two = sum_of(10, row.domains[1]);
  const int three = sum_of(11, row.domains[2]);
  if (one < 0 || two < 0 || three < 0) return {};
  for (int a = 0; a <= 50; ++a)
    for (int b = 0; b <= 30; ++b) {
      const int fourth = 275 * a + 300 * b;
      if (!Prints(fourth, 4550, row.domains[3])) continue;
      if (!Prints(130 * one + 250 * two + 150 * three + fourth, 10000, row.index)) continue;
      Levels levels(47);
      Spread(levels, 1, 10, one);
      Spread(levels, 11, 20, two);
      Spread(levels, 21, 31, three);
      Spread(levels, 32, 41, a);
      Spread(levels, 42, 47, b);
      return levels;
    }
  return {};
}

void ExpectAsPublished(const Instrument& spbe, const Published& row) {
  const std::optional<Levels> levels = FindLevels(row);
  ASSERT_TRUE(levels) << row.institution << ": no levels print these figures";
  const Result<Index> index = ComputeIndex(spbe, *levels, row.year);
  ASSERT_TRUE(index.ok());
  EXPECT_EQ(*ReadRatio(row.index), *ReadRatio(FixedText(index->printed))) << row.institution;
  EXPECT_EQ(spbe.predicates[static_cast<size_t>(index->predicate)].name.id, row.predicate) << row.institution;
  size_t domain = 0;
  for (size_t g = 0; g < spbe.groups.size(); ++g) {
    if (spbe.groups[g].kind != Group::Kind::kDomain) continue;
    EXPECT_EQ(*ReadRatio(row.domains[domain++]), *ReadRatio(FixedText(index->groups[g].printed)))
        << row.institution;
  }
  EXPECT_EQ(domain, 4u);
}

TEST(PublishedResults, SomeOf2023) {
  const Instrument spbe = *ShippedInstrument("spbe-2020");
  const Published rows[] = {{"Kota Balikpapan", 2023, {"4.6", "3.7", "2.27", "4.07"}, "3.75", "Sangat Baik"},
                            {"Provinsi NTT", 2023, {"4.9", "3.4", "2.82", "4.13"}, "3.83", "Sangat Baik"},
                            {"Kab. Kebumen", 2023, {"3.9", "3.2", "2.27", "4.44"}, "3.70", "Sangat Baik"},
                            {"Kab. Belu", 2023, {"3.4", "1.4", "1.0", "2.93"}, "2.29", "Cukup"},
                            {"Kab. Banyuwangi", 2023, {"4.7", "4.2", "3.91", "4.82"}, "4.50", "Memuaskan"},
                            {"Kab. Banyuasin", 2023, {"2.4", "1.7", "1.09", "0.30"}, "1.05", "Kurang"},
                            {"Kab. Nias Barat", 2023, {"1.0", "1.0", "1.0", "2.75"}, "1.80", "Cukup"},
                            {"Kab. Boven Digoel", 2023, {"1.9", "1.6", "1.0", "2.17"}, "1.80", "Cukup"}};
  for (const Published& row : rows) ExpectAsPublished(spbe, row);
}

// The same figures a year later are named by the exact index.
TEST(PublishedResults, AnotherYearAnotherPredicate) {
  ExpectAsPublished(*ShippedInstrument("spbe-2020"),
                    {"Kab. Boven Digoel", 2024, {"1.9", "1.6", "1.0", "2.17"}, "1.80", "Kurang"});
}

TEST(PublishedResults, All621Of2023) {
  std::ifstream file(SINERGI_SOURCE_DIR "/../shared/cases/spbe/results_2023.csv");
  if (!file) GTEST_SKIP() << "the real cases are not here";
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto rows = sheets::ReadCsv(text);
  ASSERT_TRUE(rows.ok());
  const Instrument spbe = *ShippedInstrument("spbe-2020");
  int seen = 0;
  for (size_t i = 1; i < rows->size(); ++i) {
    const std::vector<std::string>& row = (*rows)[i];
    if (row.size() < 10) continue;
    ExpectAsPublished(spbe, {row[3], std::stoi(row[0]), {row[4], row[5], row[6], row[7]}, row[8], row[9]});
    ++seen;
  }
  EXPECT_EQ(seen, 621);
}

}  // namespace
}  // namespace sinergi::assessment
