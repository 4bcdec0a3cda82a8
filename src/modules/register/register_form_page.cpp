// Making a record and changing its fields.
#include <algorithm>

#include "kernel/form_view.h"
#include "kernel/token.h"
#include "modules/performance/public.h"
#include "modules/register/record_values.h"
#include "modules/register/register_form.h"
#include "modules/register/register_pages.h"

namespace sinergi::registers {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kBytesMost = 2u << 20;

bool IsTypedInForm(const Field& field) {
  const std::string_view type = field.type->name();
  return !field.retired && type != "computed" && type != "files";
}

// What a form is drawn with, besides the record.
struct Sheet {
  Typed typed;
  std::optional<Error> error;
  std::map<std::string, int> more_rows = {};
  int64_t version = 0, unit = 0;
  std::string once;
};

void DrawFields(const Here& here, const RecordContext& context, const Record& record, const Sheet& sheet,
                Personal personal, Dict& page) {
  const std::vector<FieldError> faults = sheet.error ? sheet.error->fields : std::vector<FieldError>();
  FormDrawing form{here, context, record, sheet.typed, faults, {}, {}, sheet.more_rows};
  const auto asks = [&](const Field& field) {
    return IsTypedInForm(field) && (!field.personal || personal == Personal::kShown);
  };
  for (const Field& field : here.definition.fields)
    if (asks(field)) form.asked.push_back(field.name);
  for (const Field& field : here.definition.fields)
    if (asks(field)) form.Draw(field, page);
  for (const Field& field : here.definition.fields)
    if (field.type->name() == "files" && !field.retired)
      page.AddSectionDictionary("FILES_LATER")->SetValue("FIELD_TITLE", In(here.v, field.title));
}

http::Response RenderForm(const Here& here, Dict& page, const Sheet& sheet, std::string_view title) {
  page.SetValue("TITLE", In(here.v, here.definition.title));
  page.SetValue("LIST_PATH", here.Path());
  page.SetValue("ONE",
                In(here.v, here.definition.one.id.empty() ? here.definition.title : here.definition.one));
  page.SetIntValue("VERSION", sheet.version);
  page.SetValue("ONCE", sheet.once);
  if (here.definition.drafts) page.ShowSection("DRAFTS");
  if (sheet.error) FillFormFaults(here, *sheet.error, page);
  return here.v.Show("register/register_form", page, title, sheet.error ? 422 : 200);
}

// ---- a new record ----

void DrawUnits(const Here& here, const RecordContext& context, const Sheet& sheet, Dict& page) {
  const std::vector<const kernel::Unit*> units = UnitsToMakeIn(context, here.definition);
  Dict* select = units.size() > 1 ? page.AddSectionDictionary("UNITS") : nullptr;
  for (const kernel::Unit* unit : units) {
    if (select == nullptr) return page.SetValueAndShowSection("UNIT", std::to_string(unit->id), "ONE_UNIT");
    Dict& option = *select->AddSectionDictionary("UNIT_OPTION");
    option.SetIntValue("UNIT", unit->id);
    option.SetValue("UNIT_NAME", unit->name);
    if (unit->id == sheet.unit) option.ShowSection("CHOSEN");
  }
}

http::Response ShowNew(Here& here, Sheet sheet) {
  Dict page("form");
  const Status shown = here.v.web.db.Read([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      if (UnitsToMakeIn(context, here.definition).empty()) return kernel::Forbidden();
      Record record;
      record.state = here.definition.states[0].name;
      record.made = context.today;
      record.values.resize(here.definition.fields.size());
      record.clocks.resize(here.definition.clocks.size());
      FillDefaults(here.definition, context.today, record);
      if (sheet.once.empty()) {
        sheet.typed = TypedOf(context, here.definition, record);
        sheet.once = kernel::RandomToken().substr(0, 20);
      }
      DrawUnits(here, context, sheet, page);
      DrawFields(here, context, record, sheet, Personal::kShown, page);
      return Ok();
    });
  });
  if (!shown.ok()) return here.v.Refuse(shown.error());
  page.SetValue("ACTION", here.Path("new"));
  page.SetValue("CANCEL", here.Path());
  page.ShowSection("NEW");
  return RenderForm(here, page, sheet, "registers.new_title");
}

// The same form sent twice makes one record; the second is led to it.
Result<std::string> MakeOnce(const Here& here, sql::Connection& c, const RecordContext& context,
                             const Sheet& sheet) {
  const std::string key = fmt::format("register/{}/form/{}", here.definition.id, sheet.once);
  if (const auto made = performance::AnswerOfKey(c, here.v.actor, key)) return *made;
  const Result<Record> record = MakeRecord(c, context, here.definition, {sheet.unit, sheet.typed, ""});
  if (!record.ok()) return record.error();
  std::string id = std::to_string(record->id);
  if (!performance::RememberAnswer(c, here.v.actor, here.v.now, key, id))
    return Error{ErrorKind::kConflict, "register.record_changed"};
  return id;
}

Typed TypedIn(const Here& here, const http::Form& form) {
  return here.v.web.db.Read([&](sql::Connection& c) { return ReadTyped(here, c, form); });
}

