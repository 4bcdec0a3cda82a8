// Instruments at the command line: the index from a file of levels, lists, and the checker. None needs a
// database.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "cli/program.h"

namespace sinergi::blackbox {
namespace {

boost::json::value Parsed(const std::string& text) {
  boost::system::error_code error;
  boost::json::value value = boost::json::parse(text, error);
  EXPECT_FALSE(error) << text;
  return value;
}

std::string Text(const boost::json::value& value, const char* key) {
  const boost::json::value* found = value.is_object() ? value.as_object().if_contains(key) : nullptr;
  return found && found->is_string() ? std::string(found->as_string()) : "";
}

// "2.33" of the aspect or domain of that code.
std::string Group(const boost::json::value& body, const char* kind, const std::string& code) {
  for (const boost::json::value& group : body.at(kind).as_array())
    if (Text(group, "code") == code) return Text(group, "value");
  return "";
}

// Levels of the 47 items: "1-10" of one, and so on.
std::string Levels2020(const std::vector<std::pair<int, std::string>>& runs,
                       const std::string& separator = ",", const std::string& end = "\n") {
  std::string csv = "code" + separator + "value" + end;
  int code = 1;
  for (const auto& [count, level] : runs)
    for (int i = 0; i < count; ++i) csv += std::to_string(code++) + separator + level + end;
  return csv;
}

class Assess : public testing::Test {
 protected:
  Outcome Run(const std::string& instrument, const std::string& csv, Words more = {}) {
    WriteWhole(folder_ / "nilai.csv", csv);
    Words words = {"assess", "--instrument", instrument, folder_ / "nilai.csv"};
    words.insert(words.end(), more.begin(), more.end());
    return Sinergi(words);
  }
  boost::json::value Json(const std::string& instrument, const std::string& csv, Words more = {}) {
    more.emplace_back("--json");
    const Outcome outcome = Run(instrument, csv, more);
    EXPECT_EQ(outcome.exit, 0) << outcome.err;
    return outcome.exit == 0 ? Parsed(outcome.out) : boost::json::value(boost::json::object());
  }
  Folder folder_;
};

// 1–10 sum to 37, 11–20 to 34, 21–31 to 33: 4810 + 8500 + 4950, and 32–47 all 3: 13650. Index 3.191.
TEST_F(Assess, IndexDomainsAndPredicate) {
  const std::string csv = Levels2020({{7, "4"}, {3, "3"}, {4, "4"}, {6, "3"}, {11, "3"}, {16, "3"}});
  const boost::json::value body = Json("spbe-2020", csv, {"--year", "2024"});
  EXPECT_EQ(Text(body, "instrument"), "spbe-2020");
  EXPECT_EQ(Text(body, "index"), "3.19");
  EXPECT_EQ(Text(body, "index_exact"), "3191/1000");
  EXPECT_EQ(Text(body, "predicate"), "Baik");
  EXPECT_EQ(Group(body, "domains", "1"), "3.70");
  EXPECT_EQ(Group(body, "domains", "2"), "3.40");
  EXPECT_EQ(Group(body, "domains", "4"), "3.00");
  EXPECT_EQ(Group(body, "aspects", "2"), "4.00");
  EXPECT_EQ(body.at("domains").as_array().size(), 4u);
  EXPECT_EQ(body.at("aspects").as_array().size(), 8u);
  EXPECT_TRUE(body.at("unanswered").as_array().empty());
}

// 1 to 20 all 5, 21 to 31 all 2: exactly 4.505.
TEST_F(Assess, HalvesGoUp) {
  EXPECT_EQ(Text(Json("spbe-2020", Levels2020({{20, "5"}, {11, "2"}, {16, "5"}})), "index"), "4.51");
}

// 1.7995: 1–10 sum to 19, 11–20 to 16, 21–31 to 11, 32–41 to 25, 42–47 to 10.
TEST_F(Assess, ThePredicateFollowsItsYear) {
  const std::string csv =
      Levels2020({{9, "2"}, {1, "1"}, {6, "2"}, {4, "1"}, {11, "1"}, {5, "3"}, {9, "2"}, {2, "1"}});
  const std::pair<Words, const char*> cases[] = {
      {{"--year", "2023"}, "Cukup"}, {{"--year", "2024"}, "Kurang"}, {{}, "Kurang"}};
  for (const auto& [year, predicate] : cases) {
    const boost::json::value body = Json("spbe-2020", csv, year);
    EXPECT_EQ(Text(body, "index_exact"), "3599/2000");
    EXPECT_EQ(Text(body, "index"), "1.80");
    EXPECT_EQ(Text(body, "predicate"), predicate);
  }
}

TEST_F(Assess, ACityOf2018) {
  const char* codes[] = {"32", "33", "34", "35-1", "35-2", "35-3"};
  const std::string digits =
      "1113233"
      "2111333133"
      "13"
      "23"
      "322"
      "3144434"
      "323133";
  std::string csv = "code,value\n";
  for (size_t i = 0; i < digits.size(); ++i)
    csv += (i < 31 ? std::to_string(i + 1) : codes[i - 31]) + "," + digits[i] + "\n";
  const boost::json::value body = Json("spbe-2018", csv, {"--year", "2018"});
  EXPECT_EQ(Text(body, "index"), "2.64");
  EXPECT_EQ(Text(body, "predicate"), "Baik");
  EXPECT_EQ(Group(body, "aspects", "5"), "2.33");
  EXPECT_EQ(Group(body, "aspects", "6"), "3.29");
  EXPECT_EQ(Group(body, "domains", "3"), "3.00");
}

TEST_F(Assess, FilesAsSpreadsheetsWriteThem) {
  const std::vector<std::pair<int, std::string>> all = {{47, "3"}};
  const std::string plain = Run("spbe-2020", Levels2020(all), {"--json"}).out;
  for (const std::string& csv : {"\xEF\xBB\xBF" + Levels2020(all), Levels2020(all, ";", "\r\n"),
                                 "\xEF\xBB\xBF" + Levels2020(all, ";", "\r\n"), Levels2020(all) + "\n\n",
                                 Levels2020({{47, " 3 "}}), Levels2020({{47, "\"3\""}})})
    EXPECT_EQ(Run("spbe-2020", csv, {"--json"}).out, plain) << csv.substr(0, 40);
  WriteWhole(folder_ / "nilai.csv", Levels2020(all));
  EXPECT_EQ(Sinergi({"assess", "--instrument", "spbe-2020", "-", "--json"}, Levels2020(all)).out, plain);
}

TEST_F(Assess, PemdiReadsDecimalsAndFractions) {
  std::string csv = "code;value\n";
  for (int i = 1; i <= 19; ++i) csv += "I" + std::to_string(i) + ";11/3\n";
  const boost::json::value body = Json("pemdi-2026", csv + "I20;3,25\n");
  EXPECT_EQ(Text(body, "index"), "3.60");
  EXPECT_EQ(Text(body, "index_exact"), "173/48");
  EXPECT_EQ(Text(body, "predicate"), "Sangat Baik");
  EXPECT_EQ(Group(body, "aspects", "7"), "3.42");
  EXPECT_EQ(boost::json::serialize(body.at("notes")), "[\"draft\"]");
}

TEST_F(Assess, WhatIsNotAnsweredIsSaid) {
  const boost::json::value body = Json("spbe-2020", "code,value\n1,5\n2,\n", {"--year", "2030"});
  EXPECT_EQ(body.at("answered").to_number<int>(), 1);
  EXPECT_EQ(body.at("unanswered").as_array().size(), 46u);
  EXPECT_EQ(boost::json::serialize(body.at("notes")), "[\"outside_validity\",\"unanswered\"]");
  const Outcome said = Run("spbe-2020", "code,value\n1,5\n");
  EXPECT_NE(said.out.find("1 dari 47"), std::string::npos) << said.out;
}

TEST_F(Assess, RefusesWithTheLine) {
  const std::pair<const char*, const char*> cases[] = {{"code,value\n1,3\n99,3\n", "nilai.csv:3: "},
                                                       {"code,value\n1,3\n1,4\n", "nilai.csv:3: "},
                                                       {"code,value\n1,6\n", "nilai.csv:2: "},
                                                       {"code,value\n1,2.5\n", "nilai.csv:2: "},
                                                       {"code,value\n1,tiga\n", "nilai.csv:2: "},
                                                       {"code,value\n1,3,5\n", "nilai.csv:2: "},
                                                       {"kode,skor\n1,3\n", "nilai.csv:1: "},
                                                       {"code,value\n1,\n", "satu pun"},
                                                       {"", "code"}};
  for (const auto& [csv, place] : cases) {
    const Outcome outcome = Run("spbe-2020", csv);
    EXPECT_EQ(outcome.exit, 1) << csv;
    EXPECT_EQ(outcome.out, "") << csv;
    EXPECT_NE(outcome.err.find(place), std::string::npos) << outcome.err;
  }
  const Outcome as_json = Run("spbe-2020", "code,value\n1,6\n2,7\n", {"--json"});
  const boost::json::value body = Parsed(as_json.err);
  EXPECT_EQ(Text(body.at("error"), "code"), "assessment.bad_levels");
  EXPECT_EQ(body.at("error").at("faults").as_array().size(), 2u);
}

TEST_F(Assess, RefusesWhatItDoesNotKnow) {
  const std::string csv = Levels2020({{47, "3"}});
  EXPECT_EQ(Run("spbe-2021", csv).exit, 1);
  EXPECT_EQ(Run("tidak/ada.yaml", csv).exit, 1);
  EXPECT_EQ(Run("spbe-2020", csv, {"--scoring", "grade"}).exit, 1);
  EXPECT_EQ(Run("spbe-2020", csv, {"--weights", folder_ / "nilai.csv"}).exit, 1);
  EXPECT_EQ(Run("spbe-2020", csv, {"--year", "dua"}).exit, 2);
  EXPECT_EQ(Run("spbe-2020", csv, {"--year", "23"}).exit, 2);
  EXPECT_EQ(Sinergi({"assess", "x.csv"}).exit, 2);
  EXPECT_EQ(Sinergi({"assess", "--instrument", "spbe-2020"}).exit, 2);
  EXPECT_EQ(Sinergi({"assess", "--instrument", "spbe-2020", "/nonexistent.csv"}).exit, 1);
  EXPECT_EQ(Sinergi({"instrument"}).exit, 2);
}

TEST_F(Assess, SakipInThreeWays) {
  std::string grades = "code,value\n";
  for (const char* component : {"1", "2", "3", "4"})
    for (const char* sub : {"a", "b", "c"}) grades += std::string(component) + "." + sub + ",BB\n";
  const boost::json::value by_grade = Json("sakip-2021", grades);
  EXPECT_EQ(Text(by_grade, "index"), "80.00");
  EXPECT_EQ(Text(by_grade, "predicate"), "BB");
  EXPECT_EQ(Text(by_grade, "predicate_meaning"), "Sangat Baik");
  EXPECT_EQ(Group(by_grade, "domains", "1"), "80.00");
  EXPECT_EQ(Text(by_grade.at("domains").as_array()[0], "contribution"), "24.00");
  const boost::json::value by_criteria =
      Json("sakip-2021", "code,value\n1.a.1,Ya\n1.a.2,B\n1.a.3,Tidak\n", {"--scoring", "criteria"});
  EXPECT_EQ(Text(by_criteria, "index"), "1.75");
  EXPECT_EQ(Text(by_criteria, "scoring"), "criteria");
  EXPECT_EQ(Text(Json("sakip-2021", "code,value\n1.a.1,0.8\n", {"--scoring", "points"}), "index"), "0.80");
}

TEST_F(Assess, KipNeedsItsWeights) {
  const std::string csv = "code,value\n1,95\n2,90\n3,90\n4,90\n5,90\n6,90\n7,90\n8,90\n";
  const Outcome without = Run("kip", csv);
  EXPECT_EQ(without.exit, 1);
  EXPECT_NE(without.err.find("bobot"), std::string::npos);
  WriteWhole(folder_ / "bobot.csv", "code,weight\n1,20\n2,20\n3,10\n4,10\n5,10\n6,10\n7,10\n8,10\n");
  const boost::json::value body = Json("kip", csv, {"--weights", folder_ / "bobot.csv"});
  EXPECT_EQ(Text(body, "index"), "91.00");
  EXPECT_EQ(Text(body, "predicate"), "Informatif");
}

TEST_F(Assess, KamiByItsOwnRule) {
  const boost::json::value body = Json("kami-5", "code,value\nI.1,A\nII.II.1.1,3\n");
  EXPECT_EQ(Text(body, "index"), "3");
  EXPECT_TRUE(body.at("predicate").is_null());
  EXPECT_EQ(Group(body, "domains", "II"), "3");
  EXPECT_EQ(Run("kami-5", "code,value\nII.II.1.9,3\n").exit, 1);
}

TEST_F(Assess, InstrumentsAreListedShownAndChecked) {
  const boost::json::value list = Parsed(Sinergi({"instrument", "list", "--json"}).out);
  EXPECT_EQ(list.as_array().size(), 7u);
  const std::string plain = Sinergi({"instrument", "list"}).out;
  EXPECT_EQ(plain.find(" \n"), plain.npos) << "blanks at the end of a line";
  for (const boost::json::value& each : list.as_array()) {
    const std::string id = Text(each, "id");
    const Outcome shown = Sinergi({"instrument", "show", id});
    EXPECT_EQ(shown.exit, 0) << id;
    EXPECT_EQ(Text(Parsed(Sinergi({"instrument", "show", id, "--json"}).out), "id"), id);
  }
  EXPECT_NE(Sinergi({"instrument", "show", "pemdi-2026"}).out.find("5  belum tersedia"), std::string::npos);
  EXPECT_EQ(Sinergi({"instrument", "show", "tidak-ada"}).exit, 1);
  EXPECT_EQ(Sinergi({"instrument", "check", folder_ / "tidak-ada.yaml"}).exit, 1);
  const std::string crosswalk = SINERGI_SOURCE_DIR "/data/instruments/crosswalk-spbe-2018-spbe-2020.yaml";
  EXPECT_EQ(Sinergi({"instrument", "check", crosswalk}).exit, 0);
}

const char kOwn[] =
    "instrument: ikd\ntitle: Indeks\nbasis: Perbup\nlevels: {l: {1: Satu, 2: Dua}}\n"
    "predicate: {bounds: [[1.5, Baik], [0, Kurang]]}\ntree:\n  - aspect: 1\n    name: A\n    items:\n"
    "      - {item: 1, name: X, weight: 60}\n      - {item: 2, name: Y, weight: 40}\n";

TEST_F(Assess, OnesOwnInstrument) {
  const std::string file = folder_ / "ikd.yaml";
  WriteWhole(file, kOwn);
  EXPECT_EQ(Sinergi({"instrument", "check", file}).exit, 0);
  EXPECT_EQ(Text(Json(file, "code,value\n1,1\n2,2\n"), "index"), "1.40");
  std::string wrong = kOwn;
  wrong.replace(wrong.find("weight: 40"), 10, "weight: 39");
  WriteWhole(file, wrong);
  const Outcome checked = Sinergi({"instrument", "check", file});
  EXPECT_EQ(checked.exit, 1);
  EXPECT_NE(checked.out.find(file + ":7:3: "), std::string::npos) << checked.out;
  EXPECT_NE(checked.out.find("99"), std::string::npos);
  EXPECT_NE(checked.err, "");
  wrong.replace(wrong.find("name: Y"), 7, "nama: Y");
  WriteWhole(file, wrong);
  const std::string faults = Sinergi({"instrument", "check", file}).out;
  EXPECT_LT(faults.find(":7:3: "), faults.find(":11:9: ")) << faults;
  EXPECT_NE(faults.find(":11:9: "), std::string::npos) << faults;
  EXPECT_EQ(Run(file, "code,value\n1,1\n").exit, 1);
}

}  // namespace
}  // namespace sinergi::blackbox
