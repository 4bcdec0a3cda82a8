// Files that mean harm, or have come to it: each is refused with a message and nothing is written, in bounded
// memory. test_package.h makes packages out of XML written by hand.
#include <gtest/gtest.h>

#include <random>

#include "cli/place.h"
#include "platform/sheets/test_package.h"

namespace sinergi::blackbox {
namespace {

// What a run may take: reading 100 MB takes some of it, unpacking a bomb would take far more.
constexpr size_t kMemory = 700u << 20;

class Hostile : public testing::TestWithParam<std::string> {
 protected:
  Hostile() {
    place_.LoadExample();
    print_ = place_.Fingerprint();
  }
  ~Hostile() override {
    EXPECT_EQ(place_.Fingerprint(), print_) << "something was written";
    EXPECT_EQ(place_.Run({"verify"}).exit, 0);
  }

  // `what` names the case. Refused means: 1, a message, no report.
  void IsRefused(const Words& command, const std::string& bytes, const std::string& what) {
    WriteWhole(file_, bytes);
    Words line = command;
    line.push_back(file_);
    const Outcome outcome = Sinergi(place_.With(line), {}, kMemory);
    EXPECT_EQ(outcome.exit, 1) << command[0] << " " << what << outcome.out.substr(0, 300);
    EXPECT_GT(outcome.err.size(), 20u) << what;
    EXPECT_LT(outcome.err.size(), 2000u) << what;
    EXPECT_EQ(outcome.err.find("Perintah berhenti"), std::string::npos) << what << ": " << outcome.err;
    EXPECT_EQ(outcome.out, "") << what;
  }
  void NoWorkbook(const std::string& bytes, const std::string& what) {
    for (const Words& command :
         {Words{"check"}, Words{"evaluate"}, Words{"import", "e81"}, Words{"import", "template"}})
      IsRefused(command, bytes, what);
  }
  // Nothing may crash or write; what the program makes of it is its own affair.
  void IsSurvived(const Words& command, const std::string& bytes, const std::string& what) {
    WriteWhole(file_, bytes);
    Words line = command;
    line.push_back(file_);
    const Outcome outcome = Sinergi(place_.With(line), {}, kMemory);
    EXPECT_TRUE(outcome.exit == 0 || outcome.exit == 1) << what << " " << outcome.exit << outcome.err;
  }
  void NoRenja(const std::string& bytes, const std::string& what) {
    IsRefused({"import", "sipd-renja"}, bytes, what);
  }
  std::string OwnWorkbook() {
    const std::string book = place_.folder() / "e81.xlsx";
    EXPECT_EQ(place_.Run({"evaluate", "--xlsx", book}).exit, 0);
    return ReadWhole(book);
  }

