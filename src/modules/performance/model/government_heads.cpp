#include "modules/performance/model/government_heads.h"

#include <algorithm>

namespace sinergi::performance {
namespace {

using kernel::Government;
using kernel::GovernmentLevel;

constexpr std::string_view kSelect =
    "SELECT g.id, g.code, g.name, g.level, g.parent_id, g.zone, d.version, d.units_version FROM government g "
    "JOIN data_version d ON d.government_id = g.id ";

GovernmentHead GovernmentHeadAt(const sql::Row& row) {
  GovernmentHead head;
  head.government.id = row.Int(0);
  head.government.code = row.String(1);
  head.government.name = row.String(2);
  head.government.level = kernel::ParseGovernmentLevel(row.Text(3)).value_or(GovernmentLevel::kRegency);
  head.government.parent_id = row.MaybeInt(4);
  head.government.zone = static_cast<Zone>(row.Int(5));
  head.version = row.Int(6);
  head.units_version = row.Int(7);
  return head;
}

// Settings of all governments in one statement: there are few of them.
void ReadSettings(sql::Connection& c, std::vector<GovernmentHead>& heads) {
  c.Query("SELECT government_id, name, value FROM government_setting", {}, [&](const sql::Row& row) {
    const auto head = std::ranges::find(heads, row.Int(0), [](const auto& h) { return h.government.id; });
    if (head != heads.end()) head->government.settings[row.String(1)] = row.String(2);
  });
}

}  // namespace

bool LiesBelow(const Government& below, const Government& above) {
  if (below.id == above.id || below.level <= above.level) return false;
  if (below.parent_id == above.id || above.level == GovernmentLevel::kNation) return true;
  return !below.parent_id && above.level == GovernmentLevel::kProvince &&
         below.code.starts_with(above.code + ".");
}

std::optional<GovernmentHead> HeadOf(sql::Connection& c, int64_t government_id) {
  std::vector<GovernmentHead> heads;
  static const std::string kSql = fmt::format("{}WHERE g.id = ?", kSelect);
  c.Query(kSql, {government_id}, [&](const sql::Row& row) { heads.push_back(GovernmentHeadAt(row)); });
  if (heads.empty()) return {};
  ReadSettings(c, heads);
  return heads[0];
}

std::vector<GovernmentHead> HeadsBelow(sql::Connection& c, const Government& above) {
  std::vector<GovernmentHead> heads;
  static const std::string kSql = fmt::format("{}ORDER BY g.code", kSelect);
  c.Query(kSql, {}, [&](const sql::Row& row) {
    GovernmentHead head = GovernmentHeadAt(row);
    const bool self = head.government.id == above.id;
    if (self || LiesBelow(head.government, above))
      heads.insert(self ? heads.begin() : heads.end(), std::move(head));
  });
  ReadSettings(c, heads);
  return heads;
}

std::string StateOf(const std::vector<GovernmentHead>& heads) {
  std::string state;
  for (const GovernmentHead& head : heads) state += fmt::format("{}:{},", head.government.id, head.version);
  return state;
}

}  // namespace sinergi::performance
