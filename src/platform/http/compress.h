// Compress: response bodies as brotli or gzip, by what the client accepts. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace sinergi::http {

enum class Coding { kPlain, kGzip, kBrotli };
std::string_view CodingName(Coding coding);  // "br", "gzip", ""

// The best of the codings that an Accept-Encoding header allows; q=0 forbids, * is taken as any.
Coding Preferred(std::string_view accept_encoding);

bool IsCompressible(std::string_view content_type);  // text, JSON, XML, SVG, JavaScript, manifests

std::string Compress(std::string_view body,
                     Coding coding);  // kPlain: a copy. Quality for answers made on the fly

}  // namespace sinergi::http
