#include "modules/assessment/instrument.h"

namespace sinergi::assessment {

PredicateOf Instrument::PredicateRuleOf(int year) const {
  for (const auto& [named, rule] : by_year)
    if (named == year) return rule;
  return predicate_of;
}

int Instrument::FindItem(std::string_view code) const {
  for (size_t i = 0; i < items.size(); ++i)
    if (items[i].code == code) return static_cast<int>(i);
  return -1;
}

bool IsWithin(const Instrument& instrument, int group, int wanted) {
  for (; group >= 0; group = instrument.groups[static_cast<size_t>(group)].parent)
    if (group == wanted) return true;
  return false;
}

}  // namespace sinergi::assessment
