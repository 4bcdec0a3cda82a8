// Moments as tests write them.
#pragma once
#include <string_view>

#include "base/clock.h"

namespace sinergi::kernel {

// "2026-07-06 09:30" or "2026-07-06 23:59:59" in the zone.
inline Instant At(std::string_view text, Zone zone) {
  const auto number = [&](size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  const int64_t days = Date::Parse(text.substr(0, 10)).value().Days();
  const int seconds = text.size() > 16 ? number(17) : 0;
  return days * 86400 + number(11) * 3600 + number(14) * 60 + seconds - static_cast<int64_t>(zone) * 3600;
}

}  // namespace sinergi::kernel
