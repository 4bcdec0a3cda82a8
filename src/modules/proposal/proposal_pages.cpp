#include "modules/proposal/proposal_pages.h"

#include "modules/proposal/proposal.h"

namespace sinergi::proposal {

void AddProposalPages(kernel::Web& web, http::Router& router, const registers::Registers& registers) {
  AddProposalListPage(web, router, registers);
  AddProposalPage(web, router, registers);
}

std::vector<registers::RecordLink> ProposalLinks(const kernel::Visit& v,
                                                 const registers::Definition& definition,
                                                 const registers::Record& record) {
  if (definition.id != "proposals") return {};
  const Proposal proposal = ProposalFrom(definition, record);
  if (!proposal.IsDiscussed() && !proposal.IsAccepted()) return {};
  return {{"/proposals/" + std::to_string(record.id), v.T("proposal.to_place")}};
}

}  // namespace sinergi::proposal
