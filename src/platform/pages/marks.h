// Marks: the part of a template that is filled once, at load, for each language.
//
//   [[task.title]]              the text of that key, escaped for HTML (also inside a quoted attribute)
//   [[task.left|{{N}}|{{DUE}}]] the same, with {0} and {1} of the text replaced by what follows (template
//   variables)
//   [[asset:css/base.css]]      the hashed address of web/css/base.css
//   [[include:pages/header]]    another template's source, put in as it stands (up to 8 deep)
//   [[lang]]                    id or en
//
// Anything else in double brackets is left alone. Throws std::runtime_error on an unknown text, asset or
// template.
#pragma once

#include <string>
#include <string_view>

#include "platform/files/texts.h"

namespace sinergi::pages {

// "src/modules/performance/dashboard.html" -> "performance/dashboard"; "" when it is no template.
std::string TemplateName(std::string_view embedded_path);

std::string FillMarks(std::string_view name, std::string_view source, Lang lang, const Texts& texts);

std::string EscapeHtml(std::string_view text);

}  // namespace sinergi::pages
