// Reads and checks a form file (data/forms/*.yaml, or a region's own). Everything wrong is told at once, each
// with line and column.
//
//   Result<Form> form = ReadForm(yaml, "e81-17.yaml");
//   form.error().fields[0]   // "e81-17.yaml:12:20", "form.unknown_source", {"target(year.end)"}
//
// Errors: data_file.bad_file {0}=file with one FieldError a fault; codes are listed in
// docs/reference/form.md.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "modules/performance/form/form.h"

namespace sinergi::performance::form {

// `years` that a column with "each: year" is repeated for; without a document five, numbered from 1.
Result<Form> ReadForm(std::string_view yaml, std::string_view file_name,
                      const std::vector<int>& years = {1, 2, 3, 4, 5});

// A form that ships with the program: "e81-15", "e81-17". form.not_found {0}=id.
Result<Form> ShippedForm(std::string_view id, const std::vector<int>& years = {1, 2, 3, 4, 5});
std::vector<std::string> ShippedFormIds();  // sorted

}  // namespace sinergi::performance::form
