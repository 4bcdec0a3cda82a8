// The road map of an assessment: target, capacity, efforts and locks to be set, and the shortest way that
// follows.
#include "modules/assessment/roadmap_page.h"
#include "base/text.h"
#include "kernel/form_view.h"
#include "modules/assessment/assessment_pages.h"
#include "modules/assessment/assessment_road_map_store.h"
#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/target_store.h"

namespace sinergi::assessment {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr auto kStyle = NumberStyle::kIndonesian;
constexpr size_t kRoadMapBytesMost = 512 * 1024;

std::string Print(int64_t micro) {
  return PrintDecimal(micro, 6, 6, Zeros::kTrim);
}

// Promised for the next years, else the next predicate above, else where it stands.
int64_t UsualTarget(const Sheet& sheet, const std::vector<YearTarget>& targets, const Index& index) {
  const int64_t now = MicroOf(index.printed);
  for (const YearTarget& target : targets)
    if (target.year > sheet.head.year && target.target_micro > now) return target.target_micro;
  if (index.predicate > 0)
    if (const auto bound =
            sheet.instrument->predicates[static_cast<size_t>(index.predicate) - 1].from.Round(6))
      return bound->units;
  return now;
}

// Efforts of the levels above the present one; a lock a row.
void FillEfforts(const Visit& v, const Sheet& sheet, const RoadWish& wish, Dict& edit) {
  for (size_t i = 0; i < sheet.items(); ++i) {
    const Item& item = sheet.instrument->items[i];
    const std::optional<Ratio> level = sheet.Counting(sheet.head.at.stage, i);
    Dict& row = *edit.AddSectionDictionary("EFFORT_ROW");
    row.SetValue("CODE", item.code);
    row.SetValue("ITEM_NAME", std::string(InLanguage(item.name, v.lang)));
    row.SetValue("LEVEL_TEXT", LevelText(v, *sheet.instrument, i, level));
    if (wish.locked.contains(item.code)) row.ShowSection("LOCKED");
    const std::vector<Level>& levels = sheet.instrument->scales[static_cast<size_t>(item.scale)].levels;
    for (size_t l = 0; l < levels.size(); ++l) {
      if (AtLeast(level.value_or(Ratio()), levels[l].value)) continue;
      Dict& cell = *row.AddSectionDictionary("STEP");
      const std::string text = PrintValue(levels[l].value);
      const auto effort = wish.efforts.find({item.code, text});
      cell.SetValue("FIELD", fmt::format("e{}_{}", i, l));
      cell.SetValue("LEVEL", text);
      cell.SetValue("EFFORT", Print(effort == wish.efforts.end() ? kMicro : effort->second));
    }
  }
}

void FillRiseYears(const Visit& v, const Sheet& sheet, const ImprovePlan& plan, Dict& result) {
  Dict* year = nullptr;
  int last = 0;
  int64_t sum = 0;
  for (const Rise& rise : plan.rises) {
    if (year == nullptr || rise.year != last) {
      year = result.AddSectionDictionary("YEAR");
      last = rise.year;
      sum = 0;
      year->SetIntValue("YEAR_NUMBER", rise.year);
      year->SetIntValue("CALENDAR", sheet.head.year + rise.year);
    }
    sum += rise.effort_micro;
    year->SetValue("YEAR_EFFORT", Print(sum));
    Dict& row = *year->AddSectionDictionary("RISE");
    const size_t item = static_cast<size_t>(rise.item);
    row.SetValue("CODE", sheet.instrument->items[item].code);
    row.SetValue("ITEM_NAME", std::string(InLanguage(sheet.instrument->items[item].name, v.lang)));
    row.SetValue("FROM", PrintValue(rise.from));
    row.SetValue("TO", LevelText(v, *sheet.instrument, item, rise.to));
    row.SetValue("EFFORT", Print(rise.effort_micro));
    row.SetValue("RESPONSIBLE", ResponsibleText(rise));
  }
}

void FillResult(const Visit& v, const Sheet& sheet, const RoadWish& wish, const Result<ImprovePlan>& plan,
                Dict& page) {
  if (!plan.ok()) {
    page.SetValueAndShowSection("WHY_NOT", v.web.texts.Of(v.lang, plan.error()), "NO_WAY");
    return;
  }
  Dict& result = *page.AddSectionDictionary("RESULT");
  result.SetValue("BEFORE", PrintIndex(plan->before));
  result.SetValue("AFTER", PrintIndex(plan->after));
  result.SetValue("EFFORT_SUM", Print(plan->effort_micro));
  result.SetIntValue("YEARS", plan->years);
  result.SetValue("TARGET", PrintDecimal(wish.target_micro, 6, sheet.instrument->places));
  if (plan->years == 0 && plan->reached) result.ShowSection("NOTHING_TO_DO");
  if (!plan->reached) result.SetValueAndShowSection("GAP", PrintIndex(plan->missing), "NOT_REACHED");
  if (!plan->effort_proven || !plan->years_proven) result.ShowSection("NOT_PROVEN");
  if (!plan->rises.empty() && v.actor.MayAnywhere(kernel::Right::kPlan)) {
    result.AddSectionDictionary("ADOPT")->SetValue("PATH", PathOf(sheet.head));
  }
  FillRiseYears(v, sheet, *plan, result);
}

http::Response ShowRoadMap(Visit& v, const Sheet& sheet, const RoadWish& wish, const Error* error) {
  Dict page("roadmap");
  page.SetValue("PATH", PathOf(sheet.head));
  page.SetValue("TITLE", TitleOf(v, sheet));
  kernel::FormView form(v, page);
  if (MayWish(v.actor, *v.Units(), sheet.head)) {
    Dict& edit = *page.AddSectionDictionary("EDIT");
    kernel::FormView fields(v, edit);
    fields.Value("target", Print(wish.target_micro));
    fields.Value("capacity", wish.capacity_micro ? Print(*wish.capacity_micro) : "");
    fields.Value("years", wish.years ? std::to_string(*wish.years) : "");
    fields.Value("max_rise", wish.max_rise ? std::to_string(*wish.max_rise) : "");
    edit.SetIntValue("ROW_VERSION", static_cast<long>(wish.row_version));
    FillEfforts(v, sheet, wish, edit);
  }
  if (error)
    form.Faults(*error);
  else
    FillResult(v, sheet, wish, WayOf(v, sheet, wish), page);
  return v.Show("assessment/roadmap", page, "assessment.road_map", error ? 422 : 200);
}

http::Response ShowKeptRoadMap(Visit& v, AssessmentServices& services) {
  const Result<Sheet> sheet = FindMeanSheet(v, services);
  if (!sheet.ok()) return v.Refuse(sheet.error());
  const Result<RoadWish> wish = WishFor(v, *sheet);
  if (!wish.ok()) return v.Refuse(wish.error());
  return ShowRoadMap(v, *sheet, *wish, nullptr);
}

template <class Read>
void ReadOptional(const http::Form& form, std::string_view field, Error& error, Read read) {
  const std::string_view text = TrimBlanks(form.Field(field));
  if (!text.empty() && !read(text))
    error.fields.push_back({std::string(field), "assessment.number_range", {}});
}

RoadWish ReadRoadWish(const Sheet& sheet, const http::Form& form, Error& error) {
  RoadWish wish;
  const auto micro = [](std::string_view text) { return ReadDecimal(text, 6, kStyle); };
  const auto whole = [](std::string_view text, std::optional<int>& into) {
    const auto number = ReadId(text);
    if (number && *number <= 100) into = static_cast<int>(*number);
    return into.has_value();
  };
  const auto target = micro(form.Field("target"));
  if (!target) error.fields.push_back({"target", "assessment.number_range", {}});
  wish.target_micro = target.value_or(0);
  ReadOptional(form, "capacity", error,
               [&](auto text) { return (wish.capacity_micro = micro(text)).has_value(); });
  ReadOptional(form, "years", error, [&](auto text) { return whole(text, wish.years); });
  ReadOptional(form, "max_rise", error, [&](auto text) { return whole(text, wish.max_rise); });
  wish.row_version = ReadId(form.Field("row_version")).value_or(0);
  for (const auto& [name, value] : form.fields)
    if (name == "lock") wish.locked.insert(value);
  for (size_t i = 0; i < sheet.items(); ++i) {
    const Item& item = sheet.instrument->items[i];
    const std::vector<Level>& levels = sheet.instrument->scales[static_cast<size_t>(item.scale)].levels;
    for (size_t l = 0; l < levels.size(); ++l) {
      const std::string_view text = TrimBlanks(form.Field(fmt::format("e{}_{}", i, l)));
      if (text.empty()) continue;
      const auto effort = micro(text);
      if (!effort)
        error.fields.push_back({"efforts", "assessment.effort_wrong", {item.code, Shorten(text, 40)}});
      else if (*effort != kMicro)
        wish.efforts[{item.code, PrintValue(levels[l].value)}] = *effort;
    }
  }
  return wish;
}

http::Response PostRoadMap(Visit& v, AssessmentServices& services) {
  const Result<Sheet> sheet = FindMeanSheet(v, services);
  if (!sheet.ok()) return v.Refuse(sheet.error());
  if (!MayWish(v.actor, *v.Units(), sheet->head)) return v.Refuse(kernel::Forbidden());
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  Error error{ErrorKind::kInvalid, "assessment.wish_invalid"};
  const RoadWish wish = ReadRoadWish(*sheet, form, error);
  if (!error.fields.empty()) return ShowRoadMap(v, *sheet, wish, &error);
  const auto units = v.Units();
  const Status done = v.web.db.Write([&](sql::Connection& c) {
    return SaveWish(c, ContextOf(v, *units), *sheet->instrument, sheet->head.id, wish);
  });
  if (done.ok()) return v.Back(PathOf(sheet->head) + "/road-map", "assessment.wish_saved");
  if (done.error().kind != ErrorKind::kInvalid) return v.Refuse(done.error());
  return ShowRoadMap(v, *sheet, wish, &done.error());
}

}  // namespace

