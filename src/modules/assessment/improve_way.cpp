#include "modules/assessment/improve_way.h"

#include <algorithm>
#include <map>
#include <memory>

namespace sinergi::assessment {
namespace {

using Found = RiseSearch::Found;

// Partial sets kept while a good set is looked for, and while it is proven that there is no better one.
constexpr size_t kLookFor = 400, kProve = 60'000;
// Sets looked at where the cheapest one does not fit into the years, and steps tried while filling years.
constexpr int64_t kVisits = 200'000, kYearSteps = 1'500'000;

struct Cheapest {
  std::optional<Found> set;
  bool proven = true;
};

// The least effort that gains `need`, and the highest gain at that effort. Two short looks, then two proofs:
// nothing is cheaper, nothing as cheap gains more.
Cheapest LeastEffort(const RiseModel& model, const RiseSearch& search, int64_t need, int64_t effort_most) {
  const Counts& reaching = search.prices().reaching;
  const Found known{reaching, GainOf(model, reaching), EffortOf(model, reaching)};
  if (search.EffortFloor(need) > effort_most) return {};
  Cheapest best;
  if (known.effort <= effort_most) best.set = known;
  const auto look = [&](int64_t gain, int64_t effort, size_t keep) {
    RiseSearch::Lists lists = search.Run({gain, effort}, keep);
    if (!lists.found.empty()) best.set = std::move(lists.found[0]);
    return lists.whole;
  };
  if (look(need, std::min(effort_most, known.effort), kLookFor)) return best;
  const int64_t cheaper = best.set ? best.set->effort - 1 : effort_most;
  if (search.EffortFloor(need) <= cheaper) best.proven = look(need, cheaper, kProve);
  if (best.set) look(best.set->gain + 1, best.set->effort, kLookFor * 10);
  return best;
}

int StepsOf(const RiseModel& model) {
  int steps = 0;
  for (const RiseItem& item : model.items) steps += item.steps();
  return steps;
}

class WayFinder {
 public:
  WayFinder(const RiseModel& model, int64_t need) : model_(model), need_(need) {
    const int64_t steps = StepsOf(model);
    year_steps_ = kYearSteps + 80 * steps * steps;
  }

  // The cheapest set that fits into `years`.
  WayAnswer Within(int years, int64_t effort_most) {
    if (model_.capacity)
      effort_most =
          static_cast<int64_t>(std::min<Int128>(effort_most, static_cast<Int128>(*model_.capacity) * years));
    const int cap = CapFor(years);
    const auto capped = cap < 0 ? std::nullopt : std::optional(Capped(model_, cap));
    if (need_ > TotalGain(capped ? *capped : model_) || effort_most < 0) return {};
    Prepared& at = PreparedFor(cap, capped);
    const Cheapest& cheapest = CheapestOf(at, effort_most);
    if (!cheapest.set || cheapest.set->effort > effort_most) return {{}, cheapest.proven};
    YearsAnswer laid = LayIntoYears(at.model, cheapest.set->counts, years, year_steps_);
    if (laid.verdict == Verdict::kYes) return {RiseWay{*cheapest.set, std::move(laid), cheapest.proven}};
    return AnotherSet(at.model, at.search, years, effort_most);
  }

 private:
  // What does not depend on the years: one for every cap, most often one for all.
  struct Prepared {
    Prepared(RiseModel its_model, int64_t need)
        : model(std::move(its_model)), search(model, PricesFor(model, need)) {}
    const RiseModel model;
    const RiseSearch search;
    std::optional<Cheapest> cheapest = {};
    int64_t effort_most = -1;  // up to which it was looked for
  };

  // No item can rise more than max_rise steps in each of the years: the most steps of an item; -1: as many as it has.
  int CapFor(int years) const {
    int most = 0;
    for (const RiseItem& item : model_.items) most = std::max(most, item.steps());
    if (!model_.max_rise || int64_t{*model_.max_rise} * years >= most) return -1;
    return *model_.max_rise * years;
  }

  Prepared& PreparedFor(int cap, const std::optional<RiseModel>& capped) {
    std::unique_ptr<Prepared>& at = prepared_[cap];
    if (!at) at = std::make_unique<Prepared>(capped ? *capped : model_, need_);
    return *at;
  }

  // One that was found stands for every bound: if it is too dear, so is every other.
  const Cheapest& CheapestOf(Prepared& at, int64_t effort_most) const {
    if (at.cheapest) {
      const bool stands =
          at.cheapest->set && (at.cheapest->proven || at.cheapest->set->effort <= effort_most);
      if (stands || (!at.cheapest->set && effort_most <= at.effort_most)) return *at.cheapest;
    }
    at.cheapest = LeastEffort(at.model, at.search, need_, effort_most);
    at.effort_most = effort_most;
    return *at.cheapest;
  }

  // The cheapest one does not fit: all sets in turn, while they are cheaper than the best that does.
  WayAnswer AnotherSet(const RiseModel& model, const RiseSearch& search, int years, int64_t effort_most) {
    WayAnswer answer;
    const bool whole = search.Visit({need_, effort_most}, visits_, [&](const Found& set, auto& aim) {
      YearsAnswer laid = LayIntoYears(model, set.counts, years, year_steps_);
      answer.proven &= laid.verdict != Verdict::kUnknown;
      if (laid.verdict != Verdict::kYes) return year_steps_ > 0;
      answer.way = RiseWay{set, std::move(laid)};
      aim.effort_most = set.effort - 1;
      return true;
    });
    answer.proven &= whole && year_steps_ > 0;
    if (answer.way) answer.way->effort_proven = answer.proven;
    return answer;
  }

  const RiseModel& model_;
  const int64_t need_;
  int64_t visits_ = kVisits, year_steps_;
  std::map<int, std::unique_ptr<Prepared>> prepared_ = {};
};

// No set of this effort can be done in fewer years.
int FewestYears(const RiseModel& model, int64_t effort) {
  if (!model.capacity || *model.capacity == 0) return 1;
  return static_cast<int>(std::max<int64_t>(1, (effort + *model.capacity - 1) / *model.capacity));
}

}  // namespace

WayAnswer CheapestWay(const RiseModel& model, int64_t need, const WayBounds& bounds) {
  if (need <= 0) return {RiseWay{{Counts(model.items.size(), 0), 0, 0}, {Verdict::kYes, {}, 0}}};
  WayFinder finder(model, need);
  const int horizon = bounds.years.value_or(std::max(1, StepsOf(model)));
  WayAnswer answer = finder.Within(horizon, bounds.effort_most);
  if (!answer.way || !bounds.fewest_years) return answer;
  RiseWay& way = *answer.way;
  for (int years = FewestYears(model, way.set.effort); years < way.years.last; ++years) {
    WayAnswer sooner = finder.Within(years, way.set.effort);
    if (sooner.way) {
      sooner.way->effort_proven = way.effort_proven;
      sooner.way->years_proven = way.years_proven;
      answer.way = std::move(sooner.way);
      break;
    }
    way.years_proven &= sooner.proven;
  }
  return answer;
}

}  // namespace sinergi::assessment
