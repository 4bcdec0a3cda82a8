// What planning shows of proposals: those accepted or put off for one agency and year, with their place in the plan.
#pragma once

#include "modules/planning/outside.h"
#include "modules/proposal/proposal.h"

namespace sinergi::proposal {

// `registers` must outlive what is answered.
planning::ProposalSource PlannedProposals(const registers::Registers& registers);

}  // namespace sinergi::proposal
