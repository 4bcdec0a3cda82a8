// Names and labels in a register's file.
#pragma once

#include <string>
#include <vector>

#include "base/label.h"
#include "platform/files/data_file.h"

namespace sinergi::registers {

// [a-z][a-z0-9_]{0,39}: what may name a field, state, act, clock, figure, option, list, paper. A fault
// otherwise.
bool IsName(std::string_view text);
std::string ReadName(const files::Node& node, files::Faults& faults);

// "Draf" or {id: Draf, en: Draft}; other keys of the map are not looked at. A fault when it is neither, or
// empty.
Label ReadLabel(const files::Node& node, std::string_view key, files::Faults& faults);
// The same below a key of a map; nothing where the key is missing.
Label OptionalLabel(const files::Node& map, const char* key, files::Faults& faults);

// One word or a list of words below a key; none where it is missing.
std::vector<std::string> ReadWords(const files::Node& map, const char* key, files::Faults& faults);
bool ReadYes(const files::Node& map, const char* key, files::Faults& faults);  // no where it is missing

bool HasWord(const std::vector<std::string>& words, std::string_view word);

}  // namespace sinergi::registers
