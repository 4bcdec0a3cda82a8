// A due date in words: the reason of each skipped day, and the explanation day by day.
//
//   ReasonOf(line, calendar, Lang::kId)   // "cuti bersama: Hari Suci Nyepi Tahun Baru Saka 1948"
//
// Pure; texts from data/texts/parts/calendar.*.yaml.
#pragma once

#include <string>
#include <vector>

#include "kernel/due_day.h"
#include "platform/files/texts.h"

namespace sinergi::kernel {

// "Rabu, 18 Maret 2026".
std::string LongDate(const Date& date, Lang lang);

bool IsSkipped(const DayLine& line);
// "weekend", "national", "joint_leave", "local", "paused": stable, for programs. "" where nothing was
// skipped.
std::string_view ReasonKind(const DayLine& line, const Calendar& calendar);
// Why the day was skipped; "" where it was not. Says so where the day is expected only.
std::string ReasonOf(const DayLine& line, const Calendar& calendar, Lang lang);

// One line a day, aligned: "hari ke-1   Selasa, 17 Maret 2026"; of a clock in hours how long it ran that day.
// `days` is the length without extension.
std::vector<std::string> ExplainDays(const std::vector<DayLine>& lines, int64_t days,
                                     const Calendar& calendar, Lang lang);
// What the days off of these days rest on, one line a year or day with a basis of its own.
std::vector<std::string> BasesOf(const std::vector<DayLine>& lines, const Calendar& calendar, Lang lang);
// Whether any of these days, or of their years, is expected only.
bool AnyProvisional(const std::vector<DayLine>& lines, const Calendar& calendar);

}  // namespace sinergi::kernel
