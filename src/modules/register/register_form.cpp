#include "modules/register/register_form.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/account.h"
#include "kernel/form_view.h"
#include "modules/register/names.h"
#include "modules/register/record_values.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;

constexpr size_t kRadiosMost = 6;
constexpr size_t kEmptyRows = 2;
constexpr int kRowsReadMost = 600;
constexpr std::string_view kBetween = " · ";  // between an id and what it names

std::string First(const std::vector<std::string>& texts) {
  return texts.empty() ? "" : texts[0];
}

// "f_items" of the fault "items.2.price".
std::string ControlOf(std::string_view fault_field) {
  return "f_" + std::string(fault_field.substr(0, fault_field.find('.')));
}

void AddChoice(Dict& control, std::string_view value, std::string_view text, bool chosen) {
  Dict& option = *control.AddSectionDictionary("OPTION");
  option.SetValue("VALUE", std::string(value));
  option.SetValue("TEXT", std::string(text));
  if (chosen) option.ShowSection("CHOSEN");
}

void AddChoices(const FormDrawing& form, const Field& field, const std::vector<std::string>& typed,
                Dict& control) {
  for (const FieldOption& option : field.options) {
    const bool chosen = HasWord(typed, option.name);
    if (!option.retired || chosen) AddChoice(control, option.name, In(form.here.v, option.title), chosen);
  }
}

void DrawChoice(const FormDrawing& form, const Field& field, const std::vector<std::string>& typed,
                Dict& control) {
  const bool radios = field.options.size() <= kRadiosMost;
  Dict& kind = *control.AddSectionDictionary(radios ? "RADIOS" : "SELECT");
  if (!radios || !field.required)
    AddChoice(kind, "", form.here.v.T("registers.not_filled"), First(typed).empty());
  AddChoices(form, field, typed, kind);
}

void DrawYesNo(const FormDrawing& form, const std::vector<std::string>& typed, Dict& control) {
  Dict& kind = *control.AddSectionDictionary("RADIOS");
  const std::string now = First(typed);
  AddChoice(kind, "yes", form.here.v.T("register.yes"), now == "yes");
  AddChoice(kind, "no", form.here.v.T("register.no"), now == "no");
  AddChoice(kind, "", form.here.v.T("registers.not_filled"), now.empty());
}

void DrawUnit(const FormDrawing& form, const std::vector<std::string>& typed, Dict& control) {
  Dict& kind = *control.AddSectionDictionary("SELECT");
  const std::string now = First(typed);
  bool found = now.empty();
  AddChoice(kind, "", form.here.v.T("registers.not_filled"), now.empty());
  for (const kernel::Unit& unit : form.context.units.units()) {
    const std::string id = std::to_string(unit.id);
    std::string name;
    for (int i = 0; i < unit.depth; ++i) name += "– ";
    AddChoice(kind, id, name + unit.name, id == now);
    found |= id == now;
  }
  if (!found) AddChoice(kind, now, form.context.fields.UnitName(IdIn(now).value_or(0)), true);
}

void DrawSearched(const FormDrawing& form, const Field& field, const std::vector<std::string>& typed,
                  Dict& control) {
  Dict& kind = *control.AddSectionDictionary("SEARCHED");
  kind.SetValue("VALUE", kernel::Typed(First(typed)));
  const std::string of = field.type->name() == "region" ? "region" : field.of;
  kind.SetValue("SOURCE", fmt::format("{}/{}/{}", form.options, field.type->name(), of.empty() ? "-" : of));
}

