#include "modules/assessment/improve.h"

#include <algorithm>
#include <limits>

#include "base/ensure.h"
#include "modules/assessment/improve_way.h"

namespace sinergi::assessment {
namespace {

const Error kTooFine{ErrorKind::kInvalid, "assessment.too_fine"};

// A request with its model, asked for one printed index after another. Printed indices are whole numbers of
// 10^-places.
class Improver {
 public:
  Improver(const Instrument& instrument, const ImproveRequest& request, RiseModel model)
      : instrument_(instrument), request_(request), model_(std::move(model)) {}

  std::optional<Ratio> ExactAfter(int64_t gain) const {
    const std::optional<Ratio> rise = Multiply(model_.gain_unit, Ratio{gain, 1});
    return rise ? Add(model_.before, *rise) : std::nullopt;
  }
  std::optional<int64_t> PrintedAfter(int64_t gain) const {
    const std::optional<Ratio> exact = ExactAfter(gain);
    const std::optional<Decimal> printed = exact ? exact->Round(instrument_.places) : std::nullopt;
    if (!printed) return {};
    return printed->units;
  }

  // Half-up: `printed` is what everything from (2 · printed − 1) / 2 units on prints.
  Result<WayAnswer> Reach(int64_t printed, const WayBounds& bounds) const {
    const std::optional<Ratio> border = Ratio::Of(static_cast<Int128>(printed) * 2 - 1, 2 * Scale());
    const std::optional<Ratio> rise = border ? Subtract(*border, model_.before) : std::nullopt;
    const std::optional<Ratio> units = rise ? Divide(*rise, model_.gain_unit) : std::nullopt;
    if (!units) return kTooFine;
    if (units->numerator <= 0) return CheapestWay(model_, 0, bounds);
    const Int128 need = (units->numerator - 1) / units->denominator + 1;
    if (need > TotalGain(model_)) return WayAnswer();
    return CheapestWay(model_, static_cast<int64_t>(need), bounds);
  }

  // The highest printed index that can be reached within the bounds: bisection, since what reaches one index
  // reaches every lower one.
  Result<RiseWay> Best(WayBounds bounds) const {
    const std::optional<int64_t> now = PrintedAfter(0), all = PrintedAfter(TotalGain(model_));
    if (!now || !all) return kTooFine;
    RiseWay best = *CheapestWay(model_, 0, bounds).way;
    bool proven = true;
    bounds.fewest_years = false;
    for (int64_t low = *now, high = *all; low < high;) {
      const int64_t middle = low + (high - low + 1) / 2;
      const Result<WayAnswer> answer = Reach(middle, bounds);
      if (!answer.ok()) return answer.error();
      const std::optional<int64_t> printed = answer->way ? PrintedAfter(answer->way->set.gain) : middle - 1;
      if (!printed) return kTooFine;
      (answer->way ? low : high) = *printed;
      if (answer->way) best = *answer->way;
      proven &= answer->way || answer->proven;
    }
    bounds.fewest_years = true;
    const Result<WayAnswer> cheapest = Reach(*PrintedAfter(best.set.gain), bounds);
    if (!cheapest.ok()) return cheapest.error();
    if (cheapest->way) best = *cheapest->way;
    best.effort_proven &= proven;
    return best;
  }

  Result<ImprovePlan> PlanOf(const RiseWay& way) const;
  WayBounds Bounds() const { return {kLargestTotal, request_.years, true}; }
  const RiseModel& model() const { return model_; }
  Int128 Scale() const {
    Int128 scale = 1;
    for (int i = 0; i < instrument_.places; ++i) scale *= 10;
    return scale;
  }

 private:
  std::vector<Rise> RisesOf(const RiseWay& way) const;

