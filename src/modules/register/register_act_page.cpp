// An act on a record: the fields it asks, a note, files, and a question before what cannot be undone.
#include <algorithm>

#include "kernel/evidence_files.h"
#include "kernel/form_view.h"
#include "modules/register/record_clocks.h"
#include "modules/register/record_files.h"
#include "modules/register/record_rows.h"
#include "modules/register/record_values.h"
#include "modules/register/register_form.h"
#include "modules/register/register_pages.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;

// What came with the act's form.
struct ActForm {
  Typed typed;
  std::string note;
  int64_t version = 0;
  bool sure = false;
  std::optional<Error> error;
  std::map<std::string, int> more_rows;
  std::map<std::string, std::vector<kernel::Evidence>> files;  // by field; "" those of the act itself
};

bool EndsWork(const Definition& definition, const Act& act) {
  const State* to = definition.StateNamed(act.to);
  return to != nullptr && !to->open;
}

// Fields of the act in the order of the register.
std::vector<const Field*> FieldsOf(const Definition& definition, const Act& act) {
  std::vector<const Field*> fields;
  for (const Field& field : definition.fields) {
    const auto names = [&](const std::vector<std::string>& words) {
      return std::find(words.begin(), words.end(), field.name) != words.end();
    };
    if (!field.retired && (names(act.needs) || names(act.asks))) fields.push_back(&field);
  }
  return fields;
}

bool IsTypedAtAct(const Field& field) {
  return field.type->name() != "files" && field.type->name() != "computed";
}

// What is missing for the act and is not asked in its form: to be filled in before.
void FillActMissing(const Here& here, const Act& act, const Record& record, const Date& today, Dict& page) {
  if (!act.complete) return;
  const std::vector<const Field*> asked = FieldsOf(here.definition, act);
  Dict* missing = nullptr;
  for (const FieldError& fault : MissingFields(here.definition, record, today)) {
    const Field* field = here.definition.FieldNamed(fault.field);
    if (field == nullptr || std::find(asked.begin(), asked.end(), field) != asked.end()) continue;
    if (missing == nullptr) missing = page.AddSectionDictionary("MISSING");
    missing->AddSectionDictionary("MISSING_FIELD")->SetValue("FIELD_TITLE", In(here.v, field->title));
  }
}

void FillActFields(const Here& here, const RecordContext& context, const Act& act, const Record& record,
                   const ActForm& given, Dict& page) {
  const std::vector<FieldError> faults = given.error ? given.error->fields : std::vector<FieldError>();
  FormDrawing form{here, context, record, given.typed, faults, {}, act.needs, given.more_rows};
  const std::vector<const Field*> fields = FieldsOf(here.definition, act);
  for (const Field* field : fields)
    if (IsTypedAtAct(*field)) form.asked.push_back(field->name);
  for (const Field* field : fields) {
    if (IsTypedAtAct(*field)) form.Draw(*field, page);
    if (field->type->name() != "files") continue;
    Dict& files = *page.AddSectionDictionary("FILES");
    files.SetValue("FIELD_NAME", field->name);
    files.SetValue("FIELD_TITLE", In(here.v, field->title));
    const std::string count =
        PrintField({here.v, context, here.definition}, record, *field, Personal::kShown);
    files.SetValue("FILE_COUNT", count.empty() ? "0" : count);
  }
}

void FillQuestions(const Here& here, const Act& act, const ActForm& given, Dict& page) {
  const auto fault = [&](const char* field, const char* section) {
    if (!given.error) return;
    for (const FieldError& one : given.error->fields)
      if (one.field == field)
        return page.SetValueAndShowSection(std::string("FAULT_OF_") + section,
                                           here.v.web.texts.Get(here.v.lang, "error." + one.code, one.args),
                                           std::string("BAD_") + section);
  };
  if (act.note != Need::kNo) page.ShowSection("NOTE");
  if (act.note == Need::kRequired) page.ShowSection("NOTE_REQUIRED");
  if (act.files != Need::kNo) page.ShowSection("ACT_FILES");
  if (act.files == Need::kRequired) page.ShowSection("FILES_REQUIRED");
  if (EndsWork(here.definition, act)) page.ShowSection("SURE");
  page.SetValue("NOTE_TEXT", kernel::Typed(given.note));
  fault("note", "NOTE");
  fault("sure", "SURE");
  fault("files", "FILES");
}

