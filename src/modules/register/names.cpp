#include "modules/register/names.h"

#include <algorithm>

#include "base/text.h"

namespace sinergi::registers {

bool IsName(std::string_view text) {
  if (text.empty() || text.size() > 40 || text[0] < 'a' || text[0] > 'z') return false;
  for (const char c : text)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return false;
  return true;
}

std::string ReadName(const files::Node& node, files::Faults& faults) {
  const std::string name = node.IsScalar() ? node.Scalar() : "";
  if (!IsName(name)) faults.Add(node.Mark(), "register.bad_name", {Shorten(name, 60)});
  return name;
}

Label ReadLabel(const files::Node& node, std::string_view key, files::Faults& faults) {
  Label label;
  if (node.IsScalar()) label.id = node.Scalar();
  if (node.IsMap()) {
    label.id = files::RequiredText(node, "id", faults);
    label.en = files::OptionalText(node, "en", faults);
  } else if (label.id.empty() || !IsValidUtf8(label.id)) {
    faults.Add(node.Mark(), "data_file.not_a_text", {std::string(key)});
  }
  return label;
}

Label OptionalLabel(const files::Node& map, const char* key, files::Faults& faults) {
  return map[key] ? ReadLabel(map[key], key, faults) : Label();
}

std::vector<std::string> ReadWords(const files::Node& map, const char* key, files::Faults& faults) {
  const files::Node node = map[key];
  std::vector<std::string> words;
  if (!node) return words;
  if (node.IsScalar()) return {node.Scalar()};
  if (!node.IsSequence()) {
    faults.Add(node.Mark(), "data_file.not_a_list", {key});
    return words;
  }
  for (const files::Node& word : node) {
    if (word.IsScalar()) {
      words.push_back(word.Scalar());
    } else {
      faults.Add(word.Mark(), "data_file.not_a_text", {key});
    }
  }
  return words;
}

bool ReadYes(const files::Node& map, const char* key, files::Faults& faults) {
  const files::Node node = map[key];
  if (!node) return false;
  const std::optional<bool> yes = node.YesNo();
  if (!yes) faults.Add(node.Mark(), "register.not_yes_no", {key});
  return yes.value_or(false);
}

bool HasWord(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace sinergi::registers
