// Code lists (data/codes/<list>.csv: code,title): long lists of codes that fields choose from: archive
// classification, goods, regions. Replaced whole by a region's own file of the same name.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sinergi::registers {

class CodeList {
 public:
  // Columns code and title, found by their names; ';' or ',' between them. Errors: data_file.bad_file
  // {0}=file with a fault a line
  // ("file:line"): no code, doubled code.
  static Result<CodeList> Read(std::string_view csv, std::string_view file_name);
  // The one that ships; an empty list when there is none of that name.
  static const CodeList& Shipped(std::string_view list);

  const std::string* TitleOf(std::string_view code) const;
  const std::map<std::string, std::string, std::less<>>& all() const { return titles_; }

 private:
  std::map<std::string, std::string, std::less<>> titles_;
};

}  // namespace sinergi::registers
