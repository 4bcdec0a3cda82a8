#include "platform/files/node.h"

#include <yaml.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "base/text.h"

namespace sinergi::files {
namespace {

constexpr size_t kDeepest = 100;

Mark MarkOf(const yaml_mark_t& mark) {
  return {static_cast<int>(mark.line), static_cast<int>(mark.column)};
}
std::string TextOf(const yaml_char_t* text) {
  return text ? reinterpret_cast<const char*>(text) : "";
}
bool IsNullWord(std::string_view text) {
  return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}
bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The library's parser over a text, an event at a time.
class Events {
 public:
  explicit Events(std::string_view yaml) : yaml_(yaml) {
    yaml_parser_initialize(&parser_);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const yaml_char_t*>(yaml.data()), yaml.size());
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
  }
  ~Events() {
    yaml_event_delete(&event_);
    yaml_parser_delete(&parser_);
  }
  Events(const Events&) = delete;
  Events& operator=(const Events&) = delete;

  // The next event, good until the one after it; null where the text is no YAML.
  const yaml_event_t* Next() {
    yaml_event_delete(&event_);
    return yaml_parser_parse(&parser_, &event_) ? &event_ : nullptr;
  }
  BadYaml Why() const {
    const std::string context = parser_.context ? std::string(parser_.context) + ": " : std::string();
    return {
        parser_.error == YAML_READER_ERROR ? MarkAt(parser_.problem_offset) : MarkOf(parser_.problem_mark),
        context + (parser_.problem ? parser_.problem : "out of memory")};
  }

 private:
  Mark MarkAt(size_t offset) const {
    const std::string_view before = yaml_.substr(0, offset);
    const size_t line = before.rfind('\n');
    return {static_cast<int>(std::count(before.begin(), before.end(), '\n')),
            static_cast<int>(before.size() - (line == before.npos ? 0 : line + 1))};
  }

  std::string_view yaml_;
  yaml_parser_t parser_{};
  yaml_event_t event_{};
};

}  // namespace

class TreeBuilder {
 public:
  // Whether the tree is whole; if not, `bad` says why.
  bool Build(std::string_view yaml, BadYaml& bad) {
    Events events(yaml);
    for (;;) {
      const yaml_event_t* event = events.Next();
      if (!event) return bad = events.Why(), false;
      if (event->type == YAML_STREAM_END_EVENT) break;
      if (const char* wrong = Take(*event)) return bad = {MarkOf(event->start_mark), wrong}, false;
    }
    if (tree.parts_.empty()) tree.parts_.emplace_back();
    return true;
  }

  Tree tree;

 private:
  struct Open {
    Part* part;
    std::string anchor;
    Node key;  // of a map, waiting for its value
  };

  // What is wrong with an event; null when it is taken.
  const char* Take(const yaml_event_t& event) {
    switch (event.type) {
      case YAML_DOCUMENT_START_EVENT:
        return tree.parts_.empty() ? nullptr : "more than one document";
      case YAML_SCALAR_EVENT:
        return Scalar(event);
      case YAML_ALIAS_EVENT:
        return Alias(TextOf(event.data.alias.anchor));
      case YAML_SEQUENCE_START_EVENT:
        return Begin(event, Part::Kind::kSequence, TextOf(event.data.sequence_start.anchor));
      case YAML_MAPPING_START_EVENT:
        return Begin(event, Part::Kind::kMap, TextOf(event.data.mapping_start.anchor));
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        return End();
      default:
        return nullptr;
    }
  }

  const char* Scalar(const yaml_event_t& event) {
    const auto& scalar = event.data.scalar;
    Part& part = Add(event);
    part.text.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
    part.quoted =
        scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE || scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    part.kind = scalar.style == YAML_PLAIN_SCALAR_STYLE && IsNullWord(part.text) ? Part::Kind::kNull
                                                                                 : Part::Kind::kScalar;
    if (part.kind == Part::Kind::kNull) part.text.clear();
    if (scalar.anchor) anchors_[TextOf(scalar.anchor)] = Node(&part);
    Put(Node(&part));
    return nullptr;
  }

  const char* Alias(const std::string& anchor) {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) return "an alias of what does not stand before it";
    Put(found->second);
    return nullptr;
  }

  const char* Begin(const yaml_event_t& event, Part::Kind kind, const std::string& anchor) {
    if (open_.size() == kDeepest) return "nested too deeply";
    Part& part = Add(event);
    part.kind = kind;
    open_.push_back({&part, anchor, Node()});
    return nullptr;
  }

  const char* End() {
    const Open done = std::move(open_.back());
    open_.pop_back();
    if (!done.anchor.empty()) anchors_[done.anchor] = Node(done.part);
    Put(Node(done.part));
    return nullptr;
  }

  Part& Add(const yaml_event_t& event) {
    Part& part = tree.parts_.emplace_back();
    part.mark = MarkOf(event.start_mark);
    return part;
  }

  void Put(Node node) {
    if (open_.empty()) return;
    Open& into = open_.back();
    if (into.part->kind == Part::Kind::kSequence) {
      into.part->items.push_back(node);
    } else if (!into.key) {
      into.key = node;
    } else {
      into.part->entries.emplace_back(std::exchange(into.key, Node()), node);
    }
  }

  std::vector<Open> open_;
  std::map<std::string, Node> anchors_;
};

std::optional<Tree> Tree::Read(std::string_view yaml, BadYaml& bad) {
  TreeBuilder builder;
  if (!builder.Build(yaml, bad)) return std::nullopt;
  return std::move(builder.tree);
}

bool Node::IsNull() const {
  return part_ && part_->kind == Part::Kind::kNull;
}
bool Node::IsScalar() const {
  return part_ && part_->kind == Part::Kind::kScalar;
}
bool Node::IsSequence() const {
  return part_ && part_->kind == Part::Kind::kSequence;
}
bool Node::IsMap() const {
  return part_ && part_->kind == Part::Kind::kMap;
}
files::Mark Node::Mark() const {
  return part_ ? part_->mark : files::Mark();
}
bool Node::IsQuoted() const {
  return part_ && part_->quoted;
}

const std::string& Node::Scalar() const {
  static const std::string kNone;
  return part_ ? part_->text : kNone;
}

std::optional<int64_t> Node::Whole() const {
  const std::string& text = Scalar();
  int64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<bool> Node::YesNo() const {
  const std::string word = LowerAscii(Scalar());
  if (IsOneOf(word, {"yes", "true", "on", "y"})) return true;
  if (IsOneOf(word, {"no", "false", "off", "n"})) return false;
  return std::nullopt;
}

size_t Node::size() const {
  return part_ ? part_->items.size() + part_->entries.size() : 0;
}
Node Node::operator[](size_t index) const {
  return part_ && index < part_->items.size() ? part_->items[index] : Node();
}
Node Node::operator[](std::string_view key) const {
  for (const auto& [name, value] : entries())
    if (name.IsScalar() && name.Scalar() == key) return value;
  return {};
}
const Node* Node::begin() const {
  return part_ ? part_->items.data() : nullptr;
}
const Node* Node::end() const {
  return part_ ? part_->items.data() + part_->items.size() : nullptr;
}
const std::vector<std::pair<Node, Node>>& Node::entries() const {
  static const std::vector<std::pair<Node, Node>> kNone;
  return part_ ? part_->entries : kNone;
}

}  // namespace sinergi::files
