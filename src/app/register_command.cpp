// sinergi register list | check: the registers that ship, and files of one's own. No database.
#include <filesystem>
#include <iostream>

#include <boost/json.hpp>

#include "app/instrument_choice.h"
#include "app/label_json.h"
#include "modules/register/definition_file.h"

namespace sinergi::app {
namespace {

namespace json = boost::json;
using registers::Definition;

json::object Json(const Definition& definition) {
  return {{"id", definition.id},
          {"title", LabelJson(definition.title)},
          {"area", definition.area},
          {"basis", json::value_from(definition.basis)},
          {"fields", definition.fields.size()},
          {"states", definition.states.size()},
          {"acts", definition.acts.size()},
          {"clocks", definition.clocks.size()},
          {"figures", definition.figures.size()},
          {"public", definition.open.has_value()}};
}

// "e-lopo.yaml:12:20: Isian “x” tidak ada."
void PrintFaults(const Globals& globals, const Error& error) {
  const Texts& texts = Texts::Shipped();
  for (const FieldError& fault : error.fields)
    std::cout << fault.field << ": " << texts.Get(globals.lang, "error." + fault.code, fault.args) << "\n";
}

// A file may speak of another one that lies beside it, or of one that ships.
std::string FileBeside(const std::string& file, std::string_view id) {
  const Result<std::string> beside =
      ReadFile((std::filesystem::path(file).parent_path() / (std::string(id) + ".yaml")).string());
  return beside.ok() ? *beside : registers::ShippedRegisterFile(id);
}

}  // namespace

int ListRegisters(const Globals& globals) {
  json::array all;
  for (const std::string& id : registers::ShippedRegisterIds()) {
    const Result<Definition> definition = registers::ShippedRegister(id);
    if (!definition.ok()) return Fail(globals, definition.error());
    const Label& title = definition->title;
    if (globals.json)
      all.push_back(Json(*definition));
    else
      std::cout << id << "\t" << InLanguage(title, globals.lang) << "\n";
  }
  if (globals.json) std::cout << json::serialize(json::object{{"registers", std::move(all)}}) << "\n";
  return kDone;
}

int CheckRegister(const Globals& globals, const std::string& file) {
  const Result<std::string> bytes = ReadFile(file);
  if (!bytes.ok()) return Fail(globals, bytes.error());
  const Result<Definition> definition =
      registers::ReadDefinition(*bytes, file, [&](std::string_view id) { return FileBeside(file, id); });
  if (!definition.ok()) {
    if (globals.json || definition.error().fields.empty()) return FailWithPlaces(globals, definition.error());
    PrintFaults(globals, definition.error());
    std::cerr << "sinergi: " << T(globals, "error." + definition.error().code, {file}) << "\n";
    return kRefused;
  }
  json::object body = Json(*definition);
  body["file"] = file;
  if (globals.json)
    std::cout << json::serialize(body) << "\n";
  else
    std::cout << T(globals, "register.clean",
                   {file, definition->id, std::to_string(definition->fields.size()),
                    std::to_string(definition->acts.size())})
              << "\n";
  return kDone;
}

}  // namespace sinergi::app
