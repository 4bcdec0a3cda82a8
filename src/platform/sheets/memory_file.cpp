#include "platform/sheets/memory_file.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace sinergi::sheets {
namespace {

[[noreturn]] void Fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

MemoryFile::MemoryFile() : descriptor_(memfd_create("sinergi-sheet", MFD_CLOEXEC)) {
  if (descriptor_ < 0) Fail("memfd_create");
  path_ = "/proc/self/fd/" + std::to_string(descriptor_);
}

MemoryFile::~MemoryFile() {
  close(descriptor_);
}

std::string MemoryFile::Read() const {
  struct stat state;
  if (fstat(descriptor_, &state) != 0) Fail("fstat");
  std::string bytes(static_cast<size_t>(state.st_size), '\0');
  for (size_t at = 0; at < bytes.size();) {
    const ssize_t n = pread(descriptor_, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
    if (n <= 0) Fail("pread");
    at += static_cast<size_t>(n);
  }
  return bytes;
}

}  // namespace sinergi::sheets
