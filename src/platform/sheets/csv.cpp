#include "platform/sheets/csv.h"

#include <algorithm>

#include "base/text.h"

namespace sinergi::sheets {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr size_t kMostFields = 2'000'000;

// The separator that the first line with any of them holds more often, outside of quotes: titles may stand above.
char Separator(std::string_view text) {
  int commas = 0, semicolons = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if ((c == '\n' || c == '\r') && commas + semicolons > 0) break;
    commas += c == ',';
    semicolons += c == ';';
  }
  return semicolons > commas ? ';' : ',';
}

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : rest_(text), separator_(Separator(text)) {}

  Result<std::vector<std::vector<std::string>>> Run() {
    std::vector<std::vector<std::string>> rows;
    while (!rest_.empty()) {
      rows.emplace_back();
      if (!Row(rows.back())) return Error{ErrorKind::kInvalid, "sheets.bad_csv", {std::to_string(line_)}};
      if ((fields_ += rows.back().size()) > kMostFields)
        return Error{ErrorKind::kTooLarge, "sheets.too_many_cells", {"CSV:" + std::to_string(line_)}};
      ++line_;
    }
    return rows;
  }

 private:
  bool Row(std::vector<std::string>& row) {
    do {
      if (row.size() > kMostFields) return false;
      std::string& field = row.emplace_back();
      if (!(rest_.starts_with('"') ? Quoted(field) : Plain(field))) return false;
    } while (Take(separator_));
    return EndOfLine();
  }

  bool Take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool EndOfLine() {
    if (rest_.empty()) return true;
    const bool carriage = Take('\r'), feed = Take('\n');
    return carriage || feed;
  }

  bool Plain(std::string& field) {
    size_t n = 0;
    while (n < rest_.size() && rest_[n] != separator_ && rest_[n] != '\r' && rest_[n] != '\n') {
      if (rest_[n] == '"' || rest_[n] == '\0') return false;
      ++n;
    }
    field = rest_.substr(0, n);
    rest_.remove_prefix(n);
    return true;
  }

  bool Quoted(std::string& field) {
    const int opened = line_;
    rest_.remove_prefix(1);
    while (!rest_.empty()) {
      if (Take('"') && !rest_.starts_with('"')) return true;
      if (rest_.empty() || rest_[0] == '\0') break;
      line_ += rest_[0] == '\n';
      field += rest_[0];
      rest_.remove_prefix(1);
    }
    line_ = opened;  // a quote that nothing closes is wrong where it stands
    return false;
  }

  std::string_view rest_;
  char separator_;
  int line_ = 1;
  size_t fields_ = 0;
};

// A sign, digits and separators: "-1.234,5" and "+62" are never a formula.
bool IsWrittenNumber(std::string_view text) {
  const std::string_view digits = text.substr(1);
  return digits.find_first_of("0123456789") != std::string_view::npos &&
         digits.find_first_not_of("0123456789.,%") == std::string_view::npos;
}

}  // namespace

Result<std::vector<std::vector<std::string>>> ReadCsv(std::string_view text) {
  if (!IsValidUtf8(text)) return Error{ErrorKind::kInvalid, "sheets.bad_encoding", {"CSV"}};
  if (text.starts_with(kBom)) text.remove_prefix(kBom.size());
  return CsvReader(text).Run();
}

std::string SafeCsvField(std::string_view field) {
  const bool risky = !field.empty() && std::string_view("=+-@\t\r").find(field[0]) != std::string_view::npos;
  const bool sign = !field.empty() && (field[0] == '-' || field[0] == '+');
  std::string safe = risky && !(sign && IsWrittenNumber(field)) ? "'" : "";
  return safe += field;
}

std::string WriteCsv(const std::vector<std::vector<std::string>>& rows) {
  std::string out;
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      const std::string field = SafeCsvField(row[i]);
      const bool quote = field.find_first_of(",;\"\r\n") != std::string::npos;
      if (i > 0) out += ',';
      if (quote) out += '"';
      for (const char c : field) out += c == '"' ? "\"\"" : std::string(1, c);
      if (quote) out += '"';
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace sinergi::sheets
