// FundingParts: the funding sources of a node as its cell has them, with what comes from each.
//
//   "1.2.01.08 Dana Alokasi Umum: 400.000.000; PAD: 100.000.000"   -> {1.2.01.08, Dana Alokasi Umum, Rp 400.000.000}, {PAD, …}
//   "DAU"                                                          -> {DAU}, all of the node's amount
//
// Sources are parted by ";" or a line end, the amount stands behind ":" or "=". A source that begins with a code is known by
// it, another by its name. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/planning/document/document.h"

namespace sinergi::planning {

struct FundingPart {
  std::string code, name;       // code: the name where there is none
  std::optional<Money> amount;  // of the document's first year
};

std::vector<FundingPart> FundingPartsOf(std::string_view funding);

// The same with amounts: a single source without one gets all of `amount`; empty when several sources leave it open.
std::vector<FundingPart> SplitOf(std::string_view funding, Money amount);

// Where the leaves' amounts of a year come from, by agency and source; code "" is what no source is named for.
struct FundingSum {
  std::string agency, code, name;
  Money amount;
  int nodes = 0;
};
std::vector<FundingSum> FundingOf(const DocumentContent& content, std::string_view agency, int year);

}  // namespace sinergi::planning
