// The parts of CheckDocument that compare: codes, indicators between places of one document, and with the
// document above. Pure.
#pragma once

#include "modules/planning/document/checklist.h"

namespace sinergi::planning {

struct Findings {
  std::vector<DocumentFinding> found;
  void Add(FindingKind kind, int node, std::string subject = {}, int year = 0, std::string here = {},
           std::string there = {}, int other = -1, bool above = false) {
    found.push_back(
        {kind, node, other, above, year, std::move(subject), std::move(here), std::move(there), {}, {}});
  }
  // Where the file had the two indicators that the findings from `first` on compare.
  void Sources(size_t first, const DocumentIndicator& here, const DocumentIndicator& there) {
    for (size_t i = first; i < found.size(); ++i) {
      found[i].source = here.source;
      found[i].other_source = there.source;
    }
  }
};

void CheckCodes(const DocumentContent& content, const CheckContext& context, Findings& out);
void CheckTables(const DocumentContent& content, const CheckContext& context, Findings& out);
// Indicators of different tables that share most of their words, or their figures and half of their words.
void CheckWording(const DocumentContent& content, const CheckContext& context, Findings& out);
void CheckAgainstAbove(const DocumentContent& content, const DocumentContent& above,
                       const CheckContext& context, const std::vector<int>& years, Findings& out);

}  // namespace sinergi::planning
