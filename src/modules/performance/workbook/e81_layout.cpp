#include "modules/performance/workbook/e81_layout.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "modules/performance/workbook/header_words.h"

namespace sinergi::performance {
namespace {

constexpr int kSearchRows = 200, kHeaderRows = 7, kQuarterRows = 4, kMostColumns = 400;

struct HeaderCell {
  int row = 0, first = 0, last = 0, bottom = 0;  // its merge
  HeaderWord word;
  std::string text;
};

std::string FoldedAt(const sheets::Sheet& sheet, int row, int column) {
  const sheets::Cell* cell = sheet.At({row, column});
  return cell ? FoldText(cell->text) : std::string();
}

// One try to read a header that begins in a given row.
class HeaderReading {
 public:
  HeaderReading(const sheets::Sheet& sheet, int row) : sheet_(sheet), row_(row) {}
  bool Begins() const;  // cheap: an indicator's header stands in this row
  void Read();
  std::vector<std::string> Missing() const;
  E81Layout layout;

 private:
  void CollectCells();
  void FindSubHeaders();
  void FindEnd();
  void PlaceTexts();
  void PlaceNames();
  void PlaceQuarters();
  void PlaceLeft();
  void PlaceRight();
  ColumnGroup Group(const HeaderCell& cell) const;
  int LastColumn(const HeaderCell& cell) const;

