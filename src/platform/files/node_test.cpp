#include "platform/files/node.h"

#include <gmock/gmock.h>

namespace sinergi::files {
namespace {

using testing::HasSubstr;

std::optional<Tree> Read(std::string_view yaml, BadYaml& bad) {
  return Tree::Read(yaml, bad);
}
BadYaml FaultOf(std::string_view yaml) {
  BadYaml bad;
  EXPECT_FALSE(Read(yaml, bad).has_value()) << yaml.substr(0, 40);
  return bad;
}

TEST(Node, PartsAreFoundByNameAndPlace) {
  BadYaml bad;
  const auto tree = Read("a: [1, -2, 'x']\nb: {c: ya, c: no}\nd:\n", bad);
  ASSERT_TRUE(tree.has_value()) << bad.message;
  const Node root = tree->root();
  EXPECT_TRUE(root.IsMap());
  EXPECT_EQ(root.size(), 3u);
  EXPECT_TRUE(root["a"].IsSequence());
  EXPECT_EQ(root["a"][1].Whole(), -2);
  EXPECT_EQ(root["a"][2].Scalar(), "x");
  EXPECT_EQ(root["b"]["c"].Scalar(), "ya") << "the first of a doubled key";
  EXPECT_EQ(root["b"].entries().size(), 2u);
  EXPECT_TRUE(root["d"]);
  EXPECT_TRUE(root["d"].IsNull());
}

TEST(Node, WhatIsNotThereIsNothing) {
  BadYaml bad;
  const auto tree = Read("a: x\n", bad);
  ASSERT_TRUE(tree.has_value());
  const Node none = tree->root()["b"]["c"][3];
  EXPECT_FALSE(none);
  EXPECT_FALSE(none.IsNull());
  EXPECT_EQ(none.Scalar(), "");
  EXPECT_EQ(none.size(), 0u);
  EXPECT_EQ(none.begin(), none.end());
  EXPECT_TRUE(none.entries().empty());
  EXPECT_FALSE(tree->root()["a"][0]) << "a text has no parts";
  EXPECT_FALSE(tree->root()[0]) << "a map has no places";
}

TEST(Node, ScalarsAreReadAsNumbersAndYesOrNo) {
  BadYaml bad;
  const auto tree =
      Read("[12, 1.5, 12x, '', 99999999999999999999, Yes, off, maybe, ~, null, 'null', 010]", bad);
  ASSERT_TRUE(tree.has_value());
  const Node list = tree->root();
  EXPECT_EQ(list[0].Whole(), 12);
  for (const size_t at : {1u, 2u, 3u, 4u, 8u}) EXPECT_EQ(list[at].Whole(), std::nullopt) << at;
  EXPECT_EQ(list[5].YesNo(), true);
  EXPECT_EQ(list[6].YesNo(), false);
  EXPECT_EQ(list[7].YesNo(), std::nullopt);
  EXPECT_TRUE(list[8].IsNull());
  EXPECT_TRUE(list[9].IsNull());
  EXPECT_TRUE(list[10].IsScalar()) << "in quotes it is a word";
  EXPECT_EQ(list[11].Whole(), 10) << "no octal numbers";
}

TEST(Node, EachPartKnowsItsPlace) {
  BadYaml bad;
  const auto tree = Read("# é\nkey: \"é\" # x\nlist:\n  - é: |\n      block\n    f: 'q'\n", bad);
  ASSERT_TRUE(tree.has_value());
  const Node root = tree->root();
  EXPECT_EQ(root.Mark().line, 1);
  EXPECT_EQ(root["key"].Mark().column, 5);
  EXPECT_TRUE(root["key"].IsQuoted());
  const Node item = root["list"][0];
  EXPECT_EQ(item.Mark().line, 3);
  EXPECT_EQ(item.Mark().column, 4);
  EXPECT_EQ(item["é"].Mark().column, 7) << "characters, not bytes";
  EXPECT_EQ(item["é"].Scalar(), "block\n");
  EXPECT_FALSE(item["é"].IsQuoted());
  EXPECT_EQ(item["f"].Mark().line, 5);
}

TEST(Node, AnAliasIsThePartItself) {
  BadYaml bad;
  const auto tree = Read("a: &x {b: 1}\nc: [*x, *x]\n", bad);
  ASSERT_TRUE(tree.has_value());
  EXPECT_EQ(tree->root()["c"][1]["b"].Whole(), 1);
  EXPECT_EQ(tree->root()["c"][1].Mark().line, 0);
}

TEST(Node, ATreeMayBeMoved) {
  BadYaml bad;
  auto tree = Read("a: b", bad);
  ASSERT_TRUE(tree.has_value());
  const Tree other = std::move(*tree);
  EXPECT_EQ(other.root()["a"].Scalar(), "b");
}

TEST(Node, AnEmptyTextIsNull) {
  BadYaml bad;
  const auto tree = Read("# nothing\n", bad);
  ASSERT_TRUE(tree.has_value());
  EXPECT_TRUE(tree->root().IsNull());
}

TEST(Node, WhatIsNoYamlIsRefusedWithItsPlace) {
  EXPECT_EQ(FaultOf("a: b\nc: [1\n").mark.line, 2);
  EXPECT_EQ(FaultOf("a: b\nc: d: e\n").mark.line, 1);
  EXPECT_EQ(FaultOf("a: b\nc: *x\n").mark.line, 1);
  EXPECT_THAT(FaultOf("a: &x [*x]\n").message, HasSubstr("alias"));
  EXPECT_THAT(FaultOf("a: b\n---\nc: d\n").message, HasSubstr("more than one"));
  const BadYaml broken = FaultOf("a: b\nc: d\xFF\n");
  EXPECT_EQ(broken.mark.line, 1);
  EXPECT_EQ(broken.mark.column, 4);
}

// A megabyte of opening brackets must not cost the square of its length, nor the stack.
TEST(Node, DeepNestingIsRefusedAtOnce) {
  for (const std::string_view unit : {"[", "{a: ", "- ", "? "}) {
    std::string deep;
    while (deep.size() < (1u << 20)) deep += unit;
    EXPECT_THAT(FaultOf(deep).message, HasSubstr("too deep")) << unit;
  }
}

}  // namespace
}  // namespace sinergi::files
