#include "modules/performance/sipd/sipd_realisation.h"

#include <array>
#include <map>
#include <set>

#include "base/decimal.h"
#include "base/text.h"
#include "modules/planning/node_level.h"
#include "platform/sheets/writer.h"

namespace sinergi::performance::sipd {
namespace {

enum Column {
  kSkpdCode,
  kSkpdName,
  kProgrammeCode,
  kProgrammeName,
  kActivityCode,
  kActivityName,
  kSubCode,
  kSubName,
  kDocumentDate,
  kSpent,
  kPaidBack,
  kColumnCount
};
constexpr std::array<std::string_view, kColumnCount> kHeadings = {
    "kode skpd",       "nama skpd",       "kode program",      "nama program",
    "kode kegiatan",   "nama kegiatan",   "kode sub kegiatan", "nama sub kegiatan",
    "tanggal dokumen", "nilai realisasi", "nilai setoran"};
constexpr int kHeadingRowsMost = 20;
constexpr int64_t kDaysFrom1899 = 25'569;  // from a spreadsheet's day 0, 30 December 1899, to 1970
const Money kDocumentMost = Money::Rupiah(100'000'000'000'000);

// A document of one sub-activity.
struct Document {
  int row = 0;
  std::array<std::string, 3> codes, names;  // programme, activity, sub-activity
  std::string agency_code, agency;
  Date date;
  Money spent, paid_back;
};

class RealisationSheet {
 public:
  RealisationSheet(const sheets::Sheet& sheet, Findings& findings) : sheet_(sheet), findings_(findings) {}

  // The heading that is missing; empty when all were found.
  std::string_view FindHeadings() {
    for (first_ = 0; first_ < std::min(kHeadingRowsMost, sheet_.row_count); ++first_) {
      columns_.fill(-1);
      for (int column = 0; column < sheet_.column_count; ++column)
        for (size_t i = 0; i < kColumnCount; ++i)
          if (columns_[i] < 0 && FoldText(TextAt(first_, column)) == kHeadings[i]) columns_[i] = column;
      if (columns_[kSubCode] >= 0) break;
    }
    for (size_t i = 0; i < kColumnCount; ++i)
      if (columns_[i] < 0) return kHeadings[i];
    ++first_;
    return {};
  }

  std::vector<Document> Documents() {
    std::vector<Document> documents;
    for (int row = first_; row < sheet_.row_count; ++row)
      if (auto document = ReadRow(row)) documents.push_back(std::move(*document));
    return documents;
  }

  int rows() const { return sheet_.row_count - first_; }

  // The headings' row and those below it, without the other columns.
  void CopyTo(sheets::Writer& writer) const {
    writer.AddSheet(sheet_.name);
    for (int row = first_ - 1; row < sheet_.row_count; ++row) {
      for (int i = 0; i < kColumnCount; ++i) {
        const sheets::Cell* cell = sheet_.At({row, columns_[static_cast<size_t>(i)]});
        if (cell == nullptr) continue;
        const sheets::CellRef to{row - first_ + 1, i};
        if (cell->kind == sheets::Cell::Kind::kNumber)
          writer.WriteNumber(to, cell->text);
        else
          writer.WriteText(to, cell->text);
      }
    }
  }

 private:
  std::string TextAt(int row, int column) const {
    const sheets::Cell* cell = sheet_.At({row, column});
    return cell ? FoldBlanks(TrimBlanks(cell->text)) : std::string();
  }
  std::string Text(int row, Column column) const { return TextAt(row, columns_[column]); }

  std::optional<Document> Refuse(std::string_view kind, int row, Column column) {
    findings_.Add(kind, Severity::kFault, sheets::CellRef{row, columns_[column]}.A1(), Text(row, column));
    return {};
  }

