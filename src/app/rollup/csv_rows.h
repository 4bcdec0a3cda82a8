// CsvRows: a large CSV file read row by row without copying it: the file is mapped into memory, fields are
// views into it.
//
//   Result<CsvRows> rows = CsvRows::Open("folder/measure.csv", {"ind_id", "quarter"});
//   while (rows->Next()) Use((*rows)[0], (*rows)[1]);
//   if (rows->error()) …
//
// The first line names the columns; those asked for are found in any order. Fields may stand in quotes (""
// inside is kept as it is), lines may end with CR LF, empty lines are passed over. Errors: see nation_csv.h.
// Threads: belongs to one thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sinergi::app {

class CsvRows {
 public:
  static Result<CsvRows> Open(const std::string& path, const std::vector<std::string>& columns);

  bool Next();  // false at the end, and where a row is wrong
  std::string_view operator[](size_t column) const { return fields_[column]; }
  const std::optional<Error>& error() const { return error_; }
  // The refusal of a value in the row last read.
  Error Wrong(size_t column) const;
  Error WrongRow(const char* code, std::string_view what) const;

 private:
  struct Mapping {
    const char* data = nullptr;
    size_t size = 0;
    ~Mapping();
  };
  bool ReadLine();
  bool ReadField(std::string_view& field);

  std::string path_;
  std::vector<std::string> columns_;
  std::shared_ptr<const Mapping> mapping_;
  const char *at_ = nullptr, *end_ = nullptr;
  bool line_ended_ = false;
  size_t line_ = 0, next_line_ = 1;
  std::vector<int> wanted_;  // of each physical column, its place among those asked for, or -1
  std::vector<std::string_view> fields_, header_;
  bool in_header_ = true;
  std::optional<Error> error_;
};

}  // namespace sinergi::app
