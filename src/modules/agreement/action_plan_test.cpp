// Months of steps: in time until the month's last day, late after it.
#include "modules/agreement/action_plan.h"

#include <gmock/gmock.h>

namespace sinergi::agreement {
namespace {

using testing::ElementsAre;
using testing::Optional;

struct MonthCase {
  int month;
  std::optional<Date> done;
  Date today;
  MonthState state;
};

TEST(ActionPlan, AMonthIsInTimeUntilItsLastDay) {
  const MonthCase cases[] = {
      {2, {}, {2024, 2, 1}, MonthState::kPlanned},
      {2, {}, {2024, 2, 29}, MonthState::kPlanned},
      {2, {}, {2024, 3, 1}, MonthState::kOverdue},
      {2, Date{2024, 1, 20}, {2024, 1, 31}, MonthState::kDone},
      {2, Date{2024, 2, 29}, {2024, 6, 1}, MonthState::kDone},
      {2, Date{2024, 3, 1}, {2024, 6, 1}, MonthState::kDoneLate},
      {12, {}, {2024, 12, 31}, MonthState::kPlanned},
      {12, {}, {2025, 1, 1}, MonthState::kOverdue},
      {12, Date{2025, 1, 3}, {2025, 1, 3}, MonthState::kDoneLate},
  };
  for (const MonthCase& one : cases) {
    ActionStep step;
    step.months = {one.month};
    if (one.done) step.done.push_back({one.month, *one.done, ""});
    EXPECT_EQ(StateOf(step, one.month, 2024, one.today), one.state)
        << one.month << " " << one.today.Iso() << " " << (one.done ? one.done->Iso() : "–");
  }
}

TEST(ActionPlan, CountsTheMonthsOfAQuarterAndOfTheYear) {
  ActionStep first, second;
  first.months = {3, 6, 9};
  first.done = {{3, {2024, 3, 28}, ""}, {6, {2024, 7, 5}, ""}};
  second.months = {4, 9, 12};
  const auto counts = [&](int quarter) {
    const ActionProgress p = ProgressOf({first, second}, quarter, 2024, {2024, 9, 10});
    return std::vector<int>{p.planned, p.due, p.done, p.late};
  };
  EXPECT_THAT(counts(1), ElementsAre(1, 1, 1, 0));
  EXPECT_THAT(counts(2), ElementsAre(2, 2, 1, 2)) << "one done late, one overdue";
  EXPECT_THAT(counts(3), ElementsAre(2, 0, 0, 0));
  EXPECT_THAT(counts(4), ElementsAre(1, 0, 0, 0));
  EXPECT_THAT(counts(0), ElementsAre(6, 3, 2, 2));
}

TEST(ActionPlan, MonthsAreWrittenAsNumbers) {
  EXPECT_EQ(MonthsText({3, 6, 12}), "3,6,12");
  EXPECT_EQ(MonthsText({}), "");
  EXPECT_THAT(ParseMonths("12,3,3,6"), Optional(ElementsAre(3, 6, 12)));
  EXPECT_THAT(ParseMonths(""), Optional(ElementsAre()));
  for (const char* odd : {"0", "13", "x", "3;6", "3,,6", "-1"}) EXPECT_FALSE(ParseMonths(odd)) << odd;
}

}  // namespace
}  // namespace sinergi::agreement
