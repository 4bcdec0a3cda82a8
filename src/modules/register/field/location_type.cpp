#include "base/text.h"
#include "modules/register/field/field_types.h"
#include "modules/register/field/simple_type.h"

namespace sinergi::registers {
namespace {

// A place on the map, kept as two columns in millionths of a degree: <name>_lat and <name>_lon.
class LocationField : public FieldType {
 public:
  std::string_view name() const override { return "location"; }
  std::string_view control() const override { return "location"; }
  std::vector<ColumnOf> Columns(const Field&) const override { return {{"_lat", false}, {"_lon", false}}; }
  expression::Type TypeOf(const Field&) const override { return {expression::Type::Kind::kText, {}}; }
  void ReadKeys(const files::Node&, Field&, files::Faults&) const override {}

  // "-9.0831, 124.8923": degrees with a point, latitude first, as every map gives them.
  Result<FieldValue> Read(const Field& field, std::span<const std::string> typed,
                          const FieldContext&) const override {
    if (typed.size() > 1) return FieldFault(field, "one_only");
    const std::string_view text = typed.empty() ? "" : TrimBlanks(typed[0]);
    if (text.empty()) return FieldValue{{Cell(), Cell()}, {}};
    const size_t comma = text.find(',');
    if (comma == text.npos) return FieldFault(field, "not_a_place", {std::string(text)});
    const std::optional<int64_t> lat = Degrees(text.substr(0, comma), 90);
    const std::optional<int64_t> lon = Degrees(text.substr(comma + 1), 180);
    if (!lat || !lon) return FieldFault(field, "not_a_place", {std::string(text)});
    return FieldValue{{Cell(*lat), Cell(*lon)}, {}};
  }

  std::string Print(const Field& field, const FieldValue& value, const FieldContext&, Lang) const override {
    return Plain(field, value);
  }
  std::string Plain(const Field&, const FieldValue& value) const override {
    if (value.empty()) return "";
    return PlainDecimal(std::get<int64_t>(value.cells[0]), 6) + ", " +
           PlainDecimal(std::get<int64_t>(value.cells[1]), 6);
  }
  expression::Value ValueOf(const Field& field, const FieldValue& value) const override {
    return value.empty() ? expression::Value() : expression::Value(Plain(field, value));
  }

 private:
  static std::optional<int64_t> Degrees(std::string_view text, int64_t most) {
    const std::optional<int64_t> micro = ReadComputed(TrimBlanks(text), 6);
    return micro && *micro <= most * kMicro && *micro >= -most * kMicro ? micro : std::nullopt;
  }
};

}  // namespace

const FieldType& LocationType() {
  static const LocationField type;
  return type;
}

}  // namespace sinergi::registers
