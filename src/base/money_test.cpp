#include "base/money.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/ensure.h"

namespace sinergi {
namespace {

constexpr int64_t kLargestMoney = std::numeric_limits<int64_t>::max();

TEST(Money, ReadsWhatPeopleWrite) {
  struct Row {
    const char* typed;
    std::optional<int64_t> sen;
  };
  const Row kTable[] = {
      {"1500000", 150'000'000},
      {"1.500.000", 150'000'000},
      {"1.500.000,50", 150'000'050},
      {"Rp 1.500.000", 150'000'000},
      {"Rp1.500.000", 150'000'000},
      {"Rp. 1.500.000,00", 150'000'000},
      {"Rp 1.500.000,-", 150'000'000},
      {"Rp\xC2\xA0"
       "1.500.000",
       150'000'000},
      {" \tRp 5 ", 500},
      {"-Rp 5", -500},
      {"-5", -500},
      {"Rp -5", -500},
      {"Rp16.321.975.158", 1'632'197'515'800},
      {"Rp1.339.063.172.889,04", 133'906'317'288'904},
      {"0", 0},
      {"", {}},
      {"Rp", {}},
      {"-", {}},
      {",-", {}},
      {"Rp Rp 5", {}},
      {"--Rp 5", {}},
      {"-Rp -5", {}},
      {"1.500.00", {}},
      {"1.5", {}},
      {"5,005", {}},
      {"$ 5", {}},
      {"5 juta", {}},
      {"92.233.720.368.547.758,08", {}},
  };
  for (const Row& row : kTable) {
    const std::optional<Money> money = Money::Parse(row.typed);
    EXPECT_EQ(money ? std::optional(money->sen()) : std::nullopt, row.sen) << "\"" << row.typed << "\"";
  }
  EXPECT_EQ(Money::Parse("1500000.50", NumberStyle::kPoint), Money::Sen(150'000'050));
}

TEST(Money, Prints) {
  EXPECT_EQ(Money::Rupiah(1'500'000).Print(), "Rp 1.500.000");
  EXPECT_EQ(Money::Sen(150'000'050).Print(), "Rp 1.500.000,50");
  EXPECT_EQ(Money::Rupiah(-5).Print(), "-Rp 5");
  EXPECT_EQ(Money::Sen(-5).Print(), "-Rp 0,05");
  EXPECT_EQ(Money().Print(), "Rp 0");
  EXPECT_EQ(Money::Rupiah(1'500'000).Plain(), "1500000");
  EXPECT_EQ(Money::Sen(150'000'050).Plain(), "1500000.50");
  EXPECT_EQ(Money::Sen(-5).Plain(), "-0.05");
}

TEST(Money, PrintedReadsBack) {
  for (const int64_t sen :
       {int64_t{0}, int64_t{1}, int64_t{-1}, int64_t{99}, int64_t{-12'345}, kLargestMoney, -kLargestMoney}) {
    EXPECT_EQ(Money::Parse(Money::Sen(sen).Print()), Money::Sen(sen)) << sen;
    EXPECT_EQ(Money::Parse(Money::Sen(sen).Plain(), NumberStyle::kPoint), Money::Sen(sen)) << sen;
  }
}

TEST(Money, AddsExactlyOrSaysSo) {
  EXPECT_EQ(Money::Rupiah(2) + Money::Sen(1) - Money::Sen(3), Money::Sen(198));
  EXPECT_THROW(Money::Sen(kLargestMoney) + Money::Sen(1), BrokenInvariant);
  EXPECT_THROW(Money::Sen(-kLargestMoney) - Money::Sen(2), BrokenInvariant);
}

}  // namespace
}  // namespace sinergi
