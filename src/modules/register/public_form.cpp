#include "modules/register/public_form.h"

#include <algorithm>

#include "kernel/evidence_files.h"
#include "kernel/form_view.h"
#include "modules/register/names.h"
#include "modules/register/record_files.h"
#include "modules/register/record_values.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;

bool IsFiles(const Field& field) {
  return field.type->name() == "files";
}

void DrawFiles(const FormDrawing& form, const Field& field, Dict& page) {
  const Here& here = form.here;
  const expression::Lookup lookup = LookupOf(here.definition, form.record, form.context.today);
  Dict& control = *page.AddSectionDictionary("FILES");
  control.SetValue("FNAME", field.name);
  control.SetValue("LABEL", In(here.v, field.title));
  control.SetValue("HINT", In(here.v, field.help));
  control.SetValue("MOST", here.v.T("register.public.files_most", {std::to_string(MostFiles(field))}));
  if (field.shown_if)
    control.SetValueAndShowSection("SHOW_CONDITION", LiveCondition(*field.shown_if, form.asked, lookup),
                                   "SHOWN_IF");
  if (field.required_if)
    control.SetValueAndShowSection("NEED_CONDITION", LiveCondition(*field.required_if, form.asked, lookup),
                                   "NEEDED_IF");
  if (field.required && !field.required_if) control.ShowSection("REQUIRED");
  const FieldValue& value = ValueIn(here.definition, form.record, field);
  if (!value.empty())
    control.SetValueAndShowSection(
        "THERE", here.v.T("registers.files_there", {field.type->Plain(field, value)}), "SOME");
  for (const FieldError& fault : form.faults)
    if (fault.field == field.name)
      control.SetValueAndShowSection(
          "FAULT_WORDS", here.v.web.texts.Get(here.v.lang, "error." + fault.code, fault.args), "BAD");
}

// A personal field that is filled in already: asked again without being required.
Field AsKnown(const kernel::Visit& v, const Field& field) {
  Field known = field;
  known.required = false;
  known.required_if.reset();
  known.help = {v.T("register.public.known"), ""};
  return known;
}

Error TooMany(size_t most) {
  return {ErrorKind::kInvalid, "register.too_many_files", {std::to_string(most)}};
}

// The words of a file's name are the citizen's: "mandate-1.pdf" says as much to the office.
std::string PlainName(const Field& field, const std::string& name, size_t number) {
  const size_t dot = name.rfind('.');
  return fmt::format("{}-{}{}", field.name, number, dot == name.npos ? "" : name.substr(dot));
}

}  // namespace

bool IsAsked(const std::vector<std::string>& names, const Field& field) {
  const std::string_view type = field.type->name();
  return HasWord(names, field.name) && !field.retired && type != "computed" && !IsPicked(type);
}

std::vector<std::string> KnownPersonal(const Definition& definition, const Record& record,
                                       const std::vector<std::string>& names) {
  std::vector<std::string> known;
  for (const Field& field : definition.fields)
    if (field.personal && !IsFiles(field) && IsAsked(names, field) &&
        !ValueIn(definition, record, field).empty())
      known.push_back(field.name);
  return known;
}

void DrawPublicForm(const Here& here, const RecordContext& context, const Record& record,
                    const PublicSheet& sheet, Dict& page) {
  const std::vector<FieldError> faults = sheet.error ? sheet.error->fields : std::vector<FieldError>();
  FormDrawing form{here, context, record, sheet.typed, faults, {}, {}, sheet.more_rows};
  form.options = "/layanan/pilihan";
  for (const Field& field : here.definition.fields)
    if (IsAsked(sheet.names, field)) form.asked.push_back(field.name);
  for (const Field& field : here.definition.fields) {
    if (!IsAsked(sheet.names, field)) continue;
    if (IsFiles(field))
      DrawFiles(form, field, page);
    else if (HasWord(sheet.known, field.name))
      form.Draw(AsKnown(here.v, field), page);
    else
      form.Draw(field, page);
  }
  if (sheet.error) FillFormFaults(here, *sheet.error, page);
}

Result<PublicForm> ReadPublicForm(const Here& here, const std::vector<std::string>& names) {
  PublicForm read{http::ReadForm(here.v.request), {}, {}};
  if (!read.form.ok) return Error{ErrorKind::kInvalid, "http.bad_request"};
  std::erase_if(read.form.fields, [&](const auto& sent) {
    const Field* field = sent.first == "has" ? here.definition.FieldNamed(sent.second) : nullptr;
    return sent.first == "has" && (field == nullptr || !IsAsked(names, *field) || IsFiles(*field));
  });
  read.typed = here.v.web.db.Read([&](sql::Connection& c) { return ReadTyped(here, c, read.form); });
  for (auto& [name, texts] : read.typed)
    for (std::string& text : texts) text = kernel::Typed(text);
  read.rows = std::string(read.form.Field("rows"));
  return read;
}

void LeaveKnown(const std::vector<std::string>& known, Typed& typed) {
  for (const std::string& name : known) {
    const auto found = typed.find(name);
    const bool empty =
        found != typed.end() && std::all_of(found->second.begin(), found->second.end(),
                                            [](const std::string& text) { return text.empty(); });
    if (empty) typed.erase(found);
  }
}

Result<FilesByField> KeepPublicFiles(const Here& here, const std::vector<std::string>& names,
                                     const http::Form& form) {
  if (form.files.size() > kPublicFilesMost) return TooMany(kPublicFilesMost);
  FilesByField kept;
  for (const http::UploadedFile& file : form.files) {
    const Field* field =
        file.field.starts_with("file_") ? here.definition.FieldNamed(file.field.substr(5)) : nullptr;
    if (field == nullptr || !IsAsked(names, *field) || !IsFiles(*field)) continue;
    std::vector<kernel::Evidence>& of_field = kept[field->name];
    if (static_cast<int64_t>(of_field.size()) >= MostFiles(*field))
      return TooMany(static_cast<size_t>(MostFiles(*field)));
    http::Form one;
    one.files = {file};
    Result<std::vector<kernel::Evidence>> stored = kernel::KeepFiles(here.v, one);
    if (!stored.ok()) return stored.error();
    of_field.push_back(std::move(stored->front()));
    if (field->personal)
      of_field.back().file_name = PlainName(*field, of_field.back().file_name, of_field.size());
  }
  return kept;
}

Record BlankRecord(const RecordContext& context, const Definition& definition) {
  Record record;
  record.state = definition.states[0].name;
  record.made = context.today;
  record.values.resize(definition.fields.size());
  record.clocks.resize(definition.clocks.size());
  FillDefaults(definition, context.today, record);
  return record;
}

}  // namespace sinergi::registers
