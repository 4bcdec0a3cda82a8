// The words that a form file may use as values: one row a word, with where it may stand and what it gives.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "modules/performance/form/form.h"

namespace sinergi::performance::form {

enum class Place { kCell, kHeader, kFooter };
enum class SideRule { kAny, kOnlyK, kOnlyRp };  // of a cell's value

struct SourceWord {
  std::string_view text;  // canonical: "target(renstra.end)"
  Source source;
  Place place;
  Format format;
  SideRule side = SideRule::kAny;
  int quarter = 0;
};

// Null when there is no such word at that place.
const SourceWord* FindSource(std::string_view canonical, Place place);

std::span<const SourceWord> AllSources();

}  // namespace sinergi::performance::form
