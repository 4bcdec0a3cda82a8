#include "modules/performance/workbook/suspects.h"

#include <algorithm>

#include "base/text.h"
#include "modules/performance/workbook/e81_figures.h"

namespace sinergi::performance {
namespace {

// Every column of figures, with whether it is money.
std::vector<std::pair<int, bool>> FigureColumns(const E81Layout& layout) {
  std::vector<std::pair<int, bool>> columns;
  for (const ColumnGroup* group : {&layout.renstra, &layout.before, &layout.target, &layout.quarter[0],
                                   &layout.quarter[1], &layout.quarter[2], &layout.quarter[3], &layout.year,
                                   &layout.renja_rate, &layout.to_date, &layout.renstra_rate}) {
    if (group->k >= 0) columns.emplace_back(group->k, false);
    if (group->percent >= 0) columns.emplace_back(group->percent, false);
    const bool rate = group == &layout.renja_rate || group == &layout.renstra_rate;
    if (group->rp >= 0) columns.emplace_back(group->rp, !rate);
  }
  return columns;
}

// "1,234" in a column of money is a thousand, not a fraction of a rupiah.
Int128 MoneyFromText(const CellValue& value) {
  const size_t comma = value.text.find(',');
  const std::string_view text = TrimBlanks(value.text);
  const bool grouped = comma != std::string::npos && value.text.find('.') == std::string::npos &&
                       text.size() > 4 && text[text.size() - 4] == ',' &&
                       text.find_first_not_of("0123456789,") == std::string_view::npos;
  const auto point = grouped ? ReadDecimal(text, 2, NumberStyle::kPoint) : std::nullopt;
  return point ? static_cast<Int128>(*point) * 10'000 : value.micro;
}

}  // namespace

void Table::Note(const std::string& kind, sheets::CellRef ref, const std::string& found,
                 std::vector<std::string> args) {
  notes.push_back({kind, Severity::kNote, layout.sheet_name, ref.A1(), found, "", std::move(args)});
}

std::string A1(int row, int column) {
  return sheets::CellRef{row, column}.A1();
}

std::string RowsText(const std::set<int>& rows) {
  std::string out;
  for (auto it = rows.begin(); it != rows.end();) {
    auto last = it;
    for (auto next = std::next(it); next != rows.end() && *next == *last + 1; ++next) last = next;
    if (out.size() > 200) return out + ", …";
    out += (out.empty() ? "" : ", ") + std::to_string(*it + 1);
    if (last != it) out += (*last == *it + 1 ? ", " : "–") + std::to_string(*last + 1);
    it = std::next(last);
  }
  return out;
}

bool NearValue(Int128 a, Int128 b, bool money) {
  const Int128 apart = a < b ? b - a : a - b, size = b < 0 ? -b : b;
  return apart <= std::max<Int128>(money ? 499'999 : 20, size / 1'000'000'000'000);
}

bool RoundsTo(const CellValue& typed, Int128 right) {
  if (typed.computed || !typed.number()) return false;
  const size_t point = typed.text.find('.');
  const size_t places = point == std::string::npos ? 0 : typed.text.size() - point - 1;
  Int128 half = 500'000;
  for (size_t i = 0; i < places && half > 1; ++i) half /= 10;
  const Int128 apart = typed.micro < right ? right - typed.micro : typed.micro - right;
  return places < 6 && apart <= half;
}

std::string OverRows(const std::string& function, const std::vector<int>& rows, int column) {
  if (rows.size() == 1) return A1(rows[0], column);
  const bool together = rows.back() - rows.front() + 1 == static_cast<int>(rows.size());
  if (together) return function + "(" + A1(rows.front(), column) + ":" + A1(rows.back(), column) + ")";
  std::string list;
  for (const int row : rows) list += (list.empty() ? "" : ",") + A1(row, column);
  return function + "(" + list + ")";
}

CellValue ValueOfFormula(const SheetView& view, const std::string& formula) {
  return ValueOf(view.anew().Evaluate(view.index(), sheets::ParseFormula(formula)));
}

std::optional<Int128> NumberOrZero(const CellValue& value) {
  if (value.blank()) return 0;
  return value.number() ? std::optional<Int128>(value.micro) : std::nullopt;
}

bool IsShareRow(const Table& table, int i) {
  const E81Row& row = table.Row(i);
  if (IsShareUnit(row.unit, row.indicator)) return true;
  const int node = row.kind == E81Row::Kind::kIndicator ? row.node : i;
  return table.layout.quarter[0].percent >= 0 && !table.Row(node).children.empty();
}

void SuspectTexts(Table& table) {
  for (const E81Row& row : table.tree.rows) {
    if (row.kind == E81Row::Kind::kLeftOut) continue;
    for (const auto& [column, money] : FigureColumns(table.layout)) {
      const CellValue value = table.view.Value(row.row, column);
      if (value.kind != CellValue::Kind::kNumberText || value.computed) continue;
      Suspect suspect{{row.row, column}, "text_number", "", {}, "", Severity::kNote, true, ""};
      suspect.number = PlainMicro(money ? MoneyFromText(value) : value.micro);
      table.Add(std::move(suspect));
    }
  }
}

}  // namespace sinergi::performance
