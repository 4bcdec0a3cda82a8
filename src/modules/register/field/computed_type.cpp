#include "modules/register/field/field_types.h"
#include "modules/register/field/simple_type.h"

namespace sinergi::registers {
namespace {

using ExpressionKind = expression::Type::Kind;

// Made from other fields by an expression, kept in a column at every save, so that lists and figures can use
// it.
class ComputedField : public FieldType {
 public:
  std::string_view name() const override { return "computed"; }
  std::string_view control() const override { return "computed"; }
  int Places() const override { return 6; }
  std::vector<ColumnOf> Columns(const Field& field) const override { return {{"", !IsNumber(field)}}; }
  expression::Type TypeOf(const Field& field) const override {
    return {field.computed ? field.computed->type() : ExpressionKind::kNumber, {}};
  }
  void ReadKeys(const files::Node&, Field&, files::Faults&) const override {
  }  // value: read with the expressions

  Result<FieldValue> Read(const Field& field, std::span<const std::string> typed,
                          const FieldContext&) const override {
    if (!typed.empty() && !typed[0].empty()) return FieldFault(field, "not_typed");
    return FieldValue{{Cell()}, {}};
  }
  std::string Print(const Field& field, const FieldValue& value, const FieldContext&,
                    Lang lang) const override {
    const std::optional<int64_t> number = NumberOf(value);
    switch (TypeOf(field).kind) {
      case ExpressionKind::kNumber:
        return number ? PrintNumber(*number, field.grouped) : "";
      case ExpressionKind::kYesNo:
        return number ? Texts::Shipped().Get(lang, *number == 1 ? "register.yes" : "register.no") : "";
      case ExpressionKind::kDate:
        if (const std::optional<Date> day = Date::Parse(TextOf(value))) return PrintDay(*day);
        return "";
      default:
        return TextOf(value);
    }
  }
  std::string Plain(const Field& field, const FieldValue& value) const override {
    const std::optional<int64_t> number = NumberOf(value);
    if (!number) return TextOf(value);
    if (TypeOf(field).kind == ExpressionKind::kYesNo) return *number == 1 ? "yes" : "no";
    return PlainDecimal(*number, 6, Zeros::kTrim);
  }
  expression::Value ValueOf(const Field& field, const FieldValue& value) const override {
    const std::optional<int64_t> number = NumberOf(value);
    const std::string text = TextOf(value);
    switch (TypeOf(field).kind) {
      case ExpressionKind::kNumber:
        return number ? expression::Value(Ratio::Of(*number, kMicro)) : expression::Value();
      case ExpressionKind::kYesNo:
        return number ? expression::Value(*number == 1) : expression::Value();
      case ExpressionKind::kDate:
        if (const std::optional<Date> day = Date::Parse(text)) return *day;
        return {};
      default:
        return text.empty() ? expression::Value() : expression::Value(text);
    }
  }

 private:
  bool IsNumber(const Field& field) const {
    const ExpressionKind kind = TypeOf(field).kind;
    return kind == ExpressionKind::kNumber || kind == ExpressionKind::kYesNo;
  }
};

}  // namespace

const FieldType& ComputedType() {
  static const ComputedField type;
  return type;
}

}  // namespace sinergi::registers
