// Times of day as people read them: "21.22" in Indonesian, "21:22" in English. The only place that prints them.
//
//   TimeText("09:00–12:00", Lang::kId)              // "09.00–12.00"
//   MomentTime(at, Zone::kWita, Lang::kEn)          // "21:22 WITA"
//
// Pure.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "platform/files/texts.h"

namespace sinergi::kernel {

// `time` is as it is kept, "09:00"; or several of them.
std::string TimeText(std::string_view time, Lang lang);
std::string MomentTime(Instant at, Zone zone, Lang lang);

}  // namespace sinergi::kernel
