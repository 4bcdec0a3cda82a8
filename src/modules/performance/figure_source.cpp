#include "modules/performance/figure_source.h"

namespace sinergi::performance {

void FillSource(const kernel::Visit& v, const FigureSource& source, ctemplate::TemplateDictionary& row) {
  ctemplate::TemplateDictionary& dict = *row.AddSectionDictionary("SOURCE");
  const std::string text = v.T("registers.source_taken", {source.title, source.taken});
  ctemplate::TemplateDictionary& said =
      *dict.AddSectionDictionary(source.url.empty() ? "SOURCE_SAID" : "SOURCE_LINKED");
  said.SetValue("SOURCE_TEXT", text);
  said.SetValue("SOURCE_URL", source.url);
  if (!source.differs) return;
  const std::string moved =
      source.now.empty() ? v.T("registers.source_moved") : v.T("registers.source_moved_to", {source.now});
  dict.SetValueAndShowSection("SOURCE_MOVED_TEXT", moved, "SOURCE_MOVED");
}

}  // namespace sinergi::performance
