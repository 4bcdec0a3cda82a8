// LayIntoYears: whether a set of steps can be done within so many years, and how.
//
//   int64_t work = 50'000;
//   const YearsAnswer answer = LayIntoYears(model, counts, 3, work);
//   answer.years[4][0]   // year of the first step of the fifth item, if answer.verdict == Verdict::kYes
//
// A step falls in the year of the last step it needs, or later; the efforts of a year sum to at most the
// capacity; an item rises at most max_rise steps a year. Exact: years are filled one after another, and a
// year is left only when nothing that could still be done in it fits (pulling a step forward never hurts the
// others), or when the room left over in all years so far exceeds what may be left over. kUnknown when `work`
// (steps looked at) was used up before the answer was certain. Pure.
#pragma once

#include "modules/assessment/improve_model.h"

namespace sinergi::assessment {

enum class Verdict { kYes, kNo, kUnknown };

struct YearsAnswer {
  Verdict verdict = Verdict::kNo;
  std::vector<std::vector<int>> years;  // [item of the model][step - 1], from 1
  int last = 0;                         // the last year in which something is done
};

YearsAnswer LayIntoYears(const RiseModel& model, const Counts& counts, int years, int64_t& work);

}  // namespace sinergi::assessment
