#include "modules/assessment/kami.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/assessment/kami_index.h"
#include "platform/files/embedded.h"

namespace sinergi::assessment {
namespace {

const Kami& KamiFive() {
  static const Kami kami = *ShippedKami("kami-5");
  return kami;
}

// Answers by the lead of their codes, the last rule that fits: {{"", 3}, {"II.II.1", 2}}.
using Rules = std::vector<std::pair<std::string, int>>;
KamiAnswers AnswerFive(const Rules& rules) {
  KamiAnswers answers;
  for (const std::string& code : KamiCodes(KamiFive())) {
    std::optional<int> answer;
    for (const auto& [lead, value] : rules)
      if (code.starts_with(lead)) answer = value;
    answers.push_back(answer);
  }
  return answers;
}

size_t AreaOf(const std::string& code) {
  size_t at = 0;
  while (KamiFive().areas[at].code != code) ++at;
  return at;
}

TEST(Kami, ThePublishedMaxima) {
  const Kami& kami = KamiFive();
  EXPECT_EQ(kami.max, 918);
  int questions = 0;
  for (const KamiArea& area : kami.areas)
    for (const KamiCell& cell : area.cells) questions += cell.questions;
  EXPECT_EQ(questions, 175);
  EXPECT_EQ(KamiCodes(kami).size(), 10u + 175u + 27u);
  EXPECT_EQ(KamiCodes(kami)[10], "II.II.1.1");
}

struct StatusCase {
  Rules rules;
  int total;
  const char *category, *status;
};

TEST(Kami, StatusByCategoryAndPoints) {
  const StatusCase cases[] = {{{{"", 3}, {"I.", 5}}, 918, "Strategis", "Baik"},
                              {{{"", 3}, {"I.", 1}}, 918, "Rendah", "Baik"},
                              {{{"", 0}, {"I.", 2}}, 0, "Tinggi", "Tidak Layak"},
                              // Everything in part: no stage 3; 2 × 75 of stage 1 and 4 × 69 of stage 2.
                              {{{"", 2}, {"I.", 1}}, 426, "Rendah", "Pemenuhan Kerangka Kerja Dasar"},
                              {{{"", 2}, {"I.", 2}}, 426, "Tinggi", "Pemenuhan Kerangka Kerja Dasar"},
                              {{{"", 2}, {"I.", 5}}, 426, "Strategis", "Tidak Layak"},
                              // Enough in sum, but too little in one area.
                              {{{"", 3}, {"I.", 1}, {"III.", 0}}, 846, "Rendah", "Tidak Layak"},
                              {{{"", 3}, {"I.", 1}, {"VII.", 0}}, 834, "Rendah", "Baik"}};
  for (const StatusCase& each : cases) {
    const KamiFigures figures = ComputeKami(KamiFive(), AnswerFive(each.rules));
    EXPECT_EQ(figures.total, each.total);
    ASSERT_GE(figures.category, 0);
    EXPECT_EQ(KamiFive().categories[static_cast<size_t>(figures.category)].name.id, each.category);
    EXPECT_EQ(figures.status, each.status) << each.total << " " << each.category;
  }
}

TEST(Kami, NoStatusWithoutACategory) {
  const KamiFigures figures = ComputeKami(KamiFive(), AnswerFive({{"II.", 3}}));
  EXPECT_EQ(figures.category, -1);
  EXPECT_EQ(figures.status, "");
  EXPECT_EQ(figures.total, 126);
}

struct AreaCase {
  const char* area;
  Rules rules;
  int points;
  bool third;
  const char* maturity;
};

TEST(Kami, GateOfStageThreeAndMaturity) {
  const AreaCase cases[] = {
      {"II", {{"II.", 3}}, 126, true, "IV"},
      {"II", {{"II.", 3}, {"II.II.1.1", 1}}, 70, false, "II"},  // one merely planned
      {"II", {{"II.", 3}, {"II.II.1.1", 2}, {"II.II.1.2", 2}}, 124, true, "III+"},
      {"II", {{"II.", 3}, {"II.II.1.1", 2}, {"II.II.1.2", 2}, {"II.II.1.3", 2}}, 69, false, "II"},
      {"II", {{"II.", 3}, {"II.II.2", 0}, {"II.III.2", 1}}, 30, false, "I+"},
      {"II", {{"II.", 0}}, 0, false, "I"},
      {"II", {{"II.", 3}, {"II.IV", 1}}, 90, true, "III"},  // 18 of stage 3 is under 24
      {"II", {{"II.", 3}, {"II.IV", 2}}, 108, true, "III+"},
      {"II", {{"II.", 3}, {"II.III", 2}, {"II.IV", 3}}, 120, true, "II+"},  // 12 is under 14
      {"III", {{"III.", 3}}, 72, true, "V"},
      {"III", {{"III.", 3}, {"III.V", 2}}, 66, true, "IV+"},
      {"III", {{"III.", 3}, {"III.V", 0}}, 54, true, "IV"},
      {"IV", {{"IV.", 3}}, 192, true, "V"},
      {"V", {{"V.", 3}}, 258, true, "III"},
      {"VI", {{"VI.", 3}}, 186, true, "IV"},
      {"VII", {{"VII.", 3}}, 84, true, "III"},
      {"VII", {{"VII.", 2}}, 56, false, "II"}};
  for (const AreaCase& each : cases) {
    const KamiAreaFigures of = ComputeKami(KamiFive(), AnswerFive(each.rules)).areas[AreaOf(each.area)];
    const std::string which = std::string(each.area) + " " + testing::PrintToString(each.rules);
    EXPECT_EQ(of.points, each.points) << which;
    EXPECT_EQ(of.third_counts, each.third) << which;
    EXPECT_EQ(of.maturity, each.maturity) << which;
  }
}

TEST(Kami, AnswersByNumberOrName) {
  const char csv[] =
      "code,value\nI.1,A\ni.2,5\nI.3,c\nII.II.1.1,diterapkan sebagian\nII.II.1.2,3\nVIII.27,2\n";
  const Result<KamiAnswers> read = ReadKamiAnswers(KamiFive(), csv, "f");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ((*read)[0], 5);
  EXPECT_EQ((*read)[1], 5);
  EXPECT_EQ((*read)[2], 1);
  EXPECT_EQ((*read)[10], 2);
  const KamiFigures figures = ComputeKami(KamiFive(), *read);
  EXPECT_EQ(figures.supplement_points, 2);
  EXPECT_EQ(figures.supplement_percent, (Decimal{247, 2}));
  for (const char* wrong : {"I.1,4", "I.1,D", "I.11,A", "II.II.1.1,4", "II.II.1.1,1.5", "II.II.1.9,1"})
    EXPECT_FALSE(ReadKamiAnswers(KamiFive(), std::string("code,value\n") + wrong + "\n", "f").ok()) << wrong;
}

struct FaultCase {
  const char *find, *put, *code;
};

TEST(Kami, TheCheckerKnowsItsFile) {
  const std::string good(files::FindEmbedded("data/instruments/kami-5.yaml")->plain);
  const FaultCase cases[] = {{"max: 918", "max: 916", "instrument.max_differs"},
                             {"max: 126", "max: 120", "instrument.max_differs"},
                             {"1: [0, 1, 2, 3]", "1: [0, 1, 2]", "instrument.bad_stage"},
                             {"1: [0, 1, 2, 3]", "1: [0, 2, 1, 3]", "instrument.bad_stage"},
                             {"[918, Baik]", "[900, Baik]", "instrument.limits_order"},
                             {"[760, Pemenuhan", "[400, Pemenuhan", "instrument.limits_order"},
                             {"from: 16", "from: 36", "instrument.bounds_order"},
                             {"II: [12, 36]", "II: [40, 36]", "instrument.bad_step"},
                             {"II: [12, 36]", "VI: [12, 36]", "data_file.unknown_word"},
                             {"{1: 8, 2: 5}", "{1: 8, 4: 5}", "data_file.unknown_key"},
                             {"{1: 8, 2: 5}", "{1: delapan, 2: 5}", "instrument.bad_whole"},
                             {"- area: III", "- area: II", "instrument.doubled_code"},
                             {"area: VIII", "area: VII", "instrument.doubled_code"},
                             {"levels: importance", "levels: penting", "instrument.unknown_levels"},
                             {"0: Tidak Dilakukan", "4: Tidak Dilakukan", "instrument.unknown_levels"},
                             {"required: 16", "wajib: 16", "data_file.unknown_key"}};
  for (const FaultCase& each : cases) {
    std::string yaml = good;
    ASSERT_NE(yaml.find(each.find), yaml.npos) << each.find;
    yaml.replace(yaml.find(each.find), std::string(each.find).size(), each.put);
    const Result<Kami> read = ReadKami(yaml, "f");
    ASSERT_FALSE(read.ok()) << each.put;
    std::vector<std::string> codes;
    for (const FieldError& field : read.error().fields) codes.push_back(field.code);
    EXPECT_THAT(codes, testing::Contains(std::string(each.code))) << each.put;
  }
  for (const char* broken :
       {"", "aggregation: kami\n", "aggregation: kami\nlevels: 1\nstages: 2\nareas: 3\n"})
    EXPECT_FALSE(ReadKami(broken, "f").ok()) << broken;
  EXPECT_EQ(ShippedKamiIds(), std::vector<std::string>{"kami-5"});
  EXPECT_EQ(ShippedKami("spbe-2020").error().code, "assessment.instrument_unknown");
}

}  // namespace
}  // namespace sinergi::assessment
