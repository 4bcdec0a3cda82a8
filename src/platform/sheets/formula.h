// Formula: a cell's formula as a tree, for reading (which cells does it add?) and for computing it anew.
//
// Covers what evaluation workbooks use: + - * / ^ % & comparisons, unary minus, numbers, texts, ranges with
// odd unions
// ("U85:U87:U88", "T71:T77:T84" mean the spanning range, as Excel reads them), references to other sheets,
// and the functions SUM AVERAGE MIN MAX COUNT COUNTA IF IFERROR ROUND ROUNDUP ROUNDDOWN ABS SUMPRODUCT
// SUBTOTAL PRODUCT AND OR NOT ISNUMBER ISERROR. Anything else parses as kUnknown and is never computed. Pure;
// depth ≤ 100, length ≤ 8192.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/sheets/workbook.h"

namespace sinergi::sheets {

struct Formula {
  enum class Kind { kNumber, kText, kBool, kReference, kRange, kBinary, kUnary, kCall, kUnknown };
  Kind kind = Kind::kUnknown;
  std::string text;   // number or text literal, operator, or function name in capitals
  std::string sheet;  // of a reference; empty: the same sheet
  CellRange range;    // kReference: from == to
  std::vector<Formula> parts;
  // Binary operators stand left-deep: a sum of a thousand terms is a thousand nodes deep on the left.
  // kUnknown keeps the arguments of an unknown function in `parts`, an error literal such as "#REF!" in
  // `text`; "%" is a kUnary.
};

Formula ParseFormula(std::string_view text);  // never fails: kUnknown where it cannot be read

// Every cell or range that the formula names, in order, e.g. for "SUM(K13+K55,K70:K72)": K13, K55, K70:K72.
std::vector<CellRange> ReferencesOf(const Formula& formula);
// The same with the nodes themselves (kReference, kRange), for who must know the sheet.
void EachReference(const Formula& formula, const std::function<void(const Formula&)>& fn);

// Computed value: a number, a text, a truth value, or an error such as "#DIV/0!"; kEmpty for what cannot be
// computed (unknown function, circular reference, other workbook).
struct Computed {
  enum class Kind { kEmpty, kNumber, kText, kBool, kError };
  Kind kind = Kind::kEmpty;
  double number =
      0;  // as Excel: binary double. Used only to compare a workbook with itself, never for our figures.
  std::string text;
};

// Recalculates a workbook, each cell once, following references; circular references give kEmpty and are
// listed. Ranges count as a whole, as Excel counts them: a cell inside of a range that it names is circular.
// `book` must outlive it and stay as it is. A chain of any length is followed without recursion; after some
// 100 million cells visited the rest is kEmpty, so that a hostile workbook ends.
class Recalculation {
 public:
  explicit Recalculation(const Workbook& book);
  ~Recalculation();
  Computed Of(size_t sheet, CellRef ref);                   // computed anew from typed cells
  Computed Evaluate(size_t sheet, const Formula& formula);  // of a formula that is not in the book
  const std::vector<std::pair<size_t, CellRef>>& circular() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sinergi::sheets
