#include "modules/planning/document/table_columns.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "modules/planning/document/sheet_columns.h"

namespace sinergi::planning {
namespace {

constexpr size_t kHeadingRowsInTable = 5;
constexpr size_t kHeadingCellsLeast = 3;  // a title over the table is one cell

// Words of a heading, folded; anything but letters and digits parts them.
std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : FoldText(text)) {
    const bool part_of_word = (c >= 'a' && c <= 'z') || IsDigit(c) || static_cast<unsigned char>(c) >= 0x80;
    if (part_of_word)
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

template <size_t N>
bool HasWord(const std::vector<std::string>& words, const std::array<std::string_view, N>& wanted) {
  return std::ranges::any_of(
      words, [&](const std::string& word) { return std::ranges::find(wanted, word) != wanted.end(); });
}

constexpr std::array<std::string_view, 6> kAmountWords = {"rp",       "rupiah", "pagu",
                                                          "anggaran", "dana",   "pendanaan"};
constexpr std::array<std::string_view, 4> kTargetWords = {"target", "kinerja", "k", "capaian"};
constexpr std::array<std::string_view, 1> kEndWords = {"akhir"};
constexpr std::array<std::string_view, 2> kBaselineWords = {"awal", "baseline"};
constexpr std::array<std::string_view, 3> kAgencyWords = {"perangkat", "penanggung", "penanggungjawab"};

// A year that stands as a word: "2026", "Target 2026".
int YearIn(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (word.size() != 4 || !std::ranges::all_of(word, IsDigit)) continue;
    const int year = std::stoi(word);
    if (year >= 1990 && year <= 2100) return year;
  }
  return 0;
}

// Headings of one column, from the top down, each once.
std::vector<std::vector<std::string>> HeadingsOf(const Grid& grid, size_t first, size_t rows, size_t column) {
  std::vector<std::vector<std::string>> headings;
  for (size_t r = first; r < first + rows; ++r) {
    std::vector<std::string> words = WordsOf(CellAt(grid, r, column).text);
    if (!words.empty() && (headings.empty() || headings.back() != words))
      headings.push_back(std::move(words));
  }
  return headings;
}

// The lowest heading that says one of the two decides; one that says both says nothing.
std::optional<bool> SaysAmount(const std::vector<std::vector<std::string>>& headings) {
  for (size_t i = headings.size(); i-- > 0;) {
    const bool amount = HasWord(headings[i], kAmountWords), target = HasWord(headings[i], kTargetWords);
    if (amount != target) return amount;
  }
  return {};
}

constexpr std::pair<std::string_view, DocumentLevel> kNameWords[] = {
    {"visi", DocumentLevel::kVision},
    {"misi", DocumentLevel::kMission},
    {"tujuan", DocumentLevel::kGoal},
    {"sasaran", DocumentLevel::kObjective},
    {"urusan", DocumentLevel::kAffair},
    {"bidang", DocumentLevel::kField},
    {"program", DocumentLevel::kProgramme},
    {"kegiatan", DocumentLevel::kActivity},
    {"subkegiatan", DocumentLevel::kSubActivity},
    {"sub", DocumentLevel::kSubActivity},
    {"outcome", DocumentLevel::kProgramme},
    {"uraian", DocumentLevel::kProgramme}};

// A heading of names: which levels it speaks of.
void TakeNameColumn(const std::vector<std::string>& words, size_t column, TableColumns& out) {
  std::vector<DocumentLevel> levels;
  for (const auto& [word, level] : kNameWords)
    if (std::ranges::find(words, word) != words.end()) levels.push_back(level);
  if (levels.empty()) return;
  TableColumns::NameColumn name{column, {}, {}};
  if (levels.size() == 1 && words[0] != "uraian") {
    const bool coded = levels[0] >= DocumentLevel::kAffair;  // its code tells better
    (coded ? name.otherwise : name.level) = levels[0];
  }
  out.names.push_back(name);
}

void TakeOnce(int& field, size_t column) {
  if (field < 0) field = static_cast<int>(column);
}

void TakeColumn(const std::vector<std::vector<std::string>>& headings, size_t column, TableColumns& out) {
  std::vector<std::string> all;
  int year = 0;
  for (const auto& words : headings) {
    all.insert(all.end(), words.begin(), words.end());
    if (const int here = YearIn(words)) year = here;
  }
  const auto says = [&](std::string_view word) { return std::ranges::find(all, word) != all.end(); };
  if (HasWord(all, kBaselineWords)) return TakeOnce(out.baseline, column);
  if (HasWord(all, kEndWords)) return;
  if (says("satuan")) return TakeOnce(out.unit, column);
  if (year > 0) {
    const bool amount = SaysAmount(headings).value_or(out.targets.contains(year));
    (amount ? out.amounts : out.targets).try_emplace(year, column);
    return;
  }
  if (says("kode")) return out.code.push_back(column);
  if (HasWord(all, kAgencyWords) || says("opd") || says("skpd")) return TakeOnce(out.agency, column);
  if (says("indikator")) return TakeOnce(out.indicator, column);
  if (says("lokasi")) return TakeOnce(out.location, column);
  if (says("sumber")) return TakeOnce(out.funding, column);
  TakeNameColumn(all, column, out);
}

TableColumns ReadHeadings(const Grid& grid, size_t first, size_t rows) {
  TableColumns out;
  out.first_row = first;
  out.rows = rows;
  size_t width = 0;
  for (size_t r = first; r < first + rows; ++r) width = std::max(width, grid[r].size());
  for (size_t column = 0; column < width; ++column)
    TakeColumn(HeadingsOf(grid, first, rows, column), column, out);
  return out;
}

size_t FilledCells(const std::vector<SheetCell>& row) {
  std::vector<std::string> texts;
  for (const SheetCell& cell : row)
    if (!cell.text.empty() && std::ranges::find(texts, cell.text) == texts.end()) texts.push_back(cell.text);
  return texts.size();
}

// A row below the first headings that still is of them: years, K and Rp, nothing else.
bool ContinuesHeadings(const std::vector<SheetCell>& row, const std::vector<SheetCell>& above) {
  bool any = false;
  for (size_t column = 0; column < row.size(); ++column) {
    const SheetCell& cell = row[column];
    if (TrimBlanks(cell.text).empty()) continue;
    if (column < above.size() && above[column].text == cell.text) continue;  // a merged heading written out
    const std::vector<std::string> words = WordsOf(cell.text);
    const bool heading = YearIn(words) > 0 || HasWord(words, kAmountWords) || HasWord(words, kTargetWords) ||
                         HasWord(words, kBaselineWords) || HasWord(words, kEndWords);
    if (!heading || words.size() > 6) return false;
    any = true;
  }
  return any;
}

}  // namespace

