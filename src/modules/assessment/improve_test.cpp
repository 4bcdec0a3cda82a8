#include "modules/assessment/improve.h"

#include <gmock/gmock.h>

#include "modules/assessment/instrument_number.h"

namespace sinergi::assessment {
namespace {

Instrument Made(const std::vector<Ratio>& weights, int highest = 5, int places = 2) {
  Instrument made;
  made.id = "made";
  made.places = places;
  LevelScale scale{"level", {}, true};
  for (int l = 1; l <= highest; ++l) scale.levels.push_back({Ratio{l, 1}, {}, {}});
  made.scales = {scale};
  Group group;
  group.code = "1";
  group.weight = Ratio{100, 1};
  made.groups = {group};
  for (size_t i = 0; i < weights.size(); ++i) {
    Item item;
    item.code = std::to_string(i + 1);
    item.group = 0;
    item.weight = weights[i];
    item.functions = {"tik"};
    made.items.push_back(item);
  }
  made.predicates.push_back({Ratio{}, {}});
  return made;
}

Levels LevelsFrom(const std::vector<std::string>& values) {
  Levels levels;
  for (const std::string& value : values) levels.push_back(value.empty() ? std::nullopt : ReadRatio(value));
  return levels;
}

// "1:1>3@2" is item 1 from 1 to 3 in year 2.
std::string Steps(const Instrument& instrument, const ImprovePlan& plan) {
  std::string all;
  for (const Rise& rise : plan.rises)
    all += (all.empty() ? "" : " ") + instrument.items[static_cast<size_t>(rise.item)].code + ":" +
           RatioText(rise.from) + ">" + RatioText(rise.to) + "@" + std::to_string(rise.year);
  return all;
}

std::string Effort(int64_t micro) {
  return PlainDecimal(micro, 6, Zeros::kTrim);
}

// Effort of a level, in whole units: item, level, effort.
using Cost = std::tuple<int, int, int64_t>;
using Need = std::array<int, 4>;  // item, level, needs item, needs level

struct ImproveCase {
  const char* about;
  std::vector<Ratio> weights;
  std::vector<std::string> levels;
  const char* target;
  int highest = 5;
  std::vector<Cost> costs = {};
  std::vector<int> locked = {};
  std::vector<Need> needs = {};
  std::optional<int64_t> capacity = {};
  std::optional<int> years = {}, max_rise = {};
  // What must come out.
  const char* effort;
  const char* index;
  const char* steps;
  const char* missing = "0";
};

ImproveRequest RequestOfRow(const Instrument& made, const ImproveCase& row) {
  ImproveRequest request = RequestOf(made, LevelsFrom(row.levels));
  for (const auto& [item, level, effort] : row.costs)
    request.efforts[static_cast<size_t>(item - 1)][static_cast<size_t>(level - 1)].micro = effort * kMicro;
  for (const int item : row.locked) request.locked[static_cast<size_t>(item - 1)] = true;
  for (const auto& [item, level, needs, at] : row.needs)
    request.dependencies.push_back({item - 1, Ratio{level, 1}, needs - 1, Ratio{at, 1}});
  if (row.capacity) request.capacity_micro = *row.capacity * kMicro;
  request.years = row.years;
  request.max_rise_per_year = row.max_rise;
  return request;
}

const std::vector<Ratio> kHalves = {{50, 1}, {50, 1}}, kThirds = {{100, 3}, {100, 3}, {100, 3}};

TEST(Improve, DecisionTable) {
  const std::vector<ImproveCase> rows = {
      {.about = "reached already",
       .weights = kHalves,
       .levels = {"3", "3"},
       .target = "3",
       .effort = "0",
       .index = "3.00",
       .steps = ""},
      {.about = "of equals the first item rises",
       .weights = kHalves,
       .levels = {"1", "1"},
       .target = "1.5",
       .effort = "1",
       .index = "1.50",
       .steps = "1:1>2@1"},
      {.about = "the printed index counts: 1.495 prints 1.50",
       .weights = {{495, 10}, {505, 10}},
       .levels = {"1", "1"},
       .target = "1.5",
       .effort = "1",
       .index = "1.51",
       .steps = "2:1>2@1"},
      {.about = "half-up: 1.495 is enough where the other item is locked",
       .weights = {{495, 10}, {505, 10}},
       .levels = {"1", "1"},
       .target = "1.5",
       .locked = {2},
       .effort = "1",
       .index = "1.50",
       .steps = "1:1>2@1"},
      {.about = "the heavier item gains more",
       .weights = {{20, 1}, {80, 1}},
       .levels = {"1", "1"},
       .target = "1.8",
       .effort = "1",
       .index = "1.80",
       .steps = "2:1>2@1"},
      {.about = "dear steps are passed by",
       .weights = kHalves,
       .levels = {"1", "1"},
       .target = "2",
       .costs = {{1, 2, 5}},
       .effort = "2",
       .index = "2.00",
       .steps = "2:1>3@1"},
      {.about = "a dear first step is paid for cheap ones behind it",
       .weights = {{50, 1}, {50, 1}},
       .levels = {"1", "1"},
       .target = "3",
       .costs = {{1, 2, 3}, {1, 3, 0}, {1, 4, 0}, {1, 5, 0}},
       .effort = "3",
       .index = "3.00",
       .steps = "1:1>5@1"},
      {.about = "as cheap: the higher index",
       .weights = {{30, 1}, {70, 1}},
       .levels = {"1", "1"},
       .target = "1.2",
       .effort = "1",
       .index = "1.70",
       .steps = "2:1>2@1"},
      {.about = "not answered counts as 0",
       .weights = kHalves,
       .levels = {"", "1"},
       .target = "1",
       .effort = "1",
       .index = "1.00",
       .steps = "1:0>1@1"},
      {.about = "from 3.25 the next level is 4, at its full effort",
       .weights = kHalves,
       .levels = {"3.25", "3"},
       .target = "3.5",
       .locked = {2},
       .effort = "1",
       .index = "3.50",
       .steps = "1:13/4>4@1"},
      {.about = "a dependency is taken along",
       .weights = {{90, 1}, {10, 1}},
       .levels = {"1", "1"},
       .target = "1.9",
       .needs = {{1, 2, 2, 3}},
       .effort = "3",
       .index = "2.10",
       .steps = "1:1>2@1 2:1>3@1"},
      {.about = "or avoided where that is cheaper",
       .weights = {{40, 1}, {10, 1}, {50, 1}},
       .levels = {"1", "1", "1"},
       .target = "1.4",
       .needs = {{1, 2, 2, 3}},
       .effort = "1",
       .index = "1.50",
       .steps = "3:1>2@1"},
      {.about = "a dependency that is met asks for nothing",
       .weights = kHalves,
       .levels = {"1", "3"},
       .target = "2.5",
       .needs = {{1, 2, 2, 3}},
       .effort = "1",
       .index = "2.50",
       .steps = "1:1>2@1"},
      {.about = "a circle is never entered",
       .weights = kThirds,
       .levels = {"1", "1", "1"},
       .target = "2",
       .needs = {{1, 2, 2, 2}, {2, 2, 1, 2}},
       .effort = "3",
       .index = "2.00",
       .steps = "3:1>4@1"},
      {.about = "what needs a locked item is locked",
       .weights = kThirds,
       .levels = {"1", "1", "1"},
       .target = "2",
       .locked = {2},
       .needs = {{1, 2, 2, 2}},
       .effort = "3",
       .index = "2.00",
       .steps = "3:1>4@1"},
      {.about = "a year holds its capacity",
       .weights = kHalves,
       .levels = {"1", "1"},
       .target = "3",
       .capacity = 3,
       .effort = "4",
       .index = "3.00",
       .steps = "1:1>4@1 1:4>5@2"},
      {.about = "what is needed comes in the same year or before",
       .weights = {{90, 1}, {10, 1}},
       .levels = {"1", "1"},
       .target = "1.9",
       .needs = {{1, 2, 2, 3}},
       .capacity = 1,
       .effort = "3",
       .index = "2.10",
       .steps = "2:1>2@1 2:2>3@2 1:1>2@3"},
      {.about = "a step larger than the capacity is never done",
       .weights = kHalves,
       .levels = {"1", "1"},
       .target = "2",
       .costs = {{1, 2, 4}},
       .capacity = 3,
       .effort = "2",
       .index = "2.00",
       .steps = "2:1>3@1"},
      {.about = "one level a year",
       .weights = kHalves,
       .levels = {"1", "1"},
       .target = "3",
       .locked = {2},
       .max_rise = 1,
       .effort = "4",
       .index = "3.00",
       .steps = "1:1>2@1 1:2>3@2 1:3>4@3 1:4>5@4"},
      {.about = "one level a year: as cheap, in fewer years",
       .weights = kHalves,
       .levels = {"1", "1"},
       .target = "3",
       .max_rise = 1,
       .effort = "4",
       .index = "3.00",
       .steps = "1:1>2@1 2:1>2@1 1:2>3@2 2:2>3@2"},
      {.about = "the cheapest, 4 + 4 + 3, does not fit into two years of 6; 6 + 6 does",
       .weights = {{15, 1}, {15, 1}, {10, 1}, {20, 1}, {20, 1}, {20, 1}},
       .levels = {"1", "1", "1", "1", "1", "1"},
       .target = "1.4",
       .highest = 2,
       .costs = {{1, 2, 4}, {2, 2, 4}, {3, 2, 3}, {4, 2, 6}, {5, 2, 6}},
       .locked = {6},
       .capacity = 6,
       .years = 2,
       .effort = "12",
       .index = "1.40",
       .steps = "4:1>2@1 5:1>2@2"},
      {.about = "with a third year it does",
       .weights = {{15, 1}, {15, 1}, {10, 1}, {20, 1}, {20, 1}, {20, 1}},
       .levels = {"1", "1", "1", "1", "1", "1"},
       .target = "1.4",
       .highest = 2,
       .costs = {{1, 2, 4}, {2, 2, 4}, {3, 2, 3}, {4, 2, 6}, {5, 2, 6}},
       .locked = {6},
       .capacity = 6,
       .effort = "11",
       .index = "1.40",
       .steps = "1:1>2@1 2:1>2@2 3:1>2@3"},
      {.about = "out of reach: the best, and what is missing",
       .weights = kHalves,
       .levels = {"1", "1"},
       .target = "5.5",
       .locked = {2},
       .effort = "4",
       .index = "3.00",
       .steps = "1:1>5@1",
       .missing = "2.5"},
      {.about = "too few years",
       .weights = kHalves,
       .levels = {"1", "1"},
       .target = "4",
       .capacity = 2,
       .years = 2,
       .effort = "4",
       .index = "3.00",
       .steps = "1:1>3@1 1:3>5@2",
       .missing = "1"},
      {.about = "steps without effort need no capacity",
       .weights = kHalves,
       .levels = {"1", "1"},
       .target = "2",
       .costs = {{1, 2, 0}, {1, 3, 0}},
       .capacity = 0,
       .effort = "0",
       .index = "2.00",
       .steps = "1:1>3@1"},
  };
  for (const ImproveCase& row : rows) {
    const Instrument made = Made(row.weights, row.highest);
    const Result<ImprovePlan> plan = ShortestWay(made, RequestOfRow(made, row), *ReadComputed(row.target, 6));
    ASSERT_TRUE(plan.ok()) << row.about;
    EXPECT_EQ(Effort(plan->effort_micro), row.effort) << row.about;
    EXPECT_EQ(FixedText(plan->after), row.index) << row.about;
    EXPECT_EQ(Steps(made, *plan), row.steps) << row.about;
    EXPECT_EQ(plan->missing.Plain(), row.missing) << row.about;
    EXPECT_EQ(plan->reached, std::string(row.missing) == "0") << row.about;
    EXPECT_TRUE(plan->effort_proven && plan->years_proven) << row.about;
  }
}

TEST(Improve, BestIndexForABudget) {
  const Instrument made = Made({{20, 1}, {80, 1}});
  ImproveRequest request = RequestOf(made, LevelsFrom({"1", "1"}));
  for (LevelEffort& effort : request.efforts[1]) effort.micro = 3 * kMicro;
  // Budget in thousandths, index, effort.
  const std::vector<std::tuple<int64_t, const char*, const char*>> rows = {
      {0, "1.00", "0"},       {999, "1.00", "0"},           {1000, "1.20", "1"}, {2500, "1.40", "2"},
      {3000, "1.80", "3"},    {4000, "2.00", "4"},          {6000, "2.60", "6"}, {12'000, "4.20", "12"},
      {16'000, "5.00", "16"}, {1'000'000'000, "5.00", "16"}};
  for (const auto& [budget, index, effort] : rows) {
    const Result<ImprovePlan> plan = BestIndex(made, request, budget * 1000);
    ASSERT_TRUE(plan.ok());
    EXPECT_EQ(FixedText(plan->after), index) << budget;
    EXPECT_EQ(Effort(plan->effort_micro), effort) << budget;
    EXPECT_TRUE(plan->reached);
  }
}

TEST(Improve, CurveNamesWhatEveryIndexCosts) {
  const Instrument made = Made({{20, 1}, {80, 1}}, 2);
  ImproveRequest request = RequestOf(made, LevelsFrom({"1", "1"}));
  request.efforts[1][1].micro = 3 * kMicro;
  const Result<std::vector<CurvePoint>> curve = Curve(made, request);
  ASSERT_TRUE(curve.ok());
  std::string all;
  for (const CurvePoint& point : *curve)
    all += FixedText(point.index) + "=" + Effort(point.effort_micro) + " ";
  EXPECT_EQ(all, "1.00=0 1.20=1 1.80=3 2.00=4 ");
}

TEST(Improve, WhoIsResponsible) {
  const Instrument made = Made(kHalves);
  ImproveRequest request = RequestOf(made, LevelsFrom({"1", "1"}));
  request.efforts[0][1].responsible = "Dinas Kominfo";
  request.efforts[0][2].responsible = "Dinas Kominfo";
  request.efforts[0][3].responsible = "Inspektorat";
  const Result<ImprovePlan> plan = ShortestWay(made, request, 5 * kMicro);
  ASSERT_EQ(plan->rises.size(), 2u);
  EXPECT_THAT(plan->rises[0].responsible, testing::ElementsAre("Dinas Kominfo", "Inspektorat"));
  EXPECT_THAT(plan->rises[1].responsible, testing::ElementsAre("tik"));
}

// Amounts in rupiah, and denominators of weights that no table could hold.
TEST(Improve, LargeFigures) {
  const Ratio fine = *Ratio::Of(100'000'000'007, 3'000'000'001);
  const Ratio rest = *Subtract(Ratio{100, 1}, *Multiply(fine, Ratio{2, 1}));
  const Instrument made = Made({fine, fine, rest});
  ImproveRequest request = RequestOf(made, LevelsFrom({"1", "2", "10/7"}));
  for (auto& row : request.efforts)
    for (LevelEffort& effort : row) effort.micro = 123'456'789'012 * kMicro;
  const Result<ImprovePlan> plan = ShortestWay(made, request, 4'000'000);
  ASSERT_TRUE(plan.ok());
  EXPECT_TRUE(plan->reached && plan->effort_proven);
  EXPECT_EQ(plan->effort_micro % (123'456'789'012 * kMicro), 0);
}

// What is too fine or too large for exact figures is refused, not rounded.
TEST(Improve, RefusesWhatCannotBeExact) {
  std::vector<Ratio> weights;
  Ratio rest{100, 1};
  for (const int64_t prime : {1'000'003, 1'000'033, 1'000'037, 1'000'039, 1'000'081, 1'000'099}) {
    weights.push_back(*Ratio::Of(10 * prime + 1, prime));
    rest = Subtract(rest, weights.back()).value_or(Ratio{40, 1});
  }
  weights.push_back(rest);
  const Instrument fine = Made(weights);
  const Result<ImprovePlan> refused =
      ShortestWay(fine, RequestOf(fine, Levels(weights.size(), Ratio{1, 1})), 3 * kMicro);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "assessment.too_fine");

  const Instrument made = Made(kHalves);
  ImproveRequest request = RequestOf(made, LevelsFrom({"1", "1"}));
  for (auto& row : request.efforts)
    for (LevelEffort& effort : row) effort.micro = 1'000'000'000'000'000'000 - 1;
  request.efforts[0][1].micro = 1;
  EXPECT_EQ(ShortestWay(made, request, 5 * kMicro).error().code, "assessment.too_fine");
}

// A thousand items, each needing the one before: answered, whatever is asked.
TEST(Improve, LongChain) {
  std::vector<Ratio> weights(1000, Ratio{1, 10});
  const Instrument made = Made(weights, 3);
  ImproveRequest request = RequestOf(made, Levels(1000, Ratio{1, 1}));
  for (int i = 1; i < 1000; ++i) request.dependencies.push_back({i, Ratio{2, 1}, i - 1, Ratio{2, 1}});
  request.capacity_micro = 100 * kMicro;
  const Result<ImprovePlan> plan = ShortestWay(made, request, 1'500'000);
  ASSERT_TRUE(plan.ok());
  EXPECT_TRUE(plan->reached);
  EXPECT_EQ(plan->effort_micro, 495 * kMicro);
  EXPECT_EQ(plan->years, 5);
}

TEST(Improve, SameRequestSamePlan) {
  const Instrument made = Made({{25, 1}, {25, 1}, {25, 1}, {25, 1}});
  ImproveRequest request = RequestOf(made, LevelsFrom({"1", "2", "1", "2"}));
  request.capacity_micro = 2 * kMicro;
  const std::string first = Steps(made, *ShortestWay(made, request, 3 * kMicro));
  EXPECT_EQ(Steps(made, *ShortestWay(made, request, 3 * kMicro)), first);
}

}  // namespace
}  // namespace sinergi::assessment
