#include "kernel/time_text.h"

#include <algorithm>

namespace sinergi::kernel {

std::string TimeText(std::string_view time, Lang lang) {
  std::string text(time);
  if (lang == Lang::kId) std::ranges::replace(text, ':', '.');
  return text;
}

std::string MomentTime(Instant at, Zone zone, Lang lang) {
  return fmt::format("{} {}", TimeText(TimeAt(at, zone), lang), ZoneName(zone));
}

}  // namespace sinergi::kernel
