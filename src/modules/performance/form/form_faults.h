// Faults of a form file, collected with their places while it is read.
#pragma once

#include <yaml-cpp/yaml.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sinergi::performance::form {

class Faults {
 public:
  explicit Faults(std::string_view file_name) : file_(file_name) {}

  // offset: characters into the scalar at that place.
  void Add(const YAML::Mark& mark, std::string_view code, std::vector<std::string> args = {},
           int offset = 0) {
    const std::string line = std::to_string(mark.line < 0 ? 1 : mark.line + 1);
    const std::string column = std::to_string(mark.column < 0 ? 1 : mark.column + 1 + offset);
    fields_.push_back({file_ + ":" + line + ":" + column, "form." + std::string(code), std::move(args)});
  }

  bool empty() const { return fields_.empty(); }
  Error TakeError() { return {ErrorKind::kInvalid, "form.bad_file", {file_}, std::move(fields_), {}}; }

 private:
  std::string file_;
  std::vector<FieldError> fields_;
};

}  // namespace sinergi::performance::form
