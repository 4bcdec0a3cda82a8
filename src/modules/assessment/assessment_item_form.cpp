#include "modules/assessment/assessment_item_form.h"

#include <algorithm>

#include "base/text.h"
#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/typed_value.h"

namespace sinergi::assessment {

Result<Answer> ReadAnswer(const http::Form& form) {
  std::vector<std::string> met;
  for (const auto& [name, value] : form.fields)
    if (name == "met") met.push_back(value);
  return ReadAnswer(form.Field("value"), met, form.Field("explanation"), form.Field("row_version"));
}

Result<Answer> ReadAnswer(std::string_view value, const std::vector<std::string>& met,
                          std::string_view explanation, std::string_view row_version) {
  Error error{ErrorKind::kInvalid, "assessment.answer_invalid"};
  const auto read = [&](std::string_view field, std::string_view text) {
    const std::optional<Ratio> ratio = ReadValue(text);
    if (!ratio)
      error.fields.push_back({std::string(field), "assessment.value_unreadable", {Shorten(text, 60)}});
    return ratio.value_or(Ratio());
  };
  Answer answer;
  if (!TrimBlanks(value).empty()) answer.value = read("value", value);
  for (const std::string& level : met) {
    const Ratio ratio = read("met", level);
    if (std::find(answer.met.begin(), answer.met.end(), ratio) == answer.met.end())
      answer.met.push_back(ratio);
  }
  std::sort(answer.met.begin(), answer.met.end(),
            [](const Ratio& a, const Ratio& b) { return !AtLeast(a, b); });
  answer.explanation = std::string(explanation);
  const std::optional<int64_t> seen = ReadId(row_version);
  if (!seen)
    error.fields.push_back({"row_version", "assessment.value_unreadable", {Shorten(row_version, 20)}});
  answer.row_version = seen.value_or(0);
  if (!error.fields.empty()) return error;
  return answer;
}

Result<Answer> KeptAnswer(const Instrument& instrument, size_t item, Result<Answer> typed) {
  if (!typed.ok() || !typed->value) return typed;
  Answer answer = std::move(typed).value();
  answer.value = AsKept(instrument, item, *answer.value);
  if (answer.value) return answer;
  return Error{ErrorKind::kInvalid, "assessment.too_fine"};
}

}  // namespace sinergi::assessment
