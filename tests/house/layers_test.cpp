// Layers: no include goes up, and modules see each other only along the edges written in
// docs/architecture.md.
#include <gtest/gtest.h>

#include "house/sources.h"

namespace sinergi::house {
namespace {

const std::vector<std::string> kLayers = {"base", "platform", "kernel", "modules", "app"};

// "modules/performance/x.h" -> {"modules", "performance"}
std::pair<std::string, std::string> RoomOf(const std::string& path) {
  const size_t first = path.find('/');
  if (first == path.npos) return {path, ""};
  return {path.substr(0, first), path.substr(first + 1, path.find('/', first + 1) - first - 1)};
}

long LayerOf(const std::string& path) {
  const auto it = std::find(kLayers.begin(), kLayers.end(), RoomOf(path).first);
  return it == kLayers.end() ? -1 : it - kLayers.begin();
}

std::vector<std::string> Includes(const Source& source) {
  return Words(source.text, "#include \"", "\"", "/_.-");
}

std::set<std::pair<std::string, std::string>> Edges() {
  std::set<std::pair<std::string, std::string>> edges;
  for (const Source& file : FilesBelow("docs", {"architecture.md"})) {
    bool inside = false;
    for (const std::string& line : Lines(file.text)) {
      if (line.starts_with("```")) inside = line == "```edges";
      const size_t arrow = line.find(" -> ");
      if (inside && arrow != line.npos) edges.emplace(line.substr(0, arrow), line.substr(arrow + 4));
    }
  }
  return edges;
}

TEST(Layers, NoIncludeGoesUp) {
  ASSERT_GT(Code().size(), 50u);
  for (const Source& source : Code()) {
    if (source.IsTest()) continue;
    const std::string path = source.path.substr(4);
    ASSERT_GE(LayerOf(path), 0) << source.path << " is in no layer";
    for (const std::string& include : Includes(source)) {
      ASSERT_GE(LayerOf(include), 0) << source.path << " includes " << include << ": name it from src/";
      EXPECT_LE(LayerOf(include), LayerOf(path)) << source.path << " includes " << include;
    }
  }
}

TEST(Layers, ModulesSeeEachOtherAlongTheEdgesOnly) {
  const auto edges = Edges();
  ASSERT_FALSE(edges.empty()) << "docs/architecture.md has a block ```edges";
  std::set<std::pair<std::string, std::string>> used;
  for (const Source& source : Code()) {
    if (!source.path.starts_with("src/modules/")) continue;
    const std::string module = RoomOf(source.path.substr(4)).second;
    for (const std::string& include : Includes(source)) {
      if (!include.starts_with("modules/")) continue;
      const std::string other = RoomOf(include).second;
      if (other == module) continue;
      EXPECT_TRUE(edges.contains({module, other})) << source.path << " includes " << include;
      used.emplace(module, other);
    }
  }
  EXPECT_EQ(used, edges) << "an edge that nobody uses is to be taken out";
}

// Platform rooms stand beside each other: pages may read files, nothing else.
TEST(Layers, BaseAndPlatformKnowNoDomain) {
  for (const Source& source : Code()) {
    if (!source.path.starts_with("src/base/") && !source.path.starts_with("src/platform/")) continue;
    for (const char* word :
         {"sinergi::kernel", "sinergi::performance", "namespace kernel", "namespace performance"})
      EXPECT_EQ(source.text.find(word), source.text.npos) << source.path << ": " << word;
  }
}

// The engine too; its doubles only guess (docs/adr/0014).
TEST(Layers, TheEngineIsPure) {
  for (const Source& source : Code()) {
    if (source.IsTest() || !source.path.starts_with("src/modules/performance/engine/")) continue;
    for (const char* word : {"platform/", "kernel/", "boost/", "SystemClock", "std::chrono", "std::cout"})
      EXPECT_EQ(source.text.find(word), source.text.npos) << source.path << ": " << word;
  }
}

// The rules and the evaluation are pure: no database, no HTTP, no JSON, no clock of their own.
TEST(Layers, RulesArePure) {
  for (const Source& source : Code()) {
    const bool pure = source.path.starts_with("src/modules/performance/rules/") ||
                      source.path.starts_with("src/modules/performance/evaluation.") ||
                      source.path.starts_with("src/modules/performance/plan_year.") ||
                      source.path.starts_with("src/modules/performance/measurement.");
    if (!pure) continue;
    for (const char* word : {"platform/", "boost/", "SystemClock", "std::cout", "double ", "float "})
      EXPECT_EQ(source.text.find(word), source.text.npos) << source.path << ": " << word;
  }
}

}  // namespace
}  // namespace sinergi::house
