#include "modules/register/ranking.h"

#include <algorithm>
#include <numeric>

#include "base/ensure.h"
#include "modules/register/record_values.h"

namespace sinergi::registers {
namespace {

constexpr Ratio kMostScore{100, 1};

bool IsLess(const Ratio& a, const Ratio& b) {
  const std::optional<Ratio> difference = Subtract(a, b);
  ENSURE(difference.has_value());
  return difference->numerator < 0;
}

CriterionPoints PointsOf(const Criterion& criterion, const expression::Lookup& lookup) {
  const expression::Value value = criterion.score.Evaluate(lookup);
  if (value.number() == nullptr) return {};
  // Whatever a formula divides: a score has six decimals, so that sums of them stay exact.
  const std::optional<Decimal> rounded = value.number()->Round(6);
  if (!rounded) return {};
  Ratio score = *Ratio::Of(rounded->units, kMicro);
  if (score.numerator < 0) score = {};
  if (IsLess(kMostScore, score)) score = kMostScore;
  return {score, *Multiply(score, *Ratio::Of(criterion.weight_micro, 100 * kMicro))};
}

// Below zero when `a` comes first; what is empty comes last, upwards and downwards.
int CompareTie(const Tie& tie, const expression::Value& a, const expression::Value& b) {
  const std::optional<int> order = expression::Compare(a, b);
  if (order) return tie.downwards ? -*order : *order;
  const bool has_a = !(a == expression::Value()), has_b = !(b == expression::Value());
  return has_a == has_b ? 0 : has_a ? -1 : 1;
}

struct Standing {
  RankedRecord ranked;
  std::vector<expression::Value> ties;
  int64_t id = 0;
};

// The first tie that tells them apart.
std::optional<size_t> ToldApart(const Ranking& ranking, const Standing& a, const Standing& b) {
  for (size_t i = 0; i < ranking.ties.size(); ++i)
    if (CompareTie(ranking.ties[i], a.ties[i], b.ties[i]) != 0) return i;
  return {};
}

bool StandsBefore(const Ranking& ranking, const Standing& a, const Standing& b) {
  if (!(a.ranked.total == b.ranked.total)) return IsLess(b.ranked.total, a.ranked.total);
  if (const std::optional<size_t> tie = ToldApart(ranking, a, b))
    return CompareTie(ranking.ties[*tie], a.ties[*tie], b.ties[*tie]) < 0;
  return a.id < b.id;
}

Standing StandingOf(const Definition& definition, const Ranking& ranking, const Record& record,
                    size_t index) {
  // No day is looked at: a ranking says the same tomorrow.
  const expression::Lookup lookup = LookupOf(definition, record, record.made);
  Standing standing;
  standing.id = record.id;
  standing.ranked.record = index;
  for (const Criterion& criterion : ranking.criteria) {
    standing.ranked.points.push_back(PointsOf(criterion, lookup));
    const std::optional<Ratio> total = Add(standing.ranked.total, standing.ranked.points.back().points);
    ENSURE(total.has_value());
    standing.ranked.total = *total;
  }
  for (const Tie& tie : ranking.ties) standing.ties.push_back(lookup(tie.column));
  return standing;
}

}  // namespace

std::vector<RankedRecord> RankRecords(const Definition& definition, const Ranking& ranking,
                                      const std::vector<Record>& records) {
  std::vector<Standing> standings;
  for (size_t i = 0; i < records.size(); ++i)
    standings.push_back(StandingOf(definition, ranking, records[i], i));
  std::sort(standings.begin(), standings.end(),
            [&](const Standing& a, const Standing& b) { return StandsBefore(ranking, a, b); });
  std::vector<RankedRecord> order;
  for (size_t i = 0; i < standings.size(); ++i) {
    RankedRecord& ranked = standings[i].ranked;
    ranked.rank = static_cast<int64_t>(i) + 1;
    if (i > 0 && order.back().total == ranked.total) {
      ranked.told_apart = ToldApart(ranking, standings[i - 1], standings[i]);
      if (!ranked.told_apart) {
        ranked.rank = order.back().rank;
        ranked.tied = order.back().tied = true;
      }
    }
    order.push_back(std::move(ranked));
  }
  return order;
}

std::string PrintPoints(const Ratio& points) {
  const std::optional<Decimal> rounded = points.Round(6);
  return rounded ? PrintDecimal(rounded->units, 6, 6, Zeros::kTrim) : "";
}

}  // namespace sinergi::registers
