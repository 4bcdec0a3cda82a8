// Government (pemerintah daerah): province, regency (kabupaten) or city (kota), with its Kemendagri code ("53", "53.04") and
// its settings. Several governments may live in one database; every row of data belongs to one.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "platform/sql/database.h"

namespace sinergi::kernel {

enum class GovernmentLevel { kNation, kProvince, kRegency, kCity };
std::string_view Name(GovernmentLevel level);  // "nation", "province", "regency", "city"
std::optional<GovernmentLevel> ParseGovernmentLevel(std::string_view name);

struct Government {
  int64_t id = 0;
  std::string code, name;
  GovernmentLevel level = GovernmentLevel::kRegency;
  std::optional<int64_t> parent_id;
  Zone zone = Zone::kWib;
  std::map<std::string, std::string> settings;  // "performance.predicate": "above" …; table government_setting
};

// Makes a government with its counters; the code must be new (kernel.government_exists).
Result<int64_t> AddGovernment(sql::Connection& c, const Government& government);
std::vector<Government> ListGovernments(sql::Connection& c);
std::optional<Government> FindGovernment(sql::Connection& c, int64_t id);
std::optional<Government> FindGovernmentByCode(sql::Connection& c, std::string_view code);
void SetSetting(sql::Connection& c, int64_t government_id, std::string_view name, std::string_view value);

}  // namespace sinergi::kernel
