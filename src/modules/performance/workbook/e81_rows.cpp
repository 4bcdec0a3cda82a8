#include <algorithm>

#include "base/text.h"
#include "modules/performance/workbook/e81_tree.h"

namespace sinergi::performance {
namespace {

constexpr int kMostRows = 5'000;  // of one table

// Words that begin the part below the table: means, predicates, remarks, signatures.
bool EndsTable(std::string_view folded) {
  for (const std::string_view word :
       {"rata-rata", "rata rata", "predikat", "faktor pendorong", "faktor penghambat", "faktor-faktor",
        "tindak lanjut", "usulan tindak", "disusun", "dievaluasi", "mengetahui",
        "catatan :", "catatan:", "nip.", "nip "})
    if (folded.starts_with(word)) return true;
  return false;
}

bool NamesTotal(std::string_view folded) {
  for (const std::string_view word :
       {"jumlah", "total", "grand total", "jumlah total", "jumlah anggaran", "total anggaran",
        "jumlah keseluruhan", "total keseluruhan", "jumlah seluruhnya"})
    if (folded == word) return true;
  return folded.starts_with("total ") || folded.starts_with("jumlah total") ||
         folded.starts_with("grand total");
}

bool HasMoney(const SheetView& view, const E81Layout& layout, int row) {
  for (const int column : layout.MoneyColumns())
    if (column >= 0 && view.Value(row, column).number()) return true;
  return false;
}

std::string FirstText(const SheetView& view, int row) {
  if (row >= static_cast<int>(view.sheet().rows.size())) return {};
  for (const auto& [column, cell] : view.sheet().rows[static_cast<size_t>(row)].cells)
    if (cell.kind == sheets::Cell::Kind::kText && !TrimBlanks(cell.text).empty()) return FoldText(cell.text);
  return {};
}

std::string CodeOf(const SheetView& view, const E81Layout& layout, int row) {
  std::string code;
  for (int column = layout.code.first; layout.code.found() && column <= layout.code.last; ++column) {
    std::string part = view.Text(row, column);
    while (!part.empty() && part.back() == '.') part.pop_back();
    if (!part.empty()) code += (code.empty() ? "" : ".") + part;
  }
  return code;
}

class RowReader {
 public:
  RowReader(const SheetView& view, const E81Layout& layout) : view_(view), layout_(layout) {}
  std::vector<E81Row> Read();

 private:
  E81Row ReadOne(int row) const;
  void ReadName(E81Row& out) const;
  bool Keep(E81Row& row) const;
  const SheetView& view_;
  const E81Layout& layout_;
  int node_ = -1;
};

void RowReader::ReadName(E81Row& out) const {
  for (int column = layout_.name.first; column <= layout_.name.last; ++column) {
    if (view_.MergedFromAbove(out.row, column)) return;
    std::string text = view_.Text(out.row, column);
    if (text.empty()) continue;
    const sheets::Style& style = view_.StyleOf(out.row, column);
    const sheets::Cell* cell = view_.Cell(out.row, column);
    const size_t blanks = cell ? cell->text.find_first_not_of(' ') : 0;
    out.look = (column - layout_.name.first) * 100 + style.indent * 10 +
               static_cast<int>(std::min<size_t>(blanks, 9)) * 2 + (style.bold ? 0 : 1);
    auto [code, name] = SplitCode(text);
    // Parts of a code may stand in front of the name in columns of the same header.
    const bool only_code = name.empty() || text.find_first_not_of("0123456789.Xx") == std::string::npos;
    if (only_code) {
      out.code += (out.code.empty() ? "" : ".") + text;
      continue;
    }
    out.name = std::move(name);  // the whole text when it begins with no code
    if (out.code.empty()) out.code = std::move(code);
    return;
  }
}

E81Row RowReader::ReadOne(int row) const {
  E81Row out;
  out.row = row;
  out.hidden = view_.sheet().RowHidden(row);
  out.code = CodeOf(view_, layout_, row);
  ReadName(out);
  const bool spans = layout_.indicator >= 0 && view_.sheet().MergeAt({row, layout_.indicator}) &&
                     view_.sheet().MergeAt({row, layout_.indicator})->from.column < layout_.indicator;
  if (!spans && !view_.MergedFromAbove(row, layout_.indicator))
    out.indicator = view_.Text(row, layout_.indicator);
  if (layout_.unit >= 0) out.unit = view_.Text(row, layout_.unit);
  return out;
}

bool RowReader::Keep(E81Row& row) const {
  const bool money = HasMoney(view_, layout_, row.row);
  if (NamesTotal(FoldText(row.name)) && row.indicator.empty()) {
    row.kind = E81Row::Kind::kTotal;
    return money;
  }
  if (!row.name.empty()) return true;
  if (!row.indicator.empty() && node_ >= 0) {
    row.kind = E81Row::Kind::kIndicator;
    row.node = node_;
    return true;
  }
  row.kind = E81Row::Kind::kTotal;
  return money && row.code.empty();
}

std::vector<E81Row> RowReader::Read() {
  std::vector<E81Row> rows;
  int empty = 0;
  const int end = std::min(view_.sheet().row_count, layout_.first_row + kMostRows);
  for (int row = layout_.first_row; row < end && empty < 60; ++row) {
    E81Row read = ReadOne(row);
    const std::string first = FirstText(view_, row);
    const bool money = HasMoney(view_, layout_, row);
    if (read.indicator.empty() && (EndsTable(first) || EndsTable(FoldText(read.name)))) break;
    empty = read.name.empty() && read.indicator.empty() && !money ? empty + 1 : 0;
    // A row without name and with a total's word elsewhere ("JUMLAH" in the column of numbers) is a total.
    if (!read.name.empty() && read.indicator.empty() && !money && !rows.empty() &&
        rows.back().kind == E81Row::Kind::kTotal)
      break;  // signatures below the total
    if (!Keep(read)) continue;
    if (read.kind == E81Row::Kind::kNode) node_ = static_cast<int>(rows.size());
    rows.push_back(std::move(read));
  }
  return rows;
}

}  // namespace

std::pair<std::string, std::string> SplitCode(const std::string& name) {
  size_t end = name.find_first_not_of("0123456789.Xx");
  if (end == std::string::npos || end == 0 || (name[end] != ' ' && name[end] != '-')) return {"", name};
  std::string code = name.substr(0, end);
  while (!code.empty() && code.back() == '.') code.pop_back();
  const bool structured = code.find('.') != std::string::npos && planning::LevelOfCode(code).has_value();
  if (!structured) return {"", name};
  const size_t begin = name.find_first_not_of(" -–", end);
  return {code, begin == std::string::npos ? "" : name.substr(begin)};
}

bool NamesProgramme(std::string_view name) {
  const std::string folded = FoldText(name);
  return folded.starts_with("program ") || folded.starts_with("program:") || folded.starts_with("program :");
}

std::vector<E81Row> ReadRows(const SheetView& view, const E81Layout& layout) {
  return RowReader(view, layout).Read();
}

}  // namespace sinergi::performance