http::Response MakeFromForm(Here& here) {
  const http::Form form = http::ReadForm(here.v.request);
  if (!form.ok) return here.v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  Sheet sheet;
  sheet.typed = TypedIn(here, form);
  sheet.once = kernel::Typed(form.Field("once")).substr(0, 60);
  if (sheet.once.empty()) sheet.once = kernel::RandomToken().substr(0, 20);
  sheet.unit = IdIn(form.Field("unit")).value_or(0);
  if (const std::string rows(form.Field("rows")); !rows.empty()) {
    sheet.more_rows[rows] = kMoreRows;
    return ShowNew(here, std::move(sheet));
  }
  const Result<std::string> made = here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian,
                     [&](const RecordContext& context) { return MakeOnce(here, c, context, sheet); });
  });
  if (made.ok()) return here.v.Back(here.Path(*made), "registers.made");
  if (made.error().kind == ErrorKind::kForbidden) return here.v.Refuse(made.error());
  sheet.error = made.error();
  return ShowNew(here, std::move(sheet));
}

// ---- a record that is there ----

std::vector<std::string> FilledPersonal(const Definition& definition, const Record& record) {
  std::vector<std::string> names;
  for (const Field& field : definition.fields)
    if (field.personal && IsTypedInForm(field) && !ValueIn(definition, record, field).empty())
      names.push_back(field.name);
  return names;
}

// Somebody was faster: what now stands in the fields that differ from what was typed is told beside them.
void TellDifferences(const Definition& definition, const Typed& now, Personal personal, Sheet& sheet) {
  for (const auto& [name, texts] : sheet.typed) {
    const Field* field = definition.FieldNamed(name);
    const auto stored = now.find(name);
    if (field == nullptr || stored == now.end() || stored->second == texts) continue;
    if (field->personal && personal == Personal::kMasked) continue;
    std::string text;
    for (const std::string& one : stored->second) text += (text.empty() ? "" : "; ") + one;
    sheet.error->fields.push_back({name, "register.field.now", {text.empty() ? "–" : text}});
  }
  sheet.error->fields.insert(sheet.error->fields.begin(), {"", sheet.error->code, {}});
}

// Whether the form may be shown; that it shows what is personal is told first.
Status TellRecordForm(const Here& here) {
  return here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      const Result<Record> record = RecordHere(here, c, context);
      if (!record.ok()) return record.error();
      if (!MayEdit(context, here.definition, *record)) return kernel::Forbidden();
      const std::vector<std::string> filled = FilledPersonal(here.definition, *record);
      if (!filled.empty() && MaySeePersonal(context, here.definition, record->unit_id))
        TellRead(c, here, std::to_string(record->id), filled, "form");
      return Ok();
    });
  });
}

void FillEdit(const Here& here, const RecordContext& context, const Record& record, Sheet& sheet,
              Dict& page) {
  const bool see = MaySeePersonal(context, here.definition, record.unit_id);
  const Personal personal = see ? Personal::kShown : Personal::kMasked;
  const Typed now = TypedOf(context, here.definition, record);
  const bool changed = sheet.error && sheet.error->code == "register.record_changed";
  if (!sheet.error && sheet.more_rows.empty()) {
    sheet.typed = now;
    sheet.version = record.version;
  }
  if (changed) {
    TellDifferences(here.definition, now, personal, sheet);
    sheet.version = record.version;
  }
  const std::string path = here.Path(std::to_string(record.id));
  page.SetValue("NAME", RecordName({here.v, context, here.definition}, record));
  page.SetValue("ACTION", path + "/edit");
  page.SetValue("CANCEL", path);
  page.ShowSection("KNOWN");
  DrawFields(here, context, record, sheet, personal, page);
}

http::Response ShowEdit(Here& here, Sheet sheet) {
  if (const Status told = TellRecordForm(here); !told.ok()) return here.v.Refuse(told.error());
  Dict page("form");
  const Status shown = here.v.web.db.Read([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      const Result<Record> record = RecordHere(here, c, context);
      if (!record.ok()) return record.error();
      FillEdit(here, context, *record, sheet, page);
      return Ok();
    });
  });
  if (!shown.ok()) return here.v.Refuse(shown.error());
  return RenderForm(here, page, sheet, "registers.edit_title");
}

http::Response ChangeFromForm(Here& here) {
  const http::Form form = http::ReadForm(here.v.request);
  const std::optional<int64_t> id = IdIn(here.v.request.Param("id"));
  if (!form.ok || !id) return here.v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  Sheet sheet;
  sheet.typed = TypedIn(here, form);
  sheet.version = IdIn(form.Field("version")).value_or(0);
  if (const std::string rows(form.Field("rows")); !rows.empty()) {
    sheet.more_rows[rows] = kMoreRows;
    return ShowEdit(here, std::move(sheet));
  }
  const Result<Record> changed = here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) {
      return ChangeRecord(c, context, here.definition, *id, sheet.typed, sheet.version);
    });
  });
  if (changed.ok()) return here.v.Back(here.Path(std::to_string(*id)), "registers.saved");
  const ErrorKind kind = changed.error().kind;
  if (kind == ErrorKind::kForbidden || kind == ErrorKind::kNotFound) return here.v.Refuse(changed.error());
  sheet.error = changed.error();
  return ShowEdit(here, std::move(sheet));
}

}  // namespace

void AddRegisterFormPages(kernel::Web& web, http::Router& router, const Registers& registers) {
  const http::RouteOptions large{.body_limit = kBytesMost};
  web.Page(router, "/registers/{register}/new",
           AtRegister(registers, [](Here& here) { return ShowNew(here, {}); }));
  web.Post(router, "/registers/{register}/new", AtRegister(registers, MakeFromForm), large);
  web.Page(router, "/registers/{register}/{id}/edit",
           AtRegister(registers, [](Here& here) { return ShowEdit(here, {}); }));
  web.Post(router, "/registers/{register}/{id}/edit", AtRegister(registers, ChangeFromForm), large);
}

}  // namespace sinergi::registers
