// MeasuredYears: measured plans of several years and agencies, asked for what was reached and spent at a node of a
// planning document. Pure.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "modules/performance/plan_year.h"
#include "modules/planning/document/document.h"

namespace sinergi::performance::form {

struct MeasuredIndicator {
  const PlanYear* plan = nullptr;
  const Indicator* indicator = nullptr;
};

class MeasuredYears {
 public:
  explicit MeasuredYears(std::vector<std::shared_ptr<const PlanYear>> plans);

  // One a year at most. `only`: the indicator is the only one of its node.
  std::vector<MeasuredIndicator> IndicatorsOf(std::string_view agency, const planning::DocumentNode& node,
                                              std::string_view name, bool only) const;
  // By year. Without an agency ("") all that have the code.
  std::map<int, Money> SpentAt(std::string_view agency, const planning::DocumentNode& node) const;
  std::map<int, Money> SpentInAll() const;

 private:
  struct Place {
    size_t plan = 0;
    int node = -1;
  };
  std::vector<Place> PlacesOf(std::string_view agency, const planning::DocumentNode& node) const;

  std::vector<std::shared_ptr<const PlanYear>> plans_;
  std::unordered_map<std::string, std::vector<Place>> by_node_;
};

}  // namespace sinergi::performance::form
