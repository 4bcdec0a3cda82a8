#include "modules/performance/workbook/package_parts.h"

#include <zip.h>

#include <algorithm>
#include <memory>

namespace sinergi::performance {
namespace {

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_source_t* source) const { zip_source_free(source); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
template <class T>
using Owned = std::unique_ptr<T, Discard>;

Owned<zip_t> Open(zip_source_t* source, int flags) {
  zip_error_t error;
  zip_error_init(&error);
  Owned<zip_t> archive(zip_open_from_source(source, flags, &error));
  zip_error_fini(&error);
  return archive;
}

std::optional<std::string> ReadEntry(zip_t* archive, zip_uint64_t index, zip_uint64_t size) {
  const Owned<zip_file_t> file(zip_fopen_index(archive, index, 0));
  if (!file) return {};
  std::string bytes(size, '\0');
  const zip_int64_t read = zip_fread(file.get(), bytes.data(), size);
  return read == static_cast<zip_int64_t>(size) ? std::optional<std::string>(std::move(bytes)) : std::nullopt;
}

std::optional<std::string> ReadAll(zip_source_t* source) {
  zip_stat_t stat;
  if (zip_source_stat(source, &stat) < 0 || !(stat.valid & ZIP_STAT_SIZE) || zip_source_open(source) < 0)
    return {};
  std::string bytes(stat.size, '\0');
  const zip_int64_t read = zip_source_read(source, bytes.data(), stat.size);
  zip_source_close(source);
  return read == static_cast<zip_int64_t>(stat.size) ? std::optional<std::string>(std::move(bytes))
                                                     : std::nullopt;
}

}  // namespace

std::optional<PackageParts> PackageParts::Read(std::string_view bytes) {
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  if (!source) return {};
  const Owned<zip_t> archive = Open(source, ZIP_RDONLY);
  if (!archive) {
    zip_source_free(source);
    return {};
  }
  PackageParts package;
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive.get(), 0); ++i) {
    zip_stat_t stat;
    if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), 0, &stat) < 0) return {};
    auto entry = ReadEntry(archive.get(), static_cast<zip_uint64_t>(i), stat.size);
    if (!entry) return {};
    package.parts_.emplace_back(stat.name, std::move(*entry));
  }
  return package;
}

std::string* PackageParts::Find(std::string_view name) {
  const auto at =
      std::find_if(parts_.begin(), parts_.end(), [&](const auto& part) { return part.first == name; });
  return at == parts_.end() ? nullptr : &at->second;
}

void PackageParts::Remove(std::string_view name) {
  std::erase_if(parts_, [&](const auto& part) { return part.first == name; });
}

std::optional<std::string> PackageParts::Write() const {
  zip_source_t* raw = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  if (!raw) return {};
  const Owned<zip_source_t> target(raw);
  zip_source_keep(raw);  // one hold for the archive, one for reading it back
  Owned<zip_t> archive = Open(raw, ZIP_CREATE | ZIP_TRUNCATE);
  if (!archive) {
    zip_source_free(raw);
    return {};
  }
  for (const auto& [name, bytes] : parts_) {
    zip_source_t* part = zip_source_buffer(archive.get(), bytes.data(), bytes.size(), 0);
    if (!part) return {};
    if (zip_file_add(archive.get(), name.c_str(), part, ZIP_FL_ENC_UTF_8) < 0) {
      zip_source_free(part);
      return {};
    }
  }
  if (zip_close(archive.get()) < 0) return {};
  (void)archive.release();  // closed
  return ReadAll(raw);
}

}  // namespace sinergi::performance
