// FormulaEvaluator: computes one formula, given the values of the cells that it names. Pure but for `work`,
// which it uses up: when that is gone, every answer is kUnknown.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "platform/sheets/formula_value.h"

namespace sinergi::sheets {

struct FormulaScope {
  const Workbook& book;
  size_t sheet = 0;           // where the formula stands
  std::optional<CellRef> at;  // empty: nowhere
  bool array = false;         // computes with whole ranges: what we cannot is kUnknown
  std::function<FormulaValue(size_t sheet, CellRef, const Cell&)> value;
  std::function<std::optional<size_t>(const std::string& name)> sheet_by_name;
  int64_t& work;
};

class FormulaEvaluator {
 public:
  explicit FormulaEvaluator(const FormulaScope& scope) : scope_(scope) {}

  FormulaValue Evaluate(const Formula& formula) const;
  // The value of one cell; blank when it holds nothing.
  FormulaValue At(size_t sheet, CellRef ref) const;
  // Calls fn(ref, cell, value) for each filled cell of a kReference or kRange. False: no such sheet, or work
  // is used up
  // (`why` says which).
  bool EachCell(const Formula& range, FormulaValue& why,
                const std::function<void(CellRef, const Cell&, const FormulaValue&)>& fn) const;
  std::optional<size_t> SheetOf(const Formula& reference) const;
  const FormulaScope& scope() const { return scope_; }

 private:
  FormulaValue EvaluateRange(const Formula& range) const;
  FormulaValue EvaluateBinary(const Formula& formula) const;

  const FormulaScope& scope_;
};

}  // namespace sinergi::sheets
