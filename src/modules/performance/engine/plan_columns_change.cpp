// Changes: the path from the changed node to the root is taken out of the sums above it, changed, and put
// back. Everything beside the path stays as it is, and since sums of whole numbers know no order, so do the
// figures.
#include <algorithm>

#include "base/ensure.h"
#include "modules/performance/engine/plan_columns.h"

namespace sinergi::performance {

template <class Edit>
void PlanColumns::ChangePath(size_t node, Edit&& edit) {
  ENSURE(shaped_);
  const auto up = [this](int at) { return parent_[static_cast<size_t>(at)]; };
  for (int at = static_cast<int>(node); at >= 0; at = up(at)) AddScores(static_cast<size_t>(at), -1);
  const Quarters<int64_t> before = OwnOf(node).reported;
  edit();
  const Quarters<int64_t> after = OwnOf(node).reported;
  for (size_t q = 0; q < 4; ++q) {
    const int32_t more = static_cast<int32_t>(after[q] - before[q]);
    for (int at = static_cast<int>(node); more != 0 && at >= 0; at = up(at))
      reported_[static_cast<size_t>(at)][q] += more;
    totals_.reported[q] += more;
  }
  for (int at = static_cast<int>(node); at >= 0; at = up(at)) {
    ScoreNode(static_cast<size_t>(at), OwnOf(static_cast<size_t>(at)).sums);
    AddScores(static_cast<size_t>(at), 1);
  }
}

template <class Edit>
void PlanColumns::ChangeIndicator(int indicator, Edit&& edit) {
  const size_t i = I(indicator);
  ChangePath(static_cast<size_t>(NodeOf(indicator)), [&] { edit(i); });
}

void PlanColumns::SetRealised(int indicator, int quarter, const Quantity& realised) {
  const size_t i = I(indicator), q = Q(quarter);
  const std::optional<int64_t> plain = BlockFigure(realised);
  if (!kind_[i].beside() && plain) {
    ChangeIndicator(indicator, [&](size_t) { Realised(i, q) = *plain; });
    return;
  }
  IndicatorFigures figures = FiguresOf(indicator);
  figures.realised[q] = realised;
  ChangeIndicator(indicator, [&](size_t) { Fill(i, figures); });
}

void PlanColumns::SetTarget(int indicator, int quarter, const Quantity& target) {
  const size_t q = Q(quarter);
  IndicatorFigures figures = FiguresOf(indicator);
  figures.target[q] = target;
  ChangeIndicator(indicator, [&](size_t i) { Fill(i, figures); });
}

void PlanColumns::SetCap(int indicator, std::optional<Score> cap) {
  IndicatorFigures figures = FiguresOf(indicator);
  figures.cap = cap;
  ChangeIndicator(indicator, [&](size_t i) { Fill(i, figures); });
}

void PlanColumns::SetIndicatorWeight(int indicator, int64_t weight_micro) {
  ChangeIndicator(indicator, [&](size_t i) { weight_[i] = weight_micro; });
}

void PlanColumns::SetIndicator(int indicator, const IndicatorFigures& figures, int64_t weight_micro) {
  ChangeIndicator(indicator, [&](size_t i) {
    weight_[i] = weight_micro;
    Fill(i, figures);
  });
}

void PlanColumns::SetNodeWeight(int node, int64_t weight_micro) {
  ChangePath(N(node), [&] { node_weight_[N(node)] = weight_micro; });
}

void PlanColumns::SetOwnShare(int node, int64_t own_share_micro) {
  shares_fit_ = shares_fit_ && IsShare(own_share_micro);
  ChangePath(N(node), [&] { own_share_[N(node)] = own_share_micro; });
}

void PlanColumns::SetMoney(int node, const QuarterMoney& money) {
  const size_t n = N(node);
  ENSURE(shaped_ && MoneyFits(n, money));
  if (!IsLeaf(n)) return;
  ChangePath(n, [&] {
    const MoneyRow row = money_[n];
    const MoneyRest rest = RestOf(n);
    PlaceMoney(n, money);
    const MoneyRest rest_now = RestOf(n);
    for (int at = parent_[n]; at >= 0; at = parent_[static_cast<size_t>(at)]) {
      MoneyRow& above = money_[static_cast<size_t>(at)];
      (above += money_[n]) -= row;
      if (!rest_.empty()) (rest_[static_cast<size_t>(at)] += rest_now) -= rest;
    }
    (totals_.money += money_[n]) -= row;
    (totals_.rest += rest_now) -= rest;
  });
}

void PlanColumns::SetSettings(const Settings& settings) {
  settings_ = settings;
  Compute();
}

}  // namespace sinergi::performance
