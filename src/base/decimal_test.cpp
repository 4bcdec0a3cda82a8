#include "base/decimal.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace sinergi {
namespace {

constexpr int64_t kLargest = std::numeric_limits<int64_t>::max();
constexpr int64_t kSmallest = std::numeric_limits<int64_t>::min();
constexpr auto kNone = std::nullopt;

struct Reading {
  const char* typed;
  std::optional<int64_t> micro;  // empty: refused
  const char* why = "";
};

// What a civil servant types or pastes, read with six places.
TEST(ReadDecimal, IndonesianStyle) {
  const Reading kTable[] = {
      {"0", 0},
      {"7", 7'000'000},
      {"1.234", 1'234'000'000, "a point groups thousands"},
      {"1.234.567", 1'234'567'000'000},
      {"12.345,678901", 12'345'678'901},
      {"1.234,50", 1'234'500'000},
      {"0,1", 100'000},
      {"007", 7'000'000, "leading zeros say nothing"},
      {"00,5", 500'000},
      {" 12 ", 12'000'000},
      {"\t12\r\n", 12'000'000},
      {"\xC2\xA0"
       "12\xC2\xA0",
       12'000'000, "no-break spaces, as spreadsheets paste them"},
      {" \xC2\xA0 12", 12'000'000},
      {"-3,5", -3'500'000},
      {"+3,5", 3'500'000},
      {"\xE2\x88\x92"
       "3,5",
       -3'500'000, "the typographic minus"},
      {"1,500000000", 1'500'000, "zeros beyond the places lose nothing"},
      {"9.223.372.036.854,775807", kLargest, "the largest"},

      {"", kNone, "nothing"},
      {" ", kNone},
      {"-", kNone},
      {",5", kNone, "no whole part"},
      {"5,", kNone, "no decimals behind the comma"},
      {"1.5", kNone, "one and a half, or fifteen hundred? never guessed"},
      {"1.50", kNone},
      {"12.34", kNone},
      {"1.2345", kNone, "groups are of three"},
      {"1234.567", kNone, "the first group has at most three"},
      {"1.234.56", kNone},
      {"1..234", kNone},
      {".234", kNone},
      {"1.234.", kNone},
      {"0.123", kNone, "grouped, yet it begins with 0: a decimal point was meant"},
      {"0.001", kNone},
      {"1,234,567", kNone, "two commas"},
      {"1,234.5", kNone, "English grouping"},
      {"1,2345678", kNone, "more decimals than kept: refused, not rounded"},
      {"--3", kNone},
      {"+-3", kNone},
      {"3-", kNone},
      {"- 3", kNone},
      {"(3)", kNone},
      {"1 234", kNone},
      {"1e3", kNone},
      {"12a", kNone},
      {"½", kNone},
      {"１２", kNone, "full-width digits"},
      {"9.223.372.036.854,775808", kNone, "one more than fits"},
      {"10.000.000.000.000", kNone},
      {"9999999999999999999", kNone, "19 digits"},
      {"99999999999999999999999999999999999999999999", kNone},
  };
  for (const Reading& row : kTable)
    EXPECT_EQ(ReadDecimal(row.typed, 6, NumberStyle::kIndonesian), row.micro)
        << "\"" << row.typed << "\" " << row.why;
}

TEST(ReadDecimal, PointStyle) {
  const Reading kTable[] = {
      {"1.5", 1'500'000}, {"1,234.5", 1'234'500'000}, {"1234.5", 1'234'500'000},  {"3.75", 3'750'000},
      {"0.000001", 1},    {"-0.5", -500'000},         {"1,5", kNone, "no group"}, {"1.234.5", kNone},
      {"0,123", kNone},   {"1.0000001", kNone},       {"1.0000000", 1'000'000},   {".5", kNone},
  };
  for (const Reading& row : kTable)
    EXPECT_EQ(ReadDecimal(row.typed, 6, NumberStyle::kPoint), row.micro)
        << "\"" << row.typed << "\" " << row.why;
}

TEST(ReadDecimal, PlacesScaleTheAnswer) {
  EXPECT_EQ(ReadDecimal("1.234.567,89", 2, NumberStyle::kIndonesian), 123'456'789);
  EXPECT_EQ(ReadDecimal("12", 0, NumberStyle::kIndonesian), 12);
  EXPECT_EQ(ReadDecimal("12,0", 0, NumberStyle::kIndonesian), 12);
  EXPECT_EQ(ReadDecimal("12,5", 0, NumberStyle::kIndonesian), kNone);
  EXPECT_EQ(ReadDecimal("9223372036854775807", 0, NumberStyle::kIndonesian), kLargest);
  EXPECT_EQ(ReadDecimal("9223372036854775808", 0, NumberStyle::kIndonesian), kNone);
  EXPECT_EQ(ReadDecimal(std::string(1'000'000, '9'), 0, NumberStyle::kIndonesian), kNone);
  EXPECT_EQ(ReadDecimal(std::string(1'000'000, '0') + "5", 0, NumberStyle::kIndonesian), 5);
}

// What programs write: any number of decimals, exponents; rounded half-up.
TEST(ReadComputed, ReadsWhatSpreadsheetsWrite) {
  const Reading kTable[] = {
      {"1.4987244897959181E1", 14'987'245},
      {"9.9999999999999992E-2", 100'000},
      {"0.79999999999999982", 800'000},
      {"105.88235294117648", 105'882'353},
      {"0.0000005", 1, "half goes up"},
      {"0.00000049999999999", 0},
      {"-0.0000005", -1, "away from zero"},
      {"0.0000015", 2},
      {"1E6", 1'000'000'000'000},
      {"1e+2", 100'000'000},
      {"2.5e-7", 0},
      {"5e-7", 1},
      {"4e-8", 0},
      {"5E-300", 0},
      {"0E999", 0},
      {".5", 500'000},
      {"5.", 5'000'000},
      {" 12 ", 12'000'000},
      {"9223372036854.775807", kLargest},
      {"9223372036854.7758074", kLargest},
      {"9223372036854.7758075", kNone, "rounds out of 64 bits"},
      {"1E300", kNone},
      {"1E13", kNone},
      {"", kNone},
      {".", kNone},
      {"E5", kNone},
      {"1E", kNone},
      {"1E+", kNone},
      {"1E1234", kNone},
      {"1.2.3", kNone},
      {"1,5", kNone},
      {"nan", kNone},
      {"inf", kNone},
      {"0x10", kNone},
  };
  for (const Reading& row : kTable)
    EXPECT_EQ(ReadComputed(row.typed, 6), row.micro) << "\"" << row.typed << "\" " << row.why;
}

TEST(DivideHalfUp, RoundsAwayFromZeroAtTheHalf) {
  struct Row {
    int64_t numerator, denominator, answer;
  };
  const Row kTable[] = {
      {0, 7, 0},
      {1, 2, 1},
      {-1, 2, -1},
      {1, -2, -1},
      {-1, -2, 1},
      {1, 3, 0},
      {2, 3, 1},
      {-2, 3, -1},
      {5, 10, 1},
      {49, 100, 0},
      {50, 100, 1},
      {-49, 100, 0},
      {-50, 100, -1},
      {3, 2, 2},
      {-3, 2, -2},
      {25, 10, 3},
      {-25, 10, -3},
      {24, 10, 2},
      {kLargest, 1, kLargest},
      {kSmallest, 1, kSmallest},
  };
  for (const Row& row : kTable)
    EXPECT_EQ(DivideHalfUp(row.numerator, row.denominator), row.answer)
        << row.numerator << "/" << row.denominator;
  EXPECT_EQ(DivideHalfUp(static_cast<Int128>(kLargest) + 1, 1), kNone);
  EXPECT_EQ(DivideHalfUp(static_cast<Int128>(kLargest) * 2 + 1, 2), kNone)
      << "the half rounds out of 64 bits";
  EXPECT_EQ(DivideHalfUp(static_cast<Int128>(kSmallest) - 1, 1), kNone);
}

TEST(PrintDecimal, RoundsTheStoredFigureOnce) {
  struct Row {
    int64_t micro;
    int digits;
    const char* printed;
  };
  const Row kTable[] = {
      {4'505'000, 2, "4,51"},
      {-4'505'000, 2, "-4,51"},
      {4'504'999, 2, "4,50"},
      {4'995'000, 2, "5,00"},
      {90'004'999, 2, "90,00"},
      {90'005'000, 2, "90,01"},
      {999'995'000, 2, "1.000,00"},
      {105'882'353, 2, "105,88"},
      {0, 2, "0,00"},
      {-4'999, 2, "0,00"},
      {500'000, 0, "1"},
      {499'999, 0, "0"},
      {-500'000, 0, "-1"},
      {1'234'567'890'000, 1, "1.234.567,9"},
      {12'000'000, 6, "12,000000"},
      {kLargest, 6, "9.223.372.036.854,775807"},
      {kSmallest, 6, "-9.223.372.036.854,775808"},
  };
  for (const Row& row : kTable) EXPECT_EQ(PrintDecimal(row.micro, 6, row.digits), row.printed) << row.micro;
  EXPECT_EQ(PrintDecimal(1'500'000, 6, 6, Zeros::kTrim), "1,5");
  EXPECT_EQ(PrintDecimal(36'000'000, 6, 6, Zeros::kTrim), "36");
  EXPECT_EQ(PrintDecimal(123'456'789, 2, 2), "1.234.567,89");
  EXPECT_EQ(PrintDecimal(5, 0, 0), "5");
}

TEST(PlainDecimal, IsNeverGrouped) {
  EXPECT_EQ(PlainDecimal(123'456'789, 2), "1234567.89");
  EXPECT_EQ(PlainDecimal(-5, 2), "-0.05");
  EXPECT_EQ(PlainDecimal(81'664'293, 6), "81.664293");
  EXPECT_EQ(PlainDecimal(80'000'000, 6, Zeros::kTrim), "80");
  EXPECT_EQ(PlainDecimal(kSmallest, 6), "-9223372036854.775808");
}

// What is printed reads back as the same figure, in both styles.
TEST(Decimal, PrintedReadsBack) {
  std::mt19937_64 random(20240918);
  for (int i = 0; i < 20'000; ++i) {
    const int64_t value = static_cast<int64_t>(random()) >> (i % 63);
    if (value == kSmallest) continue;
    EXPECT_EQ(ReadDecimal(PrintDecimal(value, 6, 6), 6, NumberStyle::kIndonesian), value);
    EXPECT_EQ(ReadDecimal(PrintDecimal(value, 6, 6, Zeros::kTrim), 6, NumberStyle::kIndonesian), value);
    EXPECT_EQ(ReadDecimal(PlainDecimal(value, 6), 6, NumberStyle::kPoint), value);
    EXPECT_EQ(ReadComputed(PlainDecimal(value, 6), 6), value);
  }
}

// Any bytes: an answer or a refusal, never a crash; what is read is what its own print says.
TEST(Decimal, AnyTextIsReadOrRefused) {
  std::mt19937 random(7);
  constexpr std::string_view kBytes = "0123456789.,-+ eE\t\xC2\xA0\xE2\x88\x92x";
  for (int i = 0; i < 50'000; ++i) {
    std::string text;
    for (size_t n = random() % 14; n > 0; --n) text += kBytes[random() % kBytes.size()];
    ReadComputed(text, 6);
    for (const NumberStyle style : {NumberStyle::kIndonesian, NumberStyle::kPoint}) {
      const auto value = ReadDecimal(text, 6, style);
      if (!value) continue;
      EXPECT_EQ(ReadDecimal(PrintDecimal(*value, 6, 6), 6, NumberStyle::kIndonesian), value) << text;
    }
  }
}

}  // namespace
}  // namespace sinergi
