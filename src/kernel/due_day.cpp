#include "kernel/due_day.h"

#include <algorithm>

#include "base/ensure.h"

namespace sinergi::kernel {
namespace {

constexpr int kLastYear = 2200;        // the last that Date::Parse knows
constexpr int64_t kDaysMost = 120000;  // more than from 1900 to 2200

// "2024–2027, 2030".
std::string YearsText(const Calendar& calendar) {
  std::string text;
  for (auto year = calendar.years.begin(); year != calendar.years.end();) {
    const int first = year->first;
    int last = first;
    while (++year != calendar.years.end() && year->first == last + 1) ++last;
    if (!text.empty()) text += ", ";
    text += first == last ? std::to_string(first) : fmt::format("{}–{}", first, last);
  }
  return text.empty() ? "–" : text;
}

class Counting {
 public:
  Counting(const DayTerm& term, const Calendar& calendar) : term_(term), calendar_(calendar) {}

  Result<DueDay> Run() {
    const Status covered = Check(term_.from);
    if (!covered.ok()) return covered.error();
    day_.due = term_.from;
    day_.lines.push_back({term_.from, DayMark::kDayZero, 0});
    while (n_ < term_.days + term_.extension) {
      const Status stepped = Step();
      if (!stepped.ok()) return stepped.error();
    }
    while (term_.move_to_working_day && !Ends()) {
      const Status moved = Move();
      if (!moved.ok()) return moved.error();
    }
    return std::move(day_);
  }

 private:
  bool Paused() const {
    return std::ranges::any_of(term_.pauses, [&](const DaySpan& pause) { return pause.Has(day_.due); });
  }
  bool Ends() const { return calendar_.IsWorkingDay(day_.due) && (day_.due == term_.from || !Paused()); }

  Status Check(const Date& date) const {
    if (date.year > kLastYear) return Error{ErrorKind::kInvalid, "deadline.too_far", {term_.from.Iso()}};
    const bool asks = term_.unit == DayUnit::kWorkingDays || term_.move_to_working_day;
    return asks ? CheckCovered(date, calendar_) : Ok();
  }

  Status Step() {
    day_.due = DayAfter(day_.due);
    const Status covered = Check(day_.due);
    if (!covered.ok()) return covered;
    DayMark mark = MarkOf(day_.due, term_.unit, calendar_);
    if (mark == DayMark::kCounted && Paused()) mark = DayMark::kPaused;
    if (mark == DayMark::kCounted) ++n_;
    day_.lines.push_back({day_.due, mark, n_});
    return Ok();
  }

  // One day on, because the term may not end on this one.
  Status Move() {
    day_.due = DayAfter(day_.due);
    const Status covered = Check(day_.due);
    if (!covered.ok()) return covered;
    DayMark mark = MarkOf(day_.due, DayUnit::kWorkingDays, calendar_);
    if (mark == DayMark::kCounted) mark = Paused() ? DayMark::kPaused : DayMark::kMoved;
    day_.lines.push_back({day_.due, mark, n_});
    return Ok();
  }

  const DayTerm& term_;
  const Calendar& calendar_;
  DueDay day_;
  int64_t n_ = 0;
};

}  // namespace

Date DayAfter(const Date& date) {
  return Date::FromDays(date.Days() + 1);
}

DayMark MarkOf(const Date& date, DayUnit unit, const Calendar& calendar) {
  if (unit == DayUnit::kCalendarDays) return DayMark::kCounted;
  switch (calendar.KindOf(date)) {
    case DayKind::kWeekend:
      return DayMark::kWeekend;
    case DayKind::kDayOff:
      return DayMark::kDayOff;
    case DayKind::kWorking:
      break;
  }
  return DayMark::kCounted;
}

Status CheckCovered(const Date& date, const Calendar& calendar) {
  if (calendar.Covers(date.year)) return Ok();
  return Error{
      ErrorKind::kNotFound, "calendar.year_missing", {std::to_string(date.year), YearsText(calendar)}};
}

Result<DueDay> DueDayOf(const DayTerm& term, const Calendar& calendar) {
  ENSURE(term.days >= 0 && term.extension >= 0);
  // Past what any calendar covers, and safe to add: the count itself finds the year that is missing.
  DayTerm bounded = term;
  bounded.days = std::min(term.days, kDaysMost);
  bounded.extension = std::min(term.extension, kDaysMost);
  return Counting(bounded, calendar).Run();
}

}  // namespace sinergi::kernel
