#include "kernel/due_moment.h"

#include <algorithm>

#include "base/ensure.h"

namespace sinergi::kernel {
namespace {

constexpr int64_t kDaySeconds = 86400, kSecondsMost = 120000 * kDaySeconds;
constexpr int kLastDueYear = 2200;

Instant Midnight(const Date& date, Zone zone) {
  return date.Days() * kDaySeconds - static_cast<int64_t>(zone) * 3600;
}

// When the clock may run on a day, pauses aside; in order.
std::vector<InstantSpan> OpenSpans(const Date& date, const HourTerm& term, const Calendar& calendar) {
  const Instant midnight = Midnight(date, term.zone);
  if (term.unit == HourUnit::kHours) return {{midnight, midnight + kDaySeconds}};
  std::vector<InstantSpan> spans;
  if (!calendar.IsWorkingDay(date)) return spans;
  for (const OfficeSpan& open : calendar.HoursOf(date))
    spans.push_back({midnight + open.from * 60, midnight + open.until * 60});
  return spans;
}

// The parts of a span that lie in no pause.
std::vector<InstantSpan> WithoutPauses(InstantSpan span, const std::vector<InstantSpan>& pauses) {
  std::vector<InstantSpan> parts;
  for (const InstantSpan& pause : pauses) {
    if (pause.last <= span.first || pause.first >= span.last) continue;
    if (pause.first > span.first) parts.push_back({span.first, pause.first});
    span.first = std::min(pause.last, span.last);
  }
  if (span.first < span.last) parts.push_back(span);
  return parts;
}

// Walks day by day from the start and tells how long the clock runs in each part.
class Walk {
 public:
  Walk(const HourTerm& term, const Calendar& calendar)
      : term_(term), calendar_(calendar), date_(DateAt(term.from, term.zone)) {}

  Status CheckDay() const {
    if (date_.year > kLastDueYear)
      return Error{ErrorKind::kInvalid, "deadline.too_far", {DateAt(term_.from, term_.zone).Iso()}};
    return term_.unit == HourUnit::kWorkingHours ? CheckCovered(date_, calendar_) : Ok();
  }
  std::vector<InstantSpan> Parts() const {
    std::vector<InstantSpan> parts;
    for (InstantSpan open : OpenSpans(date_, term_, calendar_)) {
      open.first = std::max(open.first, term_.from);
      if (open.first >= open.last) continue;
      for (const InstantSpan& part : WithoutPauses(open, term_.pauses)) parts.push_back(part);
    }
    return parts;
  }
  DayMark Mark(int64_t ran) const {
    if (date_ == DateAt(term_.from, term_.zone)) return DayMark::kDayZero;
    const DayUnit unit = term_.unit == HourUnit::kHours ? DayUnit::kCalendarDays : DayUnit::kWorkingDays;
    const DayMark mark = MarkOf(date_, unit, calendar_);
    return mark == DayMark::kCounted && ran == 0 ? DayMark::kPaused : mark;
  }
  const Date& date() const { return date_; }
  void NextDay() { date_ = DayAfter(date_); }

 private:
  const HourTerm& term_;
  const Calendar& calendar_;
  Date date_;
};

}  // namespace

Result<DueMoment> DueMomentOf(const HourTerm& term, const Calendar& calendar) {
  ENSURE(term.seconds >= 0);
  int64_t left = std::min(term.seconds, kSecondsMost);
  DueMoment moment{term.from, {}};
  for (Walk walk(term, calendar);; walk.NextDay()) {
    const Status covered = walk.CheckDay();
    if (!covered.ok()) return covered.error();
    int64_t ran = 0;
    for (const InstantSpan& part : walk.Parts()) {
      const int64_t step = std::min(left, part.last - part.first);
      left -= step;
      ran += step;
      if (step > 0) moment.due = part.first + step;
      if (left == 0) break;
    }
    moment.lines.push_back({walk.date(), walk.Mark(ran), 0, ran});
    if (left == 0) return moment;
  }
}

Result<int64_t> RunUntil(const HourTerm& term, const Calendar& calendar, Instant until) {
  int64_t ran = 0;
  const Date last = DateAt(until, term.zone);
  for (Walk walk(term, calendar); walk.date() <= last; walk.NextDay()) {
    const Status covered = walk.CheckDay();
    if (!covered.ok()) return covered.error();
    for (const InstantSpan& part : walk.Parts())
      if (part.first < until) ran += std::min(part.last, until) - part.first;
  }
  return ran;
}

}  // namespace sinergi::kernel
