// What modules above this one add to the page of a record: links to what they do with it. This module knows none of
// them; they are handed in where the program is put together.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kernel/web.h"
#include "modules/register/record.h"

namespace sinergi::registers {

struct RecordLink {
  std::string url, title;
};
using RecordLinkSource =
    std::function<std::vector<RecordLink>(const kernel::Visit&, const Definition&, const Record&)>;

}  // namespace sinergi::registers
