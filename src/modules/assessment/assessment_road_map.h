// Road map of an assessment (peta jalan): what its index shall become and what that may cost, kept with the
// assessment; and the request for the shortest way made from both. Pure.
#pragma once

#include <map>
#include <set>

#include "modules/assessment/assessment_sheet.h"
#include "modules/assessment/improve.h"

namespace sinergi::assessment {

struct RoadWish {
  int64_t target_micro = 0;
  std::optional<int64_t> capacity_micro;  // effort a year
  std::optional<int> years;               // at most
  std::optional<int> max_rise;            // levels that an item may rise in a year
  std::map<std::pair<std::string, std::string>, int64_t>
      efforts;                   // (item, level) -> micro, where it is not 1
  std::set<std::string> locked;  // items that stay as they are
  int64_t row_version = 0;       // 0: not saved yet
};

// assessment.wish_invalid with fields target, capacity, years, max_rise, efforts (assessment.number_range),
// locked (assessment.item_unknown).
Status CheckWish(const Instrument& instrument, const RoadWish& wish);

// The levels that stand now, the efforts and locks of the wish; `unit_name` tells who is responsible for an
// item.
template <class UnitName>
ImproveRequest RequestFor(const Sheet& sheet, const RoadWish& wish, UnitName unit_name) {
  const Instrument& instrument = *sheet.instrument;
  ImproveRequest request = RequestOf(instrument, sheet.LevelsAt(sheet.head.at.stage));
  request.capacity_micro = wish.capacity_micro;
  request.years = wish.years;
  request.max_rise_per_year = wish.max_rise;
  for (size_t i = 0; i < instrument.items.size(); ++i) {
    const Item& item = instrument.items[i];
    if (wish.locked.contains(item.code)) request.locked[i] = true;
    const std::vector<Level>& levels = instrument.scales[static_cast<size_t>(item.scale)].levels;
    for (size_t l = 0; l < levels.size(); ++l) {
      const auto effort = wish.efforts.find({item.code, PrintValue(levels[l].value)});
      if (effort != wish.efforts.end()) request.efforts[i][l].micro = effort->second;
      if (sheet.units[i] != 0) request.efforts[i][l].responsible = unit_name(sheet.units[i]);
    }
  }
  return request;
}

}  // namespace sinergi::assessment
