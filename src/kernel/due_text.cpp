#include "kernel/due_text.h"

#include <algorithm>
#include <set>

namespace sinergi::kernel {
namespace {

std::string Weekday(const Date& date, Lang lang) {
  return Texts::Shipped().Get(lang, fmt::format("calendar.weekday_{}", WeekdayOf(date)));
}

std::string Head(const DayLine& line, int64_t days, Lang lang) {
  const Texts& texts = Texts::Shipped();
  const std::string n = std::to_string(line.n);
  if (line.seconds > 0)
    return texts.Get(lang, "due.day_hours",
                     {std::to_string(line.seconds / 3600), std::to_string(line.seconds / 60 % 60)});
  if (line.mark == DayMark::kDayZero) return texts.Get(lang, "due.day_zero");
  if (line.mark == DayMark::kMoved) return texts.Get(lang, "due.day_moved");
  if (IsSkipped(line)) return texts.Get(lang, "due.day_skipped");
  return texts.Get(lang, line.n > days ? "due.day_extension" : "due.day", {n});
}

size_t Characters(std::string_view text) {
  return static_cast<size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

std::string LongDate(const Date& date, Lang lang) {
  const std::string month = Texts::Shipped().Get(lang, fmt::format("interface.month_{}", date.month));
  return fmt::format("{}, {} {} {}", Weekday(date, lang), date.day, month, date.year);
}

bool IsSkipped(const DayLine& line) {
  return line.mark == DayMark::kWeekend || line.mark == DayMark::kDayOff || line.mark == DayMark::kPaused;
}

std::string_view ReasonKind(const DayLine& line, const Calendar& calendar) {
  if (line.mark == DayMark::kWeekend) return "weekend";
  if (line.mark == DayMark::kPaused) return "paused";
  const DayOff* off = line.mark == DayMark::kDayOff ? calendar.DayOffAt(line.date) : nullptr;
  if (off == nullptr) return "";
  switch (off->kind) {
    case DayOffKind::kNational:
      return "national";
    case DayOffKind::kJointLeave:
      return "joint_leave";
    case DayOffKind::kLocal:
      return "local";
  }
  return "";
}

std::string ReasonOf(const DayLine& line, const Calendar& calendar, Lang lang) {
  const std::string_view kind = ReasonKind(line, calendar);
  if (kind.empty()) return "";
  const Texts& texts = Texts::Shipped();
  const DayOff* off = calendar.DayOffAt(line.date);
  const std::string key = "calendar.reason_" + std::string(kind);
  std::string reason =
      texts.Get(lang, key, {line.mark == DayMark::kDayOff ? off->name : Weekday(line.date, lang)});
  if (line.mark == DayMark::kDayOff && calendar.IsProvisional(line.date))
    reason += " " + texts.Get(lang, "calendar.provisional_mark");
  return reason;
}

std::vector<std::string> ExplainDays(const std::vector<DayLine>& lines, int64_t days,
                                     const Calendar& calendar, Lang lang) {
  size_t wide_head = 0, wide_date = 0;
  for (const DayLine& line : lines) {
    wide_head = std::max(wide_head, Characters(Head(line, days, lang)));
    wide_date = std::max(wide_date, Characters(LongDate(line.date, lang)));
  }
  std::vector<std::string> out;
  for (const DayLine& line : lines) {
    std::string text = Head(line, days, lang);
    text.append(wide_head + 2 - Characters(text), ' ');
    const std::string date = LongDate(line.date, lang), reason = ReasonOf(line, calendar, lang);
    text += date;
    if (!reason.empty()) text.append(wide_date + 2 - Characters(date), ' ').append(reason);
    out.push_back(text);
  }
  return out;
}

std::vector<std::string> BasesOf(const std::vector<DayLine>& lines, const Calendar& calendar, Lang lang) {
  std::vector<std::string> bases;
  std::set<int> years;
  for (const DayLine& line : lines) {
    const auto year = calendar.years.find(line.date.year);
    if (year != calendar.years.end() && years.insert(year->first).second)
      bases.push_back(fmt::format("{}: {}", year->first, year->second.basis));
    const DayOff* off = line.mark == DayMark::kDayOff ? calendar.DayOffAt(line.date) : nullptr;
    if (off && (year == calendar.years.end() || off->basis != year->second.basis))
      bases.push_back(fmt::format("{}: {}", LongDate(line.date, lang), off->basis));
  }
  return bases;
}

bool AnyProvisional(const std::vector<DayLine>& lines, const Calendar& calendar) {
  return std::ranges::any_of(lines, [&](const DayLine& line) {
    // A day off that was counted all the same (calendar days) leaves nothing open.
    const bool matters = line.mark == DayMark::kDayOff || calendar.DayOffAt(line.date) == nullptr;
    return matters && calendar.IsProvisional(line.date);
  });
}

}  // namespace sinergi::kernel
