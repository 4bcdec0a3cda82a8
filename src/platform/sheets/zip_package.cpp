#include "platform/sheets/zip_package.h"

#include <zip.h>

#include <algorithm>

#include "base/text.h"

namespace sinergi::sheets {
namespace {

constexpr std::string_view kOleMagic("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
constexpr std::string_view kEndMagic("PK\5\6", 4);
constexpr size_t kEndSize = 22, kEndSearch = 65'535 + kEndSize;
constexpr uint64_t kSmallPart = 1 << 20;

Error Invalid(std::string code, std::string detail = {}) {
  return Error{ErrorKind::kInvalid, std::move(code), {}, {}, std::move(detail)};
}
Error TooLarge(std::string code, std::string detail) {
  return Error{ErrorKind::kTooLarge, std::move(code), {}, {}, std::move(detail)};
}

// An old .xls and an .xlsx locked with a password are the same kind of container; the second holds a stream
// by this name.
Error OleError(std::string_view bytes) {
  constexpr std::string_view kName("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
  return Invalid(bytes.find(kName) != std::string_view::npos ? "sheets.encrypted" : "sheets.old_xls");
}

// Entries that the directory at the end claims, read before libzip reserves memory for them; -1 without a
// directory.
int ClaimedParts(std::string_view bytes) {
  const std::string_view tail = bytes.substr(bytes.size() - std::min(bytes.size(), kEndSearch));
  int claimed = -1;
  for (size_t at = tail.find(kEndMagic); at != std::string_view::npos; at = tail.find(kEndMagic, at + 1)) {
    if (at + kEndSize > tail.size()) break;
    const auto byte = [&](size_t i) { return static_cast<int>(static_cast<unsigned char>(tail[at + i])); };
    claimed = std::max(claimed, byte(10) | byte(11) << 8);
  }
  return claimed;
}

Status CheckContainer(std::string_view bytes, const ReadLimits& limits) {
  if (bytes.size() > limits.file_bytes)
    return TooLarge("sheets.too_large", "file of " + std::to_string(bytes.size()));
  if (bytes.starts_with(kOleMagic)) return OleError(bytes);
  if (!bytes.starts_with("PK")) return Invalid("sheets.not_xlsx", "no zip");
  const int claimed = ClaimedParts(bytes);
  if (claimed < 0) return Invalid("sheets.truncated", "no directory at the end");
  if (claimed > limits.parts) return TooLarge("sheets.zip_bomb", std::to_string(claimed) + " parts");
  return Ok();
}

std::string ErrorText(zip_error_t& error) {
  std::string text = zip_error_strerror(&error);
  zip_error_fini(&error);
  return text;
}

}  // namespace

void ZipPackage::CloseZip::operator()(zip* archive) const {
  zip_discard(archive);
}
void ZipPackage::CloseFile::operator()(zip_file* file) const {
  zip_fclose(file);
}

Result<ZipPackage> ZipPackage::Open(std::string_view bytes, const ReadLimits& limits) {
  if (Status fine = CheckContainer(bytes, limits); !fine.ok()) return fine.error();
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return Invalid("sheets.truncated", ErrorText(error));
  ZipPackage package;
  package.limits_ = limits;
  package.archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
  if (!package.archive_) {
    zip_source_free(source);
    return Invalid("sheets.truncated", ErrorText(error));
  }
  if (Status listed = package.ListParts(bytes.size()); !listed.ok()) return listed.error();
  return package;
}

Status ZipPackage::ListParts(uint64_t file_size) {
  const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
  if (count > limits_.parts) return TooLarge("sheets.zip_bomb", std::to_string(count) + " parts");
  for (zip_int64_t i = 0; i < count; ++i)
    if (Status added = AddPart(static_cast<uint64_t>(i), file_size); !added.ok()) return added;
  return Ok();
}

Status ZipPackage::AddPart(uint64_t index, uint64_t file_size) {
  zip_stat_t stat;
  if (zip_stat_index(archive_.get(), index, 0, &stat) != 0)
    return Invalid("sheets.truncated", "unreadable directory");
  constexpr zip_uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
  if ((stat.valid & kNeeded) != kNeeded) return Invalid("sheets.truncated", "part without size");
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
    return Invalid("sheets.encrypted");
  const uint64_t packed = std::min<uint64_t>(stat.comp_size, file_size);
  if (stat.size > limits_.unpacked_bytes || (declared_ += stat.size) > limits_.unpacked_bytes)
    return TooLarge("sheets.too_large", std::string("declared size, at ") + stat.name);
  if (stat.size > kSmallPart && stat.size / limits_.ratio > packed)
    return TooLarge("sheets.zip_bomb", std::string("declared ratio of ") + stat.name);
  std::string name = LowerAscii(stat.name);
  if (name.empty() || name.back() == '/') return Ok();
  if (!parts_.emplace(std::move(name), Part{index, packed}).second)
    return Invalid("sheets.not_xlsx", std::string("part twice: ") + stat.name);
  return Ok();
}

bool ZipPackage::Has(std::string_view part) const {
  return parts_.contains(LowerAscii(part));
}

Status ZipPackage::OpenPart(std::string_view part) {
  const auto found = parts_.find(LowerAscii(part));
  if (found == parts_.end()) return Invalid("sheets.truncated", "missing part " + std::string(part));
  file_.reset(zip_fopen_index(archive_.get(), found->second.index, 0));
  if (!file_) return Invalid("sheets.truncated", std::string(part) + ": " + zip_strerror(archive_.get()));
  part_name_ = part;
  part_packed_ = found->second.packed;
  part_unpacked_ = 0;
  return Ok();
}

Result<size_t> ZipPackage::Read(char* to, size_t size) {
  const zip_int64_t n = zip_fread(file_.get(), to, size);
  if (n < 0) return Invalid("sheets.truncated", part_name_ + ": " + zip_file_strerror(file_.get()));
  unpacked_ += static_cast<uint64_t>(n);
  part_unpacked_ += static_cast<uint64_t>(n);
  if (unpacked_ > limits_.unpacked_bytes) return TooLarge("sheets.too_large", "unpacked, at " + part_name_);
  if (part_unpacked_ > kSmallPart && part_unpacked_ / limits_.ratio > part_packed_)
    return TooLarge("sheets.zip_bomb", "unpacked ratio of " + part_name_);
  return static_cast<size_t>(n);
}

}  // namespace sinergi::sheets
