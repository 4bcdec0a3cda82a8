// DocumentFacts: what a form says of a planning document beyond what a plan of one year knows: amounts, targets
// and realisations by year, places and funding, and the same node in a second document. Beside a PlanYear
// whose nodes and indicators they follow (see document_rows.h). A value; pure.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "modules/performance/form/form_table.h"
#include "modules/performance/form/row_figures.h"
#include "modules/planning/document/checklist.h"

namespace sinergi::performance::form {

struct NodeFacts {
  bool here = true;  // stands in the document; else only in the second one
  bool there = false;
  std::string responsible, location, funding, national_priority, regional_priority, target_group;
  std::string other_title, other_location;
  std::optional<planning::ItemState> item;              // of a listed row: whether its paper is there
  std::map<int, Money> amount, amount_of_other, spent;  // by year; of inner nodes the sum below
};

struct IndicatorFacts {
  bool here = true;
  std::string standard, key_indicator;
  std::string other_name;  // "" when the second document does not have it
  Figure target_end, target_renstra_end;
  std::map<int, Figure> target, target_of_renstra, target_of_other, realised, realised_up_to;
};

struct DocumentFacts {
  int year = 0;                            // the year of the form, "n"
  std::string title;                       // of the document
  std::string years;                       // as printed: "2027", "2025–2029"
  std::vector<NodeFacts> nodes;            // by node of the PlanYear
  std::vector<IndicatorFacts> indicators;  // by indicator of it
  std::set<int> measured_years;            // that some plan was measured in
  std::vector<Note> notes;
  std::map<Source, std::vector<std::string>> lines;  // of footers: what was said in the years measured

  int YearOf(const Slot& slot) const { return slot.year != 0 ? slot.year : year + slot.offset; }
};

// A performance figure of a slot; nothing where none is stated.
Figure DocumentFigureOf(const Slot& slot, const DocumentFacts& facts, size_t indicator);
// Money of a slot; empty: none stated.
std::optional<Money> DocumentMoneyOf(const Slot& slot, const DocumentFacts& facts, size_t node);

}  // namespace sinergi::performance::form