// One cell of a table's row.
void DrawCell(const FormDrawing& form, const Field& table, const Field& column, size_t row,
              const std::string& text, Dict& line) {
  Dict& cell = *line.AddSectionDictionary("CELL");
  cell.SetValue("CELL_NAME", fmt::format("f_{}.{}.{}", table.name, row, column.name));
  cell.SetValue("CELL_LABEL", fmt::format("{} {}", In(form.here.v, column.title), row + 1));
  cell.SetValue("CELL_TITLE", In(form.here.v, column.title));
  const std::string_view type = column.type->name();
  if (type == "choice" || type == "yes_no") {
    Dict& select = *cell.AddSectionDictionary("CELL_SELECT");
    AddChoice(select, "", "", text.empty());
    AddChoices(form, column, {text}, select);
    if (type == "yes_no")
      for (const char* word : {"yes", "no"})
        AddChoice(select, word, form.here.v.T(std::string("register.") + word), text == word);
    return;
  }
  Dict& input = *cell.AddSectionDictionary("CELL_INPUT");
  input.SetValue("VALUE", kernel::Typed(text));
  input.SetValue("INPUT_TYPE", type == "date" ? "date" : "text");
  if (column.type->Places() >= 0) input.ShowSection("DECIMAL");
}

void DrawTable(const FormDrawing& form, const Field& field, const std::vector<std::string>& typed,
               Dict& control) {
  Dict& table = *control.AddSectionDictionary("TABLE");
  for (const Field& column : field.columns) {
    Dict& head = *table.AddSectionDictionary("TABLE_HEAD");
    head.SetValue("CELL_TITLE", In(form.here.v, column.title));
    if (column.required) head.ShowSection("HEAD_REQUIRED");
  }
  const auto more = form.more_rows.find(field.name);
  const size_t rows =
      typed.size() + kEmptyRows + (more == form.more_rows.end() ? 0 : static_cast<size_t>(more->second));
  for (size_t row = 0; row < rows; ++row) {
    Dict& line = *table.AddSectionDictionary("TABLE_ROW");
    const std::string text = row < typed.size() ? typed[row] : "";
    const std::vector<std::string_view> parts = Split(text, '\t');
    for (size_t k = 0; k < field.columns.size(); ++k)
      DrawCell(form, field, field.columns[k], row, k < parts.size() ? std::string(parts[k]) : "", line);
  }
}

void DrawText(const Field& field, const std::vector<std::string>& typed, Dict& control) {
  const std::string_view type = field.type->name();
  if (type == "long_text")
    return control.AddSectionDictionary("AREA")->SetValue("VALUE", kernel::Typed(First(typed)));
  Dict& input = *control.AddSectionDictionary(type == "location" ? "LOCATION" : "INPUT");
  input.SetValue("VALUE", kernel::Typed(First(typed)));
  input.SetValue("INPUT_TYPE", type == "date" ? "date" : type == "time" ? "time" : "text");
  if (field.type->Places() >= 0) input.ShowSection("DECIMAL");
  if (type == "money") input.SetValueAndShowSection("BEFORE", "Rp", "HAS_BEFORE");
}

void DrawKind(const FormDrawing& form, const Field& field, const std::vector<std::string>& typed,
              Dict& control) {
  const std::string_view type = field.type->name();
  if (type == "choice") return DrawChoice(form, field, typed, control);
  if (type == "yes_no") return DrawYesNo(form, typed, control);
  if (type == "choices") return AddChoices(form, field, typed, *control.AddSectionDictionary("CHECKS"));
  if (type == "unit") return DrawUnit(form, typed, control);
  if (type == "table") return DrawTable(form, field, typed, control);
  if (type == "code" || type == "region" || IsPicked(type)) return DrawSearched(form, field, typed, control);
  DrawText(field, typed, control);
}

bool IsGroup(const Field& field) {
  const std::string_view type = field.type->name();
  return type == "yes_no" || type == "choices" || type == "table" ||
         (type == "choice" && field.options.size() <= kRadiosMost);
}

