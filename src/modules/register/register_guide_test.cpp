// The reference of register files names every key, field type, function and fault that there is.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "modules/register/definition_file.h"
#include "platform/expression/functions.h"

namespace sinergi::registers {
namespace {

std::string Whole(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

const std::filesystem::path kRoot = SINERGI_SOURCE_DIR;

// The words in quotes of every list of allowed keys: CheckKeys(map, {"title", …}, faults).
std::set<std::string> Keys() {
  std::set<std::string> keys;
  const std::regex word("\"([a-z_]+)\"");
  for (const auto& entry : std::filesystem::directory_iterator(kRoot / "src/modules/register")) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("definition_") && name != "numbering.cpp") continue;
    const std::string text = Whole(entry.path());
    for (size_t at = text.find("CheckKeys("); at != text.npos; at = text.find("CheckKeys(", at + 1)) {
      const std::string list = text.substr(at, text.find(';', at) - at);
      for (std::sregex_iterator i(list.begin(), list.end(), word), end; i != end; ++i) keys.insert((*i)[1]);
    }
  }
  return keys;
}

std::set<std::string> Codes() {
  std::set<std::string> codes;
  const std::string texts = Whole(kRoot / "data/texts/parts/registers.id.yaml");
  const std::regex code("error\\.(register\\.[a-z_.]+):");
  for (std::sregex_iterator i(texts.begin(), texts.end(), code), end; i != end; ++i) codes.insert((*i)[1]);
  return codes;
}

TEST(RegisterGuide, NamesEveryWord) {
  const std::string guide = Whole(kRoot / "docs/reference/register.md");
  const auto named = [&](const std::string& word) { return guide.find("`" + word + "`") != guide.npos; };
  const std::set<std::string> keys = Keys(), codes = Codes();
  ASSERT_GT(keys.size(), 60u);
  ASSERT_GT(codes.size(), 60u);
  for (const std::string& key : keys)  // those of the head stand in the example
    EXPECT_TRUE(named(key) || guide.find("\n" + key + ":") != guide.npos) << key;
  for (const std::string& code : codes) EXPECT_TRUE(named(code)) << code;
  for (const FieldType* type : FieldTypes()) EXPECT_TRUE(named(std::string(type->name()))) << type->name();
  for (const expression::Function& function : expression::Functions())
    EXPECT_TRUE(named(std::string(function.name))) << function.name;
}

// What is shown as an example is a sound register.
TEST(RegisterGuide, ItsExampleIsSound) {
  const std::string guide = Whole(kRoot / "docs/reference/register.md");
  const size_t begin = guide.find("```yaml\n") + 8;
  const Result<Definition> example =
      ReadDefinition(guide.substr(begin, guide.find("```", begin) - begin), "guide");
  ASSERT_TRUE(example.ok()) << example.error().fields[0].field << " " << example.error().fields[0].code;
}

}  // namespace
}  // namespace sinergi::registers
