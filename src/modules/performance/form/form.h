// Form: the layout of an official planning or evaluation form as read from data/forms/*.yaml. Pure data, checked: what is
// here fits together (form_file.h makes it). How a file is written: docs/reference/form.md.
//
//   e81-17: 17 columns; column 8 has two slots: K realised(q1), Rp spent(q1); column 13 is "[12]/[7]*100"
//
// Invariants: column numbers ascend; slots stand in order of their columns, K before Rp; no circular
// references.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/performance/form/expression.h"
#include "modules/planning/document/document.h"
#include "modules/planning/node_level.h"

namespace sinergi::performance::form {

// What a value is made from. The words of the file are in form_sources.cpp.
enum class Source {
  kNone,
  // cells
  kRowNumber,
  kObjective,
  kCode,
  kNodeName,
  kIndicator,
  kMeasureUnit,
  kResponsible,
  kNote,
  kBlank,
  kTargetRenstra,
  kTargetYear,
  kTargetToDate,
  kRealisedBefore,
  kRealisedQuarter,
  kCeilingRenstra,
  kCeilingYear,
  kSpentBefore,
  kSpentQuarter,
  // cells of a document's form
  kGoal,
  kTitle,
  kLocation,
  kFunding,
  kNationalPriority,
  kRegionalPriority,
  kTargetGroup,
  kStandard,
  kKeyIndicator,
  kOtherTitle,
  kOtherIndicator,
  kOtherLocation,
  kAgrees,
  kDisagrees,
  kDeviation,
  kItemThere,
  kItemMissing,
  kBaseline,
  kTarget,
  kTargetEnd,
  kTargetOfRenstra,
  kTargetOfOther,
  kRealisedUpTo,
  kRealisedYear,
  kAmount,
  kAmountOfOther,
  kSpentYear,
  // header
  kAgency,
  kGovernment,
  kYear,
  kPeriod,
  kObjectives,
  kDocument,
  // footer
  kMeanRows,
  kPredicateOfMean,
  kTotalRows,
  kDrivers,
  kObstacles,
  kFollowUpsQuarter,
  kFollowUpsRenja,
};

enum class Side { kSingle, kK, kRp };
enum class Format { kText, kQuantity, kMoney, kPercent };

// How a cell comes about. A sum of the quarters' K columns is no plain sum: the indicator's aggregation
// decides (performance rules, "Achievement of one indicator"); a rate of K follows the indicator's direction.
enum class Role {
  kSource,       // from the plan
  kYearFigure,   // K: quarters put together by the aggregation; `operands` are their slots
  kAcrossYears,  // K: years put together, the earliest first
  kRate,         // K: realised to target × 100; operands {realised, target}
  kArithmetic,   // the expression as it stands
};

struct Slot {
  size_t column = 0;  // index into Form::columns
  Side side = Side::kSingle;
  Format format = Format::kText;
  Role role = Role::kSource;
  Source source = Source::kNone;
  int quarter = 0;            // of a quarter's source
  int offset = 0;             // of a document's figure: years from the year of the form
  int year = 0;               // of a column that is repeated for each year; else 0
  Expression expression;      // kArithmetic; its columns mean the slots of the same side
  std::vector<int> operands;  // slot indices
};

struct Column {
  int number = 0;
  int written = 0;     // its number in the file: repeated columns share it
  size_t in_file = 0;  // its place there
  int year = 0;        // of a repeated column
  std::string title, group;
  double width = 0;  // of each slot in characters; 0: by format
  int first_slot = 0, slots = 1;
  std::string formula;  // "8+9+10+11": printed beside the number; empty when typed
};

struct HeaderLine {
  std::string title;
  Source source = Source::kNone;
};

struct Footer {
  std::string title;
  Source source = Source::kNone;
  std::vector<int> slots;  // kMeanRows, kPredicateOfMean, kTotalRows: over these
};

// Who signs: the post only, never a person. "Kepala Dinas …" is made from the agency's name.
enum class Post { kAgencyHead, kPlanningAgencyHead, kGovernmentHead };
struct Signature {
  std::string act;  // "Disusun"
  Post post = Post::kAgencyHead;
};

// What the rows are: the measured plan of an agency, those of all agencies, or a planning document.
enum class RowsOf { kPlan, kPlans, kDocument };
// And what of a document: its nodes with their indicators, the proposals that were decided for it, or what the
// file lists, each with the paper of the document that it asks for.
enum class RowsEach { kIndicator, kProposal, kItem };
struct ListedRow {
  std::string title, item;  // item: of planning::ItemsOf
};

struct Form {
  std::string id, title, subtitle, basis;
  std::vector<HeaderLine> header;
  RowsOf rows_of = RowsOf::kPlan;
  std::optional<planning::DocumentKind> kind;   // the document it is offered for; none for kPlan
  std::optional<planning::DocumentKind> other;  // a second document whose nodes stand beside
  RowsEach each = RowsEach::kIndicator;
  std::vector<ListedRow> list;  // of kItem
  std::vector<planning::NodeLevel> levels;
  std::vector<Column> columns;
  std::vector<Slot> slots;
  std::vector<Footer> footers;
  std::vector<Signature> signatures;

  // Slot of a column number on a side (kSingle columns serve both); -1 when there is none.
  int SlotOf(int column_number, Side side) const;
  bool Has(Source source) const;
};

}  // namespace sinergi::performance::form
