#include "modules/register/gather.h"

#include <algorithm>

#include "base/text.h"

namespace sinergi::registers {
namespace {

std::string KeyOf(const GatheredRecord& record) {
  for (size_t i = 0; i < record.by.size(); ++i)
    if (!record.by[i].empty()) return std::to_string(i) + ":" + FoldText(record.by[i]);
  return "";
}

bool Follows(const Date& before, const Date& day, const Calendar& calendar) {
  for (int64_t between = before.Days() + 1; between < day.Days(); ++between)
    if (calendar.IsWorkingDay(Date::FromDays(between))) return false;
  return true;
}

void Add(const GatheredRecord& record, size_t index, GatheredTotal& total) {
  total.records.push_back(index);
  total.unit_id = record.unit_id;
  total.by.resize(record.by.size());
  for (size_t i = 0; i < record.by.size(); ++i)
    if (!record.by[i].empty()) total.by[i] = record.by[i];
}

}  // namespace

int64_t LongestRun(const std::vector<Date>& days, int year, const Calendar& calendar) {
  int64_t longest = 0, run = 0;
  for (size_t i = 0; i < days.size(); ++i) {
    if (i > 0 && days[i] == days[i - 1]) continue;
    run = i > 0 && Follows(days[i - 1], days[i], calendar) ? run + 1 : 1;
    if (days[i].year == year) longest = std::max(longest, run);
  }
  return longest;
}

std::vector<GatheredTotal> GatherTotals(const std::vector<GatheredRecord>& records, int year,
                                        const Calendar& calendar) {
  std::vector<GatheredTotal> totals;
  std::map<std::string, size_t> known;
  std::map<std::string, std::vector<Date>> runs;
  for (size_t i = 0; i < records.size(); ++i) {
    const GatheredRecord& record = records[i];
    const std::string key = KeyOf(record);
    if (key.empty()) continue;
    if (record.runs) runs[key].push_back(record.day);
    if (record.day.year != year) continue;
    const auto [place, fresh] = known.emplace(key, totals.size());
    if (fresh) totals.emplace_back();
    Add(record, i, totals[place->second]);
  }
  for (const auto& [key, place] : known) totals[place].longest_run = LongestRun(runs[key], year, calendar);
  return totals;
}

bool IsSamePerson(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  for (size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    if (!a[i].empty() && !b[i].empty()) return FoldText(a[i]) == FoldText(b[i]);
  return false;
}

}  // namespace sinergi::registers
