// Records from a file: CSV or XLSX, its columns found by the names or titles of the fields in the first row.
// A row with the number of a record changes that record where it differs; a row without makes one, and the
// same row again does nothing. A number that no record has is brought along where the definition allows it
// (`number: {imported: true}`). Rows of a table stand in columns "table.column"; lines that hold nothing else
// belong to the record above.
//
// Files of another program go by a layout of the register's file (`imports`, import_layout.h): its key says which
// record a line is of; what the office may no longer change is left as it is.
//
//   Result<ImportFile> file = ReadImportFile(bytes, "permohonan.xlsx", definition);
//   ImportReport report = RunImport(c, here, context, *file, unit);   // in a Write; roll back for a preview
//
// Errors: sheets.*, register.import_empty, register.import_columns (none is known), register.import_too_long
// {0}=most. What is wrong in a row stands in the report, by line and column.
#pragma once

#include "modules/register/register_form.h"

namespace sinergi::registers {

constexpr size_t kImportRowsMost = 5'000;

// A file read, not believed yet.
struct ImportFile {
  std::vector<const Field*> columns;  // by column of the file; null: not a field
  struct ChildColumn {
    const Field* table = nullptr;
    size_t column = 0;
  };
  std::vector<std::optional<ChildColumn>> children;  // by column of the file
  int number_column = -1, unit_column = -1;
  const FileLayout* layout = nullptr;  // null: the register's own columns
  std::vector<std::string> head;
  std::vector<int> lines;            // of rows that were put together; empty: they follow first_line
  std::vector<std::string> unknown;  // titles that are nothing of this register
  std::vector<std::vector<std::string>> rows;
  int first_line = 2;
};

Result<ImportFile> ReadImportFile(std::string_view bytes, std::string_view name, NumberStyle style,
                                  const Definition& definition);

// A value of a record before and after; dots where it is personal.
struct ImportChange {
  const Field* field = nullptr;
  std::string from, to;
};
struct ImportRow {
  enum class Kind { kNew, kChanged, kSame, kFaulty };
  int line = 0;
  Kind kind = Kind::kSame;
  std::string
      name;  // what the record is called, without what is personal; "" where there is nothing to call it by
  std::vector<ImportChange> changes;  // of a record that was there
  std::vector<FieldError> faults;
};
struct ImportReport {
  std::vector<ImportRow> rows;
  int Count(ImportRow::Kind kind) const;
};

// The letter of the file's column that says this field; "" where none does.
std::string ColumnOfField(const ImportFile& file, std::string_view field);

// Does what the file says, row by row; faulty rows write nothing, and the caller rolls back where there are
// any.
ImportReport RunImport(sql::Connection& c, const Here& here, const RecordContext& context,
                       const ImportFile& file, int64_t unit_id);

}  // namespace sinergi::registers
