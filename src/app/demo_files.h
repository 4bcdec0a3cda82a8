// Reading the example's files: embedded with the program and known to be sound; what the program refuses of them leaves the
// transaction.
#pragma once
#include <string>

#include <yaml-cpp/yaml.h>

#include "base/ensure.h"
#include "base/result.h"
#include "platform/files/embedded.h"

namespace sinergi::app {

// The file data/demo/`name`.
inline std::string_view ExampleFile(const std::string& name) {
  const files::EmbeddedFile* file = files::FindEmbedded("data/demo/" + name);
  ENSURE(file != nullptr);
  return file->plain;
}
inline YAML::Node ExampleYaml(const std::string& name) {
  return YAML::Load(std::string(ExampleFile(name)));
}

// The text under a key; empty without it.
inline std::string TextIn(const YAML::Node& node, const char* key) {
  return node[key] ? node[key].as<std::string>() : std::string();
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
