#include "app/backup_file.h"

#include <cstdio>
#include <fstream>
#include <memory>
#include <set>

#include <zip.h>

namespace sinergi::app {
namespace {

namespace fs = std::filesystem;

struct DiscardZip {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};
using Zip = std::unique_ptr<zip_t, DiscardZip>;
struct CloseZipFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

bool AddFile(zip_t* zip, const fs::path& path, const std::string& name) {
  zip_source_t* source = zip_source_file(zip, path.c_str(), 0, -1);
  if (source == nullptr) return false;
  if (zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0) return true;
  zip_source_free(source);
  return false;
}

bool AddFolder(zip_t* zip, const fs::path& folder) {
  if (!fs::exists(folder)) return true;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    if (!AddFile(zip, entry.path(), "evidence/" + fs::relative(entry.path(), folder).generic_string()))
      return false;
  }
  return true;
}

// "sinergi.db" or "evidence/…" of plain letters: nothing that could leave the folder.
bool IsSafeName(const std::string& name) {
  if (name == "sinergi.db") return true;
  if (!name.starts_with("evidence/") || name.find("..") != std::string::npos || name.back() == '/')
    return false;
  for (const char c : name)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '.')) return false;
  return true;
}

bool Extract(zip_t* zip, zip_uint64_t index, const fs::path& to) {
  const std::unique_ptr<zip_file_t, CloseZipFile> in(zip_fopen_index(zip, index, 0));
  if (!in) return false;
  fs::create_directories(to.parent_path());
  std::ofstream out(to, std::ios::binary | std::ios::trunc);
  fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write);
  char block[1 << 16];
  zip_int64_t n = 0;
  while ((n = zip_fread(in.get(), block, sizeof block)) > 0) out.write(block, n);
  out.flush();
  return n == 0 && out.good();
}

}  // namespace

Status PackBackup(const fs::path& database, const fs::path& evidence, const std::string& file) {
  const Error unwritable{ErrorKind::kUnavailable, "app.file_unwritable", {file}};
  const std::string beside = file + ".tmp";
  int code = 0;
  Zip zip(zip_open(beside.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code));
  if (!zip || !AddFile(zip.get(), database, "sinergi.db") || !AddFolder(zip.get(), evidence))
    return unwritable;
  if (zip_close(zip.get()) != 0) return unwritable;
  (void)zip.release();  // closed
  // It holds personal data: its owner's alone, as the database is.
  std::error_code failed;
  fs::permissions(beside, fs::perms::owner_read | fs::perms::owner_write, failed);
  if (!failed) fs::rename(beside, file, failed);
  if (failed) return unwritable;
  return Ok();
}

Status UnpackBackup(const std::string& file, const fs::path& folder) {
  const Error unreadable{ErrorKind::kInvalid, "app.backup_unreadable", {file}};
  int code = 0;
  const Zip zip(zip_open(file.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code));
  if (!zip) return unreadable;
  std::set<std::string> names;
  const zip_int64_t count = zip_get_num_entries(zip.get(), 0);
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    const std::string name = zip_get_name(zip.get(), i, 0);
    if (!IsSafeName(name) || !names.insert(name).second) return unreadable;
    if (!Extract(zip.get(), i, folder / name)) return unreadable;
  }
  return names.contains("sinergi.db") ? Ok() : Status(unreadable);
}

}  // namespace sinergi::app
