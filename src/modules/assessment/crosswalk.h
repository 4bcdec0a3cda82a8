// Crosswalk: which item of an older instrument lives on in which item of a newer one, and how closely.
//
//   Result<Crosswalk> walk = ShippedCrosswalk("spbe-2018", "spbe-2020");
//   walk->pairs[0]   // {from "3", to "1", Strength::kWeak}
//
// An old item may live on in several new ones (3 in 1 and 2) and a new one may take from several old ones.
// A pair of strength kNew has an empty `from`: the new item asks what nobody asked before. `ended` are the
// old items without successor. Invariants, when read: every code exists in its instrument, no pair stands
// twice, every new item has a pair and every old one a pair or its place in `ended`.
//
// Errors: data_file.bad_file with one FieldError a fault (codes: docs/reference/instrument.md);
// assessment.crosswalk_unknown {0}=from, {1}=to. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "modules/assessment/instrument.h"

namespace sinergi::assessment {

// kuat: the same matter under another name; sedang: the same matter in part; lemah: a related one; baru: none
// before.
enum class Strength { kStrong, kMedium, kWeak, kNew };
std::string_view StrengthWord(Strength strength);  // "kuat", as files write it

struct CrosswalkPair {
  std::string from, to;
  Strength strength = Strength::kNew;
  std::string mark;  // "found": stated by the ministry; "derived": from names and criteria
};

struct Crosswalk {
  std::string id, from, to;          // "spbe-2018-2020", "spbe-2018", "spbe-2020"
  std::vector<CrosswalkPair> pairs;  // in the order of the new instrument's items
  std::vector<std::string> ended;    // old codes
};

Result<Crosswalk> ReadCrosswalk(std::string_view yaml, std::string_view file_name, const Instrument& from,
                                const Instrument& to);
// Between the shipped instruments that the file names.
Result<Crosswalk> ReadCrosswalk(std::string_view yaml, std::string_view file_name);
bool IsCrosswalkFile(std::string_view yaml);  // has it a line `crosswalk: …`?
Result<Crosswalk> ShippedCrosswalk(std::string_view from, std::string_view to);

}  // namespace sinergi::assessment
