#include "modules/assessment/instrument_number.h"

#include <gtest/gtest.h>

namespace sinergi::assessment {
namespace {

TEST(InstrumentNumber, ReadsDecimalsAndFractionsExactly) {
  const std::pair<const char*, const char*> cases[] = {
      {"3", "3"},
      {"0", "0"},
      {"10/3", "10/3"},
      {"20/6", "10/3"},
      {"2.75", "11/4"},
      {" 1.30 ", "13/10"},
      {"3.6666666666666665", "7333333333333333/2000000000000000"},
      {"007", "7"},
      {"999999999", "999999999"}};
  for (const auto& [text, exact] : cases) {
    const std::optional<Ratio> read = ReadRatio(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(RatioText(*read), exact) << text;
  }
  for (const char* text :
       {"",      " ",     "-1",   "+1",    "1e3",  "1.",  ".5",  "1/0",   "1/",         "/2",
        "1/2/3", "1.5/2", "3,25", "1 000", "tiga", "0x3", "NaN", "1.2.3", "1234567890", "1.00000000000000001",
        "３"})
    EXPECT_FALSE(ReadRatio(text)) << text;
  EXPECT_EQ(ReadRatio("3,25", DecimalComma::kRead), ReadRatio("3.25"));
  EXPECT_FALSE(ReadRatio("1.000,5", DecimalComma::kRead));
}

TEST(InstrumentNumber, ComparesWithoutOverflow) {
  const Int128 huge = static_cast<Int128>(1) << 120;
  const Ratio a{huge, huge - 1}, b{huge + 1, huge};  // a is a little more
  EXPECT_TRUE(AtLeast(a, b));
  EXPECT_FALSE(AtLeast(b, a));
  const std::tuple<const char*, const char*, bool> cases[] = {
      {"4.2", "4.2", true},    {"4.1999", "4.2", false}, {"21/5", "4.2", true}, {"0", "0", true},
      {"1/3", "0.3333", true}, {"0.3333", "1/3", false}, {"5", "4.9", true}};
  for (const auto& [left, right, expected] : cases)
    EXPECT_EQ(AtLeast(*ReadRatio(left), *ReadRatio(right)), expected) << left << " " << right;
  EXPECT_TRUE(AtLeast(Ratio{-1, 3}, Ratio{-1, 2}));
  EXPECT_FALSE(AtLeast(Ratio{-1, 2}, Ratio{-1, 3}));
  EXPECT_EQ(RatioText(Ratio{-7, 2}), "-7/2");
}

}  // namespace
}  // namespace sinergi::assessment
