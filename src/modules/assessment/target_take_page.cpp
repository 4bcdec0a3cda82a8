// Taking the index of a closed assessment as a draft realisation of an indicator of the plan, with the result
// as evidence: offered on the assessment's page, done by a person.
#include "modules/assessment/target_take_page.h"
#include "base/text.h"
#include "modules/assessment/assessment_pages.h"
#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/target_store.h"
#include "modules/assessment/typed_value.h"

namespace sinergi::assessment {
namespace {

using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

std::string Quoted(std::string_view text) {
  std::string cell = "\"";
  for (const char c : text) cell += c == '"' ? std::string("\"\"") : std::string(1, c);
  return cell + "\"";
}

// The result as a table that any spreadsheet reads: what the figure rests on.
std::string ResultCsv(const Sheet& sheet) {
  std::string csv = fmt::format("kode,butir,bobot,nilai\n");
  for (size_t i = 0; i < sheet.items(); ++i) {
    const Item& item = sheet.instrument->items[i];
    const auto value = sheet.Counting(Stage::kFinal, i);
    csv +=
        fmt::format("{},{},{},{}\n", Quoted(item.code), Quoted(item.name.id), Quoted(PrintValue(item.weight)),
                    Quoted(value ? TypedText(*sheet.instrument, i, value) : ""));
  }
  return csv + fmt::format("\"indeks\",{},\"100\",{}\n", Quoted(sheet.instrument->title.id),
                           Quoted(PrintIndex(*sheet.head.index)));
}

Result<kernel::Evidence> StoreResult(const Visit& v, const Sheet& sheet) {
  const std::string name = fmt::format("Hasil penilaian {} {}.csv", sheet.head.instrument, sheet.head.year);
  return kernel::KeepFile(v.web.store, ResultCsv(sheet), name);
}

http::Response Take(Visit& v, AssessmentServices& services) {
  const Result<Sheet> sheet = FindSheet(v, services);
  if (!sheet.ok()) return v.Refuse(sheet.error());
  const http::Form form = http::ReadForm(v.request);
  const auto indicator = ReadId(form.Field("indicator")), quarter = ReadId(form.Field("quarter"));
  if (!form.ok || !indicator || !quarter || *quarter < 1 || *quarter > 4)
    return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  if (!sheet->head.at.closed) return v.Refuse({ErrorKind::kConflict, "assessment.not_closed"});
  const auto place = v.web.db.Read(
      [&](sql::Connection& c) { return performance::PlaceOf(c, v.actor.government_id, *indicator); });
  if (!place) return v.Refuse({ErrorKind::kNotFound, "performance.indicator_unknown"});
  if (!v.actor.May(Right::kEnter, *v.Units(), place->unit_id)) return v.Refuse(kernel::Forbidden());
  const Result<kernel::Evidence> evidence = StoreResult(v, *sheet);
  if (!evidence.ok()) return v.Refuse(evidence.error());
  const TakeWish wish{*indicator, static_cast<int>(*quarter),
                      ReadId(form.Field(fmt::format("rv{}", *quarter))).value_or(0), *evidence};
  const auto units = v.Units();
  const auto taken = v.web.db.Write(
      [&](sql::Connection& c) { return TakeRealisation(c, ContextOf(v, *units), sheet->head, wish); });
  if (!taken.ok()) return v.Refuse(taken.error());
  return v.Back(PathOf(sheet->head), "assessment.taken");
}

}  // namespace

void FillTakes(const Visit& v, const Sheet& sheet, Dict& page) {
  if (!sheet.head.at.closed || !sheet.head.index) return;
  const int64_t government = v.actor.government_id;
  v.web.db.Read([&](sql::Connection& c) {
    for (const LinkedIndicator& link :
         ListLinks(c, government, SeriesOf(sheet.head.instrument), sheet.head.unit_id)) {
      if (link.year != sheet.head.year || !v.actor.May(Right::kEnter, *v.Units(), link.unit_id)) continue;
      Dict& row = *page.AddSectionDictionary("TAKE");
      row.SetIntValue("INDICATOR", link.indicator_id);
      row.SetValue("NAME", link.name);
      row.SetValue("TAKE_INDEX", PrintIndex(*sheet.head.index));
      for (int quarter = 4; quarter >= 1; --quarter) {
        const auto now = performance::NewestMeasurement(c, government, link.indicator_id, quarter);
        Dict& option = *row.AddSectionDictionary("QUARTER");
        option.SetIntValue("QUARTER_NUMBER", quarter);
        option.SetValue("QUARTER_ROMAN", std::string(QuarterRoman(quarter)));
        option.SetValue("NOW", now && !now->realised.empty() ? now->realised.text : "–");
        option.SetIntValue("RV", now ? static_cast<long>(now->row_version) : 0);
      }
    }
    return Unit{};
  });
}

void AddTakePage(kernel::Web& web, http::Router& router, AssessmentServices& services) {
  web.Post(router, "/assessments/{id}/take", [&services](Visit& v) { return Take(v, services); });
}

}  // namespace sinergi::assessment
