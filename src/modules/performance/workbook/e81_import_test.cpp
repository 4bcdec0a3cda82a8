#include "modules/performance/workbook/e81_import.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "modules/performance/evaluation.h"
#include "modules/performance/workbook/test_book.h"

namespace sinergi::performance {
namespace {

using planning::NodeLevel;

E81Import Import(const sheets::Workbook& book) {
  Result<E81Import> got = ImportE81(book);
  EXPECT_TRUE(got.ok()) << (got.ok() ? "" : got.error().code);
  return got.ok() ? std::move(*got) : E81Import{};
}

bool HasKind(const std::vector<Finding>& findings, const std::string& kind) {
  for (const Finding& finding : findings)
    if (finding.kind == kind) return true;
  return false;
}

TEST(ImportE81, ReadsFifteenColumns) {
  const E81Import got = Import(GoodBook());
  EXPECT_EQ(got.plan.year, 2025);
  EXPECT_EQ(got.plan.government, "Kota Contoh");
  EXPECT_EQ(got.plan.agency, "DINAS KOMUNIKASI DAN INFORMATIKA");
  ASSERT_EQ(got.plan.nodes.size(), 7u);
  EXPECT_EQ(got.plan.nodes[0].level, NodeLevel::kProgramme);
  EXPECT_EQ(got.plan.nodes[1].level, NodeLevel::kActivity);
  EXPECT_EQ(got.plan.nodes[2].level, NodeLevel::kSubActivity);
  EXPECT_EQ(got.plan.nodes[4].parent, 0);
  EXPECT_EQ(got.node_rows, (std::vector<int>{7, 8, 9, 10, 11, 12, 13}));
  EXPECT_EQ(got.plan.nodes[2].money.realised[5], Money::Rupiah(200));  // quarter II in June
  EXPECT_EQ(got.plan.nodes[0].money.renstra, Money());                 // of leaves only
  ASSERT_EQ(got.plan.indicators.size(), 4u);
  EXPECT_EQ(got.plan.indicators[0].target_year, Quantity::Number(2 * kMicro));
  EXPECT_EQ(got.plan.indicators[0].measured[1]->realised, Quantity::Number(kMicro));
  EXPECT_TRUE(got.findings.empty());
  EXPECT_EQ(Evaluate(got.plan, {2025, 4}, {}).total.budget.realised, Money::Rupiah(6700));
}

TEST(ImportE81, FindsTheTreeOfTypedAmountsByTheirSums) {
  sheets::Workbook book = GoodBook();
  sheets::Recalculation anew(book);
  sheets::Workbook typed = book;
  book.sheets[0].Each([&](sheets::CellRef ref, const sheets::Cell& cell) {
    if (cell.formula.empty()) return;
    sheets::Cell number = cell;
    number.formula.clear();
    number.kind = sheets::Cell::Kind::kNumber;
    number.text = PlainMicro(*MicroOf(anew.Of(0, ref).number));
    typed.sheets[0].Put(ref, number);
  });
  const E81Import got = Import(typed);
  ASSERT_EQ(got.plan.nodes.size(), 7u);
  EXPECT_EQ(got.plan.nodes[2].parent, 1);
  EXPECT_EQ(got.plan.nodes[3].parent, 1);
  EXPECT_EQ(got.plan.nodes[5].parent, 4);
  EXPECT_EQ(got.plan.nodes[4].parent, 0);
  EXPECT_EQ(Examine(typed).Faults(), 0);
}

TEST(ImportE81, FindsTheTreeByCodes) {
  sheets::Workbook book;
  TestSheet sheet(book.sheets.emplace_back());
  Fifteen(sheet);
  const char* names[] = {"2.16.03 PROGRAM APLIKASI", "2.16.03.2.01 Domain", "2.16.03.2.01.0004 Nama Domain",
                         "2.16.03.2.02 E-Government", "2.16.03.2.02.0013 Pusat Data"};
  for (int i = 0; i < 5; ++i) Leaf(sheet, 7 + i, names[i], "Dokumen", {"1", "5", "1", "6", "1", "7"});
  const E81Import got = Import(book);
  ASSERT_EQ(got.plan.nodes.size(), 5u);
  EXPECT_EQ(got.plan.nodes[2].code, "2.16.03.2.01.0004");
  EXPECT_EQ(got.plan.nodes[2].name, "Nama Domain");
  EXPECT_EQ(got.plan.nodes[2].parent, 1);
  EXPECT_EQ(got.plan.nodes[3].parent, 0);
  EXPECT_EQ(got.plan.nodes[4].level, NodeLevel::kSubActivity);
}

TEST(ImportE81, FurtherIndicatorRowsBelongToTheirNode) {
  sheets::Workbook book = GoodBook();
  TestSheet sheet(book.sheets[0]);
  sheet.Row(14, {"", "", "", "Jumlah titik kedua", "Titik", "5", "", "0", "", "4", "", "1", "", "1", "", "1",
                 "", "1"});
  const E81Import got = Import(book);
  ASSERT_EQ(got.plan.nodes.size(), 7u);
  ASSERT_EQ(got.plan.indicators.size(), 5u);
  EXPECT_EQ(got.plan.indicators[4].node, 6);
  EXPECT_EQ(got.indicator_rows[4], 14);
}

TEST(ImportE81, LeavesOutAHiddenGroupThatNobodyAdds) {
  sheets::Workbook book = GoodBook();
  TestSheet sheet(book.sheets[0]);
  Parent(sheet, 14, "Program Lama", "15:15");
  Leaf(sheet, 15, "Lama", "Dokumen", {"1", "50", "0", "0", "1", "60"});
  const size_t visible = Import(book).plan.nodes.size();
  sheet.Hide(14);
  sheet.Hide(15);
  const E81Import got = Import(book);
  EXPECT_EQ(visible, 9u);
  EXPECT_EQ(got.plan.nodes.size(), 7u);
  EXPECT_TRUE(HasKind(got.findings, "hidden_group_left_out"));
}

TEST(ImportE81, ChoosesTheSheetWithMostQuarters) {
  sheets::Workbook book = GoodBook();
  book.sheets.push_back(book.sheets[0]);
  book.sheets[1].name = "TW I";
  TestSheet early(book.sheets[1]);
  for (const int row : {9, 10, 12, 13})
    for (const char* column : {"N", "O", "P", "Q", "R", "S"}) early.Put(column + std::to_string(row), "0");
  const E81Import got = Import(book);
  EXPECT_EQ(got.sheet, "TW IV");
  EXPECT_TRUE(HasKind(got.findings, "sheet_chosen"));
}

TEST(ImportE81, SaysWhatIsMissing) {
  sheets::Workbook book;
  TestSheet sheet(book.sheets.emplace_back());
  sheet.Row(1, {"No", "Program/Kegiatan", "Indikator", "Target"});
  const auto got = ImportE81(book);
  ASSERT_FALSE(got.ok());
  EXPECT_EQ(got.error().code, "performance.e81_not_found");
  EXPECT_EQ(got.error().args[0], "Triwulan I, Triwulan II, Triwulan III, Triwulan IV");
  EXPECT_FALSE(ImportE81(sheets::Workbook{}).ok());
}

TEST(ImportE81, TakesNothingThatCannotBeRead) {
  sheets::Workbook book = GoodBook();
  TestSheet sheet(book.sheets[0]);
  sheet.Put("K9", "'belum ada");
  sheet.Put("J10", "'3.75-3.90");
  sheet.Put("K12", "'5,000,000.50");
  const E81Import got = Import(book);
  EXPECT_EQ(got.plan.nodes[2].money.ceiling_original, Money());
  EXPECT_TRUE(HasKind(got.findings, "money_unreadable"));
  EXPECT_EQ(got.plan.indicators[1].target_year.kind, Quantity::Kind::kRange);
  EXPECT_EQ(got.plan.nodes[5].money.ceiling_original, Money::Sen(500000050));
}

TEST(ImportE81, YearThatIsTheLastQuarterMeansLast) {
  sheets::Workbook book = GoodBook();
  TestSheet sheet(book.sheets[0]);
  for (const auto& [cell, text] : std::vector<std::pair<std::string, std::string>>{
           {"E9", "%"}, {"J9", "90"}, {"L9", "80"}, {"N9", "82"}, {"P9", "85"}, {"R9", "88"}, {"T9", "88"}})
    sheet.Put(cell, text);
  EXPECT_EQ(Import(book).plan.indicators[0].aggregation, Aggregation::kLast);
}

TEST(ImportE81, RealWorkbook) {
  const std::string bytes = RealWorkbook();
  if (bytes.empty()) GTEST_SKIP() << "the real workbook is not beside the repository";
  const auto book = sheets::ReadXlsx(bytes);
  ASSERT_TRUE(book.ok());
  const E81Import got = Import(*book);
  int leaves = 0, activities = 0;
  for (size_t i = 0; i < got.plan.nodes.size(); ++i) {
    leaves += got.plan.IsLeaf(static_cast<int>(i));
    activities += got.plan.nodes[i].level == NodeLevel::kActivity;
  }
  EXPECT_EQ(leaves, 69);
  EXPECT_EQ(activities, 17);
  const Evaluation e = Evaluate(got.plan, {2025, 4}, {});
  EXPECT_EQ(e.total.budget.Absorption()->Plain(), "81.664293");
  EXPECT_EQ(e.total.budget.RenstraRate()->Plain(), "120.183504");
  EXPECT_EQ(e.activity_rows_k.Value()->Plain(), "96.764706");
  EXPECT_EQ(e.total.budget.renstra, Money::Rupiah(19'955'847'195));
  EXPECT_EQ(e.total.budget.realised_before, Money::Rupiah(11'959'663'305));
  EXPECT_EQ(e.total.budget.ceiling, Money::Rupiah(14'723'660'349));
  EXPECT_EQ(e.total.budget.by_quarter[0], Money::Rupiah(1'971'343'265));
  EXPECT_EQ(e.total.budget.by_quarter[1], Money::Rupiah(2'279'258'325));
  EXPECT_EQ(e.total.budget.by_quarter[2], Money::Rupiah(2'733'183'079));
  EXPECT_EQ(e.total.budget.by_quarter[3], Money::Rupiah(5'040'188'490));
}

}  // namespace
}  // namespace sinergi::performance
