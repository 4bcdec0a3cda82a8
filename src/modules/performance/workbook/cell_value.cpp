#include "modules/performance/workbook/cell_value.h"

#include <cmath>

#include "base/text.h"

namespace sinergi::performance {
namespace {

constexpr Int128 kMost = static_cast<Int128>(9'000'000'000'000'000'000) * 10'000;

std::string Digits(Int128 magnitude, std::string_view point, std::string_view group) {
  std::string whole = std::to_string(static_cast<uint64_t>(magnitude / kMicro));
  if (!group.empty())
    for (size_t at = whole.size(); at > 3; at -= 3) whole.insert(at - 3, group);
  const auto part = static_cast<uint64_t>(magnitude % kMicro);
  if (part == 0) return whole;
  std::string decimals = std::to_string(kMicro + static_cast<int64_t>(part)).substr(1);
  decimals.erase(decimals.find_last_not_of('0') + 1);
  return whole.append(point) + decimals;
}

// "Rp", "Rp.", "IDR" in front and ",-", ",00", "%" behind say nothing of the number.
std::string_view Undressed(std::string_view text) {
  text = TrimBlanks(text);
  const std::string lower = LowerAscii(text);
  for (const std::string_view mark : {"rp.", "rp", "idr"})
    if (lower.starts_with(mark)) {
      text = TrimBlanks(text.substr(mark.size()));
      break;
    }
  for (const std::string_view mark : {",-", ".-", "%"})
    if (text.ends_with(mark)) text = TrimBlanks(text.substr(0, text.size() - mark.size()));
  return text;
}

bool SaysNothing(std::string_view text) {
  text = TrimBlanks(text);
  return text.empty() || text == "-" || text == "--" || text == "\xE2\x80\x93" || text == "\xE2\x80\x94";
}

CellValue TextValue(std::string_view text) {
  if (SaysNothing(text)) return {};
  CellValue value{CellValue::Kind::kText, 0, std::string(text), false};
  if (const auto micro = ReadTypedNumber(text)) {
    value.kind = CellValue::Kind::kNumberText;
    value.micro = *micro;
  }
  return value;
}

}  // namespace

std::string PlainMicro(Int128 micro) {
  return micro < 0 ? "-" + Digits(-micro, ".", "") : Digits(micro, ".", "");
}

std::string PrintMicro(Int128 micro) {
  return micro < 0 ? "-" + Digits(-micro, ",", ".") : Digits(micro, ",", ".");
}

std::optional<Int128> ReadMicro(std::string_view text) {
  if (const auto micro = ReadComputed(text, 6)) return *micro;
  if (const auto sen = ReadComputed(text, 2)) return static_cast<Int128>(*sen) * 10'000;
  return {};
}

std::optional<Int128> ReadTypedNumber(std::string_view text) {
  text = Undressed(text);
  for (const NumberStyle style : {NumberStyle::kIndonesian, NumberStyle::kPoint}) {
    if (const auto micro = ReadDecimal(text, 6, style)) return *micro;
    if (const auto sen = ReadDecimal(text, 2, style)) return static_cast<Int128>(*sen) * 10'000;
  }
  // "0.79999999999999982": computed by a program and pasted as text.
  const bool plain = !text.empty() && text.find_first_not_of("0123456789.-") == std::string_view::npos;
  return plain ? ReadMicro(text) : std::nullopt;
}

std::optional<Int128> MicroOf(double number) {
  if (!std::isfinite(number) || std::fabs(number) > 9e16) return {};
  char digits[40];
  std::snprintf(digits, sizeof digits, "%.15g", number);
  const auto micro = ReadMicro(digits);
  return micro && *micro<kMost&& * micro> - kMost ? micro : std::nullopt;
}

CellValue ValueOf(const sheets::Computed& computed) {
  using Kind = sheets::Computed::Kind;
  CellValue value;
  if (computed.kind == Kind::kText) value = TextValue(computed.text);
  if (computed.kind == Kind::kError) value = {CellValue::Kind::kError, 0, computed.text, true};
  if (computed.kind == Kind::kNumber || computed.kind == Kind::kBool) {
    const auto micro = MicroOf(computed.number);
    if (micro) value = {CellValue::Kind::kNumber, *micro, PlainMicro(*micro), true};
  }
  value.computed = true;
  return value;
}

std::string_view SheetView::Formula(int row, int column) const {
  const sheets::Cell* cell = Cell(row, column);
  return cell ? std::string_view(cell->formula) : std::string_view();
}

CellValue SheetView::Value(int row, int column) const {
  using Kind = sheets::Cell::Kind;
  const sheets::Cell* cell = Cell(row, column);
  if (!cell) return {};
  if (cell->kind == Kind::kEmpty) return cell->formula.empty() ? CellValue{} : Anew(row, column);
  CellValue value;
  if (cell->kind == Kind::kNumber) {
    const auto micro = ReadMicro(cell->text);
    value = {micro ? CellValue::Kind::kNumber : CellValue::Kind::kText, micro.value_or(0), cell->text, false};
  } else if (cell->kind == Kind::kText) {
    value = TextValue(cell->text);
  } else {
    value = {cell->kind == Kind::kError ? CellValue::Kind::kError : CellValue::Kind::kText, 0, cell->text,
             false};
  }
  value.computed = !cell->formula.empty();
  return value;
}

CellValue SheetView::Anew(int row, int column) const {
  return ValueOf(anew_.Of(index_, {row, column}));
}

std::string SheetView::Text(int row, int column) const {
  const sheets::Cell* cell = Cell(row, column);
  return cell && cell->kind != sheets::Cell::Kind::kError ? FoldBlanks(cell->text) : std::string();
}

bool SheetView::MergedFromAbove(int row, int column) const {
  const sheets::CellRange* merge = sheet_.MergeAt({row, column});
  return merge && merge->from.row < row;
}

const sheets::Style& SheetView::StyleOf(int row, int column) const {
  static const sheets::Style kPlain;
  const sheets::Cell* cell = Cell(row, column);
  const auto style = cell ? static_cast<size_t>(cell->style) : book_.styles.size();
  return style < book_.styles.size() ? book_.styles[style] : kPlain;
}

}  // namespace sinergi::performance
