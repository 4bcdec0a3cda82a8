// A form made from fields: its controls with what was typed, help, marks and faults, and what came back from
// it. A control is named "f_<field>"; beside it "has=<field>" says that it was in the form, so that a choice
// with nothing chosen is told from one that was not asked. Rows of a table are "f_<field>.<row>.<column>".
//
//   FormDrawing form{here, context, c, record, typed, faults};  form.Field(field, page);
//   Typed back = ReadTyped(v, c, definition, form);
#pragma once

#include "modules/register/record_list.h"
#include "modules/register/register_words.h"

namespace sinergi::registers {

constexpr int kMoreRows = 5;  // that a table of a form gets when more are asked for

// What stands in a record's fields, as its form holds it.
Typed TypedOf(const RecordContext& context, const Definition& definition, const Record& record);
// What a form brought. Of people and records, what was picked or typed ("12 · Nama", a number) becomes an id.
Typed ReadTyped(const Here& here, sql::Connection& c, const http::Form& form);

// "12 · Nama" -> "12"; a record's number or a log-in -> its id; anything else stays for the field to refuse.
std::string PickedId(const Here& here, sql::Connection& c, const Field& field, const std::string& text);
bool IsPicked(std::string_view type);  // of people and records

struct FormDrawing {
  const Here& here;
  const RecordContext& context;
  const Record& record;  // conditions on what is not in the form are answered by it
  const Typed& typed;
  const std::vector<FieldError>& faults;
  std::vector<std::string> asked;     // names of the fields in this form
  std::vector<std::string> required;  // marked whatever the field says
  std::map<std::string, int> more_rows = {};
  std::string options = "/options";  // where the search beside a field asks

  // Adds section CONTROL of register/register_controls.html.
  void Draw(const Field& field, ctemplate::TemplateDictionary& page) const;
};

// The summary on top, each fault with its field's title; and what stands beside a field that is no field.
void FillFormFaults(const Here& here, const Error& error, ctemplate::TemplateDictionary& page);

// A condition for the browser: ["and", …] over {"f": field} and {"v": value}; see web/js/register.js.
std::string LiveCondition(const expression::Expression& condition, const std::vector<std::string>& asked,
                          const expression::Lookup& lookup);

}  // namespace sinergi::registers
