// CellFormula: the formula behind a cell of a form as a tree over the table's cells, whatever spreadsheet it
// is written to.
//
//   IF(COUNT(r4s9,r4s11)=0,"",SUM(r4s9,r4s11))
//
// Only functions that every spreadsheet knows, so that what is recalculated there is what we computed here:
// an empty cell and "" count as nothing (SUM), never as an error.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sinergi::performance::form {

struct CellFormula {
  enum class Kind { kNumber, kText, kCells, kBinary, kCall };
  Kind kind = Kind::kNumber;
  std::string text;           // number, text, operator, function
  int row = 0, last_row = 0;  // kCells: rows of the table, in one slot
  int slot = 0;
  std::vector<CellFormula> parts;  // operands, arguments

  friend bool operator==(const CellFormula&, const CellFormula&) = default;
};

CellFormula Number(std::string_view plain_decimal);
CellFormula TextOf(std::string_view text);
CellFormula CellAt(int row, int slot);
CellFormula CellsOf(int first_row, int last_row, int slot);
CellFormula Binary(CellFormula left, std::string_view op, CellFormula right);
CellFormula Call(std::string_view function, std::vector<CellFormula> arguments);

// function(a, b, …), nested in groups so that no call has more than 200 arguments. For SUM, COUNT, MAX, MIN.
CellFormula CallOverMany(std::string_view function, std::vector<CellFormula> cells);
// IF(condition,"",value): nothing instead of an error.
CellFormula BlankIf(CellFormula condition, CellFormula value);

// As a spreadsheet writes it; `name(row, slot)` gives the address of a cell.
template <class Name>
std::string PrintFormula(const CellFormula& formula, const Name& name);

std::string QuoteFormulaText(std::string_view text);

template <class Name>
std::string PrintFormula(const CellFormula& formula, const Name& name) {
  const auto operand = [&](const CellFormula& part) {
    const std::string text = PrintFormula(part, name);
    return part.kind == CellFormula::Kind::kBinary ? "(" + text + ")" : text;
  };
  switch (formula.kind) {
    case CellFormula::Kind::kNumber:
      return formula.text;
    case CellFormula::Kind::kText:
      return QuoteFormulaText(formula.text);
    case CellFormula::Kind::kCells:
      if (formula.row == formula.last_row) return name(formula.row, formula.slot);
      return name(formula.row, formula.slot) + ":" + name(formula.last_row, formula.slot);
    case CellFormula::Kind::kBinary:
      return operand(formula.parts[0]) + formula.text + operand(formula.parts[1]);
    case CellFormula::Kind::kCall:
      break;
  }
  std::string text = formula.text + "(";
  for (size_t i = 0; i < formula.parts.size(); ++i)
    text += (i ? "," : "") + PrintFormula(formula.parts[i], name);
  return text + ")";
}

}  // namespace sinergi::performance::form
