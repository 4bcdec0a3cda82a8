#include "modules/agreement/action_plan.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace sinergi::agreement {
namespace {

constexpr std::array<std::string_view, 4> kMonthStates{"planned", "done", "done_late", "overdue"};

Date LastDayOf(int year, int month) {
  const Date next = month == 12 ? Date{year + 1, 1, 1} : Date{year, month + 1, 1};
  return Date::FromDays(next.Days() - 1);
}

std::optional<int> MonthFrom(std::string_view text) {
  int month = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), month);
  if (fault != std::errc() || end != text.data() + text.size() || month < 1 || month > 12) return {};
  return month;
}

}  // namespace

const DoneMonth* ActionStep::Done(int month) const {
  const auto found = std::ranges::find(done, month, &DoneMonth::month);
  return found == done.end() ? nullptr : &*found;
}

bool ActionStep::Planned(int month) const {
  return std::ranges::find(months, month) != months.end();
}

std::string MonthsText(const std::vector<int>& months) {
  std::string text;
  for (const int month : months) text += (text.empty() ? "" : ",") + std::to_string(month);
  return text;
}

std::optional<std::vector<int>> ParseMonths(std::string_view text) {
  std::vector<int> months;
  while (!text.empty()) {
    const size_t comma = text.find(',');
    const std::optional<int> month = MonthFrom(text.substr(0, comma));
    if (!month) return {};
    months.push_back(*month);
    text = comma == text.npos ? std::string_view() : text.substr(comma + 1);
  }
  std::ranges::sort(months);
  months.erase(std::ranges::unique(months).begin(), months.end());
  return months;
}

std::string_view Name(MonthState state) {
  return kMonthStates[static_cast<size_t>(state)];
}

MonthState StateOf(const ActionStep& step, int month, int year, const Date& today) {
  const Date last = LastDayOf(year, month);
  if (const DoneMonth* done = step.Done(month))
    return done->day <= last ? MonthState::kDone : MonthState::kDoneLate;
  return today > last ? MonthState::kOverdue : MonthState::kPlanned;
}

std::vector<int> OverdueMonths(const ActionStep& step, int year, const Date& today) {
  std::vector<int> overdue;
  for (const int month : step.months)
    if (StateOf(step, month, year, today) == MonthState::kOverdue) overdue.push_back(month);
  return overdue;
}

ActionProgress ProgressOf(const std::vector<ActionStep>& steps, int quarter, int year, const Date& today) {
  ActionProgress progress;
  for (const ActionStep& step : steps)
    for (const int month : step.months) {
      if (quarter != 0 && (month + 2) / 3 != quarter) continue;
      const MonthState state = StateOf(step, month, year, today);
      ++progress.planned;
      progress.due += state != MonthState::kPlanned;
      progress.done += state == MonthState::kDone || state == MonthState::kDoneLate;
      progress.late += state == MonthState::kDoneLate || state == MonthState::kOverdue;
    }
  return progress;
}

}  // namespace sinergi::agreement
