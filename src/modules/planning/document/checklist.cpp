#include "modules/planning/document/checklist.h"

#include <algorithm>
#include <map>

#include "base/enum_names.h"
#include "base/text.h"
#include "modules/planning/document/checklist_parts.h"
#include "modules/planning/document/funding_parts.h"

namespace sinergi::planning {
namespace {

constexpr std::string_view kFindingKindNames[kFindingKinds] = {
    "serves_nothing", "serves_unknown",  "nothing_serves",  "over_above",      "over_ceiling",
    "sum_over",       "sum_under",       "target_differs",  "measure_differs", "not_carried",
    "tables_differ",  "wording_differs", "indicator_twice", "no_indicator",    "no_target",
    "no_measure",     "no_amount",       "no_location",     "no_funding",      "funding_sum",
    "funding_open",   "no_code",         "code_twice",      "code_level",      "code_parent",
    "code_unknown",   "item_unsaid",     "item_missing",    "item_differs",    "issue_unanswered",
    "issue_unknown"};

constexpr std::string_view kItemStateNames[] = {"unsaid", "present", "nil", "missing"};

std::vector<ChecklistItem> RenjaItems() {
  return {{"team_decree"},
          {"orientation"},
          {"forum_invitation"},
          {"forum_attendance"},
          {"forum_minutes"},
          {"forum_record"},
          {"forum_photos"},
          {"tc29"},
          {"tc30"},
          {"tc31"},
          {"tc32", true},
          {"tc33"},
          {"council_views", true}};
}

std::vector<ChecklistItem> RegionItems() {
  return {
      {"team_decree"}, {"orientation"}, {"musrenbang_record"}, {"forum_attendance"}, {"council_views", true}};
}

bool IsPlannedLevel(DocumentLevel level) {
  return level >= DocumentLevel::kProgramme;
}

}  // namespace

std::string_view Name(FindingKind kind) {
  return kFindingKindNames[static_cast<size_t>(kind)];
}

bool IsFault(FindingKind kind) {
  switch (kind) {
    case FindingKind::kSumUnder:
    case FindingKind::kNotCarried:
    case FindingKind::kWordingDiffers:
    case FindingKind::kNoLocation:
    case FindingKind::kNoFunding:
    case FindingKind::kFundingOpen:
    case FindingKind::kItemUnsaid:
      return false;
    default:
      return true;
  }
}

std::string_view Name(ItemState state) {
  return kItemStateNames[static_cast<size_t>(state)];
}

std::optional<ItemState> ParseItemState(std::string_view name) {
  return EnumOf<ItemState>(kItemStateNames, name);
}

const std::vector<ChecklistItem>& ItemsOf(DocumentKind kind) {
  static const std::vector<ChecklistItem> renja = RenjaItems(), region = RegionItems(),
                                          renstra = {{"team_decree"},
                                                     {"orientation"},
                                                     {"forum_record"},
                                                     {"tc27"}},
                                          none;
  switch (kind) {
    case DocumentKind::kRpjmd:
    case DocumentKind::kRkpd:
      return region;
    case DocumentKind::kRenstra:
      return renstra;
    case DocumentKind::kRenja:
      return renja;
    case DocumentKind::kDpa:
      break;
  }
  return none;
}

std::vector<Money> PlannedAgainst(const DocumentContent& content, std::string_view agency,
                                  const std::vector<IndicativeCeiling>& ceilings) {
  const std::vector<std::string> agencies = AgenciesOf(content, agency);
  std::map<std::tuple<std::string, std::string, int>, Money> sums;
  std::vector<std::string> programmes(content.nodes.size());
  for (size_t i = 0; i < content.nodes.size(); ++i) {
    const DocumentNode& node = content.nodes[i];
    programmes[i] = node.level == DocumentLevel::kProgramme ? node.code
                    : node.parent >= 0                      ? programmes[static_cast<size_t>(node.parent)]
                                                            : "";
    if (!content.IsLeaf(static_cast<int>(i))) continue;
    for (const YearAmount& entry : node.amounts) {
      sums[{agencies[i], "", entry.year}] += entry.amount;
      if (!programmes[i].empty()) sums[{agencies[i], programmes[i], entry.year}] += entry.amount;
    }
  }
  std::vector<Money> planned;
  for (const IndicativeCeiling& ceiling : ceilings) {
    const auto found = sums.find({ceiling.agency, ceiling.programme, ceiling.year});
    planned.push_back(found == sums.end() ? Money() : found->second);
  }
  return planned;
}

namespace {

// Amounts of sources are of the document's first year.
void CheckFunding(const DocumentNode& node, int at, int year, Findings& out) {
  const std::vector<FundingPart> parts = FundingPartsOf(node.funding);
  const Money amount = node.AmountOf(year).value_or(Money());
  const std::vector<FundingPart> split = SplitOf(node.funding, amount);
  if (!parts.empty() && split.empty()) return out.Add(FindingKind::kFundingOpen, at, node.funding, year);
  Money sum;
  for (const FundingPart& part : split) sum += *part.amount;
  if (!split.empty() && sum != amount)
    out.Add(FindingKind::kFundingSum, at, {}, year, sum.Print(), amount.Print());
}

void CheckCells(const DocumentContent& content, const CheckContext& context, const std::vector<int>& years,
                Findings& out) {
  std::vector<int> indicators(content.nodes.size());
  for (const DocumentIndicator& indicator : content.indicators)
    ++indicators[static_cast<size_t>(indicator.node)];
  const bool of_year = context.kind == DocumentKind::kRenja || context.kind == DocumentKind::kDpa;
  for (size_t i = 0; i < content.nodes.size(); ++i) {
    const DocumentNode& node = content.nodes[i];
    const int at = static_cast<int>(i);
    const bool measured = IsPlannedLevel(node.level) || node.level == DocumentLevel::kGoal ||
                          node.level == DocumentLevel::kObjective;
    if (measured && indicators[i] == 0) out.Add(FindingKind::kNoIndicator, at);
    if (!IsPlannedLevel(node.level) || !content.IsLeaf(at)) continue;
    for (const int year : years)
      if (!node.AmountOf(year)) out.Add(FindingKind::kNoAmount, at, {}, year);
    if (of_year && node.location.empty()) out.Add(FindingKind::kNoLocation, at);
    if (of_year && node.funding.empty()) out.Add(FindingKind::kNoFunding, at);
    if (of_year && !years.empty()) CheckFunding(node, at, years.front(), out);
  }
  for (const DocumentIndicator& indicator : content.indicators) {
    if (indicator.unit.empty()) out.Add(FindingKind::kNoMeasure, indicator.node, indicator.name);
    for (const int year : years)
      if (const Quantity* target = indicator.TargetOf(year); !target || target->empty())
        out.Add(FindingKind::kNoTarget, indicator.node, indicator.name, year);
  }
}

void CheckCeilings(const DocumentContent& content, const CheckContext& context, const std::vector<int>& years,
                   Findings& out) {
  for (const int year : years) {
    const std::vector<Money> planned = PlannedOf(content, year);
    for (size_t i = 0; i < content.nodes.size(); ++i) {
      const std::optional<Money> ceiling = content.nodes[i].AmountOf(year);
      const int at = static_cast<int>(i);
      if (!ceiling || content.IsLeaf(at) || *ceiling == planned[i]) continue;
      out.Add(planned[i] > *ceiling ? FindingKind::kSumOver : FindingKind::kSumUnder, at, {}, year,
              planned[i].Print(), ceiling->Print());
    }
  }
  const std::vector<Money> planned = PlannedAgainst(content, context.agency, context.ceilings);
  for (size_t i = 0; i < planned.size(); ++i) {
    const IndicativeCeiling& ceiling = context.ceilings[i];
    if (planned[i] <= ceiling.amount) continue;
    int node = -1;  // of the programme, where there is one
    for (size_t n = 0; n < content.nodes.size() && !ceiling.programme.empty() && node < 0; ++n)
      if (content.nodes[n].code == ceiling.programme) node = static_cast<int>(n);
    out.Add(FindingKind::kOverCeiling, node, ceiling.programme.empty() ? ceiling.agency : ceiling.programme,
            ceiling.year, planned[i].Print(), ceiling.amount.Print());
  }
}

// What every document's own nodes and those of the documents below it serve.
void CheckServed(const DocumentContent& content, const CheckContext& context, Findings& out) {
  std::vector<bool> served(content.nodes.size());
  for (size_t d = 0; d < context.below.size(); ++d)
    for (const Link& link : ServedBy(*context.below[d], content, context.below_agencies[d]))
      if (link.IsOwn()) served[static_cast<size_t>(link.above)] = true;
  for (size_t i = content.nodes.size(); i-- > 0;)
    if (served[i] && content.nodes[i].parent >= 0)
      served[static_cast<size_t>(content.nodes[i].parent)] = true;
  for (size_t i = 0; i < content.nodes.size(); ++i) {
    const DocumentLevel level = content.nodes[i].level;
    const bool asked = level == DocumentLevel::kMission || level == DocumentLevel::kGoal ||
                       level == DocumentLevel::kObjective;
    if (asked && !served[i] && content.IsLeaf(static_cast<int>(i)))
      out.Add(FindingKind::kNothingServes, static_cast<int>(i));
  }
}

void CheckItems(const CheckContext& context, Findings& out) {
  for (const ChecklistItem& item : ItemsOf(context.kind)) {
    const auto answer = std::find_if(context.items.begin(), context.items.end(),
                                     [&](const ItemAnswer& a) { return a.item == item.id; });
    const ItemState state = answer == context.items.end() ? ItemState::kUnsaid : answer->state;
    if (state == ItemState::kMissing) out.Add(FindingKind::kItemMissing, -1, std::string(item.id));
    const bool of_proposals = item.id == "tc32";
    if (of_proposals && state == ItemState::kNil && context.proposals.value_or(0) > 0)
      out.Add(FindingKind::kItemDiffers, -1, std::string(item.id), 0, std::to_string(*context.proposals));
    // A table that must be there even when it is empty is a fault until somebody has said so, or until it makes
    // itself from the proposals.
    if (state == ItemState::kUnsaid && !(of_proposals && context.proposals))
      out.Add(of_proposals ? FindingKind::kItemMissing : FindingKind::kItemUnsaid, -1, std::string(item.id));
  }
}

void CheckStrategicIssues(const DocumentContent& content, const CheckContext& context, Findings& out) {
  for (const IssueFinding& finding : CheckIssues(content, context.issues)) {
    const std::string& name = context.issues[finding.issue].name;
    if (finding.kind == IssueFinding::Kind::kUnanswered) out.Add(FindingKind::kIssueUnanswered, -1, name);
    if (finding.kind == IssueFinding::Kind::kUnknownAnswer)
      out.Add(FindingKind::kIssueUnknown, -1, name, 0, finding.named);
  }
}

}  // namespace

std::vector<DocumentFinding> CheckDocument(const DocumentContent& content, const CheckContext& context) {
  Findings out;
  const std::vector<int> years = context.years.empty() ? content.Years() : context.years;
  CheckCells(content, context, years, out);
  CheckCodes(content, context, out);
  CheckTables(content, context, out);
  CheckWording(content, context, out);
  CheckCeilings(content, context, years, out);
  CheckServed(content, context, out);
  if (context.above) CheckAgainstAbove(content, *context.above, context, years, out);
  // One rank for the whole document, so that a reader goes through it once.
  std::stable_sort(out.found.begin(), out.found.end(),
                   [](const DocumentFinding& a, const DocumentFinding& b) {
                     return static_cast<unsigned>(a.node) < static_cast<unsigned>(b.node);
                   });
  CheckItems(context, out);
  CheckStrategicIssues(content, context, out);
  return std::move(out.found);
}

}  // namespace sinergi::planning