  std::optional<Document> ReadRow(int row) {
    const bool empty =
        Text(row, kSubCode).empty() && Text(row, kSpent).empty() && Text(row, kDocumentDate).empty();
    if (empty) return {};
    Document document;
    document.row = row;
    constexpr Column kCodes[] = {kProgrammeCode, kActivityCode, kSubCode};
    constexpr planning::NodeLevel kLevelOf[] = {
        planning::NodeLevel::kProgramme, planning::NodeLevel::kActivity, planning::NodeLevel::kSubActivity};
    for (size_t i = 0; i < 3; ++i) {
      document.codes[i] = Text(row, kCodes[i]);
      document.names[i] = Text(row, static_cast<Column>(kCodes[i] + 1));
      const bool below = i == 0 || document.codes[i].starts_with(document.codes[i - 1] + ".");
      if (planning::LevelOfCode(document.codes[i]) != kLevelOf[i] || !below)
        return Refuse("realisation_code", row, kCodes[i]);
    }
    const std::optional<Date> date = ReadDate(row);
    if (!date) return Refuse("realisation_date", row, kDocumentDate);
    const std::optional<Money> spent = ReadAmount(row, kSpent), back = ReadAmount(row, kPaidBack);
    if (!spent) return Refuse("realisation_amount", row, kSpent);
    if (!back) return Refuse("realisation_amount", row, kPaidBack);
    document.agency_code = Text(row, kSkpdCode);
    document.agency = Text(row, kSkpdName);
    document.date = *date;
    document.spent = *spent;
    document.paid_back = *back;
    return document;
  }

  // A date cell, "2025-03-14", "14-03-2025" or "14/03/2025", with or without a time.
  std::optional<Date> ReadDate(int row) const {
    const sheets::Cell* cell = sheet_.At({row, columns_[kDocumentDate]});
    if (cell == nullptr) return {};
    std::string text = Text(row, kDocumentDate);
    if (cell->kind == sheets::Cell::Kind::kNumber) {
      const std::optional<int64_t> days = ReadComputed(text.substr(0, text.find('.')), 0);
      const bool real = days && *days > 36'525 && *days < 73'415;  // 2000 … 2100
      return real ? std::optional(Date::FromDays(*days - kDaysFrom1899)) : std::nullopt;
    }
    text = text.substr(0, 10);
    if (text.size() == 10 && (text[2] == '-' || text[2] == '/') && text[5] == text[2])
      text = text.substr(6, 4) + "-" + text.substr(3, 2) + "-" + text.substr(0, 2);
    return Date::Parse(text);
  }

  // Not negative; nothing is 0.
  std::optional<Money> ReadAmount(int row, Column column) const {
    const std::string text = Text(row, column);
    if (text.empty()) return Money();
    const sheets::Cell* cell = sheet_.At({row, columns_[column]});
    std::optional<Money> money;
    if (cell->kind != sheets::Cell::Kind::kNumber)
      money = Money::Parse(text);
    else if (const std::optional<int64_t> sen = ReadComputed(text, 2))
      money = Money::Sen(*sen);
    return money && *money >= Money() && *money <= kDocumentMost ? money : std::nullopt;
  }

