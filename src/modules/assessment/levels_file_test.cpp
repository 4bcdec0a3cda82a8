#include "modules/assessment/levels_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/assessment/instrument_file.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/instrument_scoring.h"

namespace sinergi::assessment {
namespace {

using testing::ElementsAre;

// "2:assessment.code_unknown", one a fault; line 0 where the fault is the file's.
std::vector<std::string> LevelsFaults(const Instrument& instrument, const std::string& csv) {
  const Result<Levels> read = ReadLevels(instrument, csv, "f.csv");
  std::vector<std::string> faults;
  if (read.ok()) return faults;
  EXPECT_EQ(read.error().code, "assessment.bad_levels");
  for (const FieldError& field : read.error().fields)
    faults.push_back((field.field == "f.csv" ? "0" : field.field.substr(6)) + ":" + field.code);
  return faults;
}

std::string Value(const Instrument& instrument, const std::string& csv, const char* code) {
  const Result<Levels> read = ReadLevels(instrument, csv, "f.csv");
  if (!read.ok()) return read.error().fields[0].code;
  const std::optional<Ratio> level = (*read)[static_cast<size_t>(instrument.FindItem(code))];
  return level ? RatioText(*level) : "-";
}

TEST(LevelsFile, ReadsWhatSpreadsheetsWrite) {
  const Instrument spbe = *ShippedInstrument("spbe-2020");
  for (const char* csv :
       {"code,value\n1,3\n2,\n",
        "\xEF\xBB\xBF"
        "code;value\r\n1;3\r\n2;\r\n",
        "Value , CODE \n3,1\n", "kode;nilai\n1;3\n", "\n\ncode,value\n\n1,3\n,\n",
        "code,value,catatan\n1, 3 ,\"dua\nbaris\"\n", "code,value\r1,3\r", "code,value\n\"1\",\"3\"",
        "code,value\n1,3.00\n", "code;value\n1;3,0\n", "code,value\n1,3/1\n", "code,value\n1,terdefinisi\n"})
    EXPECT_EQ(Value(spbe, csv, "1"), "3") << csv;
  EXPECT_EQ(Value(spbe, "code,value\n1,0\n", "1"), "0") << "tidak dinilai";
  EXPECT_EQ(Value(spbe, "code,value\n2,4\n1,\n", "1"), "-");
  EXPECT_EQ(Value(spbe, "code,value\n2,4\n", "1"), "-");
}

struct LevelsCase {
  const char *csv, *fault;
};

TEST(LevelsFile, NamesEveryFaultByItsLine) {
  const Instrument spbe = *ShippedInstrument("spbe-2020");
  const LevelsCase cases[] = {{"", "0:assessment.column_missing"},
                              {"1,3\n2,4\n", "1:assessment.column_missing"},
                              {"code,level\n1,3\n", "1:assessment.column_missing"},
                              {"code,value,nilai\n1,3,4\n", "1:assessment.column_doubled"},
                              {"code,value\n", "0:assessment.no_answers"},
                              {"code,value\n1,\n2,\n", "0:assessment.no_answers"},
                              {"code,value\n48,3\n", "2:assessment.code_unknown"},
                              {"code,value\n01,3\n", "2:assessment.code_unknown"},
                              {"code,value\n1,3\n1,3\n", "3:assessment.code_doubled"},
                              {"code,value\n1,\n1,3\n", "3:assessment.code_doubled"},
                              {"code,value\n,3\n", "2:assessment.code_missing"},
                              {"code,value\n1,6\n", "2:assessment.level_unknown"},
                              {"code,value\n1,-1\n", "2:assessment.level_unknown"},
                              {"code,value\n1,2.5\n", "2:assessment.level_unknown"},
                              {"code,value\n1,3.0000001\n", "2:assessment.level_unknown"},
                              {"code,value\n1,tiga\n", "2:assessment.level_unknown"},
                              {"code,value\n1,=1+2\n", "2:assessment.level_unknown"},
                              {"code,value\n1,informasi\n", "2:assessment.level_unknown"},
                              {"code,value\n1,3,25\n", "2:assessment.row_too_long"},
                              {"code,value\n1,\"3\n", "0:sheets.bad_csv"},
                              {"code,value\n1,\xFF\n", "0:sheets.bad_encoding"},
                              {"code,value,note\n2,4,\"a\nb\nc\"\n1,9,\n", "5:assessment.level_unknown"}};
  for (const LevelsCase& each : cases)
    EXPECT_THAT(LevelsFaults(spbe, each.csv), testing::Contains(std::string(each.fault))) << each.csv;
}

TEST(LevelsFile, TellsAllFaultsAtOnce) {
  const Instrument spbe = *ShippedInstrument("spbe-2020");
  EXPECT_THAT(
      LevelsFaults(spbe, "code,value\n1,6\n99,1\n2,x\n3,3\n"),
      ElementsAre("3:assessment.code_unknown", "2:assessment.level_unknown", "4:assessment.level_unknown"));
  std::string many = "code,value\n";
  for (int i = 0; i < 5000; ++i) many += "x" + std::to_string(i) + ",1\n";
  EXPECT_EQ(LevelsFaults(spbe, many).size(), 200u);
  EXPECT_THAT(LevelsFaults(spbe, std::string(5 << 20, '\n')), ElementsAre("0:assessment.file_too_large"));
}

TEST(LevelsFile, DecimalsWhereTheScaleHasThem) {
  const Instrument pemdi = *ShippedInstrument("pemdi-2026");
  const std::tuple<const char*, const char*> cases[] = {{"3.25", "13/4"},
                                                        {"\"3,25\"", "13/4"},
                                                        {"11/3", "11/3"},
                                                        {"5", "5"},
                                                        {"1.00", "1"},
                                                        {"0", "0"},
                                                        {"melembaga", "4"},
                                                        {"5.01", "assessment.level_unknown"},
                                                        {"0.99", "assessment.level_unknown"},
                                                        {"16/3", "assessment.level_unknown"}};
  for (const auto& [typed, level] : cases)
    EXPECT_EQ(Value(pemdi, std::string("code,value\ni5,") + typed + "\nI1,2\n", "I5"), level) << typed;
  EXPECT_EQ(Value(pemdi, "code;value\nI5;3,25\n", "I5"), "13/4");
}

TEST(LevelsFile, GradesSharesAndPoints) {
  const Instrument sakip = *ShippedInstrument("sakip-2021");
  const Instrument criteria = *ScoredBy(sakip, "criteria"), points = *ScoredBy(sakip, "points");
  const std::tuple<const Instrument*, const char*, const char*, const char*> cases[] = {
      {&sakip, "1.a", "AA", "100"},
      {&sakip, "1.a", "bb", "80"},
      {&sakip, "1.a", "80", "80"},
      {&sakip, "1.a", "E", "0"},
      {&sakip, "1.a", "85", "assessment.level_unknown"},
      {&criteria, "1.a.1", "Ya", "100"},
      {&criteria, "1.a.1", "tidak", "0"},
      {&criteria, "1.a.1", "B", "75"},
      {&criteria, "1.a.1", "0.75", "75"},
      {&criteria, "1.a.1", "\"0,5\"", "50"},
      {&criteria, "1.a.1", "1", "100"},
      {&criteria, "1.a.1", "AA", "assessment.level_unknown"},
      {&points, "1.a.1", "0.5", "50"},
      {&points, "1.a.1", "1", "100"},
      {&points, "1.a.1", "1.01", "assessment.level_unknown"}};
  for (const auto& [instrument, code, typed, level] : cases)
    EXPECT_EQ(Value(*instrument, "code,value\n" + std::string(code) + "," + typed + "\n", code), level)
        << instrument->scoring << " " << typed;
}

}  // namespace
}  // namespace sinergi::assessment
