#include "modules/performance/form/form_html.h"

#include <algorithm>

#include "modules/performance/form/form_layout.h"
#include "platform/pages/marks.h"

namespace sinergi::performance::form {
namespace {

std::string Escaped(std::string_view text) {
  return pages::EscapeHtml(text);
}

std::string Span(std::string_view name, int count) {
  return count > 1 ? " " + std::string(name) + "=\"" + std::to_string(count) + "\"" : "";
}

bool IsFigure(Format format) {
  return format != Format::kText;
}

std::string_view ColumnClass(const Slot& slot) {
  if (slot.source == Source::kRowNumber) return "c-number";
  switch (slot.format) {
    case Format::kMoney:
      return "c-money";
    case Format::kPercent:
      return "c-percent";
    case Format::kQuantity:
      return "c-quantity";
    default:
      return slot.source == Source::kNodeName || slot.source == Source::kIndicator ? "c-name" : "c-text";
  }
}

void AddHeading(const Form& form, std::string& html) {
  html += "<colgroup>";
  for (const Slot& slot : form.slots) html += "<col class=\"" + std::string(ColumnClass(slot)) + "\">";
  html += "</colgroup>\n<thead>\n";
  int row = -1;
  for (const HeadingCell& cell : HeadingOf(form)) {
    if (cell.row != row) {
      html += row < 0 ? "<tr>" : "</tr>\n<tr>";
      row = cell.row;
    }
    html += cell.group ? "<th scope=\"colgroup\"" : "<th scope=\"col\"";
    html += Span("rowspan", cell.rows) + Span("colspan", cell.slots) + ">" + Escaped(cell.text) + "</th>";
  }
  html += "</tr>\n</thead>\n";
}

// The cell that names its row for those who hear the table.
int NamingSlot(const Form& form, bool first) {
  for (size_t i = 0; i < form.slots.size(); ++i)
    if (form.slots[i].source == (first ? Source::kNodeName : Source::kIndicator)) return static_cast<int>(i);
  return 0;
}

void AddRow(const FormTable& table, const Row& row, Lang lang, std::string& html) {
  const int naming = NamingSlot(table.form, row.first);
  html +=
      "<tr class=\"depth-" + std::to_string(std::min(row.depth, 3)) + (row.first ? "" : " further") + "\">";
  for (size_t i = 0; i < row.cells.size(); ++i) {
    const Cell& cell = row.cells[i];
    const bool names = static_cast<int>(i) == naming;
    html += names ? "<th scope=\"row\"" : "<td";
    if (IsFigure(table.form.slots[i].format)) html += " class=\"figure\"";
    if (cell.note)
      html += " title=\"" + Escaped(Texts::Shipped().Get(lang, cell.note->key, cell.note->args)) + "\"";
    html += ">" + Escaped(cell.text) + (names ? "</th>" : "</td>");
  }
  html += "</tr>\n";
}

void AddFooter(const FormTable& table, const FooterRow& footer, std::string& html) {
  const int leading = LeadingSlots(table.form), all = static_cast<int>(table.form.slots.size());
  html += "<tr><th scope=\"row\"" + Span("colspan", leading) + ">" + Escaped(footer.title);
  if (footer.basis)
    html += " <small>" + Escaped(Texts::Shipped().Get(Lang::kId, footer.basis->key, footer.basis->args)) +
            "</small>";
  html += "</th>";
  if (footer.cells.empty()) {
    html += "<td class=\"said\"" + Span("colspan", all - leading) + ">";
    for (size_t i = 0; i < footer.lines.size(); ++i) html += (i ? "<br>" : "") + Escaped(footer.lines[i]);
    html += "</td></tr>\n";
    return;
  }
  for (int slot = leading; slot < all; ++slot) {
    const auto at = std::find_if(footer.cells.begin(), footer.cells.end(),
                                 [slot](const auto& entry) { return entry.first == slot; });
    html += "<td class=\"figure\">" + (at == footer.cells.end() ? "" : Escaped(at->second.text)) + "</td>";
  }
  html += "</tr>\n";
}

std::string Table(const FormTable& table, Lang lang) {
  std::string html =
      "<table class=\"form-table\" lang=\"id\">\n<caption>" + Escaped(table.form.title) + "</caption>\n";
  AddHeading(table.form, html);
  html += "<tbody>\n";
  for (const Row& row : table.rows) AddRow(table, row, lang, html);
  html += "</tbody>\n<tfoot>\n";
  for (const FooterRow& footer : table.footers) AddFooter(table, footer, html);
  return html + "</tfoot>\n</table>\n";
}

std::string Notes(const FormTable& table, Lang lang) {
  std::string html = "<ul class=\"form-notes\">\n";
  for (const Note& note : table.notes)
    html += "<li>" + Escaped(Texts::Shipped().Get(lang, note.key, note.args)) + "</li>\n";
  return html + "</ul>\n";
}

std::string Signatures(const FormTable& table, Lang lang) {
  const auto said = [lang](std::string_view key) { return Escaped(Texts::Shipped().Get(lang, key)); };
  std::string html = "<div class=\"signatures\">\n";
  for (const SignatureBlock& block : table.signatures) {
    html += "<div><p>" + said("form.place_and_date") + "</p><p>" + Escaped(block.act) + "</p><p><b>" +
            Escaped(block.post) + "</b></p><p class=\"line\"></p><p>" + said("form.employee_number") +
            "</p></div>\n";
  }
  return html + "</div>\n";
}

constexpr std::string_view kPrintStyle = R"css(
@page { size: A4 landscape; margin: 9mm 8mm 10mm; }
* { box-sizing: border-box; }
body { margin: 0; color: #000; font: 7pt/1.25 "Liberation Sans", Arial, system-ui, sans-serif; }
h1 { margin: 0; font-size: 11pt; text-align: center; text-transform: uppercase; }
.under { margin: 1mm 0 3mm; text-align: center; font-size: 8pt; }
dl.head { display: grid; grid-template-columns: max-content 1fr; gap: .5mm 3mm; margin: 0 0 3mm; font-size: 8pt; }
dl.head dd { margin: 0; }
dl.head dd::before { content: ": "; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
thead { display: table-header-group; }
tfoot { display: table-row-group; }
tr { break-inside: avoid; }
th, td { border: .2mm solid #000; padding: .6mm .8mm; vertical-align: top; text-align: left; font-weight: normal;
  overflow-wrap: anywhere; }
thead th { text-align: center; vertical-align: middle; font-weight: bold; background: #e8edf3; font-size: 6pt; }
.figure { text-align: right; overflow-wrap: normal; font-variant-numeric: tabular-nums; font-size: 5.4pt;
  letter-spacing: -.01em; padding-left: .3mm; padding-right: .4mm; }
td.figure { white-space: nowrap; }
.depth-0 > * { font-weight: bold; background: #f4f6f9; }
.depth-0.further > *, .further > * { border-top-style: dotted; }
.depth-1 > th { padding-left: 2mm; }
.depth-2 > th { padding-left: 3.5mm; }
.further > th { padding-left: .8mm; }
.c-number { width: 2.2%; } .c-name { width: 9.4%; } .c-text { width: 5.2%; }
.c-quantity { width: 2.5%; } .c-money { width: 5.1%; } .c-percent { width: 2.9%; }
tfoot th { font-weight: bold; }
tfoot td.said { height: 8mm; }
tfoot .figure { font-weight: bold; white-space: normal; }
small { font-weight: normal; }
.signatures { display: flex; justify-content: space-around; margin-top: 6mm; text-align: center; font-size: 8pt;
  break-inside: avoid; }
.signatures p { margin: 0 0 .5mm; }
.signatures .line { height: 16mm; width: 60mm; border-bottom: .2mm solid #000; }
.form-notes { margin: 5mm 0 0; padding-left: 4mm; font-size: 6.5pt; color: #333; break-inside: avoid; }
)css";

}  // namespace

std::string FormHtml(const FormTable& table, Lang lang) {
  return Table(table, lang) + Notes(table, lang);
}

std::string FormDocument(const FormTable& table, Lang lang) {
  const Form& form = table.form;
  std::string html = "<!doctype html>\n<html lang=\"" + std::string(LangCode(lang)) +
                     "\">\n<head><meta charset=\"utf-8\"><title>" + Escaped(form.title) + "</title><style>" +
                     std::string(kPrintStyle) + "</style></head>\n<body>\n<h1 lang=\"id\">" +
                     Escaped(form.title) + "</h1>\n<p class=\"under\" lang=\"id\">" +
                     Escaped(form.subtitle.empty() ? form.basis : form.subtitle + " · " + form.basis) +
                     "</p>\n<dl class=\"head\" lang=\"id\">\n";
  for (const auto& [title, value] : table.header)
    html += "<dt>" + Escaped(title) + "</dt><dd>" + Escaped(value) + "</dd>\n";
  return html + "</dl>\n" + Table(table, lang) + Signatures(table, Lang::kId) + Notes(table, lang) +
         "</body>\n</html>\n";
}

}  // namespace sinergi::performance::form
