// Sizes and habits of the house. Tests may be longer than what they test.
#include <gtest/gtest.h>

#include <iostream>

#include "house/sources.h"

namespace sinergi::house {
namespace {

constexpr size_t kLinesMost = 500, kLinesLookAgain = 300, kFunctionLinesMost = 60;

TEST(Style, FilesAreShort) {
  for (const Source& source : Code()) {
    if (source.IsTest()) continue;
    const size_t lines = Lines(source.text).size();
    EXPECT_LE(lines, kLinesMost) << source.path;
    if (lines > kLinesLookAgain) std::cout << "look again: " << source.path << " has " << lines << " lines\n";
  }
}

// From a line in column 0 that opens a function to the brace alone in column 0. Of functions inside classes
// it says nothing.
TEST(Style, FunctionsAreShort) {
  for (const Source& source : Code()) {
    if (source.IsTest()) continue;
    const std::vector<std::string> lines = Lines(source.text);
    size_t open = 0;
    for (size_t i = 0; i < lines.size(); ++i) {
      const bool opens = lines[i].ends_with(") {") || lines[i].ends_with(") const {");
      if (opens && !lines[i].starts_with("  ")) open = i;
      if (opens && lines[i].starts_with("    ") && open == 0) open = i;  // a head of several lines
      if (lines[i] != "}" && lines[i] != "};") continue;
      const bool short_enough = open == 0 || lines[i] == "};" || i - open <= kFunctionLinesMost;
      EXPECT_TRUE(short_enough) << source.path << ":" << open + 1 << " has " << i - open << " lines";
      open = 0;
    }
  }
}

TEST(Style, HeadersBeginWithWhatTheyAre) {
  for (const Source& source : Code()) {
    if (!source.path.ends_with(".h")) continue;
    EXPECT_TRUE(source.text.starts_with("// ")) << source.path;
    EXPECT_NE(source.text.find("#pragma once"), source.text.npos) << source.path;
  }
}

TEST(Style, NothingIsLeftForLater) {
  // Put together here, so that this file does not find itself.
  const std::string words[] = {std::string("TO") + "DO", std::string("FIX") + "ME",
                               std::string("XX") + "X:", std::string("HA") + "CK:"};
  for (const char* folder : {"src", "tests", "data", "web", "docs", "script", "cmake", "tools", "bench"})
    for (const Source& file : FilesBelow(folder, {".h", ".cpp", ".sql", ".html", ".yaml", ".css", ".js",
                                                  ".mjs", ".md", ".cmake", ".txt"}))
      for (const std::string& word : words)
        EXPECT_EQ(file.text.find(word), file.text.npos) << file.path << ": " << word;
}

TEST(Style, NothingPointsToOnesMachine) {
  const std::string paths[] = {std::string("/wo") + "rk/", std::string("/ho") + "me/",
                               std::string("/ro") + "ot/"};
  for (const char* folder :
       {"src", "tests", "data", "web", "docs", "script", "cmake", "tools", "bench", "packaging"})
    for (const Source& file : FilesBelow(folder, {""})) {
      if (file.path.ends_with(".woff2") || file.path.ends_with(".png")) continue;
      for (const std::string& path : paths)
        for (size_t at = file.text.find(path); at != file.text.npos; at = file.text.find(path, at + 1)) {
          // Only where a path begins: a folder inside a longer path is nobody's machine.
          const bool begins =
              at == 0 || std::string_view("\n \"'=(:`").find(file.text[at - 1]) != std::string_view::npos;
          EXPECT_FALSE(begins) << file.path << ": " << path;
        }
    }
}

TEST(Style, OnlyTheCommandLinePrints) {
  for (const Source& source : Code()) {
    if (source.IsTest() || source.path.starts_with("src/app/")) continue;
    for (const char* word : {"std::cout <<", "std::cerr <<", "printf(", "std::puts(", "fmt::print("}) {
      size_t at = source.text.find(word);
      // snprintf into a buffer prints nothing.
      if (at != source.text.npos && at > 1 && source.text.compare(at - 2, 2, "sn") == 0)
        at = source.text.npos;
      EXPECT_EQ(at, source.text.npos) << source.path << ": " << word;
    }
  }
}

// Every name in the glossary's column "name in code" stands in the code, and no term stands twice.
TEST(Style, TheGlossaryNamesWhatIsThere) {
  std::string all;
  for (const Source& source : Code()) all += source.path + "\n" + source.text;
  for (const Source& sql : FilesBelow("src", {".sql"})) all += sql.text;
  std::set<std::string> terms;
  int names = 0;
  for (const Source& glossary : FilesBelow("docs", {"glossary.md"}))
    for (const std::string& line : Lines(glossary.text)) {
      if (!line.starts_with("| ") || line.starts_with("| Istilah")) continue;
      EXPECT_TRUE(terms.insert(line.substr(0, line.find(" | "))).second) << line;
      for (std::string name : Words(line, "`", "`", "_:./-")) {
        if (name.starts_with("data/")) continue;
        const size_t last = name.rfind("::");
        if (last != name.npos) name = name.substr(last + 2);
        if (const size_t dot = name.find('.'); dot != name.npos && !name.ends_with(".h"))
          name = name.substr(dot + 1);
        EXPECT_NE(all.find(name), all.npos) << "glossary: " << name;
        ++names;
      }
    }
  EXPECT_GT(names, 80);
}

TEST(Style, NoGlobalsThatChange) {
  for (const Source& source : Code()) {
    if (source.IsTest()) continue;
    for (const std::string& line : Lines(source.text)) {
      const bool global =
          line.starts_with("static ") || line.starts_with("extern ") || line.starts_with("thread_local ");
      const bool fixed =
          line.find("const") != line.npos || line.find('(') != line.npos || line.find("extern \"C\"") == 0;
      EXPECT_TRUE(!global || fixed) << source.path << ": " << line;
    }
  }
}

}  // namespace
}  // namespace sinergi::house
