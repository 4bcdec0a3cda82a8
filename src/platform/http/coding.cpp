#include "platform/http/coding.h"

#include <algorithm>

#include "base/text.h"

namespace sinergi::http {
namespace {

constexpr size_t kMostQueryPairs = 500;
constexpr size_t kMostCookies = 100;

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

char LowerLetter(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// A slash that came as %2F would change the meaning of the path; a dot part would climb.
bool IsServablePath(std::string_view raw, std::string_view decoded) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (!IsCleanText(decoded) || std::any_of(decoded.begin(), decoded.end(), is_control)) return false;
  if (std::count(raw.begin(), raw.end(), '/') != std::count(decoded.begin(), decoded.end(), '/'))
    return false;
  for (const std::string_view part : Split(decoded, '/')) {
    if (part == "." || part == ".." || part.find('\\') != part.npos) return false;
  }
  return true;
}

// Proxies may send the absolute form; the authority is then of no interest.
std::string_view WithoutAuthority(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!EqualsFolded(target.substr(0, scheme.size()), scheme)) continue;
    const size_t slash = target.find('/', scheme.size());
    return slash == target.npos ? std::string_view("/") : target.substr(slash);
  }
  return target;
}

}  // namespace

bool EqualsFolded(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return LowerLetter(x) == LowerLetter(y); });
}

bool IsCleanText(std::string_view text) {
  return text.find('\0') == text.npos && IsValidUtf8(text);
}

std::optional<std::string> PercentDecode(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == Plus::kIsBlank) {
      out.push_back(' ');
    } else if (text[i] != '%') {
      out.push_back(text[i]);
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = HexDigit(text[i + 1]), low = HexDigit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    }
  }
  return out;
}

std::optional<Pairs> ReadUrlencoded(std::string_view text, size_t most) {
  Pairs pairs;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    if (part.empty()) continue;
    if (pairs.size() == most) return std::nullopt;
    const size_t equals = part.find('=');
    auto name = PercentDecode(part.substr(0, equals), Plus::kIsBlank);
    auto value = PercentDecode(equals == part.npos ? "" : part.substr(equals + 1), Plus::kIsBlank);
    if (!name || !value || !IsCleanText(*name) || !IsCleanText(*value)) return std::nullopt;
    pairs.emplace_back(std::move(*name), std::move(*value));
  }
  return pairs;
}

Pairs ReadCookies(std::string_view header) {
  Pairs cookies;
  while (!header.empty() && cookies.size() < kMostCookies) {
    const size_t end = header.find(';');
    const std::string_view part = TrimBlanks(header.substr(0, end));
    header = end == header.npos ? std::string_view() : header.substr(end + 1);
    const size_t equals = part.find('=');
    if (equals == part.npos || equals == 0) continue;
    cookies.emplace_back(part.substr(0, equals), part.substr(equals + 1));
  }
  return cookies;
}

bool ReadTarget(std::string_view target, Request& request) {
  request.target = target;
  target = WithoutAuthority(target);
  if (!target.starts_with('/') || target.find('#') != target.npos) return false;
  const size_t question = target.find('?');
  const std::string_view raw_path = target.substr(0, question);
  auto path = PercentDecode(raw_path, Plus::kIsPlus);
  if (!path || !IsServablePath(raw_path, *path)) return false;
  auto query = ReadUrlencoded(question == target.npos ? "" : target.substr(question + 1), kMostQueryPairs);
  if (!query) return false;
  request.path = std::move(*path);
  request.query = std::move(*query);
  return true;
}

}  // namespace sinergi::http
