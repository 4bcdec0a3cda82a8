#include "kernel/field_check.h"

#include "base/text.h"

namespace sinergi::kernel {
namespace {

bool IsControl(char c) {
  return (c >= 0 && c < 0x20) || c == 0x7F;
}

}  // namespace

void FieldCheck::Text(std::string_view field, std::string_view text, size_t bytes, std::string_view missing) {
  if (!missing.empty() && TrimBlanks(text).empty()) return Refuse(std::string(field), std::string(missing));
  if (text.size() > bytes) return Refuse(std::string(field), "kernel.text_long", {std::to_string(bytes)});
  if (!IsValidUtf8(text) || std::any_of(text.begin(), text.end(), IsControl)) {
    Refuse(std::string(field), "kernel.text_unreadable");
  }
}

Error FieldCheck::error() const {
  if (faults_.size() == 1) return {ErrorKind::kInvalid, faults_[0].code, faults_[0].args, faults_};
  return {ErrorKind::kInvalid, "kernel.several", {}, faults_};
}

}  // namespace sinergi::kernel
