#include <algorithm>
#include <array>

#include "base/quantity.h"
#include "base/text.h"
#include "modules/planning/node_level.h"
#include "modules/planning/nomenclature/nomenclature.h"
#include "platform/sheets/csv.h"

namespace sinergi::planning {
namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr size_t kFieldsMost = 2'000'000, kCellTextMost = 2'000;

// Fields between tabs; one that begins with a quote ends at the next single quote and may hold tabs and line ends.
class TsvReader {
 public:
  explicit TsvReader(std::string_view text) : text_(text) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }
  Result<Rows> Run() {
    if (!IsValidUtf8(text_)) return Error{ErrorKind::kInvalid, "sheets.bad_encoding", {""}};
    Rows rows;
    size_t fields = 0;
    while (at_ < text_.size()) {
      auto& row = rows.emplace_back();
      do {
        if (++fields > kFieldsMost) return Error{ErrorKind::kTooLarge, "sheets.too_many_cells"};
        row.push_back(Field());
      } while (at_ < text_.size() && text_[at_] == '\t' && ++at_);
      if (at_ < text_.size() && text_[at_] == '\r') ++at_;
      if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    }
    return rows;
  }

 private:
  std::string Field() {
    if (at_ < text_.size() && text_[at_] == '"') return Quoted();
    const size_t end = std::min(text_.find_first_of("\t\r\n", at_), text_.size());
    return std::string(text_.substr(std::exchange(at_, end), end - at_));
  }
  std::string Quoted() {
    std::string field;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"' && (at_ + 1 >= text_.size() || text_[at_ + 1] != '"')) {
        ++at_;
        break;
      }
      if (text_[at_] == '"') ++at_;
      field += text_[at_];
    }
    // What stands behind the closing quote belongs to no field.
    at_ = std::min(text_.find_first_of("\t\r\n", at_), text_.size());
    return field;
  }

  std::string_view text_;
  size_t at_ = 0;
};

enum Column { kCode, kName, kOutcome, kIndicator, kMeasure, kBefore, kColumns };

int FindColumn(const std::vector<std::string>& row, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words)
    for (size_t i = 0; i < row.size(); ++i)
      if (SameText(row[i], word)) return static_cast<int>(i);
  return -1;
}

// The code at the head of a text, "" when there is none: "2.16.02 PROGRAM …".
std::string_view LeadingCode(std::string_view text) {
  text = TrimBlanks(text);
  const std::string_view first = text.substr(0, text.find_first_of(" \t\n"));
  return LevelOfCode(first) ? first : std::string_view();
}

// Every code in the text that is as long as a sub-activity's: several predecessors stand in one field.
std::vector<std::string> CodesOfText(std::string_view text) {
  std::vector<std::string> codes;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find_first_of(" \t\r\n,;", at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (LevelOfCode(word) == NodeLevel::kSubActivity) codes.emplace_back(word);
    at = end + 1;
  }
  return codes;
}

class FileReader {
 public:
  explicit FileReader(const Rows& rows) : rows_(rows) {
    const std::vector<std::string>& head = rows.front();
    columns_ = {FindColumn(head, {"kode_sub", "kd_subkegiatan", "kode_subkegiatan", "kode", "code"}),
                FindColumn(head, {"subkegiatan", "nama_subkegiatan", "nama", "uraian", "name"}),
                FindColumn(head, {"kinerja", "outcome"}),
                FindColumn(head, {"indikator", "indicator"}),
                FindColumn(head, {"satuan", "measure"}),
                FindColumn(head, {"sub_sebelumnya", "subkeg_before", "before"})};
    for (const std::string_view word : {"bidang", "program", "kegiatan"})
      if (const int column = FindColumn(head, {word}); column >= 0) upper_.push_back(column);
  }

  Result<NomenclatureFile> Run() {
    const auto missing = [](const char* heading) {
      return Error{ErrorKind::kInvalid, "planning.nomenclature_unreadable", {heading}};
    };
    if (columns_[kCode] < 0) return missing("kode");
    if (columns_[kName] < 0 && columns_[kOutcome] < 0) return missing("nama");
    for (size_t row = 1; row < rows_.size(); ++row) ReadRow(row);
    std::stable_sort(out_.codes.begin(), out_.codes.end(),
                     [](const auto& a, const auto& b) { return a.code < b.code; });
    out_.codes.erase(std::unique(out_.codes.begin(), out_.codes.end(),
                                 [](const auto& a, const auto& b) { return a.code == b.code; }),
                     out_.codes.end());
    return std::move(out_);
  }

 private:
  std::string At(size_t row, int column) const {
    if (column < 0 || static_cast<size_t>(column) >= rows_[row].size()) return {};
    return Shorten(FoldBlanks(TrimBlanks(rows_[row][static_cast<size_t>(column)])), kCellTextMost);
  }

  void ReadRow(size_t row) {
    if (rows_[row].size() == 1 && TrimBlanks(rows_[row][0]).empty()) return;
    NomenclatureCode code{At(row, columns_[kCode]), At(row, columns_[kName]), At(row, columns_[kOutcome]),
                          At(row, columns_[kIndicator]), At(row, columns_[kMeasure])};
    if (code.name.empty()) code.name = code.outcome;
    if (!LevelOfCode(code.code) || code.name.empty()) {
      out_.unreadable_lines.push_back(static_cast<int>(row) + 1);
      return;
    }
    for (const std::string& before : CodesOfText(At(row, columns_[kBefore])))
      out_.predecessors.emplace_back(code.code, before);
    for (const int column : upper_) {
      const std::string text = At(row, column);
      const std::string_view upper = LeadingCode(text);
      if (upper.empty() || upper.size() >= text.size()) continue;
      out_.codes.push_back({std::string(upper),
                            std::string(TrimBlanks(std::string_view(text).substr(upper.size()))), "", "",
                            ""});
    }
    out_.codes.push_back(std::move(code));
  }

  const Rows& rows_;
  std::array<int, kColumns> columns_{};
  std::vector<int> upper_;
  NomenclatureFile out_;
};

}  // namespace

Result<NomenclatureFile> ReadNomenclature(std::string_view bytes) {
  const std::string_view first_line = bytes.substr(0, bytes.find('\n'));
  const Result<Rows> rows =
      first_line.find('\t') != std::string_view::npos ? TsvReader(bytes).Run() : sheets::ReadCsv(bytes);
  if (!rows.ok()) return rows.error();
  if (rows->empty()) return Error{ErrorKind::kInvalid, "planning.nomenclature_unreadable", {"kode"}};
  return FileReader(*rows).Run();
}

}  // namespace sinergi::planning
