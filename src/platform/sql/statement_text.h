// What both backends ask of the texts that go to them.
//
//   NumberParameters("SELECT ? WHERE a = '?'", …)  ->  "SELECT $1 WHERE a = '?'"
//
// Pure, thread-safe.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/sql/database.h"

namespace sinergi::sql {

// SQL with ? as PostgreSQL reads it: $1, $2 … for numbers and texts, the word NULL for nulls (a parameter
// without a type has none in "? IS NULL"). Quoted texts, names and comments stay as they are.
// The number of ? must be that of the values.
std::string NumberParameters(std::string_view sql, std::span<const Value> values);

// Why one of the values cannot be kept as text: a NUL byte or bytes that are not UTF-8; nullptr when all can.
// PostgreSQL refuses both; SQLite would keep them and cut or garble them later.
const char* WhyNotStorable(std::span<const Value> values);

// "… in: SELECT …" for messages to the operator: the statement without its values.
std::string InStatement(std::string_view message, std::string_view sql);

// How many prepared statements a connection keeps: texts built at run time must not grow the cache for ever.
constexpr size_t kMostPrepared = 200;

// Lets a map keyed by std::string be asked with a string_view without a copy.
struct TextHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
template <class T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

}  // namespace sinergi::sql
