#include "platform/sheets/csv.h"

#include <gtest/gtest.h>

namespace sinergi::sheets {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows Read(std::string_view text) {
  Result<Rows> rows = ReadCsv(text);
  EXPECT_TRUE(rows.ok());
  return rows.ok() ? *rows : Rows{};
}

TEST(ReadCsv, ReadsFields) {
  EXPECT_EQ(Read("a,b\r\n1,\"x,\"\"y\"\"\r\nz\"\n"), (Rows{{"a", "b"}, {"1", "x,\"y\"\r\nz"}}));
  EXPECT_EQ(Read("\xEF\xBB\xBFkode;nama, lengkap;\r1;\n\n"),
            (Rows{{"kode", "nama, lengkap", ""}, {"1", ""}, {""}}));
  EXPECT_EQ(Read("a,,\n"), (Rows{{"a", "", ""}}));
  EXPECT_EQ(Read("\"a;b\",c"), (Rows{{"a;b", "c"}}));
  EXPECT_EQ(Read(""), Rows{});
}

TEST(ReadCsv, NamesTheLineOfAMistake) {
  const auto line = [](std::string_view text) {
    const Result<Rows> rows = ReadCsv(text);
    return rows.ok() ? "" : rows.error().code + " " + rows.error().args.at(0);
  };
  EXPECT_EQ(line("a,b\n1,\"x\n2,y\n"), "sheets.bad_csv 2");
  EXPECT_EQ(line("a\n\"b\nc\"\nd\"e\n"), "sheets.bad_csv 4");
  EXPECT_EQ(line("a\n\"b\"c\n"), "sheets.bad_csv 2");
  EXPECT_EQ(line(std::string_view("a\nb\0c", 5)), "sheets.bad_csv 2");
  EXPECT_EQ(line("a\xFF"), "sheets.bad_encoding CSV");
}

TEST(ReadCsv, StopsAtTooManyFields) {
  const Result<Rows> one_row = ReadCsv(std::string(3'000'000, ','));
  EXPECT_FALSE(one_row.ok());
  const Result<Rows> many_rows = ReadCsv(std::string(3'000'000, '\n'));
  ASSERT_FALSE(many_rows.ok());
  EXPECT_EQ(many_rows.error().code, "sheets.too_many_cells");
}

TEST(WriteCsv, IsReadBackAndRunsNothing) {
  const Rows rows = {{"a", "x,\"y\"", "baris\nbaru"}, {"", "1.5", "ya;tidak"}};
  EXPECT_EQ(Read(WriteCsv(rows)), rows);
  EXPECT_EQ(WriteCsv({{"=1+1", "-2"}}), "'=1+1,-2\r\n");
}

TEST(SafeCsvField, GuardsFormulasAndLeavesNumbers) {
  for (const char* risky : {"=1", "+a1", "-a1", "@x", "\tx", "\rx", "-1+cmd|x", "-", "+", "=", "-1 a"})
    EXPECT_EQ(SafeCsvField(risky), std::string("'") + risky);
  for (const char* plain : {"", "a=b", "-1", "+62", "-1.234,56", "-5%", "1E5", " =1"})
    EXPECT_EQ(SafeCsvField(plain), plain);
}

}  // namespace
}  // namespace sinergi::sheets
