// Levels of an instrument's items as people keep them: a CSV with the columns code,value.
//
//   Result<Levels> levels = ReadLevels(spbe, bytes, "levels.csv");
//
// Values are whole levels, decimals ("3,25", "3.25") or fractions ("11/3") where the item's scale allows
// decimals; an empty value is not answered. A level may also be written by its name or another way its file
// allows ("AA", "Ya", "0.75"), and points
// ("4,5") where the scale counts points. Level 0 is "tidak dinilai" (not assessed) and counts as 0.
// Errors: assessment.bad_levels {0}=file with one FieldError a fault, its field being "file:line" (unknown
// code, doubled code, value that the item's scale does not have, missing column, no answer at all); every
// fault at once. Items not named are not answered.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "modules/assessment/index.h"

namespace sinergi::assessment {

Result<Levels> ReadLevels(const Instrument& instrument, std::string_view bytes, std::string_view file_name);

// One value as typed; empty when the item's scale does not have it. What it has, for a person: "1, 2, 3, 4,
// 5".
std::optional<Ratio> ReadLevel(const Instrument& instrument, const Item& item, const std::string& text);
std::string AllowedLevels(const Instrument& instrument, const Item& item);

// The same of a scale by itself: by name, by another way to write it, or by number.
std::optional<Ratio> LevelIn(const LevelScale& scale, const std::string& text);
std::string LevelNames(
    const LevelScale& scale);  // "1, 2, 3, 4, 5"; names where numbers are no levels' everyday name

}  // namespace sinergi::assessment
