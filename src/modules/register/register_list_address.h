// ListAddress: what a list's address asks for, and the addresses of what stands beside it.
//
//   /registers/ppid-request?list=work&channel=web&q=anggaran&sort=-made&page=2
//
// Everything besides list, q, sort, page and lang is a filter (record_list.h); empty parts say nothing,
// unknown filters are refused when the list is read. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "modules/register/record_list.h"
#include "platform/http/message.h"

namespace sinergi::registers {

class ListAddress {
 public:
  static constexpr int kOnAPage = 50;

  explicit ListAddress(const http::Request& request);
  ListQuery Query() const;
  int64_t page() const;
  std::string_view Get(std::string_view name) const;
  // "?list=work&sort=-made" with one part changed (or taken away by ""); back on the first page.
  std::string With(std::string_view name, std::string_view value) const;
  std::string Same() const;

 private:
  std::map<std::string, std::string, std::less<>> parts_;
};

}  // namespace sinergi::registers
