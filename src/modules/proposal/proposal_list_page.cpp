// /proposals: what is discussed for a year and has to find its place in the plan, with the first suggestion of each; and what
// was accepted without a place.
#include <map>

#include "modules/proposal/match_view.h"
#include "modules/proposal/place_store.h"
#include "modules/proposal/proposal_pages.h"

namespace sinergi::proposal {
namespace {

using kernel::Visit;
using registers::Definition;
using registers::RecordContext;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kProposalsOnAPage = 50;

struct ProposalList {
  const Visit& v;
  sql::Connection& c;
  const RecordContext& context;
  const Definition& definition;
  std::map<int64_t, PlanToMatch> plans = {};  // by agency
  int year = 0;

  const PlanToMatch* PlanOf(int64_t unit_id) {
    const kernel::Unit* agency = v.units->AgencyOf(unit_id);
    if (agency == nullptr) return nullptr;
    const planning::PlanningContext planner{v.actor, *v.units, v.now};
    return &plans.try_emplace(agency->id, c, planner, agency->id, year).first->second;
  }
};

// Those whose place is looked for, and those accepted without one.
std::vector<Proposal> ToPlace(ProposalList& list, const std::map<int64_t, Place>& places) {
  std::vector<std::string> states = DiscussedStates();
  states.push_back("accepted");
  std::vector<Proposal> proposals =
      ListProposals(list.c, list.context.government.id, list.definition, list.year, states);
  std::erase_if(proposals, [&](const Proposal& proposal) {
    return !registers::MayRead(list.context, list.definition, proposal.record.unit_id) ||
           (proposal.IsAccepted() && places.contains(proposal.record.id));
  });
  return proposals;
}

void FillListed(ProposalList& list, const Proposal& proposal, const Place* place, Dict& page) {
  Dict& row = *page.AddSectionDictionary("PROPOSAL");
  row.SetIntValue("ID", proposal.record.id);
  row.SetValue("NUMBER", proposal.record.number);
  row.SetValue("WORK", proposal.work);
  row.SetValue("AGENCY", list.context.fields.UnitName(proposal.record.unit_id));
  row.SetValue("STATE", registers::In(list.v, list.definition.StateNamed(proposal.record.state)->title));
  row.SetValue("AMOUNT", proposal.recommended ? proposal.recommended->Print() : "–");
  const PlanToMatch* plan = list.PlanOf(proposal.record.unit_id);
  if (place != nullptr) {
    const PlanLeaf* leaf = plan == nullptr ? nullptr : plan->Find(place->document_id, place->node);
    row.SetValueAndShowSection("PLACE", leaf != nullptr ? leaf->text : place->node, "PLACED");
    if (leaf == nullptr) row.ShowSection("GONE");
    return;
  }
  if (plan == nullptr || !plan->HasDocument()) return row.ShowSection("NO_PLAN");
  const std::vector<Suggested> suggested = plan->InPlan(proposal, 1);
  if (suggested.empty()) return row.ShowSection("NO_SUGGESTION");
  Dict& first = *row.AddSectionDictionary("SUGGESTION");
  first.SetValue("NODE", suggested[0].leaf->text);
  first.SetValue("SHARE", ShareText(suggested[0].match));
}

void FillList(ProposalList& list, Dict& page) {
  const std::vector<int> years = ProposalYears(list.c, list.context.government.id, list.definition);
  const int wanted = static_cast<int>(registers::IdIn(list.v.request.Query("year")).value_or(0) % 10'000);
  list.year = wanted != 0 ? wanted : years.empty() ? list.v.Today().year + 1 : years.front();
  for (const int year : years) {
    Dict& option = *page.AddSectionDictionary("YEAR_OPTION");
    option.SetIntValue("YEAR", year);
    if (year == list.year) option.ShowSection("CHOSEN");
  }
  std::map<int64_t, Place> places;
  for (Place& place : ListPlaces(list.c, list.context.government.id))
    places.emplace(place.record_id, std::move(place));
  const std::vector<Proposal> proposals = ToPlace(list, places);
  const size_t pages = (proposals.size() + kProposalsOnAPage - 1) / kProposalsOnAPage;
  const auto asked = static_cast<size_t>(registers::IdIn(list.v.request.Query("page")).value_or(1));
  const size_t number = std::min(std::max<size_t>(asked, 1), std::max<size_t>(pages, 1));
  const size_t from = (number - 1) * kProposalsOnAPage;
  for (size_t i = from; i < std::min(from + kProposalsOnAPage, proposals.size()); ++i) {
    const auto place = places.find(proposals[i].record.id);
    FillListed(list, proposals[i], place == places.end() ? nullptr : &place->second, page);
  }
  page.SetIntValue("SHOWN_YEAR", list.year);
  page.SetValue("COUNT", list.v.T("proposal.count", {std::to_string(proposals.size())}));
  page.ShowSection(proposals.empty() ? "EMPTY" : "SOME");
  const auto go = [&](const char* section, size_t to) {
    page.AddSectionDictionary(section)->SetValue("PAGE_URL",
                                                 fmt::format("/proposals?year={}&page={}", list.year, to));
  };
  if (number > 1) go("BEFORE", number - 1);
  if (number < pages) go("AFTER", number + 1);
}

http::Response ShowProposals(Visit& v, const registers::Registers& registers) {
  const Definition* definition = ProposalRegister(registers);
  if (definition == nullptr) return v.Refuse({ErrorKind::kNotFound, "register.unknown"});
  Dict page("proposals");
  const Status shown = v.web.db.Read([&](sql::Connection& c) {
    return registers::InContext(
        v, registers, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
          const registers::UnitScope units = registers::ReadableUnits(context, *definition);
          if (units && units->empty()) return kernel::Forbidden();
          ProposalList list{v, c, context, *definition};
          FillList(list, page);
          return Ok();
        });
  });
  return shown.ok() ? v.Show("proposal/proposals", page, "proposal.title") : v.Refuse(shown.error());
}

}  // namespace

void AddProposalListPage(kernel::Web& web, http::Router& router, const registers::Registers& registers) {
  web.Page(router, "/proposals", [&registers](Visit& v) { return ShowProposals(v, registers); });
}

}  // namespace sinergi::proposal
