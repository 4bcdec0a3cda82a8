// Sha256: the hash by which contents are kept and named. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace sinergi::files {

std::string Sha256(std::string_view bytes);  // 64 hex digits

}  // namespace sinergi::files
