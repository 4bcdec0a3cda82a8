#include "modules/assessment/effort_file.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/levels_file.h"
#include "modules/assessment/levels_table.h"
#include "platform/sheets/csv.h"

namespace sinergi::assessment {
namespace {

using Row = std::vector<std::string>;

constexpr int64_t kLargestEffort = 1'000'000'000'000 * kMicro;

struct NamedColumn {
  std::string_view english, indonesian;
  bool required = true;
};

// The rows of a file, by named columns, with their lines.
class ColumnFile {
 public:
  ColumnFile(const Instrument& instrument, std::string_view file_name, std::string_view error_code)
      : instrument_(instrument),
        error_{ErrorKind::kInvalid, std::string(error_code), {std::string(file_name)}} {}

  // read(cells, line): a cell for each column, empty where there is none.
  template <class Read>
  void ForEachRow(std::string_view bytes, const std::vector<NamedColumn>& columns, Read read) {
    if (bytes.size() > kTableBytesMost) return Fault(0, "assessment.file_too_large");
    const Result<std::vector<Row>> rows = sheets::ReadCsv(bytes);
    if (!rows.ok()) return Fault(0, rows.error().code, rows.error().args);
    int line = 1;
    std::vector<int> places;
    size_t width = 0;
    for (const Row& row : *rows) {
      const int at = line;
      for (const std::string& field : row) line += static_cast<int>(std::ranges::count(field, '\n'));
      ++line;
      if (IsBlankRow(row)) continue;
      if (places.empty()) {
        width = row.size();
        if (!FindColumns(row, columns, at, places)) return;
        continue;
      }
      ReadRow(row, at, width, places, read);
    }
    if (places.empty()) Fault(0, "assessment.column_missing", {std::string(columns[0].english)});
  }

  void Fault(int line, std::string_view code, std::vector<std::string> args = {}) {
    if (error_.fields.size() >= kTableFaultsMost) return;
    const std::string place = error_.args[0] + (line > 0 ? ":" + std::to_string(line) : "");
    error_.fields.push_back({place, std::string(code), std::move(args)});
  }

  // The item of a code; -1 and a fault when there is none.
  int ItemOf(const std::string& code, int line) {
    if (code.empty()) Fault(line, "assessment.code_missing");
    if (code.empty()) return -1;
    for (size_t i = 0; i < instrument_.items.size(); ++i)
      if (FoldText(instrument_.items[i].code) == FoldText(code)) return static_cast<int>(i);
    Fault(line, "assessment.code_unknown", {Shorten(code, 40), instrument_.id});
    return -1;
  }

  // Index into the levels of the item's scale; -1 and a fault when it is none of them.
  int LevelOf(int item, const std::string& text, int line) {
    const Item& asked = instrument_.items[static_cast<size_t>(item)];
    const std::vector<Level>& levels = instrument_.scales[static_cast<size_t>(asked.scale)].levels;
    const std::optional<Ratio> value = text.empty() ? std::nullopt : ReadLevel(instrument_, asked, text);
    const auto found = value ? std::ranges::find(levels, *value, &Level::value) : levels.end();
    if (found != levels.end()) return static_cast<int>(found - levels.begin());
    std::string all;
    for (const Level& level : levels) all += (all.empty() ? "" : ", ") + RatioText(level.value);
    Fault(line, "assessment.level_unknown", {Shorten(text, 40), asked.code, all});
    return -1;
  }
  const Ratio& ValueOf(int item, int level) const {
    const Item& asked = instrument_.items[static_cast<size_t>(item)];
    return instrument_.scales[static_cast<size_t>(asked.scale)].levels[static_cast<size_t>(level)].value;
  }

  bool ok() const { return error_.fields.empty(); }
  Error TakeError() { return std::move(error_); }

 private:
  bool FindColumns(const Row& head, const std::vector<NamedColumn>& columns, int line,
                   std::vector<int>& places) {
    for (const NamedColumn& column : columns) {
      const auto found = std::ranges::find_if(head, [&](const std::string& field) {
        const std::string name = FoldText(field);
        return name == column.english || name == column.indonesian;
      });
      places.push_back(found == head.end() ? -1 : static_cast<int>(found - head.begin()));
      if (found == head.end() && column.required)
        Fault(line, "assessment.column_missing", {std::string(column.english)});
    }
    return ok();
  }

