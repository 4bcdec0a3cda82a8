// The backup: one ZIP file with a consistent copy of the database (SQLite, whatever the store is) and the
// evidence files.
//
//   sinergi.db          the database
//   evidence/ab/cd/…    evidence, by SHA-256
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.h"

namespace sinergi::app {

// Packs `database` and everything below `evidence` (may be missing). app.file_unwritable.
Status PackBackup(const std::filesystem::path& database, const std::filesystem::path& evidence,
                  const std::string& file);
// Unpacks into an existing, empty folder. Names that leave the folder, doubled names and damaged parts are
// refused: app.backup_unreadable.
Status UnpackBackup(const std::string& file, const std::filesystem::path& folder);

}  // namespace sinergi::app
