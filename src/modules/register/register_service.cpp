#include "modules/register/register_service.h"

#include <algorithm>
#include <fstream>
#include <map>

#include "base/ensure.h"
#include "modules/register/definition_file.h"
#include "modules/register/record_table.h"
#include "platform/files/data_file.h"
#include "platform/files/embedded.h"

namespace sinergi::registers {
namespace {

struct RegisterFile {
  std::string name, yaml;
  bool shipped = true;
};
using RegisterFiles = std::map<std::string, RegisterFile>;  // by the register's id

RegisterFiles ShippedFiles() {
  RegisterFiles found;
  for (const std::string& id : ShippedRegisterIds()) {
    const std::string path = "data/registers/" + id + ".yaml";
    if (const files::EmbeddedFile* file = files::FindEmbedded(path))
      found[id] = {path, std::string(file->plain)};
  }
  return found;
}

// One byte more than is allowed, so that what is too large is told as such.
std::string ReadOwnFile(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text(files::kLargestDataFile + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(stream.gcount()));
  return text;
}

// A region's own files, in order of their names. What cannot be read counts for the register that its name
// gives.
void AddOwnFiles(const std::filesystem::path& folder, RegisterFiles& files) {
  std::error_code none;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none))
    if (entry.path().extension() == ".yaml" && entry.is_regular_file(none)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const std::filesystem::path& path : paths) {
    RegisterFile file{path.filename().string(), ReadOwnFile(path), false};
    const Result<Definition> read = ReadDefinition(file.yaml, file.name, nullptr);
    files[read.ok() ? read->id : path.stem().string()] = std::move(file);
  }
}

// What a region's own file says of another register, it says of that in force; what ships speaks of what ships.
OtherRegister OthersOf(const RegisterFiles& files, const RegisterFile& file) {
  if (file.shipped) return ShippedRegisterFile;
  return [&files](std::string_view id) {
    const auto found = files.find(std::string(id));
    return found == files.end() ? std::string() : found->second.yaml;
  };
}

// What was applied before, where the newest file may not be.
std::optional<Definition> AppliedBefore(sql::Connection& c, const std::string& id,
                                        const OtherRegister& others) {
  const std::optional<std::string> yaml = AppliedDefinition(c, id);
  if (!yaml) return {};
  Result<Definition> before = ReadDefinition(*yaml, id, others);
  if (!before.ok()) return {};
  return std::move(*before);
}

Result<InForce> BringIntoForce(sql::Connection& c, const std::string& id, const RegisterFiles& files,
                               Instant now) {
  const RegisterFile& file = files.at(id);
  const OtherRegister others = OthersOf(files, file);
  Result<Definition> fresh = ReadDefinition(file.yaml, file.name, others);
  std::optional<Error> refused;
  if (!fresh.ok()) {
    refused = fresh.error();
  } else if (const Status applied = ApplyDefinition(c, *fresh, file.yaml, now); !applied.ok()) {
    refused = applied.error();
  }
  if (!refused) return InForce{std::move(*fresh), {}};
  std::optional<Definition> before = AppliedBefore(c, id, others);
  if (!before) return *refused;
  RenewTables(c, *before);
  return InForce{std::move(*before), std::move(refused)};
}

bool ListedBefore(const InForce& a, const InForce& b) {
  return std::tie(a.definition.area, a.definition.title.id) <
         std::tie(b.definition.area, b.definition.title.id);
}

// What applying the files has come to: what was new, and what stands as it stood.
struct Applied {
  std::vector<InForce> fresh;
  std::vector<RegisterFile> unchanged;
  std::vector<UnreadRegister> unread, refused;
};

Applied ApplyAll(sql::Connection& c, const RegisterFiles& files, Instant now) {
  Applied all;
  for (const auto& [id, file] : files) {
    if (file.shipped && IsApplied(c, id, file.yaml)) {
      all.unchanged.push_back(file);
      continue;
    }
    Result<InForce> in_force = BringIntoForce(c, id, files, now);
    if (!in_force.ok()) {
      all.unread.push_back({file.name, in_force.error()});
      continue;
    }
    if (in_force->refused) all.refused.push_back({file.name, *in_force->refused});
    all.fresh.push_back(std::move(*in_force));
  }
  return all;
}

std::vector<InForce> ReadUnchanged(std::vector<InForce> all, const std::vector<RegisterFile>& unchanged) {
  for (const RegisterFile& file : unchanged) {
    Result<Definition> definition = ReadDefinition(file.yaml, file.name);
    ENSURE(definition.ok());  // what ships can be read: a test reads it all
    all.push_back({std::move(*definition), {}});
  }
  std::sort(all.begin(), all.end(), ListedBefore);
  return all;
}

}  // namespace

Registers Registers::Open(sql::Database& db, const std::filesystem::path& own_folder, Instant now) {
  RegisterFiles files = ShippedFiles();
  AddOwnFiles(own_folder, files);
  Result<Applied> applied = db.Write([&](sql::Connection& c) -> Result<Applied> {
    // Two servers that start at once make the tables one after the other.
    if (c.dialect() == sql::Dialect::kPostgres) c.Script("LOCK TABLE register_definition IN EXCLUSIVE MODE");
    return ApplyAll(c, files, now);
  });
  Registers registers;
  registers.unread_ = std::move(applied->unread);
  registers.refused_ = std::move(applied->refused);
  registers.all_ =
      std::async(std::launch::async, ReadUnchanged, std::move(applied->fresh), std::move(applied->unchanged))
          .share();
  return registers;
}

const InForce* Registers::Find(std::string_view id) const {
  for (const InForce& one : all())
    if (one.definition.id == id) return &one;
  return nullptr;
}

}  // namespace sinergi::registers
