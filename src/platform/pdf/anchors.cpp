#include "platform/pdf/anchors.h"

#include <charconv>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/text.h"

namespace sinergi::pdf {
namespace {

constexpr int kDeepest = 32;  // of the tree of pages

// Whole numbers and names one after another, blanks skipped.
class Scanner {
 public:
  Scanner(std::string_view text, size_t at) : text_(text), at_(at) {}

  std::optional<int> Number() {
    SkipBlanks();
    int number = 0;
    const auto read = std::from_chars(text_.data() + at_, text_.data() + text_.size(), number);
    if (read.ec != std::errc()) return {};
    at_ = static_cast<size_t>(read.ptr - text_.data());
    return number;
  }
  // "12 0 R"
  std::optional<int> Reference() {
    const size_t before = at_;
    const std::optional<int> object = Number();
    if (object && Number() && Take("R")) return object;
    at_ = before;
    return {};
  }
  bool Take(std::string_view word) {
    SkipBlanks();
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  // "/name"; "" when none stands here.
  std::string Name() {
    if (!Take("/")) return "";
    const size_t end = std::min(text_.find_first_of(" \n\r\t[]<>()/", at_), text_.size());
    std::string name(text_.substr(at_, end - at_));
    at_ = end;
    return name;
  }
  bool SkipPast(std::string_view word) {
    const size_t found = text_.find(word, at_);
    if (found == text_.npos) return false;
    at_ = found + word.size();
    return true;
  }

 private:
  void SkipBlanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
  }
  std::string_view text_;
  size_t at_;
};

// Where each object's text begins: "\n12 0 obj".
std::unordered_map<int, size_t> ObjectsOf(std::string_view document) {
  std::unordered_map<int, size_t> objects;
  constexpr std::string_view kMark = " 0 obj";
  for (size_t at = document.find(kMark); at != document.npos; at = document.find(kMark, at + 1)) {
    size_t from = at;
    while (from > 0 && IsDigit(document[from - 1])) --from;
    int number = 0;
    const auto read = std::from_chars(document.data() + from, document.data() + at, number);
    if (read.ec == std::errc()) objects[number] = at + kMark.size();
  }
  return objects;
}

class PageTree {
 public:
  explicit PageTree(std::string_view document) : document_(document), objects_(ObjectsOf(document)) {}

  // The object that a key of some dictionary refers to: "/Pages 13 0 R".
  std::optional<int> ReferredBy(std::string_view key) const {
    for (size_t at = document_.find(key); at != document_.npos; at = document_.find(key, at + 1))
      if (const auto object = Scanner(document_, at + key.size()).Reference()) return object;
    return {};
  }

  std::unordered_map<int, int> NumbersBelow(int root) {
    Walk(root, 0);
    return std::move(numbers_);
  }

  std::map<std::string, int> Destinations(int object, const std::unordered_map<int, int>& numbers) const {
    std::map<std::string, int> pages;
    const auto start = objects_.find(object);
    if (start == objects_.end()) return pages;
    Scanner scan(document_, start->second);
    if (!scan.Take("<<")) return pages;
    for (std::string name = scan.Name(); !name.empty(); name = scan.Name()) {
      if (!scan.Take("[")) break;
      const std::optional<int> page = scan.Reference();
      if (!page || !scan.SkipPast("]")) break;
      if (const auto number = numbers.find(*page); number != numbers.end()) pages[name] = number->second;
    }
    return pages;
  }

 private:
  void Walk(int object, int depth) {
    const auto start = objects_.find(object);
    if (start == objects_.end() || depth > kDeepest) return;
    const size_t end = document_.find("endobj", start->second);
    const std::string_view body =
        document_.substr(start->second, end == document_.npos ? end : end - start->second);
    const size_t kids = body.find("/Kids");
    if (kids == body.npos) {
      numbers_.emplace(object, static_cast<int>(numbers_.size()) + 1);
      return;
    }
    Scanner scan(body, kids + 5);
    if (!scan.Take("[")) return;
    while (const auto kid = scan.Reference()) Walk(*kid, depth + 1);
  }

  std::string_view document_;
  std::unordered_map<int, size_t> objects_;
  std::unordered_map<int, int> numbers_;
};

}  // namespace

std::map<std::string, int> PagesOfAnchors(std::string_view document) {
  PageTree tree(document);
  const std::optional<int> pages = tree.ReferredBy("/Pages"), destinations = tree.ReferredBy("/Dests");
  if (!pages || !destinations) return {};
  const std::unordered_map<int, int> numbers = tree.NumbersBelow(*pages);
  return tree.Destinations(*destinations, numbers);
}

}  // namespace sinergi::pdf
