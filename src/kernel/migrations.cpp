#include "kernel/migrations.h"

#include "base/ensure.h"
#include "platform/files/embedded.h"

namespace sinergi::kernel {
namespace {

constexpr std::string_view kMigrationFolder = "/migrations/";

// "src/modules/planning/migrations/0001_node.sql" -> "planning/0001_node"
std::string NameOf(std::string_view path) {
  for (const std::string_view lead : {"src/", "modules/"}) {
    if (path.starts_with(lead)) path.remove_prefix(lead.size());
  }
  const size_t folder = path.find(kMigrationFolder);
  ENSURE(folder != path.npos && path.ends_with(".sql"));
  const std::string_view file = path.substr(folder + kMigrationFolder.size());
  return fmt::format("{}/{}", path.substr(0, folder), file.substr(0, file.size() - 4));
}

}  // namespace

std::vector<sql::Migration> MigrationsUnder(std::string_view prefix) {
  std::vector<sql::Migration> migrations;
  for (const files::EmbeddedFile& file : files::AllEmbedded()) {
    if (file.path.starts_with(prefix) && file.path.ends_with(".sql")) {
      migrations.push_back({NameOf(file.path), std::string(file.plain)});
    }
  }
  ENSURE(!migrations.empty());
  return migrations;
}

std::vector<sql::Migration> Migrations() {
  return MigrationsUnder("src/kernel/migrations/");
}

}  // namespace sinergi::kernel
