#include "kernel/unit.h"

#include <algorithm>
#include <map>

namespace sinergi::kernel {
namespace {

constexpr std::array<std::pair<UnitKind, std::string_view>, 3> kKinds{{
    {UnitKind::kAgency, "agency"},
    {UnitKind::kDivision, "division"},
    {UnitKind::kSection, "section"},
}};

// Puts units depth first; a parent that is missing counts as none, and one unit of a ring becomes its root.
class DepthFirst {
 public:
  explicit DepthFirst(std::vector<Unit> units) : units_(std::move(units)), taken_(units_.size(), false) {
    std::sort(units_.begin(), units_.end(),
              [](const Unit& a, const Unit& b) { return std::tie(a.code, a.id) < std::tie(b.code, b.id); });
    std::unordered_map<int64_t, size_t> by_id;
    for (size_t i = 0; i < units_.size(); ++i) by_id.emplace(units_[i].id, i);
    for (size_t i = 0; i < units_.size(); ++i) {
      const bool has_parent = units_[i].parent_id && by_id.contains(*units_[i].parent_id);
      (has_parent ? children_[*units_[i].parent_id] : roots_).push_back(i);
    }
  }

  std::vector<Unit> Take() {
    for (const size_t root : roots_) Visit(root);
    for (size_t i = 0; i < units_.size(); ++i) Visit(i);
    return std::move(ordered_);
  }

 private:
  // With a stack of its own: the depth is the data's, not ours.
  void Visit(size_t root) {
    std::vector<std::pair<size_t, int>> stack{{root, 0}};
    while (!stack.empty()) {
      const auto [at, depth] = stack.back();
      stack.pop_back();
      if (taken_[at]) continue;
      taken_[at] = true;
      units_[at].depth = depth;
      const auto below = children_.find(units_[at].id);
      if (below != children_.end()) {
        for (auto it = below->second.rbegin(); it != below->second.rend(); ++it)
          stack.emplace_back(*it, depth + 1);
      }
      ordered_.push_back(std::move(units_[at]));
    }
  }

  std::vector<Unit> units_, ordered_;
  std::vector<bool> taken_;
  std::vector<size_t> roots_;
  std::unordered_map<int64_t, std::vector<size_t>> children_;
};

}  // namespace

std::string_view Name(UnitKind kind) {
  for (const auto& [value, name] : kKinds) {
    if (value == kind) return name;
  }
  return "";
}

std::optional<UnitKind> ParseUnitKind(std::string_view name) {
  for (const auto& [value, its_name] : kKinds) {
    if (its_name == name) return value;
  }
  return {};
}

UnitTree::UnitTree(std::vector<Unit> units) : units_(DepthFirst(std::move(units)).Take()) {
  for (size_t i = 0; i < units_.size(); ++i) by_id_.emplace(units_[i].id, i);
}

const Unit* UnitTree::Find(int64_t id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &units_[found->second];
}

const Unit* UnitTree::FindCode(std::string_view code) const {
  for (const Unit& unit : units_) {
    if (unit.code == code) return &unit;
  }
  return nullptr;
}

// The depth bounds the walk, so that a ring in the data ends too.
bool UnitTree::IsWithin(int64_t unit_id, int64_t ancestor_id) const {
  const Unit* unit = Find(unit_id);
  while (unit != nullptr) {
    if (unit->id == ancestor_id) return true;
    unit = unit->depth > 0 ? Find(*unit->parent_id) : nullptr;
  }
  return false;
}

const Unit* UnitTree::AgencyOf(int64_t unit_id) const {
  const Unit* unit = Find(unit_id);
  while (unit != nullptr && unit->depth > 0) unit = Find(*unit->parent_id);
  return unit;
}

}  // namespace sinergi::kernel
