// MediaType: what a file is by its bytes, and a name for it that is safe everywhere. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace sinergi::files {

struct MediaType {
  std::string_view ending;  // ".pdf"; "" when the content is of no accepted kind
  std::string_view name;    // "application/pdf"
};

// The file name only tells .csv from .txt; other text names are refused.
MediaType DetectMediaType(std::string_view bytes, std::string_view file_name);

// The last part of a path, without control characters and what file systems refuse, at most 120 bytes, ending
// in `ending`: ("C:\\x\\Lap:oran.PDF", ".pdf") -> "Lap_oran.pdf".
std::string SafeName(std::string_view file_name, std::string_view ending);

}  // namespace sinergi::files
