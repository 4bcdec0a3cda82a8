// /planning/{id}/node/{node}: one node of the open version: its words, amounts and targets by year, with what
// is planned beside its ceiling, beside what the agency may plan, and beside the proposals that it was to take in.
// Also a node below it, and taking it away.
#include <algorithm>

#include "base/text.h"
#include "kernel/form_view.h"
#include "modules/planning/document/ceiling_store.h"
#include "modules/planning/document_visit.h"
#include "modules/planning/planning_pages.h"

namespace sinergi::planning {
namespace {

using kernel::FormView;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

struct NodeVisit {
  DocumentVisit document;
  size_t node = 0;
  std::vector<IndicativeCeiling> ceilings;
  std::vector<PlannedProposal> proposals;  // accepted into this node
};

std::vector<PlannedProposal> ProposalsAt(sql::Connection& c, const Visit& v, const PlanningServices& services,
                                         const DocumentVisit& document, size_t node) {
  std::vector<PlannedProposal> at;
  if (!services.proposals || document.head.kind != DocumentKind::kRenja) return at;
  const std::string& key = KeyOf(document.content.nodes[node]);
  for (PlannedProposal& proposal : services.proposals(c, v, document.head.unit_id, document.head.year_from))
    if (proposal.accepted && proposal.document_id == document.head.id && proposal.node_key == key)
      at.push_back(std::move(proposal));
  return at;
}

Result<NodeVisit> FindNode(const Visit& v, const PlanningServices& services) {
  const int64_t id = ReadNumber(v.request.Param("id")).value_or(0);
  const int64_t node = ReadNumber(v.request.Param("node")).value_or(-1);
  return v.web.db.Read([&](sql::Connection& c) -> Result<NodeVisit> {
    Result<DocumentVisit> document = LoadDocumentVisit(c, v, id, "");
    if (!document.ok()) return document.error();
    if (!document->may_plan) return kernel::Forbidden();
    if (document->shown.locked_at) return Error{ErrorKind::kConflict, "planning.version_locked"};
    if (node < 0 || node >= static_cast<int64_t>(document->content.nodes.size()))
      return Error{ErrorKind::kNotFound, "planning.node_unknown"};
    std::vector<IndicativeCeiling> ceilings =
        CeilingsOf(c, v.actor.government_id, *v.units, document->head.unit_id);
    std::vector<PlannedProposal> proposals =
        ProposalsAt(c, v, services, *document, static_cast<size_t>(node));
    return NodeVisit{std::move(*document), static_cast<size_t>(node), std::move(ceilings),
                     std::move(proposals)};
  });
}

std::vector<int> YearsOf(const DocumentVisit& visit) {
  std::vector<int> years = visit.head.Years();
  for (const int year : visit.content.Years()) years.push_back(year);
  std::sort(years.begin(), years.end());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  return years;
}

std::string AmountText(const DocumentNode& node, int year) {
  const std::optional<Money> amount = node.AmountOf(year);
  return amount ? PrintDecimal(amount->sen(), 2, amount->sen() % 100 == 0 ? 0 : 2) : "";
}

// Sums beside ceilings, while they are edited.
void FillSums(const Visit& v, const NodeVisit& visit, Dict& page) {
  const DocumentContent& content = visit.document.content;
  const std::vector<Money> planned = PlannedAgainst(content, visit.document.agency, visit.ceilings);
  const std::vector<std::string> agencies = AgenciesOf(content, visit.document.agency);
  for (size_t i = 0; i < planned.size(); ++i) {
    const IndicativeCeiling& ceiling = visit.ceilings[i];
    std::string programme;
    for (int at = static_cast<int>(visit.node); at >= 0; at = content.nodes[static_cast<size_t>(at)].parent)
      if (content.nodes[static_cast<size_t>(at)].level == DocumentLevel::kProgramme)
        programme = content.nodes[static_cast<size_t>(at)].code;
    const bool mine = ceiling.agency == agencies[visit.node] &&
                      (ceiling.programme.empty() || ceiling.programme == programme);
    if (!mine) continue;
    Dict& row = *page.AddSectionDictionary("SUM");
    row.SetValue("WHOSE", ceiling.programme.empty() ? v.T("planning.whole_agency") : ceiling.programme);
    row.SetIntValue("YEAR", ceiling.year);
    row.SetValue("PLANNED", planned[i].Print());
    row.SetValue("CEILING", ceiling.amount.Print());
    const bool over = planned[i] > ceiling.amount;
    row.SetValue("REST",
                 over ? (planned[i] - ceiling.amount).Print() : (ceiling.amount - planned[i]).Print());
    row.ShowSection(over ? "OVER" : "KEPT");
  }
}

void FillIndicators(const NodeVisit& visit, const std::vector<int>& years, Dict& page) {
  const DocumentContent& content = visit.document.content;
  int n = 0;
  const auto add = [&](const DocumentIndicator& indicator) {
    Dict& row = *page.AddSectionDictionary("INDICATOR");
    row.SetIntValue("N", ++n);
    row.SetValue("INDICATOR_NAME", indicator.name);
    row.SetValue("MEASURE", indicator.unit);
    row.SetValue("STANDARD", indicator.standard);
    row.SetValue("KEY_INDICATOR", indicator.key_indicator);
    row.SetValue("BASELINE", indicator.baseline.text);
    for (const int year : years) {
      Dict& cell = *row.AddSectionDictionary("TARGET");
      cell.SetIntValue("N", n);
      cell.SetIntValue("YEAR", year);
      const Quantity* target = indicator.TargetOf(year);
      cell.SetValue("TARGET_TEXT", target ? target->text : "");
    }
  };
  for (const DocumentIndicator& indicator : content.indicators)
    if (indicator.node == static_cast<int>(visit.node)) add(indicator);
  add({});  // an empty one to fill in
}

// What was accepted into the node, beside what it plans for the year.
void FillProposals(const Visit& v, const NodeVisit& visit, Dict& page) {
  if (visit.proposals.empty()) return;
  Dict& list = *page.AddSectionDictionary("PROPOSALS");
  Money sum;
  for (const PlannedProposal& proposal : visit.proposals) {
    Dict& row = *list.AddSectionDictionary("PROPOSAL");
    row.SetValue("PROPOSAL_URL", proposal.link);
    row.SetValue("PROPOSAL_NUMBER", proposal.number);
    row.SetValue("PROPOSAL_WORK", proposal.work);
    row.SetValue("PROPOSAL_BY", proposal.proposed_by);
    row.SetValue("PROPOSAL_AMOUNT", proposal.amount ? proposal.amount->Print() : "–");
    if (proposal.amount) sum += *proposal.amount;
  }
  const int year = visit.document.head.year_from;
  const Money planned = PlannedOf(visit.document.content, year)[visit.node];
  list.SetValue("PROPOSALS_SUM",
                v.T("planning.proposals_sum", {sum.Print(), planned.Print(), std::to_string(year)}));
  if (sum > planned)
    list.SetValueAndShowSection("PROPOSALS_OVER_BY", (sum - planned).Print(), "PROPOSALS_OVER");
}

http::Response ShowNode(Visit& v, const NodeVisit& visit, const Error* error = nullptr) {
  const DocumentNode& node = visit.document.content.nodes[visit.node];
  const std::vector<int> years = YearsOf(visit.document);
  Dict page("node");
  FormView form(v, page);
  FillDocumentHead(v, visit.document, page);
  page.SetIntValue("NODE_INDEX", static_cast<long>(visit.node));
  page.SetValue("LEVEL", v.T(fmt::format("planning.level_{}", Name(node.level))));
  form.Value("code", node.code);
  form.Value("name", node.name);
  form.Value("serves", node.serves);
  form.Value("agency", node.agency);
  form.Value("location", node.location);
  form.Value("funding", node.funding);
  form.Value("note", node.note);
  form.Value("national_priority", node.national_priority);
  form.Value("regional_priority", node.regional_priority);
  form.Value("target_group", node.target_group);
  const bool leaf = visit.document.content.IsLeaf(static_cast<int>(visit.node));
  page.ShowSection(leaf ? "IS_LEAF" : "HAS_BELOW");
  for (const int year : years) {
    Dict& cell = *page.AddSectionDictionary("AMOUNT");
    cell.SetIntValue("YEAR", year);
    cell.SetValue("AMOUNT_TEXT", AmountText(node, year));
    if (!leaf)
      cell.SetValueAndShowSection("BELOW", PlannedOf(visit.document.content, year)[visit.node].Print(),
                                  "HAS_SUM");
  }
  FillIndicators(visit, years, page);
  FillSums(v, visit, page);
  FillProposals(v, visit, page);
  for (int level = static_cast<int>(node.level) + 1; level < kDocumentLevels; ++level) {
    const std::string_view name = Name(static_cast<DocumentLevel>(level));
    form.Choice("level", name, v.T(fmt::format("planning.level_{}", name)), false);
  }
  if (node.level < DocumentLevel::kSubActivity) page.ShowSection("MAY_ADD");
  if (error) form.Faults(*error);
  return v.Show("planning/document_node", page, "planning.node_title", error ? 422 : 200);
}

void ReadAmounts(const http::Form& form, const std::vector<int>& years, DocumentNode& node, Error& error) {
  node.amounts.clear();
  for (const int year : years) {
    const std::string field = fmt::format("amount_{}", year);
    const std::string text = TypedField(form, field);
    if (text.empty()) continue;
    const auto amount = Money::Parse(text);
    if (amount && amount->sen() >= 0)
      node.amounts.push_back({year, *amount});
    else
      error.fields.push_back({field, "planning.amount_unreadable", {}});
  }
}

std::vector<DocumentIndicator> ReadIndicators(const http::Form& form, const std::vector<int>& years, int node,
                                              size_t most) {
  std::vector<DocumentIndicator> indicators;
  for (size_t n = 1; n <= most; ++n) {
    DocumentIndicator indicator;
    indicator.node = node;
    indicator.name = FoldBlanks(TypedField(form, fmt::format("indicator_{}", n)));
    if (indicator.name.empty()) continue;  // emptied: taken away
    indicator.unit = FoldBlanks(TypedField(form, fmt::format("measure_{}", n)));
    indicator.standard = FoldBlanks(TypedField(form, fmt::format("standard_{}", n)));
    indicator.key_indicator = FoldBlanks(TypedField(form, fmt::format("key_indicator_{}", n)));
    const auto quantity = [&](const std::string& field) {
      return Quantity::Read(TypedField(form, field), NumberStyle::kIndonesian);
    };
    indicator.baseline = quantity(fmt::format("baseline_{}", n));
    for (const int year : years)
      if (Quantity target = quantity(fmt::format("target_{}_{}", n, year)); !target.empty())
        indicator.targets.push_back({year, std::move(target)});
    indicators.push_back(std::move(indicator));
  }
  return indicators;
}

// Where a file had an indicator is not typed; it goes with the name.
void KeepSources(const DocumentContent& content, std::vector<DocumentIndicator>& typed) {
  for (DocumentIndicator& fresh : typed)
    for (const DocumentIndicator& known : content.indicators)
      if (known.node == fresh.node && SameText(known.name, fresh.name)) fresh.source = known.source;
}

void ReplaceIndicators(DocumentContent& content, int node, std::vector<DocumentIndicator> fresh) {
  const auto first = std::find_if(content.indicators.begin(), content.indicators.end(),
                                  [&](const DocumentIndicator& indicator) { return indicator.node >= node; });
  const auto last = std::find_if(first, content.indicators.end(),
                                 [&](const DocumentIndicator& indicator) { return indicator.node > node; });
  const auto at = content.indicators.erase(first, last);
  content.indicators.insert(at, std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
}

// Nodes and indicators behind `node` move by `by` places.
void Shift(DocumentContent& content, int node, int by) {
  for (DocumentNode& other : content.nodes)
    if (other.parent >= node) other.parent += by;
  for (DocumentIndicator& indicator : content.indicators)
    if (indicator.node >= node) indicator.node += by;
}

Status AddBelow(DocumentContent& content, int parent, const http::Form& form) {
  const auto level = ParseDocumentLevel(TypedField(form, "level"));
  DocumentNode node;
  node.parent = parent;
  node.code = TypedField(form, "code");
  node.name = FoldBlanks(TypedField(form, "name"));
  if (!level || *level <= content.nodes[static_cast<size_t>(parent)].level)
    return Error{ErrorKind::kInvalid, "planning.level_wrong"};
  node.level = *level;
  const int at = content.EndOf(parent);
  Shift(content, at, 1);
  content.nodes.insert(content.nodes.begin() + at, std::move(node));
  return Ok();
}

Status TakeAway(DocumentContent& content, int node) {
  if (!content.IsLeaf(node)) return Error{ErrorKind::kConflict, "planning.node_has_below"};
  ReplaceIndicators(content, node, {});
  content.nodes.erase(content.nodes.begin() + node);
  Shift(content, node + 1, -1);
  return Ok();
}

Status Edit(DocumentContent& content, const NodeVisit& visit, const http::Form& form) {
  DocumentNode& node = content.nodes[visit.node];
  Error error{ErrorKind::kInvalid, "planning.node_invalid"};
  node.code = TypedField(form, "code");
  node.name = FoldBlanks(TypedField(form, "name"));
  node.serves = TypedField(form, "serves");
  node.agency = TypedField(form, "agency");
  node.location = TypedField(form, "location");
  node.funding = TypedField(form, "funding");
  node.note = TypedField(form, "note");
  node.national_priority = TypedField(form, "national_priority");
  node.regional_priority = TypedField(form, "regional_priority");
  node.target_group = TypedField(form, "target_group");
  if (node.name.empty()) error.fields.push_back({"name", "planning.name_missing", {node.code}});
  const std::vector<int> years = YearsOf(visit.document);
  ReadAmounts(form, years, node, error);
  const int at = static_cast<int>(visit.node);
  const auto shown = std::count_if(content.indicators.begin(), content.indicators.end(),
                                   [&](const DocumentIndicator& indicator) { return indicator.node == at; });
  // As many as the page showed, and the empty one.
  std::vector<DocumentIndicator> typed = ReadIndicators(form, years, at, static_cast<size_t>(shown) + 1);
  KeepSources(content, typed);
  ReplaceIndicators(content, at, std::move(typed));
  if (!error.fields.empty()) return error;
  return Ok();
}

// `change` makes the new content; all of it is checked and written as one.
template <class Change>
http::Response Post(Visit& v, const char* notice, Change change) {
  Result<NodeVisit> visit = FindNode(v, {});
  if (!visit.ok()) return v.Refuse(visit.error());
  const http::Form form = http::ReadForm(v.request);
  const auto seen = ReadNumber(form.Field("row_version"));
  if (!form.ok || !seen) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  DocumentContent content = visit->document.content;
  const Status changed = change(content, *visit, form);
  // What was typed is shown again, unless it is beyond what the page could add up.
  const auto refuse = [&](const Error& error) {
    if (error.kind != ErrorKind::kInvalid || !CheckContent(content).ok()) return v.Refuse(error);
    if (content.nodes.size() == visit->document.content.nodes.size()) visit->document.content = content;
    return ShowNode(v, *visit, &error);
  };
  if (!changed.ok()) return refuse(changed.error());
  const int64_t id = visit->document.head.id;
  const Result<int64_t> set =
      v.web.db.Write([&](sql::Connection& c) { return SetContent(c, ContextOf(v), id, *seen, content); });
  if (!set.ok()) return refuse(set.error());
  return v.Back(fmt::format("/planning/{}#n{}", id, visit->node), notice);
}

}  // namespace

void AddDocumentNodePage(kernel::Web& web, http::Router& router, const PlanningServices& services) {
  web.Page(router, "/planning/{id}/node/{node}", [services](Visit& v) {
    const Result<NodeVisit> visit = FindNode(v, services);
    return visit.ok() ? ShowNode(v, *visit) : v.Refuse(visit.error());
  });
  web.Post(router, "/planning/{id}/node/{node}", [](Visit& v) { return Post(v, "planning.saved", Edit); });
  web.Post(router, "/planning/{id}/node/{node}/below", [](Visit& v) {
    return Post(v, "planning.saved",
                [](DocumentContent& content, const NodeVisit& visit, const http::Form& form) {
                  return AddBelow(content, static_cast<int>(visit.node), form);
                });
  });
  web.Post(router, "/planning/{id}/node/{node}/remove", [](Visit& v) {
    return Post(v, "planning.saved", [](DocumentContent& content, const NodeVisit& visit, const http::Form&) {
      return TakeAway(content, static_cast<int>(visit.node));
    });
  });
}

}  // namespace sinergi::planning
