#include "base/quantity.h"

#include <gtest/gtest.h>

#include <random>

namespace sinergi {
namespace {

using enum Quantity::Kind;

struct Row {
  const char* typed;
  Quantity::Kind kind;
  int64_t low_micro = 0, high_micro = 0;
  const char* unit = "";
};

void Check(const Row& row, NumberStyle style) {
  const Quantity q = Quantity::Read(row.typed, style);
  EXPECT_EQ(q.kind, row.kind) << row.typed;
  EXPECT_EQ(q.low_micro, row.low_micro) << row.typed;
  EXPECT_EQ(q.high_micro, row.high_micro) << row.typed;
  EXPECT_EQ(q.unit, row.unit) << row.typed;
}

TEST(Quantity, IndonesianStyle) {
  const Row kTable[] = {
      {"", kEmpty},
      {" ", kEmpty},
      {"\xC2\xA0", kEmpty},
      {"36", kNumber, 36'000'000, 36'000'000},
      {"36 Aplikasi", kNumber, 36'000'000, 36'000'000, "Aplikasi"},
      {"36\xC2\xA0"
       "Aplikasi",
       kNumber, 36'000'000, 36'000'000, "Aplikasi"},
      {"36\n Aplikasi ", kNumber, 36'000'000, 36'000'000, "Aplikasi"},
      {"100 %", kNumber, 100'000'000, 100'000'000, "%"},
      {"100%", kNumber, 100'000'000, 100'000'000, "%"},
      {"1.500 orang", kNumber, 1'500'000'000, 1'500'000'000, "orang"},
      {"3,75", kNumber, 3'750'000, 3'750'000},
      {"-2", kNumber, -2'000'000, -2'000'000},
      {"120 m2", kNumber, 120'000'000, 120'000'000, "m2"},
      {"12 km²", kNumber, 12'000'000, 12'000'000, "km²"},
      {"3,75-3,90", kRange, 3'750'000, 3'900'000},
      {"3,75 - 3,90 Indeks", kRange, 3'750'000, 3'900'000, "Indeks"},
      {"3,75 – 3,90", kRange, 3'750'000, 3'900'000},
      {"80 s.d. 90 %", kRange, 80'000'000, 90'000'000, "%"},
      {"5-5", kNumber, 5'000'000, 5'000'000},

      // Kept and shown as typed, compared only as text.
      {"3.75-3.90", kText},
      {"1.5", kText},
      {"25/14 Orang/bulan", kText},
      {"2 Dokumen 3 Laporan", kText},
      {"2-3 Dokumen 4 Laporan", kText},
      {"\xE2\x89\xA5 90", kText},
      {">90", kText},
      {"Baik", kText},
      {"A", kText},
      {"36Aplikasi", kText},
      {"5x", kText},
      {"90-80", kText},
      {"10-", kText},
      {"2024-12-01", kText},
      {"%", kText},
      {"-", kText},
      {",5", kText},
      {"10.000.000.000.000", kText},
  };
  for (const Row& row : kTable) Check(row, NumberStyle::kIndonesian);
}

TEST(Quantity, PointStyle) {
  const Row kTable[] = {
      {"3.75-3.90", kRange, 3'750'000, 3'900'000},
      {"3.30-3.35", kRange, 3'300'000, 3'350'000},
      {"69.23 %", kNumber, 69'230'000, 69'230'000, "%"},
      {"13.46", kNumber, 13'460'000, 13'460'000},
      {"36 Aplikasi", kNumber, 36'000'000, 36'000'000, "Aplikasi"},
      {"25/14 Orang/bulan", kText},
      {"3,75", kText},
  };
  for (const Row& row : kTable) Check(row, NumberStyle::kPoint);
}

TEST(Quantity, KeepsTheText) {
  EXPECT_EQ(Quantity::Read(" 36  Aplikasi ", NumberStyle::kIndonesian).text, "36  Aplikasi");
  EXPECT_EQ(Quantity::Read("<b>A</b>", NumberStyle::kIndonesian).text, "<b>A</b>");
}

TEST(Quantity, NumberIsReadBackFromItsText) {
  for (const int64_t micro : {0L, 1L, 1'234'567'890'123L, -5'500'000L})
    EXPECT_EQ(Quantity::Read(Quantity::Number(micro).text, NumberStyle::kIndonesian),
              Quantity::Number(micro));
}

TEST(Quantity, BoundsAreInOrderWhateverIsTyped) {
  std::mt19937 random(11);
  constexpr std::string_view kBytes = "0123456789.,-+ %aM/\xE2\x80\x93\xC2\xA0s.d.";
  for (int i = 0; i < 50'000; ++i) {
    std::string text;
    for (size_t n = random() % 16; n > 0; --n) text += kBytes[random() % kBytes.size()];
    const Quantity q = Quantity::Read(text, NumberStyle::kIndonesian);
    EXPECT_LE(q.low_micro, q.high_micro) << text;
    EXPECT_EQ(q.kind == kRange, q.low_micro < q.high_micro) << text;
    EXPECT_EQ(Quantity::Read(q.text, NumberStyle::kIndonesian), q) << text;
  }
}

TEST(SameText, FoldsBlanksAndCase) {
  EXPECT_TRUE(SameText(" Sangat  BAIK\n", "sangat baik"));
  EXPECT_TRUE(SameText("Ada\xC2\xA0", "ada"));
  EXPECT_FALSE(SameText("Baik", "Cukup"));
  EXPECT_FALSE(SameText("", "0"));
}

}  // namespace
}  // namespace sinergi