  const Instrument& instrument_;
  const ImproveRequest& request_;
  const RiseModel model_;
};

// Steps of one item in one year are one rise.
std::vector<Rise> Improver::RisesOf(const RiseWay& way) const {
  std::vector<Rise> rises;
  for (size_t i = 0; i < model_.items.size(); ++i) {
    const RiseItem& item = model_.items[i];
    for (size_t step = 1; step <= static_cast<size_t>(way.set.counts[i]); ++step) {
      const int year = way.years.years[i][step - 1];
      const bool goes_on = step > 1 && rises.back().year == year;
      if (!goes_on) rises.push_back({item.item, item.levels[step - 1], {}, 0, year, {}});
      Rise& rise = rises.back();
      rise.to = item.levels[step];
      rise.effort_micro += (item.effort[step] - item.effort[step - 1]) * model_.effort_unit_micro;
      const LevelEffort& effort =
          request_.efforts[static_cast<size_t>(item.item)][static_cast<size_t>(item.scale_levels[step])];
      if (!effort.responsible.empty() && std::ranges::count(rise.responsible, effort.responsible) == 0)
        rise.responsible.push_back(effort.responsible);
    }
  }
  for (Rise& rise : rises)
    if (rise.responsible.empty())
      rise.responsible = instrument_.items[static_cast<size_t>(rise.item)].functions;
  std::ranges::stable_sort(rises, {}, &Rise::year);
  return rises;
}

Result<ImprovePlan> Improver::PlanOf(const RiseWay& way) const {
  const std::optional<Ratio> after = ExactAfter(way.set.gain);
  const Int128 effort = static_cast<Int128>(way.set.effort) * model_.effort_unit_micro;
  const std::optional<int64_t> before_printed = PrintedAfter(0), after_printed = PrintedAfter(way.set.gain);
  if (!after || !before_printed || !after_printed || effort > std::numeric_limits<int64_t>::max())
    return kTooFine;
  ImprovePlan plan;
  plan.exact_before = model_.before;
  plan.exact_after = *after;
  plan.before = {*before_printed, instrument_.places};
  plan.after = {*after_printed, instrument_.places};
  plan.missing.places = instrument_.places;
  plan.effort_micro = static_cast<int64_t>(effort);
  plan.years = way.years.last;
  plan.rises = RisesOf(way);
  plan.effort_proven = way.effort_proven;
  plan.years_proven = way.years_proven;
  return plan;
}

Result<Improver> ImproverOf(const Instrument& instrument, const ImproveRequest& request) {
  ENSURE(!request.years || *request.years >= 1);
  ENSURE(!request.max_rise_per_year || *request.max_rise_per_year >= 1);
  ENSURE(!request.capacity_micro || *request.capacity_micro >= 0);
  Result<RiseModel> model = ModelOf(instrument, request);
  if (!model.ok()) return model.error();
  return Improver(instrument, request, std::move(*model));
}

}  // namespace

ImproveRequest RequestOf(const Instrument& instrument, Levels levels) {
  ImproveRequest request{std::move(levels), {}, std::vector<bool>(instrument.items.size(), false)};
  for (const Item& item : instrument.items)
    request.efforts.emplace_back(instrument.scales[static_cast<size_t>(item.scale)].levels.size());
  return request;
}

Result<ImprovePlan> ShortestWay(const Instrument& instrument, const ImproveRequest& request,
                                int64_t target_micro) {
  const Result<Improver> improver = ImproverOf(instrument, request);
  if (!improver.ok()) return improver.error();
  // The lowest printed index that is not below the target.
  const Int128 scaled = target_micro * improver->Scale();
  const int64_t target = static_cast<int64_t>(scaled / kMicro + (scaled % kMicro > 0));
  const Result<WayAnswer> answer = improver->Reach(target, improver->Bounds());
  if (!answer.ok()) return answer.error();
  if (answer->way) return improver->PlanOf(*answer->way);
  const Result<RiseWay> best = improver->Best(improver->Bounds());
  if (!best.ok()) return best.error();
  Result<ImprovePlan> plan = improver->PlanOf(*best);
  if (!plan.ok()) return plan;
  plan->effort_proven &= answer->proven;
  plan->reached = plan->after.units >= target;
  if (!plan->reached) plan->missing.units = target - plan->after.units;
  return plan;
}

Result<ImprovePlan> BestIndex(const Instrument& instrument, const ImproveRequest& request,
                              int64_t budget_micro) {
  const Result<Improver> improver = ImproverOf(instrument, request);
  if (!improver.ok()) return improver.error();
  WayBounds bounds = improver->Bounds();
  bounds.effort_most = std::min(kLargestTotal, budget_micro / improver->model().effort_unit_micro);
  const Result<RiseWay> best = improver->Best(bounds);
  return best.ok() ? improver->PlanOf(*best) : best.error();
}

Result<std::vector<CurvePoint>> Curve(const Instrument& instrument, const ImproveRequest& request) {
  const Result<Improver> improver = ImproverOf(instrument, request);
  if (!improver.ok()) return improver.error();
  std::vector<CurvePoint> points;
  const std::optional<int64_t> now = improver->PrintedAfter(0);
  if (!now) return kTooFine;
  for (int64_t printed = *now;;) {
    const Result<WayAnswer> answer = improver->Reach(printed, improver->Bounds());
    if (!answer.ok()) return answer.error();
    if (!answer->way) {
      points.back().proven &= answer->proven;
      return points;
    }
    const Result<ImprovePlan> plan = improver->PlanOf(*answer->way);
    if (!plan.ok()) return plan.error();
    if (!points.empty() && points.back().effort_micro == plan->effort_micro) points.pop_back();
    points.push_back({plan->after, plan->effort_micro, plan->years, plan->effort_proven});
    printed = plan->after.units + 1;
  }
}

}  // namespace sinergi::assessment
