#include "modules/performance/form/form_table.h"

#include <gtest/gtest.h>

#include "modules/performance/form/form_file.h"
#include "modules/performance/form/form_html.h"
#include "modules/performance/form/form_post.h"
#include "modules/performance/form/test_plan.h"

namespace sinergi::performance::form {
namespace {

FormTable Made(const PlanYear& plan, int quarter, std::string_view id = "e81-17", Settings settings = {}) {
  return MakeTable(*ShippedForm(id), plan, Evaluate(plan, {2025, quarter}, settings));
}

const Cell& At(const FormTable& table, int row, int column, Side side) {
  return table.rows.at(static_cast<size_t>(row)).cells.at(static_cast<size_t>(table.SlotOf(column, side)));
}

std::string Shown(const FormTable& table, int row, int column, Side side) {
  return At(table, row, column, side).text;
}

const Cell& Foot(const FormTable& table, size_t footer, int column, Side side) {
  for (const auto& [slot, cell] : table.footers.at(footer).cells)
    if (slot == table.SlotOf(column, side)) return cell;
  static const Cell kNone;
  return kNone;
}

// The row of a real, arithmetically exact form: 3 of before, target 4, quarters 2, 0.8, 1.2, 0.
TEST(FormTable, ARowAsPrinted) {
  const FormTable table = Made(SmallPlan(), 4);
  ASSERT_EQ(table.rows.size(), 6u);
  EXPECT_EQ(Shown(table, 1, 7, Side::kK), "4");
  EXPECT_EQ(Shown(table, 1, 9, Side::kK), "0,8");
  EXPECT_EQ(Shown(table, 1, 12, Side::kK), "4");
  EXPECT_EQ(Shown(table, 1, 13, Side::kK), "100,00");
  EXPECT_EQ(Shown(table, 1, 14, Side::kK), "7");
  EXPECT_EQ(Shown(table, 1, 15, Side::kK), "233,33");
  EXPECT_EQ(At(table, 1, 15, Side::kK).value->Plain(), "233.333333");
  EXPECT_EQ(Shown(table, 2, 12, Side::kRp), "49.021.000");
}

TEST(FormTable, ParentsAddTheirLeaves) {
  const FormTable table = Made(SmallPlan(), 4);
  EXPECT_EQ(Shown(table, 0, 7, Side::kRp), "77.945.400");
  EXPECT_EQ(PrintFormula(*At(table, 0, 7, Side::kRp).formula,
                         [](int row, int) { return "r" + std::to_string(row); }),
            "SUM(r1,r4)");
  EXPECT_EQ(PrintFormula(*At(table, 1, 7, Side::kRp).formula,
                         [](int row, int) { return "r" + std::to_string(row); }),
            "SUM(r2,r3)");
  EXPECT_FALSE(At(table, 2, 7, Side::kRp).formula.has_value());
}

TEST(FormTable, LaterQuartersAreEmpty) {
  const FormTable table = Made(SmallPlan(), 2);
  EXPECT_EQ(Shown(table, 1, 9, Side::kK), "0,8");
  EXPECT_EQ(Shown(table, 1, 10, Side::kK), "");
  EXPECT_EQ(Shown(table, 2, 10, Side::kRp), "");
  EXPECT_EQ(Shown(table, 1, 12, Side::kK), "2,8");
  EXPECT_EQ(Shown(table, 0, 12, Side::kK), "72");  // the latest, not a sum
}

TEST(FormTable, MeansOverTheRowsOfTheSetting) {
  FormTable table = Made(SmallPlan(), 4);
  // 72/76, 4/4 and 20/40, each once.
  EXPECT_EQ(Foot(table, 0, 13, Side::kK).text, "81,58");
  EXPECT_EQ(Foot(table, 1, 13, Side::kK).text, "Tinggi");
  Settings settings;
  settings.mean_rows = Settings::MeanRows::kActivities;
  table = Made(SmallPlan(), 4, "e81-17", settings);
  EXPECT_EQ(Foot(table, 0, 13, Side::kK).text, "100,00");
  EXPECT_EQ(Foot(table, 1, 13, Side::kK).text, "Sangat Tinggi");
  EXPECT_EQ(table.footers[0].basis->key, "form.mean.activities");
}

TEST(FormTable, AtYearsEndTheMeanIsTheEvaluations) {
  const PlanYear plan = SmallPlan();
  const Evaluation e = Evaluate(plan, {2025, 4}, {});
  const FormTable table = MakeTable(*ShippedForm("e81-17"), plan, e);
  EXPECT_EQ(Foot(table, 0, 13, Side::kK).value->units, e.MeanK().Value()->micro());
  EXPECT_EQ(Foot(table, 0, 13, Side::kRp).value->units, e.MeanRp().Value()->micro());
}

struct Expected {
  const char* target;
  const char* before;
  std::array<const char*, 4> realised;
  const char *year, *rate, *joined;
};

// Column 12, 13 and 14 of a sum, higher is better, at year's end.
constexpr Expected kRows[] = {
    {"10", "5", {"1", "2", "", "3"}, "6", "60,00", "11"},
    {"10", "", {"", "", "", ""}, "", "0,00", ""},
    {"", "5", {"1", "", "", ""}, "1", "–", "6"},
    {"0", "5", {"1", "", "", ""}, "1", "–", "6"},
    {"25/14 Orang", "", {"25/14 orang", "", "", ""}, "25/14 orang", "100,00", "25/14 orang"},
    {"25/14 Orang", "1", {"20/14 Orang", "", "", ""}, "20/14 Orang", "0,00", "–"},
    {"3-4", "", {"", "", "", "3,5"}, "3,5", "100,00", "3,5"},
    {"3-4", "", {"", "", "", "1,5"}, "1,5", "50,00", "1,5"},
    {"3-4", "", {"", "", "", "5"}, "5", "75,00", "5"},
    {"36 Aplikasi", "", {"", "", "", "48 Aplikasi"}, "48 Aplikasi", "133,33", "48 Aplikasi"},
};

TEST(FormTable, FiguresOfOneIndicator) {
  for (const Expected& expected : kRows) {
    TestPlan t;
    const int node = t.AddNode(planning::NodeLevel::kProgramme, "2.16.01", "Program", -1);
    Indicator& indicator = t.AddIndicator(node, "x", "Buah", Aggregation::kSum, Direction::kHigher,
                                          {"", "", "", ""}, expected.realised);
    indicator.target_year = Quantity::Read(expected.target, NumberStyle::kIndonesian);
    indicator.realised_before = Quantity::Read(expected.before, NumberStyle::kIndonesian);
    const FormTable table = Made(t.plan, 4);
    EXPECT_EQ(Shown(table, 0, 12, Side::kK), expected.year) << expected.target;
    EXPECT_EQ(Shown(table, 0, 13, Side::kK), expected.rate) << expected.target;
    EXPECT_EQ(Shown(table, 0, 14, Side::kK), expected.joined) << expected.target;
  }
}

TEST(FormTable, PercentagesAreNeverAddedAcrossYears) {
  TestPlan t;
  const int node = t.AddNode(planning::NodeLevel::kProgramme, "2.16.01", "Program", -1);
  t.AddIndicator(node, "x", "%", Aggregation::kSum, Direction::kHigher, {"25", "25", "25", "25"},
                 {"25", "25", "25", "25"})
      .realised_before = Quantity::Number(100 * kMicro);
  EXPECT_EQ(Shown(Made(t.plan, 4), 0, 14, Side::kK), "100");
}

TEST(FormTable, DraftsCountNowhere) {
  PlanYear plan = SmallPlan();
  plan.indicators[1].measured[0]->state = MeasurementState::kDraft;
  EXPECT_EQ(Shown(Made(plan, 4), 1, 8, Side::kK), "");
  EXPECT_EQ(Shown(Made(plan, 4), 1, 12, Side::kK), "2");
}

TEST(FormTable, AnEmptyPlanIsAnEmptyForm) {
  for (const std::string& id : ShippedFormIds()) {
    const FormTable table = Made(PlanYear(), 1, id);
    EXPECT_TRUE(table.rows.empty());
    EXPECT_EQ(table.footers.size(), table.form.footers.size());
  }
}

TEST(FormTable, WordsBelow) {
  const FormTable table = Made(SmallPlan(), 2);
  ASSERT_EQ(table.footers[3].lines.size(), 1u);
  EXPECT_EQ(table.footers[3].lines[0], "2.16.02.2.01: Pengadaan terlambat");
  EXPECT_EQ(table.signatures[0].post, "Kepala Dinas Komunikasi dan Informatika");
  EXPECT_EQ(table.signatures[1].post, "Kepala Bappeda Kabupaten Contoh");
  EXPECT_EQ(HeadOfAgency("Kecamatan Sukamaju"), "Camat Sukamaju");
  EXPECT_EQ(HeadOfAgency("Kotak"), "Kepala Kotak");
  EXPECT_EQ(HeadOfGovernment("Kota Contoh"), "Wali Kota Contoh");
}

TEST(FormHtml, IsEscapedAndComplete) {
  PlanYear plan = SmallPlan();
  plan.nodes[0].name = "<script>alert(1)</script>";
  plan.indicators[0].unit = "\"><b>";
  const FormTable table = Made(plan, 2);
  const std::string page = FormHtml(table, Lang::kId);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("<b>"), std::string::npos);
  EXPECT_EQ(page.find(" style="), std::string::npos);
  EXPECT_NE(page.find("<th scope=\"colgroup\" colspan=\"8\">Realisasi kinerja pada triwulan</th>"),
            std::string::npos);
  EXPECT_NE(page.find("12 = 8+9+10+11"), std::string::npos);
  EXPECT_NE(page.find("<tfoot>"), std::string::npos);
  const std::string document = FormDocument(table, Lang::kId);
  EXPECT_NE(document.find("A4 landscape"), std::string::npos);
  EXPECT_EQ(document.find("http"), std::string::npos);
}

}  // namespace
}  // namespace sinergi::performance::form
