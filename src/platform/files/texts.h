// Texts: what people read, one dictionary a language (all data/texts/**/*.id.yaml and *.en.yaml,
// flat `key: "text"`). {0}, {1} … are filled.
// A key missing in English falls back to Indonesian; missing in both prints the key (a test keeps them equal).
// Immutable after loading; thread-safe.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace sinergi {

enum class Lang { kId, kEn };
Lang ParseLang(std::string_view code);  // "en" -> kEn, all else kId
std::string_view LangCode(Lang lang);

class Texts {
 public:
  static const Texts& Shipped();  // the embedded dictionaries, read once
  // Adds the texts of one file; a key that is there already stays and is noted in Duplicates(). Throws
  // std::runtime_error with file, line and column when it is not a flat map of texts.
  void Add(Lang lang, std::string_view yaml, std::string_view file_name);
  // The reference lives as long as the Texts.
  const std::string& Raw(Lang lang, std::string_view key) const;
  std::string Get(Lang lang, std::string_view key, std::initializer_list<std::string_view> args = {}) const;
  std::string Get(Lang lang, std::string_view key, const std::vector<std::string>& args) const;
  // The sentence of an error and of its fields, one a line; what a field says as the error does is said once.
  std::string Of(Lang lang, const Error& error) const;
  bool Has(Lang lang, std::string_view key) const;
  std::vector<std::string> Keys(Lang lang) const;  // sorted
  const std::vector<std::string>& Duplicates() const { return duplicates_; }  // "file:line: key"

  Texts();
  ~Texts();
  Texts(Texts&&) noexcept;

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view key) const { return std::hash<std::string_view>{}(key); }
  };
  struct Missing;  // keys asked for and not found: a small, locked memory so that Raw can answer a reference
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> by_key_[2];
  std::vector<std::string> duplicates_;
  std::unique_ptr<Missing> missing_;
};

}  // namespace sinergi
