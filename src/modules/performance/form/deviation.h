// Where two planning documents differ in what they say of one indicator of a node in the year of a form.
#pragma once

#include <string>

#include "modules/performance/form/document_facts.h"

namespace sinergi::performance::form {

// "Target berbeda; dana berbeda"; "" when they agree. indicator -1: the node has none.
std::string DeviationOf(const DocumentFacts& facts, size_t node, int indicator);

}  // namespace sinergi::performance::form
