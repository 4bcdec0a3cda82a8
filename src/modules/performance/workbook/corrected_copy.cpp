#include "modules/performance/workbook/corrected_copy.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "modules/performance/workbook/package_parts.h"
#include "platform/files/texts.h"
#include "platform/sheets/book_part.h"

namespace sinergi::performance {
namespace {

constexpr char kBook[] = "xl/workbook.xml", kRels[] = "xl/_rels/workbook.xml.rels",
               kTypes[] = "[Content_Types].xml";
constexpr char kOurSheet[] = "xl/worksheets/sinergi1.xml", kOurId[] = "rIdSinergi1";
constexpr char kSheetTypes[] = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  return out;
}

// Value of an attribute in one tag, as written.
std::string Attribute(std::string_view tag, std::string_view name) {
  for (const char quote : {'"', '\''}) {
    const std::string start = fmt::format(" {}={}", name, quote);
    const size_t at = tag.find(start);
    if (at == std::string_view::npos) continue;
    const std::string_view rest = tag.substr(at + start.size());
    return std::string(rest.substr(0, rest.find(quote)));
  }
  return {};
}

// Calls fn(tag, begin, end) for each start tag <name …>; end is behind its '>'.
template <class Fn>
void EachTag(const std::string& xml, const std::string& name, Fn&& fn) {
  for (size_t at = xml.find("<" + name); at != std::string::npos; at = xml.find("<" + name, at + 1)) {
    const char next = at + 1 + name.size() < xml.size() ? xml[at + 1 + name.size()] : '\0';
    const size_t end = xml.find('>', at);
    if (end == std::string::npos) return;
    if (next == ' ' || next == '>' || next == '/' || next == '\n' || next == '\r' || next == '\t')
      fn(std::string_view(xml).substr(at, end + 1 - at), at, end + 1);
  }
}

// The part of each worksheet, in the workbook's order.
std::vector<std::string> SheetParts(const std::string& book, const std::string& rels) {
  std::map<std::string, std::string> parts;
  EachTag(rels, "Relationship", [&](std::string_view tag, size_t, size_t) {
    if (Attribute(tag, "Type").ends_with("/worksheet"))
      parts[Attribute(tag, "Id")] = sheets::ResolvePart(kBook, Attribute(tag, "Target"));
  });
  std::vector<std::string> out;
  EachTag(book, "sheet", [&](std::string_view tag, size_t, size_t) {
    const auto part = parts.find(Attribute(tag, "r:id"));
    if (part != parts.end()) out.push_back(part->second);
  });
  return out;
}

struct CellEdit {
  bool formula = false;  // replace the formula as well as the value
  std::string formula_text, value;
};

// Edits the cells of one worksheet's XML.
class SheetEditor {
 public:
  SheetEditor(const std::string& xml, const sheets::Sheet& sheet, std::map<std::string, CellEdit> edits)
      : xml_(xml), sheet_(sheet), edits_(std::move(edits)) {}
  std::optional<std::string> Edit();  // empty: a cell was not found

 private:
  void FindTouchedGroups();
  std::string Rewrite(std::string_view element) const;
  template <class Fn>
  void EachCell(Fn&& fn) const;

