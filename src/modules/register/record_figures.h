// Figures of a register: what is counted, summed, averaged or shared over a period, exactly, with the records
// behind it.
//
//   FigureValue share = ComputeFigure(c, government, ppid, *ppid.FigureNamed("answered_in_time"),
//                                     DaysOf(Period{2024, 3}), {});
//   share.value                     // 17/20 × 100
//   share.records                   // ids of the records it rests on; Fingerprint(share) for later comparison
//
// Which records a period holds: those that first entered the figure's state within it (`entered`), that carry
// a date of it (`dated_by`), whose clock ended within it (shares and means of a clock), else those made within it; a
// `standing` figure counts what is there now and was made up to the period's end. A mean, median, percentile
// or share of nothing has no value. Percentiles are nearest-rank; of an even number the median is the mean of
// the middle two. Inside a Read.
#pragma once

#include <string>
#include <vector>

#include "base/period.h"
#include "modules/register/record.h"

namespace sinergi::registers {

struct Days {
  Date from, to;  // both within
};
Days DaysOf(Period quarter);
Days DaysOfYear(int year);
Days DaysOfMonth(int year, int month);

struct FigureValue {
  std::optional<Ratio> value;    // a share in percent; money in rupiah
  std::vector<int64_t> records;  // rising
  std::vector<int64_t> among;    // of a share: what it is a share of, rising
};

// Of these units only; all where it is empty.
struct FigureScope {
  std::vector<int64_t> units;
};
FigureValue ComputeFigure(sql::Connection& c, const kernel::Government& government,
                          const Definition& definition, const FigureOf& figure, const Days& days,
                          const FigureScope& scope);

struct FigureGroup {
  std::string key;  // unit id, option name, code; "" where the record has none
  FigureValue value;
};
// By one of figure.group_by; in order of the key.
std::vector<FigureGroup> GroupFigure(sql::Connection& c, const kernel::Government& government,
                                     const Definition& definition, const FigureOf& figure, const Days& days,
                                     const FigureScope& scope, std::string_view by);

// SHA-256 over value and records: what a figure that was taken over is compared with later.
std::string Fingerprint(const FigureValue& value);

}  // namespace sinergi::registers
