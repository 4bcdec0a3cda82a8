#include "modules/assessment/improve_model.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "base/ensure.h"
#include "modules/assessment/instrument_number.h"

namespace sinergi::assessment {
namespace {

// An item as it is read: every step above the present value, with exact gains.
struct RawItem {
  std::vector<Ratio> gains;
  std::vector<int64_t> efforts;  // micro
  RiseItem rise;
};

std::optional<RawItem> RawOf(const Instrument& instrument, const ImproveRequest& request, size_t i) {
  const Item& item = instrument.items[i];
  const LevelScale& scale = instrument.scales[static_cast<size_t>(item.scale)];
  RawItem raw;
  raw.rise.item = static_cast<int>(i);
  raw.rise.levels = {request.levels[i].value_or(Ratio{})};
  raw.rise.scale_levels = {-1};
  for (size_t l = 0; l < scale.levels.size(); ++l) {
    const Ratio& value = scale.levels[l].value;
    if (AtLeast(raw.rise.levels.back(), value)) continue;
    const std::optional<Ratio> rise = Subtract(value, raw.rise.levels.back());
    const std::optional<Ratio> weighted = rise ? Multiply(*rise, item.weight) : std::nullopt;
    const std::optional<Ratio> gain = weighted ? Divide(*weighted, kWhole) : std::nullopt;
    if (!gain) return {};
    raw.gains.push_back(*gain);
    raw.efforts.push_back(request.efforts[i][l].micro);
    ENSURE(raw.efforts.back() >= 0);
    raw.rise.levels.push_back(value);
    raw.rise.scale_levels.push_back(static_cast<int>(l));
  }
  return raw;
}

// How many steps of the item bring it to the level; 0: it is there already; steps + 1: it never gets there.
int StepsTo(const RawItem& raw, const Ratio& level) {
  int steps = 0;
  for (const Ratio& reached : raw.rise.levels) {
    if (AtLeast(reached, level)) break;
    ++steps;
  }
  return steps;
}

void AddNeeds(const ImproveRequest& request, std::vector<RawItem>& raw) {
  for (const Dependency& dependency : request.dependencies) {
    RawItem& item = raw[static_cast<size_t>(dependency.item)];
    const int step = StepsTo(item, dependency.level);
    const int count = StepsTo(raw[static_cast<size_t>(dependency.needs_item)], dependency.needs_level);
    if (step > 0 && count > 0) item.rise.needs.push_back({step, dependency.needs_item, count});
  }
  // Of several counts of one item that a step needs, the highest.
  for (RawItem& item : raw) {
    std::vector<StepNeed>& needs = item.rise.needs;
    std::ranges::sort(needs, [](const StepNeed& a, const StepNeed& b) {
      return std::tuple(a.step, a.item, -a.count) < std::tuple(b.step, b.item, -b.count);
    });
    const auto same = [](const StepNeed& a, const StepNeed& b) {
      return a.step == b.step && a.item == b.item;
    };
    needs.erase(std::unique(needs.begin(), needs.end(), same), needs.end());
  }
}

// How many steps of each item can be taken at all: what grows from nothing while needs are met. Circles,
// locks and steps beyond the capacity stop it.
std::vector<int> Reachable(const ImproveRequest& request, const std::vector<RawItem>& raw) {
  std::vector<int> reachable(raw.size(), 0);
  const auto next_can_be_taken = [&](size_t i) {
    const size_t next = static_cast<size_t>(reachable[i]);
    if (request.locked[i] || next >= raw[i].efforts.size() || raw[i].gains[next].numerator < 0) return false;
    if (request.capacity_micro && raw[i].efforts[next] > *request.capacity_micro) return false;
    return std::ranges::all_of(raw[i].rise.needs, [&](const StepNeed& need) {
      return need.step != reachable[i] + 1 || reachable[static_cast<size_t>(need.item)] >= need.count;
    });
  };
  for (bool grew = true; grew;) {
    grew = false;
    for (size_t i = 0; i < raw.size(); ++i)
      for (; next_can_be_taken(i); grew = true) ++reachable[i];
  }
  return reachable;
}

// The largest number that divides all the ratios into whole numbers; empty when it leaves 128 bits.
std::optional<Ratio> CommonUnit(const std::vector<RawItem>& raw) {
  Int128 denominator = 1;
  for (const RawItem& item : raw)
    for (const Ratio& gain : item.gains) {
      const std::optional<Ratio> reduced = Ratio::Of(denominator, gain.denominator);
      if (__builtin_mul_overflow(denominator, reduced->denominator, &denominator)) return {};
    }
  Int128 common = 0;
  for (const RawItem& item : raw)
    for (const Ratio& gain : item.gains) {
      Int128 units = 0;
      if (__builtin_mul_overflow(gain.numerator, denominator / gain.denominator, &units)) return {};
      for (Int128 rest = units; rest != 0;) std::tie(common, rest) = std::pair(rest, common % rest);
    }
  return Ratio::Of(common == 0 ? 1 : common < 0 ? -common : common, denominator);
}

int64_t EffortUnit(const std::vector<RawItem>& raw) {
  int64_t unit = 0;
  for (const RawItem& item : raw)
    for (const int64_t effort : item.efforts) unit = std::gcd(unit, effort);
  return unit == 0 ? 1 : unit;
}

// Running sums; false when the total is too large.
bool Accumulate(const RawItem& raw, const RiseModel& model, RiseItem& item, Int128& gain, Int128& effort) {
  Int128 item_gain = 0, item_effort = 0;
  item.gain = item.effort = {0};
  for (size_t s = 0; s < raw.gains.size(); ++s) {
    const std::optional<Ratio> units = Divide(raw.gains[s], model.gain_unit);
    if (!units || units->numerator > kLargestTotal) return false;
    item_gain += units->numerator;
    item_effort += raw.efforts[s] / model.effort_unit_micro;
    if (gain + item_gain > kLargestTotal || effort + item_effort > kLargestTotal) return false;
    item.gain.push_back(static_cast<int64_t>(item_gain));
    item.effort.push_back(static_cast<int64_t>(item_effort));
  }
  gain += item_gain;
  effort += item_effort;
  return true;
}

void Truncate(RawItem& raw, int steps) {
  const size_t kept = static_cast<size_t>(steps);
  raw.gains.resize(kept);
  raw.efforts.resize(kept);
  raw.rise.levels.resize(kept + 1);
  raw.rise.scale_levels.resize(kept + 1);
  std::erase_if(raw.rise.needs, [&](const StepNeed& need) { return need.step > steps; });
}

// Items without steps leave; needs are renumbered.
bool Assemble(std::vector<RawItem>& raw, RiseModel& model) {
  std::vector<int> place(raw.size(), -1);
  Int128 gain = 0, effort = 0;
  for (size_t i = 0; i < raw.size(); ++i) {
    if (raw[i].gains.empty()) continue;
    place[i] = static_cast<int>(model.items.size());
    model.items.push_back(raw[i].rise);
    if (!Accumulate(raw[i], model, model.items.back(), gain, effort)) return false;
  }
  for (RiseItem& item : model.items)
    for (StepNeed& need : item.needs) need.item = place[static_cast<size_t>(need.item)];
  return true;
}

}  // namespace

Result<RiseModel> ModelOf(const Instrument& instrument, const ImproveRequest& request) {
  const size_t n = instrument.items.size();
  ENSURE(request.levels.size() == n && request.efforts.size() == n && request.locked.size() == n);
  const Error too_fine{ErrorKind::kInvalid, "assessment.too_fine"};
  const Result<Index> index = ComputeIndex(instrument, request.levels, 0);
  if (!index.ok()) return index.error();
  std::vector<RawItem> raw;
  for (size_t i = 0; i < n; ++i) {
    std::optional<RawItem> item = RawOf(instrument, request, i);
    if (!item) return too_fine;
    raw.push_back(std::move(*item));
  }
  AddNeeds(request, raw);
  const std::vector<int> reachable = Reachable(request, raw);
  for (size_t i = 0; i < n; ++i) Truncate(raw[i], reachable[i]);
  RiseModel model;
  const std::optional<Ratio> unit = CommonUnit(raw);
  if (!unit) return too_fine;
  model.before = index->exact;
  model.gain_unit = *unit;
  model.effort_unit_micro = EffortUnit(raw);
  model.max_rise = request.max_rise_per_year;
  if (request.capacity_micro) model.capacity = *request.capacity_micro / model.effort_unit_micro;
  if (!Assemble(raw, model)) return too_fine;
  return model;
}

RiseModel Capped(const RiseModel& model, int most) {
  RiseModel capped = model;
  for (bool cut = true; cut;) {
    cut = false;
    for (RiseItem& item : capped.items) {
      int steps = std::min(item.steps(), most);
      for (const StepNeed& need : item.needs)
        if (need.count > capped.items[static_cast<size_t>(need.item)].steps())
          steps = std::min(steps, need.step - 1);
      if (steps == item.steps()) continue;
      cut = true;
      item.gain.resize(static_cast<size_t>(steps) + 1);
      item.effort.resize(static_cast<size_t>(steps) + 1);
      std::erase_if(item.needs, [&](const StepNeed& need) { return need.step > steps; });
    }
  }
  return capped;
}

int64_t TotalGain(const RiseModel& model) {
  int64_t gain = 0;
  for (const RiseItem& item : model.items) gain += item.gain.back();
  return gain;
}

int64_t TotalEffort(const RiseModel& model) {
  int64_t effort = 0;
  for (const RiseItem& item : model.items) effort += item.effort.back();
  return effort;
}

int64_t GainOf(const RiseModel& model, const Counts& counts) {
  int64_t gain = 0;
  for (size_t i = 0; i < counts.size(); ++i) gain += model.items[i].gain[static_cast<size_t>(counts[i])];
  return gain;
}

int64_t EffortOf(const RiseModel& model, const Counts& counts) {
  int64_t effort = 0;
  for (size_t i = 0; i < counts.size(); ++i) effort += model.items[i].effort[static_cast<size_t>(counts[i])];
  return effort;
}

}  // namespace sinergi::assessment
