#include "modules/planning/document/document.h"

#include <algorithm>
#include <set>

#include "base/enum_names.h"
#include "base/text.h"

namespace sinergi::planning {
namespace {

constexpr std::string_view kKindNames[kDocumentKinds] = {"rpjmd", "renstra", "rkpd", "renja", "dpa"};
constexpr std::string_view kStageNames[kStages] = {"initial", "draft", "after_forum", "final", "revised"};
constexpr std::string_view kDocumentLevelNames[kDocumentLevels] = {
    "vision", "mission", "goal", "objective", "affair", "field", "programme", "activity", "sub_activity"};

constexpr size_t kNodesMost = 30'000, kIndicatorsMost = 100'000, kYearsMost = 30, kTextMost = 4'000;
constexpr int64_t kSenMost = 1'000'000'000'000'000'000;  // Rp 10 quadrillion
constexpr int64_t kAllSenMost =
    9'000'000'000'000'000'000;  // leaves and ceilings of a year: any sum of them fits 64 bits

template <class List>
auto FindYear(const List& list, int year) {
  return std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.year == year; });
}

template <class List>
bool YearsInOrder(const List& list) {
  for (size_t i = 0; i < list.size(); ++i)
    if (list[i].year < 1900 || list[i].year > 2200 || (i > 0 && list[i].year <= list[i - 1].year))
      return false;
  return true;
}

Status Refuse(const char* code, const std::string& place = {}) {
  return Error{ErrorKind::kInvalid, std::string("planning.") + code, {place}};
}

Status CheckNode(const DocumentContent& content, size_t i) {
  const DocumentNode& node = content.nodes[i];
  if (node.name.empty()) return Refuse("name_missing", node.code);
  for (const std::string* text :
       {&node.code, &node.name, &node.serves, &node.agency, &node.location, &node.funding, &node.note,
        &node.national_priority, &node.regional_priority, &node.target_group})
    if (text->size() > kTextMost || !IsValidUtf8(*text))
      return Refuse("text_too_long", Shorten(node.code, 80));
  const bool rooted = node.parent == -1, placed = node.parent >= 0 && node.parent < static_cast<int>(i);
  const bool below = placed && content.nodes[static_cast<size_t>(node.parent)].level < node.level;
  if ((!rooted && !below) || !YearsInOrder(node.amounts)) return Refuse("not_depth_first", PlaceOf(node));
  for (const YearAmount& entry : node.amounts)
    if (entry.amount.sen() < 0 || entry.amount.sen() > kSenMost)
      return Refuse("amounts_too_large", PlaceOf(node));
  return Ok();
}

Status CheckIndicator(const DocumentContent& content, const DocumentIndicator& indicator) {
  const bool placed = indicator.node >= 0 && indicator.node < static_cast<int>(content.nodes.size());
  if (!placed || !YearsInOrder(indicator.targets)) return Refuse("not_depth_first", indicator.name);
  if (indicator.name.empty())
    return Refuse("name_missing", content.nodes[static_cast<size_t>(indicator.node)].code);
  bool right = indicator.name.size() <= kTextMost && IsValidUtf8(indicator.name) &&
               indicator.unit.size() <= kTextMost && indicator.standard.size() <= kTextMost &&
               indicator.key_indicator.size() <= kTextMost && indicator.source.size() <= kTextMost &&
               indicator.baseline.text.size() <= kTextMost;
  for (const YearTarget& entry : indicator.targets) right = right && entry.target.text.size() <= kTextMost;
  return right ? Ok() : Refuse("text_too_long", Shorten(indicator.name, 80));
}

// Each is at most Rp 10 quadrillion, so that the sum of 30,000 of them fits 128 bits by far.
Status CheckSums(const DocumentContent& content, const std::vector<int>& years) {
  std::vector<Int128> leaves(years.size()), all(years.size());
  for (size_t i = 0; i < content.nodes.size(); ++i)
    for (const YearAmount& entry : content.nodes[i].amounts) {
      const size_t at =
          static_cast<size_t>(std::lower_bound(years.begin(), years.end(), entry.year) - years.begin());
      all[at] += entry.amount.sen();
      if (content.IsLeaf(static_cast<int>(i))) leaves[at] += entry.amount.sen();
    }
  for (size_t year = 0; year < years.size(); ++year)
    if (leaves[year] > kSenMost || all[year] > kAllSenMost) return Refuse("amounts_too_large");
  return Ok();
}

}  // namespace

std::string_view Name(DocumentKind kind) {
  return kKindNames[static_cast<size_t>(kind)];
}
std::optional<DocumentKind> ParseDocumentKind(std::string_view name) {
  return EnumOf<DocumentKind>(kKindNames, name);
}
std::string_view Name(Stage stage) {
  return kStageNames[static_cast<size_t>(stage)];
}
std::optional<Stage> ParseStage(std::string_view name) {
  return EnumOf<Stage>(kStageNames, name);
}
std::string_view Name(DocumentLevel level) {
  return kDocumentLevelNames[static_cast<size_t>(level)];
}
std::optional<DocumentLevel> ParseDocumentLevel(std::string_view name) {
  return EnumOf<DocumentLevel>(kDocumentLevelNames, name);
}

