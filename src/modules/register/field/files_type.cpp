#include "modules/register/field/field_types.h"
#include "modules/register/field/simple_type.h"

namespace sinergi::registers {
namespace {

// Files: kept by the store of evidence under the record and the field's name; the column holds how many there
// are, so that conditions and lists know. Uploading and removing are acts of the record's pages, not typed
// values.
class FilesFieldType : public FieldType {
 public:
  std::string_view name() const override { return "files"; }
  std::string_view control() const override { return "files"; }
  std::vector<ColumnOf> Columns(const Field&) const override { return {{"", false}}; }
  expression::Type TypeOf(const Field&) const override { return {expression::Type::Kind::kNumber, {}}; }
  int Places() const override { return 0; }
  void ReadKeys(const files::Node& map, Field& field, files::Faults& faults) const override {
    ReadBounds(map, 0, field, faults);  // how many
  }

  Result<FieldValue> Read(const Field& field, std::span<const std::string> typed,
                          const FieldContext&) const override {
    if (!typed.empty()) return FieldFault(field, "not_typed");
    return FieldValue{{Cell()}, {}};
  }
  std::string Print(const Field& field, const FieldValue& value, const FieldContext&, Lang) const override {
    return Plain(field, value);
  }
  std::string Plain(const Field&, const FieldValue& value) const override {
    const std::optional<int64_t> count = NumberOf(value);
    return count ? std::to_string(*count) : "";
  }
  expression::Value ValueOf(const Field&, const FieldValue& value) const override {
    const std::optional<int64_t> count = NumberOf(value);
    return count ? expression::Value::Whole(*count) : expression::Value();
  }
};

}  // namespace

const FieldType& FilesType() {
  static const FilesFieldType type;
  return type;
}

}  // namespace sinergi::registers
