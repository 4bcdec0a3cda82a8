#include "kernel/deadline.h"

#include <algorithm>

#include "base/ensure.h"
#include "base/text.h"

namespace sinergi::kernel {
namespace {

constexpr int64_t kHour = 3600, kDay = 86400;

Instant StartOf(const Date& date, Zone zone) {
  return date.Days() * kDay - static_cast<int64_t>(zone) * kHour;
}

// What the events have made of the clock so far.
struct Course {
  std::optional<Instant> started, stopped;
  std::vector<ClockPause> pauses;
  std::vector<ClockExtension> extensions;
  bool paused() const { return !pauses.empty() && !pauses.back().until; }
};

struct End {
  Instant due = 0;
  Date date;
  std::vector<DayLine> lines;
};

class Reckoning {
 public:
  Reckoning(const ClockRule& rule, const Calendar& calendar, Zone zone)
      : rule_(rule), calendar_(calendar), zone_(zone) {}

  Result<Course> Fold(std::span<const ClockEvent> events) const {
    Course course;
    Instant last = 0;
    for (const ClockEvent& event : events) {
      if (course.started && event.at < last) return Refused("deadline.order");
      last = event.at;
      const Status done = Apply(event, course);
      if (!done.ok()) return done.error();
    }
    if (!course.started) return Refused("deadline.not_started");
    return course;
  }

  // The end as it is seen at `now`: an open pause lasts until then.
  Result<End> EndOf(const Course& course, Instant now) const {
    if (!InDays(rule_.unit)) {
      Result<DueMoment> moment = DueMomentOf(HoursOf(course, now), calendar_);
      if (!moment.ok()) return moment.error();
      return End{moment->due, DateAt(moment->due, zone_), std::move(moment->lines)};
    }
    Result<DueDay> day = DueDayOf(DaysOf(course, now), calendar_);
    if (!day.ok()) return day.error();
    return End{StartOf(DayAfter(day->due), zone_) - 1, day->due, std::move(day->lines)};
  }

  int64_t Length(const Course& course) const {
    int64_t length = rule_.length;
    for (const ClockExtension& extension : course.extensions) length += extension.length;
    return length;
  }

  // Days, or minutes, that are left at `at`; negative behind the end.
  std::optional<int64_t> Remaining(const Course& course, const End& end, Instant at) const {
    if (!InDays(rule_.unit)) {
      const Result<int64_t> ran = RunUntil(HoursOf(course, at), calendar_, at);
      if (!ran.ok()) return {};
      return Length(course) * 60 - *ran / 60;
    }
    const Date today = DateAt(at, zone_);
    if (today > end.date) return Overdue(end.date, today);
    int64_t counted = 0;
    for (const DayLine& line : end.lines)
      if (line.date <= today) counted = line.n;
    return Length(course) - counted;
  }

  std::vector<ClockWarning> Warnings(const Course& course, const End& end, Instant now) const {
    std::vector<ClockWarning> warnings;
    for (const int before : rule_.warn) {
      const std::optional<Instant> at =
          InDays(rule_.unit) ? DayOfWarning(course, end, before) : HourOfWarning(course, now, before);
      if (at) warnings.push_back({before, DateAt(*at, zone_), std::max(*at, *course.started)});
    }
    std::ranges::stable_sort(warnings, {}, &ClockWarning::at);
    return warnings;
  }

 private:
  static Error Refused(std::string_view code, std::vector<std::string> args = {}) {
    return {ErrorKind::kConflict, std::string(code), std::move(args)};
  }

  Status Apply(const ClockEvent& event, Course& course) const {
    const bool running = course.started && !course.stopped;
    switch (event.act) {
      case ClockAct::kStart:
        if (course.started) return Refused("deadline.started_already");
        course.started = event.at;
        return Ok();
      case ClockAct::kPause:
        if (!running || course.paused())
          return Refused(running ? "deadline.paused_already" : "deadline.not_running");
        course.pauses.push_back({event.at, {}, event.reason});
        return Ok();
      case ClockAct::kResume:
        if (!running || !course.paused()) return Refused("deadline.not_paused");
        course.pauses.back().until = event.at;
        return Ok();
      case ClockAct::kExtend:
        return running ? Extend(event, course) : Status(Refused("deadline.not_running"));
      case ClockAct::kStop:
        if (!running) return Refused("deadline.not_running");
        if (course.paused()) course.pauses.back().until = event.at;
        course.stopped = event.at;
        return Ok();
    }
    return Ok();
  }

  Status Extend(const ClockEvent& event, Course& course) const {
    if (rule_.extension == 0) return Refused("deadline.extension_none");
    if (static_cast<int>(course.extensions.size()) >= rule_.extensions_most)
      return Refused("deadline.extension_used");
    if (TrimBlanks(event.reason).empty()) return Refused("deadline.reason_missing");
    const Result<End> end = EndOf(course, event.at);
    if (!end.ok()) return end.error();
    if (event.at > end->due) return Refused("deadline.extension_late", {end->date.Iso()});
    course.extensions.push_back({event.at, rule_.extension, event.reason});
    return Ok();
  }

