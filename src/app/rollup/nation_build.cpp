#include "app/rollup/nation_build.h"

#include <algorithm>

namespace sinergi::app {
namespace {

using performance::OrganisationLevel;
using performance::PlanColumns;

std::optional<OrganisationLevel> LevelOf(char kind) {
  switch (kind) {
    case 'N':
      return OrganisationLevel::kNation;
    case 'P':
      return OrganisationLevel::kProvince;
    case 'G':
      return OrganisationLevel::kGovernment;
    case 'A':
      return OrganisationLevel::kAgency;
    default:
      return {};
  }
}

Error Wrong(const char* code, int64_t id) {
  return {ErrorKind::kInvalid, code, {std::to_string(id)}};
}

performance::QuarterMoney MoneyOf(const NodeRow& node) {
  performance::QuarterMoney money;
  money.ceiling.fill(Money::Sen(node.ceiling_sen));
  for (size_t q = 0; q < 4; ++q) money.realised[q] = Money::Sen(node.realised_sen[q]);
  return money;
}

}  // namespace

// Rows that belong together, in the order they were met: heads and a chain, in two arrays.
class Chains {
 public:
  Chains(size_t heads, size_t rows) : first_(heads, -1), last_(heads, -1), next_(rows, -1) {}
  void Append(int head, int row) {
    const size_t h = static_cast<size_t>(head);
    (last_[h] < 0 ? first_[h] : next_[static_cast<size_t>(last_[h])]) = row;
    last_[h] = row;
  }
  int First(int head) const { return first_[static_cast<size_t>(head)]; }
  int Next(int row) const { return next_[static_cast<size_t>(row)]; }

 private:
  std::vector<int32_t> first_, last_, next_;
};

std::optional<int64_t> IdIndex::Fill(const std::vector<int64_t>& ids) {
  if (ids.empty()) return {};
  const auto [low, high] = std::minmax_element(ids.begin(), ids.end());
  first_ = *low;
  const Int128 span = Int128(*high) - *low + 1;
  if (span <= Int128(ids.size()) * 4 + 1'000'000) {
    dense_.assign(static_cast<size_t>(span), -1);
    for (size_t i = 0; i < ids.size(); ++i) {
      int32_t& place = dense_[static_cast<size_t>(ids[i] - first_)];
      if (place >= 0) return ids[i];
      place = static_cast<int32_t>(i);
    }
    return {};
  }
  for (size_t i = 0; i < ids.size(); ++i) sorted_.emplace_back(ids[i], static_cast<int32_t>(i));
  std::sort(sorted_.begin(), sorted_.end());
  for (size_t i = 1; i < sorted_.size(); ++i)
    if (sorted_[i].first == sorted_[i - 1].first) return sorted_[i].first;
  return {};
}

int IdIndex::Find(int64_t id) const {
  if (!sorted_.empty()) {
    const auto at = std::lower_bound(sorted_.begin(), sorted_.end(), std::pair<int64_t, int32_t>(id, -1));
    return at != sorted_.end() && at->first == id ? at->second : -1;
  }
  if (id < first_) return -1;
  const uint64_t offset = static_cast<uint64_t>(id) - static_cast<uint64_t>(first_);
  return offset < dense_.size() ? dense_[offset] : -1;
}

Status NationBuilder::AddOrganisations(std::vector<OrganisationRow> rows) {
  const std::string order = "NPGAD";
  for (const OrganisationRow& row : rows)
    if (order.find(row.kind) == order.npos) return Wrong("bench.organisation_kind", row.id);
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const auto& a, const auto& b) { return order.find(a.kind) < order.find(b.kind); });
  for (const OrganisationRow& row : rows) {
    int parent = -1;
    if (row.parent_id != kNoId) {
      const auto above = place_.find(row.parent_id);
      if (above == place_.end()) return Wrong("bench.organisation_parent", row.id);
      parent = above->second;
    }
    if (place_.contains(row.id) || divisions_.contains(row.id)) return Wrong("bench.id_twice", row.id);
    if (row.kind == 'D') {
      if (parent < 0 || tree_[parent].level != OrganisationLevel::kAgency)
        return Wrong("bench.organisation_parent", row.id);
      divisions_[row.id] = {row.parent_id, units_[parent]++};
      continue;
    }
    const OrganisationLevel level = *LevelOf(row.kind);
    if (parent >= 0 && tree_[parent].level >= level) return Wrong("bench.organisation_parent", row.id);
    place_[row.id] = tree_.Add({level, parent, row.weight_micro, row.id});
    if (level == OrganisationLevel::kAgency) units_[place_[row.id]] = 1;
  }
  return Ok();
}

struct NationBuilder::Links {
  IdIndex nodes;
  std::vector<int> agency;  // of each node, its place in the tree
  Chains roots, children, indicators;
};

