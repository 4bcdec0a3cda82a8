#include "platform/sql/statement_text.h"

#include "base/ensure.h"
#include "base/text.h"

namespace sinergi::sql {
namespace {

bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         (c & 0x80) != 0;
}

size_t EndOrSize(std::string_view sql, size_t found, size_t length) {
  return found == std::string_view::npos ? sql.size() : found + length;
}

size_t AfterBlockComment(std::string_view sql, size_t at) {
  int depth = 0;  // they nest in PostgreSQL
  while (at < sql.size()) {
    const std::string_view two = sql.substr(at, 2);
    if (two == "/*") {
      ++depth;
      at += 2;
    } else if (two == "*/") {
      at += 2;
      if (--depth == 0) return at;
    } else {
      ++at;
    }
  }
  return at;
}

// $tag$ … $tag$
size_t AfterDollarQuote(std::string_view sql, size_t at) {
  size_t end = at + 1;
  while (end < sql.size() && IsNameByte(sql[end])) ++end;
  if (end >= sql.size() || sql[end] != '$' || (at > 0 && IsNameByte(sql[at - 1]))) return at + 1;
  const std::string_view tag = sql.substr(at, end + 1 - at);
  return EndOrSize(sql, sql.find(tag, end + 1), tag.size());
}

// The position after the quoted part or comment that begins at `at`, or `at` when none does. A doubled quote
// inside a literal reads as two literals in a row, which comes to the same.
size_t AfterQuoted(std::string_view sql, size_t at) {
  const char c = sql[at];
  const std::string_view two = sql.substr(at, 2);
  if (c == '\'' || c == '"') return EndOrSize(sql, sql.find(c, at + 1), 1);
  if (two == "--") return EndOrSize(sql, sql.find('\n', at), 1);
  if (two == "/*") return AfterBlockComment(sql, at);
  if (c == '$') return AfterDollarQuote(sql, at);
  return at;
}

}  // namespace

std::string NumberParameters(std::string_view sql, std::span<const Value> values) {
  std::string out;
  out.reserve(sql.size() + 16);
  size_t used = 0;
  int number = 0;
  for (size_t at = 0; at < sql.size();) {
    if (const size_t after = AfterQuoted(sql, at); after != at) {
      out += sql.substr(at, after - at);
      at = after;
    } else if (sql[at] != '?') {
      out += sql[at++];
    } else {
      ENSURE(used < values.size() && "more ? than values");
      const bool null = std::holds_alternative<std::monostate>(values[used++].get());
      out += null ? "NULL" : "$" + std::to_string(++number);
      ++at;
    }
  }
  ENSURE(used == values.size() && "more values than ?");
  return out;
}

const char* WhyNotStorable(std::span<const Value> values) {
  for (const Value& value : values) {
    const auto* text = std::get_if<std::string_view>(&value.get());
    if (text == nullptr) continue;
    if (text->find('\0') != std::string_view::npos) return "a text holds a NUL byte";
    if (!IsValidUtf8(*text)) return "a text is not UTF-8";
  }
  return nullptr;
}

std::string InStatement(std::string_view message, std::string_view sql) {
  return std::string(message) + " in: " + Shorten(sql, 200);
}

}  // namespace sinergi::sql
