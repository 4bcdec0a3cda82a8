#include "modules/planning/document/start_from.h"

#include <algorithm>

#include "modules/planning/document/chain.h"

namespace sinergi::planning {
namespace {

// Nodes of the agency, and all above and below them.
std::vector<bool> TakenOf(const DocumentContent& source, const StartWish& wish) {
  std::vector<bool> taken(source.nodes.size(), wish.agency.empty() || wish.agency == wish.own_agency);
  const std::vector<std::string> agencies = AgenciesOf(source, wish.own_agency);
  for (size_t i = source.nodes.size(); i-- > 0;) {
    if (!wish.agency.empty() && agencies[i] == wish.agency) taken[i] = true;
    const int parent = source.nodes[i].parent;
    if (taken[i] && parent >= 0) taken[static_cast<size_t>(parent)] = true;
  }
  return taken;
}

bool IsKept(int year, const StartWish& wish) {
  const int outlook = wish.year_from == wish.year_to ? 1 : 0;
  return year >= wish.year_from && year <= wish.year_to + outlook;
}

// An amount that the whole government wrote above the agency's part is not the agency's.
DocumentNode Started(const DocumentNode& source, const StartWish& wish, bool is_own) {
  DocumentNode node = source;
  if (!is_own) node.amounts.clear();
  std::erase_if(node.amounts, [&](const YearAmount& amount) { return !IsKept(amount.year, wish); });
  if (!wish.agency.empty()) node.agency.clear();
  if (wish.from_above) node.serves = node.code.empty() ? node.name : std::string();
  return node;
}

}  // namespace

DocumentContent StartFrom(const DocumentContent& source, const StartWish& wish) {
  const std::vector<bool> taken = TakenOf(source, wish);
  const std::vector<std::string> agencies = AgenciesOf(source, wish.own_agency);
  std::vector<int> place(source.nodes.size(), -1);
  DocumentContent content;
  for (size_t i = 0; i < source.nodes.size(); ++i) {
    if (!taken[i]) continue;
    place[i] = static_cast<int>(content.nodes.size());
    content.nodes.push_back(
        Started(source.nodes[i], wish, wish.agency.empty() || agencies[i] == wish.agency));
    int& parent = content.nodes.back().parent;
    if (parent >= 0) parent = place[static_cast<size_t>(parent)];
  }
  for (const DocumentIndicator& indicator : source.indicators) {
    const int node = place[static_cast<size_t>(indicator.node)];
    if (node < 0) continue;
    content.indicators.push_back(indicator);
    content.indicators.back().node = node;
    std::erase_if(content.indicators.back().targets,
                  [&](const YearTarget& target) { return !IsKept(target.year, wish); });
  }
  return content;
}

}  // namespace sinergi::planning
