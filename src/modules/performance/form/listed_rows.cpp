#include "modules/performance/form/listed_rows.h"

#include <algorithm>

#include "platform/files/texts.h"

namespace sinergi::performance::form {
namespace {

using planning::DocumentContent;
using planning::DocumentIndicator;
using planning::DocumentNode;
using planning::ItemState;
using planning::PlannedProposal;

std::string FormText(std::string_view key, std::initializer_list<std::string_view> args) {
  return Texts::Shipped().Get(Lang::kId, key, args);
}

DocumentNode& AddLeaf(DocumentContent& content, std::string name) {
  DocumentNode node;
  node.level = planning::DocumentLevel::kSubActivity;
  node.name = std::move(name);
  content.nodes.push_back(std::move(node));
  return content.nodes.back();
}

// Names of the indicators of the node that takes the proposal in.
std::string IndicatorNames(const DocumentContent& document, const PlannedProposal& proposal) {
  std::string names;
  for (const DocumentIndicator& indicator : document.indicators)
    if (!proposal.node_key.empty() &&
        planning::KeyOf(document.nodes[static_cast<size_t>(indicator.node)]) == proposal.node_key)
      names += (names.empty() ? "" : "; ") + indicator.name;
  return names;
}

std::string ProposalNote(const PlannedProposal& proposal) {
  const std::string from = proposal.proposed_by + ", " + proposal.number;
  return proposal.accepted
             ? FormText("form.proposal_accepted", {proposal.amount ? proposal.amount->Print() : "–", from})
             : FormText("form.proposal_deferred", {proposal.ground, from});
}

void AddProposal(DocumentContent& content, const DocumentContent& document, const PlannedProposal& proposal,
                 int year) {
  const bool named = proposal.accepted && !proposal.node_text.empty();
  DocumentNode& node = AddLeaf(content, named ? proposal.node_text + ": " + proposal.work : proposal.work);
  node.location = proposal.place;
  node.note = ProposalNote(proposal);
  DocumentIndicator indicator;
  indicator.node = static_cast<int>(content.nodes.size()) - 1;
  const Quantity volume = Quantity::Read(proposal.volume, NumberStyle::kIndonesian);
  indicator.name = IndicatorNames(document, proposal);
  if (indicator.name.empty() && !volume.empty()) indicator.name = FormText("form.proposal_volume", {});
  indicator.unit = volume.unit;
  if (!volume.empty()) indicator.targets = {{year, volume}};
  content.indicators.push_back(std::move(indicator));
}

}  // namespace

DocumentContent ContentOfProposals(const std::vector<PlannedProposal>& proposals,
                                   const DocumentContent& document, int year) {
  DocumentContent content;
  for (const PlannedProposal& proposal : proposals) AddProposal(content, document, proposal, year);
  if (proposals.empty())
    AddLeaf(content, FormText("form.nil", {})).note = FormText("form.no_proposals", {std::to_string(year)});
  return content;
}

DocumentContent ContentOfList(const Form& form) {
  DocumentContent content;
  for (const ListedRow& row : form.list) AddLeaf(content, row.title);
  return content;
}

ItemState StateOfItem(const ListedRow& row, const std::vector<planning::ItemAnswer>& items,
                      const std::optional<int64_t>& proposals) {
  const auto answer = std::find_if(items.begin(), items.end(),
                                   [&](const planning::ItemAnswer& one) { return one.item == row.item; });
  const ItemState state = answer == items.end() ? ItemState::kUnsaid : answer->state;
  if (state != ItemState::kUnsaid || row.item != "tc32" || !proposals) return state;
  return *proposals > 0 ? ItemState::kPresent : ItemState::kNil;
}

}  // namespace sinergi::performance::form
