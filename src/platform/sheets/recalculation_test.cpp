#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "platform/sheets/formula.h"
#include "platform/sheets/number_text.h"
#include "platform/sheets/test_package.h"

namespace sinergi::sheets {
namespace {

void Number(Sheet& sheet, const char* at, const char* text) {
  sheet.Put(*CellRef::Parse(at), {Cell::Kind::kNumber, text});
}
void Calculate(Sheet& sheet, const char* at, std::string formula) {
  sheet.Put(*CellRef::Parse(at), {Cell::Kind::kEmpty, "", std::move(formula)});
}

std::string Show(const Computed& computed) {
  switch (computed.kind) {
    case Computed::Kind::kNumber:
      return ShowNumber(computed.number);
    case Computed::Kind::kText:
      return "'" + computed.text + "'";
    case Computed::Kind::kBool:
      return computed.number != 0 ? "TRUE" : "FALSE";
    case Computed::Kind::kError:
      return computed.text;
    default:
      return "-";
  }
}

// A1:A5 are 1, 2, the text "3", TRUE and nothing; B1 the text "abc"; C1 #DIV/0!; row 2 is hidden.
Workbook Sample() {
  Workbook book;
  Sheet& sheet = book.sheets.emplace_back();
  sheet.name = "Isi";
  Number(sheet, "A1", "1");
  Number(sheet, "A2", "2");
  sheet.Put(*CellRef::Parse("A3"), {Cell::Kind::kText, "3"});
  sheet.Put(*CellRef::Parse("A4"), {Cell::Kind::kBool, "1"});
  sheet.Put(*CellRef::Parse("B1"), {Cell::Kind::kText, "abc"});
  sheet.Put(*CellRef::Parse("C1"), {Cell::Kind::kError, "#DIV/0!"});
  sheet.hidden_rows = {1};
  Sheet& other = book.sheets.emplace_back();
  other.name = "Tw 1";
  Number(other, "A1", "100");
  return book;
}

TEST(Recalculation, ComputesAsExcelDoes) {
  struct Case {
    const char* formula;
    const char* result;
  } cases[] = {
      {"1+2*3", "7"},
      {"-2^2", "4"},
      {"50%*4", "2"},
      {"1/0", "#DIV/0!"},
      {"1/0+B1", "#DIV/0!"},
      {"B1+1", "#VALUE!"},
      {"A3+1", "4"},
      {"\" 12% \"*100", "12"},
      {"A4+1", "2"},
      {"A5+1", "1"},
      {"A5=0", "TRUE"},
      {"A5=\"\"", "TRUE"},
      {"\"ABC\"=B1", "TRUE"},
      {"1<\"a\"", "TRUE"},
      {"\"a\"<TRUE", "TRUE"},
      {"A1&B1&0.5", "'1abc0.5'"},
      {"0.1+0.2-0.3", "0"},
      {"0^0", "#NUM!"},
      {"10^400", "#NUM!"},
      {"(-8)^0.5", "#NUM!"},
      {"SUM(A1:A5)", "3"},
      {"SUM(A3)", "0"},
      {"SUM(\"3\",TRUE,1)", "5"},
      {"SUM(\"x\")", "#VALUE!"},
      {"SUM(A1:C1)", "#DIV/0!"},
      {"SUM(A:A)", "3"},
      {"SUM('tw 1'!A1,1)", "101"},
      {"SUM(Hilang!A1)", "#REF!"},
      {"AVERAGE(A1:A5)", "1.5"},
      {"AVERAGE(A5)", "#DIV/0!"},
      {"MIN(A1:A5)", "1"},
      {"MAX(A1:A2,7)", "7"},
      {"MAX(A5)", "0"},
      {"COUNT(A1:C5)", "2"},
      {"COUNTA(A1:C5)", "6"},
      {"PRODUCT(A1:A2,4)", "8"},
      {"IF(A1=1,\"ya\",1/0)", "'ya'"},
      {"IF(A1>1,5)", "FALSE"},
      {"IF(B1,1,2)", "#VALUE!"},
      {"IFERROR(1/0,9)", "9"},
      {"IFERROR(3,9)", "3"},
      {"ROUND(2.675,2)", "2.68"},
      {"ROUND(-2.5,0)", "-3"},
      {"ROUND(1234,-2)", "1200"},
      {"ROUNDUP(2.1,0)", "3"},
      {"ROUNDDOWN(-2.9,0)", "-2"},
      {"ABS(-3)", "3"},
      {"SUMPRODUCT(A1:A3,A1:A3)", "5"},
      {"SUMPRODUCT(A1:A2,A1:A3)", "#VALUE!"},
      {"SUBTOTAL(9,A1:A3)", "3"},
      {"SUBTOTAL(109,A1:A3)", "1"},
      {"AND(A1:A2,TRUE)", "TRUE"},
      {"OR(FALSE,0)", "FALSE"},
      {"AND(B1)", "#VALUE!"},
      {"NOT(A1)", "FALSE"},
      {"ISNUMBER(A3)", "FALSE"},
      {"ISERROR(C1)", "TRUE"},
      {"VLOOKUP(A1,A1:B2,2)", "-"},
      {"1+VLOOKUP(A1,A1:B2,2)", "-"},
      {"IFERROR(VLOOKUP(A1,A1:B2,2),0)", "-"},
      {"IF(TRUE,1,VLOOKUP(1,A1:B2,2))", "1"},
      {"ROUND(1)", "-"},
      {"#REF!+1", "#REF!"},
  };
  const Workbook book = Sample();
  Recalculation recalculation(book);
  for (const Case& c : cases)
    EXPECT_EQ(Show(recalculation.Evaluate(0, ParseFormula(c.formula))), c.result) << c.formula;
}

TEST(Recalculation, FollowsReferencesOnceAndTakesTheRowOfARange) {
  Workbook book = Sample();
  Sheet& sheet = book.sheets[0];
  Calculate(sheet, "D1", "D2*2");
  Calculate(sheet, "D2", "SUM(A1:A2)+'Tw 1'!B1");
  Calculate(book.sheets[1], "B1", "A1*2");
  Calculate(sheet, "E2", "A1:A5");
  Calculate(sheet, "E9", "A1:A5");
  Calculate(sheet, "F1", "A5");
  Calculate(sheet, "G1", "SUBTOTAL(9,G2:G4)");
  Calculate(sheet, "G2", "SUBTOTAL(9,A1:A2)");
  Number(sheet, "G3", "4");
  Recalculation recalculation(book);
  EXPECT_EQ(Show(recalculation.Of(0, *CellRef::Parse("D1"))), "406");
  EXPECT_EQ(Show(recalculation.Of(0, *CellRef::Parse("E2"))), "2");
  EXPECT_EQ(Show(recalculation.Of(0, *CellRef::Parse("E9"))), "#VALUE!");
  EXPECT_EQ(Show(recalculation.Of(0, *CellRef::Parse("F1"))), "0");
  EXPECT_EQ(Show(recalculation.Of(0, *CellRef::Parse("G1"))), "4");
  EXPECT_EQ(Show(recalculation.Of(0, *CellRef::Parse("A3"))), "'3'");
  EXPECT_EQ(Show(recalculation.Of(0, *CellRef::Parse("Z9"))), "-");
  EXPECT_EQ(Show(recalculation.Of(7, *CellRef::Parse("A1"))), "-");
  EXPECT_TRUE(recalculation.circular().empty());
}

TEST(Recalculation, FindsEveryCellOfACircle) {
  Workbook book;
  Sheet& sheet = book.sheets.emplace_back();
  Calculate(sheet, "A1", "B1+D1");
  Calculate(sheet, "B1", "C1+D1");
  Calculate(sheet, "C1", "A1");
  Calculate(sheet, "D1", "C1");
  Calculate(sheet, "E1", "A1+1");
  Calculate(sheet, "F1", "SUM(F1:F3)");
  Calculate(sheet, "G1", "1+1");
  Recalculation recalculation(book);
  for (const char* at : {"A1", "B1", "C1", "D1", "E1", "F1"})
    EXPECT_EQ(Show(recalculation.Of(0, *CellRef::Parse(at))), "-") << at;
  EXPECT_EQ(Show(recalculation.Of(0, *CellRef::Parse("G1"))), "2");
  std::set<std::string> circular;
  for (const auto& [index, ref] : recalculation.circular()) circular.insert(ref.A1());
  EXPECT_EQ(circular, (std::set<std::string>{"A1", "B1", "C1", "D1", "F1"}));
}

TEST(Recalculation, FollowsAChainOfAHundredThousandCells) {
  Workbook book;
  Sheet& sheet = book.sheets.emplace_back();
  constexpr int kCells = 100'000;
  Number(sheet, "A1", "1");
  for (int row = 1; row < kCells; ++row)
    sheet.Put({row, 0}, {Cell::Kind::kEmpty, "", CellRef{row - 1, 0}.A1() + "+1"});
  Recalculation recalculation(book);
  EXPECT_EQ(recalculation.Of(0, {kCells - 1, 0}).number, kCells);
}

TEST(Recalculation, EndsOnWorkbooksMadeToKeepItBusy) {
  Workbook book;
  Sheet& sheet = book.sheets.emplace_back();
  constexpr int kCells = 40'000;
  for (int row = 0; row < kCells; ++row) {
    sheet.Put({row, 0}, {Cell::Kind::kNumber, "1"});
    sheet.Put({row, 1}, {Cell::Kind::kEmpty, "", "SUM(A:A)"});
  }
  Recalculation recalculation(book);
  EXPECT_EQ(recalculation.Of(0, {0, 1}).number, kCells);
  for (int row = 0; row < kCells; ++row) recalculation.Of(0, {row, 1});
  EXPECT_EQ(Show(recalculation.Of(0, {kCells - 1, 1})), "-");
}

// The real workbook computes to what it stores, but for A106, which names itself.
TEST(Recalculation, AgreesWithTheRealWorkbook) {
  const std::string bytes = RealWorkbook();
  if (bytes.empty()) return;
  const Result<Workbook> book = ReadXlsx(bytes);
  ASSERT_TRUE(book.ok());
  Recalculation recalculation(*book);
  int checked = 0;
  std::string differ;
  book->sheets[0].Each([&](CellRef ref, const Cell& cell) {
    if (cell.formula.empty()) return;
    const Computed computed = recalculation.Of(0, ref);
    const auto stored = ReadNumber(cell.text);
    ++checked;
    const bool same_error = cell.kind == Cell::Kind::kError && Show(computed) == cell.text;
    const bool same =
        same_error || (stored && computed.kind == Computed::Kind::kNumber &&
                       std::fabs(computed.number - *stored) <= 1e-9 * std::max(1.0, std::fabs(*stored)));
    if (!same) differ += ref.A1() + " ";
  });
  EXPECT_EQ(checked, 1119);
  EXPECT_EQ(differ, "A106 ");
  ASSERT_EQ(recalculation.circular().size(), 1u);
  EXPECT_EQ(recalculation.circular()[0].second.A1(), "A106");
}

}  // namespace
}  // namespace sinergi::sheets
