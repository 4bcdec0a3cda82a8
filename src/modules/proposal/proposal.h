// Proposal (usulan): a record of the register "proposals" as planning needs it. The register keeps its stages, amounts
// and reasons; this module only adds where in the plan it is to go.
//
// A region may put its own file in place of the shipped register: what the file does not have is empty, and without
// the fields and the act that matching needs there are no proposals here. Values; reading inside a Read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "modules/register/public.h"

namespace sinergi::proposal {

struct Proposal {
  registers::Record record;
  std::string work, words;  // words: problem, aim, field of government
  int year = 0;             // of the plan it is for
  std::optional<Money> recommended, accepted;
  std::string document, node;  // as accepted, in words

  bool IsDiscussed() const;  // with Bappeda, in the forum, in the Musrenbang of the region
  bool IsAccepted() const { return record.state == "accepted"; }
};

// The register; null where it is not there or cannot be matched.
const registers::Definition* ProposalRegister(const registers::Registers& all);

Proposal ProposalFrom(const registers::Definition& definition, registers::Record record);
std::optional<Proposal> FindProposal(sql::Connection& c, int64_t government_id,
                                     const registers::Definition& definition, int64_t id);
// Of a year (0: any), in one of the states; by number, then id.
std::vector<Proposal> ListProposals(sql::Connection& c, int64_t government_id,
                                    const registers::Definition& definition, int year,
                                    const std::vector<std::string>& states);
// States in which a place is looked for.
const std::vector<std::string>& DiscussedStates();
std::vector<int> ProposalYears(sql::Connection& c, int64_t government_id,
                               const registers::Definition& definition);  // newest first

}  // namespace sinergi::proposal
