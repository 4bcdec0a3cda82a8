// The house's files as its tests see them: every text file below the root that belongs to the project, read
// once.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sinergi::house {

struct Source {
  std::string path;  // from the root: "src/base/text.h"
  std::string text;
  std::string Folder() const { return path.substr(0, path.rfind('/')); }
  bool IsTest() const {
    return path.ends_with("_test.cpp") || path.starts_with("tests/") || path.find("/test_") != path.npos;
  }
};

inline bool EndsWithAny(std::string_view path, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return path.ends_with(ending); });
}

inline std::vector<Source> FilesBelow(const std::string& folder,
                                      std::initializer_list<std::string_view> endings) {
  const std::filesystem::path root = SINERGI_SOURCE_DIR;
  std::vector<Source> files;
  if (!std::filesystem::exists(root / folder)) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
    const std::string path = std::filesystem::relative(entry.path(), root).generic_string();
    if (!entry.is_regular_file() || path.find("node_modules") != path.npos || !EndsWithAny(path, endings))
      continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files.push_back({path, std::string(std::istreambuf_iterator<char>(in), {})});
  }
  std::sort(files.begin(), files.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
  return files;
}

inline const std::vector<Source>& Code() {
  static const std::vector<Source> files = FilesBelow("src", {".h", ".cpp"});
  return files;
}

inline std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  size_t from = 0;
  for (size_t at; (at = text.find('\n', from)) != text.npos; from = at + 1)
    lines.push_back(text.substr(from, at - from));
  if (from < text.size()) lines.push_back(text.substr(from));
  return lines;
}

// Every match of "before" + word + "after" in the text, the words only; a word is letters, digits and the
// marks given.
inline std::vector<std::string> Words(const std::string& text, std::string_view before,
                                      std::string_view after, std::string_view marks) {
  std::vector<std::string> words;
  for (size_t at = text.find(before); at != text.npos; at = text.find(before, at + 1)) {
    size_t end = at + before.size();
    while (end < text.size() &&
           (std::isalnum(static_cast<unsigned char>(text[end])) || marks.find(text[end]) != marks.npos))
      ++end;
    if (text.compare(end, after.size(), after) == 0)
      words.push_back(text.substr(at + before.size(), end - at - before.size()));
  }
  return words;
}

}  // namespace sinergi::house
