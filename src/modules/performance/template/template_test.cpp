#include <gtest/gtest.h>

#include "modules/performance/form/test_plan.h"
#include "modules/performance/template/template_columns.h"
#include "modules/performance/template/template_import.h"
#include "modules/performance/template/template_writer.h"
#include "platform/files/texts.h"

namespace sinergi::performance::templates {
namespace {

sheets::Workbook Read(const std::string& bytes) {
  Result<sheets::Workbook> book = sheets::ReadXlsx(bytes);
  EXPECT_TRUE(book.ok());
  return std::move(book).value();
}

PlanYear Plan() {
  PlanYear plan = form::SmallPlan();
  plan.plan_id = 17;
  for (size_t i = 0; i < plan.indicators.size(); ++i) plan.indicators[i].id = static_cast<int64_t>(100 + i);
  return plan;
}

sheets::Cell NumberCell(const char* text, int style = 0) {
  return {sheets::Cell::Kind::kNumber, text, "", style};
}
sheets::Cell TextCell(const char* text) {
  return {sheets::Cell::Kind::kText, text, "", 0};
}

void ExpectTexts(const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    EXPECT_TRUE(Texts::Shipped().Has(Lang::kId, "finding." + finding.kind)) << finding.kind;
    EXPECT_TRUE(Texts::Shipped().Has(Lang::kEn, "finding." + finding.kind)) << finding.kind;
  }
}

TEST(EntryTemplate, ComesBackAsItWasWritten) {
  const sheets::Workbook book = Read(WriteTemplate(Plan(), {2025, 2}));
  ASSERT_EQ(book.sheets.size(), 2u);
  EXPECT_EQ(book.sheets[0].hidden_columns, std::vector<int>{0});
  const Result<EntryImport> got = ReadEntryTemplate(book);
  ASSERT_TRUE(got.ok()) << got.error().code;
  EXPECT_EQ(got->plan_id, 17);
  EXPECT_EQ(got->period, (Period{2025, 2}));
  EXPECT_TRUE(got->findings.empty());
  ASSERT_EQ(got->entries.size(), 3u);
  EXPECT_EQ(got->entries[1].indicator_id, 101);
  EXPECT_EQ(got->entries[1].version, 1);
  EXPECT_EQ(got->entries[1].realised.low_micro, 800'000);
  EXPECT_EQ(got->entries[1].obstacle, "Pengadaan terlambat");
  EXPECT_EQ(got->entries[1].row, 5);
}

TEST(EntryTemplate, RowsLeftEmptySayNothing) {
  const Result<EntryImport> got = ReadEntryTemplate(Read(WriteTemplate(Plan(), {2025, 3})));
  ASSERT_TRUE(got.ok());
  ASSERT_EQ(got->entries.size(), 1u);  // only one was reported in quarter III
  EXPECT_EQ(got->entries[0].indicator_id, 101);
}

TEST(EntryTemplate, HoldsTheUnitsIndicatorsOnly) {
  PlanYear plan = Plan();
  plan.nodes[1].unit = 1;
  plan.nodes[0].unit = 0;
  EXPECT_EQ(ReadEntryTemplate(Read(WriteTemplate(plan, {2025, 1}, 1)))->entries.size(), 2u);
  EXPECT_EQ(ReadEntryTemplate(Read(WriteTemplate(plan, {2025, 1}, 0)))->entries.size(), 3u);
}

struct Typed {
  sheets::Cell cell;
  Quantity::Kind kind;
  int64_t micro;
  const char* finding;
};

TEST(EntryTemplate, WhatPeopleType) {
  sheets::Workbook book = Read(WriteTemplate(Plan(), {2025, 2}));
  sheets::Style percent, date;
  percent.percent = true;
  date.date = true;
  book.styles.push_back(percent);
  book.styles.push_back(date);
  const int percent_style = static_cast<int>(book.styles.size()) - 2;
  using Kind = Quantity::Kind;
  const Typed cases[] = {
      {NumberCell("0.80000000000000004"), Kind::kNumber, 800'000, ""},
      {NumberCell("1.5E1"), Kind::kNumber, 15 * kMicro, ""},
      {TextCell("3,75"), Kind::kNumber, 3'750'000, ""},
      {TextCell("36 Aplikasi"), Kind::kNumber, 36 * kMicro, ""},
      {TextCell("3,30-3,35"), Kind::kRange, 3'300'000, ""},
      {TextCell("25/14 Orang"), Kind::kText, 0, ""},
      {NumberCell("0.85", percent_style), Kind::kNumber, 85 * kMicro, "template_percent_cell"},
      {NumberCell("45678", percent_style + 1), Kind::kEmpty, 0, "template_date_cell"},
      {NumberCell("1E300"), Kind::kEmpty, 0, "template_not_number"},
      {{sheets::Cell::Kind::kError, "#DIV/0!", "", 0}, Kind::kEmpty, 0, "template_error_cell"},
  };
  for (const Typed& typed : cases) {
    book.sheets[0].Put({kHeadingRow + 2, kRealised}, typed.cell);
    const Result<EntryImport> got = ReadEntryTemplate(book);
    ASSERT_TRUE(got.ok());
    const Quantity& realised = got->entries.at(1).realised;
    EXPECT_EQ(realised.kind, typed.kind) << typed.cell.text;
    EXPECT_EQ(realised.low_micro, typed.micro) << typed.cell.text;
    EXPECT_EQ(got->findings.empty() ? "" : got->findings[0].kind, typed.finding) << typed.cell.text;
    if (!got->findings.empty()) {
      EXPECT_EQ(got->findings[0].cell, "H5");
    }
    ExpectTexts(got->findings);
  }
}

TEST(EntryTemplate, ChangedWorkbooksAreRefusedWithThePlace) {
  const sheets::Workbook good = Read(WriteTemplate(Plan(), {2025, 2}));
  sheets::Workbook book = good;
  book.sheets[0].Put({kHeadingRow, kRealised}, TextCell("Capaian"));
  EXPECT_EQ(ReadEntryTemplate(book).error().code, "template.heading_changed");
  EXPECT_EQ(ReadEntryTemplate(book).error().args[1], "H3");
  book = good;
  book.sheets[0].Put({kHeadingRow, kKey}, TextCell("Kode"));  // the key column was deleted
  EXPECT_EQ(ReadEntryTemplate(book).error().args[1], "A3");
  book = good;
  book.sheets[0].Put({0, 0}, TextCell("x"));
  EXPECT_EQ(ReadEntryTemplate(book).error().code, "template.not_ours");
  book.sheets[0].Put({0, 0}, TextCell("sinergi-isian/1 17 2025-Q9"));
  EXPECT_EQ(ReadEntryTemplate(book).error().code, "template.period_unreadable");
  book.sheets[0].name = "Lain";
  EXPECT_EQ(ReadEntryTemplate(book).error().code, "template.sheet_missing");
}

TEST(EntryTemplate, RowsWithoutTheirKeyAreNotTaken) {
  for (const char* key : {"", "101", "x:1", "-1:1", "1:2:3", "99999999999999999999:1"}) {
    sheets::Workbook book = Read(WriteTemplate(Plan(), {2025, 2}));
    book.sheets[0].Put({kHeadingRow + 2, kKey}, TextCell(key));
    const Result<EntryImport> got = ReadEntryTemplate(book);
    ASSERT_TRUE(got.ok());
    EXPECT_EQ(got->entries.size(), 2u) << key;
    ASSERT_EQ(got->findings.size(), 1u) << key;
    EXPECT_EQ(got->findings[0].kind, "template_row_without_key");
    EXPECT_EQ(got->findings[0].cell, "A5");
    ExpectTexts(got->findings);
  }
  sheets::Workbook book = Read(WriteTemplate(Plan(), {2025, 2}));
  book.sheets[0].Put({kHeadingRow + 2, kKey}, TextCell("100:1"));
  EXPECT_EQ(ReadEntryTemplate(book)->findings.at(0).kind, "template_row_doubled");
}

TEST(PlanTemplate, ComesBackAsItWasWritten) {
  for (const PlanYear& plan : {form::SmallPlan(), form::FullPlan()}) {
    const Result<PlanImport> got = ReadPlanTemplate(Read(WritePlanTemplate(&plan)));
    ASSERT_TRUE(got.ok()) << got.error().code;
    EXPECT_EQ(got->plan.year, 2025);
    EXPECT_EQ(got->plan.agency, plan.agency);
    ASSERT_EQ(got->plan.nodes.size(), plan.nodes.size());
    for (size_t i = 0; i < plan.nodes.size(); ++i) {
      EXPECT_EQ(got->plan.nodes[i].code, plan.nodes[i].code);
      EXPECT_EQ(got->plan.nodes[i].name, plan.nodes[i].name);
      EXPECT_EQ(got->plan.nodes[i].level, plan.nodes[i].level);
      EXPECT_EQ(got->plan.nodes[i].parent, plan.nodes[i].parent);
      EXPECT_EQ(got->plan.nodes[i].money.ceiling_original, plan.nodes[i].money.ceiling_original);
      EXPECT_EQ(got->plan.nodes[i].money.renstra, plan.nodes[i].money.renstra);
    }
    ASSERT_EQ(got->plan.indicators.size(), plan.indicators.size());
  }
}

TEST(PlanTemplate, IndicatorsKeepTheirRules) {
  PlanYear plan = form::SmallPlan();
  Indicator& indicator = plan.indicators[0];
  indicator.direction = Direction::kLowerRatio;
  indicator.aggregation = Aggregation::kMax;
  indicator.cap.reset();
  indicator.weight_micro = 2'500'000;
  indicator.target_year = Quantity::Read("3,30-3,35", NumberStyle::kIndonesian);
  plan.nodes[2].money.ceiling_revised = Money::Rupiah(5);
  plan.nodes[2].money.revised_from = Date{2025, 9, 30};
  plan.nodes[2].money.cash_plan[11] = Money::Sen(12'345);
  plan.nodes[2].money.realised = {};
  plan.nodes[2].money.realised[8] = Money::Rupiah(77);
  const Result<PlanImport> got = ReadPlanTemplate(Read(WritePlanTemplate(&plan)));
  ASSERT_TRUE(got.ok());
  EXPECT_TRUE(got->findings.empty());
  const Indicator& read = got->plan.indicators[0];
  EXPECT_EQ(read.direction, Direction::kLowerRatio);
  EXPECT_EQ(read.aggregation, Aggregation::kMax);
  EXPECT_FALSE(read.cap.has_value());
  EXPECT_EQ(read.weight_micro, 2'500'000);
  EXPECT_EQ(read.target, indicator.target);
  EXPECT_EQ(read.target_year, indicator.target_year);
  EXPECT_EQ(got->plan.nodes[2].money.ceiling_revised, Money::Rupiah(5));
  EXPECT_EQ(got->plan.nodes[2].money.revised_from, (Date{2025, 9, 30}));
  EXPECT_EQ(got->plan.nodes[2].money.cash_plan[11], Money::Sen(12'345));
  EXPECT_EQ(got->plan.nodes[2].money.realised, plan.nodes[2].money.realised);
}

TEST(PlanTemplate, ANoughtInAMonthIsAnAmountAndAnEmptyCellIsNot) {
  PlanYear plan = form::SmallPlan();
  plan.nodes[2].money.realised = {};
  plan.nodes[2].money.cash_plan = {};
  sheets::Workbook book = Read(WritePlanTemplate(&plan));
  book.sheets[1].Put({kHeadingRow + 3, kJanuary + 4}, NumberCell("0"));
  book.sheets[1].Put({kHeadingRow + 3, kRealisedJanuary + 8}, NumberCell("0"));
  const Result<PlanImport> got = ReadPlanTemplate(book);
  ASSERT_TRUE(got.ok());
  std::array<bool, 12> may{}, september{};
  may[4] = september[8] = true;
  EXPECT_EQ(got->plan.nodes[2].no_cash_plan, may);
  EXPECT_EQ(got->plan.nodes[2].no_realised, september);
}

TEST(PlanTemplate, IsUsableEmpty) {
  sheets::Workbook book = Read(WritePlanTemplate(nullptr));
  EXPECT_EQ(ReadPlanTemplate(book).error().code, "template.year_unreadable");
  book.sheets[0].Put({kYear + 1, 1}, NumberCell("2026"));
  const Result<PlanImport> empty = ReadPlanTemplate(book);
  ASSERT_TRUE(empty.ok());
  EXPECT_TRUE(empty->plan.nodes.empty());
}

struct Fault {
  size_t sheet;
  sheets::CellRef at;
  sheets::Cell cell;
  const char* kind;
};

TEST(PlanTemplate, FaultsNameSheetAndCell) {
  const PlanYear plan = form::SmallPlan();
  const int first = kHeadingRow + 1;
  const Fault faults[] = {
      {1, {first, kLevel}, TextCell("Bab"), "template_unknown_word"},
      {1, {first, kName}, TextCell(" "), "template_name_missing"},
      {1, {first, kCeiling}, NumberCell("5"), "template_parent_money"},
      {1, {first + 2, kCeiling}, NumberCell("-5"), "template_not_money"},
      {1, {first + 2, kCeiling}, TextCell("1.5"), "template_not_money"},
      {1, {first + 2, kJanuary}, NumberCell("1E30"), "template_not_money"},
      {1, {first + 2, kRevisedFrom}, TextCell("30/09/2025"), "template_not_date"},
      {1, {first + 2, kCode}, TextCell("2.16"), "template_code_level"},
      {1, {first + 3, kCode}, TextCell("2.16.02.2.01.0001"), "template_code_doubled"},
      {2, {first, kOwner}, TextCell("9.99"), "template_node_unknown"},
      {2, {first, kIndicator}, TextCell(""), "template_name_missing"},
      {2, {first, kDirection}, TextCell("Naik"), "template_unknown_word"},
      {2, {first, kAggregation}, TextCell("Total"), "template_unknown_word"},
      {2, {first, kWeight}, NumberCell("-1"), "template_not_number"},
      {2, {first, kCap}, TextCell("seratus"), "template_not_number"},
  };
  for (const Fault& fault : faults) {
    sheets::Workbook book = Read(WritePlanTemplate(&plan));
    book.sheets[fault.sheet].Put(fault.at, fault.cell);
    const Result<PlanImport> got = ReadPlanTemplate(book);
    ASSERT_TRUE(got.ok()) << fault.kind;
    bool found = false;
    for (const Finding& finding : got->findings)
      found |= finding.kind == fault.kind && finding.cell == fault.at.A1() &&
               finding.sheet == book.sheets[fault.sheet].name;
    EXPECT_TRUE(found) << fault.kind << " " << fault.at.A1();
    ExpectTexts(got->findings);
  }
}

}  // namespace
}  // namespace sinergi::performance::templates
