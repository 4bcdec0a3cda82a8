#include "modules/planning/document/difference.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/text.h"

namespace sinergi::planning {
namespace {

constexpr std::string_view kDifferenceKindNames[kDifferenceKinds] = {
    "added",  "removed",         "renamed",           "recoded",           "moved",  "serves", "field",
    "amount", "indicator_added", "indicator_removed", "indicator_renamed", "target", "measure"};

using Buckets = std::unordered_map<std::string, std::vector<int>>;

std::string ByName(const DocumentNode& node) {
  return std::string(Name(node.level)) + '\x1f' + node.agency + '\x1f' + FoldText(node.name);
}

std::string ByCode(const DocumentNode& node) {
  return node.code.empty() ? "n" + ByName(node) : "c" + node.agency + '\x1f' + node.code;
}

// The matching of nodes, both ways.
class Matching {
 public:
  Matching(const DocumentContent& before, const DocumentContent& after)
      : before_(before), after_(after), to_before(after.nodes.size(), -1), to_after(before.nodes.size(), -1) {
    Pair(ByCode, false);
    Pair(ByName, true);
    PairLeftovers();
  }

 private:
  void Join(int before, int after) {
    to_before[static_cast<size_t>(after)] = before;
    to_after[static_cast<size_t>(before)] = after;
  }

  // Those of the same key in their order; `only_one`: just where one is left on each side.
  template <class Key>
  void Pair(Key key, bool only_one) {
    Buckets old, fresh;
    for (size_t i = 0; i < before_.nodes.size(); ++i)
      if (to_after[i] < 0) old[key(before_.nodes[i])].push_back(static_cast<int>(i));
    for (size_t i = 0; i < after_.nodes.size(); ++i)
      if (to_before[i] < 0) fresh[key(after_.nodes[i])].push_back(static_cast<int>(i));
    for (const auto& [name, olds] : old) {
      const auto found = fresh.find(name);
      if (found == fresh.end() || (only_one && (olds.size() > 1 || found->second.size() > 1))) continue;
      for (size_t i = 0; i < std::min(olds.size(), found->second.size()); ++i)
        Join(olds[i], found->second[i]);
    }
  }

  // The only child of its level left below the same parent, with the same code or without one: renamed. A new
  // code and a new name at once is another node.
  void PairLeftovers() {
    std::unordered_map<std::string, std::vector<int>> old, fresh;
    const auto key = [](int parent, const DocumentNode& node) {
      return std::to_string(parent) + '/' + std::string(Name(node.level)) + '/' + node.agency + '/' +
             node.code;
    };
    for (size_t i = 0; i < before_.nodes.size(); ++i) {
      const DocumentNode& node = before_.nodes[i];
      if (to_after[i] < 0) old[key(node.parent, node)].push_back(static_cast<int>(i));
    }
    for (size_t i = 0; i < after_.nodes.size(); ++i) {
      const DocumentNode& node = after_.nodes[i];
      const int parent = node.parent < 0 ? -1 : to_before[static_cast<size_t>(node.parent)];
      if (to_before[i] < 0 && (node.parent < 0 || parent >= 0))
        fresh[key(parent, node)].push_back(static_cast<int>(i));
    }
    for (const auto& [name, olds] : old)
      if (const auto found = fresh.find(name);
          found != fresh.end() && olds.size() == 1 && found->second.size() == 1)
        Join(olds[0], found->second[0]);
  }

  const DocumentContent& before_;
  const DocumentContent& after_;

 public:
  std::vector<int> to_before, to_after;
};

// Indicators of each node: [first, last) in order of nodes.
std::vector<std::pair<size_t, size_t>> IndicatorsByNode(const DocumentContent& content) {
  std::vector<std::pair<size_t, size_t>> spans(content.nodes.size());
  for (size_t i = 0; i < content.indicators.size(); ++i) {
    auto& span = spans[static_cast<size_t>(content.indicators[i].node)];
    if (span.second == 0) span.first = i;
    span.second = i + 1;
  }
  return spans;
}

class Comparison {
 public:
  Comparison(const DocumentContent& before, const DocumentContent& after)
      : before_(before),
        after_(after),
        matching_(before, after),
        old_indicators_(IndicatorsByNode(before)),
        new_indicators_(IndicatorsByNode(after)) {}

  std::vector<Difference> Run() {
    for (size_t i = 0; i < after_.nodes.size(); ++i) {
      here_ = {matching_.to_before[i], static_cast<int>(i)};
      place_ = PlaceOf(after_.nodes[i]);
      if (here_.first < 0)
        Add(DifferenceKind::kAdded, "", after_.nodes[i].name);
      else
        CompareNode(before_.nodes[static_cast<size_t>(here_.first)], after_.nodes[i]);
    }
    for (size_t i = 0; i < before_.nodes.size(); ++i) {
      if (matching_.to_after[i] >= 0) continue;
      here_ = {static_cast<int>(i), -1};
      place_ = PlaceOf(before_.nodes[i]);
      Add(DifferenceKind::kRemoved, before_.nodes[i].name, "");
    }
    return std::move(found_);
  }

 private:
  void Add(DifferenceKind kind, std::string before, std::string after, int year = 0,
           std::string indicator = {}) {
    found_.push_back({kind, place_, std::move(indicator), year, std::move(before), std::move(after),
                      here_.first, here_.second});
  }
  void AddIfOther(DifferenceKind kind, const std::string& before, const std::string& after) {
    if (FoldBlanks(before) != FoldBlanks(after)) Add(kind, before, after);
  }

