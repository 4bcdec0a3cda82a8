// OpenAPI 3.0 of the registers' API, made from the definitions in force.
#include <boost/json.hpp>

#include "modules/register/field/options.h"
#include "modules/register/record_api.h"
#include "modules/register/record_filters.h"
#include "platform/files/label_text.h"

namespace sinergi::registers {
namespace {

namespace json = boost::json;

json::object Reference(const std::string& id) {
  return {{"$ref", "#/components/schemas/" + id}};
}

json::object FieldSchema(const Field& field, Lang lang) {
  const std::string_view type = field.type->name();
  json::object schema{{"title", InLanguage(field.title, lang)}, {"nullable", true}, {"type", "string"}};
  if (const std::string& help = InLanguage(field.help, lang); !help.empty()) schema["description"] = help;
  if (field.personal) schema["x-personal"] = true;
  if (type == "yes_no") schema["type"] = "boolean";
  if (type == "date") schema["format"] = "date";
  if (type == "computed" || type == "files") schema["readOnly"] = true;
  if (!field.pattern.empty()) schema["pattern"] = "^(" + field.pattern + ")$";
  json::array names;
  for (const FieldOption& option : field.options) names.emplace_back(option.name);
  if (type == "choice") {
    names.emplace_back(nullptr);
    schema["enum"] = std::move(names);
  } else if (type == "choices") {
    schema["type"] = "array";
    schema["items"] = json::object{{"type", "string"}, {"enum", std::move(names)}};
  } else if (type == "table") {
    json::object columns;
    for (const Field& column : field.columns) columns[column.name] = FieldSchema(column, lang);
    schema["type"] = "array";
    schema["items"] = json::object{{"type", "object"}, {"properties", std::move(columns)}};
  }
  return schema;
}

json::object FieldsSchema(const Definition& definition, Lang lang) {
  json::object fields;
  for (const Field& field : definition.fields)
    if (!field.retired) fields[field.name] = FieldSchema(field, lang);
  return {{"type", "object"}, {"properties", std::move(fields)}, {"additionalProperties", false}};
}

json::object RecordSchema(const Definition& definition) {
  json::array states;
  for (const State& state : definition.states) states.emplace_back(state.name);
  const json::object text{{"type", "string"}}, maybe{{"type", "string"}, {"nullable", true}};
  return {
      {"type", "object"},
      {"properties", json::object{{"id", text},
                                  {"version", text},
                                  {"number", maybe},
                                  {"state", json::object{{"type", "string"}, {"enum", std::move(states)}}},
                                  {"unit", text},
                                  {"made", json::object{{"type", "string"}, {"format", "date"}}},
                                  {"made_at", json::object{{"type", "string"}, {"format", "date-time"}}},
                                  {"fields", Reference(definition.id + ".fields")},
                                  {"hidden", json::object{{"type", "array"}, {"items", text}}},
                                  {"clocks", json::object{{"type", "object"}}}}}};
}

json::object Content(json::object schema) {
  return {{"application/json", json::object{{"schema", std::move(schema)}}}};
}

json::object Answers(json::object schema) {
  json::object answers{{"200", json::object{{"description", "OK"}, {"content", Content(std::move(schema))}}}};
  for (const char* status : {"401", "403", "404", "409", "422"})
    answers[status] = json::object{{"description", "error"}, {"content", Content(Reference("error"))}};
  return answers;
}

json::object Operation(const Definition& definition, std::string_view title, json::object answer,
                       json::object body = {}) {
  json::object operation{
      {"tags", json::array{definition.id}}, {"summary", title}, {"responses", Answers(std::move(answer))}};
  if (!body.empty())
    operation["requestBody"] = json::object{{"required", true}, {"content", Content(std::move(body))}};
  return operation;
}

json::object BodySchema(const Definition& definition, std::initializer_list<std::string_view> texts) {
  json::object properties{{"fields", Reference(definition.id + ".fields")}};
  for (const std::string_view text : texts) properties[text] = json::object{{"type", "string"}};
  return {{"type", "object"}, {"properties", std::move(properties)}};
}

json::object PathParameter(const char* name) {
  return {{"name", name}, {"in", "path"}, {"required", true}, {"schema", json::object{{"type", "string"}}}};
}

json::array QueryParameters(const Definition& definition) {
  json::array parameters;
  const auto add = [&](const std::string& name) {
    parameters.push_back(
        json::object{{"name", name}, {"in", "query"}, {"schema", json::object{{"type", "string"}}}});
  };
  for (const char* name :
       {"list", "q", "sort", "page", "limit", "personal", "state", "unit", "late", "made_from", "made_to"})
    add(name);
  for (const Field& field : definition.fields) {
    const std::string_view type = field.type->name();
    if (field.retired) continue;
    if (type == "choice" || type == "code" || type == "region" || type == "yes_no" || type == "unit" ||
        type == "person" || type == "link")
      add(field.name);
    if (IsNumberFilter(field)) add(field.name), add(field.name + "_from"), add(field.name + "_to");
    if (type == "date") add(field.name + "_from"), add(field.name + "_to");
  }
  return parameters;
}

json::object Said(json::object operation, std::string_view description) {
  operation["description"] = description;
  return operation;
}

json::object QueryParameter(std::string_view name) {
  return {{"name", name}, {"in", "query"}, {"schema", json::object{{"type", "string"}}}};
}

json::object ListOf(const char* name) {
  const json::object free{{"type", "object"}};
  return {{"type", "object"},
          {"properties", json::object{{name, json::object{{"type", "array"}, {"items", free}}}}}};
}

void AddFigurePaths(const Definition& definition, const std::string& title, json::object& paths) {
  const std::string figures = "/api/registers/" + definition.id + "/figures";
  json::object all = Operation(definition, title, ListOf("figures"));
  all["parameters"] = json::array{QueryParameter("year")};
  paths[figures] = json::object{{"get", std::move(all)}};
  json::object one = Operation(definition, title, json::object{{"type", "object"}});
  one["parameters"] = json::array{PathParameter("figure"), QueryParameter("period")};
  paths[figures + "/{figure}"] = json::object{{"get", std::move(one)}};
}

void AddFilePaths(const Definition& definition, const std::string& title, json::object& paths) {
  const std::string files = "/api/registers/" + definition.id + "/records/{id}/files/";
  const json::object bytes{{"type", "string"}, {"format", "binary"}};
  const json::object form{{"type", "object"}, {"properties", json::object{{"file", bytes}}}};
  for (const Field& field : definition.fields) {
    if (field.type->name() != "files" || field.retired) continue;
    json::object add = Operation(definition, title, ListOf("files"));
    add["requestBody"] =
        json::object{{"content", json::object{{"multipart/form-data", json::object{{"schema", form}}}}}};
    paths[files + field.name] = json::object{{"parameters", json::array{PathParameter("id")}},
                                             {"get", Operation(definition, title, ListOf("files"))},
                                             {"post", std::move(add)}};
    json::object open = Operation(definition, title, json::object());
    open["responses"].as_object()["200"] = json::object{
        {"description", "OK"},
        {"content", json::object{{"application/octet-stream", json::object{{"schema", bytes}}}}}};
    paths[files + field.name + "/{file}"] = json::object{
        {"parameters", json::array{PathParameter("id"), PathParameter("file")}}, {"get", std::move(open)}};
  }
}

void AddPaths(const Definition& definition, Lang lang, json::object& paths) {
  const std::string title = InLanguage(definition.title, lang),
                    records = "/api/registers/" + definition.id + "/records";
  const json::object one{{"type", "object"},
                         {"properties", json::object{{"record", Reference(definition.id + ".record")}}}};
  const json::object many{
      {"type", "object"},
      {"properties",
       json::object{
           {"count", json::object{{"type", "string"}}},
           {"records", json::object{{"type", "array"}, {"items", Reference(definition.id + ".record")}}}}}};
  json::object list = Operation(definition, title, many);
  list["parameters"] = QueryParameters(definition);
  paths[records] =
      json::object{{"get", std::move(list)},
                   {"post", Operation(definition, title, one, BodySchema(definition, {"key", "unit"}))}};
  paths[records + "/{id}"] =
      json::object{{"parameters", json::array{PathParameter("id")}},
                   {"get", Operation(definition, title, one)},
                   {"put", Said(Operation(definition, title, one, BodySchema(definition, {"key", "version"})),
                                "Changes the fields that are named; others stay as they are.")}};
  for (const Act& act : definition.acts)
    paths[records + "/{id}/acts/" + act.name] =
        json::object{{"parameters", json::array{PathParameter("id")}},
                     {"post", Operation(definition, title + ": " + InLanguage(act.title, lang), one,
                                        BodySchema(definition, {"key", "version", "note"}))}};
  AddFilePaths(definition, title, paths);
  AddFigurePaths(definition, title, paths);
}

}  // namespace

std::string OpenApiOf(const Registers& registers, Lang lang) {
  json::object paths, schemas;
  schemas["error"] = json::object{{"type", "object"},
                                  {"properties", json::object{{"error", json::object{{"type", "object"}}}}}};
  for (const InForce& one : registers.all()) {
    AddPaths(one.definition, lang, paths);
    schemas[one.definition.id + ".fields"] = FieldsSchema(one.definition, lang);
    schemas[one.definition.id + ".record"] = RecordSchema(one.definition);
  }
  return json::serialize(
      json::object{{"openapi", "3.0.3"},
                   {"info", json::object{{"title", "Sinergi"}, {"version", SINERGI_VERSION}}},
                   {"paths", std::move(paths)},
                   {"components", json::object{{"schemas", std::move(schemas)}}}});
}

}  // namespace sinergi::registers
