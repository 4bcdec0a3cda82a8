#include "modules/performance/form/form_xlsx.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "modules/performance/form/form_file.h"
#include "modules/performance/form/test_document.h"
#include "modules/performance/form/test_plan.h"
#include "platform/sheets/formula.h"
#include "platform/sheets/workbook.h"

namespace sinergi::performance::form {
namespace {

using sheets::CellRef;
using sheets::Computed;

struct Case {
  std::string name;
  FormTable table;
};

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const char* id : {"e81-15", "e81-17"}) {
    for (const bool full : {false, true}) {
      for (int quarter = 1; quarter <= 4; ++quarter) {
        Settings settings;
        if (quarter % 2 == 0) settings.mean_rows = Settings::MeanRows::kActivities;
        if (quarter > 2) settings.predicate = PredicateRule::kFrom;
        const PlanYear plan = full ? FullPlan() : SmallPlan();
        cases.push_back({std::string(id) + (full ? " full Q" : " small Q") + std::to_string(quarter),
                         MakeTable(*ShippedForm(id), plan, Evaluate(plan, {2025, quarter}, settings))});
      }
    }
  }
  const TestDocuments documents = MakeTestDocuments();
  for (const std::string& id : ShippedFormIds())
    if (ShippedForm(id)->kind) cases.push_back({id, FilledForm(documents, id)});
  return cases;
}

// Calls fn(sheet cell, cell) for every cell of rows and footers.
template <class Fn>
void EachCell(const FormTable& table, Fn fn) {
  for (size_t r = 0; r < table.rows.size(); ++r)
    for (size_t s = 0; s < table.form.slots.size(); ++s)
      fn(SheetCell(table, static_cast<int>(r), static_cast<int>(s)), table.rows[r].cells[s]);
  for (size_t f = 0; f < table.footers.size(); ++f)
    for (const auto& [slot, cell] : table.footers[f].cells)
      fn(SheetCell(table, static_cast<int>(table.rows.size() + f), slot), cell);
}

double Exact(const Cell& cell) {
  return std::strtod(cell.value->Plain().c_str(), nullptr);
}

void ExpectSame(const std::string& where, const Computed& computed, const Cell& cell) {
  if (cell.value) {
    EXPECT_EQ(computed.kind, Computed::Kind::kNumber) << where << " " << computed.text;
    EXPECT_NEAR(computed.number, Exact(cell), 1e-6) << where;
  } else {
    const std::string text = cell.text == "–" ? "" : cell.text;
    EXPECT_NE(computed.kind, Computed::Kind::kNumber) << where << " " << computed.number;
    EXPECT_NE(computed.kind, Computed::Kind::kError) << where << " " << computed.text;
    EXPECT_EQ(computed.text, text) << where;
  }
}

TEST(FormXlsx, FormulasGiveOurFigures) {
  for (const Case& c : Cases()) {
    const Result<sheets::Workbook> book = sheets::ReadXlsx(WriteFormXlsx(c.table));
    ASSERT_TRUE(book.ok()) << c.name;
    sheets::Recalculation anew(*book);
    int formulas = 0;
    EachCell(c.table, [&](CellRef ref, const Cell& cell) {
      if (!cell.formula) return;
      ++formulas;
      const sheets::Cell* written = book->sheets[0].At(ref);
      ASSERT_NE(written, nullptr) << c.name << " " << ref.A1();
      EXPECT_FALSE(written->formula.empty()) << c.name << " " << ref.A1();
      ExpectSame(c.name + " " + ref.A1() + " " + written->formula, anew.Of(0, ref), cell);
      if (cell.value) {
        EXPECT_EQ(std::strtod(written->text.c_str(), nullptr), Exact(cell)) << c.name << " " << ref.A1();
      }
    });
    EXPECT_GT(formulas, c.name.starts_with("e81") ? 30 : -1) << c.name;
    const std::string& id = c.table.form.id;  // those without sums or rates
    EXPECT_TRUE(formulas > 0 || id == "t-c-30" || id == "t-c-32" || id == "e70") << c.name;
    EXPECT_TRUE(anew.circular().empty()) << c.name;
  }
}

