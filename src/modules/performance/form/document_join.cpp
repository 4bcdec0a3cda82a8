#include "modules/performance/form/document_join.h"

#include <algorithm>

#include "base/text.h"
#include "modules/planning/document/chain.h"
#include "modules/planning/document/difference.h"

namespace sinergi::performance::form {
namespace {

using planning::DocumentContent;
using planning::DocumentIndicator;
using planning::DocumentNode;

// Indicators stand in order of their nodes.
std::pair<size_t, size_t> RangeOf(const DocumentContent& content, int node) {
  const auto before = [](const DocumentIndicator& a, int n) { return a.node < n; };
  const auto first = std::lower_bound(content.indicators.begin(), content.indicators.end(), node, before);
  const auto last = std::lower_bound(first, content.indicators.end(), node + 1, before);
  return {static_cast<size_t>(first - content.indicators.begin()),
          static_cast<size_t>(last - content.indicators.begin())};
}

// Nodes of the agency and what stands above them; all of a document that names no other agency.
std::vector<bool> OfAgency(const DocumentContent& content, std::string_view agency) {
  const std::vector<std::string> agencies = planning::AgenciesOf(content, agency);
  std::vector<bool> of(content.nodes.size(), false);
  for (size_t i = content.nodes.size(); i-- > 0;) {
    of[i] = of[i] || agencies[i] == agency;
    const int parent = content.nodes[i].parent;
    if (of[i] && parent >= 0) of[static_cast<size_t>(parent)] = true;
  }
  return of;
}

DocumentContent WithoutAgencies(DocumentContent content) {
  for (DocumentNode& node : content.nodes) node.agency.clear();
  return content;
}

class Joiner {
 public:
  Joiner(const DocumentContent& first, const DocumentContent& second, std::string_view agency)
      : first_(first), second_(second), of_agency_(OfAgency(second, agency)) {
    there_ = planning::MatchNodes(WithoutAgencies(second), WithoutAgencies(first));
    here_.assign(second.nodes.size(), -1);
    for (size_t i = 0; i < there_.size(); ++i) {
      int& there = there_[i];
      if (there >= 0 && !of_agency_[static_cast<size_t>(there)]) there = -1;
      if (there >= 0) here_[static_cast<size_t>(there)] = static_cast<int>(i);
    }
  }

  JoinedDocument Make() {
    below_first_.resize(first_.nodes.size());
    below_second_.resize(second_.nodes.size());
    std::vector<int> roots, other_roots;
    for (int i = 0; i < static_cast<int>(first_.nodes.size()); ++i) {
      const int parent = first_.nodes[static_cast<size_t>(i)].parent;
      (parent < 0 ? roots : below_first_[static_cast<size_t>(parent)]).push_back(i);
    }
    for (int i = 0; i < static_cast<int>(second_.nodes.size()); ++i) {
      if (!of_agency_[static_cast<size_t>(i)] || here_[static_cast<size_t>(i)] >= 0) continue;
      const int parent = second_.nodes[static_cast<size_t>(i)].parent;
      (parent < 0 ? other_roots : below_second_[static_cast<size_t>(parent)]).push_back(i);
    }
    for (const int root : roots) AddFirst(root, -1);
    for (const int root : other_roots) AddSecond(root, -1);
    return std::move(joined_);
  }

 private:
  int Add(DocumentNode node, int parent, int here, int there) {
    node.parent = parent;
    joined_.content.nodes.push_back(std::move(node));
    joined_.here.push_back(here);
    joined_.there.push_back(there);
    const int at = static_cast<int>(joined_.content.nodes.size()) - 1;
    AddIndicators(at, here, there);
    return at;
  }

  void AddFirst(int node, int parent) {
    const int there = there_[static_cast<size_t>(node)];
    const int at = Add(first_.nodes[static_cast<size_t>(node)], parent, node, there);
    for (const int child : below_first_[static_cast<size_t>(node)]) AddFirst(child, at);
    if (there < 0) return;
    for (const int child : below_second_[static_cast<size_t>(there)]) AddSecond(child, at);
  }

  void AddSecond(int node, int parent) {
    const int at = Add(second_.nodes[static_cast<size_t>(node)], parent, -1, node);
    for (const int child : below_second_[static_cast<size_t>(node)]) AddSecond(child, at);
  }

  void AddIndicator(DocumentIndicator indicator, int at, bool here, const DocumentIndicator* there) {
    indicator.node = at;
    joined_.content.indicators.push_back(std::move(indicator));
    joined_.indicator_here.push_back(here);
    joined_.indicator_there.push_back(there);
  }

  void AddIndicators(int at, int here, int there) {
    std::vector<const DocumentIndicator*> taken;
    if (here >= 0) {
      const auto [from, to] = RangeOf(first_, here);
      for (size_t i = from; i < to; ++i) {
        const DocumentIndicator* same =
            there < 0 ? nullptr : SameIndicator(second_, there, first_.indicators[i].name, to - from == 1);
        taken.push_back(same);
        AddIndicator(first_.indicators[i], at, true, same);
      }
    }
    if (there < 0) return;
    const auto [from, to] = RangeOf(second_, there);
    for (size_t i = from; i < to; ++i) {
      const DocumentIndicator* other = &second_.indicators[i];
      if (std::find(taken.begin(), taken.end(), other) == taken.end()) AddIndicator(*other, at, false, other);
    }
  }

  const DocumentContent& first_;
  const DocumentContent& second_;
  std::vector<bool> of_agency_;
  std::vector<int> here_, there_;
  std::vector<std::vector<int>> below_first_, below_second_;
  JoinedDocument joined_;
};

}  // namespace

int IndicatorsAt(const DocumentContent& content, int node) {
  const auto [from, to] = RangeOf(content, node);
  return static_cast<int>(to - from);
}

const DocumentIndicator* SameIndicator(const DocumentContent& content, int node, std::string_view name,
                                       bool only) {
  const auto [from, to] = RangeOf(content, node);
  for (size_t i = from; i < to; ++i)
    if (SameText(content.indicators[i].name, name)) return &content.indicators[i];
  return only && to - from == 1 ? &content.indicators[from] : nullptr;
}

JoinedDocument JoinDocuments(const DocumentContent& first, const DocumentContent& second,
                             std::string_view agency) {
  return Joiner(first, second, agency).Make();
}

}  // namespace sinergi::performance::form
