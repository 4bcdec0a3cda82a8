// NationTables: organisations, plan nodes, indicators with their quarters, and money, as the tables of a
// database hold them: flat rows that name each other by id. What the sample makes, the CSV folder holds, and
// a tree is built from.
//
// Invariants: none beyond types; BuildNation and the CSV reader check what they are given. Weights and caps
// are millionths, money is whole sen, figures are millionths with IndicatorRow::kNone where there is none.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "modules/performance/engine/organisation_tree.h"

namespace sinergi::app {

constexpr int64_t kNoId = INT64_MIN;

struct OrganisationRow {
  int64_t id = 0, parent_id = kNoId;
  char kind = 'A';  // N, P, G, A, and D for a division
  int64_t weight_micro = kMicro;
};

struct NodeRow {
  int64_t id = 0, parent_id = kNoId, agency_id = 0, division_id = kNoId;
  planning::NodeLevel level = planning::NodeLevel::kProgramme;
  bool has_money = false;
  int64_t weight_micro = kMicro;
  int64_t ceiling_sen = 0;
  performance::Quarters<int64_t> realised_sen = {};  // within each quarter
};

struct IndicatorTableRow {
  int64_t id = 0, node_id = 0;
  performance::PlainIndicator figures;
};

struct NationTables {
  int year = 0;
  std::vector<OrganisationRow> organisations;
  std::vector<NodeRow> nodes;
  std::vector<IndicatorTableRow> indicators;
  std::vector<std::array<int64_t, 12>> months;  // realised money of nodes by month; the sample's only
};

}  // namespace sinergi::app
