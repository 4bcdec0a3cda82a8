#include "platform/sheets/writer.h"

#include <gtest/gtest.h>

#include "base/ensure.h"
#include "platform/sheets/writer_text.h"

namespace sinergi::sheets {
namespace {

Workbook ReadBack(Writer& writer) {
  Result<Workbook> book = ReadXlsx(writer.Finish());
  EXPECT_TRUE(book.ok()) << (book.ok() ? "" : book.error().code + " " + book.error().detail);
  return book.ok() ? *book : Workbook{};
}

std::string Show(const Workbook& book, std::string_view at, size_t sheet = 0) {
  const Cell* cell = book.sheets.at(sheet).At(*CellRef::Parse(at));
  if (cell == nullptr) return "-";
  return std::string(1, "entbx"[static_cast<int>(cell->kind)]) + ":" + cell->text +
         (cell->formula.empty() ? "" : "=" + cell->formula);
}

TEST(Writer, IsReadBackAsWritten) {
  Writer writer;
  writer.AddSheet("Evaluasi");
  writer.SetColumn(0, 30);
  writer.SetRowHeight(3, 40);
  writer.Landscape(1, 0, 1);
  writer.Freeze({2, 1});
  writer.Merge({{0, 0}, {1, 1}}, "Judul", {.bold = true, .border = true});
  writer.WriteText({0, 2}, "di samping gabungan");
  writer.WriteText({1, 2}, "juga");
  writer.WriteText({2, 0}, " Rp \"<&>\" \xF0\x9F\x98\x80 ");
  writer.Comment({2, 1}, "catatan");
  writer.WriteNumber({2, 1}, "14723660349", {.number_format = "#,##0"});
  writer.WriteNumber({2, 2}, "-0.1", {.number_format = "0.00%"});
  writer.WriteFormula({3, 1}, "SUM(B3:B3)", "14723660349");
  writer.WriteFormula({3, 2}, "=A3&\"x\"", "hasil");
  writer.WriteBlank({3, 0}, {.border = true});
  writer.Merge({{4, 0}, {6, 0}}, "paling bawah", {.indent = 2});
  writer.Protect();
  writer.AddSheet("Kedua");
  writer.WriteNumber({0, 0}, "1E-3");
  const Workbook book = ReadBack(writer);
  EXPECT_EQ(Show(book, "A1"), "t:Judul");
  EXPECT_EQ(Show(book, "C1"), "t:di samping gabungan");
  EXPECT_EQ(Show(book, "C2"), "t:juga");
  EXPECT_EQ(Show(book, "A3"), "t: Rp \"<&>\" \xF0\x9F\x98\x80 ");
  EXPECT_EQ(Show(book, "B3"), "n:14723660349");
  EXPECT_EQ(Show(book, "C3"), "n:-0.1");
  EXPECT_EQ(Show(book, "B4"), "n:14723660349=SUM(B3:B3)");
  EXPECT_EQ(Show(book, "C4"), "t:hasil=A3&\"x\"");
  EXPECT_EQ(Show(book, "A4"), "-");
  EXPECT_EQ(Show(book, "A5"), "t:paling bawah");
  EXPECT_EQ(Show(book, "A1", 1), "n:0.001");
  ASSERT_EQ(book.sheets[0].merges.size(), 2u);
  EXPECT_EQ(book.sheets[0].merges[0].A1(), "A1:B2");
  EXPECT_EQ(book.sheets[0].merges[1].A1(), "A5:A7");
  EXPECT_TRUE(book.styles[static_cast<size_t>(book.sheets[0].At({0, 0})->style)].bold);
  EXPECT_TRUE(book.styles[static_cast<size_t>(book.sheets[0].At({2, 2})->style)].percent);
  EXPECT_EQ(book.styles[static_cast<size_t>(book.sheets[0].At({4, 0})->style)].indent, 2);
}

TEST(Writer, NeverMakesAFormulaOfAText) {
  Writer writer;
  writer.AddSheet("Isi");
  const std::vector<std::string> risky = {"=1+1", "+62",        "-1",     "@SUM(A1)", "=cmd|'/c calc'!A1",
                                          "{=1}", "http://a.b", "_x0041_"};
  for (size_t i = 0; i < risky.size(); ++i) writer.WriteText({static_cast<int>(i), 0}, risky[i]);
  const Workbook book = ReadBack(writer);
  for (size_t i = 0; i < risky.size(); ++i) {
    const Cell* cell = book.sheets[0].At({static_cast<int>(i), 0});
    ASSERT_NE(cell, nullptr);
    EXPECT_EQ(cell->kind, Cell::Kind::kText);
    EXPECT_EQ(cell->text, risky[i]);
    EXPECT_EQ(cell->formula, "");
  }
}

TEST(Writer, CleansAndCutsTexts) {
  Writer writer;
  writer.AddSheet("Isi");
  writer.WriteText({0, 0}, std::string("a\0b\x01"
                                       "c\x1F\td\ne\xFF\xEF\xBF\xBF",
                                       15));
  writer.WriteText({1, 0}, std::string(40'000, 'x'));
  std::string wide;
  for (int i = 0; i < 20'000; ++i) wide += "\xF0\x9F\x98\x80";
  writer.WriteText({2, 0}, wide);
  writer.WriteText({3, 0}, std::string(32'767, 'y'));
  writer.WriteText({4, 0}, "");
  const Workbook book = ReadBack(writer);
  EXPECT_EQ(Show(book, "A1"), "t:abc\td\ne?");
  EXPECT_EQ(Show(book, "A2"), "t:" + std::string(32'766, 'x') + "\xE2\x80\xA6");
  EXPECT_EQ(book.sheets[0].At({2, 0})->text.size(), 16'383u * 4 + 3);
  EXPECT_EQ(book.sheets[0].At({3, 0})->text.size(), 32'767u);
  EXPECT_EQ(Show(book, "A5"), "-");
}

TEST(Writer, StandsManyRowsAndFormats) {
  Writer writer;
  writer.AddSheet("Isi");
  for (int row = 0; row < 5'000; ++row)
    for (int column = 0; column < 10; ++column)
      writer.WriteNumber({row, column}, std::to_string(row * 10 + column),
                         {.bold = column % 2 == 0, .indent = column % 3});
  const Workbook book = ReadBack(writer);
  EXPECT_EQ(Show(book, "J5000"), "n:49999");
  EXPECT_EQ(book.styles.size(), 6u);  // not one for each cell
}

TEST(Writer, RefusesWhatOnlyAMistakeOfOursCanBe) {
  Writer writer;
  EXPECT_THROW(writer.WriteText({0, 0}, "tanpa lembar"), BrokenInvariant);
  writer.AddSheet("Isi");
  writer.WriteText({5, 0}, "a");
  EXPECT_THROW(writer.WriteText({4, 0}, "mundur"), BrokenInvariant);
  EXPECT_THROW(writer.WriteNumber({6, 0}, "1.234,5"), BrokenInvariant);
}

TEST(SheetName, IsAllowedAndUnique) {
  EXPECT_EQ(SheetName("Tw [1]: a/b?", {}), "Tw 1 a b");
  EXPECT_EQ(SheetName("'", {}), "Lembar");
  EXPECT_EQ(SheetName("", {"Lembar", "lembar (2)"}), "Lembar (3)");
  EXPECT_EQ(SheetName(std::string(40, 'a'), {}), std::string(31, 'a'));
  EXPECT_EQ(SheetName(std::string(40, 'a'), {std::string(31, 'A')}), std::string(27, 'a') + " (2)");
}

}  // namespace
}  // namespace sinergi::sheets
