#include "base/text.h"
#include "modules/register/field/field_types.h"
#include "modules/register/field/simple_type.h"
#include "modules/register/field/text_pattern.h"

namespace sinergi::registers {
namespace {

int64_t Characters(std::string_view text) {
  int64_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

// One line, or several where the type allows them. Lengths are in characters.
class Text : public SimpleType {
 public:
  Text(std::string_view name, std::string_view control, int64_t longest, bool lines)
      : SimpleType(name, control, expression::Type::Kind::kText, true), longest_(longest), lines_(lines) {}

  void ReadKeys(const files::Node& map, Field& field, files::Faults& faults) const override {
    ReadBounds(map, 0, field, faults);
    field.pattern = files::OptionalText(map, "pattern", faults);
    if (!field.pattern.empty() && !TextPattern::Read(field.pattern))
      faults.Add(map["pattern"].Mark(), "register.bad_pattern", {field.pattern});
  }

 protected:
  Result<Cell> ReadOne(const Field& field, const std::string& typed, const FieldContext&) const override {
    if (!lines_ && typed.find('\n') != typed.npos) return FieldFault(field, "one_line");
    const int64_t characters = Characters(typed);
    if (characters > field.most.value_or(longest_))
      return FieldFault(field, "too_long", {std::to_string(field.most.value_or(longest_))});
    if (characters < field.least.value_or(0))
      return FieldFault(field, "too_short", {std::to_string(*field.least)});
    if (!field.pattern.empty() && !TextPattern::Read(field.pattern)->Matches(typed))
      return FieldFault(field, "pattern");
    return Cell(typed);
  }

 private:
  int64_t longest_;
  bool lines_;
};

}  // namespace

const FieldType& TextType() {
  static const Text type("text", "text", 500, false);
  return type;
}

const FieldType& LongTextType() {
  static const Text type("long_text", "long_text", 20'000, true);
  return type;
}

}  // namespace sinergi::registers
