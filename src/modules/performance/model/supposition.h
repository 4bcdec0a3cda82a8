// Supposition (pengandaian): what if other rules held, or some indicators weighed or promised something else.
// Applied to copies of what is in memory, so that the effect is computed by the same engine and nothing is
// saved.
//
//   Supposition what_if = ReadSupposition(query);          // ?missing=leave_out&cap=120&w17=2&t17=40
//   GovernmentYear after = Suppose(*before, what_if, 3);   // up to quarter III
//
// Government-wide: the rule for what was not reported, the weights of nodes and agencies, the cap of every
// indicator. Of one indicator: its weight, and its target to date (what earlier quarters promised is
// contained in it). Errors: what cannot be read is left out and named in `unread`. Threads: values, pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/performance/model/government_year.h"

namespace sinergi::performance {

struct SupposedIndicator {
  int64_t id = 0;
  std::optional<int64_t> weight_micro;
  Quantity target;  // empty: as it is
};

struct Supposition {
  std::optional<Settings::Missing> missing;
  std::optional<Settings::Weights> weights;
  bool change_caps = false;
  std::optional<Score> cap;                   // when caps change; empty: none
  std::vector<SupposedIndicator> indicators;  // by id; also those that only stand there to be changed
  std::vector<std::string> unread;            // values that are no figures

  bool ChangesAll() const { return missing || weights || change_caps; }
};

inline constexpr size_t kSupposedIndicatorsMost = 60;

// Name and value of each part of the address.
Supposition ReadSupposition(const std::vector<std::pair<std::string, std::string>>& query);
// The same as a part of an address, for links; starts with & when there is something.
std::string WriteSupposition(const Supposition& supposition);

Settings Suppose(Settings settings, const Supposition& supposition);
// One plan, computed; `quarter`: up to which targets are meant.
std::shared_ptr<const PlanColumns> Suppose(const AgencyPlan& agency, const Supposition& supposition,
                                           int quarter);
GovernmentYear Suppose(const GovernmentYear& year, const Supposition& supposition, int quarter);

}  // namespace sinergi::performance