// Hint, unit and faults, with what the control is described by.
void DrawWords(const FormDrawing& form, const Field& field, Dict& control) {
  std::string described;
  std::string hint = In(form.here.v, field.help);
  const std::string& unit = In(form.here.v, field.unit);
  if (!unit.empty()) hint += (hint.empty() ? "" : " ") + form.here.v.T("registers.in_unit", {unit});
  if (field.personal) hint += (hint.empty() ? "" : " ") + form.here.v.T("registers.personal_hint");
  if (!hint.empty()) {
    control.SetValueAndShowSection("HINT", hint, "HINTED");
    described = "h_" + field.name;
  }
  std::string faults;
  for (const FieldError& fault : form.faults) {
    if (ControlOf(fault.field) != "f_" + field.name) continue;
    const size_t dot = fault.field.find('.');
    const std::string place = dot == fault.field.npos ? "" : fault.field.substr(dot + 1) + ": ";
    faults += (faults.empty() ? "" : " ") + place +
              form.here.v.web.texts.Get(form.here.v.lang, "error." + fault.code, fault.args);
  }
  if (!faults.empty()) {
    control.SetValueAndShowSection("FAULT_WORDS", faults, "BAD");
    described += (described.empty() ? "" : " ") + ("e_" + field.name);
  }
  if (!described.empty()) control.SetValueAndShowSection("DESCRIBED_BY", described, "DESCRIBED");
}

void DrawConditions(const FormDrawing& form, const Field& field, Dict& control) {
  const expression::Lookup lookup = LookupOf(form.here.definition, form.record, form.context.today);
  if (field.shown_if)
    control.SetValueAndShowSection("SHOW_CONDITION", LiveCondition(*field.shown_if, form.asked, lookup),
                                   "SHOWN_IF");
  if (field.required_if)
    control.SetValueAndShowSection("NEED_CONDITION", LiveCondition(*field.required_if, form.asked, lookup),
                                   "NEEDED_IF");
  const bool marked = HasWord(form.required, field.name) || (field.required && !field.required_if);
  if (marked) control.ShowSection("REQUIRED");
}

