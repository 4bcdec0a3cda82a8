// Starting a document from another one: an RPJMD's, Renstra's or last Renja's nodes become the first content of the next.
// Pure.
//
// Of an agency's document only what is that agency's is taken, with what stands above it; amounts and targets of the new
// document's years and of the year after a yearly one are kept, others are left out. Taken from a document above, nodes
// without a code say what they serve by name; those with one serve the node of their code.
#pragma once

#include <string_view>

#include "modules/planning/document/document.h"

namespace sinergi::planning {

struct StartWish {
  int year_from = 0, year_to = 0;
  std::string_view agency;      // code; "": the whole government's
  std::string_view own_agency;  // of the document it is taken from; "" when that is the government's
  bool from_above = false;
};
DocumentContent StartFrom(const DocumentContent& source, const StartWish& wish);

}  // namespace sinergi::planning
