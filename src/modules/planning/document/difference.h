// Difference: what changed between two versions of a document, each change with its place, before and after.
// Pure, linear.
//
//   DifferencesOf(draft, final)   // {kRenamed, "2.16.02 …", before, after}, {kAmount, …, year 2027, "Rp 1", "Rp 2"}
//
// Nodes are the same when agency and code are; without a code, when agency, level and name are. What is left
// over is matched by name (the code changed) and then by being the only one left of its level below the same
// parent (the name changed). Indicators are matched by name below their node, one left on both sides is the
// same, renamed.
#pragma once

#include <string>
#include <vector>

#include "modules/planning/document/document.h"

namespace sinergi::planning {

enum class DifferenceKind {
  kAdded,
  kRemoved,
  kRenamed,
  kRecoded,
  kMoved,
  kServes,
  kField,  // agency, location, funding, note, priorities or target group
  kAmount,
  kIndicatorAdded,
  kIndicatorRemoved,
  kIndicatorRenamed,
  kTarget,
  kMeasure,  // the indicator's unit, baseline, standard or IKK
};
constexpr int kDifferenceKinds = 13;
std::string_view Name(DifferenceKind kind);

struct Difference {
  DifferenceKind kind = DifferenceKind::kAdded;
  std::string place;      // of the node, as in the later version where it still stands
  std::string indicator;  // its name, if it is one's
  int year = 0;
  std::string before, after;
  int node_before = -1, node_after = -1;
};

// For each node of `after` its node in `before`, -1 for a new one.
std::vector<int> MatchNodes(const DocumentContent& before, const DocumentContent& after);
std::vector<Difference> DifferencesOf(const DocumentContent& before, const DocumentContent& after);

}  // namespace sinergi::planning
