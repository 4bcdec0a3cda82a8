#include <gtest/gtest.h>

#include "platform/sheets/test_package.h"
#include "platform/sheets/workbook.h"

namespace sinergi::sheets {
namespace {

// The cell as "kind:text" or "kind:text=formula"; "-" when it is empty.
std::string ShowCell(const Workbook& book, std::string_view at, size_t sheet = 0) {
  const Cell* cell = book.sheets.at(sheet).At(*CellRef::Parse(at));
  if (cell == nullptr) return "-";
  return std::string(1, "entbx"[static_cast<int>(cell->kind)]) + ":" + cell->text +
         (cell->formula.empty() ? "" : "=" + cell->formula);
}

Workbook Read(const std::string& bytes) {
  Result<Workbook> book = ReadXlsx(bytes);
  EXPECT_TRUE(book.ok()) << book.error().code << " " << book.error().detail;
  return book.ok() ? *book : Workbook{};
}

TEST(XlsxReader, ReadsEveryKindOfValue) {
  const Workbook book = Read(MakeRows(
      R"(<row r="1"><c r="A1"><v>1.50</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="b"><v>1</v></c>)"
      R"(<c r="D1" t="e"><v>#DIV/0!</v></c><c r="E1" t="inlineStr"><is><t xml:space="preserve"> di sini </t></is></c>)"
      R"(<c r="F1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="G1"><f>1+1</f></c><c r="H1" s="3"/>)"
      R"(<c r="I1"><v>bukan angka</v></c></row>)",
      {{"xl/sharedStrings.xml",
        R"(<sst><si><t>nol</t></si><si><r><t>Ke</t></r><r><rPr><b/></rPr><t>dua</t></r><rPh sb="0" eb="1"><t>X</t></rPh></si></sst>)"}}));
  EXPECT_EQ(ShowCell(book, "A1"), "n:1.50");
  EXPECT_EQ(ShowCell(book, "B1"), "t:Kedua");
  EXPECT_EQ(ShowCell(book, "C1"), "b:1");
  EXPECT_EQ(ShowCell(book, "D1"), "x:#DIV/0!");
  EXPECT_EQ(ShowCell(book, "E1"), "t: di sini ");
  EXPECT_EQ(ShowCell(book, "F1"), "t:ab=\"a\"&\"b\"");
  EXPECT_EQ(ShowCell(book, "G1"), "e:=1+1");
  EXPECT_EQ(ShowCell(book, "H1"), "-");
  EXPECT_EQ(ShowCell(book, "I1"), "t:bukan angka");
}

TEST(XlsxReader, CountsOnWhereRowsAndCellsDoNotSayWhereTheyAre) {
  const Workbook book = Read(MakeRows(
      R"(<row><c><v>1</v></c><c><v>2</v></c></row><row r="4"><c r="C4"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>)"));
  EXPECT_EQ(ShowCell(book, "B1"), "n:2");
  EXPECT_EQ(ShowCell(book, "D4"), "n:4");
  EXPECT_EQ(ShowCell(book, "A5"), "n:5");
}

TEST(XlsxReader, SortsCellsOutOfOrderAndKeepsTheLastOfTwo) {
  const Workbook book = Read(MakeRows(
      R"(<row r="2"><c r="C2"><v>3</v></c><c r="A2"><v>1</v></c><c r="C2"><v>33</v></c></row><row r="1"><c r="B1"><v>9</v></c></row>)"));
  EXPECT_EQ(ShowCell(book, "A2"), "n:1");
  EXPECT_EQ(ShowCell(book, "C2"), "n:33");
  EXPECT_EQ(ShowCell(book, "B1"), "n:9");
  EXPECT_EQ(book.sheets[0].rows[1].cells.size(), 2u);
}

TEST(XlsxReader, WritesSharedFormulasOutAndKeepsArrays) {
  const Workbook book = Read(MakeRows(
      R"(<row r="1"><c r="A1"><f t="shared" ref="A1:B2" si="0">C1+$C$1*SUM(C:C)</f><v>1</v></c><c r="B1"><f t="shared" si="0"/><v>2</v></c>)"
      R"(<c r="F1"><f t="array" ref="F1:F2">SUM(A1:A2*2)</f><v>1</v></c></row><row r="2"><c r="A2"><f t="shared" si="0"/><v>3</v></c></row>)"));
  EXPECT_EQ(ShowCell(book, "B1"), "n:2=D1+$C$1*SUM(D:D)");
  EXPECT_EQ(ShowCell(book, "A2"), "n:3=C2+$C$1*SUM(C:C)");
  EXPECT_EQ(ShowCell(book, "F1"), "n:1=SUM(A1:A2*2)");
}

TEST(XlsxReader, DecodesEscapedCharacters) {
  const Workbook book = Read(MakeRows(
      R"(<row><c t="inlineStr"><is><t>a_x000D_b_x005F_c_xD83D__xDE00_d_x0000_e_xZZZZ_</t></is></c></row>)"));
  EXPECT_EQ(ShowCell(book, "A1"),
            "t:a\rb_c\xF0\x9F\x98\x80"
            "de_xZZZZ_");
}

TEST(XlsxReader, ReadsMergesHiddenRowsColumnsAndMeasures) {
  const Workbook book = Read(MakeXlsx(
      R"(<cols><col min="2" max="16384" hidden="1"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c></row>)"
      R"(<row r="2" hidden="1"><c r="C2"><v>1</v></c></row><row r="1048576" hidden="1"><c r="XFD1048576" s="1"/></row></sheetData>)"
      R"(<mergeCells><mergeCell ref="B5:C9"/><mergeCell ref="A1:A3"/></mergeCells>)"));
  const Sheet& sheet = book.sheets[0];
  EXPECT_EQ(sheet.row_count, 2);
  EXPECT_EQ(sheet.column_count, 3);
  EXPECT_EQ(sheet.rows.size(), 2u);
  EXPECT_EQ(sheet.hidden_rows, std::vector<int>{1});
  EXPECT_EQ(sheet.hidden_columns, (std::vector<int>{1, 2}));
  EXPECT_TRUE(sheet.RowHidden(1));
  EXPECT_EQ(sheet.MergeAt({2, 0})->A1(), "A1:A3");
  EXPECT_EQ(sheet.MergeAt({8, 2})->A1(), "B5:C9");
  EXPECT_EQ(sheet.MergeAt({9, 2}), nullptr);
}

TEST(XlsxReader, FollowsTheBookForNamesOrderAndTargets) {
  const Workbook book = Read(MakeXlsx(
      "",
      {{"xl/workbook.xml",
        R"(<x:workbook xmlns:r="r" xmlns:x="x"><x:sheets><x:sheet name="Kedua" r:id="b"/><x:sheet name="Pertama" r:id="a" state="veryHidden"/></x:sheets>)"
        R"(<x:definedNames><x:definedName name="Tarif">Kedua!$A$1</x:definedName><x:definedName name="Judul" localSheetId="1">Pertama!$6:$9</x:definedName></x:definedNames></x:workbook>)"},
       {"xl/_rels/workbook.xml.rels",
        R"(<Relationships><Relationship Id="a" Type="x/worksheet" Target="/xl/A.xml"/><Relationship Id="b" Type="x/worksheet" Target="../xl/./b.XML"/></Relationships>)"},
       {"xl/a.xml", "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"},
       {"xl/b.xml", "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>"}}));
  ASSERT_EQ(book.sheets.size(), 2u);
  EXPECT_EQ(book.sheets[0].name, "Kedua");
  EXPECT_EQ(ShowCell(book, "A1", 0), "n:2");
  EXPECT_EQ(ShowCell(book, "A1", 1), "n:1");
  EXPECT_TRUE(book.sheets[1].hidden);
  EXPECT_EQ(book.defined_names.at("Tarif"), "Kedua!$A$1");
  EXPECT_EQ(book.defined_names.at("Pertama!Judul"), "Pertama!$6:$9");
  EXPECT_EQ(book.styles.size(), 1u);
}

TEST(XlsxReader, ReadsStyles) {
  const Workbook book = Read(MakeRows(
      "",
      {{"xl/styles.xml",
        R"(<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0.0%;[Red]-0.0%"/><numFmt numFmtId="171" formatCode="dd&quot; d &quot;mmmm"/>)"
        R"(<numFmt numFmtId="172" formatCode="&quot;Rp &quot;#,##0"/></numFmts><fonts><font/><font><b/></font><font><b val="0"/></font></fonts>)"
        R"(<cellStyleXfs><xf fontId="1"/></cellStyleXfs><cellXfs><xf/><xf fontId="1" numFmtId="170"/><xf fontId="2" numFmtId="171"><alignment indent="3"/></xf>)"
        R"(<xf numFmtId="49"/><xf numFmtId="14"/><xf numFmtId="172"/></cellXfs><dxfs><dxf><font><b/></font></dxf></dxfs></styleSheet>)"}}));
  ASSERT_EQ(book.styles.size(), 6u);
  EXPECT_TRUE(book.styles[1].bold && book.styles[1].percent && !book.styles[1].date);
  EXPECT_TRUE(!book.styles[2].bold && book.styles[2].date && book.styles[2].indent == 3);
  EXPECT_TRUE(book.styles[3].text_format);
  EXPECT_TRUE(book.styles[4].date);
  EXPECT_TRUE(!book.styles[5].date && !book.styles[5].percent && !book.styles[5].text_format);
}

