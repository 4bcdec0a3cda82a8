// Figures of a register for other programs: exact values as texts, and the records behind one.
#include <boost/json.hpp>

#include "modules/register/record_api.h"
#include "modules/register/register_figures.h"
#include "modules/register/register_visit.h"

namespace sinergi::registers {
namespace {

namespace json = boost::json;

constexpr size_t kRecordIdsMost = 10'000;  // ids in one answer

json::value FigureValueJson(const FigureValue& value) {
  const std::optional<Decimal> rounded = value.value ? value.value->Round(6) : std::nullopt;
  if (!rounded) return nullptr;
  return json::string(PlainDecimal(rounded->units, rounded->places, Zeros::kTrim));
}

json::object FigureJson(const Here& here, const FigureOf& figure) {
  return {{"name", figure.name},
          {"title", In(here.v, figure.title)},
          {"unit", In(here.v, figure.unit)},
          {"by", json::value_from(figure.group_by)}};
}

struct FiguresAsked {
  sql::Connection& c;
  const RecordContext& context;
  const FigureScope& scope;
  bool personal = false;

  FigureValue Of(const Definition& definition, const FigureOf& figure, const Span& span) const {
    return ComputeFigure(c, context.government, definition, figure, span.days, scope);
  }
};

template <class Fn>
http::Response AnswerFigures(const Here& here, Fn&& fn) {
  const Result<json::object> answer = here.v.web.db.Read([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kPoint, [&](const RecordContext& context) -> Result<json::object> {
      const Result<FigureScope> scope = ReadableScope(context, here.definition);
      if (!scope.ok()) return scope.error();
      const bool personal =
          MaySeePersonalIn(context, here.definition, ReadableUnits(context, here.definition));
      return fn(FiguresAsked{c, context, *scope, personal});
    });
  });
  if (!answer.ok()) return RefuseApi(here.v, answer.error());
  return http::Response::Json(json::serialize(*answer));
}

http::Response ListFigures(Here& here) {
  const std::string_view asked = here.v.request.Query("year");
  const std::string year = asked.empty() ? std::to_string(here.v.Today().year) : std::string(asked);
  const std::optional<Span> whole = year.size() == 4 ? SpanOf(here.v, year) : std::nullopt;
  if (!whole) return RefuseApi(here.v, {ErrorKind::kInvalid, "register.bad_filter", {"year"}});
  std::vector<Span> spans = QuartersOf(here.v, whole->days.from.year);
  spans.push_back(*whole);
  return AnswerFigures(here, [&](const FiguresAsked& by) -> Result<json::object> {
    json::array figures;
    for (const FigureOf& figure : here.definition.figures) {
      if (!MaySeeFigure(here.definition, figure, by.personal)) continue;
      json::object values;
      for (const Span& span : spans)
        values[span.code] = FigureValueJson(by.Of(here.definition, figure, span));
      json::object one = FigureJson(here, figure);
      one["values"] = std::move(values);
      figures.push_back(std::move(one));
    }
    return json::object{{"year", year}, {"figures", std::move(figures)}};
  });
}

json::array Ids(const std::vector<int64_t>& records) {
  json::array ids;
  for (size_t i = 0; i < std::min(records.size(), kRecordIdsMost); ++i)
    ids.emplace_back(std::to_string(records[i]));
  return ids;
}

json::object GroupsJson(const Here& here, const FiguresAsked& by, const FigureOf& figure, const Span& span) {
  json::object groups;
  for (const std::string& name : figure.group_by) {
    if (!MayGroupBy(here.definition, name, by.personal)) continue;
    json::object parts;
    for (const FigureGroup& part :
         GroupFigure(by.c, by.context.government, here.definition, figure, span.days, by.scope, name))
      parts[part.key] = FigureValueJson(part.value);
    groups[name] = std::move(parts);
  }
  return groups;
}

http::Response ShowFigure(Here& here) {
  const FigureOf* figure = here.definition.FigureNamed(here.v.request.Param("figure"));
  if (figure == nullptr) return RefuseApi(here.v, {ErrorKind::kNotFound, "http.not_found"});
  const std::string_view asked = here.v.request.Query("period");
  const std::optional<Span> span =
      SpanOf(here.v, asked.empty() ? std::to_string(here.v.Today().year) : std::string(asked));
  if (!span) return RefuseApi(here.v, {ErrorKind::kInvalid, "register.bad_filter", {"period"}});
  return AnswerFigures(here, [&](const FiguresAsked& by) -> Result<json::object> {
    if (!MaySeeFigure(here.definition, *figure, by.personal)) return kernel::Forbidden();
    const FigureValue value = by.Of(here.definition, *figure, *span);
    json::object answer = FigureJson(here, *figure);
    answer["period"] = span->code;
    answer["value"] = FigureValueJson(value);
    answer["fingerprint"] = Fingerprint(value);
    answer["count"] = std::to_string(value.records.size());
    answer["records"] = Ids(value.records);
    answer["groups"] = GroupsJson(here, by, *figure, *span);
    return answer;
  });
}

}  // namespace

void AddFiguresApi(kernel::Web& web, http::Router& router, const Registers& registers) {
  web.Page(router, "/api/registers/{register}/figures", AtRegister(registers, ListFigures));
  web.Page(router, "/api/registers/{register}/figures/{figure}", AtRegister(registers, ShowFigure));
}

}  // namespace sinergi::registers
