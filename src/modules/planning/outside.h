// What modules above this one tell its pages of: proposals that were taken into a document or put off. This module
// knows none of them; it is handed in where the program is put together.
//
//   AddPlanningPages(web, router, {.proposals = [](sql::Connection& c, const kernel::Visit& v, int64_t unit_id,
//                                                  int year) { return std::vector<PlannedProposal>{…}; }});
#pragma once

#include <functional>
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

struct PlanningServices {
  ProposalSource proposals;  // empty: there are none
};

}  // namespace sinergi::planning
