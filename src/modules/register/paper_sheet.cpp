#include "modules/register/paper_sheet.h"

#include <algorithm>

#include "base/ensure.h"
#include "platform/files/embedded.h"
#include "platform/pages/marks.h"
#include "platform/pages/qr.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;
using BlockKind = PaperBlock::Kind;

// Headings over several columns, and the columns' own below them.
void FillHeads(const PaperTable& table, Dict& dict) {
  const auto& heads = table.heads;
  const bool two =
      std::ranges::any_of(heads, [](const PaperTable::Head& head) { return !head.under.empty(); });
  for (size_t i = 0; i < heads.size();) {
    size_t end = i + 1;
    while (!heads[i].under.empty() && end < heads.size() && heads[end].under == heads[i].under) ++end;
    Dict& top = *dict.AddSectionDictionary("TOP");
    top.SetValue("TITLE", heads[i].under.empty() ? heads[i].title : heads[i].under);
    top.SetIntValue("COLUMNS", static_cast<long>(end - i));
    top.SetValue("SCOPE", end - i > 1 ? "colgroup" : "col");
    top.SetIntValue("DEEP", two && heads[i].under.empty() ? 2 : 1);
    i = end;
  }
  if (!two) return;
  Dict& second = *dict.AddSectionDictionary("SECOND");
  for (const PaperTable::Head& head : heads)
    if (!head.under.empty()) second.AddSectionDictionary("SUB")->SetValue("TITLE", head.title);
}

void FillPaperTable(const PaperTable& table, Dict& dict) {
  FillHeads(table, dict);
  if (table.counted) {
    Dict& counted = *dict.AddSectionDictionary("COUNTED");
    for (size_t i = 1; i <= table.heads.size(); ++i)
      counted.AddSectionDictionary("COUNT")->SetIntValue("N", static_cast<long>(i));
  }
  if (table.rows.empty())
    dict.SetIntValue("WIDTH", static_cast<long>(std::max<size_t>(table.heads.size(), 1)));
  if (table.rows.empty()) dict.ShowSection("NO_ROWS");
  for (const std::vector<std::string>& row : table.rows) {
    Dict& line = *dict.AddSectionDictionary("ROW");
    for (size_t i = 0; i < row.size(); ++i) {
      Dict& cell = *line.AddSectionDictionary("CELL");
      cell.SetValue("TEXT", row[i]);
      if (i < table.heads.size() && table.heads[i].number) cell.ShowSection("NUM");
    }
  }
}

void FillBlock(const PaperBlock& block, Dict& dict) {
  switch (block.kind) {
    case BlockKind::kHeading:
      return dict.SetValueAndShowSection("HEADING_TEXT", block.lines[0], "HEADING");
    case BlockKind::kText:
      return dict.SetValueAndShowSection("PARAGRAPH_TEXT", block.lines[0], "PARAGRAPH");
    case BlockKind::kItems: {
      Dict& items = *dict.AddSectionDictionary("ITEMS");
      for (const std::string& line : block.lines) items.AddSectionDictionary("ITEM")->SetValue("TEXT", line);
      return;
    }
    case BlockKind::kRows: {
      Dict& rows = *dict.AddSectionDictionary("FACTS");
      for (const auto& [label, value] : block.rows) {
        Dict& row = *rows.AddSectionDictionary("FACT");
        row.SetValue("LABEL", label);
        row.SetValue("TEXT", value);
      }
      return;
    }
    case BlockKind::kTable:
      return FillPaperTable(block.table, *dict.AddSectionDictionary("TABLE"));
  }
}

bool IsHost(std::string_view host) {
  return !host.empty() && host.size() < 254 && std::ranges::all_of(host, [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == ':' || c == '-' || c == '[' || c == ']';
  });
}

}  // namespace

std::string SheetMarkup(const kernel::Visit& v, const PaperSheet& sheet) {
  Dict dict("paper_sheet");
  dict.SetValue("GOVERNMENT", sheet.government);
  if (!sheet.agency.empty()) dict.SetValueAndShowSection("AGENCY", sheet.agency, "HAS_AGENCY");
  dict.SetValue("TITLE", sheet.title);
  if (!sheet.subtitle.empty()) dict.SetValueAndShowSection("SUBTITLE", sheet.subtitle, "HAS_SUBTITLE");
  if (sheet.landscape) dict.ShowSection("LANDSCAPE");
  for (const PaperBlock& block : sheet.blocks) FillBlock(block, *dict.AddSectionDictionary("BLOCK"));
  if (!sheet.left.empty() || !sheet.right.empty()) {
    Dict& signs = *dict.AddSectionDictionary("SIGNS");
    for (const std::string& line : sheet.left) signs.AddSectionDictionary("LEFT")->SetValue("TEXT", line);
    for (const std::string& line : sheet.right) signs.AddSectionDictionary("RIGHT")->SetValue("TEXT", line);
  }
  return v.web.templates.Render("register/paper_sheet", Lang::kId, dict);
}

std::string SealMarkup(const kernel::Visit& v, const PaperSeal& seal) {
  Dict dict("paper_seal");
  const std::string address = CheckAddress(v.web, v.request, seal.code);
  dict.SetValue("QR", pages::QrSvg(address, v.web.texts.Get(Lang::kId, "papers.qr")));
  dict.SetValue("ADDRESS", address);
  dict.SetValue("HASH", ShortHash(seal.hash));
  return v.web.templates.Render("register/paper_seal", Lang::kId, dict);
}

std::string SheetDocument(std::string_view title, const std::string& markup) {
  const files::EmbeddedFile* css = files::FindEmbedded("web/css/paper.css");
  ENSURE(css != nullptr);
  const bool landscape = markup.find("class=\"paper landscape\"") != markup.npos;
  return fmt::format(
      "<!doctype html>\n<html lang=\"id\"><head><meta charset=\"utf-8\"><title>{}</title><style>{}{}</style>"
      "</head><body>{}</body></html>",
      pages::EscapeHtml(title), css->plain, landscape ? "@page{size:A4 landscape}" : "", markup);
}

std::string ShortHash(std::string_view hash) {
  std::string text;
  for (size_t i = 0; i < std::min<size_t>(hash.size(), 16); ++i) {
    if (i > 0 && i % 4 == 0) text += ' ';
    text += hash[i];
  }
  return text;
}

std::string CheckAddress(const kernel::Web& web, const http::Request& request, std::string_view code) {
  const std::string_view host = request.Header("host");
  const std::string path = "/verifikasi/" + std::string(code);
  if (!IsHost(host)) return path;
  return (web.secure_cookies ? "https://" : "http://") + std::string(host) + path;
}

}  // namespace sinergi::registers
