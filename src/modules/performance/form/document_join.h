// Two documents laid together: every node and indicator of the first, and after them those that only the second
// has. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/planning/document/document.h"

namespace sinergi::performance::form {

struct JoinedDocument {
  planning::DocumentContent content;
  std::vector<int> here, there;      // by node: of the first and the second document; -1: not there
  std::vector<bool> indicator_here;  // by indicator
  std::vector<const planning::DocumentIndicator*> indicator_there;
};

// Of a document of the whole government only what is the agency's is taken. `second` must outlive the result.
JoinedDocument JoinDocuments(const planning::DocumentContent& first, const planning::DocumentContent& second,
                             std::string_view agency);

int IndicatorsAt(const planning::DocumentContent& content, int node);
// By name; else the only one there when `only`, that is when it is to be matched with an only one.
const planning::DocumentIndicator* SameIndicator(const planning::DocumentContent& content, int node,
                                                 std::string_view name, bool only);

}  // namespace sinergi::performance::form