Result<const Act*> RecordActHere(const Here& here, const RecordContext& context, const Record& record) {
  const Act* act = here.definition.ActNamed(here.v.request.Param("act"));
  if (act == nullptr) return Error{ErrorKind::kNotFound, "http.not_found"};
  if (!MayTake(context, here.definition, *act, record)) return kernel::Forbidden();
  const std::vector<const Act*> open = ActsOpen(context, here.definition, record);
  if (std::find(open.begin(), open.end(), act) == open.end())
    return Error{ErrorKind::kConflict,
                 "register.act_refused",
                 {In(here.v, act->title), In(here.v, here.definition.StateNamed(record.state)->title)}};
  return act;
}

// Values of the record stand in the fields the first time; reading what is personal is told.
Status TellActForm(const Here& here) {
  return here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      const Result<Record> record = RecordHere(here, c, context);
      if (!record.ok()) return record.error();
      const Result<const Act*> act = RecordActHere(here, context, *record);
      if (!act.ok()) return act.error();
      std::vector<std::string> filled;
      for (const Field* field : FieldsOf(here.definition, **act))
        if (field->personal && IsTypedAtAct(*field) && !ValueIn(here.definition, *record, *field).empty())
          filled.push_back(field->name);
      if (!filled.empty()) TellRead(c, here, std::to_string(record->id), filled, "form");
      return Ok();
    });
  });
}

http::Response ShowRecordAct(Here& here, ActForm given) {
  if (const Status told = TellActForm(here); !told.ok()) return here.v.Refuse(told.error());
  Dict page("act");
  const Status shown = here.v.web.db.Read([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      const Result<Record> record = RecordHere(here, c, context);
      if (!record.ok()) return record.error();
      const Result<const Act*> act = RecordActHere(here, context, *record);
      if (!act.ok()) return act.error();
      if (!given.error && given.more_rows.empty()) given.typed = TypedOf(context, here.definition, *record);
      const std::string path = here.Path(std::to_string(record->id));
      page.SetValue("TITLE", In(here.v, here.definition.title));
      page.SetValue("LIST_PATH", here.Path());
      page.SetValue("PATH", path);
      page.SetValue("ACTION", path + "/act/" + (*act)->name);
      page.SetValue("NAME", RecordName({here.v, context, here.definition}, *record));
      page.SetValue("ACT_TITLE", In(here.v, (*act)->title));
      page.SetIntValue("VERSION", record->version);
      const State* to = here.definition.StateNamed((*act)->to);
      if (to != nullptr) page.SetValueAndShowSection("TO", In(here.v, to->title), "LEADS");
      FillActMissing(here, **act, *record, context.today, page);
      FillActFields(here, context, **act, *record, given, page);
      FillQuestions(here, **act, given, page);
      return Ok();
    });
  });
  if (!shown.ok()) return here.v.Refuse(shown.error());
  if (given.error) FillFormFaults(here, *given.error, page);
  return here.v.Show("register/register_act", page, "registers.act_title", given.error ? 422 : 200);
}

