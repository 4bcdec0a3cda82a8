#include "modules/performance/nation_query.h"

#include <algorithm>
#include <array>

namespace sinergi::performance {
namespace {

constexpr std::array<std::string_view, 6> kSorts = {"rank",     "name",       "change",
                                                    "reported", "absorption", "efficiency"};
constexpr std::array<std::string_view, 3> kLevels = {"province", "regency", "city"};

bool IsCode(std::string_view text) {
  return text.size() <= 20 && text.find_first_not_of("0123456789.") == text.npos;
}

template <class List>
std::string OneOf(const List& list, std::string_view text) {
  return std::ranges::find(list, text) == list.end() ? "" : std::string(text);
}

int YearOf(const Date& today, const std::vector<int>& years) {
  const int ended = today.month <= 3 ? today.year - 1 : today.year;
  for (const int year : years)
    if (year <= ended) return year;
  return years.empty() ? ended : years.back();
}

}  // namespace

std::string PeersQuery::Address(std::string_view path, std::string_view part, std::string_view value) const {
  std::string address(path);
  char lead = path.find('?') == path.npos ? '?' : '&';
  const std::string code = period.quarter == 0 ? "" : period.Code();
  for (const auto& [name, own] : {std::pair<std::string_view, std::string_view>{"period", code},
                                  {"affair", affair},
                                  {"level", level},
                                  {"region", region},
                                  {"sort", sort == "rank" ? std::string_view() : std::string_view(sort)}}) {
    const std::string_view text = name == part ? value : own;
    if (text.empty()) continue;
    address += fmt::format("{}{}={}", lead, name, text);
    lead = '&';
  }
  return address;
}

PeersQuery ReadPeersQuery(const kernel::Visit& v, const std::vector<int>& years) {
  PeersQuery query;
  const auto wanted = Period::Parse(v.request.Query("period"));
  query.period = wanted.value_or(Period{YearOf(v.Today(), years), 0});
  if (IsCode(v.request.Query("affair"))) query.affair = std::string(v.request.Query("affair"));
  if (IsCode(v.request.Query("region"))) query.region = std::string(v.request.Query("region"));
  query.level = OneOf(kLevels, v.request.Query("level"));
  query.sort = OneOf(kSorts, v.request.Query("sort"));
  if (query.sort.empty()) query.sort = "rank";
  return query;
}

std::vector<int> PlanYears(sql::Connection& c) {
  std::vector<int> years;
  c.Query("SELECT DISTINCT year FROM plan ORDER BY year DESC", {},
          [&](const sql::Row& row) { years.push_back(static_cast<int>(row.Int(0))); });
  return years;
}

int LastReported(std::span<const GovernmentYearPtr> governments) {
  std::array<int64_t, 5> reported = {};
  for (const GovernmentYearPtr& government : governments)
    for (const AgencyPlan& agency : government->agencies)
      for (int quarter = 1; quarter <= 4; ++quarter)
        reported[static_cast<size_t>(quarter)] += agency.columns->Total(quarter).reported;
  for (int quarter = 4; quarter > 1; --quarter)
    if (reported[static_cast<size_t>(quarter)] > reported[static_cast<size_t>(quarter - 1)]) return quarter;
  return 1;
}

}  // namespace sinergi::performance
