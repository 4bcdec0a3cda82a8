#include "kernel/stale_form.h"

#include "base/text.h"

namespace sinergi::kernel {
namespace {

// A browser sends line ends as CR LF.
std::string WithoutReturns(std::string_view text) {
  std::string plain(TrimBlanks(text));
  std::erase(plain, '\r');
  return plain;
}

}  // namespace

Error BesideStored(const Error& refused, const std::vector<StoredField>& fields) {
  Error error = refused;
  error.fields = {{"", refused.code, refused.args}};
  for (const StoredField& field : fields) {
    if (WithoutReturns(field.typed) == WithoutReturns(field.stored)) continue;
    const std::string& shown = field.shown.empty() ? field.stored : field.shown;
    error.fields.push_back(
        {field.name, shown.empty() ? "kernel.stored_empty" : "kernel.stored_now", {field.label, shown}});
  }
  return error;
}

}  // namespace sinergi::kernel
