// Field: one thing that a register keeps of a record, and FieldType: what a kind of field is: how it is read,
// kept, shown.
//
// A field type is one .cpp of field/, its test, and one line in the list of field/field_types.cpp. Its values
// live in real columns (Cells), so that any SQL tool can read them: text as TEXT, numbers as BIGINT in
// millionths, money in sen, dates as "2024-03-01", yes/no as 0 and 1; nothing as NULL. Pure apart from
// FieldContext; types are constants, usable from any thread.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/decimal.h"
#include "base/label.h"
#include "base/result.h"
#include "platform/expression/expression.h"
#include "platform/files/data_file.h"
#include "platform/files/texts.h"

namespace sinergi::registers {

class FieldType;

struct FieldOption {
  std::string name;
  Label title;
  bool retired = false;  // kept for old records, offered to none
};

struct Field {
  std::string name;
  std::string was;  // its name before it was renamed
  const FieldType* type = nullptr;
  Label title, help, unit;
  bool personal = false;  // masked without the right, logged when read, kept out of exports and public pages
  bool retired = false;   // its column stays, it is asked no more
  bool required = false;
  std::optional<expression::Expression> required_if, shown_if;
  std::optional<expression::Expression> computed;  // of computed fields
  std::optional<expression::Expression> default_value;
  std::string pattern;                 // of texts
  std::optional<int64_t> least, most;  // length of texts, value of numbers (in their column's units)
  std::vector<FieldOption> options;    // of choices
  std::string of;                      // code list, register linked to
  std::vector<Field> columns;          // of a table of rows, and of a group
  bool indexed = false;                // filters use it
  bool grouped = true;                 // of numbers: printed with thousands apart; a year is not
};

// What one column holds.
using Cell = std::variant<std::monostate, int64_t, std::string>;
// A value of a field: as many cells as its type has columns; a table's are rows of cells.
struct FieldValue {
  std::vector<Cell> cells;
  std::vector<std::vector<FieldValue>> rows;  // of a table: rows × columns
  bool empty() const;
};

struct ColumnOf {
  std::string suffix;  // "" for the only one; "_lat"
  bool text = true;    // TEXT, else BIGINT
};

// Where a type has to look something up while reading a value: codes, people, units, records. Made for one
// request.
class FieldContext {
 public:
  virtual ~FieldContext() = default;
  virtual NumberStyle Style()
      const = 0;  // how numbers are written: Indonesian in forms, point in the API and CSV
  virtual bool CodeExists(std::string_view list, std::string_view code) const = 0;
  virtual std::string CodeTitle(std::string_view list, std::string_view code, Lang lang) const = 0;
  virtual bool UnitExists(int64_t unit_id) const = 0;
  virtual std::string UnitName(int64_t unit_id) const = 0;
  virtual bool PersonExists(int64_t account_id) const = 0;
  virtual std::string PersonName(int64_t account_id) const = 0;
  // A record of a register ("ppid-request"), or a node of the plan ("plan").
  virtual bool RecordExists(std::string_view register_id, int64_t id) const = 0;
  virtual std::string RecordTitle(std::string_view register_id, int64_t id) const = 0;
};

class FieldType {
 public:
  virtual ~FieldType() = default;
  virtual std::string_view name() const = 0;                            // "long_text": the word in the file
  virtual std::vector<ColumnOf> Columns(const Field& field) const = 0;  // none: kept in tables of their own
  virtual expression::Type TypeOf(const Field& field) const = 0;
  // Decimal places of its number column, for expressions and figures; -1 when it is no number.
  virtual int Places() const { return -1; }

  // The keys this type knows besides the common ones (type, title, help, required …), read with their faults.
  virtual void ReadKeys(const files::Node& map, Field& field, files::Faults& faults) const = 0;

  // From what was typed or sent ("" is nothing); several texts for choices and files. Refusals have codes
  // register.field_* and the field's name as place. Never guesses: "1.500" in a number field is 1500 in
  // Indonesian style.
  virtual Result<FieldValue> Read(const Field& field, std::span<const std::string> typed,
                                  const FieldContext& context) const = 0;
  // As people read it, and as a program does (CSV, API: point decimals, ISO dates, option names).
  virtual std::string Print(const Field& field, const FieldValue& value, const FieldContext& context,
                            Lang lang) const = 0;
  virtual std::string Plain(const Field& field, const FieldValue& value) const = 0;
  virtual expression::Value ValueOf(const Field& field, const FieldValue& value) const = 0;
  // Which form control a page uses: a template of pages/field_<control>.html.
  virtual std::string_view control() const = 0;
};

// The list of types, in the order of the guide; nullptr when there is none of that name.
std::span<const FieldType* const> FieldTypes();
const FieldType* FindFieldType(std::string_view name);

}  // namespace sinergi::registers
