#include "modules/performance/workbook/doctor.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "modules/performance/workbook/corrected_copy.h"
#include "modules/performance/workbook/test_book.h"
#include "platform/files/texts.h"
#include "platform/sheets/formula.h"

namespace sinergi::performance {
namespace {

// What somebody did to a workbook that was right, and what must be named: cell, kind, found, expected.
struct Mutation {
  const char* cell;
  const char* text;
  const char* kind;
  const char* found;
  const char* expected;
  int consequences;  // cells that are wrong because of it
};

void PrintTo(const Mutation& m, std::ostream* out) {
  *out << m.cell << ' ' << m.text << ' ' << m.kind;
}

class OneFault : public testing::TestWithParam<Mutation> {};

TEST_P(OneFault, IsNamedAtItsCell) {
  const Mutation& m = GetParam();
  sheets::Workbook book = GoodBook();
  TestSheet(book.sheets[0]).Put(m.cell, m.text);
  const DoctorReport report = Examine(book);
  const Finding* finding = FindingAt(report, m.cell);
  ASSERT_NE(finding, nullptr) << m.cell;
  EXPECT_EQ(finding->kind, m.kind);
  EXPECT_EQ(finding->severity, Severity::kFault);
  EXPECT_EQ(finding->found, m.found);
  EXPECT_EQ(finding->expected, m.expected);
  int consequences = 0;
  for (const Finding& other : report.findings)
    if (other.severity == Severity::kFault && other.cell != m.cell) {
      EXPECT_EQ(other.kind, "sum_of_wrong") << other.cell;
      EXPECT_EQ(other.args.at(3), m.cell) << other.cell;
      ++consequences;
    }
  EXPECT_EQ(consequences, m.consequences);
}

INSTANTIATE_TEST_SUITE_P(
    Mutations, OneFault,
    testing::Values(
        Mutation{"U9", "999", "year_differs", "999", "1000", 8},                  // a leaf's year typed over
        Mutation{"T9", "7", "year_differs", "7", "2", 2},                         // its performance as well
        Mutation{"K11", "=SUM(K12:K12)", "sum_misses_rows", "5000", "11000", 1},  // a range too short
        Mutation{"K8", "=SUM(K9:K11)", "sum_counts_twice", "13300", "2300", 1},   // a range too long
        Mutation{"K7", "=SUM(K8,K11,K12)", "sum_counts_twice", "18300", "13300", 0},  // a row added twice
        Mutation{"K7", "=K8+K12", "sum_misses_rows", "7300", "13300", 0},  // a sub-activity for its activity
        Mutation{"M11", "1500", "typed_over", "1500", "1400", 1},          // a parent typed over
        Mutation{"K8", "=SUM(J9:J10)", "sum_other_column", "5", "2300", 1},        // another column
        Mutation{"K8", "=SUM(K9:K10)+7", "sum_with_constant", "2307", "2300", 1},  // a number added
        Mutation{"U10", "=M10+O10+S10", "year_misses_quarter", "70", "100", 8},    // a quarter left out
        Mutation{"W9", "=I9+S9", "to_date_differs", "1400", "2000", 1},            // wrong cell to date
        Mutation{"X12", "=V12/J12*100", "rate_differs", "160", "88.888889", 0},  // divided by another target
        Mutation{"K12", "'5.000", "text_number", "5.000", "5000", 2}));          // a number as text

TEST(Doctor, SaysNothingOfAWorkbookThatIsRight) {
  const DoctorReport report = Examine(GoodBook());
  EXPECT_EQ(report.Faults(), 0);
  EXPECT_EQ(report.sheets, std::vector<std::string>{"TW IV"});
}

TEST(Doctor, SharesAreNotAddedOverYearsOrQuarters) {
  sheets::Workbook book = GoodBook();
  TestSheet sheet(book.sheets[0]);
  sheet.Put("E9", "%");
  for (const char* cell : {"F9", "H9", "J9"}) sheet.Put(cell, "100");
  for (const char* cell : {"L9", "N9", "P9", "R9"}) sheet.Put(cell, "25");
  DoctorReport report = Examine(book);
  ASSERT_NE(FindingAt(report, "V9"), nullptr);
  EXPECT_EQ(FindingAt(report, "V9")->kind, "percent_added_years");
  EXPECT_EQ(FindingAt(report, "V9")->expected, "100");
  EXPECT_EQ(FindingAt(report, "T9"), nullptr);
  for (const char* cell : {"L9", "N9", "P9", "R9"}) sheet.Put(cell, "95");
  report = Examine(book);
  ASSERT_NE(FindingAt(report, "T9"), nullptr);
  EXPECT_EQ(FindingAt(report, "T9")->kind, "percent_added_quarters");
  EXPECT_EQ(FindingAt(report, "T9")->expected, "95");
}

TEST(Doctor, FormulasThatMissEmptyRowsAreNamedThoughTheValueIsRight) {
  sheets::Workbook book = GoodBook();
  TestSheet sheet(book.sheets[0]);
  sheet.Put("M10", "0");
  sheet.Put("M8", "=SUM(M9:M9)");
  const DoctorReport report = Examine(book);
  ASSERT_NE(FindingAt(report, "M8"), nullptr);
  EXPECT_EQ(FindingAt(report, "M8")->kind, "sum_misses_rows_today");
  EXPECT_EQ(FindingAt(report, "M8")->expected, "100");
}

TEST(Doctor, StoredResultsThatFormulasDoNotGiveAreStale) {
  sheets::Workbook book = GoodBook();
  sheets::Cell cell = *book.sheets[0].At({7, 10});  // K8
  cell.kind = sheets::Cell::Kind::kNumber;
  cell.text = "2000";
  book.sheets[0].Put({7, 10}, cell);
  const DoctorReport report = Examine(book);
  ASSERT_NE(FindingAt(report, "K8"), nullptr);
  EXPECT_EQ(FindingAt(report, "K8")->kind, "stale");
  EXPECT_EQ(FindingAt(report, "K8")->expected, "2300");
}

TEST(Doctor, EveryKindHasItsSentence) {
  for (const char* kind : {"sum_misses_rows",
                           "sum_misses_rows_today",
                           "sum_counts_twice",
                           "sum_counts_twice_today",
                           "sum_wrong_rows",
                           "sum_wrong_rows_today",
                           "sum_other_column",
                           "sum_with_constant",
                           "sum_differs",
                           "typed_over",
                           "sum_of_wrong",
                           "year_differs",
                           "year_misses_quarter",
                           "to_date_differs",
                           "percent_added_years",
                           "percent_added_quarters",
                           "rate_differs",
                           "rate_averaged",
                           "average_wrong_rows",
                           "average_wrong_rows_today",
                           "average_wrong_divisor",
                           "average_leaves_out",
                           "quarter_formula",
                           "formula_right_today",
                           "text_number",
                           "stale",
                           "circular",
                           "error_value",
                           "not_calculated",
                           "hidden_group_left_out",
                           "no_table"}) {
    EXPECT_TRUE(Texts::Shipped().Has(Lang::kId, std::string("finding.") + kind)) << kind;
    EXPECT_TRUE(Texts::Shipped().Has(Lang::kEn, std::string("finding.") + kind)) << kind;
  }
}

TEST(Doctor, RealWorkbook) {
  const std::string bytes = RealWorkbook();
  if (bytes.empty()) GTEST_SKIP() << "the real workbook is not beside the repository";
  const auto book = sheets::ReadXlsx(bytes);
  ASSERT_TRUE(book.ok());
  const DoctorReport report = Examine(*book);
  const char* expected[][3] = {
      {"R12", "sum_counts_twice", "1938579751"},     {"U12", "sum_counts_twice", "2272473325"},
      {"X12", "sum_counts_twice", "2706910579"},     {"AA12", "sum_counts_twice", "4082447561"},
      {"R11", "sum_of_wrong", "1971343265"},         {"R113", "sum_of_wrong", "1971343265"},
      {"AA113", "sum_of_wrong", "5040188490"},       {"K84", "sum_misses_rows", "1029053476"},
      {"K11", "sum_of_wrong", "19955847195"},        {"K113", "sum_of_wrong", "19955847195"},
      {"O39", "sum_misses_rows_today", "144024000"}, {"AB51", "year_differs", "35"},
      {"AD13", "percent_added_years", "100"},        {"AE64", "to_date_differs", "177868883"},
      {"T70", "average_wrong_rows", "0.408889"},     {"AG113", "sum_of_wrong", "120.183504"}};
  for (const auto& [cell, kind, value] : expected) {
    const Finding* finding = FindingAt(report, cell);
    ASSERT_NE(finding, nullptr) << cell;
    EXPECT_EQ(finding->kind, kind) << cell;
    EXPECT_EQ(finding->expected, value) << cell;
    EXPECT_EQ(finding->severity, Severity::kFault) << cell;
  }
  // No fault on a leaf row but row 51: leaves are exactly the rows whose year's money is typed or made of
  // quarters.
  for (const Finding& finding : report.findings) {
    if (finding.severity != Severity::kFault) continue;
    const int row = sheets::CellRef::Parse(finding.cell)->row;
    const sheets::Cell* year = book->sheets[0].At({row, 28});
    const bool parent = year && year->formula.starts_with("SUM");
    EXPECT_TRUE(parent || row + 1 == 51) << finding.kind << " " << finding.cell;
  }
}

TEST(CorrectedCopy, HasTheRightTotalsAndNoFaults) {
  const std::string bytes = RealWorkbook();
  if (bytes.empty()) GTEST_SKIP() << "the real workbook is not beside the repository";
  const auto copy = CorrectedCopy(bytes, Examine(*sheets::ReadXlsx(bytes)));
  ASSERT_TRUE(copy.ok()) << copy.error().code;
  const auto book = sheets::ReadXlsx(*copy);
  ASSERT_TRUE(book.ok()) << book.error().code << book.error().detail;
  ASSERT_EQ(book->sheets.size(), 2u);
  EXPECT_EQ(book->sheets[1].name, "Pemeriksaan");
  EXPECT_EQ(book->sheets[0].At({112, 10})->text, "19955847195");  // K113 as stored
  sheets::Recalculation anew(*book);
  EXPECT_EQ(anew.Of(0, {112, 10}).number, 19955847195.0);
  EXPECT_EQ(anew.Of(0, {112, 17}).number, 1971343265.0);         // R113
  EXPECT_EQ(anew.Of(0, {83, 10}).number, 1029053476.0);          // K84
  EXPECT_EQ(book->sheets[0].At({14, 29})->formula, "L15+AB15");  // a member of a shared formula that stays
  EXPECT_EQ(Examine(*book).Faults(), 0);
}

TEST(CorrectedCopy, RefusesWhatIsNoWorkbook) {
  EXPECT_FALSE(CorrectedCopy("PK", DoctorReport{}).ok());
}

}  // namespace
}  // namespace sinergi::performance