Result<RoadWish> WishFor(const Visit& v, const Sheet& sheet) {
  const int64_t government = v.actor.government_id;
  std::vector<YearTarget> targets;
  const auto saved = v.web.db.Read([&](sql::Connection& c) {
    targets = ListTargets(c, government, SeriesOf(sheet.head.instrument), sheet.head.unit_id);
    return FindWish(c, government, sheet.head.id);
  });
  if (saved) return *saved;
  const Result<Index> index =
      ComputeIndex(*sheet.instrument, sheet.LevelsAt(sheet.head.at.stage), sheet.head.year);
  if (!index.ok()) return index.error();
  RoadWish wish;
  wish.target_micro = UsualTarget(sheet, targets, *index);
  return wish;
}

Result<ImprovePlan> WayOf(const Visit& v, const Sheet& sheet, const RoadWish& wish) {
  const ImproveRequest request =
      RequestFor(sheet, wish, [&](int64_t unit_id) { return UnitText(v, unit_id); });
  return ShortestWay(*sheet.instrument, request, wish.target_micro);
}

std::string ResponsibleText(const Rise& rise) {
  std::string text;
  for (const std::string& unit : rise.responsible) text += (text.empty() ? "" : ", ") + unit;
  return text.empty() ? "–" : text;
}

void AddRoadMapPages(kernel::Web& web, http::Router& router, AssessmentServices& services) {
  web.Page(router, "/assessments/{id}/road-map",
           [&services](Visit& v) { return ShowKeptRoadMap(v, services); });
  web.Post(router, "/assessments/{id}/road-map", [&services](Visit& v) { return PostRoadMap(v, services); },
           {.body_limit = kRoadMapBytesMost});
  AddAdoptPages(web, router, services);
}

}  // namespace sinergi::assessment