TEST(FormXlsx, ParentsAreNeverTypedAndNamesStayText) {
  const PlanYear plan = SmallPlan();
  const FormTable table = MakeTable(*ShippedForm("e81-17"), plan, Evaluate(plan, {2025, 4}, {}));
  const Result<sheets::Workbook> book = sheets::ReadXlsx(WriteFormXlsx(table));
  ASSERT_TRUE(book.ok());
  const sheets::Sheet& sheet = book->sheets[0];
  const sheets::Cell* parent = sheet.At(SheetCell(table, 0, table.SlotOf(7, Side::kRp)));
  ASSERT_NE(parent, nullptr);
  EXPECT_EQ(parent->formula, "SUM(J13,J16)");
  const sheets::Cell* name = sheet.At(SheetCell(table, 2, 2));
  ASSERT_NE(name, nullptr);
  EXPECT_EQ(name->kind, sheets::Cell::Kind::kText);
  EXPECT_TRUE(name->formula.empty());
  const sheets::Cell* mean = sheet.At(SheetCell(table, 6, table.SlotOf(13, Side::kK)));
  ASSERT_NE(mean, nullptr);
  EXPECT_EQ(mean->formula, "IFERROR(AVERAGE(U12:U13,U15),\"\")");
}

std::string Contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

// The same table with wrong figures behind every formula: what comes back right was computed, not copied.
FormTable WithWrongResults(FormTable table) {
  const auto spoil = [](Cell& cell) {
    if (cell.formula) cell.value = Decimal{123'456'789, 2};
  };
  for (Row& row : table.rows)
    for (Cell& cell : row.cells) spoil(cell);
  for (FooterRow& footer : table.footers)
    for (auto& [slot, cell] : footer.cells) spoil(cell);
  return table;
}

constexpr std::string_view kAlwaysRecalculate =
    R"(<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>)";

// LibreOffice opens the file, computes everything anew and saves it.
TEST(FormXlsx, LibreOfficeGivesOurFigures) {
  if (std::system("command -v soffice >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "soffice is not installed: the workbook was not recalculated by LibreOffice";
  namespace fs = std::filesystem;
  std::string pattern = (fs::temp_directory_path() / "sinergi-form-XXXXXX").string();
  ASSERT_NE(mkdtemp(pattern.data()), nullptr);
  const fs::path folder = pattern;
  const std::vector<Case> cases = Cases();
  std::vector<size_t> recalculated = {3, 9, 15};
  for (size_t i = 16; i < cases.size(); ++i) recalculated.push_back(i);  // every form of a document
  std::string files;
  for (const size_t i : recalculated) {
    const std::string name = "form" + std::to_string(i) + ".xlsx";
    std::ofstream(folder / name, std::ios::binary) << WriteFormXlsx(WithWrongResults(cases[i].table));
    files += " '" + (folder / name).string() + "'";
  }
  fs::create_directories(folder / "profile/user");
  std::ofstream(folder / "profile/user/registrymodifications.xcu") << kAlwaysRecalculate;
  const std::string command = "cd '" + folder.string() +
                              "' && timeout 200 soffice -env:UserInstallation=file://" + folder.string() +
                              "/profile --headless --convert-to xlsx --outdir out" + files + " >log 2>&1";
  ASSERT_EQ(std::system(command.c_str()), 0) << Contents(folder / "log");
  for (const size_t i : recalculated) {
    const Case& c = cases[i];
    const Result<sheets::Workbook> book =
        sheets::ReadXlsx(Contents(folder / "out" / ("form" + std::to_string(i) + ".xlsx")));
    ASSERT_TRUE(book.ok()) << c.name;
    EachCell(c.table, [&](CellRef ref, const Cell& cell) {
      if (!cell.formula) return;
      const sheets::Cell* saved = book->sheets[0].At(ref);
      const std::string text = saved ? saved->text : "";
      if (cell.value)
        EXPECT_NEAR(std::strtod(text.c_str(), nullptr), Exact(cell), 1e-6) << c.name << " " << ref.A1();
      else
        EXPECT_EQ(text, cell.text == "–" ? "" : cell.text) << c.name << " " << ref.A1();
    });
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace sinergi::performance::form
