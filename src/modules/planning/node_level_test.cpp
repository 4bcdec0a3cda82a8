#include "modules/planning/node_level.h"

#include <gtest/gtest.h>

namespace sinergi::planning {
namespace {

using enum NodeLevel;

TEST(NodeLevel, FromTheNumberOfPartsOfACode) {
  struct Row {
    const char* code;
    std::optional<NodeLevel> level;
  };
  const Row kTable[] = {
      {"2", kAffair},
      {"2.16", kField},
      {"2.16.03", kProgramme},
      {"2.16.03.2.02", kActivity},
      {"2.16.03.2.02.0013", kSubActivity},
      {"X.XX.01", kProgramme},
      {"X.XX.01.2.01", kActivity},
      {"", {}},
      {".", {}},
      {"2.", {}},
      {".16", {}},
      {"2..03", {}},
      {"2.16.03.2", {}},
      {"2.16.03.2.02.0013.1", {}},
      {"2.16.03.2.02.00131", {}},
      {"2.16.03 ", {}},
      {"2,16", {}},
      {"x.xx.01", {}},
      {"A", {}},
  };
  for (const Row& row : kTable) EXPECT_EQ(LevelOfCode(row.code), row.level) << "\"" << row.code << "\"";
}

TEST(NodeLevel, NamesReadBackInTheTreesOrder) {
  const NodeLevel kAll[] = {kGoal, kObjective, kAffair, kField, kProgramme, kActivity, kSubActivity};
  for (size_t i = 0; i < std::size(kAll); ++i) {
    EXPECT_EQ(ParseNodeLevel(Name(kAll[i])), kAll[i]);
    EXPECT_TRUE(i == 0 || kAll[i - 1] < kAll[i]) << "from the top of the tree down";
  }
  EXPECT_EQ(ParseNodeLevel("Programme"), std::nullopt);
  EXPECT_EQ(ParseNodeLevel(""), std::nullopt);
}

}  // namespace
}  // namespace sinergi::planning
