#include "modules/performance/engine/roll_up_sums.h"

#include "modules/performance/engine/exact_ratio.h"

namespace sinergi::performance {
namespace {

// share × sum / weight as a whole and a rest, if that can be had in 64 bits.
bool Part(int64_t share, const Mean& mean, Floored& part) {
  if (mean.sum < 0 || mean.weight <= 0 || mean.weight > kDivisorMost) return false;
  const Int128 n = mean.sum * share;
  const int64_t d = static_cast<int64_t>(mean.weight);
  const double guess = Roughly(n) / static_cast<double>(d);
  if (!(guess < kQuotientMost)) return false;
  part = Floor(static_cast<uint64_t>(n), d, guess);
  return true;
}

}  // namespace

Budget BudgetAt(const MoneyRow& money, const MoneyRest& rest, size_t q) {
  Budget budget;
  budget.renstra = Money::Sen(rest.renstra);
  budget.realised_before = Money::Sen(rest.realised_before);
  budget.ceiling = Money::Sen(money.ceiling[q]);
  budget.realised = Money::Sen(money.realised[q]);
  budget.cash_plan = Money::Sen(rest.cash_plan[q]);
  for (size_t i = 0; i <= q; ++i)
    budget.by_quarter[i] = Money::Sen(money.realised[i] - (i == 0 ? 0 : money.realised[i - 1]));
  return budget;
}

int64_t MeanScore(const Mean& mean) {
  if (mean.empty()) return kNoScore;
  if (mean.sum >= 0 && mean.weight > 0 && mean.weight <= kDivisorMost) {
    const int64_t weight = static_cast<int64_t>(mean.weight);
    const double guess = Roughly(mean.sum) / static_cast<double>(weight);
    if (guess < kQuotientMost) return Nearest(static_cast<uint64_t>(mean.sum), weight, guess);
  }
  return mean.Value()->micro();
}

// As the rules do it: wholes and rests apart, the rests carry at most one.
int64_t CombinedScore(const Mean& own, const Mean& children, int64_t share_micro) {
  if (own.empty()) return MeanScore(children);
  if (children.empty()) return MeanScore(own);
  Floored a, b;
  const bool share = share_micro >= 0 && share_micro <= kMicro;
  if (!share || !Part(share_micro, own, a) || !Part(kMicro - share_micro, children, b))
    return Combine(own, children, share_micro)->micro();
  const bool carry = b.rest * own.weight >= (own.weight - a.rest) * children.weight;
  return (a.quotient + b.quotient + (carry ? 1 : 0) + kMicro / 2) / kMicro;
}

}  // namespace sinergi::performance
