// RowBatch: many rows into one table by statements of many rows each: a document of thousands of nodes is
// written in hundreds of statements instead of tens of thousands. Texts are borrowed until Flush. For one
// Write.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/sql/database.h"

namespace sinergi::planning {

class RowBatch {
 public:
  // `insert`: "INSERT INTO t (a, b) VALUES "; `columns` of each row.
  RowBatch(sql::Connection& c, std::string_view insert, size_t columns) : c_(c), columns_(columns) {
    std::string row = "(";
    for (size_t i = 0; i < columns; ++i) row += i == 0 ? "?" : ", ?";
    row += ")";
    one_ = std::string(insert) + row;
    many_ = one_;
    for (size_t i = 1; i < kRows; ++i) many_ += ", " + row;
    values_.reserve(columns * kRows);
  }

  void Add(std::initializer_list<sql::Value> row) {
    values_.insert(values_.end(), row);
    if (values_.size() < columns_ * kRows) return;
    c_.Execute(many_, sql::Connection::Values(values_));
    values_.clear();
  }
  void Flush() {
    for (size_t at = 0; at < values_.size(); at += columns_)
      c_.Execute(one_, sql::Connection::Values(values_).subspan(at, columns_));
    values_.clear();
  }

 private:
  static constexpr size_t kRows = 64;  // 12 columns: 768 parameters, within every database's limit
  sql::Connection& c_;
  size_t columns_;
  std::string one_, many_;
  std::vector<sql::Value> values_;
};

}  // namespace sinergi::planning
