// What modules above this one tell its pages of: proposals that were taken into a document or put off, and what the
// indicators at a code reached. This module knows none of them; they are handed in where the program is put together.
//
//   AddPlanningPages(web, router, {.proposals = [](sql::Connection& c, const kernel::Visit& v, int64_t unit_id,
//                                                  int year) { return std::vector<PlannedProposal>{…}; }});
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "kernel/web.h"
#include "modules/planning/document/document.h"

namespace sinergi::planning {

// A decided proposal (usulan) for one agency and year. Nothing of the person who proposed it.
struct PlannedProposal {
  std::string number, work, place, volume;  // "2 unit"
  std::string proposed_by;                  // "Desa atau kelurahan"
  std::string link;                         // of its record
  bool accepted = false;                    // else put off
  std::string ground;                       // why it was put off
  std::string node_text;                    // the node as the record names it
  int64_t document_id = 0;                  // 0: not placed in a document
  std::string node_key;                     // KeyOf of the node there
  std::optional<Money> amount;              // accepted
};
// Inside a Read. By number.
using ProposalSource = std::function<std::vector<PlannedProposal>(sql::Connection&, const kernel::Visit&,
                                                                  int64_t unit_id, int year)>;

// What one indicator at a code of the nomenclature promised and reached in a year, as people read it.
struct CodeIndicator {
  int year = 0;
  std::string code, agency, name, target, realised, rate;
};
// Inside a Read; only of plans that the visitor may read. By year, then as the plans stand.
using CodeIndicatorSource = std::function<std::vector<CodeIndicator>(
    sql::Connection&, const kernel::Visit&, const std::map<int, std::vector<std::string>>& codes_by_year)>;

struct PlanningServices {
  ProposalSource proposals = {};             // empty: there are none
  CodeIndicatorSource code_indicators = {};  // empty: not measured here
};

}  // namespace sinergi::planning
