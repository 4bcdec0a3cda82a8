#include "modules/performance/form/form_xlsx.h"

#include <algorithm>
#include <functional>

#include "modules/performance/form/form_layout.h"
#include "platform/files/texts.h"
#include "platform/sheets/writer.h"

namespace sinergi::performance::form {
namespace {

using sheets::CellFormat;
using sheets::CellRange;
using sheets::CellRef;

constexpr size_t kLongestFormula = 8000;  // spreadsheets take 8,192
constexpr double kHeadingHeights[kHeadingRows] = {32, 40, 16, 24};

CellFormat Bordered() {
  CellFormat format;
  format.border = format.wrap = true;
  return format;
}

CellFormat Heading() {
  CellFormat format = Bordered();
  format.bold = format.centre = format.fill = true;
  return format;
}

std::string SheetText(std::string_view key, const std::vector<std::string>& args = {}) {
  return Texts::Shipped().Get(Lang::kId, key, args);
}

// Title, form and regulation, the header lines, one empty row.
int HeadingRow(const FormTable& table) {
  return 3 + static_cast<int>(table.header.size());
}

double WidthOf(const Form& form, const Slot& slot) {
  const Column& column = form.columns[slot.column];
  if (column.width > 0) return column.width;
  if (slot.format == Format::kMoney) return 15;
  return slot.format == Format::kText ? 20 : 9;
}

// How many decimals a figure shows: as many as it has, for percentages two.
std::string NumberFormat(const Cell& cell, Format format) {
  if (format == Format::kPercent) return "0.00";
  const bool whole = !cell.value || RoundPlaces(cell.value->units, cell.value->places, 2) % 100 == 0;
  if (format == Format::kMoney) return whole ? "#,##0" : "#,##0.00";
  return "General";
}

class FormWriter {
 public:
  explicit FormWriter(const FormTable& table) : table_(table) {}

  std::string Write() {
    writer_.AddSheet(table_.form.id);
    for (size_t i = 0; i < table_.form.slots.size(); ++i)
      writer_.SetColumn(static_cast<int>(i), WidthOf(table_.form, table_.form.slots[i]));
    const int heading = HeadingRow(table_);
    writer_.Landscape(1, heading, heading + kHeadingRows - 1);
    writer_.Freeze({heading + kHeadingRows, LeadingSlots(table_.form)});
    WriteTop();
    WriteHeading(heading);
    for (int i = 0; i < static_cast<int>(table_.rows.size()); ++i) WriteRow(i);
    for (int i = 0; i < static_cast<int>(table_.footers.size()); ++i) WriteFooter(i);
    WriteBottom();
    return writer_.Finish();
  }

 private:
  int LastSlot() const { return static_cast<int>(table_.form.slots.size()) - 1; }

  void Line(int row, int from, int to, std::string_view text, const CellFormat& format) {
    writer_.Merge({{row, from}, {row, to}}, text, format);
  }

  void WriteTop() {
    CellFormat title;
    title.bold = title.centre = true;
    CellFormat under;
    under.centre = true;
    Line(0, 0, LastSlot(), table_.form.title, title);
    const std::string& subtitle = table_.form.subtitle;
    Line(1, 0, LastSlot(), subtitle.empty() ? table_.form.basis : subtitle + " · " + table_.form.basis,
         under);
    CellFormat wrap;
    wrap.wrap = true;
    int row = 2;
    for (const auto& [name, value] : table_.header) Line(row++, 0, LastSlot(), name + ": " + value, wrap);
  }

  void WriteHeading(int top) {
    for (int i = 0; i < kHeadingRows; ++i) heights_.emplace_back(top + i, kHeadingHeights[i]);
    for (const HeadingCell& cell : HeadingOf(table_.form)) {
      SetHeights(top + cell.row);
      const CellRef from{top + cell.row, cell.slot};
      writer_.Merge({from, {from.row + cell.rows - 1, from.column + cell.slots - 1}}, cell.text, Heading());
    }
  }

  // Heights must be told before their row is written.
  void SetHeights(int row) {
    while (!heights_.empty() && heights_.front().first <= row) {
      writer_.SetRowHeight(heights_.front().first, heights_.front().second);
      heights_.erase(heights_.begin());
    }
  }

  void WriteRow(int index) {
    const Row& row = table_.rows[static_cast<size_t>(index)];
    for (int slot = 0; slot <= LastSlot(); ++slot) {
      CellFormat format = Bordered();
      format.bold = row.first && row.level <= planning::NodeLevel::kProgramme;
      const Source source = table_.form.slots[static_cast<size_t>(slot)].source;
      if (source == Source::kNodeName || source == Source::kTitle) format.indent = row.depth;
      WriteCell(SheetCell(table_, index, slot), row.cells[static_cast<size_t>(slot)], slot, format);
    }
  }

