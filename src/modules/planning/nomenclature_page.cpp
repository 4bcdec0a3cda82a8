// /nomenclature: search in a year's codes, import of a version, what waits to be confirmed; one code with its
// series over the years.
#include <algorithm>
#include <map>

#include "modules/planning/document_visit.h"
#include "modules/planning/nomenclature/nomenclature_store.h"
#include "modules/planning/planning_pages.h"

namespace sinergi::planning {
namespace {

using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr int kCodesShown = 100, kLinksShown = 50;
constexpr size_t kNomenclatureBytesMost = 20u << 20;

int YearIn(std::string_view text) {
  return static_cast<int>(std::clamp<int64_t>(ReadNumber(text).value_or(0), 0, 9999));
}

void FillLink(const Visit& v, sql::Connection& c, const CodeLink& link, bool may_decide, Dict& page) {
  const int64_t government = v.actor.government_id;
  const auto name = [&](int year, const std::string& code) {
    const auto found = FindCode(c, government, year, code);
    return found ? found->name : v.T("planning.code_not_there");
  };
  Dict& row = *page.AddSectionDictionary("LINK");
  row.SetIntValue("LINK_YEAR", link.year);
  row.SetValue("LINK_CODE", link.code);
  row.SetValue("LINK_NAME", name(link.year, link.code));
  row.SetIntValue("LINK_YEAR_BEFORE", link.year_before);
  row.SetValue("LINK_CODE_BEFORE", link.code_before);
  row.SetValue("LINK_NAME_BEFORE", name(link.year_before, link.code_before));
  row.SetValue("LINK_REASON", v.T(fmt::format("planning.link_{}", Name(link.reason))));
  row.SetValue("LINK_STATE", v.T(fmt::format("planning.link_state_{}", Name(link.state))));
  if (may_decide) row.ShowSection("DECIDE");
}

void FillYears(const std::vector<int>& years, int year, Dict& page) {
  for (auto it = years.rbegin(); it != years.rend(); ++it) {
    Dict& option = *page.AddSectionDictionary("YEAR_OPTION");
    option.SetIntValue("YEAR_NUMBER", *it);
    if (*it == year) option.ShowSection("CHOSEN");
  }
}

http::Response Search(Visit& v) {
  if (!v.actor.MayAnywhere(Right::kRead)) return v.Refuse(kernel::Forbidden());
  const std::string_view words = v.request.Query("q");
  const bool may_plan = v.actor.May(Right::kPlan, *v.units, 0);
  Dict page("nomenclature");
  v.web.db.Read([&](sql::Connection& c) {
    const int64_t government = v.actor.government_id;
    const std::vector<int> years = NomenclatureYears(c, government);
    page.ShowSection(years.empty() ? "EMPTY" : "SOME");
    if (years.empty()) return 0;
    const int wanted = YearIn(v.request.Query("year"));
    const int year = std::find(years.begin(), years.end(), wanted) == years.end() ? years.back() : wanted;
    page.SetIntValue("YEAR", year);
    FillYears(years, year, page);
    const std::vector<NomenclatureCode> codes = SearchCodes(c, government, year, words, kCodesShown);
    for (const NomenclatureCode& code : codes) {
      Dict& row = *page.AddSectionDictionary("CODE");
      row.SetValue("CODE_TEXT", code.code);
      row.SetValue("CODE_NAME", code.name);
      row.SetValue("INDICATOR", code.indicator);
      row.SetValue("MEASURE", code.measure);
    }
    if (codes.empty()) page.ShowSection("NONE_FOUND");
    if (static_cast<int>(codes.size()) == kCodesShown) page.ShowSection("MORE");
    const std::vector<CodeLink> open = OpenLinks(c, government, year, kLinksShown);
    if (!open.empty()) page.ShowSection("OPEN_LINKS");
    for (const CodeLink& link : open) FillLink(v, c, link, may_plan, page);
    return 0;
  });
  page.SetValue("WORDS", std::string(words));
  if (may_plan) page.ShowSection("MAY_IMPORT");
  page.SetIntValue("THIS_YEAR", v.Today().year + 1);
  return v.Show("planning/nomenclature", page, "planning.nomenclature_title");
}

// The indicators of the series, year by year.
void FillCodeIndicators(const Visit& v, sql::Connection& c, const PlanningServices& services,
                        const std::map<int, std::vector<std::string>>& codes, Dict& page) {
  if (!services.code_indicators) return;
  for (const CodeIndicator& indicator : services.code_indicators(c, v, codes)) {
    Dict& row = *page.AddSectionDictionary("MEASURED");
    row.SetIntValue("MEASURED_YEAR", indicator.year);
    row.SetValue("MEASURED_CODE", indicator.code);
    row.SetValue("MEASURED_AGENCY", indicator.agency);
    row.SetValue("MEASURED_NAME", indicator.name);
    row.SetValue("MEASURED_TARGET", indicator.target);
    row.SetValue("MEASURED_REALISED", indicator.realised);
    row.SetValue("MEASURED_RATE", indicator.rate);
    page.ShowSection("HAS_MEASURED");
  }
}

http::Response ShowCode(Visit& v, const PlanningServices& services) {
  if (!v.actor.MayAnywhere(Right::kRead)) return v.Refuse(kernel::Forbidden());
  const int year = YearIn(v.request.Param("year"));
  const std::string code(v.request.Param("code"));
  const bool may_plan = v.actor.May(Right::kPlan, *v.units, 0);
  // Money of all agencies is for those who may read all of them.
  const bool may_read_money = v.actor.May(Right::kRead, *v.units, 0);
  Dict page("code");
  const bool found = v.web.db.Read([&](sql::Connection& c) {
    const int64_t government = v.actor.government_id;
    const auto here = FindCode(c, government, year, code);
    if (!here) return false;
    page.SetIntValue("YEAR", year);
    page.SetValue("CODE_TEXT", here->code);
    page.SetValue("CODE_NAME", here->name);
    page.SetValue("OUTCOME", here->outcome);
    page.SetValue("INDICATOR", here->indicator);
    page.SetValue("MEASURE", here->measure);
    if (may_read_money) page.ShowSection("MONEY_HEAD");
    std::map<int, std::vector<std::string>> series;
    for (const SeriesYear& entry : LoadSeries(c, government, year, code)) {
      series[entry.year] = entry.codes;
      Dict& row = *page.AddSectionDictionary("SERIES");
      row.SetIntValue("SERIES_YEAR", entry.year);
      for (const std::string& one : entry.codes) {
        const auto its = FindCode(c, government, entry.year, one);
        Dict& cell = *row.AddSectionDictionary("SERIES_CODE");
        cell.SetValue("ONE_CODE", one);
        cell.SetIntValue("ONE_YEAR", entry.year);
        cell.SetValue("ONE_NAME", its ? its->name : "");
      }
      if (entry.codes.empty()) row.ShowSection("GAP");
      if (!may_read_money) continue;
      Dict& money = *row.AddSectionDictionary("MONEY");
      money.SetValue("CEILING", entry.plans ? entry.ceiling.Print() : "–");
      money.SetValue("REALISED", entry.plans ? entry.realised.Print() : "–");
    }
    FillCodeIndicators(v, c, services, series, page);
    for (const CodeLink& link : ListLinks(c, government)) {
      const bool mine =
          (link.year == year && link.code == code) || (link.year_before == year && link.code_before == code);
      if (mine) FillLink(v, c, link, may_plan, page);
    }
    FillYears(NomenclatureYears(c, government), year - 1, page);
    return true;
  });
  if (!found) return v.Refuse({ErrorKind::kNotFound, "planning.code_unknown"});
  if (may_plan) page.ShowSection("MAY_LINK");
  return v.Show("planning/nomenclature_code", page, "planning.nomenclature_title");
}

http::Response Import(Visit& v) {
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok || form.files.empty()) return v.Refuse({ErrorKind::kInvalid, "interface.no_file"});
  const Result<NomenclatureFile> file = ReadNomenclature(form.files.front().content);
  if (!file.ok()) return v.Refuse(file.error());
  const int year = YearIn(form.Field("year"));
  const Result<NomenclatureImport> done =
      v.web.db.Write([&](sql::Connection& c) { return ImportNomenclature(c, ContextOf(v), year, *file); });
  return done.ok() ? v.Back(fmt::format("/nomenclature?year={}", year), "planning.nomenclature_imported")
                   : v.Refuse(done.error());
}

http::Response Decide(Visit& v) {
  const http::Form form = http::ReadForm(v.request);
  const auto state = ParseLinkState(form.Field("state"));
  if (!form.ok || !state) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const CodeLink link{YearIn(form.Field("year")),
                      TypedField(form, "code"),
                      YearIn(form.Field("year_before")),
                      TypedField(form, "code_before"),
                      LinkReason::kPerson,
                      *state,
                      {}};
  const Status done = v.web.db.Write([&](sql::Connection& c) { return DecideLink(c, ContextOf(v), link); });
  if (!done.ok()) return v.Refuse(done.error());
  const bool at_code = form.Field("from") == "code";
  return v.Back(at_code ? fmt::format("/nomenclature/{}/{}", link.year, http::PercentEncode(link.code))
                        : fmt::format("/nomenclature?year={}", link.year),
                "planning.saved");
}

}  // namespace

void AddNomenclaturePages(kernel::Web& web, http::Router& router, const PlanningServices& services) {
  web.Page(router, "/nomenclature", Search);
  web.Page(router, "/nomenclature/{year}/{code}", [services](Visit& v) { return ShowCode(v, services); });
  web.Post(router, "/nomenclature/import", Import, {.body_limit = kNomenclatureBytesMost});
  web.Post(router, "/nomenclature/links", Decide);
}

}  // namespace sinergi::planning
