// NationBuilder: from tables to a tree with computed columns.
//
//   NationBuilder builder;
//   if (const Status done = builder.AddOrganisations(tables.organisations); !done.ok()) …
//   if (const Status done = builder.AddPlans(tables); !done.ok()) …
//   builder.tree().Compute(2);
//
// Rows may stand in any order. Errors (what is wrong, with the row's id): bench.organisation_kind,
// bench.organisation_parent, bench.id_twice, bench.node_agency, bench.node_parent, bench.node_circle,
// bench.node_division, bench.indicator_node, bench.node_has_children (money of a node that is no leaf).
// Threads: belongs to one thread.
#pragma once

#include <unordered_map>
#include <vector>

#include "app/rollup/nation_tables.h"
#include "base/result.h"

namespace sinergi::app {

// Where an id stands in a list; a table where ids are dense, else sorted pairs.
class IdIndex {
 public:
  // Empty unless an id stands twice: then that id.
  std::optional<int64_t> Fill(const std::vector<int64_t>& ids);
  int Find(int64_t id) const;  // -1 when unknown

 private:
  int64_t first_ = 0;
  std::vector<int32_t> dense_;
  std::vector<std::pair<int64_t, int32_t>> sorted_;
};

class NationBuilder {
 public:
  Status AddOrganisations(std::vector<OrganisationRow> rows);
  // Plans of agencies that have none yet. A node's agency, parent and indicators stand in the same tables.
  Status AddPlans(const NationTables& tables);
  performance::OrganisationTree& tree() { return tree_; }
  int64_t nodes() const { return nodes_; }
  int64_t indicators() const { return indicators_; }
  int64_t Count(performance::OrganisationLevel level) const;
  // Ids of an agency's nodes, by index in its plan; kept only when asked for before AddPlans.
  void KeepNodeIds() { keep_node_ids_ = true; }
  const std::vector<int64_t>& NodeIdsOf(int agency) const;

 private:
  struct Links;
  Status LinkNodes(const NationTables& tables, Links& links) const;
  Status LinkIndicators(const NationTables& tables, Links& links) const;
  Status BuildPlan(const NationTables& tables, const Links& links, int agency, int64_t& placed);

  performance::OrganisationTree tree_;
  std::unordered_map<int64_t, int> place_;                          // organisations in the tree
  std::unordered_map<int64_t, std::pair<int64_t, int>> divisions_;  // id -> agency's id, unit's index
  std::unordered_map<int, int> units_;                              // of an agency, itself included
  std::unordered_map<int, std::vector<int64_t>> node_ids_;
  bool keep_node_ids_ = false;
  int64_t nodes_ = 0, indicators_ = 0;
};

}  // namespace sinergi::app
