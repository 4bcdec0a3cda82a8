#include "modules/performance/measurement.h"

#include <gmock/gmock.h>

#include "kit/plans.h"

namespace sinergi::performance {
namespace {

using enum MeasurementState;
using kernel::Right;
using testing::ElementsAre;
using testing::IsEmpty;
using testkit::Typed;
using Act = MeasurementAct;

constexpr std::optional<MeasurementState> kNothing = std::nullopt;

// Every state against every act: the state it leads to, or that there is no such step.
TEST(Steps, DecisionTable) {
  struct Row {
    std::optional<MeasurementState> from;
    //                                          save      submit      withdraw  return      verify      lock
    //                                          revise
    std::array<std::optional<MeasurementState>, 7> to;
  };
  const Row kTable[] = {
      {kNothing, {kDraft, kNothing, kNothing, kNothing, kNothing, kNothing, kNothing}},
      {kDraft, {kDraft, kSubmitted, kNothing, kNothing, kNothing, kNothing, kNothing}},
      {kSubmitted, {kNothing, kNothing, kDraft, kReturned, kVerified, kNothing, kNothing}},
      {kReturned, {kDraft, kNothing, kNothing, kNothing, kNothing, kNothing, kNothing}},
      {kVerified, {kNothing, kNothing, kNothing, kReturned, kNothing, kLocked, kNothing}},
      {kLocked, {kNothing, kNothing, kNothing, kNothing, kNothing, kNothing, kDraft}},
  };
  size_t steps = 0;
  for (const Row& row : kTable) {
    for (int act = 0; act < 7; ++act) {
      const Step* step = FindStep(row.from, static_cast<Act>(act));
      const auto& to = row.to[static_cast<size_t>(act)];
      EXPECT_EQ(step != nullptr, to.has_value())
          << (row.from ? Name(*row.from) : "-") << " " << Name(static_cast<Act>(act));
      if (!step) continue;
      EXPECT_EQ(step->to, to);
      ++steps;
    }
  }
  EXPECT_EQ(Steps().size(), steps) << "no step stands twice";
}

TEST(Steps, WhoMayAndWhen) {
  for (const Step& step : Steps()) {
    const bool officers = step.act == Act::kSave || step.act == Act::kSubmit || step.act == Act::kWithdraw;
    EXPECT_EQ(step.right, officers ? Right::kEnter : Right::kVerify) << Name(step.act);
    EXPECT_EQ(step.within_window, officers)
        << Name(step.act) << ": a closed quarter is closed to the officer only";
    EXPECT_EQ(step.needs_reason, step.act == Act::kReturn || step.act == Act::kRevise) << Name(step.act);
  }
}

TEST(Steps, NamesReadBack) {
  for (int i = 0; i < 7; ++i) EXPECT_EQ(ParseMeasurementAct(Name(static_cast<Act>(i))), static_cast<Act>(i));
  for (const auto state : {kDraft, kSubmitted, kReturned, kVerified, kLocked})
    EXPECT_EQ(ParseMeasurementState(Name(state)), state);
  EXPECT_EQ(ParseMeasurementAct("import"), std::nullopt);
  EXPECT_EQ(ParseMeasurementState(""), std::nullopt);
}

TEST(QuarterWindow, BothDaysAreOpen) {
  const QuarterWindow window{{2024, 3}, {2024, 10, 1}, {2024, 10, 15}};
  EXPECT_FALSE(window.IsOpen({2024, 9, 30}));
  EXPECT_TRUE(window.IsOpen({2024, 10, 1}));
  EXPECT_TRUE(window.IsOpen({2024, 10, 15}));
  EXPECT_FALSE(window.IsOpen({2024, 10, 16}));
}

struct Warned {
  Direction direction;
  Aggregation aggregation;
  const char* unit;
  const char* target;
  const char* before;  // quarter II
  const char* now;     // quarter III
  std::vector<std::string> warnings;
};

TEST(Warnings, DecisionTable) {
  using enum Direction;
  using enum Aggregation;
  const Warned kTable[] = {
      {kHigher, kSum, "orang", "100", "20", "30", {}},
      {kHigher, kSum, "orang", "100", "20", "31", {"jump"}},
      {kHigher, kSum, "orang", "100", "20", "10", {}},
      {kHigher, kSum, "orang", "100", "20", "9", {"jump"}},
      {kHigher, kSum, "orang", "100", "0", "9", {}},
      {kHigher, kSum, "orang", "100", "", "900", {}},
      {kHigher, kSum, "orang", "100", "-20", "-31", {"jump"}},
      {kHigher, kSum, "orang", "100", "banyak", "9", {}},
      {kHigher, kLast, "orang", "100", "20", "19", {"falls"}},
      {kHigher, kLast, "orang", "100", "20", "20", {}},
      {kHigher, kLast, "orang", "100", "20", "1", {"jump", "falls"}},
      {kLower, kLast, "orang", "100", "20", "19", {}},
      {kHigher, kMean, "%", "100", "90", "100", {}},
      {kHigher, kMean, "%", "100", "90", "100,5", {"over_100"}},
      {kHigher, kMean, " Persen ", "100", "90", "101", {"over_100"}},
      {kHigher, kMean, "indeks", "100", "90", "101", {}},
      {kHigher, kSum, "orang", "100", "20", "banyak", {"not_a_number"}},
      {kHigher, kSum, "orang", "100", "20", "20-25", {"not_a_number"}},
      {kHigher, kSum, "orang", "Baik", "20", "Baik", {}},
      {kText, kLast, "", "100", "20", "ada", {}},
      {kHigher, kSum, "orang", "100", "20", "", {}},
  };
  for (const Warned& row : kTable) {
    Indicator indicator;
    indicator.direction = row.direction;
    indicator.aggregation = row.aggregation;
    indicator.unit = row.unit;
    indicator.target_year = Typed(row.target);
    indicator.measured[1] = Measurement();
    indicator.measured[1]->realised = Typed(row.before);
    EXPECT_EQ(WarningsOf(indicator, 3, Typed(row.now)), row.warnings) << row.before << " -> " << row.now;
  }
}

TEST(Warnings, NothingOverflowsAtTheEdges) {
  struct Row {
    int64_t before, now;
    bool warns;
  };
  const Row kTable[] = {
      {INT64_MIN, INT64_MAX, true}, {INT64_MAX, INT64_MIN, true},  {INT64_MAX, 0, true},
      {INT64_MIN, 0, true},         {INT64_MIN, INT64_MIN, false}, {INT64_MAX, INT64_MAX - 1, false},
  };
  Indicator indicator;
  for (const Row& row : kTable) {
    indicator.measured[0] = Measurement();
    indicator.measured[0]->realised = Quantity::Number(row.before);
    EXPECT_EQ(!WarningsOf(indicator, 2, Quantity::Number(row.now)).empty(), row.warns)
        << row.before << " " << row.now;
  }
}

std::vector<std::string> Faults(Direction direction, const Entry& entry) {
  const Status status = CheckEntry(direction, entry);
  std::vector<std::string> faults;
  if (status.ok()) return faults;
  EXPECT_EQ(status.error().code, "performance.entry_invalid");
  for (const FieldError& field : status.error().fields) faults.push_back(field.field + " " + field.code);
  return faults;
}

TEST(CheckEntry, RealisedFigures) {
  struct Row {
    const char* realised;
    const char* fault;  // "" when taken
  };
  const Row kTable[] = {
      {"", ""},
      {"12", ""},
      {"1.234,5", ""},
      {"3,75-3,90", ""},
      {"36 Aplikasi", ""},
      {"Baik", ""},
      {"25/14 Orang/bulan", ""},
      {"1.5", "realised performance.number_ambiguous"},
      {"1,234.5", "realised performance.number_ambiguous"},
      {"1.234.5", "realised performance.number_ambiguous"},
      {"12 34", "realised performance.number_ambiguous"},
      {"99999999999999999999", "realised performance.number_too_large"},
      {"99.999.999.999.999", "realised performance.number_too_large"},
      {"\xFF", "realised performance.text_unreadable"},
  };
  for (const Row& row : kTable) {
    const std::vector<std::string> faults = Faults(Direction::kHigher, {row.realised, "", "", "", "", ""});
    EXPECT_EQ(faults.empty() ? "" : faults[0], row.fault) << row.realised;
  }
  EXPECT_THAT(Faults(Direction::kText, {"1.5", "", "", "", "", ""}), IsEmpty()) << "version 1.5 of something";
}

TEST(CheckEntry, SaysEverythingWrongAtOnce) {
  const std::string longest(4000, 'a');
  EXPECT_THAT(Faults(Direction::kHigher, {"1", longest, longest, longest, longest, longest}), IsEmpty());
  EXPECT_THAT(
      Faults(Direction::kHigher, {std::string("1\0", 2), longest + "a", "", "\xC3", "", longest + "é"}),
      ElementsAre("realised performance.text_unreadable", "obstacle performance.text_too_long",
                  "driver performance.text_unreadable", "jump_reason performance.text_too_long"));
}

}  // namespace
}  // namespace sinergi::performance
