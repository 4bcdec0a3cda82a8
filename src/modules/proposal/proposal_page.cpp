// /proposals/{id}: one proposal beside the plan: what its words suggest and why, the place that a person chose, what
// was accepted there already, and its acceptance. What is refused or put off goes by the register's own acts, whose
// reason the proposer reads.
#include "kernel/form_view.h"
#include "modules/proposal/match_view.h"
#include "modules/proposal/place_store.h"
#include "modules/proposal/planned.h"
#include "modules/proposal/proposal_pages.h"

namespace sinergi::proposal {
namespace {

using kernel::FormView;
using kernel::Visit;
using registers::Definition;
using registers::RecordContext;
using registers::Registers;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kSuggestionsShown = 5, kCodesShown = 3;

planning::PlanningContext PlannerOf(const Visit& v) {
  return {v.actor, *v.units, v.now};
}

// Everything about the proposal that a page or a verb begins with; inside a Read or a Write.
struct ProposalScene {
  const Visit& v;
  sql::Connection& c;
  const RecordContext& context;
  const Registers& registers;
  const Definition& definition;
  Proposal proposal;

  bool MayPlan() const {
    const kernel::Unit* agency = v.units->AgencyOf(proposal.record.unit_id);
    return agency != nullptr && v.actor.May(kernel::Right::kPlan, *v.units, agency->id);
  }
  bool MayAct(std::string_view act) const {
    for (const registers::Act* open : registers::ActsOpen(context, definition, proposal.record))
      if (open->name == act) return true;
    return false;
  }
};

template <class Fn>
Status WithProposal(const Visit& v, sql::Connection& c, const Registers& registers, Fn&& fn) {
  const Definition* definition = ProposalRegister(registers);
  if (definition == nullptr) return Error{ErrorKind::kNotFound, "register.unknown"};
  return registers::InContext(
      v, registers, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
        const int64_t id = registers::IdIn(v.request.Param("id")).value_or(0);
        std::optional<Proposal> found = FindProposal(c, v.actor.government_id, *definition, id);
        if (!found) return Error{ErrorKind::kNotFound, "register.record_unknown"};
        if (!registers::MayRead(context, *definition, found->record.unit_id)) return kernel::Forbidden();
        return fn(ProposalScene{v, c, context, registers, *definition, std::move(*found)});
      });
}

void FillSuggestions(const ProposalScene& scene, const PlanToMatch& plan, bool may_place, Dict& page) {
  for (const Suggested& suggested : plan.InPlan(scene.proposal, kSuggestionsShown)) {
    Dict& row = *page.AddSectionDictionary("SUGGESTION");
    row.SetIntValue("DOCUMENT_ID", suggested.leaf->document_id);
    row.SetValue("NODE_KEY", suggested.leaf->node);
    row.SetValue("NODE", suggested.leaf->text);
    row.SetValue("PLANNED", suggested.leaf->planned.Print());
    row.SetValue("SHARE", ShareText(suggested.match));
    row.SetValue("WORDS", WordsText(scene.v, suggested.match));
    if (may_place) row.ShowSection("TAKE");
    page.ShowSection("SUGGESTIONS");
  }
  for (const Suggested& suggested : plan.NotYet(scene.proposal, kCodesShown)) {
    Dict& row = *page.AddSectionDictionary("CODE");
    row.SetValue("CODE_TEXT", suggested.code->code + " " + suggested.code->name);
    row.SetValue("SHARE", ShareText(suggested.match));
    row.SetValue("WORDS", WordsText(scene.v, suggested.match));
    page.ShowSection("CODES");
  }
  if (!may_place) return;
  for (const PlanLeaf& leaf : plan.leaves()) {
    Dict& option = *page.AddSectionDictionary("LEAF");
    option.SetValue("VALUE", fmt::format("{} {}", leaf.document_id, leaf.node));
    option.SetValue("TEXT", leaf.text);
    page.ShowSection("BY_HAND");
  }
}

// The place, with what was accepted there besides, against what the node plans.
void FillPlace(const ProposalScene& scene, const Place& place, const PlanToMatch& plan, Dict& page) {
  const Proposal& proposal = scene.proposal;
  Dict& card = *page.AddSectionDictionary("PLACED");
  const PlanLeaf* leaf = plan.Find(place.document_id, place.node);
  card.SetValue("PLACE", leaf != nullptr ? leaf->text : place.node);
  card.SetIntValue("PLACE_DOCUMENT", place.document_id);
  card.SetValue("DECIDED_BY", place.decided_by);
  if (leaf == nullptr) return card.ShowSection("GONE");
  Money others;
  for (const planning::PlannedProposal& other : PlannedProposals(scene.registers)(
           scene.c, scene.v, scene.v.units->AgencyOf(proposal.record.unit_id)->id, proposal.year))
    if (other.document_id == place.document_id && other.node_key == place.node && other.amount &&
        other.number != proposal.record.number)
      others += *other.amount;
  const Money own =
      proposal.IsAccepted() ? proposal.accepted.value_or(Money()) : proposal.recommended.value_or(Money());
  card.SetValue("SUM", scene.v.T("proposal.sum", {leaf->planned.Print(), others.Print(), own.Print()}));
  const Money all = others + own;
  if (all > leaf->planned)
    card.SetValueAndShowSection("OVER_BY", (all - leaf->planned).Print(), "OVER");
  else
    card.SetValueAndShowSection("FREE", (leaf->planned - all).Print(), "KEPT");
}

void FillProposalFacts(const ProposalScene& scene, Dict& page) {
  const Proposal& proposal = scene.proposal;
  const registers::Printing how{scene.v, scene.context, scene.definition};
  page.SetIntValue("ID", proposal.record.id);
  page.SetIntValue("VERSION", proposal.record.version);
  page.SetValue("NAME", registers::RecordName(how, proposal.record));
  page.SetValue("STATE", registers::In(scene.v, scene.definition.StateNamed(proposal.record.state)->title));
  const auto fact = [&](const std::string& title, const std::string& text) {
    if (text.empty()) return;
    Dict& row = *page.AddSectionDictionary("FACT");
    row.SetValue("FACT_TITLE", title);
    row.SetValue("FACT_TEXT", text);
  };
  fact(scene.v.T("proposal.year"), std::to_string(proposal.year));
  for (const char* name :
       {"problem", "agency", "place", "estimate", "recommended", "document", "node", "accepted_amount"})
    if (scene.definition.FieldNamed(name) != nullptr)
      fact(registers::ColumnTitle(scene.v, scene.definition, name),
           registers::PrintCell(how, proposal.record, name, registers::Personal::kMasked));
  for (const char* act : {"defer", "refuse", "release"}) {
    if (!scene.MayAct(act)) continue;
    Dict& link = *page.AddSectionDictionary("ACT");
    link.SetValue("ACT_NAME", act);
    link.SetValue("ACT_TITLE", registers::In(scene.v, scene.definition.ActNamed(act)->title));
  }
}

std::string AmountTyped(const Proposal& proposal) {
  const Money amount = proposal.recommended.value_or(Money());
  return amount == Money() ? "" : PrintDecimal(amount.sen(), 2, amount.sen() % 100 == 0 ? 0 : 2);
}

http::Response ShowProposal(Visit& v, const Registers& registers, const std::string* typed = nullptr,
                            const Error* error = nullptr) {
  Dict page("proposal");
  FormView form(v, page);
  const Status shown = v.web.db.Read([&](sql::Connection& c) {
    return WithProposal(v, c, registers, [&](const ProposalScene& scene) -> Status {
      FillProposalFacts(scene, page);
      const Proposal& proposal = scene.proposal;
      const kernel::Unit* agency = v.units->AgencyOf(proposal.record.unit_id);
      const PlanToMatch plan(c, PlannerOf(v), agency == nullptr ? 0 : agency->id, proposal.year);
      const std::optional<Place> place = FindPlace(c, v.actor.government_id, proposal.record.id);
      const bool open = proposal.IsDiscussed() || (proposal.IsAccepted() && !place);
      if (place) FillPlace(scene, *place, plan, page);
      if (place && scene.MayAct("accept") && plan.Find(place->document_id, place->node) != nullptr)
        page.ShowSection("MAY_ACCEPT");
      if (place && proposal.IsDiscussed() && scene.MayPlan()) page.ShowSection("MAY_DISPLACE");
      if (proposal.IsDiscussed() && place && proposal.record.state != "region") page.ShowSection("NOT_YET");
      if (open) FillSuggestions(scene, plan, scene.MayPlan(), page);
      if (open && !plan.HasDocument()) page.ShowSection("NO_PLAN");
      form.Value("accepted_amount", typed != nullptr ? *typed : AmountTyped(proposal));
      return Ok();
    });
  });
  if (!shown.ok()) return v.Refuse(shown.error());
  if (error != nullptr) form.Faults(*error);
  return v.Show("proposal/proposal", page, "proposal.one_title", error != nullptr ? 422 : 200);
}

http::Response BackToProposal(const Visit& v, const char* notice) {
  return v.Back("/proposals/" + std::string(v.request.Param("id")), notice);
}

// "12 2.16.03.2.02.0040": document and key, as the buttons and the list send it.
http::Response TakePlace(Visit& v, const Registers& registers) {
  const http::Form form = http::ReadForm(v.request);
  const std::string typed = kernel::Typed(form.Field("to"));
  const size_t blank = typed.find(' ');
  const auto document = registers::IdIn(typed.substr(0, blank));
  if (!form.ok || !document || blank == typed.npos)
    return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const Status done = v.web.db.Write([&](sql::Connection& c) {
    return WithProposal(v, c, registers, [&](const ProposalScene& scene) {
      return PlaceProposal(c, PlannerOf(v), scene.proposal,
                           {scene.proposal.record.id, *document, typed.substr(blank + 1), {}});
    });
  });
  return done.ok() ? BackToProposal(v, "proposal.place_taken") : v.Refuse(done.error());
}

http::Response TakeBack(Visit& v, const Registers& registers) {
  const Status done = v.web.db.Write([&](sql::Connection& c) {
    return WithProposal(v, c, registers, [&](const ProposalScene& scene) {
      return DisplaceProposal(c, PlannerOf(v), scene.proposal);
    });
  });
  return done.ok() ? BackToProposal(v, "proposal.place_taken_back") : v.Refuse(done.error());
}

http::Response Accept(Visit& v, const Registers& registers) {
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const std::string amount = kernel::Typed(form.Field("accepted_amount"));
  const Acceptance acceptance{registers::IdIn(form.Field("version")).value_or(0), amount};
  const Status done = v.web.db.Write([&](sql::Connection& c) {
    return WithProposal(v, c, registers, [&](const ProposalScene& scene) {
      return AcceptProposal(c, scene.context, scene.definition, scene.proposal, acceptance);
    });
  });
  if (done.ok()) return BackToProposal(v, "proposal.taken_in");
  const bool typed = done.error().kind == ErrorKind::kInvalid || done.error().code == "register.act_guard";
  if (!typed) return v.Refuse(done.error());
  return ShowProposal(v, registers, &amount, &done.error());
}

}  // namespace

void AddProposalPage(kernel::Web& web, http::Router& router, const Registers& registers) {
  const auto with = [&registers](auto page) {
    return [&registers, page](Visit& v) { return page(v, registers); };
  };
  web.Page(router, "/proposals/{id}", [&registers](Visit& v) { return ShowProposal(v, registers); });
  web.Post(router, "/proposals/{id}/place", with(TakePlace));
  web.Post(router, "/proposals/{id}/displace", with(TakeBack));
  web.Post(router, "/proposals/{id}/accept", with(Accept));
}

}  // namespace sinergi::proposal
