#include <algorithm>

#include "kernel/actor.h"
#include "modules/register/definition_parts.h"
#include "modules/register/names.h"

namespace sinergi::registers {
namespace {

bool IsRole(const Definition& definition, std::string_view word) {
  return std::any_of(definition.roles.begin(), definition.roles.end(),
                     [&](const RegisterRole& known) { return known.name == word; });
}

Need ReadNeed(const files::Node& map, const char* key, Need missing, files::Faults& faults) {
  const std::string word = files::OptionalText(map, key, faults);
  if (word.empty()) return missing;
  if (word == "required") return Need::kRequired;
  if (word == "allowed") return Need::kAllowed;
  if (word != "no") faults.Add(map[key].Mark(), "data_file.unknown_word", {word, "required, allowed, no"});
  return Need::kNo;
}

Act ReadAct(const files::Node& name, const files::Node& map, const Definition& definition,
            files::Faults& faults) {
  Act act;
  act.name = ReadName(name, faults);
  if (!map.IsMap()) {
    faults.Add(map.Mark(), "data_file.not_a_map", {act.name});
    return act;
  }
  files::CheckKeys(map,
                   {"title", "from", "to", "by", "when", "when_said", "complete", "needs", "asks", "note",
                    "files", "once", "tells", "prints", "sets"},
                   faults);
  act.title = OptionalLabel(map, "title", faults);
  if (!map["title"]) faults.Add(map.Mark(), "data_file.missing_key", {"title"});
  act.from = ReadWords(map, "from", faults);
  act.to = files::OptionalText(map, "to", faults);
  act.by = ReadWords(map, "by", faults);
  if (act.by.empty()) faults.Add(map.Mark(), "data_file.missing_key", {"by"});
  act.when_said = OptionalLabel(map, "when_said", faults);
  if (map["when"] && !map["when_said"]) faults.Add(map["when"].Mark(), "register.guard_unsaid");
  act.complete = ReadYes(map, "complete", faults);
  act.needs = ReadWords(map, "needs", faults);
  act.asks = ReadWords(map, "asks", faults);
  act.note = ReadNeed(map, "note", Need::kAllowed, faults);
  act.files = ReadNeed(map, "files", Need::kNo, faults);
  act.once = ReadYes(map, "once", faults);
  act.tells = ReadWords(map, "tells", faults);
  act.prints = files::OptionalText(map, "prints", faults);
  const auto state = [&](std::string_view word) { return definition.StateNamed(word) != nullptr; };
  const auto field = [&](std::string_view word) { return definition.FieldNamed(word) != nullptr; };
  const auto role = [&](std::string_view word) { return word == kPublicRole || IsRole(definition, word); };
  CheckWords(map, "from", state, "register.unknown_state", faults);
  CheckWords(map, "to", state, "register.unknown_state", faults);
  CheckWords(map, "by", role, "register.unknown_role", faults);
  CheckWords(map, "needs", field, "register.unknown_field", faults);
  CheckWords(map, "asks", field, "register.unknown_field", faults);
  CheckTold(map, "tells", definition, faults);
  return act;
}

// Runs `read` for each entry of a map of named things, and tells of doubles.
template <class T, class Read>
void ReadNamed(const files::Node& map, const char* key, std::vector<T>& into, Read read,
               files::Faults& faults) {
  if (!map.IsMap() || map.size() == 0) return faults.Add(map.Mark(), "data_file.not_a_map", {key});
  for (const auto& entry : map.entries()) {
    T one = read(entry.first, entry.second);
    for (const T& other : into)
      if (other.name == one.name) faults.Add(entry.first.Mark(), "data_file.doubled_key", {one.name});
    into.push_back(std::move(one));
  }
}

}  // namespace

void CheckTold(const files::Node& map, const char* key, const Definition& definition, files::Faults& faults) {
  const auto told = [&](std::string_view word) {
    const Field* field = definition.FieldNamed(word);
    const bool person = field != nullptr && field->type->name() == "person";
    return word == kApplicant || word == kPublicRole || IsRole(definition, word) || person;
  };
  CheckWords(map, key, told, "register.unknown_role", faults);
}

void ReadStates(const files::Node& root, Definition& definition, files::Faults& faults) {
  const std::vector<std::string> ended = ReadWords(root, "ended", faults);
  ReadNamed(
      root["states"], "states", definition.states,
      [&](const files::Node& name, const files::Node& title) {
        State state;
        state.name = ReadName(name, faults);
        state.title = ReadLabel(title, state.name, faults);
        state.open = std::find(ended.begin(), ended.end(), state.name) == ended.end();
        return state;
      },
      faults);
  CheckWords(
      root, "ended", [&](std::string_view word) { return definition.StateNamed(word) != nullptr; },
      "register.unknown_state", faults);
}

// The kernel's roles are always there; a register names its own besides.
void ReadRoles(const files::Node& roles, Definition& definition, files::Faults& faults) {
  for (const char* name : {"officer", "verifier", "planner", "head", "evaluator", "administrator"})
    definition.roles.push_back({name, {}, {name}});
  if (!roles) return;
  ReadNamed(
      roles, "roles", definition.roles,
      [&](const files::Node& name, const files::Node& map) {
        RegisterRole role;
        role.name = ReadName(name, faults);
        if (!map.IsMap()) {
          faults.Add(map.Mark(), "data_file.not_a_map", {role.name});
          return role;
        }
        files::CheckKeys(map, {"title", "stands_for"}, faults);
        role.title = OptionalLabel(map, "title", faults);
        role.stands_for = ReadWords(map, "stands_for", faults);
        CheckWords(
            map, "stands_for", [](std::string_view word) { return kernel::ParseRole(word).has_value(); },
            "register.unknown_role", faults);
        if (role.name == kPublicRole) faults.Add(name.Mark(), "register.name_taken", {role.name});
        return role;
      },
      faults);
}

void ReadActs(const files::Node& acts, Definition& definition, files::Faults& faults) {
  ReadNamed(
      acts, "acts", definition.acts,
      [&](const files::Node& name, const files::Node& map) { return ReadAct(name, map, definition, faults); },
      faults);
}

// `intake: draft`, `make: {by: …}`, `edit: {by: …, in: …}`: who fills in, and until when.
void ReadIntake(const files::Node& root, Definition& definition, files::Faults& faults) {
  const std::string intake = files::OptionalText(root, "intake", faults);
  definition.drafts = intake == "draft";
  if (!intake.empty() && intake != "draft" && intake != "complete")
    faults.Add(root["intake"].Mark(), "data_file.unknown_word", {intake, "draft, complete"});
  const auto role = [&](std::string_view word) { return IsRole(definition, word); };
  const auto state = [&](std::string_view word) { return definition.StateNamed(word) != nullptr; };
  for (const char* key : {"make", "edit"}) {
    const files::Node part = root[key];
    if (!part) continue;
    if (!part.IsMap()) {
      faults.Add(part.Mark(), "data_file.not_a_map", {key});
      continue;
    }
    const bool edit = std::string_view(key) == "edit";
    files::CheckKeys(part,
                     edit ? std::initializer_list<std::string_view>{"by", "in"}
                          : std::initializer_list<std::string_view>{"by", "tells"},
                     faults);
    if (!edit) definition.make_tells = ReadWords(part, "tells", faults);
    if (!edit) CheckTold(part, "tells", definition, faults);
    (edit ? definition.editors : definition.makers) = ReadWords(part, "by", faults);
    CheckWords(part, "by", role, "register.unknown_role", faults);
    if (edit) definition.edited_in = ReadWords(part, "in", faults);
    if (edit) CheckWords(part, "in", state, "register.unknown_state", faults);
  }
}

void ReadClocks(const files::Node& clocks, Definition& definition, files::Faults& faults) {
  ReadNamed(
      clocks, "clocks", definition.clocks,
      [&](const files::Node& name, const files::Node& map) {
        return ReadClock(name, map, definition, faults);
      },
      faults);
}

}  // namespace sinergi::registers
