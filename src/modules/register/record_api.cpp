#include "modules/register/record_api.h"

#include "modules/performance/public.h"
#include "modules/register/record_figures.h"
#include "modules/register/record_json.h"
#include "modules/register/record_rows.h"
#include "modules/register/register_list_address.h"
#include "platform/files/label_text.h"

namespace sinergi::registers {
namespace {

namespace json = boost::json;
using kernel::Visit;

constexpr size_t kBodyBytesMost = 2u << 20;
constexpr int64_t kOnAPageMost = 200;
constexpr size_t kLongestKey = 100;

struct Body {
  std::string key, note;
  int64_t unit = 0, version = 0;
  Typed typed;
};

std::string Member(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

Result<Body> ReadBody(const Here& here) {
  const Error unreadable{ErrorKind::kInvalid, "register.body_unreadable"};
  json::error_code error;
  json::parse_options options;
  options.max_depth = 8;
  const json::value value = json::parse(here.v.request.body, error, {}, options);
  if (error || !value.is_object()) return unreadable;
  const json::object& object = value.get_object();
  Body body{Member(object, "key"),
            Member(object, "note"),
            IdIn(Member(object, "unit")).value_or(0),
            IdIn(Member(object, "version")).value_or(0),
            {}};
  if (body.key.size() > kLongestKey || body.key.find('\0') != body.key.npos) return unreadable;
  if (const json::value* fields = object.if_contains("fields")) {
    if (!fields->is_object()) return unreadable;
    Result<Typed> typed = TypedFromJson(here.definition, fields->get_object());
    if (!typed.ok()) return typed.error();
    body.typed = std::move(*typed);
  }
  return body;
}

// Runs a verb once for a key: the same key again gives the answer given before.
template <class Verb>
http::Response Once(const Here& here, const Body& body, const std::string& place, Verb&& verb) {
  const std::string key =
      body.key.empty() ? "" : fmt::format("register/{}/{}/{}", here.definition.id, place, body.key);
  const Result<std::string> answer = here.v.web.db.Write([&](sql::Connection& c) -> Result<std::string> {
    if (!key.empty())
      if (const auto before = performance::AnswerOfKey(c, here.v.actor, key)) return *before;
    return InContext(here, c, NumberStyle::kPoint, [&](const RecordContext& context) -> Result<std::string> {
      const Result<Record> record = verb(c, context);
      if (!record.ok()) return record.error();
      const Printing how{here.v, context, here.definition};
      std::string text =
          json::serialize(json::object{{"record", RecordJson(how, *record, Personal::kMasked)}});
      if (!key.empty() && !performance::RememberAnswer(c, here.v.actor, here.v.now, key, text))
        return Error{ErrorKind::kConflict, "register.record_changed"};
      return text;
    });
  });
  return answer.ok() ? http::Response::Json(*answer) : RefuseApi(here.v, answer.error());
}

http::Response MakeByApi(Here& here) {
  const Result<Body> body = ReadBody(here);
  if (!body.ok()) return RefuseApi(here.v, body.error());
  return Once(here, *body, "make", [&](sql::Connection& c, const RecordContext& context) {
    return MakeRecord(c, context, here.definition, {body->unit, body->typed, ""});
  });
}

http::Response ChangeByApi(Here& here) {
  const Result<Body> body = ReadBody(here);
  if (!body.ok()) return RefuseApi(here.v, body.error());
  const int64_t id = IdIn(here.v.request.Param("id")).value_or(0);
  return Once(here, *body, fmt::format("change/{}", id),
              [&](sql::Connection& c, const RecordContext& context) {
                return ChangeRecord(c, context, here.definition, id, body->typed, body->version);
              });
}

http::Response TakeActByApi(Here& here) {
  const Result<Body> body = ReadBody(here);
  if (!body.ok()) return RefuseApi(here.v, body.error());
  const int64_t id = IdIn(here.v.request.Param("id")).value_or(0);
  const std::string act(here.v.request.Param("act"));
  return Once(
      here, *body, fmt::format("act/{}/{}", id, act),
      [&](sql::Connection& c, const RecordContext& context) -> Result<Record> {
        const Act* known = here.definition.ActNamed(act);
        const std::optional<Record> seen = ReadRecord(c, context.government.id, here.definition, id);
        if (known != nullptr && known->files == Need::kRequired && seen &&
            MayTake(context, here.definition, *known, *seen))
          return Error{ErrorKind::kConflict, "register.act_wants_files"};
        return ActOn(c, context, here.definition, id, {act, body->note, body->version, body->typed, {}});
      });
}

bool WantsPersonal(const Visit& v) {
  return v.request.Query("personal") == "yes";
}

// Reads, with a line in the trail first where what is personal was asked for.
template <class Reading>
http::Response AnswerRead(const Here& here, std::string_view subject, Reading&& reading) {
  const auto in_context = [&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kPoint, [&](const RecordContext& context) -> Result<json::object> {
      return reading(c, context);
    });
  };
  Result<json::object> answer = here.v.web.db.Read(in_context);
  if (answer.ok() && WantsPersonal(here.v)) {
    const Status told = here.v.web.db.Write([&](sql::Connection& c) -> Status {
      TellRead(c, here, subject, PersonalFields(here.definition), "api");
      return Ok();
    });
    if (!told.ok()) return RefuseApi(here.v, told.error());
  }
  if (!answer.ok()) return RefuseApi(here.v, answer.error());
  return http::Response::Json(json::serialize(*answer));
}

http::Response ShowByApi(Here& here) {
  return AnswerRead(here, here.v.request.Param("id"),
                    [&](sql::Connection& c, const RecordContext& context) -> Result<json::object> {
                      const Result<Record> record = RecordHere(here, c, context);
                      if (!record.ok()) return record.error();
                      const bool wants = WantsPersonal(here.v);
                      if (wants && !MaySeePersonal(context, here.definition, record->unit_id))
                        return kernel::Forbidden();
                      json::array acts;
                      for (const Act* act : ActsOpen(context, here.definition, *record))
                        acts.emplace_back(act->name);
                      const Printing how{here.v, context, here.definition};
                      return json::object{
                          {"record", RecordJson(how, *record, wants ? Personal::kShown : Personal::kMasked)},
                          {"acts", std::move(acts)}};
                    });
}

http::Response ListByApi(Here& here) {
  return AnswerRead(
      here, "list", [&](sql::Connection& c, const RecordContext& context) -> Result<json::object> {
        const UnitScope units = ReadableUnits(context, here.definition);
        if (units && units->empty()) return kernel::Forbidden();
        const bool may_see = MaySeePersonalIn(context, here.definition, units), wants = WantsPersonal(here.v);
        if (wants && !may_see) return kernel::Forbidden();
        const ListAddress address(here.v.request);
        ListQuery query = address.Query();
        query.filters.erase("limit");
        query.units = units;
        query.personal = may_see;
        query.limit = static_cast<int>(std::clamp<int64_t>(
            IdIn(here.v.request.Query("limit")).value_or(ListAddress::kOnAPage), 1, kOnAPageMost));
        query.offset = (address.page() - 1) * query.limit;
        const Result<RecordPage> page =
            ListRecords(c, context.government.id, here.definition, query, context.today);
        if (!page.ok()) return page.error();
        const Printing how{here.v, context, here.definition};
        json::array records;
        for (const Record& record : page->rows)
          records.push_back(RecordJson(how, record, wants ? Personal::kShown : Personal::kMasked));
        return json::object{{"count", std::to_string(page->count)},
                            {"counted_all", page->count <= kCountedMost},
                            {"records", std::move(records)}};
      });
}

http::Response ListRegisters(Visit& v, const Registers& registers) {
  json::array list;
  for (const InForce& one : registers.all())
    list.push_back(json::object{{"id", one.definition.id},
                                {"area", one.definition.area},
                                {"title", InLanguage(one.definition.title, v.lang)}});
  return http::Response::Json(json::serialize(json::object{{"registers", std::move(list)}}));
}

}  // namespace

http::Response RefuseApi(const Visit& v, const Error& error) {
  http::Response response = v.Refuse(error);
  if (error.kind == ErrorKind::kInvalid) response.status = 422;
  return response;
}

void AddRecordApi(kernel::Web& web, http::Router& router, const Registers& registers) {
  const http::RouteOptions large{.body_limit = kBodyBytesMost};
  const std::string records = "/api/registers/{register}/records";
  web.Page(router, "/api/registers", [&registers](Visit& v) { return ListRegisters(v, registers); });
  web.Page(router, "/api/registers/openapi.json",
           [&registers](Visit& v) { return http::Response::Json(OpenApiOf(registers, v.lang)); });
  web.Page(router, records, AtRegister(registers, ListByApi));
  web.Post(router, records, AtRegister(registers, MakeByApi), large);
  web.Page(router, records + "/{id}", AtRegister(registers, ShowByApi));
  web.Put(router, records + "/{id}", AtRegister(registers, ChangeByApi), large);
  web.Post(router, records + "/{id}/acts/{act}", AtRegister(registers, TakeActByApi), large);
  AddFilesApi(web, router, registers);
  AddFiguresApi(web, router, registers);
}

}  // namespace sinergi::registers
