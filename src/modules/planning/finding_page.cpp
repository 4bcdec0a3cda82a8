// /planning/{id}/findings: the reviewer's checklist run by itself, each finding with links to both places;
// which papers are there. As CSV too.
#include <algorithm>

#include "modules/planning/document/ceiling_store.h"
#include "modules/planning/document/issue_store.h"
#include "modules/planning/document_visit.h"
#include "modules/planning/nomenclature/nomenclature_store.h"
#include "modules/planning/planning_pages.h"
#include "platform/sheets/csv.h"

namespace sinergi::planning {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kShownOfKind = 60;  // of a kind

// Decided proposals of the agency and year: what T-C.32 lists.
struct ProposalCount {
  int64_t all = 0, accepted = 0;
};

// The document with all that it is held against.
struct Checked {
  DocumentVisit visit;
  std::optional<DocumentVisit> above;
  std::vector<ItemAnswer> items;
  std::vector<DocumentFinding> findings;
  std::optional<ProposalCount> proposals;
};

struct Below {
  std::vector<DocumentContent> contents;
  std::vector<std::string> agencies;
};

Below LoadBelow(sql::Connection& c, const Visit& v, int64_t id) {
  Below below;
  for (const DocumentHead& head : DocumentsBelow(c, v.actor.government_id, id)) {
    const std::vector<DocumentVersion> versions = VersionsOf(c, v.actor.government_id, head.id);
    below.contents.push_back(LoadContent(c, v.actor.government_id, StandingVersion(versions).id));
    const kernel::Unit* unit = v.units->Find(head.unit_id);
    below.agencies.push_back(unit ? unit->code : "");
  }
  return below;
}

// The document above, in the version that stands; whoever may read the one below may see what it is compared
// with.
std::optional<DocumentVisit> LoadAbove(sql::Connection& c, const Visit& v, const DocumentHead& head) {
  if (!head.above_id) return {};
  const std::vector<DocumentVersion> versions = VersionsOf(c, v.actor.government_id, *head.above_id);
  if (versions.empty()) return {};
  Result<DocumentVisit> above =
      LoadDocumentVisit(c, v, *head.above_id, std::to_string(StandingVersion(versions).number));
  return above.ok() ? std::optional<DocumentVisit>(std::move(*above)) : std::nullopt;
}

std::optional<ProposalCount> CountProposals(sql::Connection& c, const Visit& v,
                                            const PlanningServices& services, const DocumentHead& head) {
  if (!services.proposals || head.kind != DocumentKind::kRenja) return {};
  ProposalCount count;
  for (const PlannedProposal& proposal : services.proposals(c, v, head.unit_id, head.year_from)) {
    ++count.all;
    count.accepted += proposal.accepted;
  }
  return count;
}

Result<Checked> Check(const Visit& v, const PlanningServices& services) {
  const int64_t id = ReadNumber(v.request.Param("id")).value_or(0);
  return v.web.db.Read([&](sql::Connection& c) -> Result<Checked> {
    Result<DocumentVisit> visit = LoadDocumentVisit(c, v, id, v.request.Query("version"));
    if (!visit.ok()) return visit.error();
    Checked checked{std::move(*visit), {}, {}, {}, {}};
    const DocumentHead& head = checked.visit.head;
    const int64_t government = v.actor.government_id;
    checked.above = LoadAbove(c, v, head);
    checked.items = LoadItems(c, government, checked.visit.shown.id);
    const Below below = LoadBelow(c, v, id);
    const std::unordered_set<std::string> codes = CodesOfYear(c, government, head.year_from);
    CheckContext context;
    context.kind = head.kind;
    context.agency = checked.visit.agency;
    context.years = head.Years();
    if (checked.above) context.above = &checked.above->content;
    for (const DocumentContent& content : below.contents) context.below.push_back(&content);
    context.below_agencies = below.agencies;
    context.ceilings = CeilingsOf(c, government, *v.units, head.unit_id);
    // A ceiling binds what is planned for its year, not the outlook of another document.
    std::erase_if(context.ceilings, [&](const IndicativeCeiling& ceiling) {
      return ceiling.year < head.year_from || ceiling.year > head.year_to;
    });
    context.items = checked.items;
    checked.proposals = CountProposals(c, v, services, head);
    if (checked.proposals) context.proposals = checked.proposals->all;
    context.issues = LoadIssues(c, government, checked.visit.shown.id);
    if (!codes.empty() && head.year_from == head.year_to) context.codes = &codes;
    checked.findings = CheckDocument(checked.visit.content, context);
    return checked;
  });
}

std::string NodePlace(const DocumentContent& content, int node) {
  return node < 0 ? std::string() : PlaceOf(content.nodes[static_cast<size_t>(node)]);
}

// A link that opens the page of that part of the tree, at the row.
std::string LinkTo(const DocumentVisit& visit, int node) {
  return fmt::format("{}?version={}&node={}#n{}", visit.Path(), visit.shown.number, node, node);
}

std::string Subject(const Visit& v, const DocumentFinding& finding) {
  const bool item = finding.kind == FindingKind::kItemMissing || finding.kind == FindingKind::kItemUnsaid ||
                    finding.kind == FindingKind::kItemDiffers;
  return item ? v.T(fmt::format("planning.item_{}", finding.subject)) : finding.subject;
}

std::string Sentence(const Visit& v, const DocumentFinding& finding) {
  const bool of_no_year = finding.kind == FindingKind::kTablesDiffer && finding.year == 0;
  const std::string when = of_no_year     ? v.T("planning.finding_of_no_year")
                           : finding.year ? std::to_string(finding.year)
                                          : std::string();
  return v.T(fmt::format("planning.finding_{}", Name(finding.kind)),
             {Subject(v, finding), when, finding.here, finding.there});
}

void FillFinding(const Visit& v, const Checked& checked, const DocumentFinding& finding, Dict& group) {
  Dict& row = *group.AddSectionDictionary("FINDING");
  row.SetValue("SENTENCE", Sentence(v, finding));
  if (finding.node >= 0) {
    Dict& place = *row.AddSectionDictionary("PLACE");
    place.SetValue("PLACE_URL", LinkTo(checked.visit, finding.node));
    place.SetValue("PLACE_TEXT", NodePlace(checked.visit.content, finding.node));
    if (!finding.source.empty()) place.SetValueAndShowSection("SOURCE", finding.source, "HAS_SOURCE");
  }
  if (finding.other < 0) return;
  const DocumentVisit& other = finding.other_above ? *checked.above : checked.visit;
  Dict& place = *row.AddSectionDictionary("OTHER");
  place.SetValue("OTHER_URL", LinkTo(other, finding.other));
  place.SetValue("OTHER_TEXT", NodePlace(other.content, finding.other));
  if (!finding.other_source.empty())
    place.SetValueAndShowSection("SOURCE", finding.other_source, "HAS_SOURCE");
  if (finding.other_above) place.SetValue("OTHER_DOCUMENT", other.head.title);
}

void FillGroups(const Visit& v, const Checked& checked, Dict& page) {
  for (int kind = 0; kind < kFindingKinds; ++kind) {
    Dict* group = nullptr;
    size_t count = 0;
    for (const DocumentFinding& finding : checked.findings) {
      if (finding.kind != static_cast<FindingKind>(kind)) continue;
      if (!group) {
        group = page.AddSectionDictionary("GROUP");
        group->SetValue("GROUP_NAME", v.T(fmt::format("planning.findings_{}", Name(finding.kind))));
        group->ShowSection(IsFault(finding.kind) ? "FAULT_TAG" : "NOTE_TAG");
      }
      if (count++ < kShownOfKind) FillFinding(v, checked, finding, *group);
    }
    if (group) group->SetIntValue("GROUP_COUNT", static_cast<long>(count));
    if (group && count > kShownOfKind) group->ShowSection("GROUP_MORE");
  }
}

void FillItems(const Visit& v, const Checked& checked, Dict& page) {
  for (const ChecklistItem& item : ItemsOf(checked.visit.head.kind)) {
    const auto answer = std::find_if(checked.items.begin(), checked.items.end(),
                                     [&](const ItemAnswer& a) { return a.item == item.id; });
    const ItemState state = answer == checked.items.end() ? ItemState::kUnsaid : answer->state;
    Dict& row = *page.AddSectionDictionary("ITEM");
    row.SetValue("ITEM_ID", std::string(item.id));
    row.SetValue("ITEM_NAME", v.T(fmt::format("planning.item_{}", item.id)));
    for (const ItemState choice :
         {ItemState::kUnsaid, ItemState::kPresent, ItemState::kNil, ItemState::kMissing}) {
      if (choice == ItemState::kNil && !item.may_be_nil) continue;
      Dict& option = *row.AddSectionDictionary("STATE");
      option.SetValue("VALUE", std::string(Name(choice)));
      option.SetValue("TEXT", v.T(fmt::format("planning.item_state_{}", Name(choice))));
      if (choice == state) option.ShowSection("CHOSEN");
    }
  }
}

http::Response ShowFindings(Visit& v, const PlanningServices& services) {
  const Result<Checked> checked = Check(v, services);
  if (!checked.ok()) return v.Refuse(checked.error());
  Dict page("findings");
  FillDocumentHead(v, checked->visit, page);
  const auto faults = std::count_if(checked->findings.begin(), checked->findings.end(),
                                    [](const DocumentFinding& finding) { return IsFault(finding.kind); });
  page.SetValue("COUNTS", v.T("planning.finding_counts",
                              {std::to_string(faults),
                               std::to_string(static_cast<long>(checked->findings.size()) - faults)}));
  page.ShowSection(checked->findings.empty() ? "CLEAN" : "FOUND");
  page.ShowSection(checked->visit.head.above_id ? "HAS_ABOVE" : "NO_ABOVE");
  if (checked->above) page.SetValue("ABOVE_TITLE", checked->above->head.title);
  FillGroups(v, *checked, page);
  if (const auto& count = checked->proposals)
    page.SetValueAndShowSection("PROPOSAL_TABLE_TEXT",
                                count->all == 0
                                    ? v.T("planning.proposals_nil")
                                    : v.T("planning.proposals_counted",
                                          {std::to_string(count->all), std::to_string(count->accepted)}),
                                "PROPOSAL_TABLE");
  const bool items = !ItemsOf(checked->visit.head.kind).empty();
  const bool open = checked->visit.may_plan && checked->visit.IsNewest() && !checked->visit.shown.locked_at;
  if (items && open) {
    page.ShowSection("ITEMS");
    FillItems(v, *checked, page);
  }
  return v.Show("planning/findings", page, "planning.findings");
}

// "2.16.02 Informasi publik [IKK!B7]"
std::string WithSource(std::string place, const std::string& source) {
  return source.empty() ? place : place + " [" + source + "]";
}

http::Response FindingsCsv(Visit& v, const PlanningServices& services) {
  const Result<Checked> checked = Check(v, services);
  if (!checked.ok()) return v.Refuse(checked.error());
  std::vector<std::vector<std::string>> rows{{v.T("planning.finding"), v.T("planning.node"),
                                              v.T("planning.other_place"), v.T("planning.finding_sentence")}};
  for (const DocumentFinding& finding : checked->findings) {
    const DocumentContent& other = finding.other_above ? checked->above->content : checked->visit.content;
    rows.push_back({v.T(fmt::format("planning.findings_{}", Name(finding.kind))),
                    WithSource(NodePlace(checked->visit.content, finding.node), finding.source),
                    WithSource(NodePlace(other, finding.other), finding.other_source), Sentence(v, finding)});
  }
  return http::Response::Download(sheets::WriteCsv(rows), "text/csv; charset=utf-8", "temuan.csv");
}

http::Response PostItems(Visit& v) {
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const int64_t id = ReadNumber(v.request.Param("id")).value_or(0);
  std::vector<ItemAnswer> answers;
  for (const auto& [name, value] : form.fields) {
    if (!name.starts_with("item_")) continue;
    const auto state = ParseItemState(value);
    if (!state) return v.Refuse({ErrorKind::kInvalid, "planning.item_unknown"});
    answers.push_back({name.substr(5), *state});
  }
  const Status set =
      v.web.db.Write([&](sql::Connection& c) { return SetItems(c, ContextOf(v), id, answers); });
  return set.ok() ? v.Back(fmt::format("/planning/{}/findings", id), "planning.saved")
                  : v.Refuse(set.error());
}

}  // namespace

void AddFindingPages(kernel::Web& web, http::Router& router, const PlanningServices& services) {
  web.Page(router, "/planning/{id}/findings", [services](Visit& v) { return ShowFindings(v, services); });
  web.Page(router, "/planning/{id}/findings.csv", [services](Visit& v) { return FindingsCsv(v, services); });
  web.Post(router, "/planning/{id}/items", PostItems);
}

}  // namespace sinergi::planning
