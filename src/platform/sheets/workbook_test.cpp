#include "platform/sheets/workbook.h"

#include <gtest/gtest.h>

namespace sinergi::sheets {
namespace {

TEST(CellRef, ReadsAndWritesA1) {
  EXPECT_EQ(CellRef::Parse("K84"), (CellRef{83, 10}));
  EXPECT_EQ(CellRef::Parse("$K$84"), (CellRef{83, 10}));
  EXPECT_EQ(CellRef::Parse("XFD1048576"), (CellRef{1'048'575, 16'383}));
  EXPECT_EQ((CellRef{83, 10}).A1(), "K84");
  for (const char* wrong :
       {"", "K", "84", "K0", "K084", "XFE1", "A1048577", "AAAA1", "K84 ", "K$", "-A1", "K8K", "$$A1"})
    EXPECT_FALSE(CellRef::Parse(wrong)) << wrong;
}

TEST(CellRef, NamesColumns) {
  EXPECT_EQ(ColumnName(0), "A");
  EXPECT_EQ(ColumnName(25), "Z");
  EXPECT_EQ(ColumnName(26), "AA");
  EXPECT_EQ(ColumnName(701), "ZZ");
  EXPECT_EQ(ColumnName(702), "AAA");
  EXPECT_EQ(ColumnName(16'383), "XFD");
}

TEST(Sheet, KeepsCellsSortedWhateverTheOrder) {
  Sheet sheet;
  sheet.Put({2, 3}, {Cell::Kind::kNumber, "3"});
  sheet.Put({2, 1}, {Cell::Kind::kNumber, "1"});
  sheet.Put({0, 5}, {Cell::Kind::kNumber, "5"});
  sheet.Put({2, 1}, {Cell::Kind::kNumber, "11"});
  std::string seen;
  sheet.Each([&](CellRef ref, const Cell& cell) { seen += ref.A1() + "=" + cell.text + " "; });
  EXPECT_EQ(seen, "F1=5 B3=11 D3=3 ");
  EXPECT_EQ(sheet.row_count, 3);
  EXPECT_EQ(sheet.column_count, 6);
  EXPECT_EQ(sheet.At({2, 2}), nullptr);
  EXPECT_EQ(sheet.At({-1, 0}), nullptr);
  EXPECT_EQ(sheet.At({99, 0}), nullptr);
}

TEST(Sheet, FindsMergesWithAndWithoutTheIndex) {
  Sheet sheet;
  sheet.merges = {{{10, 2}, {104, 2}}, {{0, 0}, {0, 32}}, {{10, 6}, {10, 7}}};
  for (int round = 0; round < 2; ++round) {
    ASSERT_NE(sheet.MergeAt({50, 2}), nullptr);
    EXPECT_EQ(sheet.MergeAt({50, 2})->A1(), "C11:C105");
    EXPECT_EQ(sheet.MergeAt({10, 7})->A1(), "G11:H11");
    EXPECT_EQ(sheet.MergeAt({0, 32})->A1(), "A1:AG1");
    EXPECT_EQ(sheet.MergeAt({1, 0}), nullptr);
    EXPECT_EQ(sheet.MergeAt({105, 2}), nullptr);
    sheet.IndexMerges();
  }
}

}  // namespace
}  // namespace sinergi::sheets
