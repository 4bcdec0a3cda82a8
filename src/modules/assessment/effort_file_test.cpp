#include "modules/assessment/effort_file.h"

#include <gmock/gmock.h>

namespace sinergi::assessment {
namespace {

Instrument ThreeItems() {
  Instrument made;
  made.id = "made";
  LevelScale scale;
  for (int level = 1; level <= 5; ++level) scale.levels.push_back({Ratio{level, 1}, {}, {}});
  made.scales = {scale};
  for (const char* code : {"21", "35-2", "I5"}) {
    Item item;
    item.code = code;
    item.weight = *Ratio::Of(100, 3);
    made.items.push_back(item);
  }
  return made;
}

std::string FaultText(const Error& error) {
  std::string all = error.code;
  for (const FieldError& field : error.fields) all += " " + field.field + "=" + field.code;
  return all;
}

TEST(EffortFile, ReadsWhatPeopleWrite) {
  const std::vector<std::string> files = {
      "code,level,effort\n21,2,1.5\n35-2,5,0\n",
      "kode;tingkat;upaya\r\n21;2;1,5\r\n35-2;5;0\r\n",
      "\xEF\xBB\xBF"
      "effort,note,code,level\n\"1,5\",x,21,2\n,y,i5,3\n\n0,,35-2,5\n",
  };
  for (const std::string& file : files) {
    const Result<EffortTable> efforts = ReadEfforts(ThreeItems(), file, "u.csv");
    ASSERT_TRUE(efforts.ok()) << FaultText(efforts.error());
    EXPECT_EQ((*efforts)[0][1].micro, 1'500'000);
    EXPECT_EQ((*efforts)[0][2].micro, kMicro) << "not named: 1";
    EXPECT_EQ((*efforts)[1][4].micro, 0);
    EXPECT_EQ((*efforts)[2][2].micro, kMicro) << "left empty: 1";
  }
}

TEST(EffortFile, NamesWhoIsResponsible) {
  const Result<EffortTable> efforts =
      ReadEfforts(ThreeItems(), "code,level,effort,unit\n21,2,,Dinas Kominfo\n", "u.csv");
  ASSERT_TRUE(efforts.ok());
  EXPECT_EQ((*efforts)[0][1].responsible, "Dinas Kominfo");
  EXPECT_EQ((*efforts)[0][1].micro, kMicro);
}

TEST(EffortFile, EveryFaultHasItsPlace) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"", " u.csv=assessment.column_missing"},
      {"code,effort\n21,1\n", " u.csv:1=assessment.column_missing"},
      {"code,level,effort\n99,2,1\n", " u.csv:2=assessment.code_unknown"},
      {"code,level,effort\n,2,1\n", " u.csv:2=assessment.code_missing"},
      {"code,level,effort\n21,6,1\n", " u.csv:2=assessment.level_unknown"},
      {"code,level,effort\n21,2.5,1\n", " u.csv:2=assessment.level_unknown"},
      {"code,level,effort\n21,2,-1\n", " u.csv:2=assessment.effort_unreadable"},
      {"code,level,effort\n21,2,banyak\n", " u.csv:2=assessment.effort_unreadable"},
      {"code,level,effort\n21,2,1e3\n", " u.csv:2=assessment.effort_unreadable"},
      {"code,level,effort\n21,2,1.500.000\n", " u.csv:2=assessment.effort_unreadable"},
      {"code,level,effort\n21,2,\"1.500,5\"\n", " u.csv:2=assessment.effort_unreadable"},
      {"code,level,effort\n21,2,0.0000001\n", " u.csv:2=assessment.effort_unreadable"},
      {"code,level,effort\n21,2,1000000000001\n", " u.csv:2=assessment.effort_unreadable"},
      {"code,level,effort\n21,2,1,5\n", " u.csv:2=assessment.row_too_long"},
      {"code,level,effort\n21,2,1\n\n21,2,1\n", " u.csv:4=assessment.effort_doubled"},
      {"code,level,effort,note\n21,3,1,\"a\nb\"\nx,2,1\ny,2,1\n",
       " u.csv:4=assessment.code_unknown u.csv:5=assessment.code_unknown"},
      {"code,level,effort\n21,2,\"1\n", " u.csv=sheets.bad_csv"},
      {"code,level,effort\n\xFF,2,1\n", " u.csv=sheets.bad_encoding"},
  };
  for (const auto& [file, faults] : rows) {
    const Result<EffortTable> efforts = ReadEfforts(ThreeItems(), file, "u.csv");
    ASSERT_FALSE(efforts.ok()) << file;
    EXPECT_EQ(FaultText(efforts.error()), "assessment.bad_efforts" + faults) << file;
  }
}

TEST(EffortFile, ReadsDependencies) {
  const Result<std::vector<Dependency>> read =
      ReadDependencies(ThreeItems(), "code,level,needs_code,needs_level\n21,4,35-2,3\nI5,2,21,2\n", "s.csv");
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->size(), 2u);
  EXPECT_EQ((*read)[0].item, 0);
  EXPECT_EQ((*read)[0].level, (Ratio{4, 1}));
  EXPECT_EQ((*read)[0].needs_item, 1);
  EXPECT_EQ((*read)[0].needs_level, (Ratio{3, 1}));
}

TEST(EffortFile, EveryFaultOfDependenciesHasItsPlace) {
  const std::string head = "code,level,needs_code,needs_level\n";
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"code,level\n21,4\n", " s.csv:1=assessment.column_missing s.csv:1=assessment.column_missing"},
      {head + "21,4,99,3\n", " s.csv:2=assessment.code_unknown"},
      {head + "21,9,35-2,0\n", " s.csv:2=assessment.level_unknown s.csv:2=assessment.level_unknown"},
      {head + "21,4,21,3\n", " s.csv:2=assessment.needs_itself"},
      {head + "21,4,35-2\n", " s.csv:2=assessment.level_unknown"},
  };
  for (const auto& [file, faults] : rows) {
    const Result<std::vector<Dependency>> read = ReadDependencies(ThreeItems(), file, "s.csv");
    ASSERT_FALSE(read.ok()) << file;
    EXPECT_EQ(FaultText(read.error()), "assessment.bad_dependencies" + faults) << file;
  }
}

}  // namespace
}  // namespace sinergi::assessment
