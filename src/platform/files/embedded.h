// The files that travel inside the program: data/, web/, page templates (src/**/*.html) and migrations
// (src/**/migrations/*.sql). Made at build time by tools/embed.cpp; see cmake/embed.cmake.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sinergi::files {

struct EmbeddedFile {
  std::string_view path;      // "data/texts/id.yaml", "web/css/base.css", "src/kernel/migrations/0001_units.sql"
  std::string_view plain;     // contents
  std::string_view brotli;    // empty unless the file is under web/
  std::string_view gzip;      // likewise
  std::string_view hash;      // first 12 hex digits of SHA-256
};

std::span<const EmbeddedFile> AllEmbedded();            // sorted by path
const EmbeddedFile* FindEmbedded(std::string_view path);  // null when there is none

// The address of a file below web/, with its hash: "css/base.css" -> "/static/css/base.1a2b3c4d5e6f.css". A file that
// does not exist is our bug (ENSURE).
std::string AssetUrl(std::string_view path_below_web);

}  // namespace sinergi::files
