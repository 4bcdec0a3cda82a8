// `compare`: why an index moved, from files alone.
#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <filesystem>
#include <map>

#include "cli/place.h"

namespace sinergi::blackbox {
namespace {

namespace json = boost::json;
using Exact = boost::multiprecision::cpp_rational;

std::string CsvOf(const std::vector<std::pair<std::string, int>>& levels) {
  std::string csv = "code,value\n";
  for (const auto& [code, level] : levels) csv += code + "," + std::to_string(level) + "\n";
  return csv;
}

// One level for all items of SPBE 2018 or SPBE 2020.
std::string AllAt(int year, int level) {
  std::vector<std::pair<std::string, int>> levels;
  for (int item = 1; item <= (year == 2018 ? 34 : 47); ++item)
    levels.emplace_back(std::to_string(item), level);
  if (year == 2018)
    for (const char* code : {"35-1", "35-2", "35-3"}) levels.emplace_back(code, level);
  return CsvOf(levels);
}

Exact Fraction(const json::value& text) {
  return Exact(std::string(text.as_string()));
}

class Compare : public testing::Test {
 protected:
  Outcome Run(const std::string& before, const std::string& from, const std::string& after,
              const std::string& to, bool as_json = true) {
    WriteWhole(folder_ / "a.csv", before);
    WriteWhole(folder_ / "b.csv", after);
    Words words = {"compare", folder_ / "a.csv", folder_ / "b.csv", "--from", from, "--to", to};
    if (as_json) words.push_back("--json");
    return Sinergi(words);
  }
  json::value Json(const std::string& before, const std::string& from, const std::string& after,
                   const std::string& to) {
    const Outcome done = Run(before, from, after, to);
    EXPECT_EQ(done.exit, 0) << done.err;
    return ParseJson(done.out);
  }
  // Parts and items sum to the difference, exactly.
  void ExpectWhole(const json::value& told) {
    const Exact difference = Fraction(told.at("difference_exact"));
    EXPECT_EQ(Fraction(told.at("to").at("index_exact")) - Fraction(told.at("from").at("index_exact")),
              difference);
    Exact parts = 0, items = 0;
    std::map<std::string, Exact> by_part;
    for (const char* part : {"both", "new", "dropped", "weights"})
      parts += Fraction(told.at("parts").at(std::string(part) + "_exact"));
    for (const json::value& item : told.at("items").as_array()) {
      items += Fraction(item.at("effect_exact"));
      by_part[std::string(item.at("part").as_string())] += Fraction(item.at("effect_exact"));
    }
    EXPECT_EQ(parts, difference);
    EXPECT_EQ(items, difference);
    for (const auto& [part, sum] : by_part)
      EXPECT_EQ(sum, Fraction(told.at("parts").at(part + "_exact"))) << part;
    EXPECT_EQ(told.at("sentences").as_array().size(), 2u);
  }
  Folder folder_;
};

TEST_F(Compare, OneInstrumentTellsItemByItem) {
  std::string after = AllAt(2020, 3);
  after.replace(after.find("\n5,3\n"), 5, "\n5,4\n");
  after.replace(after.find("\n42,3\n"), 6, "\n42,1\n");
  const json::value told = Json(AllAt(2020, 3), "spbe-2020", after, "spbe-2020");
  ExpectWhole(told);
  EXPECT_EQ(told.at("from").at("index").as_string(), "3.00");
  EXPECT_EQ(told.at("to").at("index").as_string(), "2.95");
  EXPECT_EQ(told.at("difference").as_string(), "-0.047");
  EXPECT_EQ(told.at("parts").at("new_exact").as_string(), "0");
  const json::array& items = told.at("items").as_array();
  EXPECT_EQ(items.size(), 47u);
  EXPECT_EQ(items[0].at("code").as_string(), "42");  // the largest effect first
  EXPECT_EQ(items[0].at("effect_exact").as_string(), "-3/50");
  EXPECT_EQ(items[1].at("code").as_string(), "5");
  EXPECT_EQ(items[1].at("effect").as_string(), "0.013");
  EXPECT_EQ(items[1].at("part").as_string(), "both");
}

TEST_F(Compare, BetweenInstrumentsByTheCrosswalk) {
  // All at one level: nothing moved, though items came, went and weigh otherwise.
  const json::value still = Json(AllAt(2018, 2), "spbe-2018", AllAt(2020, 2), "spbe-2020");
  ExpectWhole(still);
  for (const char* part : {"both_exact", "new_exact", "dropped_exact", "weights_exact"})
    EXPECT_EQ(still.at("parts").at(part).as_string(), "0") << part;

  // What lives on stays at 3; what is new stands at 1: only the new items pull, 33.75 % × −2.
  std::string after = AllAt(2020, 3);
  for (const int item : {3, 6, 7, 8, 9, 17, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 38, 43}) {
    const std::string line = "\n" + std::to_string(item) + ",";
    after[after.find(line) + line.size()] = '1';
  }
  const json::value told = Json(AllAt(2018, 3), "spbe-2018", after, "spbe-2020");
  ExpectWhole(told);
  EXPECT_EQ(told.at("parts").at("new").as_string(), "-0.675");
  EXPECT_EQ(told.at("parts").at("new_exact").as_string(), "-27/40");
  EXPECT_EQ(told.at("difference_exact").as_string(), "-27/40");
  EXPECT_EQ(told.at("to").at("index").as_string(), "2.33");
  int fresh = 0;
  for (const json::value& item : told.at("items").as_array()) {
    if (item.at("part").as_string() == "new") {
      ++fresh;
      EXPECT_TRUE(item.at("old_code").is_null());
    }
    if (item.at("part").as_string() == "dropped") {
      EXPECT_TRUE(item.at("code").is_null());
    }
  }
  EXPECT_EQ(fresh, 20);
  // And backwards.
  ExpectWhole(Json(after, "spbe-2020", AllAt(2018, 3), "spbe-2018"));
}

TEST_F(Compare, TotalsTellWhatTheyCan) {
  const json::value told =
      Json("code,value\nindex,3.17\n", "spbe-2018", "code;value\nindeks;2,44\n", "spbe-2020");
  EXPECT_EQ(told.at("difference").as_string(), "-0.73");
  EXPECT_EQ(told.at("difference_exact").as_string(), "-73/100");
  EXPECT_TRUE(told.at("parts").is_null());
  EXPECT_TRUE(told.at("items").as_array().empty());
  EXPECT_EQ(told.at("new_items").at("effect_from").as_string(), "-0.7324");
  EXPECT_EQ(told.at("cannot").as_array().size(), 2u);
  EXPECT_EQ(told.at("sentences").as_array().size(), 2u);
  // Items on one side only are no more than their totals.
  const json::value mixed = Json(AllAt(2018, 3), "spbe-2018", "code,value\nindex,2.44\n", "spbe-2020");
  EXPECT_EQ(mixed.at("from").at("index").as_string(), "3.00");
  EXPECT_TRUE(mixed.at("parts").is_null());
  const Outcome text =
      Run("code,value\nindex,3.17\n", "spbe-2018", "code,value\nindex,2.44\n", "spbe-2020", false);
  EXPECT_NE(text.out.find("Yang tidak dapat dikatakan"), std::string::npos);
}

TEST_F(Compare, PrintsSentencesFirst) {
  const Outcome text = Run(AllAt(2018, 3), "spbe-2018", AllAt(2020, 2), "spbe-2020", false);
  EXPECT_EQ(text.exit, 0) << text.err;
  EXPECT_TRUE(text.out.starts_with("Indeks turun 1,00, dari 3,00 menurut Evaluasi SPBE (35 indikator)"))
      << text.out;
  EXPECT_NE(text.out.find("padanan kuat"), std::string::npos);
}

TEST_F(Compare, RefusesWhatItCannotRead) {
  const std::string good = AllAt(2020, 3);
  Outcome done = Run(good, "spbe-2020", "code,value\n1,9\n99,1\n", "spbe-2020");
  EXPECT_EQ(done.exit, 1);
  EXPECT_NE(done.err.find("b.csv:2"), std::string::npos) << done.err;
  EXPECT_NE(done.err.find("b.csv:3"), std::string::npos) << done.err;
  EXPECT_EQ(Run(good, "spbe-2020", "code,value\nindex,x\n", "spbe-2020").exit, 1);
  EXPECT_EQ(Run(good, "spbe-1999", good, "spbe-2020").exit, 1);
  EXPECT_EQ(Run("", "spbe-2020", good, "spbe-2020").exit, 1);
  EXPECT_EQ(Sinergi({"compare", folder_ / "none.csv", folder_ / "b.csv", "--from", "spbe-2020", "--to",
                     "spbe-2020"})
                .exit,
            1);
  EXPECT_EQ(Sinergi({"compare", folder_ / "a.csv"}).exit, 2);
}

// A city's published 2018 result, item by item, against itself a level higher.
TEST_F(Compare, ARealCityOf2018) {
  const std::string path = SINERGI_SOURCE_DIR "/../shared/cases/spbe/spbe2018_item_levels.csv";
  if (!std::filesystem::exists(path))
    GTEST_SKIP() << "the published levels lie beside a checkout, and are not here";
  std::string csv = "code,value\n";
  const std::string all = ReadWhole(path), kind = ",indicator,";
  for (size_t at = all.find(kind); at != all.npos; at = all.find(kind, at + 1))
    csv += all.substr(at + kind.size(), all.find('\n', at) - at - kind.size()) + "\n";
  const json::value told = Json(csv, "spbe-2018", AllAt(2020, 3), "spbe-2020");
  ExpectWhole(told);
  EXPECT_EQ(told.at("from").at("index").as_string(), "2.64");
}

}  // namespace
}  // namespace sinergi::blackbox
