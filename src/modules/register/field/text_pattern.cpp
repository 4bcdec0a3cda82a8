#include "modules/register/field/text_pattern.h"

#include <string>

namespace sinergi::registers {
namespace {

constexpr size_t kMostSteps = 200;

// "[a-z0-9_]" from `at` on; leaves `at` behind it. Empty when it is no class.
std::optional<std::bitset<256>> ReadClass(std::string_view pattern, size_t& at) {
  const size_t end = pattern.find(']', at + 2);
  if (end == pattern.npos) return {};
  std::bitset<256> bytes;
  for (size_t i = at + 1; i < end; ++i) {
    const auto first = static_cast<unsigned char>(pattern[i]);
    const bool range = i + 2 < end && pattern[i + 1] == '-';
    const auto last = static_cast<unsigned char>(range ? pattern[i + 2] : pattern[i]);
    if (last < first) return {};
    for (unsigned b = first; b <= last; ++b) bytes.set(b);
    if (range) i += 2;
  }
  at = end + 1;
  return bytes;
}

std::optional<std::bitset<256>> ReadOne(std::string_view pattern, size_t& at) {
  if (pattern[at] == '[') return ReadClass(pattern, at);
  std::bitset<256> bytes;
  if (pattern[at] == '.') {
    bytes.set();
    ++at;
    return bytes;
  }
  if (std::string_view("{}*+?()|^$]").find(pattern[at]) != std::string_view::npos) return {};
  if (pattern[at] == '\\' && ++at == pattern.size()) return {};
  bytes.set(static_cast<unsigned char>(pattern[at++]));
  return bytes;
}

struct Times {
  int least = 1, most = 1;  // most 0: any number
};

std::optional<int> ReadCount(std::string_view digits) {
  if (digits.empty() || digits.size() > 3 || digits.find_first_not_of("0123456789") != digits.npos) return {};
  return std::stoi(std::string(digits));
}

std::optional<Times> ReadTimes(std::string_view pattern, size_t& at) {
  if (at == pattern.size()) return Times();
  const char c = pattern[at];
  if (c == '?' || c == '*' || c == '+') {
    ++at;
    return Times{c == '+' ? 1 : 0, c == '?' ? 1 : 0};
  }
  if (c != '{') return Times();
  const size_t end = pattern.find('}', at);
  if (end == pattern.npos) return {};
  const std::string_view inside = pattern.substr(at + 1, end - at - 1);
  const size_t comma = inside.find(',');
  const std::optional<int> least = ReadCount(inside.substr(0, comma));
  const std::optional<int> most = comma == inside.npos ? least : ReadCount(inside.substr(comma + 1));
  if (!least || !most || *most < *least || *most == 0) return {};
  at = end + 1;
  return Times{*least, *most};
}

}  // namespace

std::optional<TextPattern> TextPattern::Read(std::string_view pattern) {
  TextPattern read;
  for (size_t at = 0; at < pattern.size();) {
    const std::optional<std::bitset<256>> bytes = ReadOne(pattern, at);
    const std::optional<Times> times = bytes ? ReadTimes(pattern, at) : std::nullopt;
    if (!times) return {};
    for (int i = 0; i < times->least; ++i) read.steps_.push_back({*bytes, false, false});
    for (int i = times->least; i < times->most; ++i) read.steps_.push_back({*bytes, true, false});
    if (times->most == 0) read.steps_.push_back({*bytes, true, true});
    if (read.steps_.size() > kMostSteps) return {};
  }
  return read;
}

// All places in the pattern that the text so far can stand at, moved on byte by byte.
bool TextPattern::Matches(std::string_view text) const {
  std::vector<bool> at(steps_.size() + 1), next(steps_.size() + 1);
  const auto skip = [this](std::vector<bool>& places) {
    for (size_t i = 0; i < steps_.size(); ++i)
      if (places[i] && steps_[i].may_skip) places[i + 1] = true;
  };
  at[0] = true;
  skip(at);
  for (const char c : text) {
    next.assign(next.size(), false);
    for (size_t i = 0; i < steps_.size(); ++i) {
      if (!at[i] || !steps_[i].bytes.test(static_cast<unsigned char>(c))) continue;
      next[steps_[i].may_repeat ? i : i + 1] = true;
    }
    skip(next);
    at.swap(next);
  }
  return at.back();
}

}  // namespace sinergi::registers
