// Values as people type and read them. Most instruments ask for a level; where a scale asks for points (SAKIP), the
// points of the item stand on paper, from 0 to its weight, and the value kept is their share of it in percent.
//
//   AsTyped(sakip, 4, Ratio{50, 1})   // item 4 weighs 3/2 -> 3/4
//   AsKept(sakip, 4, Ratio{3, 4})     // -> 50
//
// Empty when the fraction leaves 128 bits, or points of an item that weighs nothing. Pure.
#pragma once

#include "modules/assessment/instrument.h"

namespace sinergi::assessment {

bool TakesPoints(const Instrument& instrument, size_t item);
std::optional<Ratio> AsTyped(const Instrument& instrument, size_t item, const Ratio& kept);
std::optional<Ratio> AsKept(const Instrument& instrument, size_t item, const Ratio& typed);
// "0,75"; "–" for none.
std::string TypedText(const Instrument& instrument, size_t item, const std::optional<Ratio>& kept);

}  // namespace sinergi::assessment
