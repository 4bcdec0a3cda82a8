#include "platform/sheets/writer.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "base/ensure.h"
#include "platform/sheets/memory_file.h"
#include "platform/sheets/number_text.h"
#include "platform/sheets/reference_text.h"
#include "platform/sheets/writer_text.h"

namespace sinergi::sheets {
namespace {

constexpr lxw_color_t kHeadingColour = 0xD9E2EC, kInputColour = 0xFFF8DC;
constexpr uint8_t kA4 = 9;

lxw_row_t Row(int row) {
  return static_cast<lxw_row_t>(row);
}
lxw_col_t Column(int column) {
  return static_cast<lxw_col_t>(column);
}

void Apply(lxw_format* to, const CellFormat& format) {
  if (format.bold) format_set_bold(to);
  if (format.border) format_set_border(to, LXW_BORDER_THIN);
  if (format.wrap) format_set_text_wrap(to);
  if (format.wrap || format.centre)
    format_set_align(to, format.centre ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
  if (format.centre) format_set_align(to, LXW_ALIGN_CENTER);
  if (format.fill) format_set_bg_color(to, kHeadingColour);
  if (format.input) format_set_bg_color(to, kInputColour);
  if (!format.locked || format.input) format_set_unlocked(to);
  if (format.indent > 0) format_set_indent(to, static_cast<uint8_t>(std::min(format.indent, 15)));
  if (!format.number_format.empty()) format_set_num_format(to, format.number_format.c_str());
}

double ToDouble(std::string_view plain_decimal) {
  const auto number = ReadNumber(plain_decimal);
  ENSURE(number);
  return *number;
}

}  // namespace

struct Writer::Impl {
  // A merge under way, told to the library in its last row: earlier it would write the rows between, later it
  // refuses.
  struct Merged {
    CellRange range;
    std::string text;
    lxw_format* format = nullptr;
  };

  Impl() {
    lxw_workbook_options options{LXW_TRUE, nullptr, LXW_FALSE};
    book = workbook_new_opt(file.path().c_str(), &options);
    if (book == nullptr) throw std::runtime_error("xlsxwriter: no workbook");
  }

  ~Impl() {
    if (book != nullptr) lxw_workbook_free(book);
  }

  void Check(lxw_error code) const {
    if (code != LXW_NO_ERROR) throw std::runtime_error(std::string("xlsxwriter: ") + lxw_strerror(code));
  }

  lxw_format* FormatOf(const CellFormat& format) {
    if (format == CellFormat{}) return nullptr;
    for (const auto& [known, made] : formats)
      if (known == format) return made;
    lxw_format* made = workbook_add_format(book);
    Apply(made, format);
    formats.emplace_back(format, made);
    return made;
  }

  // The library writes each row when the next begins, so what lies ahead (heights, lower rows of merges)
  // waits here.
  void GoTo(int row) {
    ENSURE(sheet != nullptr && row >= current && row <= kMaxRow);
    while (!heights.empty() && heights.begin()->first <= row) BeginRow(NextWaiting());
    while (!merges.empty() && merges.begin()->first <= row) BeginRow(NextWaiting());
    current = row;
  }

  int NextWaiting() const {
    if (heights.empty() || merges.empty())
      return heights.empty() ? merges.begin()->first : heights.begin()->first;
    return std::min(heights.begin()->first, merges.begin()->first);
  }

  void BeginRow(int row) {
    if (const auto height = heights.extract(row))
      Check(worksheet_set_row(sheet, Row(row), height.mapped(), nullptr));
    if (const auto waiting = merges.extract(row))
      for (const Merged& merged : waiting.mapped()) WriteMerged(row, merged);
  }

  void WriteMerged(int row, const Merged& merged) {
    const CellRange& range = merged.range;
    if (row == range.to.row)
      return Check(worksheet_merge_range(sheet, Row(range.from.row), Column(range.from.column), Row(row),
                                         Column(range.to.column), merged.text.c_str(), merged.format));
    for (int column = range.from.column; column <= range.to.column; ++column)
      Check(worksheet_write_blank(sheet, Row(row), Column(column), merged.format));
  }

  void EndSheet() {
    if (sheet == nullptr) return;
    GoTo(std::max({current, heights.empty() ? 0 : heights.rbegin()->first,
                   merges.empty() ? 0 : merges.rbegin()->first}));
    current = 0;
  }

