#include "modules/performance/measurement_api.h"

#include <charconv>

#include <boost/json.hpp>

#include "modules/performance/performance_store.h"
#include "modules/performance/scope.h"

namespace sinergi::performance {
namespace {

namespace json = boost::json;
using kernel::Visit;

constexpr size_t kBodyBytesMost = 256 * 1024;
constexpr size_t kItemsMost = 2000;

// The text of a member, "" when it is missing or no text.
std::string Member(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value && value->is_string() ? std::string(value->get_string()) : "";
}

Result<json::object> ReadBody(const http::Request& request) {
  json::error_code error;
  json::parse_options options;
  options.max_depth = 8;
  json::value value = json::parse(request.body, error, {}, options);
  if (error || !value.is_object()) return Error{ErrorKind::kInvalid, "performance.body_unreadable"};
  return std::move(value.get_object());
}

json::object ToJson(const MeasurementRow& m, int year) {
  return {{"indicator", std::to_string(m.indicator_id)},
          {"period", Period{year, m.quarter}.Code()},
          {"state", Name(m.state)},
          {"version", std::to_string(m.version)},
          {"row_version", std::to_string(m.row_version)},
          {"realised", m.realised.text},
          {"obstacle", m.obstacle},
          {"solution", m.solution},
          {"driver", m.driver},
          {"follow_up", m.follow_up},
          {"jump_reason", m.jump_reason}};
}

json::object ErrorJson(const Visit& v, const Error& error) {
  return {{"code", error.code}, {"text", v.web.texts.Of(v.lang, error)}};
}

// What an answer says beside the saved row: warnings, and the draft's own achievement, as it will count once
// submitted.
json::object RemarksOn(const Visit& v, Indicator indicator, int quarter, const Quantity& realised) {
  json::array warnings;
  for (const std::string& warning : WarningsOf(indicator, quarter, realised)) warnings.emplace_back(warning);
  Measurement counted;
  counted.state = MeasurementState::kSubmitted;
  counted.realised = realised;
  indicator.measured[static_cast<size_t>(quarter - 1)] = counted;
  const Achievement a = Achieve(indicator.Figures(), quarter);
  return {{"achievement", a.reported ? json::value(a.raw.Plain()) : json::value()},
          {"warnings", std::move(warnings)},
          {"at", IsoAt(v.now)}};
}

http::Response Conflict(const Visit& v, const Error& error, const std::optional<MeasurementRow>& current,
                        int year) {
  json::object body{{"error", ErrorJson(v, error)}};
  if (current) body["measurement"] = ToJson(*current, year);
  return http::Response::Json(json::serialize(body), 409);
}

// Invalid entries answer 422, so that a client can tell them from requests it has built wrongly.
http::Response Refuse(const Visit& v, const Error& error) {
  http::Response response = v.Refuse(error);
  if (error.kind == ErrorKind::kInvalid) response.status = 422;
  return response;
}

Entry EntryOf(const json::object& body) {
  return {Member(body, "realised"), Member(body, "obstacle"),  Member(body, "solution"),
          Member(body, "driver"),   Member(body, "follow_up"), Member(body, "jump_reason")};
}

// A key that was answered before gets the same answer: what it asked for stands, and so its row version no
// longer fits. Looked for after the refusal, so that those who come once need not wait for it.
http::Response RefuseSave(const Visit& v, const Error& error, const std::string& key, int64_t indicator,
                          Period period) {
  const auto before = v.web.db.Read([&](sql::Connection& c) { return AnswerOfKey(c, v.actor, key); });
  if (before) return http::Response::Json(*before);
  if (error.kind != ErrorKind::kConflict) return Refuse(v, error);
  const auto current = v.web.db.Read([&](sql::Connection& c) {
    return NewestMeasurement(c, v.actor.government_id, indicator, period.quarter);
  });
  return Conflict(v, error, current, period.year);
}

http::Response Save(Visit& v) {
  const std::optional<int64_t> indicator = ReadId(v.request.Param("indicator"));
  const std::optional<Period> period = Period::Parse(v.request.Param("period"));
  if (!indicator || !period) return Refuse(v, {ErrorKind::kNotFound, "performance.indicator_unknown"});
  const Result<json::object> body = ReadBody(v.request);
  if (!body.ok()) return Refuse(v, body.error());
  const std::string client_key = Member(*body, "key");
  const std::optional<int64_t> row_version = ReadId(Member(*body, "row_version"));
  if (client_key.empty() || client_key.size() > 100 || client_key.find('\0') != client_key.npos ||
      !row_version)
    return Refuse(v, {ErrorKind::kInvalid, "performance.body_unreadable"});
  // A key belongs to its cell: the same one sent for another cell is another request.
  const std::string key = fmt::format("{}/{}/{}", *indicator, period->Code(), client_key);

  const auto units = v.Units();
  const ActContext context{v.actor, *units, v.now, v.Today()};
  const Entry entry = EntryOf(*body);
  // Made beforehand: what need not wait in the line of writers.
  const json::object remarks = RemarksOn(
      v,
      v.web.db.Read([&](sql::Connection& c) { return LoadIndicator(c, v.actor.government_id, *indicator); }),
      period->quarter, Quantity::Read(entry.realised, NumberStyle::kIndonesian));
  const Result<std::string> answer = v.web.db.Write([&](sql::Connection& c) -> Result<std::string> {
    const Result<MeasurementRow> saved =
        SaveMeasurement(c, context, *indicator, *period, entry, *row_version);
    if (!saved.ok()) return saved.error();
    json::object reply = remarks;
    reply["measurement"] = ToJson(*saved, period->year);
    std::string text = json::serialize(reply);
    if (!RememberAnswer(c, v.actor, v.now, key, text))
      return Error{ErrorKind::kConflict, "performance.measurement_changed"};
    return text;
  });
  return answer.ok() ? http::Response::Json(*answer)
                     : RefuseSave(v, answer.error(), key, *indicator, *period);
}

struct ActRequest {
  MeasurementAct act;
  Period period;
  std::string reason;
  std::vector<std::pair<int64_t, int64_t>> items;  // indicator, row version
};

Result<ActRequest> ReadAct(const json::object& body) {
  const Error unreadable{ErrorKind::kInvalid, "performance.body_unreadable"};
  const auto act = ParseMeasurementAct(Member(body, "act"));
  const auto period = Period::Parse(Member(body, "period"));
  const json::value* items = body.if_contains("items");
  if (!act || *act == MeasurementAct::kSave || !period || !items || !items->is_array()) return unreadable;
  if (items->get_array().size() > kItemsMost) return unreadable;
  ActRequest request{*act, *period, Member(body, "reason"), {}};
  for (const json::value& item : items->get_array()) {
    if (!item.is_object()) return unreadable;
    const auto indicator = ReadId(Member(item.get_object(), "indicator"));
    const auto row_version = ReadId(Member(item.get_object(), "row_version"));
    if (!indicator || !row_version) return unreadable;
    request.items.emplace_back(*indicator, *row_version);
  }
  return request;
}

// Each item stands for itself: what can be done is done, the rest is answered with its reason.
http::Response ActOnAll(Visit& v) {
  const Result<json::object> body = ReadBody(v.request);
  if (!body.ok()) return Refuse(v, body.error());
  const Result<ActRequest> request = ReadAct(*body);
  if (!request.ok()) return Refuse(v, request.error());

  const auto units = v.Units();
  const ActContext context{v.actor, *units, v.now, v.Today()};
  json::array done, refused;
  for (const auto& [indicator, row_version] : request->items) {
    const Result<MeasurementRow> row = v.web.db.Write([&](sql::Connection& c) {
      return ActOnMeasurement(c, context, indicator, request->period, request->act, request->reason,
                              row_version);
    });
    if (row.ok())
      done.push_back(ToJson(*row, request->period.year));
    else
      refused.push_back(
          json::object{{"indicator", std::to_string(indicator)}, {"error", ErrorJson(v, row.error())}});
  }
  return http::Response::Json(
      json::serialize(json::object{{"done", std::move(done)}, {"refused", std::move(refused)}}));
}

http::Response ListMeasurements(Visit& v) {
  const std::optional<int64_t> unit_id = ReadId(v.request.Query("unit"));
  const std::optional<Period> period = Period::Parse(v.request.Query("period"));
  const auto units = v.Units();
  if (!unit_id || !period || units->Find(*unit_id) == nullptr)
    return Refuse(v, {ErrorKind::kNotFound, "performance.unit_unknown"});
  if (!v.actor.May(kernel::Right::kRead, *units, *unit_id)) return Refuse(v, kernel::Forbidden());
  json::array list;
  v.web.db.Read([&](sql::Connection& c) {
    const std::optional<PlanHead> head =
        FindPlan(c, v.actor.government_id, units->AgencyOf(*unit_id)->id, period->year);
    if (!head) return Unit{};
    for (const MeasurementRow& m : NewestMeasurements(c, v.actor.government_id, head->id, period->quarter)) {
      const auto place = PlaceOf(c, v.actor.government_id, m.indicator_id);
      if (place && units->IsWithin(place->unit_id, *unit_id)) list.push_back(ToJson(m, period->year));
    }
    return Unit{};
  });
  return http::Response::Json(json::serialize(json::object{{"measurements", std::move(list)}}));
}

}  // namespace

void AddMeasurementApi(kernel::Web& web, http::Router& router) {
  web.Put(router, "/api/measurements/{indicator}/{period}", Save, {.body_limit = kBodyBytesMost});
  web.Post(router, "/api/measurements/act", ActOnAll, {.body_limit = kBodyBytesMost});
  web.Page(router, "/api/measurements", ListMeasurements);
}

}  // namespace sinergi::performance
