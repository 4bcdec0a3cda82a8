// A form that was made from a row which somebody else has changed since: what is said of each of its fields.
//
//   if (error.kind == ErrorKind::kConflict) error = BesideStored(error, {{"name", label, typed, unit.name}});
//
// The page then shows what was typed, says field by field what is stored now where that differs, and carries the new
// row version: saving again is a choice made with both in sight. Pure.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace sinergi::kernel {

struct StoredField {
  std::string name, label;
  std::string typed, stored;  // as the form sends them
  std::string shown;          // what is stored as people read it; empty: as `stored`
};

Error BesideStored(const Error& refused, const std::vector<StoredField>& fields);

}  // namespace sinergi::kernel
