// `improve`: the road map from the command line, with instruments that ship, without any database.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "cli/place.h"

namespace sinergi::blackbox {
namespace {

namespace json = boost::json;

class Improve : public testing::Test {
 protected:
  // The 47 items of SPBE 2020, all on one level but those named.
  std::string Levels(const std::string& level, const std::map<int, std::string>& but = {}) const {
    std::string csv = "code,value\n";
    for (int i = 1; i <= 47; ++i)
      csv += std::to_string(i) + "," + (but.contains(i) ? but.at(i) : level) + "\n";
    return Write("nilai.csv", csv);
  }
  std::string Write(const std::string& name, const std::string& text) const {
    WriteWhole(folder_ / name, text);
    return folder_ / name;
  }
  Outcome Run(const Words& options, const std::string& levels) const {
    Words line = {"improve", "--instrument", "spbe-2020", levels, "--data", folder_ / "none"};
    line.insert(line.end(), options.begin(), options.end());
    return Sinergi(line);
  }
  // All items but these, for --lock.
  static std::string Others(const std::set<int>& but) {
    std::string codes;
    for (int i = 1; i <= 47; ++i)
      if (!but.contains(i)) codes += (codes.empty() ? "" : ",") + std::to_string(i);
    return codes;
  }
  json::value Json(Words options, const std::string& levels, int exit = 0) const {
    options.push_back("--json");
    const Outcome outcome = Run(options, levels);
    EXPECT_EQ(outcome.exit, exit) << outcome.err;
    return ParseJson(outcome.out);
  }
  static std::string Text(const json::value& object, std::string_view key) {
    return std::string(object.at(key).as_string());
  }
  Folder folder_;
};

TEST_F(Improve, GivesTheCheapestRoadMap) {
  const json::value plan = Json({"--target", "2.05"}, Levels("2"));
  EXPECT_EQ(Text(plan, "index_before"), "2.00");
  EXPECT_EQ(Text(plan, "index"), "2.06");
  EXPECT_EQ(Text(plan, "effort"), "2");
  EXPECT_TRUE(plan.at("proven").as_bool() && plan.at("years_proven").as_bool());
  int64_t effort = 0;
  for (const json::value& step : plan.at("steps").as_array()) {
    EXPECT_GE(std::stoi(Text(step, "code")), 42) << "3 % a level: the heaviest items";
    EXPECT_EQ(Text(step, "from"), "2");
    EXPECT_EQ(step.at("year").as_int64(), 1);
    effort += std::stoll(Text(step, "effort"));
  }
  EXPECT_EQ(effort, 2);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "none")) << "no database is made";
}

TEST_F(Improve, TheIndexAsPrintedDecides) {
  // Exactly 2.0250 with one step of 2.5 %: prints 2.03.
  const json::value plan =
      Json({"--target", "2.03", "--lock", "42,43,44,45,46,47,32,33,34,35,36,37,38,39,40,41"}, Levels("2"));
  EXPECT_EQ(Text(plan, "effort"), "1");
  EXPECT_EQ(Text(plan, "index"), "2.03");
  EXPECT_EQ(Text(Json({"--target", "2,03"}, Levels("2")), "effort"), "1") << "decimal comma";
  EXPECT_EQ(Text(Json({"--target", "2"}, Levels("2")), "effort"), "0");
  EXPECT_TRUE(Json({"--target", "1"}, Levels("2")).at("steps").as_array().empty());
}

TEST_F(Improve, EffortsDependenciesAndLocksCount) {
  const std::string levels = Levels("2");
  const std::string efforts =
      Write("upaya.csv", "code,level,effort,unit\n1,3,0.5,Bagian Hukum\n1,4,\"0,25\",\n");
  std::string dear = "code,level,effort\n";
  for (int i = 2; i <= 47; ++i) dear += std::to_string(i) + ",3,100\n";
  dear += "1,3,0.5\n1,4,0.25\n";
  const json::value plan = Json({"--target", "2.02", "--effort", Write("mahal.csv", dear)}, levels);
  EXPECT_EQ(Text(plan, "effort"), "0.75");
  ASSERT_EQ(plan.at("steps").as_array().size(), 1u);
  EXPECT_EQ(Text(plan.at("steps").as_array()[0], "code"), "1");
  EXPECT_EQ(Text(plan.at("steps").as_array()[0], "to"), "4");
  const json::value named = Json({"--target", "2.01", "--effort", efforts}, levels);
  EXPECT_EQ(json::serialize(named.at("steps").as_array()[0].at("responsible")), R"(["Bagian Hukum"])");
  const std::string needs = Write("syarat.csv", "code,level,needs_code,needs_level\n42,3,21,4\n");
  const json::value whole =
      Json({"--target", "2.03", "--lock", Others({21, 42}), "--depends", needs}, levels);
  EXPECT_EQ(Text(whole, "effort"), "2") << "two levels of 21 rather than 42 with what it needs";
  const json::value both = Json({"--target", "2.06", "--lock", Others({21, 42}), "--depends", needs}, levels);
  EXPECT_EQ(Text(both, "effort"), "3") << "42 to 3 needs 21 at 4";
}

