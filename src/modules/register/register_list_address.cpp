#include "modules/register/register_list_address.h"

#include <algorithm>

#include "modules/register/register_visit.h"

namespace sinergi::registers {
namespace {

constexpr std::string_view kNotFilters[] = {"list", "q", "sort", "page"};
constexpr std::string_view kNotOurs[] = {"lang", "csrf", "personal", "columns"};
constexpr int64_t kLastPage = 100'000;

template <class Words>
bool Has(const Words& words, std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::string Written(const std::map<std::string, std::string, std::less<>>& parts) {
  std::string text;
  for (const auto& [name, value] : parts)
    text += (text.empty() ? "?" : "&") + http::PercentEncode(name) + "=" + http::PercentEncode(value);
  return text;
}

}  // namespace

ListAddress::ListAddress(const http::Request& request) {
  for (const auto& [name, value] : request.query)
    if (!value.empty() && !Has(kNotOurs, name)) parts_.emplace(name, value);
}

ListQuery ListAddress::Query() const {
  ListQuery query;
  for (const auto& [name, value] : parts_)
    if (!Has(kNotFilters, name)) query.filters[name] = value;
  if (!Get("list").empty()) query.list = Get("list");
  query.search = Get("q");
  query.sort = Get("sort");
  query.limit = kOnAPage;
  query.offset = (page() - 1) * kOnAPage;
  return query;
}

int64_t ListAddress::page() const {
  return std::clamp<int64_t>(IdIn(Get("page")).value_or(1), 1, kLastPage);
}

std::string_view ListAddress::Get(std::string_view name) const {
  const auto found = parts_.find(name);
  return found == parts_.end() ? std::string_view() : std::string_view(found->second);
}

std::string ListAddress::With(std::string_view name, std::string_view value) const {
  auto parts = parts_;
  parts.erase("page");
  if (value.empty())
    parts.erase(std::string(name));
  else
    parts[std::string(name)] = value;
  return Written(parts);
}

std::string ListAddress::Same() const {
  return Written(parts_);
}

}  // namespace sinergi::registers
