// ContentStore: files that people hand in (evidence, annexes), kept on disk under the SHA-256 of their
// content.
//
//   files::ContentStore store("/var/lib/sinergi/files");
//   Result<files::StoredFile> kept = store.Put(bytes, "Laporan TW I.pdf");
//   Result<std::string> bytes = store.Get(kept->sha256);
//
// The same content is kept once. A file is written beside its place, flushed, read back and only then named,
// so that what is there is whole; Get checks it again. What a file is, its first bytes decide, never its
// name: pdf, png, jpeg, webp, xlsx, docx (without macros), and UTF-8 text named .csv or .txt. Thread-safe,
// also between processes.
//
// Errors: files.too_large, files.type_refused, files.not_found, files.damaged. A full or broken disk throws
// std::system_error.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sinergi::files {

struct StoredFile {
  std::string sha256;  // 64 hex digits
  std::string name;    // the sender's name made safe, with the ending of its type
  std::string media_type;
  size_t size = 0;
};

class ContentStore {
 public:
  explicit ContentStore(std::filesystem::path folder, size_t size_limit = 20 << 20);
  Result<StoredFile> Put(std::string_view bytes, std::string_view file_name) const;
  Result<std::string> Get(std::string_view sha256) const;

 private:
  std::filesystem::path PlaceOf(std::string_view sha256) const;  // <folder>/ab/cd/abcd…

  std::filesystem::path folder_;
  size_t size_limit_;
};

}  // namespace sinergi::files
