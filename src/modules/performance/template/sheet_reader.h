// Reads a sheet of our own workbooks: the mark and the headings must be as they were written; cells become
// texts, exact numbers and quantities, and what cannot be read becomes a finding with its place.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "base/quantity.h"
#include "base/result.h"
#include "modules/performance/template/template_columns.h"
#include "modules/performance/workbook/finding.h"
#include "platform/sheets/workbook.h"

namespace sinergi::performance::templates {

class SheetReader {
 public:
  // Errors: template.sheet_missing {0}=sheet, template.not_ours {0}=sheet, template.heading_changed {0}=sheet
  // {1}=cell {2}=expected {3}=found.
  static Result<SheetReader> Open(const sheets::Workbook& book, std::string_view name, std::string_view mark,
                                  std::span<const TemplateColumn> columns, std::vector<Finding>& findings);

  int rows() const { return sheet_->row_count; }
  bool EmptyRow(int row) const;
  std::string Text(int row, int column) const;  // as shown, folded at the ends
  Quantity ReadQuantity(int row, int column) const;
  std::optional<Money> ReadMoney(int row, int column) const;                 // not negative
  std::optional<int64_t> ReadNumber(int row, int column, int places) const;  // units of 10^-places
  void Report(std::string_view kind, int row, int column, std::string found, std::string expected = {},
              Severity severity = Severity::kFault) const;
  const std::string& mark() const { return mark_; }

 private:
  SheetReader(const sheets::Workbook& book, const sheets::Sheet& sheet, size_t columns,
              std::vector<Finding>& findings)
      : book_(&book), sheet_(&sheet), columns_(columns), findings_(&findings) {}
  const sheets::Cell* At(int row, int column) const { return sheet_->At({row, column}); }

  const sheets::Workbook* book_;
  const sheets::Sheet* sheet_;
  size_t columns_;
  std::string mark_;
  std::vector<Finding>* findings_;
};

// The sheet of that name, or null.
const sheets::Sheet* FindSheet(const sheets::Workbook& book, std::string_view name);

}  // namespace sinergi::performance::templates