  Place place_{GetParam()};
  std::string print_, file_ = place_.folder() / "berkas";
};

TEST_P(Hostile, WorkbooksCutOff) {
  const std::string whole = OwnWorkbook();
  ASSERT_GT(whole.size(), 5000u);
  const std::vector<size_t> lengths = {0,
                                       1,
                                       3,
                                       4,
                                       29,
                                       30,
                                       100,
                                       1000,
                                       whole.size() / 4,
                                       whole.size() / 2,
                                       whole.size() * 3 / 4,
                                       whole.size() - 100,
                                       whole.size() - 22,
                                       whole.size() - 1};
  for (const size_t length : lengths) IsRefused({"check"}, whole.substr(0, length), std::to_string(length));
  for (const size_t length : {size_t{100}, whole.size() / 2})
    NoWorkbook(whole.substr(0, length), std::to_string(length));
}

TEST_P(Hostile, BytesWithoutSense) {
  std::mt19937 random(81);
  for (const size_t length : {10u, 5000u, 300000u}) {
    std::string bytes(length, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    NoWorkbook(bytes, "random");
    NoWorkbook("PK\3\4" + bytes, "random behind a signature");
    NoRenja(bytes, "random");
  }
  NoWorkbook(std::string(4096, '\0'), "zeros");
  NoWorkbook("%PDF-1.4\n", "a PDF");
  NoWorkbook("<html></html>", "HTML");
}

TEST_P(Hostile, WorkbooksWithBytesTurned) {
  const std::string whole = OwnWorkbook();
  std::mt19937 random(81);
  for (int i = 0; i < 20; ++i) {
    std::string bytes = whole;
    for (int k = 0; k < 3; ++k) bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
    IsSurvived({"check"}, bytes, "turned " + std::to_string(i));
    IsSurvived({"import", "e81", "--dry-run"}, bytes, "turned " + std::to_string(i));
  }
}

TEST_P(Hostile, ZipBombs) {
  const std::string blanks(300u << 20, ' ');
  const std::string bomb = sheets::MakeXlsx(blanks);
  ASSERT_LT(bomb.size(), 2u << 20);
  NoWorkbook(bomb, "300 MB of blanks");
  NoWorkbook(sheets::MakeRows("", {{"xl/sharedStrings.xml", "<sst><si><t>" + blanks}}), "a text of 300 MB");
  sheets::TestParts many;
  for (int i = 0; i < 30'000; ++i) many.emplace_back("xl/p" + std::to_string(i) + ".xml", "x");
  NoWorkbook(sheets::MakeRows("", many), "30,000 parts");
}

TEST_P(Hostile, XmlTricks) {
  const std::string laughs =
      "<!DOCTYPE w [<!ENTITY a \"hahahahaha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
      "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>";
  const auto sheet = [](const std::string& xml) {
    return sheets::MakeRows("", {{"xl/worksheets/sheet1.xml", xml}});
  };
  NoWorkbook(
      sheet(laughs + "<worksheet><sheetData><row><c t=\"str\"><v>&d;</v></c></row></sheetData></worksheet>"),
      "entities");
  NoWorkbook(sheet("<!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><worksheet>&a;</worksheet>"),
             "a file");
  NoWorkbook(sheet(std::string(200'000, '<')), "brackets");
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<a>";
  NoWorkbook(sheet("<worksheet>" + deep), "depth");
  NoWorkbook(
      sheet("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>99999999</v></c></row></sheetData>"
            "</worksheet>"),
      "a string that is not there");
  NoWorkbook(sheets::MakeRows("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>" + std::string(10u << 20, 'x') +
                              "</v></c></row>"),
             "a cell of 10 MB");
  NoWorkbook(sheets::MakeRows("<row r=\"999999999\"><c r=\"ZZZZZZ999999999\"><v>1</v></c></row>"),
             "a far cell");
  std::string circle;
  for (int i = 1; i < 3000; ++i)
    circle += "<row r=\"" + std::to_string(i) + "\"><c r=\"A" + std::to_string(i) +
              "\"><f>SUM(A1:A3000)</f><v>1</v></c></row>";
  IsSurvived({"check"}, sheets::MakeRows(circle), "formulas in a circle");
  IsSurvived({"check"},
             sheets::MakeRows("<row r=\"1\"><c r=\"A1\"><f>" + std::string(100'000, '(') + "</f></c></row>"),
             "brackets in a formula");
}

TEST_P(Hostile, JsonTricks) {
  NoRenja("", "nothing");
  NoRenja(std::string(1'000'000, '['), "depth");
  NoRenja(std::string(100'000, '[') + std::string(100'000, ']'), "closed depth");
  std::string deep = "1";
  for (int i = 0; i < 10'000; ++i) deep = "{\"data\":" + deep + "}";
  NoRenja(deep, "objects");
  NoRenja("[" + std::string(100u << 20, ' ') + "]", "100 MB");
  NoRenja("[{\"tahun\":2026,\"nama_program\":\"" + std::string(100u << 20, 'x') + "\"}]", "a text of 100 MB");
  NoRenja("[]", "no rows");
  NoRenja("[1,2,3]", "no objects");
  NoRenja("{\"data\":null}", "null");
  NoRenja("[{}]", "an empty row");
  NoRenja("\xFF\xFE[\0{\0}\0]\0", "UTF-16");
  NoRenja("[{\"tahun\":2026,\"nama_program\":\"\xE9t\xE9\"}]", "Latin-1");
  NoRenja(std::string("[{\"tahun\":2026}\0]", 17), "a NUL");
  NoRenja("[{\"tahun\":2026,\"nama_program\":\"A\\u0000B\"}]", "a NUL as an escape");
  NoRenja("[{\"tahun\":1e999}]", "a number beyond all");
  NoRenja("[{\"tahun\":2026},{\"tahun\":2025}]", "two years");
}

INSTANTIATE_TEST_SUITE_P(On, Hostile, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

}  // namespace
}  // namespace sinergi::blackbox
