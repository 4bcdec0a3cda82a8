#include "platform/files/texts.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>

#include "base/text.h"
#include "platform/files/embedded.h"

namespace sinergi {
namespace {

constexpr size_t kMissingKept = 1000;

// Reads a flat map of scalars as events: no tree, so that thousands of texts load in a few milliseconds.
class FlatMap : public YAML::EventHandler {
 public:
  using Take = std::function<void(std::string key, std::string text, int line)>;
  FlatMap(std::string_view file, Take take) : file_(file), take_(std::move(take)) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    if (depth_ > 0) Refuse(mark, "a text is missing");  // an empty file is one null and is fine
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { Refuse(mark, "aliases are not used here"); }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    Refuse(mark, "a text is expected, not a list");
  }
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    if (++depth_ > 1) Refuse(mark, "a text is expected, not a map");
  }
  void OnMapEnd() override { --depth_; }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                const std::string& value) override {
    if (depth_ == 0) Refuse(mark, "key: text is expected");
    if (has_key_) {
      take_(std::move(key_), value, line_);
    } else {
      key_ = value;
      line_ = mark.line + 1;
    }
    has_key_ = !has_key_;
  }

 private:
  [[noreturn]] void Refuse(const YAML::Mark& mark, const char* why) const {
    throw std::runtime_error(fmt::format("{}:{}:{}: {}", file_, mark.line + 1, mark.column + 1, why));
  }

  std::string_view file_;
  Take take_;
  std::string key_;
  int depth_ = 0, line_ = 0;
  bool has_key_ = false;
};

struct Entry {
  std::string_view key, text;
  int line;
};

// Nearly every dictionary holds only comments and lines `key: "text"` without escapes. Those are read here,
// forty times as fast as by yaml-cpp, which matters at every start; nullopt leaves any other file to it.
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
  FlatMap handler(file_name, take);
  std::istringstream in{std::string(yaml)};
  try {
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(handler)) continue;
  } catch (const YAML::Exception& e) {
    throw std::runtime_error(
        fmt::format("{}:{}:{}: {}", file_name, e.mark.line + 1, e.mark.column + 1, e.msg));
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