std::optional<TableColumns> FindTable(const Grid& grid, size_t from) {
  for (size_t first = from; first < grid.size(); ++first) {
    const bool named = std::ranges::any_of(grid[first], [](const SheetCell& cell) {
      const auto words = WordsOf(cell.text);
      return !cell.number && words.size() <= 10 && !words.empty() && words[0] == "indikator";
    });
    if (!named || FilledCells(grid[first]) < kHeadingCellsLeast) continue;
    size_t rows = 1;
    while (rows < kHeadingRowsInTable && first + rows < grid.size() &&
           ContinuesHeadings(grid[first + rows], grid[first + rows - 1]))
      ++rows;
    TableColumns table = ReadHeadings(grid, first, rows);
    if (table.indicator >= 0 && !(table.targets.empty() && table.amounts.empty())) return table;
  }
  return {};
}

Grid Unmerged(Grid grid, const sheets::Sheet& sheet, size_t from, size_t to) {
  for (const sheets::CellRange& range : sheet.merges) {
    const size_t top = static_cast<size_t>(range.from.row), left = static_cast<size_t>(range.from.column);
    if (top < from || top >= to) continue;
    const SheetCell filled = CellAt(grid, top, left);
    for (size_t r = top; r <= static_cast<size_t>(range.to.row) && r < grid.size(); ++r)
      for (size_t column = left; column <= static_cast<size_t>(range.to.column) && column < grid[r].size();
           ++column)
        grid[r][column] = filled;
  }
  return grid;
}

}  // namespace sinergi::planning
