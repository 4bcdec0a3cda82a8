// Region: the published results of one year side by side: rank, change since the year before, share of each
// predicate, and what an institution's level has as mean and best.
//
//   RegionView view = ViewRegion(of_2023, of_2022, {.level = LevelKind::kRegency, .region = "Bali"});
//   view.rows[0].rank            // 1
//   LevelFigures regencies = FiguresOf(of_2023, LevelKind::kRegency);
//
// Ranks count those above (equal indices share one: 1, 2, 2, 4). They are of the level and region chosen; a
// search by name only shows fewer of them. Means are exact and rounded half-up once. The results must outlive
// the view. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/assessment/published.h"

namespace sinergi::assessment {

struct RegionFilter {
  std::optional<LevelKind> level = {};
  std::string region = {};  // "": all
  std::string name = {};    // a part of the institution's name
};

// "index", "name", "change" or a domain; figures largest first.
struct RegionOrder {
  enum class By { kIndex, kName, kChange, kDomain };
  By by = By::kIndex;
  size_t domain = 0;
};
RegionOrder ParseRegionOrder(std::string_view text);  // "index", "name", "change", "d1" …; else by index

struct RegionRow {
  const PublishedResult* result = nullptr;
  const PublishedResult* before = nullptr;  // of the year before, whatever the instrument
  int rank = 0;
  std::optional<int64_t> Change() const {
    return before ? std::optional(result->index_micro - before->index_micro) : std::nullopt;
  }
};

struct PredicateShare {
  std::string predicate;
  int count = 0;
};

struct RegionView {
  std::vector<RegionRow> rows;
  int ranked = 0;                      // of the level and region, before the search by name
  std::vector<PredicateShare> shares;  // likewise; in the order they are met from the highest index down
  std::optional<int64_t> mean_micro;   // likewise
};

RegionView ViewRegion(const std::vector<PublishedResult>& results, const std::vector<PublishedResult>& before,
                      const RegionFilter& filter, const RegionOrder& order = {});

struct LevelFigures {
  int count = 0;
  int64_t mean_micro = 0;
  std::vector<std::optional<int64_t>> domain_means;
  const PublishedResult* best = nullptr;  // the first by name among equals
  const PublishedResult* last = nullptr;
};
LevelFigures FiguresOf(const std::vector<PublishedResult>& results, LevelKind level);
// Among its level: 1 + those with a higher index.
int RankOf(const std::vector<PublishedResult>& results, const PublishedResult& result);

std::vector<std::string> RegionsOf(const std::vector<PublishedResult>& results);  // sorted, without ""
const PublishedResult* FindInstitution(const std::vector<PublishedResult>& results, std::string_view name);

}  // namespace sinergi::assessment
