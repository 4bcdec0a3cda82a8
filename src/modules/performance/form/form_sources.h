// The words that a form file may use as values: one row a word, with where it may stand and what it gives.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "modules/performance/form/form.h"

namespace sinergi::performance::form {

enum class Place { kCell, kHeader, kFooter };
enum class SideRule { kAny, kOnlyK, kOnlyRp };  // of a cell's value
enum class Needs {
  kNothing,
  kPlan,
  kDocument,
  kOther,
  kYear
};  // of the form's rows; kYear: a repeated column

struct SourceWord {
  std::string_view text;  // canonical: "target(renstra.end)"
  Source source;
  Place place;
  Format format;
  SideRule side = SideRule::kAny;
  int at = 0;  // quarter, or years from the year of the form
  Needs needs = Needs::kNothing;
};

// Null when there is no such word at that place.
const SourceWord* FindSource(std::string_view canonical, Place place);

std::span<const SourceWord> AllSources();

}  // namespace sinergi::performance::form
