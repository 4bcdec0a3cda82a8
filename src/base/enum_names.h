// The values of an enumeration by their names: a table of names stands in the order of the values.
#pragma once
#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>

namespace sinergi {

template <class Enum, class Names>
std::optional<Enum> EnumOf(const Names& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == std::end(names)) return {};
  return static_cast<Enum>(found - std::begin(names));
}

}  // namespace sinergi
