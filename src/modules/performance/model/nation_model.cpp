#include "modules/performance/model/nation_model.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <set>
#include <thread>

namespace sinergi::performance {
namespace {

constexpr size_t kStatesMost = 4;

// Plans that several states share are counted once.
size_t BytesOf(const std::deque<GovernmentYearPtr>& states) {
  size_t bytes = 0;
  std::set<const PlanColumns*> seen;
  for (const GovernmentYearPtr& state : states) {
    bytes += sizeof(GovernmentYear) + state->agencies.capacity() * sizeof(AgencyPlan);
    for (const AgencyPlan& agency : state->agencies)
      if (seen.insert(agency.columns.get()).second)
        bytes +=
            agency.columns->Bytes() + agency.ids->indicators.capacity() * sizeof(agency.ids->indicators[0]);
  }
  return bytes;
}

// The newest state that is not newer than the version; null when there is none.
GovernmentYearPtr Nearest(const std::deque<GovernmentYearPtr>& states, int64_t version) {
  GovernmentYearPtr nearest;
  for (const GovernmentYearPtr& state : states)
    if (state->version <= version) nearest = state;
  return nearest;
}

}  // namespace

std::shared_ptr<NationModel::Slot> NationModel::SlotOf(const Key& key) {
  const std::lock_guard lock(mutex_);
  std::shared_ptr<Slot>& slot = slots_[key];
  if (!slot) slot = std::make_shared<Slot>();
  slot->used = ++clock_;
  return slot;
}

void NationModel::Keep(Slot& slot, GovernmentYearPtr state) {
  const auto behind =
      std::ranges::find_if(slot.states, [&](const auto& s) { return s->version > state->version; });
  slot.states.insert(behind, std::move(state));
  if (slot.states.size() > kStatesMost) slot.states.pop_front();
}

// Books the slot's bytes and drops those used longest ago until all fit.
void NationModel::Account(const Key& key, const std::shared_ptr<Slot>& slot, size_t bytes) {
  const std::lock_guard lock(mutex_);
  const auto kept = slots_.find(key);
  if (kept == slots_.end() || kept->second != slot) return;  // dropped meanwhile
  bytes_ += bytes - slot->bytes;
  slot->bytes = bytes;
  while (bytes_ > bytes_most_ && slots_.size() > 1) {
    auto oldest = slots_.end();
    for (auto it = slots_.begin(); it != slots_.end(); ++it)
      if (it->second != slot && (oldest == slots_.end() || it->second->used < oldest->second->used))
        oldest = it;
    bytes_ -= oldest->second->bytes;
    slots_.erase(oldest);
  }
}

GovernmentYearPtr NationModel::Get(sql::Connection& c, const GovernmentHead& head, int year) {
  const Key key{head.government.id, year};
  const std::shared_ptr<Slot> slot = SlotOf(key);
  const std::lock_guard lock(slot->mutex);
  GovernmentYearPtr state = Nearest(slot->states, head.version);
  if (state && state->version == head.version) return state;
  if (state) {
    state = FollowGovernmentYear(c, head, *state);
  } else {
    state = LoadGovernmentYear(c, head, year);
    const std::lock_guard count(mutex_);
    ++loads_;
  }
  Keep(*slot, state);
  Account(key, slot, BytesOf(slot->states));
  return state;
}

bool NationModel::Has(const Key& key) const {
  const std::lock_guard lock(mutex_);
  const auto slot = slots_.find(key);
  return slot != slots_.end() && slot->second->bytes != 0;
}

void NationModel::Warm(sql::Database& db, std::span<const GovernmentHead> heads, int year, int threads) {
  std::vector<int64_t> missing;
  for (const GovernmentHead& head : heads)
    if (!Has({head.government.id, year})) missing.push_back(head.government.id);
  std::atomic<size_t> next = 0;
  std::mutex failure_mutex;
  std::exception_ptr failure;
  const auto work = [&] {
    try {
      for (size_t i = next++; i < missing.size(); i = next++)
        db.Read([&](sql::Connection& c) {
          const std::optional<GovernmentHead> head = HeadOf(c, missing[i]);
          if (head) (void)Get(c, *head, year);
          return 0;
        });
    } catch (...) {
      const std::lock_guard lock(failure_mutex);
      failure = std::current_exception();
    }
  };
  std::vector<std::jthread> helpers;
  for (int i = 1; i < std::min(threads, static_cast<int>(missing.size())); ++i) helpers.emplace_back(work);
  work();
  helpers.clear();  // waits for them
  if (failure) std::rethrow_exception(failure);
}

size_t NationModel::Bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

int64_t NationModel::loads() const {
  const std::lock_guard lock(mutex_);
  return loads_;
}

}  // namespace sinergi::performance