  void CompareNode(const DocumentNode& old, const DocumentNode& now) {
    AddIfOther(DifferenceKind::kRenamed, old.name, now.name);
    AddIfOther(DifferenceKind::kRecoded, old.code, now.code);
    const int parent = now.parent < 0 ? -1 : matching_.to_before[static_cast<size_t>(now.parent)];
    const bool moved = (now.parent < 0) != (old.parent < 0) || parent != old.parent;
    if (moved) Add(DifferenceKind::kMoved, ParentOf(before_, old), ParentOf(after_, now));
    AddIfOther(DifferenceKind::kServes, old.serves, now.serves);
    AddIfOther(DifferenceKind::kField, old.agency, now.agency);
    AddIfOther(DifferenceKind::kField, old.location, now.location);
    AddIfOther(DifferenceKind::kField, old.funding, now.funding);
    AddIfOther(DifferenceKind::kField, old.note, now.note);
    AddIfOther(DifferenceKind::kField, old.national_priority, now.national_priority);
    AddIfOther(DifferenceKind::kField, old.regional_priority, now.regional_priority);
    AddIfOther(DifferenceKind::kField, old.target_group, now.target_group);
    CompareAmounts(old, now);
    CompareIndicators();
  }

  static std::string ParentOf(const DocumentContent& content, const DocumentNode& node) {
    return node.parent < 0 ? std::string() : PlaceOf(content.nodes[static_cast<size_t>(node.parent)]);
  }

  void CompareAmounts(const DocumentNode& old, const DocumentNode& now) {
    if (old.amounts == now.amounts) return;
    std::set<int> years;
    for (const YearAmount& entry : old.amounts) years.insert(entry.year);
    for (const YearAmount& entry : now.amounts) years.insert(entry.year);
    for (const int year : years) {
      const std::optional<Money> was = old.AmountOf(year), is = now.AmountOf(year);
      if (was != is) Add(DifferenceKind::kAmount, was ? was->Print() : "", is ? is->Print() : "", year);
    }
  }

  void CompareIndicators() {
    const auto [old_first, old_last] = old_indicators_[static_cast<size_t>(here_.first)];
    const auto [new_first, new_last] = new_indicators_[static_cast<size_t>(here_.second)];
    std::unordered_map<std::string, std::vector<size_t>> by_name;
    for (size_t i = old_last; i-- > old_first;) by_name[FoldText(before_.indicators[i].name)].push_back(i);
    std::vector<const DocumentIndicator*> added, removed;
    std::set<size_t> taken;
    for (size_t i = new_first; i < new_last; ++i) {
      const auto same = by_name.find(FoldText(after_.indicators[i].name));
      if (same == by_name.end() || same->second.empty()) {
        added.push_back(&after_.indicators[i]);
        continue;
      }
      CompareIndicator(before_.indicators[same->second.back()], after_.indicators[i]);
      taken.insert(same->second.back());
      same->second.pop_back();
    }
    for (size_t i = old_first; i < old_last; ++i)
      if (!taken.contains(i)) removed.push_back(&before_.indicators[i]);
    Leftover(added, removed);
  }

  void Leftover(const std::vector<const DocumentIndicator*>& added,
                const std::vector<const DocumentIndicator*>& removed) {
    if (added.size() == 1 && removed.size() == 1) {
      Add(DifferenceKind::kIndicatorRenamed, removed[0]->name, added[0]->name, 0, added[0]->name);
      return CompareIndicator(*removed[0], *added[0]);
    }
    for (const DocumentIndicator* indicator : added)
      Add(DifferenceKind::kIndicatorAdded, "", indicator->name, 0, indicator->name);
    for (const DocumentIndicator* indicator : removed)
      Add(DifferenceKind::kIndicatorRemoved, indicator->name, "", 0, indicator->name);
  }

  void CompareIndicator(const DocumentIndicator& old, const DocumentIndicator& now) {
    for (const auto text :
         {&DocumentIndicator::unit, &DocumentIndicator::standard, &DocumentIndicator::key_indicator})
      if (FoldBlanks(old.*text) != FoldBlanks(now.*text))
        Add(DifferenceKind::kMeasure, old.*text, now.*text, 0, now.name);
    if (!SameQuantity(old.baseline, now.baseline))
      Add(DifferenceKind::kMeasure, old.baseline.text, now.baseline.text, 0, now.name);
    std::set<int> years;
    for (const YearTarget& entry : old.targets) years.insert(entry.year);
    for (const YearTarget& entry : now.targets) years.insert(entry.year);
    static const Quantity kNone;
    for (const int year : years) {
      const Quantity* was = old.TargetOf(year);
      const Quantity* is = now.TargetOf(year);
      if (!SameQuantity(was ? *was : kNone, is ? *is : kNone))
        Add(DifferenceKind::kTarget, was ? was->text : "", is ? is->text : "", year, now.name);
    }
  }

  const DocumentContent& before_;
  const DocumentContent& after_;
  Matching matching_;
  std::vector<std::pair<size_t, size_t>> old_indicators_, new_indicators_;
  std::pair<int, int> here_ = {-1, -1};
  std::string place_;
  std::vector<Difference> found_;
};

}  // namespace

std::string_view Name(DifferenceKind kind) {
  return kDifferenceKindNames[static_cast<size_t>(kind)];
}

std::vector<int> MatchNodes(const DocumentContent& before, const DocumentContent& after) {
  return Matching(before, after).to_before;
}

std::vector<Difference> DifferencesOf(const DocumentContent& before, const DocumentContent& after) {
  return Comparison(before, after).Run();
}

}  // namespace sinergi::planning
