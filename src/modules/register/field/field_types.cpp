#include "modules/register/field/field_types.h"

namespace sinergi::registers {

std::span<const FieldType* const> FieldTypes() {
  static const FieldType* const kTypes[] = {
      &TextType(),  &LongTextType(), &NumberType(), &MoneyType(),    &PercentageType(),
      &DateType(),  &TimeType(),     &YesNoType(),  &ChoiceType(),   &ChoicesType(),
      &CodeType(),  &PersonType(),   &UnitType(),   &RegionType(),   &LinkType(),
      &FilesType(), &LocationType(), &TableType(),  &ComputedType(),
  };
  return kTypes;
}

const FieldType* FindFieldType(std::string_view name) {
  for (const FieldType* type : FieldTypes())
    if (type->name() == name) return type;
  return nullptr;
}

}  // namespace sinergi::registers
