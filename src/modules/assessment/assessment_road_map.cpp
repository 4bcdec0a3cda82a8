#include "modules/assessment/assessment_road_map.h"

namespace sinergi::assessment {
namespace {

constexpr int64_t kWishMost = 1'000'000 * kMicro;

}  // namespace

Status CheckWish(const Instrument& instrument, const RoadWish& wish) {
  Error error{ErrorKind::kInvalid, "assessment.wish_invalid"};
  const auto range = [&](std::string_view field, bool fine) {
    if (!fine) error.fields.push_back({std::string(field), "assessment.number_range", {}});
  };
  range("target", wish.target_micro >= 0 && wish.target_micro <= kWishMost);
  range("capacity", !wish.capacity_micro || (*wish.capacity_micro >= 0 && *wish.capacity_micro <= kWishMost));
  range("years", !wish.years || (*wish.years >= 1 && *wish.years <= 100));
  range("max_rise", !wish.max_rise || (*wish.max_rise >= 1 && *wish.max_rise <= 100));
  for (const auto& [step, micro] : wish.efforts) range("efforts", micro >= 0 && micro <= kWishMost);
  for (const std::string& item : wish.locked)
    if (instrument.FindItem(item) < 0) error.fields.push_back({"locked", "assessment.item_unknown", {item}});
  if (!error.fields.empty()) return error;
  return Ok();
}

}  // namespace sinergi::assessment
