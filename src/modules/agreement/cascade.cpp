#include "modules/agreement/cascade.h"

#include <algorithm>

namespace sinergi::agreement {
namespace {

using Kind = CascadeFinding::Kind;
using Agreements = std::vector<const Agreement*>;

constexpr std::string_view kFindingNames[] = {"not_carried", "short", "no_superior", "free"};

const Indicator* IndicatorOf(const PlanYear& plan, int64_t id) {
  const auto found = std::ranges::find(plan.indicators, id, &Indicator::id);
  return found == plan.indicators.end() ? nullptr : &*found;
}

// The number a target says; empty of texts and ranges.
std::optional<int64_t> NumberIn(const std::string& target) {
  const Quantity read = Quantity::Read(target, NumberStyle::kIndonesian);
  return read.is_number() ? std::optional(read.low_micro) : std::nullopt;
}

bool WantsLess(const Indicator& indicator) {
  return indicator.direction == performance::Direction::kLower ||
         indicator.direction == performance::Direction::kLowerRatio;
}

// What the targets below come to: their sum, or the best of them; empty where one is no number.
std::optional<Int128> Together(const Indicator& indicator, const std::vector<std::string>& targets) {
  std::optional<Int128> together;
  for (const std::string& target : targets) {
    const std::optional<int64_t> number = NumberIn(target);
    if (!number) return {};
    const bool sums = indicator.aggregation == performance::Aggregation::kSum;
    if (!together)
      together = *number;
    else if (sums)
      *together += *number;
    else
      together =
          WantsLess(indicator) ? std::min<Int128>(*together, *number) : std::max<Int128>(*together, *number);
  }
  return together;
}

bool Comparable(const Indicator& indicator) {
  return indicator.direction != performance::Direction::kText &&
         indicator.direction != performance::Direction::kRange;
}

// Whether the same indicator falls short below.
void CheckTargets(const Agreement& above, const AgreementLine& line, const Indicator& indicator,
                  const std::vector<std::string>& targets, std::vector<CascadeFinding>& findings) {
  const std::optional<int64_t> promised = NumberIn(line.target);
  const std::optional<Int128> together = Together(indicator, targets);
  if (!promised || !together || !Comparable(indicator)) return;
  const bool reached = WantsLess(indicator) ? *together <= *promised : *together >= *promised;
  if (reached) return;
  findings.push_back(
      {Kind::kShort, &above, line.indicator_id, line.target, performance::PrintToDate({*together, 1}, 6)});
}

void CheckLine(const PlanYear& plan, const Agreement& above, const AgreementLine& line,
               const Agreements& below, std::vector<CascadeFinding>& findings) {
  bool carried = false;
  std::vector<std::string> targets;
  for (const Agreement* one : below) {
    const Carrying how = CarriedBy(plan, line.indicator_id, *one);
    carried = carried || how != Carrying::kNone;
    if (how == Carrying::kSame) targets.push_back(one->Line(line.indicator_id)->target);
  }
  if (!carried) return findings.push_back({Kind::kNotCarried, &above, line.indicator_id, "", ""});
  if (const Indicator* indicator = IndicatorOf(plan, line.indicator_id))
    CheckTargets(above, line, *indicator, targets, findings);
}

}  // namespace

std::string_view Name(CascadeFinding::Kind kind) {
  return kFindingNames[static_cast<size_t>(kind)];
}

Carrying CarriedBy(const PlanYear& plan, int64_t indicator_id, const Agreement& below) {
  if (below.Line(indicator_id)) return Carrying::kSame;
  const Indicator* above = IndicatorOf(plan, indicator_id);
  if (!above) return Carrying::kNone;
  const bool supports = std::ranges::any_of(below.lines, [&](const AgreementLine& line) {
    const Indicator* one = IndicatorOf(plan, line.indicator_id);
    return one && above->node < one->node && one->node < plan.EndOf(above->node);
  });
  return supports ? Carrying::kSupports : Carrying::kNone;
}

std::vector<CascadeFinding> CheckCascade(const PlanYear& plan, const Agreements& agreements) {
  std::vector<CascadeFinding> findings;
  for (const Agreement* above : agreements) {
    Agreements below;
    for (const Agreement* one : agreements)
      if (one->head.superior_id == above->head.series_id) below.push_back(one);
    if (above->head.level != AgreementLevel::kAgency && above->head.superior_id == 0)
      findings.push_back({Kind::kNoSuperior, above, 0, "", ""});
    // Staff, and who has agreed with nobody below yet: nothing to compare. The head of agency always hands on.
    if (below.empty() && above->head.level != AgreementLevel::kAgency) continue;
    for (const AgreementLine& line : above->lines) CheckLine(plan, *above, line, below, findings);
  }
  for (const Indicator& indicator : plan.indicators)
    if (std::ranges::none_of(agreements, [&](const Agreement* one) { return one->Line(indicator.id); }))
      findings.push_back({Kind::kFree, nullptr, indicator.id, "", ""});
  return findings;
}

}  // namespace sinergi::agreement