  DayTerm DaysOf(const Course& course, Instant now) const {
    DayTerm term;
    term.from = DateAt(*course.started, zone_);
    term.days = rule_.length;
    term.extension = Length(course) - rule_.length;
    term.unit = rule_.unit == ClockUnit::kWorkingDays ? DayUnit::kWorkingDays : DayUnit::kCalendarDays;
    term.move_to_working_day = rule_.move_to_working_day;
    for (const ClockPause& pause : course.pauses) {
      const DaySpan span{DateAt(pause.from, zone_), DateAt(pause.until.value_or(now), zone_)};
      if (span.first < span.last) term.pauses.push_back(span);
    }
    return term;
  }

  HourTerm HoursOf(const Course& course, Instant now) const {
    HourTerm term{*course.started, Length(course) * kHour, HourUnit::kHours, zone_, {}};
    if (rule_.unit == ClockUnit::kWorkingHours) term.unit = HourUnit::kWorkingHours;
    for (const ClockPause& pause : course.pauses)
      term.pauses.push_back({pause.from, std::max(pause.from, pause.until.value_or(now))});
    return term;
  }

  bool Counts(const Date& date) const {
    const DayUnit unit =
        rule_.unit == ClockUnit::kWorkingDays ? DayUnit::kWorkingDays : DayUnit::kCalendarDays;
    return MarkOf(date, unit, calendar_) == DayMark::kCounted;
  }
  bool Known(const Date& date) const {
    return rule_.unit == ClockUnit::kCalendarDays || calendar_.Covers(date.year);
  }

  std::optional<int64_t> Overdue(const Date& due, const Date& today) const {
    int64_t days = 0;
    for (Date date = due; date < today;) {
      date = DayAfter(date);
      if (!Known(date)) return {};
      if (Counts(date)) --days;
    }
    return days;
  }

  std::optional<Instant> DayOfWarning(const Course& course, const End& end, int before) const {
    if (before == 0) return StartOf(end.date, zone_);
    if (before > 0) {
      const int64_t n = Length(course) - before;
      for (const DayLine& line : end.lines)
        if (line.n == n) return StartOf(line.date, zone_);
      return {};
    }
    Date date = end.date;
    for (int left = -before; left > 0;) {
      date = DayAfter(date);
      if (!Known(date)) return {};
      if (Counts(date)) --left;
    }
    return StartOf(date, zone_);
  }

  std::optional<Instant> HourOfWarning(const Course& course, Instant now, int before) const {
    HourTerm term = HoursOf(course, now);
    term.seconds -= before * kHour;
    if (term.seconds < 0) return {};
    const Result<DueMoment> moment = DueMomentOf(term, calendar_);
    if (!moment.ok()) return {};
    return moment->due;
  }

  const ClockRule& rule_;
  const Calendar& calendar_;
  Zone zone_;
};

ClockState StateOf(const Course& course, Instant due, Instant now) {
  if (course.stopped) return *course.stopped > due ? ClockState::kLate : ClockState::kMet;
  if (now > due) return ClockState::kLate;
  return course.paused() ? ClockState::kPaused : ClockState::kRunning;
}

}  // namespace

std::string_view Name(ClockState state) {
  switch (state) {
    case ClockState::kRunning:
      return "running";
    case ClockState::kPaused:
      return "paused";
    case ClockState::kMet:
      return "met";
    case ClockState::kLate:
      return "late";
  }
  return "";
}

Result<Deadline> Reckon(const ClockRule& rule, const Calendar& calendar, Zone zone,
                        std::span<const ClockEvent> events, Instant now) {
  ENSURE(rule.length >= 0 && rule.extension >= 0);
  const Reckoning reckoning(rule, calendar, zone);
  Result<Course> course = reckoning.Fold(events);
  if (!course.ok()) return course.error();
  Result<End> end = reckoning.EndOf(*course, now);
  if (!end.ok()) return end.error();

  Deadline deadline;
  deadline.state = StateOf(*course, end->due, now);
  deadline.ended = course->stopped.has_value();
  deadline.started = *course->started;
  deadline.due = end->due;
  deadline.due_date = end->date;
  deadline.length = reckoning.Length(*course) * (InDays(rule.unit) ? 1 : 60);
  deadline.remaining = reckoning.Remaining(*course, *end, course->stopped.value_or(now));
  deadline.elapsed = deadline.length - deadline.remaining.value_or(0);
  if (!deadline.ended && deadline.state != ClockState::kPaused)
    deadline.warnings = reckoning.Warnings(*course, *end, now);
  deadline.lines = std::move(end->lines);
  deadline.pauses = std::move(course->pauses);
  deadline.extensions = std::move(course->extensions);
  return deadline;
}

}  // namespace sinergi::kernel
