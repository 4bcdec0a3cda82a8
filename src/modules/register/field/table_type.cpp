#include "base/text.h"
#include "modules/register/field/field_types.h"
#include "modules/register/field/simple_type.h"

namespace sinergi::registers {
namespace {

constexpr size_t kMostRows = 500;

// Rows of columns, kept in a child table <register>_<field> with one row each. Typed as rows of texts,
// columns separated by tabs, one row a text: what a form sends (see the record page) and what is pasted from
// a spreadsheet.
class TableField : public FieldType {
 public:
  std::string_view name() const override { return "table"; }
  std::string_view control() const override { return "table"; }
  std::vector<ColumnOf> Columns(const Field&) const override { return {}; }
  expression::Type TypeOf(const Field&) const override { return {expression::Type::Kind::kRows, {}}; }
  void ReadKeys(const files::Node&, Field&, files::Faults&) const override {
  }  // columns: read with the fields

  Result<FieldValue> Read(const Field& field, std::span<const std::string> typed,
                          const FieldContext& context) const override {
    FieldValue value;
    if (typed.size() > kMostRows) return FieldFault(field, "too_many_rows", {std::to_string(kMostRows)});
    std::vector<FieldError> faults;
    for (const std::string& line : typed) {
      if (TrimBlanks(line).empty()) continue;
      value.rows.push_back(ReadRow(field, line, context, value.rows.size() + 1, faults));
    }
    if (faults.empty()) return value;
    return Error{ErrorKind::kInvalid, "register.record_invalid", {}, std::move(faults), {}};
  }

  std::string Print(const Field&, const FieldValue& value, const FieldContext&, Lang) const override {
    return value.rows.empty() ? "" : std::to_string(value.rows.size());
  }
  std::string Plain(const Field& field, const FieldValue& value) const override {
    std::string plain;
    for (const std::vector<FieldValue>& row : value.rows) {
      plain += plain.empty() ? "" : "\n";
      for (size_t i = 0; i < field.columns.size(); ++i)
        plain += (i > 0 ? "\t" : "") + field.columns[i].type->Plain(field.columns[i], row[i]);
    }
    return plain;
  }
  expression::Value ValueOf(const Field&, const FieldValue& value) const override {
    return expression::List(value.rows.size());
  }

 private:
  static std::vector<FieldValue> ReadRow(const Field& field, std::string_view line,
                                         const FieldContext& context, size_t number,
                                         std::vector<FieldError>& faults) {
    const std::vector<std::string_view> parts = Split(line, '\t');
    const std::string place = field.name + "." + std::to_string(number);
    if (parts.size() > field.columns.size()) faults.push_back({place, "register.field.too_many_columns", {}});
    std::vector<FieldValue> row;
    for (size_t i = 0; i < field.columns.size(); ++i) {
      const Field& column = field.columns[i];
      const std::vector<std::string> one = {i < parts.size() ? std::string(parts[i]) : ""};
      Result<FieldValue> read = column.type->Read(column, one, context);
      if (read.ok() && read->empty() && column.required) read = FieldFault(column, "missing");
      if (!read.ok())
        for (const FieldError& fault : read.error().fields)
          faults.push_back({place + "." + fault.field, fault.code, fault.args});
      row.push_back(read.ok() ? std::move(*read) : FieldValue{{Cell()}, {}});
    }
    return row;
  }
};

}  // namespace

const FieldType& TableType() {
  static const TableField type;
  return type;
}

}  // namespace sinergi::registers
