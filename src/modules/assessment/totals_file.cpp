#include <algorithm>

#include "base/text.h"
#include "modules/assessment/change_exact.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/totals.h"
#include "platform/sheets/csv.h"

namespace sinergi::assessment {
namespace {

using Row = std::vector<std::string>;

constexpr size_t kTotalsBytesMost = 64 << 10;
constexpr int kIndexRow = -1, kUnknownRow = -2;

std::string FoldedCell(const Row& row, int column) {
  return column < static_cast<int>(row.size()) ? FoldText(row[static_cast<size_t>(column)]) : "";
}

int ColumnOf(const Row& head, std::string_view english, std::string_view indonesian) {
  for (size_t i = 0; i < head.size(); ++i)
    if (const std::string name = FoldText(head[i]); name == english || name == indonesian)
      return static_cast<int>(i);
  return -1;
}

bool IsIndex(std::string_view code) {
  return code == "index" || code == "indeks";
}

// "d1", "domain 1": 1; 0 when it is no such word.
size_t DomainNumber(std::string_view code) {
  for (const std::string_view lead : {"domain", "d"}) {
    if (!code.starts_with(lead)) continue;
    code = TrimBlanks(code.substr(lead.size()));
    return code.size() == 1 && code[0] >= '1' && code[0] <= '9' ? static_cast<size_t>(code[0] - '0') : 0;
  }
  return 0;
}

// Which total a code names: kIndexRow, the n-th domain, or kUnknownRow.
int TotalOf(const Instrument& instrument, const std::vector<size_t>& domains, const std::string& code) {
  if (IsIndex(code)) return kIndexRow;
  for (size_t i = 0; i < domains.size(); ++i)
    if (FoldText(instrument.groups[domains[i]].code) == code) return static_cast<int>(i);
  const size_t number = code.size() == 1 ? DomainNumber("d" + code) : DomainNumber(code);
  return number >= 1 && number <= domains.size() ? static_cast<int>(number) - 1 : kUnknownRow;
}

// The reading of one file.
class TotalsReading {
 public:
  TotalsReading(const Instrument& instrument, std::string_view file_name)
      : instrument_(instrument),
        domains_(DomainsOf(instrument)),
        error_{ErrorKind::kInvalid, "assessment.bad_totals", {std::string(file_name)}} {
    totals_.domains.resize(domains_.size());
  }

  void Take(const std::string& code, const std::string& text, int line) {
    if (code.empty() && text.empty()) return;
    const int total = TotalOf(instrument_, domains_, code);
    if (total == kUnknownRow)
      return Fault(line, "assessment.total_code_unknown", {Shorten(code, 40), instrument_.id});
    int& first = lines_[total];
    if (first != 0) return Fault(line, "assessment.code_doubled", {code, std::to_string(first)});
    first = line;
    if (text.empty()) return;
    const std::optional<Ratio> value = ReadRatio(text, DecimalComma::kRead);
    if (!value || !AtLeast(Ratio{100, 1}, *value))
      return Fault(line, "assessment.total_unreadable", {Shorten(text, 40)});
    if (total == kIndexRow) index_ = value;
    if (total >= 0) totals_.domains[static_cast<size_t>(total)] = value;
  }

  void Fault(int line, std::string_view code, std::vector<std::string> args) {
    error_.fields.push_back({fmt::format("{}:{}", error_.args[0], line), std::string(code), std::move(args)});
  }

  Result<Totals> End() {
    if (!index_) index_ = FromDomains();
    if (!index_ && error_.fields.empty()) Fault(1, "assessment.totals_missing", {});
    if (!error_.fields.empty()) return error_;
    totals_.index = *index_;
    return std::move(totals_);
  }

 private:
  std::optional<Ratio> FromDomains() {
    Exact sum;
    for (size_t i = 0; i < domains_.size(); ++i) {
      if (!totals_.domains[i]) return {};
      sum = sum + Exact{instrument_.groups[domains_[i]].weight} * Exact{totals_.domains[i]};
    }
    totals_.index_published = false;
    return domains_.empty() ? std::nullopt : (sum / Exact{Ratio{100, 1}}).value;
  }

  const Instrument& instrument_;
  std::vector<size_t> domains_;
  std::map<int, int> lines_;  // by total
  std::optional<Ratio> index_;
  Totals totals_;
  Error error_;
};

}  // namespace

bool HoldsTotals(std::string_view bytes) {
  if (bytes.size() > kTotalsBytesMost) return false;
  const auto rows = sheets::ReadCsv(bytes);
  if (!rows.ok() || rows->empty()) return false;
  const int code = ColumnOf(rows->front(), "code", "kode");
  return code >= 0 && std::any_of(rows->begin() + 1, rows->end(), [&](const Row& row) {
           return IsIndex(FoldedCell(row, code)) || DomainNumber(FoldedCell(row, code)) > 0;
         });
}

Result<Totals> ReadTotals(const Instrument& instrument, std::string_view bytes, std::string_view file_name) {
  const auto rows = sheets::ReadCsv(bytes);
  if (!rows.ok()) return rows.error();
  TotalsReading reading(instrument, file_name);
  const Row head = rows->empty() ? Row() : rows->front();
  const int code = ColumnOf(head, "code", "kode"), value = ColumnOf(head, "value", "nilai");
  if (code < 0) reading.Fault(1, "assessment.column_missing", {"code"});
  if (value < 0) reading.Fault(1, "assessment.column_missing", {"value"});
  for (size_t i = 1; code >= 0 && value >= 0 && i < rows->size(); ++i)
    reading.Take(FoldedCell((*rows)[i], code), FoldedCell((*rows)[i], value), static_cast<int>(i) + 1);
  return reading.End();
}

}  // namespace sinergi::assessment
