#include "modules/assessment/levels_table.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "base/text.h"
#include "platform/sheets/csv.h"

namespace sinergi::assessment {
namespace {

using Row = std::vector<std::string>;

// Where a column stands, and how often.
struct FoundColumn {
  int at = -1, count = 0;
};

FoundColumn FindColumn(const Row& head, std::string_view english) {
  const std::string_view indonesian = english == "code" ? "kode" : english == "value" ? "nilai" : "bobot";
  FoundColumn column;
  for (size_t i = 0; i < head.size(); ++i) {
    const std::string name = FoldText(head[i]);
    if (name != english && name != indonesian) continue;
    if (column.count++ == 0) column.at = static_cast<int>(i);
  }
  return column;
}

std::string TrimmedCell(const Row& row, int column) {
  if (column >= static_cast<int>(row.size())) return "";
  return std::string(TrimBlanks(row[static_cast<size_t>(column)]));
}

// Codes as typed; where that is none, letters of the other case do.
class CodeFinder {
 public:
  explicit CodeFinder(const std::vector<std::string>& codes) {
    for (size_t i = 0; i < codes.size(); ++i) {
      exact_.emplace(codes[i], i);
      folded_.emplace(FoldText(codes[i]), i);
    }
  }
  std::optional<size_t> Find(const std::string& code) const {
    if (const auto at = exact_.find(code); at != exact_.end()) return at->second;
    if (const auto at = folded_.find(FoldText(code)); at != folded_.end()) return at->second;
    return {};
  }

 private:
  std::unordered_map<std::string, size_t> exact_, folded_;
};

struct CodeColumns {
  size_t heads;
  int code, value;
};

// Where rows stand in the file: a quoted field may run over several lines.
int LinesOf(const Row& row) {
  int lines = 1;
  for (const std::string& field : row) lines += static_cast<int>(std::ranges::count(field, '\n'));
  return lines;
}

void TakeRow(const CodeFinder& finder, const CodeColumns& columns, std::string_view instrument_id,
             const Row& row, int line, CodeTable& table) {
  if (IsBlankRow(row)) return;
  // "I1,3,25" under "code,value" is a decimal comma in a file that separates by commas.
  for (size_t i = columns.heads; i < row.size(); ++i)
    if (!TrimBlanks(row[i]).empty())
      return table.AddFault(line, "assessment.row_too_long", {std::to_string(columns.heads)});
  const std::string code = TrimmedCell(row, columns.code);
  if (code.empty()) return table.AddFault(line, "assessment.code_missing");
  const std::optional<size_t> at = finder.Find(code);
  if (!at)
    return table.AddFault(line, "assessment.code_unknown", {Shorten(code, 40), std::string(instrument_id)});
  CodeTable::Cell& cell = table.cells[*at];
  if (cell.line != 0)
    return table.AddFault(line, "assessment.code_doubled", {Shorten(code, 40), std::to_string(cell.line)});
  cell = {TrimmedCell(row, columns.value), line};
}

}  // namespace

bool IsBlankRow(const std::vector<std::string>& row) {
  return std::ranges::all_of(row, [](const std::string& field) { return TrimBlanks(field).empty(); });
}

void CodeTable::AddFault(int line, std::string_view code, std::vector<std::string> args) {
  if (error.fields.size() >= kTableFaultsMost) return;
  const std::string place = error.args[0] + (line > 0 ? ":" + std::to_string(line) : "");
  error.fields.push_back({place, std::string(code), std::move(args)});
}

std::vector<std::string> CodesOf(const Instrument& instrument) {
  std::vector<std::string> codes;
  for (const Item& item : instrument.items) codes.push_back(item.code);
  return codes;
}

Result<CodeTable> ReadCodeTable(const std::vector<std::string>& codes, std::string_view instrument_id,
                                std::string_view bytes, std::string_view file_name, std::string_view column,
                                std::string_view error_code) {
  CodeTable table;
  table.cells.resize(codes.size());
  table.error = {ErrorKind::kInvalid, std::string(error_code), {std::string(file_name)}, {}, {}};
  if (bytes.size() > kTableBytesMost) {
    table.AddFault(0, "assessment.file_too_large");
    return table.error;
  }
  const Result<std::vector<Row>> rows = sheets::ReadCsv(bytes);
  if (!rows.ok()) {
    table.AddFault(0, rows.error().code, rows.error().args);
    return table.error;
  }
  size_t first = 0;
  while (first < rows->size() && IsBlankRow((*rows)[first])) ++first;
  const Row head = first < rows->size() ? (*rows)[first] : Row{};
  const int head_line = first < rows->size() ? static_cast<int>(first) + 1 : 0;
  const FoundColumn code_column = FindColumn(head, "code"), value_column = FindColumn(head, column);
  for (const auto& [found, name] :
       {std::pair{code_column, std::string("code")}, std::pair{value_column, std::string(column)}})
    if (found.count != 1)
      table.AddFault(head_line, found.count == 0 ? "assessment.column_missing" : "assessment.column_doubled",
                     {name});
  if (!table.error.fields.empty()) return table.error;
  const CodeFinder finder(codes);
  const CodeColumns columns{head.size(), code_column.at, value_column.at};
  int line = head_line + LinesOf(head);
  for (size_t i = first + 1; i < rows->size(); ++i) {
    TakeRow(finder, columns, instrument_id, (*rows)[i], line, table);
    line += LinesOf((*rows)[i]);
  }
  return table;
}

}  // namespace sinergi::assessment
