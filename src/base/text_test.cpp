#include "base/text.h"

#include <gtest/gtest.h>

#include <random>

namespace sinergi {
namespace {

TEST(Text, TrimsAndFolds) {
  EXPECT_EQ(TrimBlanks("\xC2\xA0 \t a  b \r\n"), "a  b");
  EXPECT_EQ(TrimBlanks(" \xC2\xA0 "), "");
  EXPECT_EQ(FoldBlanks("  a \n\t b\xC2\xA0\xC2\xA0"
                       "c "),
            "a b c");
  EXPECT_EQ(FoldBlanks(""), "");
  EXPECT_EQ(FoldText(" Dinas  KOMINFO "), "dinas kominfo");
  EXPECT_EQ(LowerAscii("ÉA"), "Éa");
  EXPECT_TRUE(ContainsFolded("Dinas  Komunikasi", "nas kom"));
  EXPECT_FALSE(ContainsFolded("Dinas", "badan"));
}

TEST(Text, SplitKeepsEmptyParts) {
  EXPECT_EQ(Split("2.16.03", '.'), (std::vector<std::string_view>{"2", "16", "03"}));
  EXPECT_EQ(Split("", '.'), (std::vector<std::string_view>{""}));
  EXPECT_EQ(Split(".a.", '.'), (std::vector<std::string_view>{"", "a", ""}));
}

TEST(Text, ShortenNeverExceedsNorCutsACharacter) {
  EXPECT_EQ(Shorten("Dinas", 5), "Dinas");
  EXPECT_EQ(Shorten("Dinas Kominfo", 8), "Dinas…");
  EXPECT_EQ(Shorten("ééééé", 8), "éé…");
  for (size_t bytes = 0; bytes < 12; ++bytes) {
    const std::string cut = Shorten("aé€😀bcdé", bytes);
    EXPECT_LE(cut.size(), bytes);
    EXPECT_TRUE(IsValidUtf8(cut)) << bytes;
  }
}

struct Bytes {
  const char* bytes;
  bool valid;
};

TEST(Utf8, TheEdgesOfTheTable) {
  const Bytes kTable[] = {
      {"", true},
      {"abc", true},
      {"\x7F", true},
      {"\xC2\x80", true},
      {"\xDF\xBF", true},
      {"\xE0\xA0\x80", true},
      {"\xED\x9F\xBF", true},
      {"\xEE\x80\x80", true},
      {"\xEF\xBF\xBF", true},
      {"\xF0\x90\x80\x80", true},
      {"\xF4\x8F\xBF\xBF", true},
      {"\x80", false},      // a continuation alone
      {"\xC0\x80", false},  // overlong NUL
      {"\xC1\xBF", false},  // overlong
      {"\xC2", false},      // cut off
      {"\xC2\x41", false},
      {"\xE0\x9F\xBF", false},  // overlong
      {"\xE0\xA0", false},
      {"\xED\xA0\x80", false},  // surrogate
      {"\xED\xBF\xBF", false},
      {"\xF0\x8F\xBF\xBF", false},  // overlong
      {"\xF0\x90\x80", false},
      {"\xF4\x90\x80\x80", false},  // beyond U+10FFFF
      {"\xF5\x80\x80\x80", false},
      {"\xFE", false},
      {"\xFF", false},
      {"a\xE2\x82", false},
  };
  for (const Bytes& row : kTable)
    EXPECT_EQ(IsValidUtf8(row.bytes), row.valid) << testing::PrintToString(row.bytes);
}

std::string Encode(uint32_t code) {
  const auto tail = [&](int shift) { return static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) return {static_cast<char>(code)};
  if (code < 0x800) return {static_cast<char>(0xC0 | (code >> 6)), tail(0)};
  if (code < 0x10000) return {static_cast<char>(0xE0 | (code >> 12)), tail(6), tail(0)};
  return {static_cast<char>(0xF0 | (code >> 18)), tail(12), tail(6), tail(0)};
}

TEST(Utf8, EveryCodePointButSurrogatesIsValid) {
  for (uint32_t code = 0; code <= 0x110000; ++code) {
    const bool valid = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    ASSERT_EQ(IsValidUtf8(Encode(code)), valid) << code;
  }
}

// The same question answered the slow way: valid when it is the encoding of code points, one after the other.
bool ValidByEncoding(std::string_view text) {
  while (!text.empty()) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const size_t length = lead < 0x80       ? 1
                          : lead >> 5 == 6  ? 2
                          : lead >> 4 == 14 ? 3
                          : lead >> 3 == 30 ? 4
                                            : 0;
    if (length == 0 || text.size() < length) return false;
    uint32_t code = length == 1 ? lead : lead & (0x7Fu >> length);
    for (size_t i = 1; i < length; ++i) code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3Fu);
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF) || Encode(code) != text.substr(0, length))
      return false;
    text.remove_prefix(length);
  }
  return true;
}

TEST(Utf8, AgreesWithEncodingOnAnyBytes) {
  std::mt19937 random(42);
  constexpr unsigned char kEdges[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2,
                                      0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF};
  int valid = 0;
  for (int i = 0; i < 300'000; ++i) {
    std::string text;
    for (size_t n = random() % 7; n > 0; --n) text += static_cast<char>(kEdges[random() % std::size(kEdges)]);
    const bool expected = ValidByEncoding(text);
    valid += expected ? 1 : 0;
    ASSERT_EQ(IsValidUtf8(text), expected) << testing::PrintToString(text);
    ASSERT_EQ(IsValidUtf8(Shorten(text, 4)) || !expected, true) << testing::PrintToString(text);
    TrimBlanks(text);
    FoldText(text);
  }
  EXPECT_GT(valid, 1000);
}

}  // namespace
}  // namespace sinergi
