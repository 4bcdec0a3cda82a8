// /proposals: proposals beside the plan: those that look for their place, with what the words suggest; one proposal with
// its suggestions, its place and its acceptance. The register keeps everything else.
#pragma once

#include "kernel/web.h"
#include "modules/register/public.h"

namespace sinergi::proposal {

// `registers` must outlive the router.
void AddProposalPages(kernel::Web& web, http::Router& router, const registers::Registers& registers);

void AddProposalListPage(kernel::Web& web, http::Router& router, const registers::Registers& registers);
void AddProposalPage(kernel::Web& web, http::Router& router, const registers::Registers& registers);

// The way from the record's page to its place in the plan.
std::vector<registers::RecordLink> ProposalLinks(const kernel::Visit& v,
                                                 const registers::Definition& definition,
                                                 const registers::Record& record);

}  // namespace sinergi::proposal
