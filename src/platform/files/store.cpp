#include "platform/files/store.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <system_error>

#include "base/ensure.h"
#include "platform/files/media_type.h"
#include "platform/files/sha256.h"

namespace sinergi::files {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void Broken(const char* act, const fs::path& path) {
  throw std::system_error(errno, std::generic_category(), fmt::format("{} {}", act, path.string()));
}

class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags) : fd_(open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

bool IsSha256(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

// nullopt: there is no such file.
std::optional<std::string> ReadAll(const fs::path& path) {
  const Descriptor file(path, O_RDONLY);
  if (file.get() < 0 && errno == ENOENT) return std::nullopt;
  struct stat about {};
  if (file.get() < 0 || fstat(file.get(), &about) != 0) Broken("open", path);
  std::string bytes(static_cast<size_t>(about.st_size), '\0');
  for (size_t at = 0; at < bytes.size();) {
    const ssize_t count = read(file.get(), bytes.data() + at, bytes.size() - at);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) Broken("read", path);
    if (count == 0) bytes.resize(at);
    at += static_cast<size_t>(count);
  }
  return bytes;
}

void WriteAll(const fs::path& path, std::string_view bytes) {
  const Descriptor file(path, O_WRONLY | O_CREAT | O_EXCL);
  if (file.get() < 0) Broken("create", path);
  while (!bytes.empty()) {
    const ssize_t count = write(file.get(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) Broken("write", path);
    bytes.remove_prefix(static_cast<size_t>(count));
  }
  if (fsync(file.get()) != 0) Broken("flush", path);
}

void FlushFolder(const fs::path& path) {
  const Descriptor folder(path, O_RDONLY | O_DIRECTORY);
  if (folder.get() < 0 || fsync(folder.get()) != 0) Broken("flush", path);
}

// The file has its name only when its content is known to be on the disk.
void WriteChecked(const fs::path& place, std::string_view bytes, const std::string& sha256) {
  fs::create_directories(place.parent_path());
  const fs::path fresh = place.string() + fmt::format(".{:08x}.new", randombytes_random());
  try {
    WriteAll(fresh, bytes);
    const std::optional<std::string> back = ReadAll(fresh);
    if (!back || Sha256(*back) != sha256) {
      throw std::system_error(EIO, std::generic_category(), "read back differs: " + fresh.string());
    }
    fs::rename(fresh, place);
  } catch (...) {
    unlink(fresh.c_str());
    throw;
  }
  for (fs::path folder = place.parent_path(); const int level : {0, 1, 2}) {
    FlushFolder(folder);
    if (level < 2) folder = folder.parent_path();
  }
}

Error Refuse(ErrorKind kind, const char* code, std::vector<std::string> args = {}) {
  return Error{kind, code, std::move(args)};
}

}  // namespace

std::string Sha256(std::string_view bytes) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  char hex[2 * sizeof digest + 1];
  return sodium_bin2hex(hex, sizeof hex, digest, sizeof digest);
}

ContentStore::ContentStore(fs::path folder, size_t size_limit)
    : folder_(std::move(folder)), size_limit_(size_limit) {
  ENSURE(sodium_init() >= 0);
  fs::create_directories(folder_);
}

fs::path ContentStore::PlaceOf(std::string_view sha256) const {
  return folder_ / sha256.substr(0, 2) / sha256.substr(2, 2) / sha256;
}

Result<StoredFile> ContentStore::Put(std::string_view bytes, std::string_view file_name) const {
  if (bytes.size() > size_limit_) {
    return Refuse(ErrorKind::kTooLarge, "files.too_large", {std::to_string(size_limit_ >> 20)});
  }
  const MediaType type = DetectMediaType(bytes, file_name);
  if (type.ending.empty()) return Refuse(ErrorKind::kInvalid, "files.type_refused");
  StoredFile file{Sha256(bytes), SafeName(file_name, type.ending), std::string(type.name), bytes.size()};
  const fs::path place = PlaceOf(file.sha256);
  const std::optional<std::string> known = ReadAll(place);
  // A damaged copy is replaced by the good one.
  if (!known || Sha256(*known) != file.sha256) WriteChecked(place, bytes, file.sha256);
  return file;
}

Result<std::string> ContentStore::Get(std::string_view sha256) const {
  if (!IsSha256(sha256)) return Refuse(ErrorKind::kNotFound, "files.not_found");
  std::optional<std::string> bytes = ReadAll(PlaceOf(sha256));
  if (!bytes) return Refuse(ErrorKind::kNotFound, "files.not_found");
  if (Sha256(*bytes) != sha256) return Refuse(ErrorKind::kUnavailable, "files.damaged");
  return std::move(*bytes);
}

}  // namespace sinergi::files
