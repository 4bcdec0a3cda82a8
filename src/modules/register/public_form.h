// A form that a citizen fills in: the controls of those fields that the public part (or an act) names, and
// what came back. What is personal and known already is never shown again: its control is empty, and left
// empty it stays as it is.
//
//   PublicSheet sheet{.names = definition.open->asks, .typed = …};
//   DrawPublicForm(here, context, record, sheet, page);
//   Result<PublicForm> sent = ReadPublicForm(here, sheet.names);
#pragma once

#include "modules/register/public_desk.h"
#include "modules/register/register_form.h"
#include "modules/register/register_upload.h"

namespace sinergi::registers {

constexpr size_t kPublicFilesMost = 20;  // of one form
constexpr size_t kPublicBodyMost = kernel::kEvidenceBytesMost + (1u << 20);

struct PublicSheet {
  std::vector<std::string> names;
  Typed typed = {};
  std::vector<std::string> known = {};  // personal fields that are filled in already
  std::optional<Error> error = {};
  std::map<std::string, int> more_rows = {};
};

using FilesByField = std::map<std::string, std::vector<kernel::Evidence>, std::less<>>;

struct PublicForm {
  http::Form form;
  Typed typed;
  std::string rows;  // a table wants more rows, and nothing is sent yet
};

bool IsAsked(const std::vector<std::string>& names,
             const Field& field);  // and something a citizen can fill in
// Fields that are personal, asked and filled in.
std::vector<std::string> KnownPersonal(const Definition& definition, const Record& record,
                                       const std::vector<std::string>& names);

void DrawPublicForm(const Here& here, const RecordContext& context, const Record& record,
                    const PublicSheet& sheet, ctemplate::TemplateDictionary& page);

// Only what `names` asks; the rest of the form says nothing. http.bad_request.
Result<PublicForm> ReadPublicForm(const Here& here, const std::vector<std::string>& names);
// Personal fields that were left empty stay what they are.
void LeaveKnown(const std::vector<std::string>& known, Typed& typed);
// Into the store of evidence, by field. Names of personal files are not kept. register.too_many_files, files.*
Result<FilesByField> KeepPublicFiles(const Here& here, const std::vector<std::string>& names,
                                     const http::Form& form);
// The empty record that a new form is drawn from.
Record BlankRecord(const RecordContext& context, const Definition& definition);

}  // namespace sinergi::registers
