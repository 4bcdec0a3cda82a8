#include "base/text.h"
#include "modules/register/field/field_types.h"
#include "modules/register/field/simple_type.h"

namespace sinergi::registers {
namespace {

// Yes or no, kept as 1 and 0.
class YesNoField : public SimpleType {
 public:
  YesNoField() : SimpleType("yes_no", "yes_no", expression::Type::Kind::kYesNo, false) {}

  std::string Print(const Field&, const FieldValue& value, const FieldContext&, Lang lang) const override {
    const std::optional<int64_t> yes = NumberOf(value);
    if (!yes) return "";
    return Texts::Shipped().Get(lang, *yes == 1 ? "register.yes" : "register.no");
  }
  std::string Plain(const Field&, const FieldValue& value) const override {
    const std::optional<int64_t> yes = NumberOf(value);
    return !yes ? "" : *yes == 1 ? "yes" : "no";
  }
  expression::Value ValueOf(const Field&, const FieldValue& value) const override {
    const std::optional<int64_t> yes = NumberOf(value);
    return yes ? expression::Value(*yes == 1) : expression::Value();
  }

 protected:
  Result<Cell> ReadOne(const Field& field, const std::string& typed, const FieldContext&) const override {
    const std::string word = FoldText(typed);
    if (word == "yes" || word == "ya" || word == "1" || word == "true") return Cell(int64_t{1});
    if (word == "no" || word == "tidak" || word == "0" || word == "false") return Cell(int64_t{0});
    return FieldFault(field, "not_yes_no", {typed});
  }
};

}  // namespace

const FieldType& YesNoType() {
  static const YesNoField type;
  return type;
}

}  // namespace sinergi::registers
