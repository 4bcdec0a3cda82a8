// Reading the example's files: embedded with the program and known to be sound; what the program refuses of them leaves the
// transaction.
#pragma once
#include <string>

#include "base/ensure.h"
#include "base/result.h"
#include "platform/files/embedded.h"
#include "platform/files/node.h"

namespace sinergi::app {

// The file data/demo/`name`.
inline std::string_view ExampleFile(const std::string& name) {
  const files::EmbeddedFile* file = files::FindEmbedded("data/demo/" + name);
  ENSURE(file != nullptr);
  return file->plain;
}
inline files::Tree ExampleYaml(const std::string& name) {
  files::BadYaml bad;
  std::optional<files::Tree> tree = files::Tree::Read(ExampleFile(name), bad);
  ENSURE(tree.has_value());
  return std::move(*tree);
}

// A number that is there.
inline int64_t WholeOf(const files::Node& node) {
  const std::optional<int64_t> number = node.Whole();
  ENSURE(number.has_value());
  return *number;
}
inline int IntOf(const files::Node& node) {
  return static_cast<int>(WholeOf(node));
}

// What was done. Throws Refused with the faulty fields and `where` in the example.
template <class T>
T Need(const Result<T>& result, const std::string& where = {}) {
  if (result.ok()) return *result;
  Error error = result.error();
  error.detail = where;
  for (const FieldError& fault : error.fields) error.detail += " " + fault.field + "=" + fault.code;
  throw Refused{error};
}

}  // namespace sinergi::app
