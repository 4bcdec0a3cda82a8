// SimpleType: what field types with one column share; ReadOne() sees one text that is not empty.
#pragma once

#include <string>
#include <string_view>

#include "modules/register/field.h"

namespace sinergi::registers {

class SimpleType : public FieldType {
 public:
  SimpleType(std::string_view name, std::string_view control, expression::Type::Kind kind, bool text)
      : name_(name), control_(control), kind_(kind), text_(text) {}
  std::string_view name() const override { return name_; }
  std::string_view control() const override { return control_; }
  std::vector<ColumnOf> Columns(const Field&) const override { return {{"", text_}}; }
  expression::Type TypeOf(const Field&) const override { return {kind_, {}}; }
  void ReadKeys(const files::Node&, Field&, files::Faults&) const override {}
  Result<FieldValue> Read(const Field& field, std::span<const std::string> typed,
                          const FieldContext& context) const final;
  std::string Print(const Field& field, const FieldValue& value, const FieldContext& context,
                    Lang lang) const override;
  std::string Plain(const Field& field, const FieldValue& value) const override;
  expression::Value ValueOf(const Field& field, const FieldValue& value) const override;

 protected:
  // `typed` without the blanks around it.
  virtual Result<Cell> ReadOne(const Field& field, const std::string& typed,
                               const FieldContext& context) const = 0;

 private:
  std::string_view name_, control_;
  expression::Type::Kind kind_;
  bool text_;
};

// A refusal of one field: register.field.<code>.
Error FieldFault(const Field& field, std::string_view code, std::vector<std::string> args = {});
// The only cell's text or number; "" and nothing where there is none.
std::string TextOf(const FieldValue& value);
std::optional<int64_t> NumberOf(const FieldValue& value);
// "least" and "most" of the map, in units of 10^-places; a fault when they are no numbers or stand wrong.
void ReadBounds(const files::Node& map, int places, Field& field, files::Faults& faults);
// Refuses a number outside least … most; the bounds are printed by `print`.
std::optional<Error> OutOfBounds(const Field& field, int64_t number, std::string (*print)(int64_t));
// Years 1900 to 2200 only.
// In millionths, as people read it: "2.025,5"; a year without its thousands apart: "2025".
std::string PrintNumber(int64_t micro, bool grouped);
std::optional<Date> ReadDay(std::string_view typed);  // "2024-03-01", "1/3/2024", "01-03-2024"
std::string PrintDay(const Date& day);                // "01/03/2024"

}  // namespace sinergi::registers
