#include "modules/assessment/paper.h"

#include "base/ensure.h"
#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/target.h"
#include "platform/files/embedded.h"
#include "platform/pages/marks.h"

namespace sinergi::assessment {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

std::string DayInIndonesian(const Visit& v, const Date& date) {
  const std::string month = v.web.texts.Get(Lang::kId, fmt::format("interface.month_{}", date.month));
  return fmt::format("{} {} {}", date.day, month, date.year);
}

// The statement tells the self assessment, the consent what stands now.
Stage StageOf(const Sheet& sheet, Paper paper) {
  return paper == Paper::kStatement ? Stage::kSelf : sheet.head.at.stage;
}

void FillGroups(const Sheet& sheet, const Index& index, Dict& dict) {
  for (size_t g = 0; g < sheet.instrument->groups.size(); ++g) {
    const Group& group = sheet.instrument->groups[g];
    Dict& row = *dict.AddSectionDictionary("GROUP");
    row.SetValue("CLASS", group.kind == Group::Kind::kDomain ? "domain" : "aspect");
    row.SetValue("NAME", group.name.id);
    row.SetValue("WEIGHT", PrintValue(group.weight));
    row.SetValue("VALUE", PrintIndex(index.groups[g].printed));
  }
}

void FillPaper(const Visit& v, const Sheet& sheet, const Index& index, Dict& dict) {
  const AssessmentHead& head = sheet.head;
  dict.SetValue("GOVERNMENT", v.Gov()->name);
  dict.SetValue("SUBJECT", SubjectText(v, head.unit_id));
  dict.SetValue("INSTRUMENT", sheet.instrument->title.id);
  const std::string& basis = sheet.instrument->basis;  // what revoked it later is no matter of the paper
  dict.SetValue("BASIS", basis.substr(0, basis.find(';')));
  dict.SetIntValue("YEAR", head.year);
  dict.SetValue("INDEX", PrintIndex(index.printed));
  dict.SetIntValue("ITEMS", index.items);
  dict.SetIntValue("ANSWERED", index.answered);
  dict.SetIntValue("EVIDENCED", CompletenessOf(sheet, Stage::kSelf).evidenced);
  if (!sheet.instrument->predicates.empty())
    dict.SetValueAndShowSection("PREDICATE",
                                sheet.instrument->predicates[static_cast<size_t>(index.predicate)].name.id,
                                "HAS_PREDICATE");
  if (head.at.revision > 1)
    dict.SetValueAndShowSection("REVISION", std::to_string(head.at.revision), "REVISED");
  if (head.at.closed) dict.ShowSection("IS_CLOSED");
  dict.SetValue("ON",
                head.consent ? DayInIndonesian(v, head.consent->on) : "....................................");
  dict.SetValue("SIGNER", head.consent ? head.consent->signer : "....................................");
  dict.SetValue("POSITION", head.consent ? head.consent->position : "Koordinator SPBE");
  FillGroups(sheet, index, dict);
}

std::string Style() {
  const files::EmbeddedFile* css = files::FindEmbedded("web/css/paper.css");
  ENSURE(css != nullptr);
  return std::string(css->plain);
}

}  // namespace

std::string_view Name(Paper paper) {
  return paper == Paper::kStatement ? "statement" : "consent";
}

Result<std::string> PaperMarkup(const Visit& v, const Sheet& sheet, Paper paper) {
  const Result<Index> index =
      ComputeIndex(*sheet.instrument, sheet.LevelsAt(StageOf(sheet, paper)), sheet.head.year);
  if (!index.ok()) return index.error();
  Dict dict("paper");
  FillPaper(v, sheet, *index, dict);
  const char* name = paper == Paper::kStatement ? "assessment/paper_statement" : "assessment/paper_consent";
  return v.web.templates.Render(name, Lang::kId, dict);
}

Result<std::string> PaperDocument(const Visit& v, const Sheet& sheet, Paper paper) {
  const Result<std::string> body = PaperMarkup(v, sheet, paper);
  if (!body.ok()) return body;
  return fmt::format(
      "<!doctype html>\n<html lang=\"id\"><head><meta "
      "charset=\"utf-8\"><title>{}</title><style>{}</style></head>"
      "<body>{}</body></html>",
      pages::EscapeHtml(v.web.texts.Get(Lang::kId, fmt::format("assessment.paper_{}", Name(paper)))), Style(),
      *body);
}

}  // namespace sinergi::assessment
