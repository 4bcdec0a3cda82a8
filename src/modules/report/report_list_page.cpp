// /reports: the reports of the agencies that the visitor may read; beginning one.
#include <algorithm>

#include "kernel/form_view.h"
#include "modules/report/report_pages.h"
#include "modules/report/report_scope.h"

namespace sinergi::report {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

// Of each series the newest version.
std::vector<ReportHead> NewestFor(const Visit& v) {
  std::vector<ReportHead> newest;
  for (const ReportHead& head :
       v.web.db.Read([&](sql::Connection& c) { return ListReports(c, v.actor.government_id); })) {
    if (!MaySee(v.actor, *v.Units(), head.unit_id)) continue;
    if (newest.empty() || newest.back().series_id != head.series_id) newest.push_back(head);
  }
  return newest;
}

void FillDraftForm(const Visit& v, const http::Form& typed, Dict& page) {
  std::vector<const kernel::Unit*> agencies;
  for (const kernel::Unit& unit : v.Units()->units())
    if (unit.kind == kernel::UnitKind::kAgency && MayWrite(v.actor, *v.Units(), unit.id))
      agencies.push_back(&unit);
  if (agencies.empty()) return;
  Dict& part = *page.AddSectionDictionary("MAY_DRAFT");
  kernel::FormView form(v, part);
  for (const kernel::Unit* unit : agencies) {
    const std::string id = std::to_string(unit->id);
    form.Choice("unit", id, unit->name, typed.Field("unit") == id);
  }
  const std::string year = kernel::Typed(typed.Field("year"));
  form.Value("year", year.empty() ? std::to_string(v.Today().year - 1) : year);
}

http::Response ShowList(Visit& v, const http::Form& typed, const Error* error) {
  Dict page("reports");
  FillDraftForm(v, typed, page);
  const std::vector<ReportHead> heads = NewestFor(v);
  page.ShowSection(heads.empty() ? "EMPTY" : "LIST");
  for (const ReportHead& head : heads) FillReportHead(v, head, *page.AddSectionDictionary("REPORT"));
  kernel::FormView form(v, page);
  if (error) form.Faults(*error);
  return v.Show("report/report_list", page, "nav.reports", error ? 422 : 200);
}

http::Response TakeNew(Visit& v) {
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const int64_t unit = ReadId(form.Field("unit")).value_or(0);
  const int year = static_cast<int>(std::clamp<int64_t>(ReadId(form.Field("year")).value_or(0), 0, 9999));
  const auto units = v.Units();
  const Result<int64_t> id =
      v.web.db.Write([&](sql::Connection& c) { return DraftReport(c, ContextOf(v, *units), unit, year); });
  if (id.ok()) return v.Back(fmt::format("/reports/{}", *id), "report.drafted");
  if (id.error().kind == ErrorKind::kForbidden) return v.Refuse(id.error());
  return ShowList(v, form, &id.error());
}

}  // namespace

void AddReportListPage(kernel::Web& web, http::Router& router, PerformanceServices&) {
  web.Page(router, "/reports", [](Visit& v) { return ShowList(v, {}, nullptr); });
  web.Post(router, "/reports", TakeNew);
}

}  // namespace sinergi::report
