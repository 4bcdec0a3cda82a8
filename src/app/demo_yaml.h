// Reading the example's files: embedded with the program and known to be sound.
#pragma once
#include <string>

#include <yaml-cpp/yaml.h>

namespace sinergi::app {

// The text under a key; empty without it.
inline std::string TextIn(const YAML::Node& node, const char* key) {
  return node[key] ? node[key].as<std::string>() : std::string();
}

}  // namespace sinergi::app
