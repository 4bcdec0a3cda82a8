// Place: the node of a Renja that a proposal is to go into, as a person decided, and taking it into the plan there.
//
// Verbs run inside the caller's Write, and write their audit entry. Placing needs Right::kPlan at the document's
// agency; accepting is the register's own act, by those whom it lets. A place does not move while the proposal is
// accepted: it is taken out of the plan first ("release").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/planning/document/document_store.h"
#include "modules/proposal/proposal.h"

namespace sinergi::proposal {

struct Place {
  int64_t record_id = 0, document_id = 0;
  std::string node;  // planning::KeyOf
  std::string decided_by;
};

std::vector<Place> ListPlaces(sql::Connection& c, int64_t government_id);
std::optional<Place> FindPlace(sql::Connection& c, int64_t government_id, int64_t record_id);

// The leaf of a document's newest version under a key; -1 when there is none.
int LeafOf(const planning::DocumentContent& content, std::string_view key);
// What the record says of it: "2.16.03.2.02.0040 Penyediaan Akses Internet".
std::string NodeText(const planning::DocumentNode& node);

// Errors: planning.document_unknown, kernel.forbidden, proposal.place_wrong (not a Renja of the proposal's agency and
// year), planning.node_unknown, proposal.not_open (decided already).
Status PlaceProposal(sql::Connection& c, const planning::PlanningContext& context, const Proposal& proposal,
                     const Place& place);
// Errors: proposal.not_placed, proposal.not_open, and those of placing.
Status DisplaceProposal(sql::Connection& c, const planning::PlanningContext& context,
                        const Proposal& proposal);

struct Acceptance {
  int64_t version = 0;  // of the record, as seen
  std::string amount;   // as typed
};
// The register's act "accept" with document and node of the place. Errors: proposal.not_placed, planning.node_unknown,
// and those of registers::ActOn.
Status AcceptProposal(sql::Connection& c, const registers::RecordContext& context,
                      const registers::Definition& definition, const Proposal& proposal,
                      const Acceptance& acceptance);

}  // namespace sinergi::proposal
