// Gathering: what the records of one register add up to, by person and year, as a proposal for a record of another
// ("gathers:"). Attendance adds up into discipline: every unexcused day and lost minute of an employee's year is a
// row of his record, and the longest run of days stands in a number.
//
//   std::vector<GatheredTotal> totals = GatherTotals(records, 2024, calendar);
//   totals[0].records.size(), totals[0].longest_run
//
// Whose a record is says the first of `by` that is filled: a name alone never joins what bears a number. A run is
// consecutive working days by the calendar, days off between them do not end it; one that began before the year
// counts whole as soon as it reaches into the year. Pure.
#pragma once

#include "base/calendar.h"
#include "modules/register/record.h"

namespace sinergi::registers {

// How far back a run that reaches into the year may have begun.
constexpr int kRunLooksBackDays = 60;

struct GatheredRecord {
  int64_t id = 0, unit_id = 0;
  Date day;
  bool runs = false;               // of a day whose run is kept
  std::vector<std::string> by;     // plain values, as Gather::by
  std::vector<std::string> cells;  // plain values, as Gather::columns
};

struct GatheredTotal {
  std::vector<std::string> by;  // of the latest record that has each
  int64_t unit_id = 0;          // of the latest record
  std::vector<size_t> records;  // of those given: what counts in the year, by day
  int64_t longest_run = 0;
};

// `records` stand in the order of their days. Totals stand in the order of their first record of the year; who has
// none in the year has no total.
std::vector<GatheredTotal> GatherTotals(const std::vector<GatheredRecord>& records, int year,
                                        const Calendar& calendar);

// Of days in their order, equal ones once; runs that end before the year do not count.
int64_t LongestRun(const std::vector<Date>& days, int year, const Calendar& calendar);

// Whether both are the same person's: decided by the first of `by` that both have.
bool IsSamePerson(const std::vector<std::string>& a, const std::vector<std::string>& b);

}  // namespace sinergi::registers
