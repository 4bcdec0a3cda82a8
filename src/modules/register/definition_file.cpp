#include "modules/register/definition_file.h"

#include "base/ensure.h"
#include "modules/register/definition_parts.h"
#include "modules/register/names.h"
#include "platform/files/embedded.h"

namespace sinergi::registers {
namespace {

constexpr std::string_view kFolder = "data/registers/";

// "ppid-request": words of letters and digits, joined by hyphens.
bool IsRegisterId(std::string_view text) {
  if (text.empty() || text.size() > 40 || text[0] < 'a' || text[0] > 'z' || text.back() == '-') return false;
  for (const char c : text)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
  return text.find("--") == text.npos;
}

void ReadDefinitionHead(const files::Node& root, Definition& definition, files::Faults& faults) {
  definition.id = files::RequiredText(root, "register", faults);
  if (root["register"] && !IsRegisterId(definition.id))
    faults.Add(root["register"].Mark(), "register.bad_id", {definition.id});
  definition.title = OptionalLabel(root, "title", faults);
  if (!root["title"]) faults.Add(root.Mark(), "data_file.missing_key", {"title"});
  definition.one = root["one"] ? ReadLabel(root["one"], "one", faults) : definition.title;
  definition.basis = ReadWords(root, "basis", faults);
  definition.area = files::OptionalText(root, "area", faults);
  definition.title_field = files::OptionalText(root, "title_field", faults);
  definition.unit_from = files::OptionalText(root, "unit_from", faults);
}

void ReadParts(const files::Node& root, const OtherRegister& other, Definition& definition,
               files::Faults& faults) {
  files::CheckKeys(
      root, {"register", "title",   "one",   "basis",  "area",   "title_field", "unit_from", "number",
             "fields",   "states",  "ended", "roles",  "intake", "make",        "edit",      "acts",
             "clocks",   "figures", "lists", "prints", "public", "rankings",    "imports",   "gathers"},
      faults);
  ReadDefinitionHead(root, definition, faults);
  for (const char* key : {"number", "fields", "states", "acts"})
    if (!root[key]) faults.Add(root.Mark(), "data_file.missing_key", {key});
  if (!root["fields"] || !root["states"]) return;
  ReadStates(root, definition, faults);
  ReadFields(root["fields"], definition, faults);
  ReadRoles(root["roles"], definition, faults);
  ReadIntake(root, definition, faults);
  if (root["acts"]) ReadActs(root["acts"], definition, faults);
  if (root["number"]) ReadNumbering(root["number"], definition, faults);
  if (root["clocks"]) ReadClocks(root["clocks"], definition, faults);
  ReadConditions(root, definition, faults);
  if (!faults.empty()) return;  // what follows stands on sound names
  ReadFigures(root["figures"], definition, faults);
  ReadLists(root["lists"], definition, faults);
  ReadRankings(root["rankings"], definition, faults);
  ReadPapers(root["prints"], definition, faults);
  ReadLayouts(root["imports"], definition, faults);
  ReadPublicPart(root["public"], definition, faults);
  if (!other) return;
  const auto find = [&](std::string_view id) -> std::optional<Definition> {
    Result<Definition> read = ReadDefinition(other(id), id, nullptr);
    if (!read.ok()) return {};
    return std::move(*read);
  };
  ReadGathers(root["gathers"], find, definition, faults);
}

}  // namespace

Result<Definition> ReadDefinition(std::string_view yaml, std::string_view file_name,
                                  const OtherRegister& other) {
  Definition definition;
  const Status read = files::ReadDataFile(
      yaml, file_name,
      [&](const files::Node& root, files::Faults& faults) { ReadParts(root, other, definition, faults); });
  if (!read.ok()) return read.error();
  return definition;
}

std::string ShippedRegisterFile(std::string_view id) {
  const files::EmbeddedFile* file = files::FindEmbedded(std::string(kFolder) + std::string(id) + ".yaml");
  return file == nullptr ? "" : std::string(file->plain);
}

Result<Definition> ShippedRegister(std::string_view id) {
  const files::EmbeddedFile* file = files::FindEmbedded(std::string(kFolder) + std::string(id) + ".yaml");
  if (file == nullptr) return Error{ErrorKind::kNotFound, "register.unknown", {std::string(id)}};
  Result<Definition> definition = ReadDefinition(file->plain, file->path);
  ENSURE(definition.ok());
  return definition;
}

std::vector<std::string> ShippedRegisterIds() {
  std::vector<std::string> ids;
  for (const files::EmbeddedFile& file : files::AllEmbedded()) {
    if (!file.path.starts_with(kFolder) || !file.path.ends_with(".yaml")) continue;
    ids.emplace_back(file.path.substr(kFolder.size(), file.path.size() - kFolder.size() - 5));
  }
  return ids;
}

}  // namespace sinergi::registers
