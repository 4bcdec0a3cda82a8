// A label of a data file as a reader of one language sees it: English falls back to Indonesian.
//
//   InLanguage(instrument.title, v.lang)
#pragma once

#include "base/label.h"
#include "platform/files/texts.h"

namespace sinergi {

// The reference is into `label`.
inline const std::string& InLanguage(const Label& label, Lang lang) {
  return lang == Lang::kEn && !label.en.empty() ? label.en : label.id;
}

}  // namespace sinergi