  const sheets::Sheet& sheet_;
  Findings& findings_;
  std::array<int, kColumnCount> columns_{};
  int first_ = 0;
};

std::string ListedCodes(const std::set<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return Shorten(text, 300);
}

// One agency and one year: the plan's.
Status ChooseDocuments(std::vector<Document>& documents, const SipdOptions& options, PlanYear& plan) {
  std::set<std::string> agencies, years;
  std::erase_if(documents, [&](const Document& document) {
    agencies.insert(document.agency_code);
    return !options.agency_code.empty() && document.agency_code != options.agency_code;
  });
  if (options.agency_code.empty() && agencies.size() > 1)
    return Error{ErrorKind::kInvalid, "sipd.several_agencies", {ListedCodes(agencies)}};
  for (const Document& document : documents) years.insert(std::to_string(document.date.year));
  if (years.size() > 1) return Error{ErrorKind::kInvalid, "sipd.several_years", {ListedCodes(years)}};
  if (documents.empty()) return Ok();
  plan.year = documents[0].date.year;
  plan.agency_code = documents[0].agency_code;
  plan.agency = documents[0].agency;
  plan.units = {{0, plan.agency_code, plan.agency, -1}};
  return Ok();
}

struct Spending {
  std::string name;
  std::array<Money, 12> spent, paid_back;
};

// By code: a parent sorts before its children, and children stand together.
std::map<std::string, Spending> SpendingByCode(const std::vector<Document>& documents) {
  std::map<std::string, Spending> all;
  for (const Document& document : documents) {
    for (size_t i = 0; i < 3; ++i) all.try_emplace(document.codes[i]).first->second.name = document.names[i];
    Spending& leaf = all.at(document.codes[2]);
    const size_t month = static_cast<size_t>(document.date.month - 1);
    leaf.spent[month] += document.spent;
    leaf.paid_back[month] += document.paid_back;
  }
  return all;
}

// The month's documents less what was paid back; more paid back than spent is a person's to settle.
void FillMonths(const std::string& code, const Spending& spending, Node& node, Findings& findings) {
  for (size_t month = 0; month < 12; ++month) {
    const Money spent = spending.spent[month], back = spending.paid_back[month];
    if (back == Money()) {
      node.money.realised[month] = spent;
      continue;
    }
    const bool over = back > spent;
    findings.Add(over ? "realisation_below_nothing" : "realisation_paid_back",
                 over ? Severity::kFault : Severity::kNote, code, back.Print(), spent.Print(),
                 {std::to_string(month + 1)});
    if (over) continue;
    node.money.realised[month] = spent - back;
    node.no_realised[month] = spent == back;
  }
}

void MoveNodes(const std::map<std::string, Spending>& all, PlanYear& plan, Findings& findings) {
  std::vector<int> above;  // open ancestors
  for (const auto& [code, spending] : all) {
    Node node;
    node.level = *planning::LevelOfCode(code);
    while (!above.empty() && plan.nodes[static_cast<size_t>(above.back())].level >= node.level)
      above.pop_back();
    node.code = code;
    node.name = spending.name;
    node.parent = above.empty() ? -1 : above.back();
    FillMonths(code, spending, node, findings);
    above.push_back(static_cast<int>(plan.nodes.size()));
    plan.nodes.push_back(std::move(node));
  }
}

}  // namespace

std::string OnlyColumnsRead(const sheets::Workbook& book) {
  Findings findings("");
  sheets::Writer writer;
  for (const sheets::Sheet& sheet : book.sheets) {
    RealisationSheet reader(sheet, findings);
    if (!reader.FindHeadings().empty()) continue;
    reader.CopyTo(writer);
    break;
  }
  return writer.Finish();
}

Result<SipdImport> ImportSipdRealisation(const sheets::Workbook& book, const SipdOptions& options) {
  Findings findings(options.file_name);
  SipdImport out;
  std::string_view missing = kHeadings[kSubCode];
  for (const sheets::Sheet& sheet : book.sheets) {
    RealisationSheet reader(sheet, findings);
    missing = reader.FindHeadings();
    if (!missing.empty()) continue;
    std::vector<Document> documents = reader.Documents();
    if (const Status chosen = ChooseDocuments(documents, options, out.plan); !chosen.ok())
      return chosen.error();
    out.rows = reader.rows();
    out.taken = static_cast<int>(documents.size());
    MoveNodes(SpendingByCode(documents), out.plan, findings);
    break;
  }
  if (!missing.empty()) return Error{ErrorKind::kInvalid, "sipd.no_heading", {std::string(missing)}};
  if (out.taken == 0) {
    const std::string place = findings.all().empty() ? "" : findings.all()[0].cell;
    return Error{ErrorKind::kInvalid, "sipd.nothing_taken", {place}};
  }
  out.findings = findings.Take();
  return out;
}

}  // namespace sinergi::performance::sipd
