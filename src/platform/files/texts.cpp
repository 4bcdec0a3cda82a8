#include "platform/files/texts.h"

#include <algorithm>
#include <charconv>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>

#include "base/text.h"
#include "platform/files/embedded.h"
#include "platform/files/node.h"

namespace sinergi {
namespace {

constexpr size_t kMissingKept = 1000;

struct Entry {
  std::string_view key, text;
  int line;
};

// Nearly every dictionary holds only comments and lines `key: "text"` without escapes. Those are read here,
// several times as fast as YAML is, which matters at every start; nullopt leaves any other file to it.
std::optional<std::vector<Entry>> ReadSimple(std::string_view yaml) {
  std::vector<Entry> entries;
  int number = 0;
  for (const std::string_view line : Split(yaml, '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const size_t colon =
        line.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");
    if (colon == 0 || colon == line.npos || line.substr(colon, 3) != ": \"" || line.back() != '"')
      return std::nullopt;
    if (line.size() < colon + 4) return std::nullopt;
    const std::string_view text = line.substr(colon + 3, line.size() - colon - 4);
    if (text.find_first_of("\\\"\t\r") != text.npos) return std::nullopt;
    entries.push_back({line.substr(0, colon), text, number});
  }
  return entries;
}

// {0} {1} … by the arguments; a number beyond them stays as written.
template <class Args>
std::string Fill(std::string_view text, const Args& args) {
  std::string out;
  out.reserve(text.size() + 32);
  for (size_t at = 0; at < text.size();) {
    const size_t open = text.find('{', at);
    const size_t close = open == text.npos ? text.npos : text.find('}', open);
    if (close == text.npos) return out.append(text.substr(at));
    size_t index = 0;
    const auto [end, failed] = std::from_chars(&text[open] + 1, &text[close], index);
    const bool filled = failed == std::errc() && end == &text[close] && index < args.size();
    out.append(text.substr(at, open - at));
    if (filled) out.append(*(args.begin() + static_cast<std::ptrdiff_t>(index)));
    if (!filled) out.push_back('{');
    at = filled ? close + 1 : open + 1;
  }
  return out;
}

bool IsDictionary(std::string_view path, std::string_view lang) {
  if (!path.starts_with("data/texts/") || !path.ends_with(".yaml")) return false;
  path.remove_suffix(5);
  return path.ends_with(lang) && path.size() > lang.size() &&
         (path[path.size() - lang.size() - 1] == '.' || path[path.size() - lang.size() - 1] == '/');
}

}  // namespace

struct Texts::Missing {
  std::mutex mutex;
  std::set<std::string, std::less<>> keys;
};

Lang ParseLang(std::string_view code) {
  return code == "en" ? Lang::kEn : Lang::kId;
}
std::string_view LangCode(Lang lang) {
  return lang == Lang::kEn ? "en" : "id";
}

Texts::Texts() : missing_(std::make_unique<Missing>()) {}
Texts::~Texts() = default;
Texts::Texts(Texts&&) noexcept = default;

const Texts& Texts::Shipped() {
  static const Texts shipped = [] {
    Texts texts;
    for (const files::EmbeddedFile& file : files::AllEmbedded()) {
      for (Lang lang : {Lang::kId, Lang::kEn}) {
        if (IsDictionary(file.path, LangCode(lang))) texts.Add(lang, file.plain, file.path);
      }
    }
    return texts;
  }();
  return shipped;
}

void Texts::Add(Lang lang, std::string_view yaml, std::string_view file_name) {
  auto& map = by_key_[static_cast<int>(lang)];
  const auto take = [&](std::string key, std::string text, int line) {
    const auto [entry, fresh] = map.try_emplace(std::move(key), std::move(text));
    if (!fresh) duplicates_.push_back(fmt::format("{}:{}: {}", file_name, line, entry->first));
  };
  if (const auto entries = ReadSimple(yaml)) {
    for (const Entry& entry : *entries) take(std::string(entry.key), std::string(entry.text), entry.line);
    return;
  }
  const auto refuse = [&](const files::Mark& mark, std::string_view why) {
    throw std::runtime_error(fmt::format("{}:{}:{}: {}", file_name, mark.line + 1, mark.column + 1, why));
  };
  files::BadYaml bad;
  const std::optional<files::Tree> tree = files::Tree::Read(yaml, bad);
  if (!tree) return refuse(bad.mark, bad.message);
  const files::Node root = tree->root();
  if (!root.IsMap() && !root.IsNull()) refuse(root.Mark(), "key: text is expected");
  for (const auto& [key, text] : root.entries()) {
    if (!key.IsScalar() || !text.IsScalar()) refuse(text.Mark(), "a text is expected");
    take(key.Scalar(), text.Scalar(), key.Mark().line + 1);
  }
}

bool Texts::Has(Lang lang, std::string_view key) const {
  return by_key_[static_cast<int>(lang)].contains(key);
}

const std::string& Texts::Raw(Lang lang, std::string_view key) const {
  for (const Lang candidate : {lang, Lang::kId}) {
    const auto& map = by_key_[static_cast<int>(candidate)];
    if (const auto found = map.find(key); found != map.end()) return found->second;
  }
  static const std::string kUnknown = "?";
  const std::lock_guard lock(missing_->mutex);
  if (const auto known = missing_->keys.find(key); known != missing_->keys.end()) return *known;
  if (missing_->keys.size() >= kMissingKept) return kUnknown;
  return *missing_->keys.emplace(key).first;
}

std::string Texts::Get(Lang lang, std::string_view key, std::initializer_list<std::string_view> args) const {
  return Fill(Raw(lang, key), args);
}

std::string Texts::Get(Lang lang, std::string_view key, const std::vector<std::string>& args) const {
  return Fill(Raw(lang, key), args);
}

std::string Texts::Of(Lang lang, const Error& error) const {
  std::string out = Get(lang, "error." + error.code, error.args);
  for (const FieldError& field : error.fields) {
    if (field.code == error.code && field.args == error.args) continue;  // the only fault is the error itself
    out.append("\n").append(Get(lang, "error." + field.code, field.args));
  }
  return out;
}

std::vector<std::string> Texts::Keys(Lang lang) const {
  std::vector<std::string> keys;
  for (const auto& [key, text] : by_key_[static_cast<int>(lang)]) keys.push_back(key);
  std::sort(keys.begin(), keys.end());
  return keys;
}

}  // namespace sinergi
