#include "modules/planning/document/checklist_parts.h"

#include <map>
#include <unordered_map>

#include "base/text.h"

namespace sinergi::planning {
namespace {

std::string_view LowerPart(std::string_view code, std::string_view above) {
  if (!code.starts_with(above) || code.size() <= above.size() || code[above.size()] != '.') return {};
  return code.substr(above.size() + 1);
}

void CheckCode(const DocumentContent& content, const CheckContext& context, int at, Findings& out) {
  const DocumentNode& node = content.nodes[static_cast<size_t>(at)];
  const bool planned = node.level >= DocumentLevel::kProgramme;
  if (node.code.empty()) {
    if (planned) out.Add(FindingKind::kNoCode, at);
    return;
  }
  if (node.level < DocumentLevel::kAffair) return;
  if (DocumentLevelOfCode(node.code) != node.level) out.Add(FindingKind::kCodeLevel, at, node.code);
  const bool below = node.parent >= 0;
  const DocumentNode* parent = below ? &content.nodes[static_cast<size_t>(node.parent)] : nullptr;
  if (parent && parent->level >= DocumentLevel::kAffair && !parent->code.empty() &&
      LowerPart(node.code, parent->code).empty())
    out.Add(FindingKind::kCodeParent, at, node.code, 0, node.code, parent->code, node.parent);
  if (context.codes && planned && !context.codes->contains(node.code))
    out.Add(FindingKind::kCodeUnknown, at, node.code);
}

// The first year in which both say something and not the same; 0: none.
int YearThatDiffers(const DocumentIndicator& a, const DocumentIndicator& b, const std::vector<int>& years) {
  for (const int year : years) {
    const Quantity *here = a.TargetOf(year), *there = b.TargetOf(year);
    if (here && there && !here->empty() && !there->empty() && !SameQuantity(*here, *there)) return year;
  }
  return 0;
}

bool BaselineDiffers(const DocumentIndicator& a, const DocumentIndicator& b) {
  return !a.baseline.empty() && !b.baseline.empty() && !SameQuantity(a.baseline, b.baseline);
}
bool UnitDiffers(const DocumentIndicator& a, const DocumentIndicator& b) {
  return !a.unit.empty() && !b.unit.empty() && !SameText(a.unit, b.unit);
}

// Two mentions of one indicator within a document.
void CompareMentions(const DocumentIndicator& first, const DocumentIndicator& again,
                     const std::vector<int>& years, Findings& out) {
  const size_t before = out.found.size();
  for (const int year : years) {
    const Quantity *here = again.TargetOf(year), *there = first.TargetOf(year);
    if (here && there && !here->empty() && !there->empty() && !SameQuantity(*here, *there))
      out.Add(FindingKind::kTablesDiffer, again.node, again.name, year, here->text, there->text, first.node);
  }
  if (BaselineDiffers(first, again))
    out.Add(FindingKind::kTablesDiffer, again.node, again.name, 0, again.baseline.text, first.baseline.text,
            first.node);
  if (UnitDiffers(first, again))
    out.Add(FindingKind::kTablesDiffer, again.node, again.name, 0, again.unit, first.unit, first.node);
  out.Sources(before, again, first);
}

// One pair of nodes of the same level, a node and what it serves.
class Pair {
 public:
  Pair(const std::vector<int>& years, Findings& out) : years_(years), out_(out) {}

  void Compare(int node, int above, const std::vector<const DocumentIndicator*>& here,
               const std::vector<const DocumentIndicator*>& there) const {
    std::unordered_map<std::string, const DocumentIndicator*> by_name;
    for (const DocumentIndicator* indicator : here) by_name.emplace(FoldText(indicator->name), indicator);
    for (const DocumentIndicator* indicator : there) {
      const auto same = by_name.find(FoldText(indicator->name));
      if (same == by_name.end())
        out_.Add(FindingKind::kNotCarried, node, indicator->name, 0, {}, {}, above, true);
      else
        CompareIndicator(node, above, *same->second, *indicator);
    }
  }

 private:
  void CompareIndicator(int node, int above, const DocumentIndicator& here,
                        const DocumentIndicator& there) const {
    const size_t before = out_.found.size();
    for (const int year : years_)
      if (YearThatDiffers(here, there, {year}) != 0)
        out_.Add(FindingKind::kTargetDiffers, node, here.name, year, here.TargetOf(year)->text,
                 there.TargetOf(year)->text, above, true);
    if (BaselineDiffers(here, there))
      out_.Add(FindingKind::kMeasureDiffers, node, here.name, 0, here.baseline.text, there.baseline.text,
               above, true);
    if (UnitDiffers(here, there))
      out_.Add(FindingKind::kMeasureDiffers, node, here.name, 0, here.unit, there.unit, above, true);
    out_.Sources(before, here, there);
  }

