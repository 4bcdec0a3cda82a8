// Label: a text of a data file in both languages. English is empty where nobody wrote it; then the Indonesian one is shown.
#pragma once

#include <string>

namespace sinergi {

struct Label {
  std::string id, en;
  friend bool operator==(const Label&, const Label&) = default;
};

}  // namespace sinergi
