// Texts: what people read, one dictionary a language (data/texts/<lang>.yaml, key: text). {0}, {1} … are filled.
// A key missing in English falls back to Indonesian; missing in both prints the key (a test keeps them equal).
// Immutable after loading; thread-safe.
#pragma once

#include <initializer_list>
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
  const std::string& Raw(Lang lang, std::string_view key) const;
  std::string Get(Lang lang, std::string_view key, std::initializer_list<std::string_view> args = {}) const;
  std::string Get(Lang lang, std::string_view key, const std::vector<std::string>& args) const;
  // The sentence of an error and of its fields, one a line.
  std::string Of(Lang lang, const Error& error) const;
  bool Has(Lang lang, std::string_view key) const;
  std::vector<std::string> Keys(Lang lang) const;

 private:
  std::unordered_map<std::string, std::string> by_key_[2];
};

}  // namespace sinergi
