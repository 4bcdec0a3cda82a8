// IdType: what the fields that hold the id of something else share: a person, a unit, a record.
#pragma once

#include "modules/register/field/simple_type.h"

namespace sinergi::registers {

class IdType : public SimpleType {
 public:
  IdType(std::string_view name, std::string_view control)
      : SimpleType(name, control, expression::Type::Kind::kText, false) {}

  std::string Print(const Field& field, const FieldValue& value, const FieldContext& context,
                    Lang) const override {
    const std::optional<int64_t> id = NumberOf(value);
    return id ? TitleOf(field, *id, context) : "";
  }
  std::string Plain(const Field&, const FieldValue& value) const override {
    const std::optional<int64_t> id = NumberOf(value);
    return id ? std::to_string(*id) : "";
  }
  expression::Value ValueOf(const Field& field, const FieldValue& value) const override {
    const std::string plain = Plain(field, value);
    return plain.empty() ? expression::Value() : expression::Value(plain);
  }

 protected:
  virtual bool Exists(const Field& field, int64_t id, const FieldContext& context) const = 0;
  virtual std::string TitleOf(const Field& field, int64_t id, const FieldContext& context) const = 0;

  Result<Cell> ReadOne(const Field& field, const std::string& typed,
                       const FieldContext& context) const override {
    const std::optional<int64_t> id = ReadDecimal(typed, 0, NumberStyle::kPoint);
    if (!id || *id < 1 || !Exists(field, *id, context)) return FieldFault(field, "no_such_entry", {typed});
    return Cell(*id);
  }
};

}  // namespace sinergi::registers