TEST_F(Improve, YearsHoldTheirCapacity) {
  const json::value plan = Json({"--target", "2.5", "--capacity", "4"}, Levels("2"));
  std::map<int64_t, int64_t> load;
  int64_t last = 0;
  for (const json::value& step : plan.at("steps").as_array()) {
    load[step.at("year").as_int64()] += std::stoll(Text(step, "effort"));
    EXPECT_GE(step.at("year").as_int64(), last);
    last = step.at("year").as_int64();
  }
  for (const auto& [year, sum] : load) EXPECT_LE(sum, 4) << year;
  // 0.495 at 0.03 a step: 17 steps, 4 a year.
  EXPECT_EQ(Text(plan, "effort"), "17");
  EXPECT_EQ(plan.at("years").as_int64(), 5);
}

TEST_F(Improve, OutOfReachSaysByHowMuch) {
  const std::string levels = Levels("2");
  const json::value plan = Json({"--target", "2.5", "--capacity", "4", "--years", "3"}, levels, 1);
  EXPECT_FALSE(plan.at("reached").as_bool());
  EXPECT_EQ(Text(plan, "index"), "2.36");
  EXPECT_EQ(Text(plan, "missing"), "0.14");
  EXPECT_EQ(Text(plan, "effort"), "12");
  const Outcome text = Run({"--target", "2.5", "--capacity", "4", "--years", "3"}, levels);
  EXPECT_EQ(text.exit, 1);
  EXPECT_NE(text.err.find("2,36"), std::string::npos) << text.err;
  EXPECT_NE(text.out.find("Tahun 3"), std::string::npos) << text.out;
  EXPECT_NE(Run({"--target", "9", "--lang", "en"}, levels).err.find("cannot be reached"), std::string::npos);
}

TEST_F(Improve, BudgetAndCurve) {
  const std::string levels = Levels("4", {{1, "1"}});
  const json::value best = Json({"--budget", "2.9"}, levels);
  EXPECT_EQ(Text(best, "effort"), "2");
  const json::value curve = Json({"--curve"}, Levels("5", {{1, "3"}, {42, "4"}}));
  std::string points;
  for (const json::value& point : curve.at("points").as_array())
    points += Text(point, "index") + "=" + Text(point, "effort") + " ";
  // 5 - 2 · 0.013 - 0.03 = 4.944; a step of item 42, then two of item 1.
  EXPECT_EQ(points, "4.94=0 4.97=1 4.99=2 5.00=3 ");
}

TEST_F(Improve, DecimalScoresRiseToTheNextLevel) {
  std::string csv = "code;value\n";
  for (int i = 1; i <= 20; ++i) csv += "I" + std::to_string(i) + ";3,25\n";
  const Outcome outcome = Sinergi(
      {"improve", "--instrument", "pemdi-2026", Write("pemdi.csv", csv), "--target", "3.36", "--json"});
  ASSERT_EQ(outcome.exit, 0) << outcome.err;
  const json::value plan = ParseJson(outcome.out);
  ASSERT_EQ(plan.at("steps").as_array().size(), 1u);
  const json::value& step = plan.at("steps").as_array()[0];
  EXPECT_EQ(Text(step, "code"), "I20");
  EXPECT_EQ(Text(step, "from"), "3.25");
  EXPECT_EQ(Text(step, "to"), "4");
  EXPECT_EQ(Text(plan, "index"), "3.36");
}

TEST_F(Improve, FaultsAreNamedByFileAndLine) {
  const std::string levels = Levels("2");
  const auto says = [&](const Words& options, const std::string& file, const std::string& place) {
    const Outcome outcome = Run(options, file);
    EXPECT_EQ(outcome.exit, 1) << place;
    EXPECT_EQ(outcome.out, "") << place;
    EXPECT_NE(outcome.err.find(place), std::string::npos) << outcome.err;
  };
  says({"--target", "3", "--effort", Write("u.csv", "code,level,effort\n1,2,1\n1,9,1\n")}, levels,
       "u.csv:3: ");
  says({"--target", "3", "--depends", Write("s.csv", "code,level,needs_code,needs_level\n1,2,1,1\n")}, levels,
       "s.csv:2: ");
  says({"--target", "3"}, Write("n.csv", "code,value\n1,2\n99,3\n"), "n.csv:3: ");
  says({"--target", "3", "--lock", "1,99"}, levels, "99");
  says({"--target", "3"}, folder_ / "tidak-ada.csv", "tidak-ada.csv");
}

TEST_F(Improve, WrongUsageIsTwo) {
  const std::string levels = Levels("2");
  for (const Words& options : std::vector<Words>{{},
                                                 {"--target", "3", "--budget", "4"},
                                                 {"--target", "3", "--curve"},
                                                 {"--target", "tiga"},
                                                 {"--target", "-3"},
                                                 {"--target", "3", "--capacity", "banyak"},
                                                 {"--target", "3", "--years", "0"},
                                                 {"--target", "3", "--max-rise", "0"},
                                                 {"--budget", "1e3"}}) {
    const Outcome outcome = Run(options, levels);
    EXPECT_EQ(outcome.exit, 2) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.err, "");
  }
}

TEST_F(Improve, TheSameEveryTime) {
  const std::string levels = Levels("1", {{5, "3"}, {17, "4"}, {40, "2"}});
  const Words options = {"--target", "3.1", "--capacity", "12"};
  EXPECT_EQ(Run(options, levels).out, Run(options, levels).out);
}

}  // namespace
}  // namespace sinergi::blackbox
