#include "modules/performance/workbook/e81_figures.h"

#include <algorithm>

#include "base/text.h"

namespace sinergi::performance {
namespace {

// Binary noise of a computed figure, and what people round away when they type it: one part in 10^9, at least
// 0.00002.
bool Near(Int128 a, Int128 b) {
  const Int128 apart = a < b ? b - a : a - b, size = a < 0 ? -a : a;
  return apart <= std::max<Int128>(20, size / 1'000'000'000);
}

Quantity ReadQuantity(const SheetView& view, int row, int column) {
  if (column < 0) return {};
  const CellValue value = view.Value(row, column);
  switch (value.kind) {
    case CellValue::Kind::kNumber: {
      Int128 micro = value.micro;
      if (view.StyleOf(row, column).percent) micro *= 100;  // 0.85 shown as 85 %
      const Int128 most = static_cast<Int128>(INT64_MAX);
      return micro < most && -micro < most ? Quantity::Number(static_cast<int64_t>(micro)) : Quantity{};
    }
    case CellValue::Kind::kNumberText:
    case CellValue::Kind::kText: {
      Quantity quantity = Quantity::Read(FoldBlanks(value.text), NumberStyle::kIndonesian);
      if (quantity.kind == Quantity::Kind::kText)
        quantity = Quantity::Read(FoldBlanks(value.text), NumberStyle::kPoint);
      return quantity;
    }
    default:
      return {};
  }
}

std::optional<Int128> NumberAt(const SheetView& view, int row, int column) {
  if (column < 0) return {};
  const CellValue value = view.Value(row, column);
  const bool number = value.number() || value.kind == CellValue::Kind::kNumberText;
  return number ? std::optional<Int128>(value.micro) : std::nullopt;
}

// The stored decimal in units of 10^-12 where it fits, so that four rounded quarters still make their rounded
// sum.
std::optional<Int128> PreciseAt(const SheetView& view, int row, int column) {
  const CellValue value = view.Value(row, column);
  if (!value.number()) return {};
  if (const auto fine = ReadComputed(value.text, 12)) return *fine;
  return value.micro * kMicro;
}

// Quarters that a formula computed carry binary noise: round the running sum, not each quarter.
void RoundTogether(const SheetView& view, const E81Layout& layout, int row, E81Figures& figures) {
  Int128 sum = 0, rounded = 0;
  bool computed = false;
  for (size_t q = 0; q < 4; ++q) {
    const int column = layout.quarter[q].k;
    if (column < 0 || !figures.quarter[q]) continue;
    if (!figures.quarter[q]->is_number() || view.StyleOf(row, column).percent) return;
    computed = computed || view.Value(row, column).computed;
  }
  for (size_t q = 0; computed && q < 4; ++q) {
    if (!figures.quarter[q]) continue;
    const auto precise = PreciseAt(view, row, layout.quarter[q].k);
    if (!precise) return;
    sum += *precise;
    const auto upto = DivideHalfUp(sum, kMicro);
    if (!upto) return;
    figures.quarter[q] = Quantity::Number(static_cast<int64_t>(*upto - rounded));
    rounded = *upto;
  }
}

}  // namespace

bool IsShareUnit(std::string_view unit, std::string_view indicator) {
  std::string folded = FoldText(unit);
  while (!folded.empty() && (folded.back() == '.' || folded.back() == ')')) folded.pop_back();
  if (!folded.empty() && folded.front() == '(') folded.erase(0, 1);
  for (const std::string_view share :
       {"%", "persen", "persentase", "prosentase", "nilai", "indeks", "index", "skor", "skala", "poin",
        "point", "angka", "rasio", "predikat", "level", "tingkat", "kategori", "opini"})
    if (folded == share) return true;
  if (!folded.empty())
    return folded.starts_with("persen") || folded.starts_with("indeks") || folded.starts_with("nilai");
  const std::string name = FoldText(indicator);
  for (const std::string_view share :
       {"persentase", "prosentase", "indeks", "nilai", "skor", "rasio", "cakupan"})
    if (name.starts_with(share)) return true;
  return false;
}

std::optional<Aggregation> AggregationOf(const std::array<std::optional<Int128>, 4>& quarters, Int128 year) {
  Int128 sum = 0, last = 0, most = 0;
  int count = 0;
  for (const auto& quarter : quarters) {
    if (!quarter) continue;
    ++count;
    sum += *quarter;
    if (*quarter != 0) last = *quarter;
    most = std::max(most, *quarter);
  }
  if (Near(sum, year)) return Aggregation::kSum;
  if (count > 0 && last != 0 && Near(last, year)) return Aggregation::kLast;
  if (count > 0 && most != 0 && Near(most, year)) return Aggregation::kMax;
  if (count > 0 && year != 0 && Near(sum, year * count)) return Aggregation::kMean;
  return {};
}

bool QuartersAreLevels(const std::array<std::optional<Int128>, 4>& quarters, Int128 target) {
  int levels = 0;
  for (const auto& quarter : quarters) levels += quarter && target > 0 && *quarter * 2 > target;
  return levels >= 2;
}

E81Figures ReadFigures(const SheetView& view, const E81Layout& layout, int row) {
  E81Figures figures;
  figures.target_renstra = ReadQuantity(view, row, layout.renstra.k);
  figures.before = ReadQuantity(view, row, layout.before.k);
  figures.target = ReadQuantity(view, row, layout.target.k);
  figures.year = ReadQuantity(view, row, layout.year.k);
  std::array<std::optional<Int128>, 4> numbers;
  for (size_t q = 0; q < 4; ++q) {
    Quantity quantity = ReadQuantity(view, row, layout.quarter[q].k);
    if (!quantity.empty()) figures.quarter[q] = std::move(quantity);
    numbers[q] = NumberAt(view, row, layout.quarter[q].k);
  }
  const auto year = NumberAt(view, row, layout.year.k);
  const Int128 target = NumberAt(view, row, layout.target.k).value_or(0);
  const std::string unit = layout.unit < 0 ? "" : view.Text(row, layout.unit);
  const bool share = IsShareUnit(unit, view.Text(row, layout.indicator));
  const std::optional<Aggregation> made = year ? AggregationOf(numbers, *year) : Aggregation::kSum;
  figures.contradicts = !made;
  figures.aggregation = made.value_or(Aggregation::kSum);
  if (share && figures.aggregation == Aggregation::kSum && QuartersAreLevels(numbers, target))
    figures.aggregation = Aggregation::kLast;
  if (figures.aggregation == Aggregation::kSum) RoundTogether(view, layout, row, figures);
  return figures;
}

}  // namespace sinergi::performance
