#include "modules/register/field/field_types.h"
#include "modules/register/field/simple_type.h"

namespace sinergi::registers {
namespace {

// A code of a large list (data/codes), kept as the code.
class CodeField : public SimpleType {
 public:
  CodeField() : SimpleType("code", "code", expression::Type::Kind::kText, true) {}

  void ReadKeys(const files::Node& map, Field& field, files::Faults& faults) const override {
    field.of = files::RequiredText(map, "of", faults);
  }
  std::string Print(const Field& field, const FieldValue& value, const FieldContext& context,
                    Lang lang) const override {
    const std::string code = TextOf(value);
    const std::string title = code.empty() ? "" : context.CodeTitle(field.of, code, lang);
    return title.empty() ? code : code + " " + title;
  }

 protected:
  Result<Cell> ReadOne(const Field& field, const std::string& typed,
                       const FieldContext& context) const override {
    // What a list offers is "000.1.2 Perjalanan dinas": the code stands before the first blank.
    const std::string code = typed.substr(0, typed.find(' '));
    if (!context.CodeExists(field.of, code)) return FieldFault(field, "no_such_code", {typed});
    return Cell(code);
  }
};

}  // namespace

const FieldType& CodeType() {
  static const CodeField type;
  return type;
}

}  // namespace sinergi::registers
