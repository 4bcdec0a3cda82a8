// MemoryFile: a file without a place on disk that a C library can open by a path.
#pragma once

#include <string>

namespace sinergi::sheets {

class MemoryFile {
 public:
  MemoryFile();  // throws std::system_error when the system gives none
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  const std::string& path() const { return path_; }  // good within this process, while this lives
  std::string Read() const;

 private:
  int descriptor_;
  std::string path_;
};

}  // namespace sinergi::sheets
