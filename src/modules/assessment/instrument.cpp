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

}  // namespace sinergi::assessment
