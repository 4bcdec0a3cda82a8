// Templates: ctemplate with auto-escape on, read from the embedded files. Marks are filled at load, once a
// language:
// [[key]] (a text of the dictionary, escaped), [[asset:css/base.css]] (the hashed address of web/…) and a few
// more, see platform/pages/marks.h.
//
//   pages::Templates templates;
//   ctemplate::TemplateDictionary dict("task-list"); dict.SetValue("NAME", unit.name);
//   std::string html = templates.Render("kernel/task_list", Lang::kId, dict);
//
// A part: {{>BODY}} in the template, and dict.AddIncludeDictionary("BODY")->SetFilename("kernel/task_list")
// in C++. Blank lines are removed, other blanks stay.
//
// Every template is HTML and is escaped by context; there is no way to switch that off but :none on values we
// made ourselves (SVG from platform/pages/chart.h). Thread-safe after construction.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include <cstring>  // ctemplate's header uses strlen without it

#include <ctemplate/template_dictionary.h>

#include "platform/files/texts.h"

namespace sinergi::pages {

class Templates {
 public:
  Templates();  // throws when a template does not parse or names an unknown text
  // For tests: these sources (name -> text) instead of the embedded ones.
  using Sources = std::map<std::string, std::string>;
  Templates(const Sources& sources, const Texts& texts);  // texts must live as long as the templates
  ~Templates();
  // name: the file's path below src/ without "modules/", "platform/" and ".html": "performance/dashboard".
  std::string Render(std::string_view name, Lang lang, const ctemplate::TemplateDictionary& dict) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sinergi::pages
