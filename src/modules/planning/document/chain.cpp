#include "modules/planning/document/chain.h"

#include <unordered_map>

#include "base/text.h"

namespace sinergi::planning {
namespace {

constexpr int kSeveral = -2;

// Where a code or a name stands in the document above; kSeveral where no single node is meant.
class Places {
 public:
  explicit Places(const DocumentContent& above) {
    const std::vector<std::string> agencies = AgenciesOf(above, "");
    for (size_t i = 0; i < above.nodes.size(); ++i) {
      const DocumentNode& node = above.nodes[i];
      const int at = static_cast<int>(i);
      if (!node.code.empty()) {
        Note(agencies[i] + '\x1f' + node.code, at, true);
        Note("\x1f" + node.code, at, agencies[i].empty());
      }
      Note("n" + FoldText(node.name), at, false);
    }
  }

  int ByCode(const std::string& code, const std::string& agency) const {
    const int own = Find(agency + '\x1f' + code);
    return own >= 0 ? own : Find("\x1f" + code);
  }
  int ByName(const std::string& name) const { return Find("n" + FoldText(name)); }

 private:
  // The first one stays where `first_wins`; else two of them are none.
  void Note(const std::string& key, int at, bool first_wins) {
    const auto [place, added] = places_.emplace(key, at);
    if (!added && !first_wins && place->second != at) place->second = kSeveral;
  }
  int Find(const std::string& key) const {
    const auto found = places_.find(key);
    return found == places_.end() || found->second == kSeveral ? -1 : found->second;
  }
  std::unordered_map<std::string, int> places_;
};

Link LinkOf(const DocumentNode& node, const std::string& agency, const Places& places) {
  const std::string named(TrimBlanks(node.serves));
  if (!named.empty()) {
    const int by_code = places.ByCode(named, agency), found = by_code >= 0 ? by_code : places.ByName(named);
    return found >= 0 ? Link{Link::Kind::kNamed, found} : Link{Link::Kind::kUnknown, -1};
  }
  const int same = node.code.empty() ? -1 : places.ByCode(node.code, agency);
  return same >= 0 ? Link{Link::Kind::kSameCode, same} : Link{};
}

}  // namespace

std::vector<std::string> AgenciesOf(const DocumentContent& content, std::string_view agency) {
  std::vector<std::string> agencies(content.nodes.size());
  for (size_t i = 0; i < content.nodes.size(); ++i) {
    const DocumentNode& node = content.nodes[i];
    agencies[i] = !node.agency.empty() ? node.agency
                  : node.parent >= 0   ? agencies[static_cast<size_t>(node.parent)]
                                       : std::string(agency);
  }
  return agencies;
}

std::vector<Link> ServedBy(const DocumentContent& content, const DocumentContent& above,
                           std::string_view agency) {
  const Places places(above);
  const std::vector<std::string> agencies = AgenciesOf(content, agency);
  std::vector<Link> links(content.nodes.size());
  for (size_t i = 0; i < content.nodes.size(); ++i) {
    const DocumentNode& node = content.nodes[i];
    links[i] = LinkOf(node, agencies[i], places);
    if (links[i].kind != Link::Kind::kNone || node.parent < 0) continue;
    const Link& parent = links[static_cast<size_t>(node.parent)];
    if (parent.above >= 0) links[i] = {Link::Kind::kInherited, parent.above};
  }
  return links;
}

}  // namespace sinergi::planning
