#include <charconv>
#include <set>

#include "base/text.h"
#include "modules/performance/template/sheet_reader.h"
#include "modules/performance/template/template_import.h"

namespace sinergi::performance::templates {
namespace {

std::optional<int64_t> Digits(std::string_view text) {
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return {};
  return value;
}

// "sinergi-isian/1 17 2025-Q2"
Status ReadMark(const std::string& mark, EntryImport& out) {
  const std::vector<std::string_view> parts = Split(mark, ' ');
  const std::optional<int64_t> plan = parts.size() == 3 ? Digits(parts[1]) : std::nullopt;
  const std::optional<Period> period = parts.size() == 3 ? Period::Parse(parts[2]) : std::nullopt;
  if (!plan || !period) return Error{ErrorKind::kInvalid, "template.period_unreadable"};
  out.plan_id = *plan;
  out.period = *period;
  return Ok();
}

// "120:3": indicator and version.
bool ReadKey(const std::string& key, Entry& entry) {
  const std::vector<std::string_view> parts = Split(key, ':');
  if (parts.size() != 2) return false;
  const std::optional<int64_t> id = Digits(parts[0]), version = Digits(parts[1]);
  if (!id || !version || *version > 1'000'000'000) return false;
  entry.indicator_id = *id;
  entry.version = static_cast<int>(*version);
  return true;
}

Entry ReadRow(const SheetReader& sheet, int row) {
  Entry entry;
  entry.row = row + 1;
  entry.code = sheet.Text(row, kEntryCode);
  entry.node = sheet.Text(row, kEntryNode);
  entry.indicator = sheet.Text(row, kEntryIndicator);
  entry.realised = sheet.ReadQuantity(row, kRealised);
  entry.obstacle = sheet.Text(row, kObstacle);
  entry.solution = sheet.Text(row, kSolution);
  entry.driver = sheet.Text(row, kDriver);
  entry.follow_up = sheet.Text(row, kFollowUp);
  return entry;
}

bool SaysNothing(const Entry& entry) {
  return entry.realised.empty() && entry.obstacle.empty() && entry.solution.empty() && entry.driver.empty() &&
         entry.follow_up.empty();
}

}  // namespace

Result<EntryImport> ReadEntryTemplate(const sheets::Workbook& book) {
  EntryImport out;
  const Result<SheetReader> sheet =
      SheetReader::Open(book, kEntrySheet, kEntryMark, kEntryColumns, out.findings);
  if (!sheet.ok()) return sheet.error();
  if (const Status mark = ReadMark(sheet->mark(), out); !mark.ok()) return mark.error();
  std::set<std::string> seen;
  for (int row = kHeadingRow + 1; row < sheet->rows(); ++row) {
    if (sheet->EmptyRow(row)) continue;
    Entry entry = ReadRow(*sheet, row);
    const std::string key = sheet->Text(row, kKey);
    if (!ReadKey(key, entry)) {
      sheet->Report("row_without_key", row, kKey, key);
      continue;
    }
    const std::string which = entry.indicator_id > 0
                                  ? std::to_string(entry.indicator_id)
                                  : "0 " + entry.code + "\n" + entry.node + "\n" + entry.indicator;
    if (!seen.insert(which).second) {
      sheet->Report("row_doubled", row, kKey, entry.indicator);
      continue;
    }
    if (!SaysNothing(entry)) out.entries.push_back(std::move(entry));
  }
  return out;
}

}  // namespace sinergi::performance::templates
