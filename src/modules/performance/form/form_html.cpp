#include "modules/performance/form/form_html.h"

#include <algorithm>

#include "modules/performance/form/form_layout.h"
#include "platform/pages/marks.h"

namespace sinergi::performance::form {
namespace {

// A table of fewer fits a screen; one of more needs more than two.
constexpr size_t kFewSlots = 15, kManySlots = 30;

std::string Span(std::string_view name, int count) {
  return count > 1 ? " " + std::string(name) + "=\"" + std::to_string(count) + "\"" : "";
}

bool IsFigure(Format format) {
  return format != Format::kText;
}

bool IsLong(Source source) {
  return source == Source::kNodeName || source == Source::kTitle || source == Source::kOtherTitle ||
         source == Source::kIndicator || source == Source::kOtherIndicator;
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
      return IsLong(slot.source) ? "c-name" : "c-text";
  }
}

void AddHeading(const Form& form, std::string& html) {
  html += "<colgroup>";
  for (const Slot& slot : form.slots) html += "<col class=\"" + std::string(ColumnClass(slot)) + "\">";
  html += "</colgroup>\n<thead>\n";
  int row = -1;
  for (const HeadingCell& cell : HeadingOf(form)) {
    // A row that holds only what spans from above is there all the same.
    for (; row < cell.row; ++row) html += row < 0 ? "<tr>" : "</tr>\n<tr>";
    html += cell.group ? "<th scope=\"colgroup\"" : "<th scope=\"col\"";
    html += Span("rowspan", cell.rows) + Span("colspan", cell.slots) + ">" + pages::EscapeHtml(cell.text) +
            "</th>";
  }
  html += "</tr>\n</thead>\n";
}

// The cell that names its row for those who hear the table.
int NamingSlot(const Form& form, const Row& row) {
  constexpr Source kNames[] = {Source::kNodeName,       Source::kTitle, Source::kOtherTitle,
                               Source::kObjective,      Source::kGoal,  Source::kIndicator,
                               Source::kOtherIndicator, Source::kCode};
  for (const Source source : kNames)
    for (size_t i = 0; i < form.slots.size(); ++i)
      if (form.slots[i].source == source && !row.cells[i].text.empty()) return static_cast<int>(i);
  return -1;
}

void AddRow(const FormTable& table, const Row& row, Lang lang, std::string& html) {
  const int naming = NamingSlot(table.form, row);
  html +=
      "<tr class=\"depth-" + std::to_string(std::min(row.depth, 3)) + (row.first ? "" : " further") + "\">";
  for (size_t i = 0; i < row.cells.size(); ++i) {
    const Cell& cell = row.cells[i];
    const bool names = static_cast<int>(i) == naming;
    html += names ? "<th scope=\"row\"" : "<td";
    if (IsFigure(table.form.slots[i].format)) html += " class=\"num\"";
    if (cell.note)
      html +=
          " title=\"" + pages::EscapeHtml(Texts::Shipped().Get(lang, cell.note->key, cell.note->args)) + "\"";
    html += ">" + pages::EscapeHtml(cell.text) + (names ? "</th>" : "</td>");
  }
  html += "</tr>\n";
}

void AddFooter(const FormTable& table, const FooterRow& footer, std::string& html) {
  const int leading = LeadingSlots(table.form), all = static_cast<int>(table.form.slots.size());
  html += "<tr><th scope=\"row\"" + Span("colspan", leading) + ">" + pages::EscapeHtml(footer.title);
  if (footer.basis)
    html += " <small>" +
            pages::EscapeHtml(Texts::Shipped().Get(Lang::kId, footer.basis->key, footer.basis->args)) +
            "</small>";
  html += "</th>";
  if (footer.cells.empty()) {
    html += "<td class=\"said\"" + Span("colspan", all - leading) + ">";
    for (size_t i = 0; i < footer.lines.size(); ++i)
      html += (i ? "<br>" : "") + pages::EscapeHtml(footer.lines[i]);
    html += "</td></tr>\n";
    return;
  }
  for (int slot = leading; slot < all; ++slot) {
    const auto at = std::find_if(footer.cells.begin(), footer.cells.end(),
                                 [slot](const auto& entry) { return entry.first == slot; });
    html +=
        "<td class=\"num\">" + (at == footer.cells.end() ? "" : pages::EscapeHtml(at->second.text)) + "</td>";
  }
  html += "</tr>\n";
}

}  // namespace

std::string TableMarkup(const FormTable& table, Lang lang) {
  std::string html = "<table class=\"form-table" +
                     std::string(table.form.slots.size() < kFewSlots    ? " few"
                                 : table.form.slots.size() > kManySlots ? " many"
                                                                        : "") +
                     "\" lang=\"id\">\n<caption>" + pages::EscapeHtml(table.form.title) + "</caption>\n";
  AddHeading(table.form, html);
  html += "<tbody>\n";
  for (const Row& row : table.rows) AddRow(table, row, lang, html);
  html += "</tbody>\n<tfoot>\n";
  for (const FooterRow& footer : table.footers) AddFooter(table, footer, html);
  return html + "</tfoot>\n</table>\n";
}

std::string NotesMarkup(const FormTable& table, Lang lang) {
  if (table.notes.empty()) return "";
  std::string html = "<ul class=\"form-notes\">\n";
  for (const Note& note : table.notes)
    html += "<li>" + pages::EscapeHtml(Texts::Shipped().Get(lang, note.key, note.args)) + "</li>\n";
  return html + "</ul>\n";
}

std::string FormHtml(const FormTable& table, Lang lang) {
  return TableMarkup(table, lang) + NotesMarkup(table, lang);
}

}  // namespace sinergi::performance::form
