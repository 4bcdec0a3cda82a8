// Value: what an expression gives: nothing, yes/no, an exact number, a text, a date, or a list of these.
//
// Nothing (null) is never silently zero: a sum with nothing is nothing, a comparison with nothing is neither
// true nor false. Numbers are exact quotients; a step that leaves 128 bits, or divides by zero, is nothing.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/ratio.h"

namespace sinergi::expression {

struct Value;
using List = std::vector<Value>;

struct Value {
  std::variant<std::monostate, bool, Ratio, std::string, Date, List> held;

  Value() = default;
  Value(bool yes) : held(yes) {}                        // NOLINT: implicit by intent
  Value(Ratio number) : held(number) {}                 // NOLINT
  Value(std::string text) : held(std::move(text)) {}    // NOLINT
  Value(const char* text) : held(std::string(text)) {}  // NOLINT
  Value(Date date) : held(date) {}                      // NOLINT
  Value(List list) : held(std::move(list)) {}           // NOLINT
  Value(const std::optional<Ratio>& number) {
    if (number) held = *number;
  }  // NOLINT
  static Value Whole(int64_t number) { return Ratio{number, 1}; }

  bool null() const { return std::holds_alternative<std::monostate>(held); }
  const bool* yes() const { return std::get_if<bool>(&held); }
  const Ratio* number() const { return std::get_if<Ratio>(&held); }
  const std::string* text() const { return std::get_if<std::string>(&held); }
  const Date* date() const { return std::get_if<Date>(&held); }
  const List* list() const { return std::get_if<List>(&held); }

  // "1,5" is written 1.5; a quotient that is no decimal of six places as 1/3; nothing as "".
  std::string Plain() const;
  friend bool operator==(const Value& a, const Value& b) { return a.held == b.held; }
};

// < 0, 0, > 0 of two values of the same kind (numbers, texts, dates, yes/no); empty when one is nothing or
// they cannot be ordered.
std::optional<int> Compare(const Value& a, const Value& b);

}  // namespace sinergi::expression
