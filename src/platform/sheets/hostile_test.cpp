// Files made to harm or merely broken: each is refused with its reason, none crashes or eats the machine.
#include <gtest/gtest.h>

#include <random>

#include "platform/sheets/test_package.h"
#include "platform/sheets/workbook.h"

namespace sinergi::sheets {
namespace {

// "code arg arg", or "" when it was read.
std::string Refusal(const std::string& bytes, const ReadLimits& limits = {}) {
  const Result<Workbook> book = ReadXlsx(bytes, limits);
  if (book.ok()) return "";
  std::string text = book.error().code;
  for (const std::string& arg : book.error().args) text += " " + arg;
  return text;
}

std::string Inline(const std::string& text) {
  return R"(<c t="inlineStr"><is><t>)" + text + "</t></is></c>";
}

std::string Small() {
  return MakeRows("<row><c><v>1</v></c></row>");
}

TEST(HostileXlsx, RefusesWhatIsNoWorkbook) {
  EXPECT_EQ(Refusal(""), "sheets.not_xlsx");
  EXPECT_EQ(Refusal("%PDF-1.4"), "sheets.not_xlsx");
  EXPECT_EQ(Refusal(std::string(100'000, '\0')), "sheets.not_xlsx");
  EXPECT_EQ(Refusal("PK"), "sheets.truncated");
  EXPECT_EQ(Refusal(MakeZip({{"content.xml", "<x/>"}})), "sheets.not_xlsx");
  EXPECT_EQ(Refusal(MakeXlsx("", {{"xl/workbook.xml", "<html/>"}})), "sheets.not_xlsx");
  EXPECT_EQ(Refusal(MakeXlsx("", {{"xl/workbook.xml", "<workbook/>"}})), "sheets.not_xlsx");
  EXPECT_EQ(Refusal(MakeXlsx("", {{"xl/_rels/workbook.xml.rels", "<Relationships/>"}})), "sheets.not_xlsx");
}

TEST(HostileXlsx, TellsOldAndLockedFilesApart) {
  const std::string ole("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  std::string name;
  for (const char c : std::string("EncryptedPackage")) name += {c, '\0'};
  EXPECT_EQ(Refusal(ole + std::string(600, '\0')), "sheets.old_xls");
  EXPECT_EQ(Refusal(ole + std::string(600, '\0') + name), "sheets.encrypted");
}

TEST(HostileXlsx, RefusesEveryTruncationOfTheRealWorkbook) {
  const std::string bytes = RealWorkbook().empty() ? Small() : RealWorkbook();
  ASSERT_EQ(Refusal(bytes), "");
  for (size_t length = 0; length < bytes.size(); length += 1 + length / 60)
    EXPECT_NE(Refusal(bytes.substr(0, length)), "") << length;
  for (size_t cut = 1; cut <= 100; ++cut) EXPECT_NE(Refusal(bytes.substr(0, bytes.size() - cut)), "") << cut;
}

TEST(HostileXlsx, StandsFlippedBits) {
  const std::string bytes = RealWorkbook().empty() ? Small() : RealWorkbook();
  std::mt19937 random(20250101);
  int refused = 0;
  for (int round = 0; round < 400; ++round) {
    std::string damaged = bytes;
    for (int flips = 1 + round % 4; flips > 0; --flips)
      damaged[random() % damaged.size()] ^= static_cast<char>(1u << random() % 8);
    refused += !Refusal(damaged).empty();
  }
  EXPECT_GT(refused, 100);  // the checksums of the parts see nearly all of them
}

TEST(HostileXlsx, RefusesZipBombs) {
  const std::string bomb = MakeXlsx("", {{"xl/media/image1.png", std::string(300u << 20, '\0')}});
  EXPECT_EQ(Refusal(bomb), "sheets.zip_bomb");
  ReadLimits patient;
  patient.ratio = 100'000;
  patient.unpacked_bytes = 100u << 20;
  EXPECT_EQ(Refusal(bomb, patient), "sheets.too_large");
}

TEST(HostileXlsx, CountsBytesThatTheDirectoryHides) {
  std::string bytes = MakeXlsx("<sheetData>" + std::string(30u << 20, ' ') + "</sheetData>");
  // Declares every part as one byte: in the directory at the end the size stands 24 bytes behind "PK\1\2".
  const std::string mark("PK\1\2", 4);
  for (size_t at = bytes.find(mark); at != std::string::npos; at = bytes.find(mark, at + 1))
    bytes.replace(at + 24, 4, std::string("\1\0\0\0", 4));
  EXPECT_NE(Refusal(bytes), "");
}

TEST(HostileXlsx, RefusesTooManyPartsAndPartsTwice) {
  TestParts many;
  for (int i = 0; i < 2'100; ++i) many.emplace_back("x/" + std::to_string(i), "");
  EXPECT_EQ(Refusal(MakeXlsx("", many)), "sheets.zip_bomb");
  EXPECT_EQ(Refusal(MakeXlsx("", {{"XL/Workbook.xml", "<workbook/>"}})), "sheets.not_xlsx");
  EXPECT_EQ(
      Refusal(MakeXlsx(
          "",
          {{"xl/workbook.xml",
            R"(<workbook xmlns:r="r"><sheets><sheet name="a" r:id="s1"/><sheet name="b" r:id="s1"/></sheets></workbook>)"}})),
      "sheets.not_xlsx");
}

TEST(HostileXlsx, NeverFollowsNamesOutOfThePackage) {
  EXPECT_EQ(Refusal(MakeXlsx("", {{"../../../../tmp/x.xml", "x"}, {"/etc/passwd", "x"}})), "");
  const std::string rels =
      R"(<Relationships><Relationship Id="s1" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>)";
  EXPECT_EQ(Refusal(MakeXlsx("", {{"xl/_rels/workbook.xml.rels", rels}})), "sheets.truncated");
}

TEST(HostileXlsx, RefusesDoctypesAndEntities) {
  std::string bomb = R"(<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">)";
  for (char c = 'b'; c < 'k'; ++c) {
    bomb += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(c - 1) + ";";
    bomb += "\">";
  }
  const std::string sheet = "xl/worksheets/sheet1.xml";
  const std::string cell = "<worksheet><sheetData><row><c><v>&j;</v></c></row></sheetData></worksheet>";
  EXPECT_EQ(Refusal(MakeXlsx("", {{sheet, bomb + "]>" + cell}})),
            "sheets.bad_xml xl/worksheets/sheet1.xml 1");
  EXPECT_EQ(Refusal(MakeXlsx("", {{sheet, R"(<!DOCTYPE x SYSTEM "file:///etc/passwd">)" + cell}})),
            "sheets.bad_xml xl/worksheets/sheet1.xml 1");
  EXPECT_EQ(Refusal(MakeXlsx("", {{"xl/workbook.xml", "<!DOCTYPE x>\n<workbook/>"}})),
            "sheets.bad_xml xl/workbook.xml 1");
}

TEST(HostileXlsx, NamesPartAndLineOfBadXml) {
  const std::string sheet = "xl/worksheets/sheet1.xml";
  EXPECT_EQ(Refusal(MakeXlsx("", {{sheet, "<worksheet>\n<sheetData>\n</worksheet>"}})),
            "sheets.bad_xml " + sheet + " 3");
  EXPECT_EQ(Refusal(MakeXlsx("", {{sheet, ""}})), "sheets.bad_xml " + sheet + " 1");
  EXPECT_EQ(Refusal(MakeXlsx("", {{sheet, "<worksheet>\n\n"}})), "sheets.bad_xml " + sheet + " 3");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  EXPECT_EQ(Refusal(MakeXlsx(deep)), "sheets.bad_xml " + sheet + " 1");
  EXPECT_EQ(Refusal(MakeXlsx("<a b='" + std::string(5u << 20, 'x') + "'/>"), {.ratio = 100'000}),
            "sheets.bad_xml " + sheet + " 1");
}

TEST(HostileXlsx, RefusesBadEncoding) {
  const std::string sheet = "xl/worksheets/sheet1.xml";
  EXPECT_EQ(Refusal(MakeRows("<row>" + Inline("a\xFFz") + "</row>")), "sheets.bad_encoding " + sheet);
  EXPECT_EQ(Refusal(MakeRows("<row>" + Inline("a\xC0\xAFz") + "</row>")), "sheets.bad_encoding " + sheet);
  EXPECT_EQ(Refusal(MakeXlsx("", {{sheet, R"(<?xml version="1.0" encoding="x-aneh"?><worksheet/>)"}})),
            "sheets.bad_encoding " + sheet);
  const std::string before(65'400, ' ');  // the bad byte near the border of two pieces
  for (size_t at = 60; at < 140; ++at)
    EXPECT_EQ(Refusal(MakeRows(before + std::string(at, ' ') + "<row>" + Inline("\xC3\xA9\xE2\x82\xAC\xFF") +
                               "</row>")),
              "sheets.bad_encoding " + sheet);
  for (size_t at = 60; at < 140; ++at)
    EXPECT_EQ(Refusal(MakeRows(before + std::string(at, ' ') + "<row>" + Inline("\xC3\xA9\xE2\x82\xAC") +
                               "</wor>")),
              "sheets.bad_xml " + sheet + " 1");
}

TEST(HostileXlsx, NamesTheCellThatIsTooLong) {
  const std::string text(10u << 20, 'x');
  EXPECT_EQ(Refusal(MakeRows(R"(<row r="7"><c r="C7" t="inlineStr"><is><t>)" + text + "</t></is></c></row>"),
                    {.ratio = 100'000}),
            "sheets.cell_too_long Isi!C7");
  const TestParts strings = {
      {"xl/sharedStrings.xml", "<sst><si><t>a</t></si><si><t>" + text + "</t></si></sst>"}};
  EXPECT_EQ(Refusal(MakeRows(R"(<row><c t="s"><v>0</v></c></row>)", strings), {.ratio = 100'000}), "");
  EXPECT_EQ(Refusal(MakeRows(R"(<row><c/><c t="s"><v>1</v></c></row>)", strings), {.ratio = 100'000}),
            "sheets.cell_too_long Isi!B1");
  EXPECT_EQ(Refusal(MakeRows(R"(<row><c><f>)" + text + "</f></c></row>"), {.ratio = 100'000}),
            "sheets.cell_too_long Isi!A1");
}

TEST(HostileXlsx, RefusesTooManyCells) {
  std::string rows;
  for (int row = 0; row < 300'000; ++row) {
    rows += "<row>";
    for (int column = 0; column < 10; ++column) rows += "<c><v>1</v></c>";
    rows += "</row>";
  }
  EXPECT_EQ(Refusal(MakeRows(rows), {.ratio = 100'000}), "sheets.too_many_cells Isi!A200001");
}

TEST(HostileXlsx, RefusesTextsThatGrowByRepetition) {
  const TestParts strings = {
      {"xl/sharedStrings.xml", "<sst><si><t>" + std::string(100'000, 'x') + "</t></si></sst>"}};
  std::string rows = "<row>";
  for (int column = 0; column < 10'000; ++column) rows += R"(<c t="s"><v>0</v></c>)";
  EXPECT_EQ(Refusal(MakeRows(rows + "</row>", strings)), "sheets.too_large Isi!FEI1");
}

TEST(HostileXlsx, RefusesPlacesOutOfTheSheet) {
  const std::string refused = "sheets.bad_xml xl/worksheets/sheet1.xml 1";
  for (const char* rows :
       {R"(<row r="1048577"/>)", R"(<row r="0"/>)", R"(<row r="-5"/>)", R"(<row r="99999999999"/>)",
        R"(<row><c r="XFE1"><v>1</v></c></row>)", R"(<row><c r="A1048577"><v>1</v></c></row>)",
        R"(<row><c r="1A"><v>1</v></c></row>)", R"(<row><c r="XFD1"/><c><v>1</v></c></row>)",
        R"(<row r="1048576"/><row><c><v>1</v></c></row>)", R"(<row><c t="s"><v>9</v></c></row>)"})
    EXPECT_EQ(Refusal(MakeRows(rows)), refused) << rows;
  EXPECT_EQ(Refusal(MakeXlsx(R"(<mergeCells><mergeCell ref="A1:XFE9"/></mergeCells>)")), refused);
  EXPECT_EQ(Refusal(MakeXlsx(R"(<cols><col min="1" max="999999999" hidden="1"/></cols>)")), "");
}

TEST(HostileXlsx, StandsEmptySheetsThatSeemEndless) {
  std::string rows;
  for (int i = 0; i < 50; ++i)
    rows += R"(<row r="1048576" s="1"><c r="XFD1048576" s="1"/></row><row r="1"/>)";
  const Result<Workbook> book = ReadXlsx(MakeRows(rows));
  ASSERT_TRUE(book.ok());
  EXPECT_EQ(book->sheets[0].rows.size(), 0u);
  TestParts parts;
  std::string sheets, rels;
  for (int i = 0; i < 50; ++i) {
    const std::string n = std::to_string(i);
    sheets += R"(<sheet name="L)" + n + R"(" r:id="r)" + n + R"("/>)";
    rels += R"(<Relationship Id="r)" + n + R"(" Type="x/worksheet" Target="w)" + n + R"(.xml"/>)";
    parts.emplace_back(
        "xl/w" + n + ".xml",
        R"(<worksheet><sheetData><row><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>)");
  }
  parts.emplace_back("xl/workbook.xml",
                     R"(<workbook xmlns:r="r"><sheets>)" + sheets + "</sheets></workbook>");
  parts.emplace_back("xl/_rels/workbook.xml.rels", "<Relationships>" + rels + "</Relationships>");
  EXPECT_EQ(Refusal(MakeXlsx("", parts)), "sheets.too_many_cells L4!A1048576");
}

}  // namespace
}  // namespace sinergi::sheets
