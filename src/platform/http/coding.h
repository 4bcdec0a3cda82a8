// Coding: the text codings of HTTP: percent codes, queries, cookies. All strict: what is not well formed is
// refused, not repaired. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/http/message.h"

namespace sinergi::http {

enum class Plus { kIsPlus, kIsBlank };

bool EqualsFolded(std::string_view a, std::string_view b);  // ASCII letters of either case are equal
bool IsCleanText(std::string_view text);                    // UTF-8 without NUL

std::optional<std::string> PercentDecode(std::string_view text, Plus plus);  // nullopt: a wrong percent code

// "a=1&b=%20" as pairs; nullopt on a wrong percent code, unclean text or more than `most` pairs.
std::optional<Pairs> ReadUrlencoded(std::string_view text, size_t most);

Pairs ReadCookies(std::string_view header);  // what is not name=value is left out; at most 100

// Fills path, target and query from the request line's target; false when it is not one we serve.
bool ReadTarget(std::string_view target, Request& request);

}  // namespace sinergi::http
