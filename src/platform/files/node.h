// The parts of a YAML file, each with its place: what the readers of data files walk through.
//
//   std::optional<Tree> tree = Tree::Read("states: {draft: {id: Konsep}}", bad);
//   tree->root()["states"]["draft"]["id"].Scalar()   // "Konsep"
//   tree->root()["acts"]                             // nothing: false, no entries, no text
//
// A Node is a look at a part of a Tree, to be copied as one likes, and is good as long as its Tree lives. Asking for what
// is not there gives nothing, never a fault; so a reader checks what it needs and walks the rest.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sinergi::files {

struct Part;

struct Mark {
  int line = 0, column = 0;  // from 0; columns in characters
};

class Node {
 public:
  Node() = default;
  explicit Node(const Part* part) : part_(part) {}

  explicit operator bool() const { return part_ != nullptr; }  // also of a key without a value, which IsNull
  bool IsNull() const;
  bool IsScalar() const;
  bool IsSequence() const;
  bool IsMap() const;

  sinergi::files::Mark Mark() const;
  bool IsQuoted() const;                 // a scalar in quotes: its text begins one character after its mark
  const std::string& Scalar() const;     // "" of all but scalars
  std::optional<int64_t> Whole() const;  // 12, -3
  std::optional<bool> YesNo() const;     // yes, true, on, y and their opposites

  size_t size() const;  // of a list or map; 0 of all else
  Node operator[](size_t index) const;
  Node operator[](std::string_view key) const;  // the first of this name
  // The items of a list.
  const Node* begin() const;
  const Node* end() const;
  // The entries of a map, in the file's order and with doubled keys.
  const std::vector<std::pair<Node, Node>>& entries() const;

 private:
  const Part* part_ = nullptr;
};

struct Part {
  enum class Kind { kNull, kScalar, kSequence, kMap } kind = Kind::kNull;
  Mark mark;
  bool quoted = false;
  std::string text;
  std::vector<Node> items;
  std::vector<std::pair<Node, Node>> entries;
};

// Why a text is no YAML, in the words of the reading library.
struct BadYaml {
  Mark mark;
  std::string message;
};

class Tree {
 public:
  // nullopt: no YAML, nested deeper than 100, an alias within what it stands for, or more than one document; `bad` says
  // which. An empty text is null.
  static std::optional<Tree> Read(std::string_view yaml, BadYaml& bad);
  Node root() const { return Node(&parts_.front()); }

 private:
  friend class TreeBuilder;
  std::deque<Part> parts_;  // the root first
};

}  // namespace sinergi::files
