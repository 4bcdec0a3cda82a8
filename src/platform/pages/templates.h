// Templates: ctemplate with auto-escape on, read from the embedded files. Two marks are filled at load, once a
// language: [[key]] (a text of the dictionary, escaped) and [[asset:css/base.css]] (the hashed address of web/…).
//
//   pages::Templates templates;
//   ctemplate::TemplateDictionary dict("task-list"); dict.SetValue("NAME", unit.name);
//   std::string html = templates.Render("kernel/task_list", Lang::kId, dict);
//
// Every template is HTML and is escaped by context; there is no way to switch that off but :none on values we made
// ourselves (SVG from platform/pages/chart.h). Thread-safe after construction.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <ctemplate/template_dictionary.h>

#include "platform/files/texts.h"

namespace sinergi::pages {

class Templates {
 public:
  Templates();  // throws when a template does not parse or names an unknown text
  ~Templates();
  // name: the file's path below src/ without "modules/", "platform/" and ".html": "performance/dashboard".
  std::string Render(std::string_view name, Lang lang, const ctemplate::TemplateDictionary& dict) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sinergi::pages
