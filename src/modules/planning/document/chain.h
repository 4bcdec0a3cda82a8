// Chain: what each node of a document serves in the document above it (Renja → Renstra → RPJMD). Pure,
// linear.
//
//   ServedBy(renja, renstra, "2.16.01")   // node 4 of the Renja serves node 7 of the Renstra
//
// A node serves what it names, by code or by a name that stands there once; when it names nothing, the node
// of the same code (of the same agency first); failing both, what its parent serves.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/planning/document/document.h"

namespace sinergi::planning {

struct Link {
  enum class Kind { kNone, kUnknown, kNamed, kSameCode, kInherited };
  Kind kind = Kind::kNone;
  int above = -1;
  bool IsOwn() const { return kind == Kind::kNamed || kind == Kind::kSameCode; }
};

// `agency`: of the document below, for its nodes that name none themselves.
std::vector<Link> ServedBy(const DocumentContent& content, const DocumentContent& above,
                           std::string_view agency);

// Code of the agency of each node: its own, else its parent's, else `agency`.
std::vector<std::string> AgenciesOf(const DocumentContent& content, std::string_view agency);

}  // namespace sinergi::planning
