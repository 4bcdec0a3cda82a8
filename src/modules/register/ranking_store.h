// What a ranking of a register compares, read as one: the records that its file selects, of one value of `within`
// and, if wanted, of one unit. Inside a Read. All of them are ranked, whoever looks, so that a rank is the same for
// everybody; what somebody may not read is left out by the page.
#pragma once

#include "modules/register/ranking.h"

namespace sinergi::registers {

constexpr size_t kRankedMost = 20'000;

struct RankingAsked {
  std::optional<std::string> within;  // plain value; nothing: the greatest there is
  std::optional<int64_t> unit_id;     // nothing: all
};

struct RankingFound {
  std::vector<Record> records;
  std::vector<RankedRecord> order;
  std::string within;               // the value that was taken
  std::vector<std::string> values;  // of `within`, the greatest first
  std::vector<int64_t> units;       // of the records of that value
};

// Errors: register.ranking_too_large {0}=most.
Result<RankingFound> FindRanking(sql::Connection& c, int64_t government_id, const Definition& definition,
                                 const Ranking& ranking, const RankingAsked& asked);

}  // namespace sinergi::registers
