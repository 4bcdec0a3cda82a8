// The fields of a record as values: reading what was typed, computing what is computed, telling what is
// missing. Pure.
#pragma once

#include "modules/register/record.h"

namespace sinergi::registers {

// Names of expressions over a record: its fields, state, number, made, today, facts of its clocks.
expression::Lookup LookupOf(const Definition& definition, const Record& record, const Date& today);

// Takes what was typed into the record; faults of all fields at once. Unknown names are refused
// (register.field.unknown); fields that are retired, computed or hold files are not typed. Answers the names
// of the fields that changed.
Result<std::vector<std::string>> TakeTyped(const Definition& definition, const Typed& typed,
                                           const FieldContext& fields, Record& record);
// What an expression gives, as a field keeps it.
FieldValue FromExpression(const Field& field, const expression::Value& value);
void Compute(const Definition& definition, const Date& today, Record& record);
// Fills empty fields of a new record.
void FillDefaults(const Definition& definition, const Date& today, Record& record);

// Required fields that are empty, all at once.
std::vector<FieldError> MissingFields(const Definition& definition, const Record& record, const Date& today);
// The same for the fields an act names.
std::vector<FieldError> MissingFor(const Definition& definition, const Record& record, const Act& act,
                                   const Date& today);

}  // namespace sinergi::registers
