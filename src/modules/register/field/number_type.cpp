#include "modules/register/field/field_types.h"
#include "modules/register/field/simple_type.h"

namespace sinergi::registers {
namespace {

constexpr int64_t kLargestMicro =
    9'000'000'000'000 * kMicro;  // see expression/to_sql.h: compared in millionths

std::string PrintGrouped(int64_t micro) {
  return PrintNumber(micro, true);
}
std::string PrintUngrouped(int64_t micro) {
  return PrintNumber(micro, false);
}

// A number or a percentage: whole millionths in 64 bits.
class Number : public SimpleType {
 public:
  explicit Number(std::string_view name)
      : SimpleType(name, "number", expression::Type::Kind::kNumber, false) {}
  int Places() const override { return 6; }

  void ReadKeys(const files::Node& map, Field& field, files::Faults& faults) const override {
    ReadBounds(map, 6, field, faults);
  }
  std::string Print(const Field& field, const FieldValue& value, const FieldContext&,
                    Lang lang) const override {
    const std::optional<int64_t> micro = NumberOf(value);
    if (!micro) return "";
    const std::string& unit = InLanguage(field.unit, lang);
    return PrintNumber(*micro, field.grouped) + (unit.empty() ? "" : " " + unit);
  }
  std::string Plain(const Field&, const FieldValue& value) const override {
    const std::optional<int64_t> micro = NumberOf(value);
    return micro ? PlainDecimal(*micro, 6, Zeros::kTrim) : "";
  }
  expression::Value ValueOf(const Field&, const FieldValue& value) const override {
    const std::optional<int64_t> micro = NumberOf(value);
    return micro ? expression::Value(Ratio::Of(*micro, kMicro)) : expression::Value();
  }

 protected:
  Result<Cell> ReadOne(const Field& field, const std::string& typed,
                       const FieldContext& context) const override {
    const std::optional<int64_t> micro = ReadDecimal(typed, 6, context.Style());
    if (!micro) return FieldFault(field, "not_a_number", {typed});
    if (*micro > kLargestMicro || *micro < -kLargestMicro)
      return FieldFault(field, "too_large", {PrintGrouped(kLargestMicro)});
    if (std::optional<Error> error =
            OutOfBounds(field, *micro, field.grouped ? PrintGrouped : PrintUngrouped))
      return *error;
    return Cell(*micro);
  }
};

}  // namespace

const FieldType& NumberType() {
  static const Number type("number");
  return type;
}

const FieldType& PercentageType() {
  static const Number type("percentage");
  return type;
}

}  // namespace sinergi::registers