Status NationBuilder::LinkNodes(const NationTables& tables, Links& links) const {
  for (size_t i = 0; i < tables.nodes.size(); ++i) {
    const NodeRow& node = tables.nodes[i];
    const auto agency = place_.find(node.agency_id);
    if (agency == place_.end() || tree_[agency->second].level != OrganisationLevel::kAgency)
      return Wrong("bench.node_agency", node.id);
    if (node.division_id != kNoId) {
      const auto division = divisions_.find(node.division_id);
      if (division == divisions_.end() || division->second.first != node.agency_id)
        return Wrong("bench.node_division", node.id);
    }
    links.agency[i] = agency->second;
    if (node.parent_id == kNoId) {
      links.roots.Append(agency->second, static_cast<int>(i));
      continue;
    }
    const int parent = links.nodes.Find(node.parent_id);
    if (parent < 0 || tables.nodes[static_cast<size_t>(parent)].agency_id != node.agency_id)
      return Wrong("bench.node_parent", node.id);
    links.children.Append(parent, static_cast<int>(i));
  }
  return Ok();
}

Status NationBuilder::LinkIndicators(const NationTables& tables, Links& links) const {
  for (size_t i = 0; i < tables.indicators.size(); ++i) {
    const int node = links.nodes.Find(tables.indicators[i].node_id);
    if (node < 0) return Wrong("bench.indicator_node", tables.indicators[i].id);
    links.indicators.Append(node, static_cast<int>(i));
  }
  return Ok();
}

Status NationBuilder::BuildPlan(const NationTables& tables, const Links& links, int agency, int64_t& placed) {
  auto plan = std::make_shared<PlanColumns>(performance::Settings());
  plan->AddUnit(-1);
  for (int unit = 1; unit < units_[agency]; ++unit) plan->AddUnit(0);
  std::vector<std::pair<int, int>> open;  // row, and its parent in the plan; the next one last
  const auto push = [&](int first, int parent) {
    const size_t from = open.size();
    for (int row = first; row >= 0; row = parent < 0 ? links.roots.Next(row) : links.children.Next(row))
      open.emplace_back(row, parent);
    std::reverse(open.begin() + static_cast<std::ptrdiff_t>(from), open.end());
  };
  push(links.roots.First(agency), -1);
  while (!open.empty()) {
    const auto [row, parent] = open.back();
    open.pop_back();
    const NodeRow& node = tables.nodes[static_cast<size_t>(row)];
    const int unit = node.division_id == kNoId ? -1 : divisions_.at(node.division_id).second;
    const int at = plan->AddNode({parent, node.level, unit, node.weight_micro});
    ++placed;
    if (keep_node_ids_) node_ids_[agency].push_back(node.id);
    for (int i = links.indicators.First(row); i >= 0; i = links.indicators.Next(i))
      plan->AddIndicator(tables.indicators[static_cast<size_t>(i)].figures);
    if (node.has_money) plan->AddMoney(MoneyOf(node));
    if (node.has_money && links.children.First(row) >= 0) return Wrong("bench.node_has_children", node.id);
    push(links.children.First(row), at);
  }
  plan->Compute();
  tree_.SetPlan(agency, std::move(plan));
  return Ok();
}

Status NationBuilder::AddPlans(const NationTables& tables) {
  const size_t nodes = tables.nodes.size(), tree = static_cast<size_t>(tree_.size());
  Links links{{}, std::vector<int>(nodes), {tree, nodes}, {nodes, nodes}, {nodes, tables.indicators.size()}};
  std::vector<int64_t> ids;
  for (const NodeRow& node : tables.nodes) ids.push_back(node.id);
  if (const auto twice = links.nodes.Fill(ids)) return Wrong("bench.id_twice", *twice);
  if (Status done = LinkNodes(tables, links); !done.ok()) return done;
  if (Status done = LinkIndicators(tables, links); !done.ok()) return done;
  int64_t placed = 0;
  for (int agency = 0; agency < tree_.size(); ++agency) {
    if (links.roots.First(agency) < 0) continue;
    if (Status done = BuildPlan(tables, links, agency, placed); !done.ok()) return done;
  }
  nodes_ += placed;
  indicators_ += static_cast<int64_t>(tables.indicators.size());
  // Who is below itself is reached from no root.
  if (placed != static_cast<int64_t>(nodes)) return Error{ErrorKind::kInvalid, "bench.node_circle"};
  return Ok();
}

int64_t NationBuilder::Count(performance::OrganisationLevel level) const {
  int64_t count = 0;
  for (int o = 0; o < tree_.size(); ++o) count += tree_[o].level == level ? 1 : 0;
  return count;
}

const std::vector<int64_t>& NationBuilder::NodeIdsOf(int agency) const {
  return node_ids_.at(agency);
}

}  // namespace sinergi::app
