#include "modules/assessment/assessment_api.h"

#include <boost/json.hpp>

#include "kernel/frame.h"
#include "modules/assessment/assessment_item_form.h"
#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/target.h"
#include "modules/assessment/typed_value.h"

namespace sinergi::assessment {
namespace {

namespace json = boost::json;
using kernel::Visit;

constexpr size_t kBodyBytesMost = 64 * 1024;
constexpr size_t kMetMost = 100;

// As it is typed: points where the scale asks for them.
json::value ValueJson(const Instrument& instrument, size_t item, const std::optional<Ratio>& value) {
  return value ? json::value(TypedText(instrument, item, value)) : json::value();
}

json::object AnswerJson(const Instrument& instrument, size_t item, const Answer& answer) {
  json::array met;
  for (const Ratio& level : answer.met) met.emplace_back(PrintValue(level));
  return {{"value", ValueJson(instrument, item, answer.value)},
          {"met", std::move(met)},
          {"explanation", answer.explanation},
          {"row_version", std::to_string(answer.row_version)},
          {"by", answer.login},
          {"at", answer.at == 0 ? json::value() : json::value(IsoAt(answer.at))}};
}

json::object HeadJson(const AssessmentHead& head) {
  json::object object{{"id", std::to_string(head.id)},
                      {"unit", std::to_string(head.unit_id)},
                      {"year", head.year},
                      {"instrument", head.instrument},
                      {"scoring", head.scoring},
                      {"stage", Name(head.at.stage)},
                      {"closed", head.at.closed},
                      {"revision", head.at.revision}};
  if (head.index)
    object["index"] = PlainDecimal(head.index->units, head.index->places),
    object["predicate"] = head.predicate;
  return object;
}

http::Response Refuse(const Visit& v, const Error& error) {
  return http::Response::Json(kernel::ErrorJson(v.web.texts, v.lang, error),
                              error.kind == ErrorKind::kInvalid ? 422 : kernel::HttpStatusOf(error.kind));
}

// The text of a member, "" when it is missing or no text.
std::string Member(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value && value->is_string() ? std::string(value->get_string()) : "";
}

Result<Answer> ReadBody(const http::Request& request) {
  const Error unreadable{ErrorKind::kInvalid, "assessment.body_unreadable"};
  json::error_code error;
  json::parse_options options;
  options.max_depth = 8;
  const json::value value = json::parse(request.body, error, {}, options);
  if (error || !value.is_object()) return unreadable;
  const json::object& object = value.get_object();
  std::vector<std::string> met;
  if (const json::value* list = object.if_contains("met")) {
    if (!list->is_array() || list->get_array().size() > kMetMost) return unreadable;
    for (const json::value& level : list->get_array()) {
      if (!level.is_string()) return unreadable;
      met.emplace_back(level.get_string());
    }
  }
  return ReadAnswer(Member(object, "value"), met, Member(object, "explanation"),
                    Member(object, "row_version"));
}

http::Response AnswerConflict(const Visit& v, AssessmentServices& services, const Error& error, Stage stage,
                              size_t item) {
  const Result<Sheet> now = FindSheet(v, services);
  json::object body = json::parse(kernel::ErrorJson(v.web.texts, v.lang, error)).as_object();
  if (now.ok()) body["answer"] = AnswerJson(*now->instrument, item, now->At(stage, item));
  return http::Response::Json(json::serialize(body), 409);
}

http::Response SaveJson(Visit& v, AssessmentServices& services) {
  const std::optional<Stage> stage = ParseStage(v.request.Param("stage"));
  const Result<Sheet> sheet = FindSheet(v, services);
  if (!sheet.ok()) return Refuse(v, sheet.error());
  const Result<size_t> item = FindItem(v, *sheet);
  if (!item.ok()) return Refuse(v, item.error());
  if (!stage) return Refuse(v, {ErrorKind::kNotFound, "assessment.unknown"});
  const Result<Answer> answer = KeptAnswer(*sheet->instrument, *item, ReadBody(v.request));
  if (!answer.ok()) return Refuse(v, answer.error());
  const auto units = v.Units();
  const AnswerWish wish{sheet->head.id, *stage, sheet->instrument->items[*item].code, *answer};
  const Result<Answer> saved = v.web.db.Write(
      [&](sql::Connection& c) { return SaveAnswer(c, ContextOf(v, *units), *sheet->instrument, wish); });
  if (saved.ok())
    return http::Response::Json(
        json::serialize(json::object{{"answer", AnswerJson(*sheet->instrument, *item, *saved)}}));
  if (saved.error().code == "assessment.answer_changed")
    return AnswerConflict(v, services, saved.error(), *stage, *item);
  return Refuse(v, saved.error());
}

http::Response ListJson(Visit& v) {
  const auto heads =
      v.web.db.Read([&](sql::Connection& c) { return ListAssessments(c, v.actor.government_id); });
  json::array list;
  for (const AssessmentHead& head : heads)
    if (MaySee(v.actor, *v.Units(), head)) list.push_back(HeadJson(head));
  return http::Response::Json(json::serialize(json::object{{"assessments", std::move(list)}}));
}

http::Response ShowJson(Visit& v, AssessmentServices& services) {
  const Result<Sheet> sheet = FindSheet(v, services);
  if (!sheet.ok()) return Refuse(v, sheet.error());
  json::array items;
  for (size_t i = 0; i < sheet->items(); ++i) {
    if (!MayRead(v.actor, *v.Units(), sheet->PlaceOf(i))) continue;
    json::object item{{"code", sheet->instrument->items[i].code},
                      {"unit", std::to_string(sheet->units[i])},
                      {"counts", ValueJson(*sheet->instrument, i, sheet->Counting(sheet->head.at.stage, i))}};
    json::object stages;
    for (const Stage stage : kStages)
      if (sheet->At(stage, i).row_version > 0)
        stages[Name(stage)] = AnswerJson(*sheet->instrument, i, sheet->At(stage, i));
    item["stages"] = std::move(stages);
    items.push_back(std::move(item));
  }
  json::object body = HeadJson(sheet->head);
  body["items"] = std::move(items);
  return http::Response::Json(json::serialize(body));
}

}  // namespace

void AddAssessmentApi(kernel::Web& web, http::Router& router, AssessmentServices& services) {
  web.Page(router, "/api/assessments", [](Visit& v) { return ListJson(v); });
  web.Page(router, "/api/assessments/{id}", [&services](Visit& v) { return ShowJson(v, services); });
  web.Put(router, "/api/assessments/{id}/answers/{stage}/{item}",
          [&services](Visit& v) { return SaveJson(v, services); }, {.body_limit = kBodyBytesMost});
}

}  // namespace sinergi::assessment
