#include "modules/performance/services.h"

#include <algorithm>
#include <random>
#include <tuple>

namespace sinergi::performance {
namespace {

constexpr size_t kEvaluationsMost = 256;
constexpr size_t kPagesMost = 256;

auto KeyOf(const Settings& s) {
  return std::tuple(s.missing, s.weights, s.mean_rows, s.predicate);
}

// Puts a slot where there is room, or in the place of the one used longest ago.
template <class Slot>
void KeepSlot(std::vector<Slot>& slots, size_t most, Slot slot) {
  if (slots.size() < most) {
    slots.push_back(std::move(slot));
    return;
  }
  *std::ranges::min_element(slots, {}, &Slot::used) = std::move(slot);
}

}  // namespace

std::shared_ptr<const Evaluation> EvaluationCache::Get(const PlanYear& plan, Period period,
                                                       const Settings& settings) {
  const auto same = [&](const Slot& slot) {
    return std::tie(slot.government_id, slot.plan_id, slot.version, slot.period) ==
               std::tie(plan.government_id, plan.plan_id, plan.version, period) &&
           KeyOf(slot.settings) == KeyOf(settings);
  };
  if (plan.version != 0) {
    const std::lock_guard lock(mutex_);
    if (const auto found = std::ranges::find_if(slots_, same); found != slots_.end()) {
      found->used = ++clock_;
      return found->evaluation;
    }
  }
  auto fresh = std::make_shared<const Evaluation>(Evaluate(plan, period, settings));
  if (plan.version == 0) return fresh;
  const std::lock_guard lock(mutex_);
  KeepSlot(slots_, kEvaluationsMost,
           Slot{plan.government_id, plan.plan_id, plan.version, period, settings, ++clock_, fresh});
  return fresh;
}

PageCache::PageCache() : boot_((uint64_t{std::random_device()()} << 32) | std::random_device()()) {}

PageCache::Body PageCache::Find(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find(slots_, key, &Slot::key);
  if (found == slots_.end()) return nullptr;
  found->used = ++clock_;
  return found->body;
}

void PageCache::Keep(const std::string& key, Body body) {
  const std::lock_guard lock(mutex_);
  KeepSlot(slots_, kPagesMost, Slot{key, ++clock_, std::move(body)});
}

}  // namespace sinergi::performance
