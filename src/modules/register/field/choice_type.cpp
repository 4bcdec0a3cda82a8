#include "modules/register/field/field_types.h"
#include "modules/register/field/options.h"
#include "modules/register/field/simple_type.h"
#include "platform/files/label_text.h"

namespace sinergi::registers {
namespace {

// One of the field's options, kept by name.
class ChoiceField : public SimpleType {
 public:
  ChoiceField() : SimpleType("choice", "choice", expression::Type::Kind::kChoice, true) {}

  expression::Type TypeOf(const Field& field) const override {
    return {expression::Type::Kind::kChoice, OptionNames(field)};
  }
  void ReadKeys(const files::Node& map, Field& field, files::Faults& faults) const override {
    ReadOptions(map, field, faults);
  }
  std::string Print(const Field& field, const FieldValue& value, const FieldContext&,
                    Lang lang) const override {
    const FieldOption* option = OptionNamed(field, TextOf(value));
    return option == nullptr ? TextOf(value) : InLanguage(option->title, lang);
  }

 protected:
  Result<Cell> ReadOne(const Field& field, const std::string& typed, const FieldContext&) const override {
    const FieldOption* option = OptionTyped(field, typed);
    if (option == nullptr) return FieldFault(field, "no_such_choice", {typed});
    return Cell(option->name);
  }
};

}  // namespace

const FieldType& ChoiceType() {
  static const ChoiceField type;
  return type;
}

}  // namespace sinergi::registers