  const sheets::Sheet& sheet_;
  int row_;
  int sub_row_ = -1;
  std::vector<HeaderCell> cells_;
  std::array<const HeaderCell*, 4> quarters_{};
};

bool HeaderReading::Begins() const {
  if (row_ >= static_cast<int>(sheet_.rows.size())) return false;
  int indicators = 0, others = 0;
  for (const auto& [column, cell] : sheet_.rows[static_cast<size_t>(row_)].cells) {
    const HeaderKind kind = ReadHeader(FoldText(cell.text)).kind;
    indicators += kind == HeaderKind::kIndicator;
    others += kind == HeaderKind::kTarget || kind == HeaderKind::kName || kind == HeaderKind::kRealised;
  }
  return indicators > 0 && others > 0;
}

void HeaderReading::CollectCells() {
  for (int row = row_; row < row_ + kQuarterRows && row < static_cast<int>(sheet_.rows.size()); ++row)
    for (const auto& [column, cell] : sheet_.rows[static_cast<size_t>(row)].cells) {
      if (column > kMostColumns || cell.kind != sheets::Cell::Kind::kText) continue;
      HeaderCell header{row, column, column, row, ReadHeader(FoldText(cell.text)), FoldBlanks(cell.text)};
      if (header.word.kind == HeaderKind::kNone) continue;
      if (row >= sub_row_ && sub_row_ >= 0) continue;
      if (const sheets::CellRange* merge = sheet_.MergeAt({row, column})) {
        header.last = merge->to.column;
        header.bottom = merge->to.row;
      }
      cells_.push_back(std::move(header));
    }
}

void HeaderReading::FindSubHeaders() {
  int best = 3;
  for (int row = row_; row < row_ + kHeaderRows && row < static_cast<int>(sheet_.rows.size()); ++row) {
    int money = 0, all = 0;
    for (const auto& [column, cell] : sheet_.rows[static_cast<size_t>(row)].cells) {
      const SubHeader sub = ReadSubHeader(FoldText(cell.text));
      money += sub == SubHeader::kMoney;
      all += sub != SubHeader::kNone;
    }
    if (money < 2 || all <= best) continue;
    best = all;
    sub_row_ = row;
  }
}

void HeaderReading::FindEnd() {
  int end = std::max(row_, sub_row_);
  for (const HeaderCell& cell : cells_) end = std::max(end, std::min(cell.bottom, row_ + kHeaderRows));
  // The numbering row stands above or below K and Rp, sometimes there is a second one.
  for (int row = row_ + 1; row <= row_ + kHeaderRows + 1 && row < static_cast<int>(sheet_.rows.size());
       ++row) {
    int numbers = 0, last = 0;
    for (const auto& [column, cell] : sheet_.rows[static_cast<size_t>(row)].cells) {
      const int number = cell.formula.empty() ? ReadColumnNumber(FoldText(cell.text)) : 0;
      if (number == 0 && !FoldText(cell.text).empty() &&
          ReadSubHeader(FoldText(cell.text)) == SubHeader::kNone) {
        numbers = 0;
        break;
      }
      numbers += number > last;
      last = std::max(last, number);
    }
    if (numbers >= 6) end = std::max(end, row);
  }
  layout.header_first = row_;
  layout.first_row = end + 1;
}

void HeaderReading::PlaceTexts() {
  for (const HeaderCell& cell : cells_) {
    const auto take = [&](int& column) {
      if (column < 0) column = cell.first;
    };
    switch (cell.word.kind) {
      case HeaderKind::kNumber:
        take(layout.number);
        break;
      case HeaderKind::kIndicator:
        take(layout.indicator);
        break;
      case HeaderKind::kUnit:
        take(layout.unit);
        break;
      case HeaderKind::kResponsible:
        take(layout.responsible);
        break;
      case HeaderKind::kNote:
        take(layout.note);
        break;
      default:
        break;
    }
  }
}

// "Kode" may span several columns, one per part; names may stand in one column per level.
void HeaderReading::PlaceNames() {
  for (const HeaderCell& cell : cells_) {
    if (layout.indicator >= 0 && cell.first >= layout.indicator) continue;
    if (cell.word.kind == HeaderKind::kCode && !layout.code.found()) layout.code = {cell.first, cell.last};
    if (cell.word.kind != HeaderKind::kName) continue;
    if (!layout.name.found()) {
      layout.name = {cell.first, cell.last};
    } else {
      layout.name.first = std::min(layout.name.first, cell.first);
      layout.name.last = std::max(layout.name.last, cell.last);
    }
  }
  if (layout.name.found() && layout.indicator > layout.name.last) {
    int last = layout.name.last;  // columns without a header of their own belong to the name
    while (last + 1 < layout.indicator &&
           std::none_of(cells_.begin(), cells_.end(),
                        [&](const HeaderCell& c) { return c.first == last + 1; }) &&
           FoldedAt(sheet_, row_, last + 1).empty())
      ++last;
    layout.name.last = last;
  }
  if (layout.code.found() && layout.name.found() && layout.code.first < layout.name.first)
    layout.code.last = std::min(std::max(layout.code.last, layout.code.first), layout.name.first - 1);
}

int HeaderReading::LastColumn(const HeaderCell& cell) const {
  if (cell.last > cell.first) return std::min(cell.last, cell.first + 3);
  int last = cell.first;
  const auto begins = [&](int column) {
    return std::any_of(cells_.begin(), cells_.end(),
                       [&](const HeaderCell& c) { return c.first <= column && column <= c.last; });
  };
  while (last - cell.first < 2 && sub_row_ >= 0 && !begins(last + 1) &&
         ReadSubHeader(FoldedAt(sheet_, sub_row_, last + 1)) != SubHeader::kNone)
    ++last;
  return last;
}

ColumnGroup HeaderReading::Group(const HeaderCell& cell) const {
  ColumnGroup group;
  const int last = LastColumn(cell);
  for (int column = cell.first; column <= last && sub_row_ >= 0; ++column) {
    const SubHeader sub = ReadSubHeader(FoldedAt(sheet_, sub_row_, column));
    int& place = sub == SubHeader::kMoney ? group.rp : sub == SubHeader::kShare ? group.percent : group.k;
    if (sub != SubHeader::kNone && place < 0) place = column;
  }
  if (group.k < 0 && group.rp < 0) {
    group = {cell.first, last - cell.first == 2 ? cell.first + 1 : -1, last > cell.first ? last : -1};
    const std::string text = FoldText(cell.text);
    const bool money =
        text.find("anggaran") != std::string::npos && text.find("kinerja") == std::string::npos;
    if (last == cell.first && money) std::swap(group.k, group.rp);
  }
  return group;
}

void HeaderReading::PlaceQuarters() {
  for (const HeaderCell& cell : cells_) {
    if (cell.word.kind != HeaderKind::kQuarter) continue;
    auto& place = quarters_[static_cast<size_t>(cell.word.quarter - 1)];
    if (!place) place = &cell;
  }
  for (size_t q = 0; q < 4; ++q)
    if (quarters_[q]) layout.quarter[q] = Group(*quarters_[q]);
}

void HeaderReading::PlaceLeft() {
  const int border = quarters_[0] ? quarters_[0]->first : kMostColumns;
  std::vector<const HeaderCell*> targets;
  for (const HeaderCell& cell : cells_) {
    if (cell.first >= border) continue;
    if (cell.word.kind == HeaderKind::kTarget) targets.push_back(&cell);
    if (cell.word.kind == HeaderKind::kRealised && cell.last < border && !layout.before.found())
      layout.before = Group(cell);
  }
  std::sort(targets.begin(), targets.end(), [](auto* a, auto* b) { return a->first < b->first; });
  for (const HeaderCell* cell : targets) {
    const bool only = targets.size() == 1;
    const bool strategic = cell->word.strategic && (!cell->word.yearly || cell != targets.back());
    if (!layout.renstra.found() && (strategic || (!only && cell == targets.front()))) {
      layout.renstra = Group(*cell);
    } else {
      layout.target = Group(*cell);
      layout.year_header = cell->text;
    }
  }
}

void HeaderReading::PlaceRight() {
  const int border = quarters_[3] ? quarters_[3]->last : kMostColumns;
  std::vector<const HeaderCell*> realised, rates;
  for (const HeaderCell& cell : cells_) {
    if (cell.first <= border) continue;
    if (cell.word.kind == HeaderKind::kRealised) realised.push_back(&cell);
    if (cell.word.kind == HeaderKind::kRate) rates.push_back(&cell);
  }
  const auto by_column = [](auto* a, auto* b) { return a->first < b->first; };
  std::sort(realised.begin(), realised.end(), by_column);
  std::sort(rates.begin(), rates.end(), by_column);
  for (const HeaderCell* cell : realised) {
    const bool strategic =
        realised.size() > 1 ? cell != realised.front() : cell->word.strategic && !cell->word.yearly;
    ColumnGroup& place = strategic ? layout.to_date : layout.year;
    if (!place.found()) place = Group(*cell);
  }
  for (const HeaderCell* cell : rates) {
    ColumnGroup& place = cell->word.strategic ? layout.renstra_rate : layout.renja_rate;
    if (!place.found()) place = Group(*cell);
  }
}

void HeaderReading::Read() {
  FindSubHeaders();
  CollectCells();
  FindEnd();
  PlaceTexts();
  PlaceNames();
  PlaceQuarters();
  PlaceLeft();
  PlaceRight();
}

std::vector<std::string> HeaderReading::Missing() const {
  std::vector<std::string> missing;
  if (!layout.name.found()) missing.push_back("Program/Kegiatan");
  if (layout.indicator < 0) missing.push_back("Indikator Kinerja");
  if (!layout.target.found()) missing.push_back("Target Renja");
  static constexpr const char* kQuarters[] = {"Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV"};
  for (size_t q = 0; q < 4; ++q)
    if (!layout.quarter[q].found()) missing.push_back(kQuarters[q]);
  return missing;
}

std::optional<E81Layout> FindInSheet(const sheets::Sheet& sheet, std::vector<std::string>& nearest) {
  const int rows = std::min(kSearchRows, static_cast<int>(sheet.rows.size()));
  for (int row = 0; row < rows; ++row) {
    HeaderReading reading(sheet, row);
    if (!reading.Begins()) continue;
    reading.Read();
    std::vector<std::string> missing = reading.Missing();
    if (missing.empty()) return reading.layout;
    if (nearest.empty() || missing.size() < nearest.size()) nearest = std::move(missing);
  }
  return {};
}

}  // namespace

std::array<int, 8> E81Layout::MoneyColumns() const {
  return {renstra.rp,    before.rp,     target.rp,     quarter[0].rp,
          quarter[1].rp, quarter[2].rp, quarter[3].rp, year.rp};
}

Result<std::vector<E81Layout>> FindE81(const sheets::Workbook& book) {
  std::vector<E81Layout> found;
  std::vector<std::string> nearest;
  for (size_t i = 0; i < book.sheets.size(); ++i) {
    std::optional<E81Layout> layout = FindInSheet(book.sheets[i], nearest);
    if (!layout) continue;
    layout->sheet = i;
    layout->sheet_name = book.sheets[i].name;
    found.push_back(std::move(*layout));
  }
  if (!found.empty()) return found;
  if (nearest.empty()) nearest = {"Program/Kegiatan", "Indikator Kinerja", "Target Renja", "Triwulan I–IV"};
  std::string list;
  for (const std::string& word : nearest) list += (list.empty() ? "" : ", ") + word;
  return Error{ErrorKind::kInvalid, "performance.e81_not_found", {list}};
}

}  // namespace sinergi::performance
