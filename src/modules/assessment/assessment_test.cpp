#include "modules/assessment/assessment_sheet.h"

#include "kit/assessment.h"
#include "modules/assessment/target.h"

namespace sinergi::assessment {
namespace {

using enum Stage;
using enum StageAct;
using kernel::Role;

TEST(Assessment, StagesFollowTheCourse) {
  struct Case {
    const char* external;
    Stage from;
    StageAct act;
    bool closed;
    std::string to;  // "stage revision [closed]", "" when there is no such step
  };
  const Case cases[] = {
      // external, from, act, closed, to
      {"", kSelf, kFinish, false, "internal 1"},
      {"", kInternal, kFinish, false, "final 1"},
      {"", kFinal, kFinish, false, "final 1 closed"},
      {"", kFinal, kFinish, true, ""},
      {"document", kInternal, kFinish, false, "document 1"},
      {"document visit", kDocument, kFinish, false, "visit 1"},
      {"visit document interview", kDocument, kFinish, false, "interview 1"},
      {"document", kSelf, kReturn, false, ""},
      {"document", kInternal, kReturn, false, "self 1"},
      {"document", kFinal, kReturn, false, "document 1"},
      {"", kFinal, kReturn, false, "internal 1"},
      {"", kFinal, kReturn, true, ""},
      {"", kFinal, kReopen, true, "final 2"},
      {"", kFinal, kReopen, false, ""},
      {"", kFinal, kAnswer, true, ""},
      {"", kFinal, kAnswer, false, "final 1"},
  };
  for (const Case& one : cases) {
    const auto to = Move(Course::Parse(one.external), {one.from, one.closed, 1}, one.act);
    const std::string text =
        !to ? "" : fmt::format("{} {}{}", Name(to->stage), to->revision, to->closed ? " closed" : "");
    EXPECT_EQ(text, one.to) << one.external << " " << Name(one.from) << " " << Name(one.act);
  }
  EXPECT_EQ(Course::Parse("visit nonsense document").Text(), "document visit");
}

// A government with agency 1 (divisions 2, 3) and agency 4.
kernel::UnitTree Tree() {
  const auto unit = [](int64_t id, kernel::UnitKind kind, std::optional<int64_t> parent) {
    kernel::Unit made;
    made.id = id;
    made.code = std::to_string(id);
    made.kind = kind;
    made.parent_id = parent;
    return made;
  };
  return kernel::UnitTree({unit(1, kernel::UnitKind::kAgency, {}), unit(2, kernel::UnitKind::kDivision, 1),
                           unit(3, kernel::UnitKind::kDivision, 1), unit(4, kernel::UnitKind::kAgency, {})});
}

TEST(Assessment, WhoMayDoWhatAtWhichStage) {
  struct Case {
    Role role;
    int64_t granted;
    Stage stage;
    StageAct act;
    Place place;
    bool may;
  };
  const Place government{0, 2}, agency{1, 2}, nobody{1, 0};
  const Case cases[] = {
      // role, granted at, stage, act, {subject, unit of the item}, may
      {Role::kOfficer, 2, kSelf, kAnswer, government, true},
      {Role::kOfficer, 3, kSelf, kAnswer, government, false},
      {Role::kOfficer, 1, kSelf, kAnswer, government, true},
      {Role::kOfficer, 0, kSelf, kAnswer, {0, 0}, true},
      {Role::kOfficer, 1, kSelf, kAnswer, {0, 0}, false},
      {Role::kOfficer, 1, kSelf, kAnswer, nobody, true},
      {Role::kOfficer, 2, kSelf, kAnswer, nobody, false},
      {Role::kOfficer, 2, kInternal, kAnswer, government, false},
      {Role::kOfficer, 2, kSelf, kFinish, {1, 0}, false},
      {Role::kOfficer, 1, kSelf, kFinish, {1, 0}, true},
      {Role::kVerifier, 1, kSelf, kAnswer, government, false},
      {Role::kVerifier, 1, kInternal, kAnswer, government, true},
      {Role::kVerifier, 4, kInternal, kAnswer, government, false},
      {Role::kVerifier, 1, kInternal, kFinish, {0, 0}, false},
      {Role::kVerifier, 1, kInternal, kFinish, {1, 0}, true},
      {Role::kVerifier, 1, kInternal, kReturn, {1, 0}, true},
      {Role::kVerifier, 0, kDocument, kAnswer, government, false},
      {Role::kEvaluator, 0, kSelf, kAnswer, government, false},
      {Role::kEvaluator, 0, kSelf, kFinish, {0, 0}, true},
      {Role::kEvaluator, 0, kInternal, kAnswer, government, true},
      {Role::kEvaluator, 0, kVisit, kAnswer, government, true},
      {Role::kEvaluator, 0, kFinal, kReopen, {0, 0}, true},
      {Role::kEvaluator, 1, kDocument, kAnswer, agency, true},
      {Role::kEvaluator, 4, kDocument, kAnswer, agency, false},
      {Role::kPlanner, 0, kSelf, kAnswer, government, false},
      {Role::kHead, 0, kInternal, kAnswer, government, false},
      {Role::kAdministrator, 0, kFinal, kFinish, {0, 0}, false},
      {Role::kAuditor, 0, kFinal, kAnswer, government, false},
  };
  const kernel::UnitTree units = Tree();
  for (const Case& one : cases) {
    const kernel::Actor actor{1, 1, "x", "X", {{one.role, one.granted}}};
    EXPECT_EQ(MayAct(actor, units, one.place, one.stage, one.act), one.may)
        << kernel::Name(one.role) << "@" << one.granted << " " << Name(one.stage) << " " << Name(one.act);
  }
}

TEST(Assessment, AnAnswerIsCheckedAgainstScaleLevelsAndTheStageBefore) {
  struct Case {
    int item;
    const char* value;
    std::vector<Ratio> met;
    Stage stage;
    const char* earlier;
    const char* words;
    bool strict;
    const char* refused;  // the field's code, "" when fine
  };
  const std::vector<Ratio> none, one{{1, 1}}, two{{1, 1}, {2, 1}}, second{{2, 1}};
  const Case cases[] = {
      // item, value, met, stage, earlier, words, strict, refused
      {0, "1", none, kSelf, "", "x", true, ""},
      {0, "2", one, kSelf, "", "x", true, ""},
      {0, "2", none, kSelf, "", "x", true, "assessment.level_below_unmet"},
      {0, "3", one, kSelf, "", "x", true, "assessment.level_below_unmet"},
      {0, "3", second, kSelf, "", "x", true, "assessment.level_below_unmet"},
      {0, "3", two, kSelf, "", "x", true, ""},
      {0, "3", none, kSelf, "", "x", false, ""},
      {0, "0", none, kSelf, "", "x", true, ""},
      {0, "4", two, kSelf, "", "x", true, "assessment.value_unknown"},
      {0, "1,5", one, kSelf, "", "x", true, "assessment.value_unknown"},
      {0, "1", {{7, 1}}, kSelf, "", "x", true, "assessment.value_unknown"},
      {0, "", one, kSelf, "", "", true, ""},
      {3, "3,25", none, kSelf, "", "x", true, ""},
      {3, "0,5", none, kSelf, "", "x", true, "assessment.value_unknown"},
      {3, "5,01", none, kSelf, "", "x", true, "assessment.value_unknown"},
      {3, "0", none, kDocument, "", "x", true, ""},
      {0, "1", none, kInternal, "2", "", true, "assessment.difference_unexplained"},
      {0, "1", none, kInternal, "2", "belum ditetapkan", true, ""},
      {0, "2", one, kInternal, "2", "", true, ""},
  };
  const Instrument instrument = testkit::SmallInstrument();
  for (const Case& c : cases) {
    Answer answer;
    answer.value = ReadValue(c.value);
    answer.met = c.met;
    answer.explanation = c.words;
    const Status status = CheckAnswer(instrument, c.item, answer, {c.stage, c.strict, ReadValue(c.earlier)});
    const std::string got = status.ok() ? "" : status.error().fields.front().code;
    EXPECT_EQ(got, c.refused) << c.item << " " << c.value << " " << Name(c.stage);
  }
  Answer bad;
  bad.explanation = std::string(kTextBytesMost + 1, 'x');
  EXPECT_EQ(CheckAnswer(instrument, 0, bad, {}).error().fields.front().code, "assessment.text_too_long");
  bad.explanation = "\xff";
  EXPECT_EQ(CheckAnswer(instrument, 0, bad, {}).error().fields.front().code, "assessment.text_unreadable");
}

TEST(Assessment, ValuesAreWrittenAsTheyAreRead) {
  for (const char* text : {"0", "3", "3,25", "11/3", "100"})
    EXPECT_EQ(PrintValue(ReadValue(text).value_or(Ratio{-1, 1})), text);
  for (const char* text : {"", "x", "-1", "1/0", "1,2,3", "99999999999999999999", "3 3"})
    EXPECT_FALSE(ReadValue(text)) << text;
}

Sheet Filled() {
  AssessmentHead head;
  head.course = Course::Parse("document");
  Sheet sheet(head, std::make_shared<const Instrument>(testkit::SmallInstrument()));
  const auto set = [&](Stage stage, size_t item, int value, const char* words) {
    Answer& answer = sheet.answers[static_cast<size_t>(stage)][item];
    answer.value = Ratio{value, 1};
    answer.explanation = words;
  };
  set(kSelf, 0, 3, "kami");
  set(kSelf, 1, 2, "");
  set(kSelf, 3, 5, "lima");
  set(kInternal, 0, 2, "belum semua");
  set(kDocument, 0, 1, "draf saja");
  set(kDocument, 3, 5, "benar");
  set(kInterview, 1, 3, "tahap yang tidak berlangsung");
  sheet.files[0][0] = 2;
  return sheet;
}

TEST(Sheet, WhatCountsIsTheLatestStageThatTakesPlace) {
  const Sheet sheet = Filled();
  struct Case {
    Stage stage;
    size_t item;
    const char* counts;
  };
  for (const Case& one : {Case{kSelf, 0, "3"},
                          {kInternal, 0, "2"},
                          {kDocument, 0, "1"},
                          {kFinal, 0, "1"},
                          {kFinal, 1, "2"},
                          {kFinal, 2, "–"},
                          {kDocument, 3, "5"}}) {
    const auto value = sheet.Counting(one.stage, one.item);
    EXPECT_EQ(value ? PrintValue(*value) : "–", one.counts) << Name(one.stage) << " " << one.item;
  }
}

TEST(Sheet, CompletenessCountsEveryItemOnce) {
  const Sheet sheet = Filled();
  const Completeness self = CompletenessOf(sheet, kSelf), document = CompletenessOf(sheet, kDocument);
  EXPECT_EQ(self.items, 4);
  EXPECT_EQ(self.answered, 3);
  EXPECT_EQ(self.explained, 2);
  EXPECT_EQ(self.evidenced, 1);
  EXPECT_EQ(self.first_unanswered, "3");
  EXPECT_EQ(self.first_unexplained, "2");
  EXPECT_EQ(self.first_bare, "2");
  EXPECT_EQ(document.own, 2);
  EXPECT_EQ(document.differs, 1);
  EXPECT_EQ(CompletenessOfGroup(sheet, kSelf, 0).answered, 2);
}

TEST(Sheet, ConflictsAreTheItemsOnWhichStagesDiffer) {
  const std::vector<Conflict> conflicts = Conflicts(Filled());
  ASSERT_EQ(conflicts.size(), 1u);
  EXPECT_EQ(conflicts[0].item, 0u);
  EXPECT_EQ(PrintValue(conflicts[0].spread), "2");
  EXPECT_FALSE(conflicts[0].values[static_cast<size_t>(kInterview)]);
}

TEST(Sheet, StrengthsAndWeaknessesWeighWhatTheyDo) {
  const Instrument instrument = testkit::SmallInstrument();
  const Standing standing = StandingOf(instrument, {Ratio{1, 1}, Ratio{2, 1}, Ratio{1, 1}, Ratio{4, 1}});
  EXPECT_THAT(standing.strengths, testing::ElementsAre(3));
  EXPECT_THAT(standing.weaknesses, testing::ElementsAre(2, 0)) << "the heavier first";
}

TEST(Target, TheTrendBreaksWhereTheInstrumentChanges) {
  EXPECT_EQ(SeriesOf("spbe-2018"), "spbe");
  EXPECT_EQ(SeriesOf("pemdi-2026"), "spbe");
  EXPECT_EQ(SeriesOf("sakip-2021"), "sakip");
  const auto head = [](int64_t id, int year, const char* instrument, int64_t units, bool closed,
                       int64_t unit) {
    AssessmentHead made;
    made.id = id;
    made.year = year;
    made.unit_id = unit;
    made.instrument = instrument;
    made.index = Decimal{units, 2};
    made.at.closed = closed;
    return made;
  };
  const std::vector<AssessmentHead> heads = {
      head(1, 2020, "spbe-2018", 317, true, 0), head(2, 2021, "spbe-2020", 244, true, 0),
      head(3, 2022, "spbe-2020", 260, false, 0), head(4, 2021, "spbe-2020", 500, true, 7),
      head(5, 2021, "sakip-2021", 6800, true, 0)};
  const std::vector<TrendYear> trend =
      TrendOf(heads, {{2021, 3'000'000, ""}, {2022, 3'100'000, ""}}, "spbe", 0);
  ASSERT_EQ(trend.size(), 3u);
  EXPECT_EQ(trend[0].printed, "3,17");
  EXPECT_FALSE(trend[0].break_before);
  EXPECT_EQ(trend[1].printed, "2,44");
  EXPECT_TRUE(trend[1].break_before);
  EXPECT_EQ(trend[1].target_micro, 3'000'000);
  EXPECT_FALSE(trend[2].index_micro) << "an open assessment is no result";
  EXPECT_EQ(trend[2].target_micro, 3'100'000);
}

}  // namespace
}  // namespace sinergi::assessment
