// How a suggestion is explained on the pages: its share, and which words stand in how many nodes.
#pragma once

#include "kernel/web.h"
#include "modules/proposal/suggestion.h"

namespace sinergi::proposal {

std::string ShareText(const Match& match);  // "66,7 %"
std::string WordsText(const kernel::Visit& v,
                      const Match& match);  // "wifi (×2, di 1 butir), akses (di 3 butir)"

}  // namespace sinergi::proposal
