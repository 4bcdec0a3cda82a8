// Why the index changed against the assessment before: in sentences, in parts, and item by item.
#include <algorithm>

#include "modules/assessment/assessment_pages.h"
#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/change_text.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/target.h"

namespace sinergi::assessment {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

// The newest assessment of the same subject and series of a year before; a closed one where there is one that
// year.
std::optional<AssessmentHead> HeadBefore(const std::vector<AssessmentHead>& heads,
                                         const AssessmentHead& now) {
  std::optional<AssessmentHead> before;
  for (const AssessmentHead& head : heads) {
    const bool fits = head.unit_id == now.unit_id && head.year < now.year &&
                      SeriesOf(head.instrument) == SeriesOf(now.instrument);
    if (!fits) continue;
    const bool better = !before || head.year > before->year || (head.year == before->year && head.at.closed);
    if (better) before = head;
  }
  return before;
}

Result<Crosswalk> WalkOf(const Sheet& from, const Sheet& to) {
  const bool same = from.head.instrument == to.head.instrument && from.head.scoring == to.head.scoring;
  return same ? SameItems(*to.instrument) : ShippedCrosswalk(from.head.instrument, to.head.instrument);
}

bool Smaller(const Ratio& a, const Ratio& b) {
  const auto size = [](const Ratio& r) {
    return Ratio{r.numerator < 0 ? -r.numerator : r.numerator, r.denominator};
  };
  return !AtLeast(size(a), size(b));
}

void FillItem(const Visit& v, const Sheet& from, const Sheet& to, const ItemEffect& effect, Dict& row) {
  const bool now = effect.item >= 0;
  const Sheet& sheet = now ? to : from;
  const size_t item = static_cast<size_t>(now ? effect.item : effect.old_item);
  row.SetValue("CODE", sheet.instrument->items[item].code);
  row.SetValue("ITEM_NAME", std::string(InLanguage(sheet.instrument->items[item].name, v.lang)));
  row.SetValue("PART", v.T(fmt::format("compare.part_{}", Name(effect.cause))));
  row.SetValue("EFFECT", SignedText(effect.effect, to.instrument->kami ? 0 : 4));
  const auto level = [&](const Sheet& s, int at) {
    if (at < 0) return std::string("–");
    const size_t i = static_cast<size_t>(at);
    return LevelText(v, *s.instrument, i, s.Counting(s.head.at.stage, i));
  };
  row.SetValue("LEVEL_BEFORE", level(from, effect.old_item));
  row.SetValue("LEVEL_NOW", level(to, effect.item));
}

void FillChange(const Visit& v, const Sheet& from, const Sheet& to, const Change& change, Dict& page) {
  Dict& part = *page.AddSectionDictionary("CHANGE");
  for (const std::string& sentence :
       ChangeSentences({v.web.texts, v.lang}, change, *from.instrument, *to.instrument))
    part.AddSectionDictionary("SENTENCE")->SetValue("TEXT", sentence);
  const int digits = DigitsOf(change, *from.instrument, *to.instrument);
  for (const Cause each : kCauses) {
    Dict& row = *part.AddSectionDictionary("PART_ROW");
    row.SetValue("PART", v.T(fmt::format("compare.part_{}", Name(each))));
    row.SetValue("EFFECT", SignedText(change.Of(each), digits));
  }
  part.SetValue("DIFFERENCE", SignedText(change.difference, digits));
  std::vector<const ItemEffect*> items;
  for (const ItemEffect& effect : change.items)
    if (!effect.effect.IsZero()) items.push_back(&effect);
  std::stable_sort(items.begin(), items.end(),
                   [](const ItemEffect* a, const ItemEffect* b) { return Smaller(b->effect, a->effect); });
  for (const ItemEffect* effect : items) FillItem(v, from, to, *effect, *part.AddSectionDictionary("ROW"));
}

Result<Sheet> SheetBefore(const Visit& v, AssessmentServices& services, const AssessmentHead& now) {
  const int64_t government = v.actor.government_id;
  return v.web.db.Read([&](sql::Connection& c) -> Result<Sheet> {
    const auto before = HeadBefore(ListAssessments(c, government), now);
    if (!before) return Error{ErrorKind::kNotFound, "assessment.none_before"};
    const auto instrument = InstrumentFor(c, government, services, *before);
    if (!instrument.ok()) return instrument.error();
    return LoadSheet(c, government, *before, *instrument);
  });
}

http::Response ShowChange(Visit& v, AssessmentServices& services) {
  const Result<Sheet> now = FindSheet(v, services);
  if (!now.ok()) return v.Refuse(now.error());
  Dict page("change");
  page.SetValue("PATH", PathOf(now->head));
  page.SetValue("TITLE", TitleOf(v, *now));
  const auto missing = [&](const Error& error) {
    page.SetValueAndShowSection("WHY_NOT", v.web.texts.Of(v.lang, error), "MISSING");
    return v.Show("assessment/assessment_change", page, "assessment.change");
  };
  const Result<Sheet> before = SheetBefore(v, services, now->head);
  if (!before.ok()) return missing(before.error());
  page.SetValue("BEFORE", TitleOf(v, *before));
  page.SetValue("BEFORE_PATH", PathOf(before->head));
  page.ShowSection("HAS_BEFORE");
  if (!now->head.at.closed || !before->head.at.closed) page.ShowSection("SO_FAR");
  const Result<Crosswalk> walk = WalkOf(*before, *now);
  if (!walk.ok()) return missing(walk.error());
  const Levels old_levels = before->LevelsAt(before->head.at.stage),
               levels = now->LevelsAt(now->head.at.stage);
  const Result<Change> change =
      ExplainChange({*before->instrument, old_levels}, {*now->instrument, levels}, *walk);
  if (!change.ok()) return missing(change.error());
  FillChange(v, *before, *now, *change, page);
  return v.Show("assessment/assessment_change", page, "assessment.change");
}

}  // namespace

void AddAssessmentChangePage(kernel::Web& web, http::Router& router, AssessmentServices& services) {
  web.Page(router, "/assessments/{id}/change", [&services](Visit& v) { return ShowChange(v, services); });
}

}  // namespace sinergi::assessment
