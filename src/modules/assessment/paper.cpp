#include "modules/assessment/paper.h"

#include "base/ensure.h"
#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/kami_instrument.h"
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

// Most points of a group of KAMI: the category's questions have none that count, then the areas, the supplement.
std::string MostText(const Kami& kami, size_t group) {
  if (group == 0) return "–";
  const bool area = group <= kami.areas.size();
  return std::to_string(area ? kami.areas[group - 1].max : kami.supplement.max);
}

// What an assessment by KAMI says besides its points: category and maturity of each area.
void FillKamiLines(const Visit& v, const Sheet& sheet, const Levels& levels, Dict& dict) {
  const Kami& kami = *sheet.instrument->kami;
  const KamiFigures figures = KamiFiguresOf(*sheet.instrument, levels);
  Dict& part = *dict.AddSectionDictionary("KAMI");
  part.SetValue("CATEGORY", figures.category < 0
                                ? v.web.texts.Get(Lang::kId, "kami.category_open")
                                : kami.categories[static_cast<size_t>(figures.category)].name.id);
  part.SetIntValue("CATEGORY_POINTS", figures.category_points);
  std::string maturities;
  for (size_t a = 0; a < kami.areas.size(); ++a)
    maturities +=
        fmt::format("{}{} {}", a == 0 ? "" : "; ", kami.areas[a].name.id, figures.areas[a].maturity);
  part.SetValue("MATURITIES", maturities);
}

void FillGroups(const Sheet& sheet, const Index& index, Dict& dict) {
  for (size_t g = 0; g < sheet.instrument->groups.size(); ++g) {
    const Group& group = sheet.instrument->groups[g];
    Dict& row = *dict.AddSectionDictionary("GROUP");
    row.SetValue("CLASS", group.kind == Group::Kind::kDomain ? "domain" : "aspect");
    row.SetValue("NAME", group.name.id);
    row.SetValue("WEIGHT",
                 sheet.instrument->kami ? MostText(*sheet.instrument->kami, g) : PrintValue(group.weight));
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
  if (!sheet.instrument->predicates.empty() && index.predicate >= 0)
    dict.SetValueAndShowSection("PREDICATE",
                                sheet.instrument->predicates[static_cast<size_t>(index.predicate)].name.id,
                                "HAS_PREDICATE");
  if (head.at.revision > 1)
    dict.SetValueAndShowSection("REVISION", std::to_string(head.at.revision), "REVISED");
  if (head.at.closed) dict.ShowSection("IS_CLOSED");
  dict.SetValue("ON",
                head.consent ? DayInIndonesian(v, head.consent->on) : "....................................");
  dict.SetValue("SIGNER", head.consent ? head.consent->signer : "....................................");
  dict.SetValue("POSITION", head.consent                          ? head.consent->position
                            : SeriesOf(head.instrument) == "spbe" ? "Koordinator SPBE"
                                                                  : "Koordinator");
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
  const bool points = sheet.instrument->kami != nullptr;
  dict.SetValue("WEIGHT_HEAD",
                v.web.texts.Get(Lang::kId, points ? "kami.most" : "assessment.weight_percent"));
  dict.SetValue("INDEX_HEAD", v.web.texts.Get(Lang::kId, points ? "kami.points" : "assessment.index"));
  if (points) FillKamiLines(v, sheet, sheet.LevelsAt(StageOf(sheet, paper)), dict);
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
