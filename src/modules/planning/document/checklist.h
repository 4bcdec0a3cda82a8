// Checklist: what a reviewer looks for in a planning document, found by the program itself. Each finding
// names the place in the document and, where it compares, the second place: another node of it or one of the
// document above. Pure, linear.
//
//   CheckDocument(renja, {.kind = DocumentKind::kRenja, .years = {2027, 2028}, .above = &renstra, …})
//     // {kOverAbove, node 4, other 7 above, year 2027, "Rp 120.000.000", "Rp 100.000.000"}
//
// Source: the annexes of Permendagri 86/2017 and 14/2026, and what reviewers of Renja ask for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "modules/planning/document/chain.h"
#include "modules/planning/document/issue.h"

namespace sinergi::planning {

enum class FindingKind {
  kServesNothing,   // neither named nor of the same code; the topmost node of a subtree
  kServesUnknown,   // names what does not stand in the document above
  kNothingServes,   // goal or objective without anything below, here or in the documents below
  kOverAbove,       // amount beyond the one of the node served
  kOverCeiling,     // sum beyond the indicative ceiling of the agency or programme
  kSumOver,         // leaves beyond the indicative ceiling written at the node above them
  kSumUnder,        // leaves below it
  kTargetDiffers,   // from the same indicator of the node served
  kMeasureDiffers,  // unit or baseline from the same indicator of the node served
  kNotCarried,      // indicator of the node served that is missing here
  kTablesDiffer,    // one indicator at two nodes with other figures
  kWordingDiffers,  // what seems to be one indicator, worded otherwise in another table
  kIndicatorTwice,  // at the same node
  kNoIndicator,
  kNoTarget,
  kNoMeasure,
  kNoAmount,
  kNoLocation,
  kNoFunding,
  kFundingSum,   // what comes from the sources is not the amount
  kFundingOpen,  // several sources, and not said how much from each
  kNoCode,
  kCodeTwice,
  kCodeLevel,    // a code that is not of the level stated: "2.2" that was "2.20"
  kCodeParent,   // a code that does not begin with its parent's
  kCodeUnknown,  // not in the nomenclature of the year
  kItemUnsaid,   // a paper or table of which nobody has said whether it is there
  kItemMissing,
  kItemDiffers,  // said to be empty, while the registers have rows for it
  kIssueUnanswered,  // a strategic issue that no goal or objective answers
  kIssueUnknown,     // it names what does not stand in the document
};
constexpr int kFindingKinds = 31;
std::string_view Name(FindingKind kind);
bool IsFault(FindingKind kind);  // the others are notes

struct DocumentFinding {
  FindingKind kind = FindingKind::kNoIndicator;
  int node = -1;
  int other = -1;            // the second place
  bool other_above = false;  // it is in the document above
  int year = 0;
  std::string subject;  // indicator, item, or what was named
  std::string here, there;
  std::string source, other_source;  // where the file had the two: "RPJMD!C12", "IKK!B7"
};

// An indicative ceiling of an agency, or of one of its programmes, in a year.
struct IndicativeCeiling {
  std::string agency, programme;  // programme "": the whole agency
  int year = 0;
  Money amount;
};

// Papers and tables that belong to a document: T-C.32 too, even when there is nothing to report ("nihil").
enum class ItemState { kUnsaid, kPresent, kNil, kMissing };
std::string_view Name(ItemState state);  // "unsaid", "present", "nil", "missing"
std::optional<ItemState> ParseItemState(std::string_view name);
struct ChecklistItem {
  std::string_view id;  // text planning.item_<id>
  bool may_be_nil = false;
};
const std::vector<ChecklistItem>& ItemsOf(DocumentKind kind);
struct ItemAnswer {
  std::string item;
  ItemState state = ItemState::kUnsaid;
};

struct CheckContext {
  DocumentKind kind = DocumentKind::kRenja;
  std::string agency;      // code, of an agency's document
  std::vector<int> years;  // that must be filled; none: those that stand in it
  const DocumentContent* above = nullptr;
  std::string above_agency;
  std::vector<const DocumentContent*> below;  // with the agency of each
  std::vector<std::string> below_agencies;
  std::vector<IndicativeCeiling> ceilings;
  std::vector<ItemAnswer> items;
  std::optional<int64_t> proposals;  // decided for the agency and year: T-C.32 makes itself; empty: not known
  std::vector<DocumentIssue> issues;
  const std::unordered_set<std::string>* codes = nullptr;  // nomenclature; null: not known, nothing is said
};

// In order of nodes; those about the whole document last.
std::vector<DocumentFinding> CheckDocument(const DocumentContent& content, const CheckContext& context);

// What is planned against each ceiling, in the order of `ceilings`.
std::vector<Money> PlannedAgainst(const DocumentContent& content, std::string_view agency,
                                  const std::vector<IndicativeCeiling>& ceilings);

}  // namespace sinergi::planning
