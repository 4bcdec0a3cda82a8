#include "modules/register/record_values.h"

#include <algorithm>

#include "base/ensure.h"

namespace sinergi::registers {
namespace {

size_t IndexOf(const Definition& definition, const Field& field) {
  return static_cast<size_t>(&field - definition.fields.data());
}

// Numbers of a column of child rows.
expression::Value ColumnValues(const Definition& definition, const Record& record, std::string_view name) {
  const size_t dot = name.find('.');
  const Field* table = definition.FieldNamed(name.substr(0, dot));
  if (table == nullptr) return {};
  for (size_t k = 0; k < table->columns.size(); ++k) {
    if (table->columns[k].name != name.substr(dot + 1)) continue;
    expression::List list;
    for (const std::vector<FieldValue>& row : record.values[IndexOf(definition, *table)].rows)
      list.push_back(table->columns[k].type->ValueOf(table->columns[k], row[k]));
    return list;
  }
  return {};
}

expression::Value ClockValue(const ClockTimes& clock, std::string_view fact) {
  if (fact == "due") return clock.due ? expression::Value(*clock.due) : expression::Value();
  if (fact == "days") return clock.used ? expression::Value::Whole(*clock.used) : expression::Value();
  if (fact == "running") return clock.started.has_value() && !clock.ended;
  if (fact == "ended") return clock.ended.has_value();
  if (fact == "met") return clock.met == 1;
  return clock.met == 0;
}

expression::Value DottedValue(const Definition& definition, const Record& record, std::string_view name) {
  const size_t dot = name.find('.');
  const RegisterClock* clock = definition.ClockNamed(name.substr(0, dot));
  if (clock == nullptr) return ColumnValues(definition, record, name);
  const auto index = static_cast<size_t>(clock - definition.clocks.data());
  return index < record.clocks.size() ? ClockValue(record.clocks[index], name.substr(dot + 1))
                                      : expression::Value();
}

bool IsTyped(const Field& field) {
  return !field.retired && field.type->name() != "computed" && field.type->name() != "files";
}

// What is not shown is not asked; what is required on a condition is, where that is true.
bool Applies(const Field& field, const expression::Lookup& lookup) {
  if (field.shown_if) {
    const expression::Value shown = field.shown_if->Evaluate(lookup);
    if (!shown.yes() || !*shown.yes()) return false;
  }
  if (field.required_if) {
    const expression::Value answer = field.required_if->Evaluate(lookup);
    return answer.yes() && *answer.yes();
  }
  return true;
}

bool TooFewFiles(const Field& field, const FieldValue& value) {
  const int64_t* count = value.cells.empty() ? nullptr : std::get_if<int64_t>(&value.cells[0]);
  return field.type->name() == "files" && (count == nullptr || *count < field.least.value_or(1));
}

void AddIfMissing(const Definition& definition, const Record& record, const Field& field,
                  std::vector<FieldError>& missing) {
  const FieldValue& value = record.values[IndexOf(definition, field)];
  if (value.empty() || TooFewFiles(field, value))
    missing.push_back({field.name, "register.field.missing", {}});
}

}  // namespace

expression::Lookup LookupOf(const Definition& definition, const Record& record, const Date& today) {
  return [&definition, &record, today](std::string_view name) -> expression::Value {
    if (name == "state") return record.state;
    if (name == "number")
      return record.number.empty() ? expression::Value() : expression::Value(record.number);
    if (name == "made") return record.made;
    if (name == "today") return today;
    if (const Field* field = definition.FieldNamed(name))
      return field->type->ValueOf(*field, record.values[IndexOf(definition, *field)]);
    return DottedValue(definition, record, name);
  };
}

Result<std::vector<std::string>> TakeTyped(const Definition& definition, const Typed& typed,
                                           const FieldContext& fields, Record& record) {
  std::vector<std::string> changed;
  std::vector<FieldError> faults;
  record.values.resize(definition.fields.size());
  for (const auto& [name, texts] : typed) {
    const Field* field = definition.FieldNamed(name);
    if (field == nullptr || !IsTyped(*field)) {
      faults.push_back({name, field == nullptr ? "register.field.unknown" : "register.field.not_typed", {}});
      continue;
    }
    Result<FieldValue> read = field->type->Read(*field, texts, fields);
    if (!read.ok()) {
      faults.insert(faults.end(), read.error().fields.begin(), read.error().fields.end());
      continue;
    }
    FieldValue& value = record.values[IndexOf(definition, *field)];
    if (field->type->Plain(*field, value) != field->type->Plain(*field, *read)) changed.push_back(name);
    value = std::move(*read);
  }
  if (faults.empty()) return changed;
  return Error{ErrorKind::kInvalid, "register.record_invalid", {}, std::move(faults), {}};
}

FieldValue FromExpression(const Field& field, const expression::Value& value) {
  if (const Ratio* number = value.number()) {
    const std::optional<Decimal> rounded = number->Round(std::max(field.type->Places(), 0));
    return {{rounded ? Cell(rounded->units) : Cell()}, {}};
  }
  if (const bool* yes = value.yes()) return {{Cell(int64_t{*yes})}, {}};
  const std::string plain = value.Plain();
  return {{plain.empty() ? Cell() : Cell(plain)}, {}};
}

void Compute(const Definition& definition, const Date& today, Record& record) {
  for (const Field& field : definition.fields) {
    if (!field.computed) continue;
    record.values[IndexOf(definition, field)] =
        FromExpression(field, field.computed->Evaluate(LookupOf(definition, record, today)));
  }
}

void FillDefaults(const Definition& definition, const Date& today, Record& record) {
  for (const Field& field : definition.fields) {
    FieldValue& value = record.values[IndexOf(definition, field)];
    if (field.default_value && value.empty())
      value = FromExpression(field, field.default_value->Evaluate(LookupOf(definition, record, today)));
  }
}

std::vector<FieldError> MissingFields(const Definition& definition, const Record& record, const Date& today) {
  std::vector<FieldError> missing;
  const expression::Lookup lookup = LookupOf(definition, record, today);
  for (const Field& field : definition.fields) {
    if (field.retired || !(field.required || field.required_if)) continue;
    if (Applies(field, lookup)) AddIfMissing(definition, record, field, missing);
  }
  return missing;
}

std::vector<FieldError> MissingFor(const Definition& definition, const Record& record, const Act& act,
                                   const Date& today) {
  std::vector<FieldError> missing =
      act.complete ? MissingFields(definition, record, today) : std::vector<FieldError>();
  const expression::Lookup lookup = LookupOf(definition, record, today);
  for (const std::string& name : act.needs) {
    const Field* field = definition.FieldNamed(name);
    ENSURE(field != nullptr);
    const bool told = std::any_of(missing.begin(), missing.end(),
                                  [&](const FieldError& fault) { return fault.field == name; });
    if (!told && Applies(*field, lookup)) AddIfMissing(definition, record, *field, missing);
  }
  return missing;
}

}  // namespace sinergi::registers