  const std::vector<int>& years_;
  Findings& out_;
};

using ByNode = std::vector<std::vector<const DocumentIndicator*>>;

ByNode IndicatorsOf(const DocumentContent& content) {
  ByNode by_node(content.nodes.size());
  for (const DocumentIndicator& indicator : content.indicators)
    by_node[static_cast<size_t>(indicator.node)].push_back(&indicator);
  return by_node;
}

// Several nodes may serve one: their sum is held against it.
void CheckAmountsAbove(const DocumentContent& content, const DocumentContent& above,
                       const std::vector<Link>& links, int year, Findings& out) {
  const std::vector<Money> planned = PlannedOf(content, year), planned_above = PlannedOf(above, year);
  std::map<int, std::pair<int, Money>> sums;  // node above -> first node, sum
  for (size_t i = 0; i < links.size(); ++i) {
    if (!links[i].IsOwn()) continue;
    if (content.nodes[i].level != above.nodes[static_cast<size_t>(links[i].above)].level) continue;
    const bool bare = planned[i] == Money();  // nothing below yet: the indicative ceiling speaks for it
    auto& [node, sum] = sums.try_emplace(links[i].above, static_cast<int>(i), Money()).first->second;
    sum += bare ? content.nodes[i].AmountOf(year).value_or(Money()) : planned[i];
  }
  for (const auto& [at, entry] : sums) {
    const auto& [node, sum] = entry;
    const std::optional<Money> stated = above.nodes[static_cast<size_t>(at)].AmountOf(year);
    const Money most = stated.value_or(planned_above[static_cast<size_t>(at)]);
    if (most == Money() && !stated) continue;  // the document above says nothing of this year
    if (sum > most) out.Add(FindingKind::kOverAbove, node, {}, year, sum.Print(), most.Print(), at, true);
  }
}

}  // namespace

void CheckCodes(const DocumentContent& content, const CheckContext& context, Findings& out) {
  const std::vector<std::string> agencies = AgenciesOf(content, context.agency);
  std::unordered_map<std::string, int> seen;
  for (size_t i = 0; i < content.nodes.size(); ++i) {
    const DocumentNode& node = content.nodes[i];
    CheckCode(content, context, static_cast<int>(i), out);
    if (node.code.empty()) continue;
    const auto [first, added] = seen.emplace(agencies[i] + '\x1f' + node.code, static_cast<int>(i));
    if (!added) out.Add(FindingKind::kCodeTwice, static_cast<int>(i), node.code, 0, {}, {}, first->second);
  }
}

namespace {

// The mention of an indicator that a later one is held against: of the same agency; where one of the two names no agency,
// the only one there is.
const DocumentIndicator* EarlierMention(const std::map<std::string, const DocumentIndicator*>& by_agency,
                                        const std::string& agency) {
  if (const auto same = by_agency.find(agency); same != by_agency.end()) return same->second;
  if (by_agency.empty() || (agency.empty() && by_agency.size() > 1)) return nullptr;
  if (agency.empty()) return by_agency.begin()->second;
  const auto nobodys = by_agency.find("");
  return nobodys == by_agency.end() ? nullptr : nobodys->second;
}

}  // namespace

// Outcomes, down to the programme, mean one thing within an agency; "Jumlah dokumen" of two sub-activities
// need not.
void CheckTables(const DocumentContent& content, const CheckContext& context, Findings& out) {
  const std::vector<std::string> agencies = AgenciesOf(content, context.agency);
  const std::vector<int> years = content.Years();
  std::unordered_map<std::string, const DocumentIndicator*> first_of_node;
  std::unordered_map<std::string, std::map<std::string, const DocumentIndicator*>> first_of_agency;
  for (const DocumentIndicator& indicator : content.indicators) {
    const std::string name = FoldText(indicator.name);
    const auto [same, added] =
        first_of_node.emplace(std::to_string(indicator.node) + '\x1f' + name, &indicator);
    if (!added) {
      const size_t before = out.found.size();
      out.Add(FindingKind::kIndicatorTwice, indicator.node, indicator.name, 0, {}, {}, indicator.node);
      out.Sources(before, indicator, *same->second);
      CompareMentions(*same->second, indicator, years, out);
      continue;
    }
    const size_t node = static_cast<size_t>(indicator.node);
    if (content.nodes[node].level > DocumentLevel::kProgramme) continue;
    auto& mentions = first_of_agency[name];
    if (const DocumentIndicator* earlier = EarlierMention(mentions, agencies[node]))
      CompareMentions(*earlier, indicator, years, out);
    mentions.emplace(agencies[node], &indicator);
  }
}

void CheckAgainstAbove(const DocumentContent& content, const DocumentContent& above,
                       const CheckContext& context, const std::vector<int>& years, Findings& out) {
  const std::vector<Link> links = ServedBy(content, above, context.agency);
  for (size_t i = 0; i < links.size(); ++i) {
    const DocumentNode& node = content.nodes[i];
    const int at = static_cast<int>(i);
    if (links[i].kind == Link::Kind::kUnknown) out.Add(FindingKind::kServesUnknown, at, node.serves);
    const bool topmost = node.parent < 0;
    // Urusan and bidang urusan order the tree; they promise nothing themselves.
    const bool heading = node.level == DocumentLevel::kAffair || node.level == DocumentLevel::kField;
    const bool below_heading =
        node.parent >= 0 && content.nodes[static_cast<size_t>(node.parent)].level <= DocumentLevel::kField &&
        content.nodes[static_cast<size_t>(node.parent)].level >= DocumentLevel::kAffair;
    if (links[i].kind == Link::Kind::kNone && !heading && (topmost || below_heading))
      out.Add(FindingKind::kServesNothing, at);
  }
  const ByNode here = IndicatorsOf(content), there = IndicatorsOf(above);
  const Pair pair(years, out);
  for (size_t i = 0; i < links.size(); ++i) {
    if (!links[i].IsOwn()) continue;
    const size_t up = static_cast<size_t>(links[i].above);
    if (content.nodes[i].level == above.nodes[up].level)
      pair.Compare(static_cast<int>(i), links[i].above, here[i], there[up]);
  }
  for (const int year : years) CheckAmountsAbove(content, above, links, year, out);
}

}  // namespace sinergi::planning
