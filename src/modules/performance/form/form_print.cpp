#include <fmt/format.h>

#include <algorithm>

#include "modules/performance/form/form_html.h"
#include "modules/performance/form/form_layout.h"
#include "platform/pages/marks.h"

namespace sinergi::performance::form {
namespace {

// Landscape without margins, in points: A4, and A3 for forms whose figures A4 cannot hold.
constexpr double kA4Width = 796, kA3Width = 1144;
constexpr double kEm = 0.585;                      // width of a digit of Liberation Sans, with some room
constexpr double kSmallest = 4.6, kLargest = 6.4;  // font of figures
constexpr double kPadding = 2.4;

// Characters, not bytes.
size_t LengthOf(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

double WordsWidth(const Slot& slot) {
  switch (slot.source) {
    case Source::kRowNumber:
      return 15;
    case Source::kNodeName:
    case Source::kTitle:
    case Source::kOtherTitle:
    case Source::kIndicator:
    case Source::kOtherIndicator:
      return 70;
    default:
      return 41;
  }
}

// Longest figure of a slot; at least what its heading needs.
double Characters(const FormTable& table, size_t slot) {
  size_t longest = table.form.slots[slot].format == Format::kMoney     ? 6
                   : table.form.slots[slot].format == Format::kPercent ? 7
                                                                       : 4;
  for (const Row& row : table.rows)
    if (row.cells[slot].value) longest = std::max(longest, LengthOf(row.cells[slot].text));
  return static_cast<double>(longest);
}

// Figures get the room that they need on one line, in the largest font that leaves the words theirs.
std::string StyleOnPage(const FormTable& table, double page_width) {
  const size_t count = table.form.slots.size();
  std::vector<double> widths(count, 0), characters(count, 0);
  double words = 0, figures = 0, padding = 0;
  for (size_t i = 0; i < count; ++i) {
    if (table.form.slots[i].format == Format::kText) {
      words += widths[i] = WordsWidth(table.form.slots[i]);
    } else {
      figures += characters[i] = Characters(table, i);
      padding += kPadding;
    }
  }
  const double room = (page_width - words - padding) / (std::max(figures, 1.0) * kEm);
  if (room < kSmallest && page_width < kA3Width && table.form.rows_of == RowsOf::kDocument) return "";
  const double font = std::clamp(room, kSmallest, kLargest);
  const double spare = page_width - words - padding - font * kEm * figures;
  std::string style = fmt::format(".num {{ font-size: {:.2f}pt; }}\n", font);
  for (size_t i = 0; i < count; ++i) {
    const bool is_words = characters[i] <= 0;
    const double width = is_words ? widths[i] + std::max(spare, 0.0) * widths[i] / std::max(words, 1.0)
                                  : characters[i] * font * kEm + kPadding;
    style += fmt::format("col:nth-child({}) {{ width: {:.2f}%; }}\n", i + 1,
                         100 * width / std::max(page_width, page_width - spare));
  }
  return style;
}

std::string WidthStyle(const FormTable& table) {
  const std::string on_a4 = StyleOnPage(table, kA4Width);
  if (!on_a4.empty()) return "@page { size: A4 landscape; }\n" + on_a4;
  return "@page { size: A3 landscape; }\n" + StyleOnPage(table, kA3Width);
}

std::string Signatures(const FormTable& table, Lang lang) {
  const auto said = [lang](std::string_view key) {
    return pages::EscapeHtml(Texts::Shipped().Get(lang, key));
  };
  std::string html = "<div class=\"signatures\">\n";
  for (const SignatureBlock& block : table.signatures) {
    html += "<div><p>" + said("form.place_and_date") + "</p><p>" + pages::EscapeHtml(block.act) +
            "</p><p><b>" + pages::EscapeHtml(block.post) + "</b></p><p class=\"line\"></p><p>" +
            said("form.employee_number") + "</p></div>\n";
  }
  return html + "</div>\n";
}

constexpr std::string_view kPrintStyle = R"css(
@page { margin: 9mm 8mm 10mm; }
* { box-sizing: border-box; }
body { margin: 0; color: #000; font: 6.4pt/1.25 "Liberation Sans", Arial, system-ui, sans-serif; }
h1 { margin: 0; font-size: 11pt; text-align: center; text-transform: uppercase; }
.under { margin: 1mm 0 3mm; text-align: center; font-size: 8pt; }
dl.head { display: grid; grid-template-columns: 62mm 1fr; gap: .5mm 3mm; margin: 0 0 3mm; font-size: 8pt; }
dl.head dd { margin: 0; }
dl.head dd::before { content: ": "; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
thead { display: table-header-group; }
tfoot { display: table-row-group; }
tr { break-inside: avoid; }
th, td { border: .2mm solid #000; padding: .6mm .8mm; vertical-align: top; text-align: left; font-weight: normal;
  overflow-wrap: anywhere; }
thead th { text-align: center; vertical-align: middle; font-weight: bold; background: #e8edf3; font-size: 5.5pt; padding: .5mm .2mm; }
.num { text-align: right; font-variant-numeric: tabular-nums; padding-left: .8pt; padding-right: 1pt; }
.depth-0 > * { font-weight: bold; background: #f4f6f9; }
.depth-0.further > *, .further > * { border-top-style: dotted; }
.depth-1 > th { padding-left: 2mm; }
.depth-2 > th { padding-left: 3.5mm; }
.further > th { padding-left: .8mm; }
tfoot th { font-weight: bold; }
tfoot td.said { height: 8mm; }
tbody .num, tfoot .num { font-weight: normal; }
small { font-weight: normal; }
.signatures { display: flex; justify-content: space-around; margin-top: 6mm; text-align: center; font-size: 8pt;
  break-inside: avoid; }
.signatures p { margin: 0 0 .5mm; }
.signatures .line { height: 16mm; width: 60mm; border-bottom: .2mm solid #000; }
.form-notes { margin: 5mm 0 0; padding-left: 4mm; font-size: 6.5pt; color: #333; break-inside: avoid; }
)css";

}  // namespace

std::string FormDocument(const FormTable& table, Lang lang) {
  const Form& form = table.form;
  std::string html =
      "<!doctype html>\n<html lang=\"" + std::string(LangCode(lang)) +
      "\">\n<head><meta charset=\"utf-8\"><title>" + pages::EscapeHtml(form.title) + "</title><style>" +
      std::string(kPrintStyle) + WidthStyle(table) + "</style></head>\n<body>\n<h1 lang=\"id\">" +
      pages::EscapeHtml(form.title) + "</h1>\n<p class=\"under\" lang=\"id\">" +
      pages::EscapeHtml(form.subtitle.empty() ? form.basis : form.subtitle + " · " + form.basis) +
      "</p>\n<dl class=\"head\" lang=\"id\">\n";
  for (const auto& [title, value] : table.header)
    html += "<dt>" + pages::EscapeHtml(title) + "</dt><dd>" + pages::EscapeHtml(value) + "</dd>\n";
  return html + "</dl>\n" + TableMarkup(table, lang) + Signatures(table, Lang::kId) +
         NotesMarkup(table, lang) + "</body>\n</html>\n";
}

}  // namespace sinergi::performance::form
