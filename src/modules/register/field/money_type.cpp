#include "base/money.h"
#include "modules/register/field/field_types.h"
#include "modules/register/field/simple_type.h"

namespace sinergi::registers {
namespace {

constexpr int64_t kLargestSen = 9'000'000'000'000 * 100;  // see expression/to_sql.h: compared in millionths

std::string PrintSen(int64_t sen) {
  return Money::Sen(sen).Print();
}

// Rupiah, kept in whole sen.
class MoneyField : public SimpleType {
 public:
  MoneyField() : SimpleType("money", "money", expression::Type::Kind::kNumber, false) {}
  int Places() const override { return 2; }

  void ReadKeys(const files::Node& map, Field& field, files::Faults& faults) const override {
    ReadBounds(map, 2, field, faults);
  }
  std::string Print(const Field&, const FieldValue& value, const FieldContext&, Lang) const override {
    const std::optional<int64_t> sen = NumberOf(value);
    return sen ? PrintSen(*sen) : "";
  }
  std::string Plain(const Field&, const FieldValue& value) const override {
    const std::optional<int64_t> sen = NumberOf(value);
    return sen ? Money::Sen(*sen).Plain() : "";
  }
  expression::Value ValueOf(const Field&, const FieldValue& value) const override {
    const std::optional<int64_t> sen = NumberOf(value);
    return sen ? expression::Value(Ratio::Of(*sen, 100)) : expression::Value();
  }

 protected:
  Result<Cell> ReadOne(const Field& field, const std::string& typed,
                       const FieldContext& context) const override {
    const std::optional<Money> money = Money::Parse(typed, context.Style());
    if (!money) return FieldFault(field, "not_money", {typed});
    if (money->sen() > kLargestSen || money->sen() < -kLargestSen)
      return FieldFault(field, "too_large", {PrintSen(kLargestSen)});
    if (std::optional<Error> error = OutOfBounds(field, money->sen(), PrintSen)) return *error;
    return Cell(money->sen());
  }
};

}  // namespace

const FieldType& MoneyType() {
  static const MoneyField type;
  return type;
}

}  // namespace sinergi::registers
