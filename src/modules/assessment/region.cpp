#include "modules/assessment/region.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/decimal.h"
#include "base/text.h"

namespace sinergi::assessment {
namespace {

std::optional<int64_t> Mean(Int128 sum, int count) {
  return count == 0 ? std::nullopt : DivideHalfUp(sum, count);
}

std::optional<int64_t> OrderFigure(const RegionRow& row, const RegionOrder& order) {
  switch (order.by) {
    case RegionOrder::By::kChange:
      return row.Change();
    case RegionOrder::By::kDomain:
      return order.domain < row.result->domains.size() ? row.result->domains[order.domain] : std::nullopt;
    case RegionOrder::By::kIndex:
    case RegionOrder::By::kName:
      break;
  }
  return row.result->index_micro;
}

// Largest first, none last, names among equals. The rows come by name.
void Sort(std::vector<RegionRow>& rows, const RegionOrder& order) {
  if (order.by == RegionOrder::By::kName) return;
  std::ranges::stable_sort(rows, [&](const RegionRow& a, const RegionRow& b) {
    return OrderFigure(a, order) > OrderFigure(b, order);  // an empty one is less than any
  });
}

void Rank(std::vector<RegionRow>& rows) {
  std::vector<int64_t> indices;
  for (const RegionRow& row : rows) indices.push_back(row.result->index_micro);
  std::ranges::sort(indices, std::ranges::greater());
  for (RegionRow& row : rows)
    row.rank =
        static_cast<int>(std::ranges::lower_bound(indices, row.result->index_micro, std::ranges::greater()) -
                         indices.begin()) +
        1;
}

std::vector<PredicateShare> SharesOf(const std::vector<RegionRow>& rows) {
  std::vector<RegionRow> ordered = rows;
  Sort(ordered, {});
  std::vector<PredicateShare> shares;
  for (const RegionRow& row : ordered) {
    auto share = std::ranges::find(shares, row.result->predicate, &PredicateShare::predicate);
    if (share == shares.end()) share = shares.insert(shares.end(), {row.result->predicate, 0});
    ++share->count;
  }
  return shares;
}

}  // namespace

RegionOrder ParseRegionOrder(std::string_view text) {
  using By = RegionOrder::By;
  if (text == "name") return {By::kName, 0};
  if (text == "change") return {By::kChange, 0};
  if (text.size() == 2 && text[0] == 'd' && text[1] >= '1' && text[1] <= '9')
    return {By::kDomain, static_cast<size_t>(text[1] - '1')};
  return {};
}

RegionView ViewRegion(const std::vector<PublishedResult>& results, const std::vector<PublishedResult>& before,
                      const RegionFilter& filter, const RegionOrder& order) {
  std::map<std::string, const PublishedResult*> earlier;
  for (const PublishedResult& result : before) earlier[InstitutionKey(result.institution)] = &result;
  std::map<std::string, RegionRow> by_name;
  for (const PublishedResult& result : results) {
    if (filter.level && result.level != *filter.level) continue;
    if (!filter.region.empty() && result.region != filter.region) continue;
    const std::string key = InstitutionKey(result.institution);
    const auto known = earlier.find(key);
    by_name[key] = {&result, known == earlier.end() ? nullptr : known->second, 0};
  }
  RegionView view;
  Int128 sum = 0;
  for (const auto& [key, row] : by_name) {
    view.rows.push_back(row);
    sum += row.result->index_micro;
  }
  view.ranked = static_cast<int>(view.rows.size());
  view.mean_micro = Mean(sum, view.ranked);
  Rank(view.rows);
  view.shares = SharesOf(view.rows);
  const std::string name = FoldText(filter.name);
  if (!name.empty())
    std::erase_if(view.rows,
                  [&](const RegionRow& row) { return !ContainsFolded(row.result->institution, name); });
  Sort(view.rows, order);
  return view;
}

LevelFigures FiguresOf(const std::vector<PublishedResult>& results, LevelKind level) {
  LevelFigures figures;
  Int128 sum = 0;
  std::vector<std::pair<Int128, int>> domains;
  const auto precedes = [](const PublishedResult& a, const PublishedResult& b) {
    return InstitutionKey(a.institution) < InstitutionKey(b.institution);
  };
  for (const PublishedResult& result : results) {
    if (result.level != level) continue;
    ++figures.count;
    sum += result.index_micro;
    domains.resize(std::max(domains.size(), result.domains.size()));
    for (size_t i = 0; i < result.domains.size(); ++i) {
      if (!result.domains[i]) continue;
      domains[i].first += *result.domains[i];
      ++domains[i].second;
    }
    const auto better = [&](const PublishedResult* than, int64_t by) {
      return !than || by > 0 || (by == 0 && precedes(result, *than));
    };
    if (better(figures.best, figures.best ? result.index_micro - figures.best->index_micro : 1))
      figures.best = &result;
    if (better(figures.last, figures.last ? figures.last->index_micro - result.index_micro : 1))
      figures.last = &result;
  }
  figures.mean_micro = Mean(sum, figures.count).value_or(0);
  for (const auto& [total, count] : domains) figures.domain_means.push_back(Mean(total, count));
  return figures;
}

int RankOf(const std::vector<PublishedResult>& results, const PublishedResult& result) {
  return 1 + static_cast<int>(std::ranges::count_if(results, [&](const PublishedResult& other) {
           return other.level == result.level && other.index_micro > result.index_micro;
         }));
}

std::vector<std::string> RegionsOf(const std::vector<PublishedResult>& results) {
  std::set<std::string> regions;
  for (const PublishedResult& result : results)
    if (!result.region.empty()) regions.insert(result.region);
  return {regions.begin(), regions.end()};
}

const PublishedResult* FindInstitution(const std::vector<PublishedResult>& results, std::string_view name) {
  const std::string key = InstitutionKey(name);
  const auto found = std::ranges::find_if(
      results, [&](const PublishedResult& result) { return InstitutionKey(result.institution) == key; });
  return found == results.end() ? nullptr : &*found;
}

}  // namespace sinergi::assessment