  template <class Read>
  void ReadRow(const Row& row, int line, size_t width, const std::vector<int>& places, Read read) {
    // "21,2,1,5": a decimal comma in a file that separates by commas.
    for (size_t i = width; i < row.size(); ++i)
      if (!TrimBlanks(row[i]).empty()) return Fault(line, "assessment.row_too_long", {std::to_string(width)});
    std::vector<std::string> cells;
    for (const int place : places) {
      const bool there = place >= 0 && static_cast<size_t>(place) < row.size();
      cells.emplace_back(there ? TrimBlanks(row[static_cast<size_t>(place)]) : std::string_view());
    }
    read(cells, line);
  }

  const Instrument& instrument_;
  Error error_;
};

}  // namespace

std::optional<int64_t> ReadEffort(std::string_view text) {
  const bool comma = text.find(',') != text.npos;
  if (comma && text.find('.') != text.npos) return {};
  const std::optional<int64_t> micro =
      ReadDecimal(text, 6, comma ? NumberStyle::kIndonesian : NumberStyle::kPoint);
  if (!micro || *micro < 0 || *micro > kLargestEffort) return {};
  return micro;
}

Result<EffortTable> ReadEfforts(const Instrument& instrument, std::string_view bytes,
                                std::string_view file_name) {
  EffortTable efforts = RequestOf(instrument, Levels(instrument.items.size())).efforts;
  ColumnFile file(instrument, file_name, "assessment.bad_efforts");
  std::map<std::pair<int, int>, int> lines;
  const auto read = [&](const std::vector<std::string>& cells, int line) {
    const int item = file.ItemOf(cells[0], line);
    const int level = item < 0 ? -1 : file.LevelOf(item, cells[1], line);
    if (level < 0) return;
    const auto [first, added] = lines.emplace(std::pair(item, level), line);
    if (!added)
      return file.Fault(line, "assessment.effort_doubled",
                        {cells[0], cells[1], std::to_string(first->second)});
    LevelEffort& effort = efforts[static_cast<size_t>(item)][static_cast<size_t>(level)];
    effort.responsible = Shorten(cells[3], 400);
    if (cells[2].empty()) return;
    const std::optional<int64_t> micro = ReadEffort(cells[2]);
    if (!micro) return file.Fault(line, "assessment.effort_unreadable", {Shorten(cells[2], 40)});
    effort.micro = *micro;
  };
  file.ForEachRow(
      bytes, {{"code", "kode"}, {"level", "tingkat"}, {"effort", "upaya"}, {"unit", "unit kerja", false}},
      read);
  if (!file.ok()) return file.TakeError();
  return efforts;
}

Result<std::vector<Dependency>> ReadDependencies(const Instrument& instrument, std::string_view bytes,
                                                 std::string_view file_name) {
  std::vector<Dependency> dependencies;
  ColumnFile file(instrument, file_name, "assessment.bad_dependencies");
  const auto read = [&](const std::vector<std::string>& cells, int line) {
    const int item = file.ItemOf(cells[0], line), needs_item = file.ItemOf(cells[2], line);
    const int level = item < 0 ? -1 : file.LevelOf(item, cells[1], line);
    const int needs_level = needs_item < 0 ? -1 : file.LevelOf(needs_item, cells[3], line);
    if (level < 0 || needs_level < 0) return;
    if (item == needs_item) return file.Fault(line, "assessment.needs_itself", {cells[0]});
    dependencies.push_back(
        {item, file.ValueOf(item, level), needs_item, file.ValueOf(needs_item, needs_level)});
  };
  file.ForEachRow(bytes,
                  {{"code", "kode"},
                   {"level", "tingkat"},
                   {"needs_code", "perlu_kode"},
                   {"needs_level", "perlu_tingkat"}},
                  read);
  if (!file.ok()) return file.TakeError();
  return dependencies;
}

}  // namespace sinergi::assessment
