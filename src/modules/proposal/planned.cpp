#include "modules/proposal/planned.h"

#include <map>

#include "modules/proposal/place_store.h"

namespace sinergi::proposal {
namespace {

using planning::PlannedProposal;
using registers::Printing;
using registers::Record;

std::string Cell(const Printing& how, const Record& record, std::string_view column) {
  return how.definition.FieldNamed(column) == nullptr
             ? ""
             : registers::PrintCell(how, record, column, registers::Personal::kMasked);
}

// The volume as the last stage that named one has it.
std::string VolumeOf(const Printing& how, const Record& record) {
  for (const char* name : {"forum_volume", "partner_volume", "district_volume", "village_volume", "volume"})
    if (const std::string volume = Cell(how, record, name); !volume.empty())
      return volume + " " + Cell(how, record, "measure");
  return "";
}

PlannedProposal PlannedOf(const Printing& how, const Proposal& proposal, const Place* place) {
  const Record& record = proposal.record;
  PlannedProposal planned;
  planned.number = record.number;
  planned.work = proposal.work;
  const std::string village = Cell(how, record, "village"), place_text = Cell(how, record, "place");
  planned.place = village.empty() ? place_text : place_text.empty() ? village : place_text + ", " + village;
  planned.volume = VolumeOf(how, record);
  planned.proposed_by = Cell(how, record, "source");
  planned.link = "/registers/" + how.definition.id + "/" + std::to_string(record.id);
  planned.accepted = proposal.IsAccepted();
  planned.ground = Cell(how, record, "ground");
  planned.node_text = proposal.node;
  if (place != nullptr) {
    planned.document_id = place->document_id;
    planned.node_key = place->node;
  }
  if (planned.accepted) planned.amount = proposal.accepted;
  return planned;
}

}  // namespace

planning::ProposalSource PlannedProposals(const registers::Registers& registers) {
  return [&registers](sql::Connection& c, const kernel::Visit& v, int64_t unit_id, int year) {
    std::vector<PlannedProposal> planned;
    const registers::Definition* definition = ProposalRegister(registers);
    if (definition == nullptr) return planned;
    const int64_t government = v.actor.government_id;
    std::map<int64_t, Place> places;
    for (Place& place : ListPlaces(c, government)) places.emplace(place.record_id, std::move(place));
    return registers::InContext(
        v, registers, c, NumberStyle::kIndonesian, [&](const registers::RecordContext& context) {
          for (const Proposal& proposal :
               ListProposals(c, government, *definition, year, {"accepted", "deferred"})) {
            if (!v.units->IsWithin(proposal.record.unit_id, unit_id)) continue;
            const auto place = places.find(proposal.record.id);
            planned.push_back(PlannedOf({v, context, *definition}, proposal,
                                        place == places.end() ? nullptr : &place->second));
          }
          return std::move(planned);
        });
  };
}

}  // namespace sinergi::proposal