TEST(XlsxReader, ReadsUtf16) {
  const std::string narrow =
      R"(<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>)";
  std::string wide = "\xFF\xFE";
  for (const char c : narrow) wide += {c, '\0'};
  EXPECT_EQ(ShowCell(Read(MakeXlsx("", {{"xl/worksheets/sheet1.xml", wide}})), "A1"), "n:7");
}

TEST(XlsxReader, ReadsTheRealWorkbook) {
  const std::string bytes = RealWorkbook();
  if (bytes.empty()) return;
  const Workbook book = Read(bytes);
  ASSERT_EQ(book.sheets.size(), 1u);
  const Sheet& sheet = book.sheets[0];
  EXPECT_EQ(sheet.name, "Realisasi TW IV");
  EXPECT_EQ(sheet.merges.size(), 46u);
  EXPECT_EQ(ShowCell(book, "K84"), "n:943137271=SUM(K85:K88)");
  EXPECT_EQ(ShowCell(book, "AE11"), "n:23983636464=M11+AC11");
  EXPECT_EQ(ShowCell(book, "A106"), "n:0=+A106:QE106:AC107");
  EXPECT_TRUE(sheet.RowHidden(105) && sheet.RowHidden(106) && !sheet.RowHidden(104));
  int formulas = 0;
  sheet.Each([&](CellRef, const Cell& cell) { formulas += !cell.formula.empty(); });
  EXPECT_EQ(formulas, 1119);
}

}  // namespace
}  // namespace sinergi::sheets
