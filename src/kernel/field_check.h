// FieldCheck: collects what is wrong with the fields of a record, so that all of it is said at once.
//
//   FieldCheck check;
//   check.Text("name", unit.name, 200, "kernel.unit_name_missing");
//   if (!check.ok()) return check.error();
//
// With one fault the error's code is that fault's; with several it is kernel.several. Value type, no thread
// rule.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace sinergi::kernel {

class FieldCheck {
 public:
  void Refuse(std::string field, std::string code, std::vector<std::string> args = {}) {
    faults_.push_back({std::move(field), std::move(code), std::move(args)});
  }
  // A text a person reads: not empty when `missing_code` is given, at most `bytes`, UTF-8 on one line without
  // control characters (kernel.text_long, kernel.text_unreadable).
  void Text(std::string_view field, std::string_view text, size_t bytes, std::string_view missing_code = {});
  bool ok() const { return faults_.empty(); }
  Error error() const;

 private:
  std::vector<FieldError> faults_;
};

}  // namespace sinergi::kernel
