#include "kernel/time_text.h"
#include "modules/register/field/field_types.h"
#include "modules/register/field/simple_type.h"

namespace sinergi::registers {
namespace {

// A time of day, kept as "07:30".
class TimeField : public SimpleType {
 public:
  TimeField() : SimpleType("time", "time", expression::Type::Kind::kText, true) {}

  std::string Print(const Field&, const FieldValue& value, const FieldContext&, Lang lang) const override {
    return kernel::TimeText(TextOf(value), lang);
  }

 protected:
  Result<Cell> ReadOne(const Field& field, const std::string& typed, const FieldContext&) const override {
    const size_t split = typed.find_first_of(":.");
    if (split == typed.npos) return FieldFault(field, "not_a_time", {typed});
    const std::optional<int64_t> hour = ReadDecimal(typed.substr(0, split), 0, NumberStyle::kPoint);
    const std::string minutes = typed.substr(split + 1, 2);
    const std::optional<int64_t> minute = ReadDecimal(minutes, 0, NumberStyle::kPoint);
    const bool whole = minutes.size() == 2 && (typed.size() == split + 3 || typed.substr(split + 3) == ":00");
    if (!hour || !minute || !whole || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59)
      return FieldFault(field, "not_a_time", {typed});
    return Cell((*hour < 10 ? "0" : "") + std::to_string(*hour) + ":" + minutes);
  }
};

}  // namespace

const FieldType& TimeType() {
  static const TimeField type;
  return type;
}

}  // namespace sinergi::registers