Result<ActForm> ReadActForm(const Here& here) {
  const http::Form form = http::ReadForm(here.v.request);
  if (!form.ok) return Error{ErrorKind::kInvalid, "http.bad_request"};
  ActForm given;
  given.typed = here.v.web.db.Read([&](sql::Connection& c) { return ReadTyped(here, c, form); });
  given.note = form.Field("note");
  given.version = IdIn(form.Field("version")).value_or(0);
  given.sure = form.Field("sure") == "yes";
  if (const std::string rows(form.Field("rows")); !rows.empty()) given.more_rows[rows] = 5;
  for (const http::UploadedFile& file : form.files) {
    http::Form one;
    one.files = {file};
    const Result<std::vector<kernel::Evidence>> kept = kernel::KeepFiles(here.v, one);
    if (!kept.ok()) return kept.error();
    const std::string field = file.field.starts_with("file_") ? file.field.substr(5) : "";
    given.files[field].push_back(kept->front());
  }
  return given;
}

std::vector<FieldError> Unanswered(const Definition& definition, const Act& act, const ActForm& given) {
  if (EndsWork(definition, act) && !given.sure) return {{"sure", "register.not_sure", {}}};
  return {};
}

// Files of fields first, so that the act finds them counted; then the act with its own.
Status TakeActWithFiles(const Here& here, sql::Connection& c, const RecordContext& context, const Act& act,
                        int64_t id, const ActForm& given) {
  const std::optional<Record> seen = ReadRecord(c, context.government.id, here.definition, id);
  if (!seen || !MayTake(context, here.definition, act, *seen)) return kernel::Forbidden();
  int64_t version = given.version;
  if (seen->version != version) return Error{ErrorKind::kConflict, "register.record_changed"};
  for (const Field* field : FieldsOf(here.definition, act)) {
    const auto files = given.files.find(field->name);
    if (files == given.files.end()) continue;
    for (const kernel::Evidence& file : files->second) {
      if (const Status added = AddRecordFile(c, context, here.definition, id, *field, file); !added.ok())
        return added;
      ++version;
    }
  }
  const auto own = given.files.find("");
  const Result<Record> done =
      ActOn(c, context, here.definition, id,
            {act.name, given.note, version, given.typed,
             own == given.files.end() ? std::vector<kernel::Evidence>() : own->second});
  return done.ok() ? Ok() : Status(done.error());
}

http::Response TakeRecordAct(Here& here) {
  Result<ActForm> read = ReadActForm(here);
  const Act* act = here.definition.ActNamed(here.v.request.Param("act"));
  const std::optional<int64_t> id = IdIn(here.v.request.Param("id"));
  if (act == nullptr || !id) return here.v.Refuse({ErrorKind::kNotFound, "http.not_found"});
  if (!read.ok()) return here.v.Refuse(read.error());
  ActForm given = std::move(read).value();
  if (!given.more_rows.empty()) return ShowRecordAct(here, std::move(given));
  const std::vector<FieldError> unanswered = Unanswered(here.definition, *act, given);
  const Status done = here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      const Status taken = TakeActWithFiles(here, c, context, *act, *id, given);
      if (unanswered.empty() || (!taken.ok() && taken.error().kind != ErrorKind::kInvalid)) return taken;
      Error all = taken.ok() ? Error{ErrorKind::kInvalid, "register.record_invalid"} : taken.error();
      all.fields.insert(all.fields.end(), unanswered.begin(), unanswered.end());
      return all;
    });
  });
  if (done.ok()) return here.v.Back(here.Path(std::to_string(*id)), "registers.act_done");
  const ErrorKind kind = done.error().kind;
  if (kind == ErrorKind::kForbidden || kind == ErrorKind::kNotFound ||
      done.error().code == "register.act_refused")
    return here.v.Refuse(done.error());
  given.error = done.error();
  return ShowRecordAct(here, std::move(given));
}

}  // namespace

void AddRegisterActPages(kernel::Web& web, http::Router& router, const Registers& registers) {
  web.Page(router, "/registers/{register}/{id}/act/{act}",
           AtRegister(registers, [](Here& here) { return ShowRecordAct(here, {}); }));
  web.Post(router, "/registers/{register}/{id}/act/{act}", AtRegister(registers, TakeRecordAct),
           {.body_limit = kernel::kEvidenceBytesMost + (1u << 20)});
}

}  // namespace sinergi::registers
