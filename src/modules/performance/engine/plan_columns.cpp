// Building the columns, and the way back: what was given.
#include "modules/performance/engine/plan_columns.h"

#include <algorithm>

#include "base/ensure.h"

namespace sinergi::performance {

namespace {

constexpr Int128 kMoneyMost = INT64_MAX / 2;

bool FitsBlock(int64_t micro) {
  return micro == IndicatorBlock::kNone ||
         (micro <= IndicatorBlock::kLargest && micro >= -IndicatorBlock::kLargest);
}

bool FitsBlock(const PlainIndicator& plain) {
  bool fits = plain.direction <= Direction::kLowerRatio && FitsBlock(plain.target_year);
  fits = fits && (!plain.cap || (*plain.cap >= Score() && *plain.cap <= kUncapped));
  for (size_t q = 0; q < 4; ++q) fits = fits && FitsBlock(plain.target[q]) && FitsBlock(plain.realised[q]);
  return fits;
}

// The same without words, where every figure is a number or absent.
std::optional<PlainIndicator> PlainOf(const IndicatorFigures& f) {
  PlainIndicator plain{f.direction, f.aggregation, kMicro, f.cap, {}, 0, {}};
  const std::optional<int64_t> year = BlockFigure(f.target_year);
  if (!year) return {};
  plain.target_year = *year;
  for (size_t q = 0; q < 4; ++q) {
    const std::optional<int64_t> target = BlockFigure(f.target[q]), realised = BlockFigure(f.realised[q]);
    if (!target || !realised) return {};
    plain.target[q] = *target;
    plain.realised[q] = *realised;
  }
  if (!FitsBlock(plain)) return {};
  return plain;
}

Quantity QuantityOf(int64_t micro) {
  return micro == IndicatorBlock::kNone ? Quantity() : Quantity::Number(micro);
}

IndicatorFigures FiguresOfPlain(const PlainIndicator& plain) {
  IndicatorFigures figures{
      plain.direction, plain.aggregation, plain.cap, {}, QuantityOf(plain.target_year), {}};
  for (size_t q = 0; q < 4; ++q) {
    figures.target[q] = QuantityOf(plain.target[q]);
    figures.realised[q] = QuantityOf(plain.realised[q]);
  }
  return figures;
}

// No column's sum is larger than this in itself.
Int128 SizeOf(const QuarterMoney& money) {
  const auto size = [](Money amount) {
    return amount < Money() ? -Int128(amount.sen()) : Int128(amount.sen());
  };
  Int128 sum = size(money.renstra) + size(money.realised_before), ceiling = 0;
  for (size_t q = 0; q < 4; ++q) {
    ceiling = std::max(ceiling, size(money.ceiling[q]));
    sum += size(money.realised[q]) + size(money.cash_plan[q]);
  }
  return sum + ceiling;
}

}  // namespace

QuarterMoney QuarterMoney::Of(const NodeMoney& money, int year) {
  QuarterMoney out;
  out.renstra = money.renstra;
  out.realised_before = money.realised_before;
  for (size_t month = 0; month < 12; ++month) {
    out.realised[month / 3] += money.realised[month];
    out.cash_plan[month / 3] += money.cash_plan[month];
  }
  for (int q = 1; q <= 4; ++q) out.ceiling[static_cast<size_t>(q - 1)] = money.CeilingAt(LastDay({year, q}));
  return out;
}

PlanColumns PlanColumns::Of(const PlanYear& plan, const Settings& settings) {
  PlanColumns columns(settings);
  for (const UnitRef& unit : plan.units) columns.AddUnit(unit.parent);
  size_t next = 0;
  for (size_t i = 0; i < plan.nodes.size(); ++i) {
    const Node& node = plan.nodes[i];
    columns.AddNode({node.parent, node.level, node.unit, node.weight_micro, node.own_share_micro});
    for (; next < plan.indicators.size() && plan.indicators[next].node == static_cast<int>(i); ++next)
      columns.AddIndicator(plan.indicators[next].Figures(), plan.indicators[next].weight_micro);
    if (plan.IsLeaf(static_cast<int>(i))) columns.AddMoney(QuarterMoney::Of(node.money, plan.year));
  }
  ENSURE(next == plan.indicators.size());
  columns.Compute();
  return columns;
}

size_t PlanColumns::Q(int quarter) {
  ENSURE(quarter >= 1 && quarter <= 4);
  return static_cast<size_t>(quarter - 1);
}

size_t PlanColumns::I(int indicator) const {
  ENSURE(indicator >= 0 && indicator < indicators());
  return static_cast<size_t>(indicator);
}

size_t PlanColumns::N(int node) const {
  ENSURE(node >= 0 && node < nodes());
  return static_cast<size_t>(node);
}

int PlanColumns::AddUnit(int parent) {
  ENSURE(!shaped_ && parent < units());
  unit_parent_.push_back(parent);
  return units() - 1;
}

int PlanColumns::AddNode(const NodeShape& shape) {
  // Depth first: the parent is the node before, or stands above it.
  int above = nodes() - 1;
  while (above > shape.parent) above = parent_[static_cast<size_t>(above)];
  ENSURE(!shaped_ && above == shape.parent && shape.unit < units());
  parent_.push_back(shape.parent);
  unit_.push_back(shape.unit);
  level_.push_back(shape.level);
  node_weight_.push_back(shape.weight_micro);
  own_share_.push_back(shape.own_share_micro);
  shares_fit_ = shares_fit_ && IsShare(shape.own_share_micro);
  first_.push_back(indicators());
  money_.emplace_back();
  if (!rest_.empty()) rest_.emplace_back();
  return nodes() - 1;
}

size_t PlanColumns::AddRow(int64_t weight_micro) {
  ENSURE(!shaped_ && nodes() > 0);
  const size_t indicator = static_cast<size_t>(indicators_++);
  if (indicator % kBlock == 0) {
    blocks_.emplace_back();
    kind_.resize(blocks_.size() * kBlock);
    cap_.resize(blocks_.size() * kBlock);
    weight_.resize(blocks_.size() * kBlock);
    if (!target_year_.empty()) target_year_.resize(blocks_.size() * kBlock, IndicatorBlock::kNone);
  }
  weight_[indicator] = weight_micro;
  return indicator;
}

int PlanColumns::AddIndicator(const PlainIndicator& plain) {
  const size_t indicator = AddRow(plain.weight_micro);
  if (FitsBlock(plain)) {
    FillRow(indicator, plain);
  } else {
    FillBeside(indicator, FiguresOfPlain(plain));
  }
  return static_cast<int>(indicator);
}

int PlanColumns::AddIndicator(const IndicatorFigures& figures, int64_t weight_micro) {
  const size_t indicator = AddRow(weight_micro);
  Fill(indicator, figures);
  return static_cast<int>(indicator);
}

void PlanColumns::Fill(size_t indicator, const IndicatorFigures& figures) {
  if (kind_[indicator].beside()) beside_free_.push_back(static_cast<int32_t>(PlaceBeside(indicator)));
  const std::optional<PlainIndicator> plain = PlainOf(figures);
  if (plain) {
    FillRow(indicator, *plain);
  } else {
    FillBeside(indicator, figures);
  }
}

void PlanColumns::FillRow(size_t indicator, const PlainIndicator& plain) {
  const bool year = plain.target_year != IndicatorBlock::kNone;
  if (year && target_year_.empty()) target_year_.assign(kind_.size(), IndicatorBlock::kNone);
  if (!target_year_.empty()) target_year_[indicator] = plain.target_year;
  const bool by_year = year && std::all_of(plain.target.begin(), plain.target.end(),
                                           [](int64_t each) { return each == IndicatorBlock::kNone; });
  for (size_t q = 0; q < 4; ++q) {
    Target(indicator, q) = by_year ? plain.target_year : plain.target[q];
    Realised(indicator, q) = plain.realised[q];
  }
  kind_[indicator] = IndicatorKind(plain.direction, plain.aggregation, by_year);
  cap_[indicator] = plain.cap.value_or(kUncapped).micro();
}

void PlanColumns::FillBeside(size_t indicator, const IndicatorFigures& figures) {
  if (beside_free_.empty()) {
    beside_free_.push_back(static_cast<int32_t>(beside_.size()));
    beside_.emplace_back();
  }
  const int32_t place = beside_free_.back();
  beside_free_.pop_back();
  beside_[static_cast<size_t>(place)] = figures;
  Target(indicator, 0) = place;
  kind_[indicator] = IndicatorKind::Beside();
  const bool capped = figures.cap && *figures.cap >= Score();
  cap_[indicator] = capped ? figures.cap->micro() : INT64_MAX;  // says how large its scores may be
}

void PlanColumns::AddMoney(const QuarterMoney& money) {
  ENSURE(!shaped_ && nodes() > 0);
  PlaceMoney(parent_.size() - 1, money);
}

bool PlanColumns::MoneyFits(size_t node, const QuarterMoney& money) const {
  return money_bound_ + SizeOf(money) - SizeOf(MoneyAt(node)) <= kMoneyMost;
}

void PlanColumns::PlaceMoney(size_t node, const QuarterMoney& money) {
  ENSURE(MoneyFits(node, money));
  money_bound_ += SizeOf(money) - SizeOf(MoneyAt(node));
  MoneyRow& row = money_[node];
  MoneyRest rest{{}, money.renstra.sen(), money.realised_before.sen()};
  int64_t realised = 0, cash_plan = 0;
  for (size_t q = 0; q < 4; ++q) {
    row.ceiling[q] = money.ceiling[q].sen();
    row.realised[q] = realised += money.realised[q].sen();
    rest.cash_plan[q] = cash_plan += money.cash_plan[q].sen();
  }
  if (rest_.empty() && rest == MoneyRest()) return;
  rest_.resize(money_.size());
  rest_[node] = rest;
}

QuarterMoney PlanColumns::MoneyAt(size_t node) const {
  QuarterMoney money;
  const MoneyRow& row = money_[node];
  const MoneyRest rest = RestOf(node);
  for (size_t q = 0; q < 4; ++q) {
    money.ceiling[q] = Money::Sen(row.ceiling[q]);
    money.realised[q] = Money::Sen(row.realised[q] - (q == 0 ? 0 : row.realised[q - 1]));
    money.cash_plan[q] = Money::Sen(rest.cash_plan[q] - (q == 0 ? 0 : rest.cash_plan[q - 1]));
  }
  money.renstra = Money::Sen(rest.renstra);
  money.realised_before = Money::Sen(rest.realised_before);
  return money;
}

IndicatorFigures PlanColumns::FiguresOf(int indicator) const {
  const size_t i = I(indicator);
  if (kind_[i].beside()) return beside_[PlaceBeside(i)];
  PlainIndicator plain;
  plain.direction = kind_[i].direction();
  plain.aggregation = kind_[i].aggregation();
  plain.cap = Score::Micro(cap_[i]);
  if (cap_[i] == kUncapped.micro()) plain.cap.reset();
  for (size_t q = 0; q < 4; ++q) {
    if (!kind_[i].year_target()) plain.target[q] = blocks_[i / kBlock].target[q][i % kBlock];
    plain.realised[q] = blocks_[i / kBlock].realised[q][i % kBlock];
  }
  if (!target_year_.empty()) plain.target_year = target_year_[i];
  return FiguresOfPlain(plain);
}

int64_t PlanColumns::IndicatorWeight(int indicator) const {
  return weight_[I(indicator)];
}

int PlanColumns::NodeOf(int indicator) const {
  const auto behind = std::upper_bound(first_.begin(), first_.end() - 1, static_cast<int32_t>(I(indicator)));
  return static_cast<int>(behind - first_.begin()) - 1;
}

NodeShape PlanColumns::ShapeOf(int node) const {
  const size_t n = N(node);
  return {parent_[n], level_[n], unit_[n], node_weight_[n], own_share_[n]};
}

QuarterMoney PlanColumns::MoneyOf(int node) const {
  return MoneyAt(N(node));
}

int PlanColumns::EndOf(int node) const {
  return end_[N(node)];
}

std::pair<int, int> PlanColumns::IndicatorsOf(int node) const {
  return {first_[N(node)], first_[N(node) + 1]};
}

}  // namespace sinergi::performance
