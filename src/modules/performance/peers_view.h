// The page of peers: the table with bars, the one sentence above it, the distribution, who gained and who
// lost most, and the filters. One look for agencies, governments and provinces.
#pragma once

#include <functional>

#include "modules/performance/nation_query.h"

namespace sinergi::performance {

struct PeersView {
  std::string path;           // of the page: where filters and sorting lead
  std::string heading;        // "Nusa Tenggara Timur – Triwulan III 2024"
  std::string_view kind_key;  // what a peer is: "nation.agency", "nation.government" …
  std::string_view rule_key;  // how they were added up
  PeersQuery query;
  Settings settings;  // of whoever looks: predicates
  PeerGroup group;
  std::optional<Peer> own;  // shown above the others, in no rank
  std::function<std::string(const Peer&)> link;
  bool may_sum = true;  // the roll-up is of all, and may be shown
  std::vector<int> years;
  std::vector<std::string> affairs, levels;
  std::vector<std::pair<std::string, std::string>> regions;  // code and name
};

// The page's content.
std::string RenderPeers(const kernel::Visit& v, const PeersView& view);

// Tabs between agencies, province and nation, as far as the visitor may see them.
void FillTabs(const kernel::Visit& v, std::string_view current, ctemplate::TemplateDictionary& page);

}  // namespace sinergi::performance