  void WriteCell(CellRef at, const Cell& cell, int slot, CellFormat format) {
    const Format kind = table_.form.slots[static_cast<size_t>(slot)].format;
    if (cell.value || cell.formula) format.number_format = NumberFormat(cell, kind);
    const std::string formula = cell.formula ? PrintFormula(*cell.formula, Namer()) : "";
    const bool live = cell.formula && formula.size() <= kLongestFormula;
    if (live) {
      // What is shown as a dash is empty in the workbook, so that means leave it out.
      const bool word = !cell.value && cell.text != "–";
      writer_.WriteFormula(at, "=" + formula,
                           cell.value ? cell.value->Plain()
                           : word     ? cell.text
                                      : "",
                           format);
    } else if (cell.value) {
      writer_.WriteNumber(at, cell.value->Plain(), format);
    } else if (cell.text.empty()) {
      writer_.WriteBlank(at, format);
    } else {
      writer_.WriteText(at, cell.text, format);
    }
    WriteComment(at, cell, kind, cell.formula && !live);
  }

  void WriteComment(CellRef at, const Cell& cell, Format kind, bool formula_too_long) {
    if (formula_too_long) {
      writer_.Comment(at, SheetText("form.note.too_many_rows"));
    } else if (cell.note) {
      writer_.Comment(at, SheetText(cell.note->key, cell.note->args));
    } else if (cell.value && cell.text != PrintValue(*cell.value, kind)) {
      writer_.Comment(at, SheetText("form.note.typed_as", {cell.text}));
    }
  }

  std::function<std::string(int, int)> Namer() const {
    return [this](int row, int slot) { return SheetCell(table_, row, slot).A1(); };
  }

  void WriteFooter(int index) {
    const FooterRow& footer = table_.footers[static_cast<size_t>(index)];
    const int row = SheetCell(table_, static_cast<int>(table_.rows.size()) + index, 0).row;
    const int leading = LeadingSlots(table_.form);
    CellFormat title = Bordered();
    title.bold = true;
    const std::string basis = footer.basis ? " — " + SheetText(footer.basis->key, footer.basis->args) : "";
    const bool texts = footer.cells.empty();
    if (texts)
      writer_.SetRowHeight(row, 15.0 * static_cast<double>(std::clamp<size_t>(footer.lines.size(), 2, 20)));
    Line(row, 0, leading - 1, footer.title + basis, title);
    if (texts) {
      std::string lines;
      for (const std::string& line : footer.lines) lines += (lines.empty() ? "" : "\n") + line;
      if (leading <= LastSlot()) Line(row, leading, LastSlot(), lines, Bordered());
      return;
    }
    for (int slot = leading; slot <= LastSlot(); ++slot) {
      const auto at = std::find_if(footer.cells.begin(), footer.cells.end(),
                                   [slot](const auto& entry) { return entry.first == slot; });
      WriteCell({row, slot}, at == footer.cells.end() ? Cell{} : at->second, slot, title);
    }
  }

  // Signatures side by side, each a block of lines; then the rules behind the figures.
  void WriteBottom() {
    int row =
        HeadingRow(table_) + kHeadingRows + static_cast<int>(table_.rows.size() + table_.footers.size()) + 1;
    CellFormat centre;
    centre.centre = true;
    const int count = static_cast<int>(table_.signatures.size());
    const std::string dots(40, '.');
    for (int line = 0; count > 0 && line < 8; ++line, ++row) {
      for (int i = 0; i < count; ++i) {
        const SignatureBlock& block = table_.signatures[static_cast<size_t>(i)];
        const int from = (LastSlot() + 1) * i / count, to = (LastSlot() + 1) * (i + 1) / count - 1;
        const std::string text = line == 0   ? SheetText("form.place_and_date")
                                 : line == 1 ? block.act
                                 : line == 2 ? block.post
                                 : line == 6 ? dots
                                 : line == 7 ? SheetText("form.employee_number")
                                             : "";
        if (!text.empty() && from <= to) Line(row, from, to, text, centre);
      }
    }
    ++row;
    for (const Note& note : table_.notes) writer_.WriteText({row++, 0}, SheetText(note.key, note.args));
  }

  const FormTable& table_;
  sheets::Writer writer_;
  std::vector<std::pair<int, double>> heights_;
};

}  // namespace

sheets::CellRef SheetCell(const FormTable& table, int row, int slot) {
  return {HeadingRow(table) + kHeadingRows + row, slot};
}

std::string WriteFormXlsx(const FormTable& table) {
  return FormWriter(table).Write();
}

}  // namespace sinergi::performance::form