  const std::string& xml_;
  const sheets::Sheet& sheet_;
  std::map<std::string, CellEdit> edits_;
  std::set<std::string> touched_;  // shared formulas whose first cell is corrected
};

template <class Fn>
void SheetEditor::EachCell(Fn&& fn) const {
  size_t skip_to = 0;
  EachTag(xml_, "c", [&](std::string_view tag, size_t begin, size_t end) {
    if (begin < skip_to) return;
    const bool closed = tag.ends_with("/>");
    const size_t close = closed ? end : xml_.find("</c>", end);
    if (close == std::string::npos) return;
    skip_to = closed ? end : close + 4;
    fn(std::string_view(xml_).substr(begin, skip_to - begin), begin, skip_to);
  });
}

std::string_view OpeningTag(std::string_view element) {
  return element.substr(0, element.find('>') + 1);
}

// "<f …>…</f>" or "<f …/>" inside of a cell; empty when it has none.
std::string_view FormulaOf(std::string_view element) {
  const size_t at = element.find("<f");
  if (at == std::string_view::npos) return {};
  const size_t end = element.find('>', at);
  if (end == std::string_view::npos) return {};
  if (element[end - 1] == '/') return element.substr(at, end + 1 - at);
  const size_t close = element.find("</f>", end);
  return close == std::string_view::npos ? std::string_view() : element.substr(at, close + 4 - at);
}

void SheetEditor::FindTouchedGroups() {
  EachCell([&](std::string_view element, size_t, size_t) {
    const auto edit = edits_.find(Attribute(OpeningTag(element), "r"));
    const std::string_view formula = FormulaOf(element);
    if (edit == edits_.end() || !edit->second.formula || formula.empty()) return;
    const std::string_view tag = OpeningTag(formula);
    if (Attribute(tag, "t") == "shared" && !Attribute(tag, "ref").empty())
      touched_.insert(Attribute(tag, "si"));
  });
}

std::string SheetEditor::Rewrite(std::string_view element) const {
  const std::string_view tag = OpeningTag(element);
  const std::string name = Attribute(tag, "r");
  const std::string_view old = FormulaOf(element);
  std::string formula(old);
  if (!old.empty() && touched_.contains(Attribute(OpeningTag(old), "si")) &&
      Attribute(OpeningTag(old), "t") == "shared")
    if (const auto ref = sheets::CellRef::Parse(name))
      if (const sheets::Cell* cell = sheet_.At(*ref)) formula = "<f>" + Escaped(cell->formula) + "</f>";
  const auto edit = edits_.find(name);
  if (edit == edits_.end()) {
    std::string out(element);
    if (!old.empty()) out.replace(static_cast<size_t>(old.data() - element.data()), old.size(), formula);
    return out;
  }
  if (edit->second.formula)
    formula = edit->second.formula_text.empty() ? "" : "<f>" + Escaped(edit->second.formula_text) + "</f>";
  std::string style = Attribute(tag, "s");
  if (!style.empty()) style = fmt::format(" s=\"{}\"", style);
  return fmt::format("<c r=\"{}\"{}>{}<v>{}</v></c>", name, style, formula, edit->second.value);
}

std::optional<std::string> SheetEditor::Edit() {
  FindTouchedGroups();
  std::string out;
  size_t copied = 0, corrected = 0;
  EachCell([&](std::string_view element, size_t begin, size_t end) {
    const auto edit = edits_.find(Attribute(OpeningTag(element), "r"));
    corrected += edit != edits_.end() && edit->second.formula;
    out.append(xml_, copied, begin - copied);
    out += Rewrite(element);
    copied = end;
  });
  out.append(xml_, copied);
  const auto wanted =
      std::count_if(edits_.begin(), edits_.end(), [](const auto& edit) { return edit.second.formula; });
  return corrected == static_cast<size_t>(wanted) ? std::optional<std::string>(std::move(out)) : std::nullopt;
}

std::string TextCell(int row, int column, std::string_view text) {
  return fmt::format("<c r=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                     sheets::CellRef{row, column}.A1(), Escaped(text));
}

std::string ListRow(int row, const std::vector<std::string>& texts) {
  std::string out = fmt::format("<row r=\"{}\">", row + 1);
  for (size_t i = 0; i < texts.size(); ++i) out += TextCell(row, static_cast<int>(i), texts[i]);
  return out + "</row>";
}

// What was found, one row a fault: sheet, cell, found, right value, reason.
std::string ListSheet(const DoctorReport& report) {
  const Texts& texts = Texts::Shipped();
  const auto word = [&](const char* key) { return texts.Get(Lang::kId, key); };
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet "
      "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cols><col min=\"1\" max=\"2\" "
      "width=\"16\" "
      "customWidth=\"1\"/><col min=\"3\" max=\"4\" width=\"22\" customWidth=\"1\"/><col min=\"5\" max=\"5\" "
      "width=\"110\" "
      "customWidth=\"1\"/></cols><sheetData>";
  int row = 0;
  out += ListRow(row++, {word("correction.column_sheet"), word("correction.column_cell"),
                         word("correction.column_found"), word("correction.column_expected"),
                         word("correction.column_reason")});
  for (const Finding& finding : report.findings)
    if (finding.severity == Severity::kFault)
      out += ListRow(row++,
                     {finding.sheet, finding.cell, finding.args.size() > 1 ? finding.args[1] : finding.found,
                      finding.args.size() > 2 ? finding.args[2] : finding.expected,
                      texts.Get(Lang::kId, fmt::format("finding.{}", finding.kind), finding.args)});
  return out + "</sheetData></worksheet>";
}

bool InsertBefore(std::string& xml, std::string_view mark, const std::string& text) {
  const size_t at = xml.find(mark);
  if (at == std::string::npos) return false;
  xml.insert(at, text);
  return true;
}

void RemoveTag(std::string& xml, const std::string& name, std::string_view holds) {
  size_t from = 0, to = 0;
  EachTag(xml, name, [&](std::string_view tag, size_t begin, size_t end) {
    if (tag.find(holds) != std::string_view::npos && tag.ends_with("/>")) from = begin, to = end;
  });
  if (to > from) xml.erase(from, to - from);
}

// Says that everything is to be recalculated on opening.
void AskForRecalculation(std::string& book) {
  RemoveTag(book, "calcPr", "calcPr");
  for (const std::string_view mark : {"</definedNames>", "</externalReferences>", "</sheets>"}) {
    const size_t at = book.find(mark);
    if (at == std::string::npos) continue;
    book.insert(at + mark.size(), "<calcPr fullCalcOnLoad=\"1\"/>");
    return;
  }
}

bool AddListSheet(PackageParts& package, const sheets::Workbook& read, const DoctorReport& report) {
  std::string &book = *package.Find(kBook), &rels = *package.Find(kRels);
  int highest = 0;
  EachTag(book, "sheet", [&](std::string_view tag, size_t, size_t) {
    highest = std::max(highest, std::atoi(Attribute(tag, "sheetId").c_str()));
  });
  std::string name = Texts::Shipped().Get(Lang::kId, "correction.sheet");
  for (int n = 2;
       std::any_of(read.sheets.begin(), read.sheets.end(), [&](const auto& s) { return s.name == name; });
       ++n)
    name = fmt::format("{} {}", Texts::Shipped().Get(Lang::kId, "correction.sheet"), n);
  const std::string sheet =
      fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"{}\"/>", Escaped(name), highest + 1, kOurId);
  const std::string relation = fmt::format(
      "<Relationship Id=\"{}\" "
      "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
      "Target=\"worksheets/sinergi1.xml\"/>",
      kOurId);
  const std::string type =
      fmt::format("<Override PartName=\"/{}\" ContentType=\"{}worksheet+xml\"/>", kOurSheet, kSheetTypes);
  if (package.Find(kOurSheet) || !InsertBefore(book, "</sheets>", sheet) ||
      !InsertBefore(rels, "</Relationships>", relation) ||
      !InsertBefore(*package.Find(kTypes), "</Types>", type))
    return false;
  package.Put(kOurSheet, ListSheet(report));
  return true;
}

bool EditSheets(PackageParts& package, const sheets::Workbook& read, const DoctorReport& report) {
  const std::vector<std::string> parts = SheetParts(*package.Find(kBook), *package.Find(kRels));
  std::map<size_t, std::map<std::string, CellEdit>> edits;
  for (const Correction& follower : report.followers)
    edits[follower.sheet][follower.ref.A1()] = {false, "", follower.value};
  for (const Correction& correction : report.corrections)
    edits[correction.sheet][correction.ref.A1()] = {true, correction.formula, correction.value};
  for (const auto& [sheet, cells] : edits) {
    std::string* xml =
        sheet < parts.size() && sheet < read.sheets.size() ? package.Find(parts[sheet]) : nullptr;
    if (!xml) return false;
    auto edited = SheetEditor(*xml, read.sheets[sheet], cells).Edit();
    if (!edited) return false;
    *xml = std::move(*edited);
  }
  return true;
}

}  // namespace

Result<std::string> CorrectedCopy(std::string_view xlsx_bytes, const DoctorReport& report) {
  const Result<sheets::Workbook> read = sheets::ReadXlsx(xlsx_bytes);
  if (!read.ok()) return read.error();
  const Error refused{ErrorKind::kInvalid, "performance.e81_not_corrected"};
  std::optional<PackageParts> package = PackageParts::Read(xlsx_bytes);
  if (!package || !package->Find(kBook) || !package->Find(kRels) || !package->Find(kTypes)) return refused;
  if (!EditSheets(*package, *read, report) || !AddListSheet(*package, *read, report)) return refused;
  package->Remove("xl/calcChain.xml");
  RemoveTag(*package->Find(kRels), "Relationship", "calcChain");
  RemoveTag(*package->Find(kTypes), "Override", "calcChain");
  AskForRecalculation(*package->Find(kBook));
  std::optional<std::string> written = package->Write();
  if (!written) return refused;
  return std::move(*written);
}

}  // namespace sinergi::performance
