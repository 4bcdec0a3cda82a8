#include "modules/performance/sipd/sipkd_fields.h"

#include <algorithm>

namespace sinergi::performance::sipd {
namespace {

// Keys are numbers without leading zeros: shorter is smaller.
bool KeyBefore(const std::string& a, const std::string& b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

}  // namespace

void SipkdFields::See(const std::vector<std::string>& fields_of_agency, const std::string& key) {
  const std::set<std::string> seen(fields_of_agency.begin(), fields_of_agency.end());
  const auto [at, first] = candidates_.try_emplace(key, seen);
  if (!first) std::erase_if(at->second, [&](const std::string& field) { return !seen.contains(field); });
}

void SipkdFields::Settle() {
  for (bool changed = true; std::exchange(changed, false);) {
    for (const auto& [key, fields] : candidates_) {
      if (fields.size() != 1) continue;
      for (auto& [other, open] : candidates_)
        if (other != key && open.size() > 1 && open.erase(*fields.begin()) > 0) changed = true;
    }
  }
}

bool SipkdFields::Settled(const std::string& key) const {
  const auto at = candidates_.find(key);
  return at != candidates_.end() && at->second.size() == 1;
}

SipkdFields::Match SipkdFields::Of(const std::string& key, const std::vector<std::string>& fields_of_agency,
                                   const std::set<std::string>& keys) const {
  if (Settled(key)) return {*candidates_.at(key).begin()};
  std::vector<std::string> open_keys, open_fields = fields_of_agency;
  for (const std::string& used : keys) {
    if (Settled(used))
      std::erase(open_fields, *candidates_.at(used).begin());
    else
      open_keys.push_back(used);
  }
  if (open_keys.size() != open_fields.size()) return {};
  std::ranges::sort(open_keys, KeyBefore);
  std::ranges::sort(open_fields);
  const auto at = std::ranges::find(open_keys, key);
  if (at == open_keys.end()) return {};
  return {open_fields[static_cast<size_t>(at - open_keys.begin())], true};
}

}  // namespace sinergi::performance::sipd
