// PeersQuery: what a page of peers (agencies, governments, provinces side by side) is asked for in its
// address, so that a link shows the same to whoever may see it:
// ?period=2024-Q3&affair=2.16&level=city&region=53&sort=change
//
// Unknown values count as not given. Without a period: the newest quarter that somebody has reported.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/web.h"
#include "modules/performance/model/peers.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

struct PeersQuery {
  Period period;       // quarter 0: to be found
  std::string affair;  // "", "2", "2.16"
  std::string level;   // of governments: "", "province", "regency", "city"
  std::string region;  // code of a province, "" for all
  std::string sort;    // "rank", "name", "change", "reported", "absorption", "efficiency"

  // The address of a page with this query, one part of it changed.
  std::string Address(std::string_view path, std::string_view part = {}, std::string_view value = {}) const;
};

// `years`: that have plans, newest first.
PeersQuery ReadPeersQuery(const kernel::Visit& v, const std::vector<int>& years);

// Years with plans of any of these governments, newest first.
std::vector<int> PlanYears(sql::Connection& c);

// The last quarter in which a figure was added; 1 when none was.
int LastReported(std::span<const GovernmentYearPtr> governments);

}  // namespace sinergi::performance
