// A label in both languages, as the commands print it.
#pragma once
#include <boost/json.hpp>

#include "base/label.h"

namespace sinergi::app {

inline boost::json::object LabelJson(const Label& label) {
  return {{"id", label.id}, {"en", label.en}};
}

}  // namespace sinergi::app
