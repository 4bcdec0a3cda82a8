// The reports for other systems: heads, and of one its figures and texts as they stand, or as they were frozen.
#include <boost/json.hpp>

#include "modules/report/facts_json.h"
#include "modules/report/report_pages.h"
#include "modules/report/report_scope.h"

namespace sinergi::report {
namespace {

namespace json = boost::json;
using kernel::Visit;

json::value DayJson(const std::optional<Date>& day) {
  return day ? json::value(day->Iso()) : json::value();
}

json::object HeadJson(const ReportHead& head) {
  return {{"id", std::to_string(head.id)},
          {"series", std::to_string(head.series_id)},
          {"version", head.version},
          {"unit", std::to_string(head.unit_id)},
          {"year", head.year},
          {"state", Name(head.state)},
          {"reviewed_on", DayJson(head.reviewed_on)},
          {"finished_on", DayJson(head.finished_on)}};
}

http::Response ListJson(const Visit& v) {
  json::array reports;
  for (const ReportHead& head :
       v.web.db.Read([&](sql::Connection& c) { return ListReports(c, v.actor.government_id); }))
    if (MaySee(v.actor, *v.Units(), head.unit_id)) reports.push_back(HeadJson(head));
  return http::Response::Json(json::serialize(json::object{{"reports", std::move(reports)}}));
}

http::Response OneJson(const Visit& v, PerformanceServices& services) {
  const Result<ReportView> view = FindReportOf(v, services);
  if (!view.ok()) return v.Refuse(view.error());
  json::object body = HeadJson(view->head);
  json::object texts;
  for (const auto& [section, text] : view->texts) texts[section] = text;
  body["outline"] = view->outline.id;
  body["facts"] = FactsJson(view->facts);
  body["texts"] = std::move(texts);
  return http::Response::Json(json::serialize(body));
}

}  // namespace

void AddReportApi(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/api/reports", [](Visit& v) { return ListJson(v); });
  web.Page(router, "/api/reports/{id}", [&services](Visit& v) { return OneJson(v, services); });
}

}  // namespace sinergi::report
