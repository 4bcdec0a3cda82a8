// Calendar files: data/calendars/id.yaml (week and hours), id-2024.yaml … (days off of a year), and a
// region's own file laid over them.
//
//   calendar: kota-contoh
//   title: Kalender kerja Kota Contoh
//   basis: Peraturan Wali Kota 3/2026
//   week: 6
//   hours: {saturday: "08:00-12:00"}
//   local:   {2026-10-17: Hari jadi kota}
//   removed: {2026-12-24: Cuti bersama dialihkan}
//
// Later files win: a day replaces what stood on its date, `removed` makes a day off a working day again,
// `years` says whose national days and joint leave the file gives, all of them, in place of those below.
// Everything else stays as it was.
//
// Errors: data_file.bad_file with a fault each (data_file.*, calendar.*), by file:line:column. Pure but for
// the embedded files; thread-safe.
#pragma once

#include <string_view>

#include "base/calendar.h"
#include "base/result.h"

namespace sinergi::kernel {

Result<Calendar> ReadCalendar(std::string_view yaml, std::string_view file_name, const Calendar& below);

// The files of data/calendars; read once.
const Calendar& ShippedCalendar();

}  // namespace sinergi::kernel