  MemoryFile file;
  lxw_workbook* book = nullptr;
  lxw_worksheet* sheet = nullptr;
  std::vector<std::string> names;
  std::vector<std::pair<CellFormat, lxw_format*>> formats;
  int current = 0;
  std::map<int, double> heights;
  std::map<int, std::vector<Merged>> merges;  // by each of their rows
};

Writer::Writer() : impl_(std::make_unique<Impl>()) {}
Writer::~Writer() = default;

void Writer::AddSheet(std::string_view name) {
  impl_->EndSheet();
  impl_->names.push_back(SheetName(name, impl_->names));
  impl_->sheet = workbook_add_worksheet(impl_->book, impl_->names.back().c_str());
  if (impl_->sheet == nullptr) throw std::runtime_error("xlsxwriter: no sheet");
}

void Writer::SetColumn(int column, double width) {
  ENSURE(impl_->sheet != nullptr);
  impl_->Check(worksheet_set_column(impl_->sheet, Column(column), Column(column), width, nullptr));
}

void Writer::HideColumn(int column) {
  ENSURE(impl_->sheet != nullptr);
  lxw_row_col_options options{1, 0, 0};
  impl_->Check(
      worksheet_set_column_opt(impl_->sheet, Column(column), Column(column), 8.43, nullptr, &options));
}

void Writer::SetRowHeight(int row, double points) {
  ENSURE(row >= impl_->current);
  impl_->heights[row] = points;
  if (row == impl_->current) impl_->GoTo(row);
}

void Writer::Freeze(CellRef below_and_right_of) {
  ENSURE(impl_->sheet != nullptr);
  worksheet_freeze_panes(impl_->sheet, Row(below_and_right_of.row), Column(below_and_right_of.column));
}

void Writer::Landscape(int fit_pages_wide, int repeat_first_row, int repeat_last_row) {
  ENSURE(impl_->sheet != nullptr);
  worksheet_set_landscape(impl_->sheet);
  worksheet_set_paper(impl_->sheet, kA4);
  worksheet_set_margins(impl_->sheet, 0.4, 0.4, 0.5, 0.5);
  worksheet_fit_to_pages(impl_->sheet, static_cast<uint16_t>(fit_pages_wide), 0);
  if (repeat_first_row >= 0 && repeat_last_row >= repeat_first_row)
    impl_->Check(worksheet_repeat_rows(impl_->sheet, Row(repeat_first_row), Row(repeat_last_row)));
}

void Writer::Merge(CellRange range, std::string_view text, const CellFormat& format) {
  if (range.from == range.to) return WriteText(range.from, text, format);
  impl_->GoTo(range.from.row);
  const Impl::Merged merged{range, CellTextForFile(text), impl_->FormatOf(format)};
  impl_->WriteMerged(range.from.row, merged);
  if (range.from.row < range.to.row) WriteText(range.from, text, format);
  for (int row = range.from.row + 1; row <= range.to.row; ++row) impl_->merges[row].push_back(merged);
}

void Writer::WriteText(CellRef ref, std::string_view text, const CellFormat& format) {
  impl_->GoTo(ref.row);
  const std::string clean = CellTextForFile(text);
  impl_->Check(worksheet_write_string(impl_->sheet, Row(ref.row), Column(ref.column), clean.c_str(),
                                      impl_->FormatOf(format)));
}

void Writer::WriteNumber(CellRef ref, std::string_view plain_decimal, const CellFormat& format) {
  impl_->GoTo(ref.row);
  impl_->Check(worksheet_write_number(impl_->sheet, Row(ref.row), Column(ref.column), ToDouble(plain_decimal),
                                      impl_->FormatOf(format)));
}

void Writer::WriteFormula(CellRef ref, std::string_view formula, std::string_view value,
                          const CellFormat& format) {
  impl_->GoTo(ref.row);
  lxw_format* made = impl_->FormatOf(format);
  const std::string text(formula), shown = CellTextForFile(value);
  if (IsPlainNumber(value))
    impl_->Check(worksheet_write_formula_num(impl_->sheet, Row(ref.row), Column(ref.column), text.c_str(),
                                             made, ToDouble(value)));
  else
    impl_->Check(worksheet_write_formula_str(impl_->sheet, Row(ref.row), Column(ref.column), text.c_str(),
                                             made, shown.c_str()));
}

void Writer::WriteBlank(CellRef ref, const CellFormat& format) {
  impl_->GoTo(ref.row);
  impl_->Check(
      worksheet_write_blank(impl_->sheet, Row(ref.row), Column(ref.column), impl_->FormatOf(format)));
}

void Writer::Comment(CellRef ref, std::string_view text) {
  ENSURE(impl_->sheet != nullptr && ref.row >= impl_->current);
  const std::string clean = CellTextForFile(text);
  if (!clean.empty())
    impl_->Check(worksheet_write_comment(impl_->sheet, Row(ref.row), Column(ref.column), clean.c_str()));
}

void Writer::Protect() {
  ENSURE(impl_->sheet != nullptr);
  worksheet_protect(impl_->sheet, nullptr, nullptr);
}

std::string Writer::Finish() {
  ENSURE(impl_->book != nullptr);
  impl_->EndSheet();
  lxw_workbook* book = std::exchange(impl_->book, nullptr);
  impl_->sheet = nullptr;
  impl_->Check(workbook_close(book));  // frees it, even when it fails
  return impl_->file.Read();
}

}  // namespace sinergi::sheets
