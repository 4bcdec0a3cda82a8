#include "modules/register/field/field_types.h"
#include "modules/register/field/simple_type.h"

namespace sinergi::registers {
namespace {

// A civil date, kept as "2024-03-01".
class DateField : public SimpleType {
 public:
  DateField() : SimpleType("date", "date", expression::Type::Kind::kDate, true) {}

  std::string Print(const Field&, const FieldValue& value, const FieldContext&, Lang) const override {
    const std::optional<Date> day = Date::Parse(TextOf(value));
    return day ? PrintDay(*day) : "";
  }
  expression::Value ValueOf(const Field&, const FieldValue& value) const override {
    const std::optional<Date> day = Date::Parse(TextOf(value));
    return day ? expression::Value(*day) : expression::Value();
  }

 protected:
  Result<Cell> ReadOne(const Field& field, const std::string& typed, const FieldContext&) const override {
    const std::optional<Date> day = ReadDay(typed);
    if (!day) return FieldFault(field, "not_a_date", {typed});
    return Cell(day->Iso());
  }
};

}  // namespace

const FieldType& DateType() {
  static const DateField type;
  return type;
}

}  // namespace sinergi::registers
