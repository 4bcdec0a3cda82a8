// DPA of 13 columns: codes of the sheet, of a row, of the item; volumes of several factors; totals that do not agree.
#include "modules/performance/workbook/dpa_import.h"

#include <gmock/gmock.h>

#include "modules/performance/budget/budget_lines.h"
#include "platform/files/texts.h"
#include "platform/sheets/writer.h"

namespace sinergi::performance {
namespace {

using testing::ElementsAre;

constexpr const char* kDpaTemplate[] = {"KODE AKUN",
                                        "URAIAN",
                                        "JENIS KELOMPOK",
                                        "KELOMPOK",
                                        "JENIS KOMPONEN",
                                        "NAMA KOMPONEN",
                                        "HARGA SAT. KOMPONEN",
                                        "SATUAN KOMPONEN",
                                        "SATUAN",
                                        "VOLUME",
                                        "JUMLAH",
                                        "KODE SUMBER DANA",
                                        "KETERANGAN"};
static_assert(std::size(kDpaTemplate) == 13);

struct Item {
  const char *code, *price, *volume, *total, *fund;
};

void AddItems(sheets::Writer& writer, const char* sheet, const std::vector<Item>& items) {
  writer.AddSheet(sheet);
  for (int column = 0; column < 13; ++column) writer.WriteText({0, column}, kDpaTemplate[column]);
  int row = 0;
  for (const Item& item : items) {
    ++row;
    const auto number = [&](int column, const std::string& text) {
      if (!text.empty() && text.find_first_not_of("0123456789.") == text.npos)
        writer.WriteNumber({row, column}, text);
      else if (!text.empty())
        writer.WriteText({row, column}, text);
    };
    writer.WriteText({row, 0}, item.code);
    writer.WriteText({row, 1}, "Uraian");
    writer.WriteText({row, 5}, "Komponen");
    number(6, item.price);
    number(9, item.volume);
    number(10, item.total);
    writer.WriteText({row, 11}, item.fund);
    writer.WriteText({row, 12}, "Penerima RAHASIA");
  }
}

std::vector<std::string> SaidOf(const std::vector<Finding>& findings) {
  std::vector<std::string> kinds;
  for (const Finding& finding : findings) {
    EXPECT_TRUE(Texts::Shipped().Has(Lang::kId, "finding." + finding.kind)) << finding.kind;
    kinds.push_back(finding.kind + "@" + finding.sheet + "!" + finding.cell);
  }
  return kinds;
}

sheets::Workbook TwoSheets() {
  sheets::Writer writer;
  AddItems(writer, "2.16.02.2.01.0014",
           {{"5.1.02.01.01.0024", "5600", "12", "", "1.2.01.08"},
            {"5.1.02.01.01.0025", "300", "200;2", "120000", "1.2.01.08"},
            {"", "1000", "3", "2500", "1.1.01"}});
  AddItems(writer, "Rincian",
           {{"5.1.02.01.01.0024", "1", "1", "", "1"},
            {"2.16.02.2.01.0032", "", "", "", ""},
            {"5.2", "", "", "700", ""},
            {"5.2.02.10.02.0004", "700", "1", "", ""},
            {"2.20.02.2.01.0007.5.1.02.01.01.0024", "10", "4", "40", "1.1.01"},
            {"5.1.02.01.01.0024", "10", "banyak", "", "1.1.01"},
            {"9.9", "10", "1", "10", "1.1.01"}});
  return *sheets::ReadXlsx(writer.Finish());
}

TEST(Dpa, ItemsMakeCeilingsByFundAndAccount) {
  const auto got = ImportDpa(TwoSheets(), 2026);
  ASSERT_TRUE(got.ok()) << got.error().code;
  std::string codes;
  for (const Node& node : got->plan.nodes) codes += node.code + " ";
  EXPECT_EQ(
      codes,
      "2.16.02 2.16.02.2.01 2.16.02.2.01.0014 2.16.02.2.01.0032 2.20.02 2.20.02.2.01 2.20.02.2.01.0007 ");
  const Node& media = got->plan.nodes[2];
  EXPECT_THAT(media.budget,
              ElementsAre(BudgetPart{"1.1.01", "5.1.02.01.01.0025", Money::Rupiah(2500)},
                          BudgetPart{"1.2.01.08", "5.1.02.01.01.0024", Money::Rupiah(67'200)},
                          BudgetPart{"1.2.01.08", "5.1.02.01.01.0025", Money::Rupiah(120'000)}));
  EXPECT_EQ(media.money.ceiling_original, Money::Rupiah(189'700));
  EXPECT_EQ(got->plan.nodes[3].money.ceiling_original, Money::Rupiah(700));
  EXPECT_EQ(got->plan.nodes[6].money.ceiling_original, Money::Rupiah(40));
  EXPECT_THAT(SaidOf(got->findings),
              ElementsAre("dpa_product@2.16.02.2.01.0014!K4", "dpa_no_sub_activity@Rincian!A2",
                          "dpa_no_fund@Rincian!L5", "dpa_amount@Rincian!J7", "dpa_account@Rincian!A8"));
}

TEST(Dpa, WhatIsKeptReadsAsTheWholeFileWithoutRemarks) {
  const sheets::Workbook kept = *sheets::ReadXlsx(OnlyDpaColumns(TwoSheets()));
  for (const sheets::Sheet& sheet : kept.sheets)
    sheet.Each([](sheets::CellRef, const sheets::Cell& cell) {
      EXPECT_EQ(cell.text.find("RAHASIA"), std::string::npos);
    });
  const auto whole = ImportDpa(TwoSheets(), 2026), again = ImportDpa(kept, 2026);
  ASSERT_TRUE(again.ok()) << again.error().code;
  ASSERT_EQ(again->plan.nodes.size(), whole->plan.nodes.size());
  for (size_t i = 0; i < whole->plan.nodes.size(); ++i)
    EXPECT_EQ(again->plan.nodes[i].budget, whole->plan.nodes[i].budget);
}

TEST(Dpa, RefusesWhatSaysTooLittle) {
  EXPECT_EQ(ImportDpa(TwoSheets(), 0).error().code, "dpa.no_year");
  sheets::Writer other;
  other.AddSheet("Lain");
  other.WriteText({0, 0}, "Kode Akun");
  EXPECT_EQ(ImportDpa(*sheets::ReadXlsx(other.Finish()), 2026).error().args[0], "uraian");
  sheets::Writer nameless;
  AddItems(nameless, "Rincian", {{"5.1.02.01.01.0024", "1", "1", "", "1"}});
  const auto got = ImportDpa(*sheets::ReadXlsx(nameless.Finish()), 2026);
  EXPECT_EQ(got.error().code, "dpa.nothing_taken");
  EXPECT_EQ(got.error().args[0], "A2");
}

TEST(Dpa, ProductsOfVolumesAndPrice) {
  struct Case {
    const char* volumes;
    int64_t price, total;
  };
  for (const Case& c :
       {Case{"200;2", 300, 120'000}, {"200 x 2", 300, 120'000}, {"2.5", 300, 750}, {"2,5", 300, 750}})
    EXPECT_EQ(ProductOf(c.volumes, Money::Rupiah(c.price)).sen, Money::Rupiah(c.total).sen()) << c.volumes;
  EXPECT_FALSE(ProductOf("banyak", Money::Rupiah(1)).sen);
  EXPECT_FALSE(ProductOf("", Money::Rupiah(1)).sen);
  EXPECT_FALSE(ProductOf("1000000000000;1000000000000", Money::Rupiah(1'000'000'000)).sen)
      << "beyond all reason";
  EXPECT_TRUE(ProductOf("", Money::Rupiah(1)).Agrees(Money::Rupiah(5))) << "nothing to compare with";
}

}  // namespace
}  // namespace sinergi::performance
