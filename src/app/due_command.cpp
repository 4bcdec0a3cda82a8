#include <algorithm>
#include <charconv>
#include <iostream>

#include <boost/json.hpp>

#include "app/command.h"
#include "kernel/calendar_file.h"
#include "kernel/due_day.h"
#include "kernel/due_text.h"

namespace sinergi::app {
namespace {

using kernel::DayLine;
using kernel::DayMark;
using kernel::DayTerm;
using kernel::DayUnit;
using kernel::DueDay;

constexpr int64_t kDaysMost = 1000000000;  // any larger number is as far behind the last calendar

Error Wrong(const char* code, const std::string& word) {
  return {ErrorKind::kInvalid, code, {word}};
}

// A number of days: digits only; too large for 64 bits is just very large.
Result<int64_t> ReadDays(const std::string& text) {
  const bool digits = !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) return Wrong("due.days_unreadable", text);
  int64_t days = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), days);
  return failed == std::errc() ? std::min(days, kDaysMost) : kDaysMost;
}

Result<Date> ReadDate(const std::string& text) {
  const std::optional<Date> date = Date::Parse(text);
  if (!date) return Wrong("app.date_unreadable", text);
  return *date;
}

// "2026-03-02..2026-03-04", both days included; one date is one day.
Result<kernel::DaySpan> ReadPause(const std::string& text, const Date& from) {
  const size_t dots = text.find("..");
  const Result<Date> first = ReadDate(text.substr(0, dots));
  if (!first.ok()) return Wrong("due.pause_unreadable", text);
  const Result<Date> last = dots == text.npos ? first : ReadDate(text.substr(dots + 2));
  if (!last.ok() || *last < *first) return Wrong("due.pause_unreadable", text);
  if (*last < from) return Error{ErrorKind::kInvalid, "due.pause_before", {text, from.Iso()}};
  return kernel::DaySpan{*first, *last};
}

Result<DayTerm> ReadTerm(const DueOptions& options) {
  DayTerm term;
  const Result<Date> from = ReadDate(options.from);
  if (!from.ok()) return from.error();
  term.from = *from;
  const Result<int64_t> days = ReadDays(options.days);
  if (!days.ok()) return days.error();
  term.days = *days;
  const Result<int64_t> extension = ReadDays(options.extension);
  if (!extension.ok()) return extension.error();
  term.extension = *extension;
  term.unit = options.kind == "calendar" ? DayUnit::kCalendarDays : DayUnit::kWorkingDays;
  term.move_to_working_day = options.move;
  for (const std::string& text : options.pauses) {
    const Result<kernel::DaySpan> pause = ReadPause(text, term.from);
    if (!pause.ok()) return pause.error();
    term.pauses.push_back(*pause);
  }
  return term;
}

Result<Calendar> ReadCalendarOf(const std::string& file) {
  if (file.empty()) return kernel::ShippedCalendar();
  const Result<std::string> bytes = ReadFile(file);
  if (!bytes.ok()) return bytes.error();
  return kernel::ReadCalendar(*bytes, file, kernel::ShippedCalendar());
}

bool AsksCalendar(const DayTerm& term) {
  return term.unit == DayUnit::kWorkingDays || term.move_to_working_day;
}

std::string Json(const Globals& globals, const DayTerm& term, const DueDay& day, const Calendar& calendar) {
  boost::json::array skipped, counted, pauses;
  for (const DayLine& line : day.lines) {
    if (line.mark == DayMark::kCounted) counted.push_back({{"date", line.date.Iso()}, {"n", line.n}});
    if (!kernel::IsSkipped(line)) continue;
    skipped.push_back({{"date", line.date.Iso()},
                       {"reason", kernel::ReasonOf(line, calendar, globals.lang)},
                       {"kind", kernel::ReasonKind(line, calendar)},
                       {"provisional", line.mark == DayMark::kDayOff && calendar.IsProvisional(line.date)}});
  }
  for (const kernel::DaySpan& pause : term.pauses)
    pauses.push_back({{"from", pause.first.Iso()}, {"to", pause.last.Iso()}});
  boost::json::array bases;
  if (AsksCalendar(term))
    for (const std::string& basis : kernel::BasesOf(day.lines, calendar, globals.lang))
      bases.emplace_back(basis);
  return boost::json::serialize(
      boost::json::object{{"from", term.from.Iso()},
                          {"days", term.days},
                          {"kind", term.unit == DayUnit::kWorkingDays ? "working" : "calendar"},
                          {"due", day.due.Iso()},
                          {"calendar", calendar.id},
                          {"skipped", std::move(skipped)},
                          {"days_counted", std::move(counted)},
                          {"extension", term.extension},
                          {"pauses", std::move(pauses)},
                          {"moved", day.lines.back().mark == DayMark::kMoved},
                          {"week", static_cast<int>(calendar.week)},
                          {"provisional", AsksCalendar(term) && kernel::AnyProvisional(day.lines, calendar)},
                          {"bases", std::move(bases)}});
}

void Print(const Globals& globals, const DayTerm& term, const DueDay& day, const Calendar& calendar) {
  const bool working = term.unit == DayUnit::kWorkingDays;
  std::cout << T(globals, "due.due", {kernel::LongDate(day.due, globals.lang)}) << "\n"
            << T(globals, working ? "due.term_working" : "due.term_calendar",
                 {std::to_string(term.days), kernel::LongDate(term.from, globals.lang)});
  if (term.extension > 0) std::cout << T(globals, "due.term_extension", {std::to_string(term.extension)});
  std::cout << "\n"
            << T(globals, calendar.week == WorkWeek::kSixDays ? "due.calendar_six" : "due.calendar_five",
                 {calendar.id, calendar.title})
            << "\n\n";
  for (const std::string& line : kernel::ExplainDays(day.lines, term.days, calendar, globals.lang))
    std::cout << line << "\n";
  if (!AsksCalendar(term)) return;
  std::cout << "\n" << T(globals, "due.bases") << "\n";
  for (const std::string& basis : kernel::BasesOf(day.lines, calendar, globals.lang))
    std::cout << basis << "\n";
  if (kernel::AnyProvisional(day.lines, calendar)) std::cout << T(globals, "due.provisional") << "\n";
}

}  // namespace

int Due(const Globals& globals, const DueOptions& options) {
  const Result<DayTerm> term = ReadTerm(options);
  if (!term.ok()) {
    Fail(globals, term.error());
    return kWrongUsage;
  }
  const Result<Calendar> calendar = ReadCalendarOf(options.calendar);
  if (!calendar.ok()) return FailWithPlaces(globals, calendar.error());
  const Result<DueDay> day = kernel::DueDayOf(*term, *calendar);
  if (!day.ok()) return Fail(globals, day.error());
  if (globals.json)
    std::cout << Json(globals, *term, *day, *calendar) << "\n";
  else
    Print(globals, *term, *day, *calendar);
  return kDone;
}

}  // namespace sinergi::app
