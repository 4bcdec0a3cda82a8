// The field types, one function a file of this folder; field_types.cpp lists them.
#pragma once

#include "modules/register/field.h"

namespace sinergi::registers {

const FieldType& TextType();
const FieldType& LongTextType();
const FieldType& NumberType();
const FieldType& MoneyType();
const FieldType& PercentageType();
const FieldType& DateType();
const FieldType& TimeType();
const FieldType& YesNoType();
const FieldType& ChoiceType();
const FieldType& ChoicesType();
const FieldType& CodeType();
const FieldType& PersonType();
const FieldType& UnitType();
const FieldType& RegionType();
const FieldType& LinkType();
const FieldType& FilesType();
const FieldType& LocationType();
const FieldType& TableType();
const FieldType& ComputedType();

}  // namespace sinergi::registers
