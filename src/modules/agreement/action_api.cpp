// The action plans for other systems, by the rights of their pages:
//
//   GET /api/action-plans?year=…&unit=…   the agreements with what is planned, due, done and late of their steps' months
//   GET /api/action-plans/{id}            of one agreement, its indicators with their steps and months
#include <algorithm>
#include <boost/json.hpp>

#include "modules/agreement/action_store.h"
#include "modules/agreement/agreement_pages.h"
#include "modules/agreement/agreement_scope.h"

namespace sinergi::agreement {
namespace {

namespace json = boost::json;
using kernel::Visit;

json::object PlanJson(const Agreement& one, const Date& today) {
  const AgreementHead& head = one.head;
  const ActionProgress p = ProgressOf(one.steps, 0, head.year, today);
  return {
      {"id", std::to_string(head.id)},
      {"series", std::to_string(head.series_id)},
      {"version", head.version},
      {"unit", std::to_string(head.unit_id)},
      {"year", head.year},
      {"level", Name(head.level)},
      {"state", Name(head.state)},
      {"position", head.first.position},
      {"signed_on", head.signed_on ? json::value(head.signed_on->Iso()) : json::value()},
      {"months", json::object{{"planned", p.planned}, {"due", p.due}, {"done", p.done}, {"late", p.late}}}};
}

json::array MonthsJson(const ActionStep& step, int year, const Date& today) {
  json::array months;
  for (const int month : step.months) {
    const DoneMonth* done = step.Done(month);
    json::object one{{"month", month}, {"state", Name(StateOf(step, month, year, today))}};
    if (done) one["done_on"] = done->day.Iso();
    if (done && !done->realised.empty()) one["realised"] = done->realised;
    months.push_back(std::move(one));
  }
  return months;
}

json::array StepsJson(const Agreement& one, int64_t indicator_id, const Date& today) {
  json::array steps;
  for (const ActionStep& step : one.steps)
    if (step.indicator_id == indicator_id)
      steps.push_back(json::object{{"id", std::to_string(step.id)},
                                   {"action", step.action},
                                   {"output", step.output},
                                   {"carrier", step.carrier},
                                   {"months", MonthsJson(step, one.head.year, today)}});
  return steps;
}

// What narrows the list; a parameter that cannot be read is refused, or a typing error would look like nothing there.
struct PlanFilter {
  std::optional<int64_t> year, unit;
};
Result<PlanFilter> FilterOf(const Visit& v) {
  Error error{ErrorKind::kInvalid, "http.bad_request"};
  const auto number = [&](const char* name) -> std::optional<int64_t> {
    const std::string_view text = v.request.Query(name);
    const auto value = ReadId(text);
    if (!value && !text.empty()) error.fields.push_back({name, "http.bad_request", {}});
    return value;
  };
  const PlanFilter filter{number("year"), number("unit")};
  if (!error.fields.empty()) return error;
  return filter;
}

http::Response ListPlansJson(const Visit& v) {
  const Result<PlanFilter> filter = FilterOf(v);
  if (!filter.ok()) return v.Refuse(filter.error());
  const int64_t year = std::min<int64_t>(filter->year.value_or(0), 9999), unit = filter->unit.value_or(0);
  const YearSpan years = year == 0 ? YearSpan() : YearSpan{static_cast<int>(year), static_cast<int>(year)};
  const auto units = v.Units();
  const std::vector<Agreement> all = v.web.db.Read([&](sql::Connection& c) {
    return LoadActionPlans(c, v.actor.government_id, years, [&](const AgreementHead& head) {
      return MaySee(v.actor, *units, head) && (unit == 0 || units->IsWithin(head.unit_id, unit));
    });
  });
  json::array plans;
  for (const Agreement& one : all) plans.push_back(PlanJson(one, v.Today()));
  return http::Response::Json(json::serialize(json::object{{"action_plans", std::move(plans)}}));
}

http::Response OnePlanJson(const Visit& v, PerformanceServices& services) {
  const Result<AgreementView> view = FindAgreementOf(v, services);
  if (!view.ok()) return v.Refuse(view.error());
  const Agreement& one = view->one;
  json::array indicators;
  for (const AgreementLine& line : one.lines)
    indicators.push_back(json::object{{"id", std::to_string(line.indicator_id)},
                                      {"name", line.name},
                                      {"measure", line.measure},
                                      {"target", line.target},
                                      {"targets", json::array(line.quarters.begin(), line.quarters.end())},
                                      {"steps", StepsJson(one, line.indicator_id, v.Today())}});
  json::object body = PlanJson(one, v.Today());
  body["indicators"] = std::move(indicators);
  return http::Response::Json(json::serialize(body));
}

}  // namespace

void AddActionPlanApi(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/api/action-plans", [](Visit& v) { return ListPlansJson(v); });
  web.Page(router, "/api/action-plans/{id}", [&services](Visit& v) { return OnePlanJson(v, services); });
}

}  // namespace sinergi::agreement
