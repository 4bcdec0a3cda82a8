#include "modules/performance/form/cell_formula.h"

namespace sinergi::performance::form {
namespace {

constexpr size_t kMostArguments = 200;  // spreadsheets take 255

CellFormula Leaf(CellFormula::Kind kind, std::string_view text) {
  CellFormula formula;
  formula.kind = kind;
  formula.text = std::string(text);
  return formula;
}

}  // namespace

CellFormula Number(std::string_view plain_decimal) {
  return Leaf(CellFormula::Kind::kNumber, plain_decimal);
}
CellFormula TextOf(std::string_view text) {
  return Leaf(CellFormula::Kind::kText, text);
}
CellFormula CellAt(int row, int slot) {
  return CellsOf(row, row, slot);
}

CellFormula CellsOf(int first_row, int last_row, int slot) {
  CellFormula cells = Leaf(CellFormula::Kind::kCells, "");
  cells.row = first_row;
  cells.last_row = last_row;
  cells.slot = slot;
  return cells;
}

CellFormula Binary(CellFormula left, std::string_view op, CellFormula right) {
  CellFormula formula = Leaf(CellFormula::Kind::kBinary, op);
  formula.parts.push_back(std::move(left));
  formula.parts.push_back(std::move(right));
  return formula;
}

CellFormula Call(std::string_view function, std::vector<CellFormula> arguments) {
  CellFormula formula = Leaf(CellFormula::Kind::kCall, function);
  formula.parts = std::move(arguments);
  return formula;
}

CellFormula CallOverMany(std::string_view function, std::vector<CellFormula> cells) {
  if (cells.size() <= kMostArguments) return Call(function, std::move(cells));
  std::vector<CellFormula> groups;
  for (size_t i = 0; i < cells.size(); i += kMostArguments) {
    const auto from = cells.begin() + static_cast<std::ptrdiff_t>(i);
    const auto to = cells.begin() + static_cast<std::ptrdiff_t>(std::min(i + kMostArguments, cells.size()));
    groups.push_back(Call(function, std::vector<CellFormula>(from, to)));
  }
  // Counts of groups are added, everything else is taken again over the groups.
  return CallOverMany(function == "COUNT" ? "SUM" : function, std::move(groups));
}

CellFormula BlankIf(CellFormula condition, CellFormula value) {
  return Call("IF", {std::move(condition), TextOf(""), std::move(value)});
}

std::string QuoteFormulaText(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace sinergi::performance::form
