// Ranking: the order of records by the criteria and weights that their register states ("rankings:"). Exact:
// the total is the sum of weight × score / 100 as a Ratio, never rounded before it is compared.
//
//   Ranking: {title: Prioritas, within: plan_year, criteria: {urgency: {weight: 30, score: "if(urgency = a, 100, 0)"}}}
//   std::vector<RankedRecord> order = RankRecords(definition, ranking, records);
//   order[0].rank, order[0].total, order[0].points[0]
//
// A score is rounded to six places and kept between 0 and 100; one that cannot be computed, because a field is empty, counts 0 and is
// marked. Equal totals are told apart by `ties`, one after the other; what is equal there too shares its rank,
// and the rank after it is left out (1, 2, 2, 4). The same records in any order give the same ranking: among
// equals the lower id stands first. Pure.
#pragma once

#include <vector>

#include "base/ratio.h"
#include "modules/register/definition.h"
#include "modules/register/record.h"

namespace sinergi::registers {

struct CriterionPoints {
  std::optional<Ratio> score;  // 0 … 100; nothing: a field it needs is empty
  Ratio points;                // weight × score / 100
};

struct RankedRecord {
  size_t record = 0;  // of the records given
  int64_t rank = 1;
  Ratio total;
  std::vector<CriterionPoints> points;  // as Ranking::criteria
  bool tied = false;                    // shares its rank
  std::optional<size_t> told_apart;     // the one of Ranking::ties by which it stands behind its equal above
};

std::vector<RankedRecord> RankRecords(const Definition& definition, const Ranking& ranking,
                                      const std::vector<Record>& records);

// "27,5"; a total that is no decimal of six places is rounded for print only.
std::string PrintPoints(const Ratio& points);

}  // namespace sinergi::registers