Stage NextStage(Stage stage) {
  return stage == Stage::kRevised ? stage : static_cast<Stage>(static_cast<int>(stage) + 1);
}

bool IsOfAgency(DocumentKind kind) {
  return kind == DocumentKind::kRenstra || kind == DocumentKind::kRenja || kind == DocumentKind::kDpa;
}

bool MayServe(DocumentKind below, DocumentKind above) {
  switch (below) {
    case DocumentKind::kRpjmd:
      return false;
    case DocumentKind::kRenstra:
    case DocumentKind::kRkpd:
      return above == DocumentKind::kRpjmd;
    case DocumentKind::kRenja:
      return above == DocumentKind::kRenstra || above == DocumentKind::kRkpd;
    case DocumentKind::kDpa:
      return above == DocumentKind::kRenja || above == DocumentKind::kRkpd;
  }
  return false;
}

std::optional<NodeLevel> AsPlanLevel(DocumentLevel level) {
  if (level < DocumentLevel::kGoal) return {};
  return static_cast<NodeLevel>(static_cast<int>(level) - static_cast<int>(DocumentLevel::kGoal));
}

std::optional<DocumentLevel> DocumentLevelOfCode(std::string_view code) {
  const std::optional<NodeLevel> level = LevelOfCode(code);
  if (!level) return {};
  return static_cast<DocumentLevel>(static_cast<int>(*level) + static_cast<int>(DocumentLevel::kGoal));
}

const Quantity* DocumentIndicator::TargetOf(int year) const {
  const auto found = FindYear(targets, year);
  return found == targets.end() ? nullptr : &found->target;
}

std::optional<Money> DocumentNode::AmountOf(int year) const {
  const auto found = FindYear(amounts, year);
  return found == amounts.end() ? std::nullopt : std::optional<Money>(found->amount);
}

std::vector<int> DocumentContent::Years() const {
  std::set<int> years;
  for (const DocumentNode& node : nodes)
    for (const YearAmount& entry : node.amounts) years.insert(entry.year);
  for (const DocumentIndicator& indicator : indicators)
    for (const YearTarget& entry : indicator.targets) years.insert(entry.year);
  return {years.begin(), years.end()};
}

bool DocumentContent::IsLeaf(int node) const {
  const size_t next = static_cast<size_t>(node) + 1;
  return next >= nodes.size() || nodes[next].parent != node;
}

int DocumentContent::EndOf(int node) const {
  int end = node + 1;
  while (end < static_cast<int>(nodes.size()) && nodes[static_cast<size_t>(end)].parent >= node) ++end;
  return end;
}

const std::string& KeyOf(const DocumentNode& node) {
  return node.code.empty() ? node.name : node.code;
}

std::string PlaceOf(const DocumentNode& node) {
  return Shorten(node.code.empty() ? node.name : node.code + " " + node.name, 160);
}

bool SameQuantity(const Quantity& a, const Quantity& b) {
  const auto measured = [](const Quantity& q) {
    return q.kind == Quantity::Kind::kNumber || q.kind == Quantity::Kind::kRange;
  };
  if (measured(a) && measured(b)) return a.low_micro == b.low_micro && a.high_micro == b.high_micro;
  return SameText(a.text, b.text);
}

std::vector<Money> PlannedOf(const DocumentContent& content, int year) {
  std::vector<Money> planned(content.nodes.size());
  for (size_t i = content.nodes.size(); i-- > 0;) {
    const DocumentNode& node = content.nodes[i];
    if (content.IsLeaf(static_cast<int>(i))) planned[i] = node.AmountOf(year).value_or(Money());
    if (node.parent >= 0) planned[static_cast<size_t>(node.parent)] += planned[i];
  }
  return planned;
}

Status CheckContent(const DocumentContent& content) {
  if (content.nodes.size() > kNodesMost || content.indicators.size() > kIndicatorsMost)
    return Refuse("document_too_large");
  std::vector<int> path;  // of the node before, from the root: a node's parent must stand on it
  for (size_t i = 0; i < content.nodes.size(); ++i) {
    if (const Status node = CheckNode(content, i); !node.ok()) return node;
    while (!path.empty() && path.back() != content.nodes[i].parent) path.pop_back();
    if (path.empty() && content.nodes[i].parent >= 0)
      return Refuse("not_depth_first", PlaceOf(content.nodes[i]));
    path.push_back(static_cast<int>(i));
  }
  int last = -1;
  for (const DocumentIndicator& indicator : content.indicators) {
    if (const Status right = CheckIndicator(content, indicator); !right.ok()) return right;
    if (indicator.node < std::exchange(last, indicator.node))
      return Refuse("not_depth_first", indicator.name);
  }
  const std::vector<int> years = content.Years();
  if (years.size() > kYearsMost) return Refuse("document_too_large");
  return CheckSums(content, years);
}

}  // namespace sinergi::planning
