#include "platform/files/data_file.h"

#include <set>

#include "base/text.h"

namespace sinergi::files {

void Faults::Add(const Mark& mark, std::string_view code, std::vector<std::string> args, int offset) {
  if (fields_.size() == kMostFaults) return;
  const std::string line = std::to_string(mark.line + 1);
  const std::string column = std::to_string(mark.column + 1 + offset);
  fields_.push_back({file_ + ":" + line + ":" + column, std::string(code), std::move(args)});
}

Error Faults::TakeError() {
  return {ErrorKind::kInvalid, "data_file.bad_file", {file_}, std::move(fields_), {}};
}

Status ReadDataFile(std::string_view yaml, std::string_view file_name,
                    const std::function<void(const Node&, Faults&)>& read) {
  Faults faults(file_name);
  if (yaml.size() > kLargestDataFile) {
    faults.Add(Mark(), "data_file.file_too_large");
    return faults.TakeError();
  }
  BadYaml bad;
  const std::optional<Tree> tree = Tree::Read(yaml, bad);
  if (!tree) {
    faults.Add(bad.mark, "data_file.bad_yaml", {bad.message});
  } else if (!tree->root().IsMap()) {
    faults.Add(tree->root().Mark(), "data_file.not_a_map", {std::string(file_name)});
  } else {
    read(tree->root(), faults);
  }
  if (!faults.empty()) return faults.TakeError();
  return Ok();
}

void CheckKeys(const Node& map, std::initializer_list<std::string_view> known, Faults& faults) {
  std::set<std::string> seen;
  for (const auto& entry : map.entries()) {
    const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "?";
    bool found = false;
    for (const std::string_view word : known) found |= word == key;
    if (!found) faults.Add(entry.first.Mark(), "data_file.unknown_key", {key});
    if (!seen.insert(key).second) faults.Add(entry.first.Mark(), "data_file.doubled_key", {key});
  }
}

std::string OptionalText(const Node& map, const char* key, Faults& faults) {
  const Node node = map[key];
  if (!node) return "";
  if (!node.IsScalar() || !IsValidUtf8(node.Scalar())) {
    faults.Add(node.Mark(), "data_file.not_a_text", {key});
    return "";
  }
  return node.Scalar();
}

std::string RequiredText(const Node& map, const char* key, Faults& faults) {
  if (!map[key]) {
    faults.Add(map.Mark(), "data_file.missing_key", {key});
    return "";
  }
  const std::string text = OptionalText(map, key, faults);
  if (map[key].IsScalar() && TrimBlanks(text).empty())
    faults.Add(map[key].Mark(), "data_file.empty_text", {key});
  return text;
}

int QuoteOf(const Node& scalar) {
  return scalar.IsQuoted() ? 1 : 0;
}

}  // namespace sinergi::files