std::vector<std::string> ReadTableRows(const Here& here, sql::Connection& c, const Field& field,
                                       const http::Form& form) {
  std::map<int64_t, std::vector<std::string>> rows;
  const std::string lead = "f_" + field.name + ".";
  for (const auto& [name, value] : form.fields) {
    if (!name.starts_with(lead)) continue;
    const std::string_view rest = std::string_view(name).substr(lead.size());
    const size_t dot = rest.find('.');
    const std::optional<int64_t> row = dot == rest.npos ? std::nullopt : IdIn(rest.substr(0, dot));
    if (!row || *row > kRowsReadMost) continue;
    for (size_t k = 0; k < field.columns.size(); ++k) {
      if (field.columns[k].name != rest.substr(dot + 1)) continue;
      rows[*row].resize(field.columns.size());
      rows[*row][k] = FoldBlanks(kernel::Typed(value));
      if (IsPicked(field.columns[k].type->name()))
        rows[*row][k] = PickedId(here, c, field.columns[k], rows[*row][k]);
    }
  }
  std::vector<std::string> texts;
  for (const auto& [row, cells] : rows) {
    std::string text;
    for (size_t k = 0; k < cells.size(); ++k) text += (k > 0 ? "\t" : "") + cells[k];
    if (!TrimBlanks(text).empty()) texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace

bool IsPicked(std::string_view type) {
  return type == "person" || type == "link";
}

std::string PickedId(const Here& here, sql::Connection& c, const Field& field, const std::string& text) {
  const std::string_view trimmed = TrimBlanks(text);
  const std::string head(trimmed.substr(0, trimmed.find(kBetween)));
  if (head.empty() || IdIn(head)) return head;
  const int64_t government = here.v.actor.government_id;
  std::optional<int64_t> id;
  if (field.type->name() == "person") {
    const std::optional<kernel::Account> account = kernel::FindAccount(c, LowerAscii(head));
    if (account && account->government_id == government) id = account->id;
  } else if (const InForce* other = here.registers.Find(field.of)) {
    const Result<RecordPage> found =
        ListRecords(c, government, other->definition, {.search = head, .limit = 5}, here.v.Today());
    if (found.ok())
      for (const Record& record : found->rows)
        if (record.number == head) id = record.id;
  }
  return id ? std::to_string(*id) : head;
}

// With what it names behind an id.
static std::string AsPicked(const RecordContext& context, const Field& field, const FieldValue& value) {
  std::string text = AsTyped(field, value);
  if (IsPicked(field.type->name()) && !text.empty())
    text += std::string(kBetween) + field.type->Print(field, value, context.fields, Lang::kId);
  return text;
}

Typed TypedOf(const RecordContext& context, const Definition& definition, const Record& record) {
  Typed typed;
  for (const Field& field : definition.fields) {
    const std::string_view type = field.type->name();
    if (type == "computed" || type == "files") continue;
    const FieldValue& value = ValueIn(definition, record, field);
    std::vector<std::string>& texts = typed[field.name];
    if (value.empty()) continue;
    if (type == "table") {
      for (const std::vector<FieldValue>& row : value.rows) {
        std::string text;
        for (size_t k = 0; k < field.columns.size(); ++k)
          text += (k > 0 ? "\t" : "") + AsPicked(context, field.columns[k], row[k]);
        texts.push_back(text);
      }
    } else if (type == "choices") {
      const std::string plain = field.type->Plain(field, value);
      for (const std::string_view word : Split(plain, ';'))
        texts.emplace_back(word);
    } else {
      texts.push_back(AsPicked(context, field, value));
    }
  }
  return typed;
}

Typed ReadTyped(const Here& here, sql::Connection& c, const http::Form& form) {
  Typed typed;
  for (const auto& [marker, name] : form.fields) {
    if (marker != "has") continue;
    std::vector<std::string>& texts = typed[name];
    const Field* field = here.definition.FieldNamed(name);
    if (field == nullptr) continue;
    if (field->type->name() == "table") {
      texts = ReadTableRows(here, c, *field, form);
      continue;
    }
    texts.clear();
    for (const auto& [control, value] : form.fields) {
      if (control != "f_" + name) continue;
      texts.push_back(IsPicked(field->type->name()) ? PickedId(here, c, *field, value) : value);
    }
    // Browsers send line ends as two characters.
    for (std::string& text : texts) std::erase(text, '\r');
  }
  return typed;
}

void FormDrawing::Draw(const Field& field, Dict& page) const {
  Dict& control = *page.AddSectionDictionary("CONTROL");
  control.SetValue("FNAME", field.name);
  control.SetValue("LABEL", In(here.v, field.title));
  control.ShowSection(IsGroup(field) ? "GROUP_HEAD" : "LABEL_HEAD");
  control.ShowSection(IsGroup(field) ? "GROUP_END" : "LABEL_END");
  DrawWords(*this, field, control);
  DrawConditions(*this, field, control);
  const auto found = typed.find(field.name);
  DrawKind(*this, field, found == typed.end() ? std::vector<std::string>() : found->second, control);
}

void FillFormFaults(const Here& here, const Error& error, Dict& page) {
  std::vector<FieldError> faults = error.fields;
  if (faults.empty()) faults.push_back({"", error.code, error.args});
  Dict& summary = *page.AddSectionDictionary("FAULTS");
  for (const FieldError& fault : faults) {
    const Field* field = here.definition.FieldNamed(fault.field.substr(0, fault.field.find('.')));
    Dict& entry = *summary.AddSectionDictionary("FAULT");
    const std::string text = here.v.web.texts.Get(here.v.lang, "error." + fault.code, fault.args);
    entry.SetValue("FAULT_TEXT", field == nullptr ? text : In(here.v, field->title) + ": " + text);
    entry.SetValue("FAULT_FIELD", field == nullptr ? fault.field : ControlOf(fault.field));
    entry.ShowSection(fault.field.empty() ? "PLAIN" : "LINKED");
  }
}

}  // namespace sinergi::registers
