#include "modules/assessment/published_file.h"

#include <algorithm>

#include "base/text.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/totals.h"
#include "platform/sheets/csv.h"

namespace sinergi::assessment {
namespace {

using Row = std::vector<std::string>;

constexpr size_t kPublishedBytesMost = 4u << 20, kLinesMost = 5000, kPublishedFaultsMost = 200,
                 kNameMost = 200;
constexpr int kNone = -1;

// Where everything stands in a row.
struct PublishedColumns {
  int year = kNone, institution = kNone, index = kNone, predicate = kNone, level = kNone, region = kNone,
      title = kNone;
  std::vector<int> domains;
};

int Find(const Row& head, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    for (size_t i = 0; i < head.size(); ++i)
      if (FoldText(head[i]) == name) return static_cast<int>(i);
  return kNone;
}

PublishedColumns ColumnsOf(const Row& head, const Instrument& instrument) {
  PublishedColumns columns;
  columns.year = Find(head, {"year", "tahun"});
  columns.institution =
      Find(head, {"institution", "instansi", "nama instansi", "pemerintah daerah", "nama", "name"});
  columns.index = Find(head, {"index_published", "index", "indeks", "indeks spbe"});
  columns.predicate = Find(head, {"predicate_published", "predicate", "predikat"});
  columns.level = Find(head, {"level", "jenjang"});
  columns.region = Find(head, {"region", "province", "provinsi", "wilayah"});
  columns.title = Find(head, {"table", "tabel"});
  size_t number = 0;
  for (const size_t group : DomainsOf(instrument)) {
    const std::string n = std::to_string(++number);
    columns.domains.push_back(
        Find(head, {"d" + n, "domain " + n, "domain" + n, "domain_" + n,
                    FoldText(instrument.groups[group].code), FoldText(instrument.groups[group].name.id)}));
  }
  return columns;
}

std::vector<std::string> PassedOver(const Row& head, const PublishedColumns& columns) {
  std::vector<std::string> names;
  for (size_t i = 0; i < head.size(); ++i) {
    const int at = static_cast<int>(i);
    const bool read =
        std::ranges::find(columns.domains, at) != columns.domains.end() ||
        std::ranges::any_of(std::array{columns.year, columns.institution, columns.index, columns.predicate,
                                       columns.level, columns.region, columns.title},
                            [&](int column) { return column == at; });
    if (!read && !TrimBlanks(head[i]).empty()) names.push_back(Shorten(TrimBlanks(head[i]), 40));
  }
  return names;
}

// "3,75" -> 3'750'000; empty when it is no such number or has more than six places.
std::optional<int64_t> ReadMicro(const std::string& text) {
  const std::optional<Ratio> value = ReadRatio(text, DecimalComma::kRead);
  if (!value || !AtLeast(Ratio{100, 1}, *value) || kMicro % value->denominator != 0) return {};
  return static_cast<int64_t>(value->numerator * (kMicro / value->denominator));
}

std::optional<LevelKind> ReadLevelKind(const std::string& text) {
  const std::string word = FoldText(text);
  if (word.starts_with("prov")) return LevelKind::kProvince;
  if (word.starts_with("kab") || word == "regency") return LevelKind::kRegency;
  if (word == "kota" || word == "city") return LevelKind::kCity;
  if (word == "pusat" || word == "instansi pusat" || word == "central") return LevelKind::kCentral;
  return {};
}

// Without control characters; the CSV reader has seen to UTF-8.
bool IsReadable(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

// The reading of one file.
class PublishedReading {
 public:
  PublishedReading(const Instrument& instrument, const PublishedWish& wish)
      : instrument_(instrument),
        check_(instrument),
        wish_(wish),
        error_{ErrorKind::kInvalid, "assessment.bad_published", {wish.file_name}} {}

  void TakeHead(const Row& head) {
    columns_ = ColumnsOf(head, instrument_);
    file_.passed_over = PassedOver(head, columns_);
    if (columns_.institution == kNone) Fault(1, "assessment.column_missing", {"institution"});
    if (columns_.index == kNone) Fault(1, "assessment.column_missing", {"index"});
    if (columns_.year == kNone && wish_.year == 0) Fault(1, "assessment.column_missing", {"year"});
    readable_ = error_.fields.empty();
  }

  void Take(const Row& row, int line) {
    if (!readable_ || std::ranges::all_of(row, [](const auto& cell) { return TrimBlanks(cell).empty(); }))
      return;
    PublishedResult result;
    result.instrument = instrument_.id;
    result.source = wish_.file_name;
    result.year = YearOf(row, line);
    TakeName(row, line, result);
    TakeFigures(row, line, result);
    TakePredicate(row, line, result);
    const auto [first, is_new] = lines_.try_emplace({result.year, InstitutionKey(result.institution)}, line);
    if (!is_new && !result.institution.empty())
      Fault(line, "published.institution_doubled", {result.institution, std::to_string(first->second)});
    if (!error_.fields.empty()) return;
    for (Doubt& doubt : check_.DoubtsOf(result))
      file_.doubts.push_back({line, result.institution, std::move(doubt)});
    file_.results.push_back(std::move(result));
  }

  void Fault(int line, std::string_view code, std::vector<std::string> args = {}) {
    if (error_.fields.size() < kPublishedFaultsMost)
      error_.fields.push_back(
          {fmt::format("{}:{}", wish_.file_name, line), std::string(code), std::move(args)});
  }

  Result<PublishedFile> End() {
    if (error_.fields.empty() && file_.results.empty()) Fault(1, "published.no_lines");
    if (!error_.fields.empty()) return error_;
    return std::move(file_);
  }

 private:
  std::string Cell(const Row& row, int column) const {
    if (column == kNone || column >= static_cast<int>(row.size())) return "";
    return FoldBlanks(row[static_cast<size_t>(column)]);
  }

  int YearOf(const Row& row, int line) {
    const std::string text = Cell(row, columns_.year);
    if (text.empty() && wish_.year != 0) return wish_.year;
    const auto value = text.size() == 4 ? ReadYear(text) : std::nullopt;
    if (!value) Fault(line, "published.year_unreadable", {Shorten(text, 20)});
    return value.value_or(0);
  }
  static std::optional<int> ReadYear(const std::string& text) {
    int year = 0;
    for (const char c : text) {
      if (c < '0' || c > '9') return {};
      year = year * 10 + (c - '0');
    }
    return year >= 1990 && year <= 2200 ? std::optional(year) : std::nullopt;
  }

  void TakeName(const Row& row, int line, PublishedResult& result) {
    result.institution = Cell(row, columns_.institution);
    if (result.institution.empty()) return Fault(line, "published.institution_missing");
    if (result.institution.size() > kNameMost || !IsReadable(result.institution))
      return Fault(line, "published.institution_unreadable");
    const std::string level = Cell(row, columns_.level);
    const std::optional<LevelKind> named = ReadLevelKind(level);
    if (!level.empty() && !named) Fault(line, "published.level_unknown", {Shorten(level, 40)});
    result.level = named.value_or(LevelOfName(result.institution));
    result.region = Cell(row, columns_.region);
    if (result.region.empty()) result.region = RegionOfTitle(Cell(row, columns_.title));
    if (result.region.size() > kNameMost || !IsReadable(result.region))
      Fault(line, "published.institution_unreadable");
  }

  void TakeFigures(const Row& row, int line, PublishedResult& result) {
    const std::string index = Cell(row, columns_.index);
    const std::optional<int64_t> value = ReadMicro(index);
    if (!value) Fault(line, "published.figure_unreadable", {"index", Shorten(index, 40)});
    result.index_micro = value.value_or(0);
    for (size_t i = 0; i < columns_.domains.size(); ++i) {
      const std::string text = Cell(row, columns_.domains[i]);
      result.domains.push_back(ReadMicro(text));
      if (!text.empty() && !result.domains.back())
        Fault(line, "published.figure_unreadable", {fmt::format("D{}", i + 1), Shorten(text, 40)});
    }
  }

  void TakePredicate(const Row& row, int line, PublishedResult& result) {
    const std::string text = Cell(row, columns_.predicate);
    for (const PredicateBound& bound : instrument_.predicates)
      if (FoldText(bound.name.id) == FoldText(text) || FoldText(bound.name.en) == FoldText(text))
        result.predicate = text.empty() ? "" : bound.name.id;
    if (!text.empty() && result.predicate.empty())
      return Fault(line, "published.predicate_unknown", {Shorten(text, 40)});
    const std::vector<int> allowed = check_.PredicatesOf(result);
    if (text.empty() && allowed.size() == 1)
      result.predicate = instrument_.predicates[static_cast<size_t>(allowed.front())].name.id;
  }

  const Instrument& instrument_;
  const PublishedCheck check_;
  const PublishedWish& wish_;
  PublishedColumns columns_;
  bool readable_ = false;
  std::map<std::pair<int, std::string>, int> lines_;  // of each institution and year
  PublishedFile file_;
  Error error_;
};

}  // namespace

Result<PublishedFile> ReadPublished(const Instrument& instrument, std::string_view bytes,
                                    const PublishedWish& wish) {
  if (!instrument.weights_known)
    return Error{ErrorKind::kInvalid, "assessment.weights_missing", {instrument.id}};
  if (bytes.size() > kPublishedBytesMost) return Error{ErrorKind::kTooLarge, "assessment.file_too_large"};
  const auto rows = sheets::ReadCsv(bytes);
  if (!rows.ok()) return rows.error();
  if (rows->size() > kLinesMost)
    return Error{ErrorKind::kTooLarge, "published.too_many_lines", {std::to_string(kLinesMost)}};
  PublishedReading reading(instrument, wish);
  reading.TakeHead(rows->empty() ? Row() : rows->front());
  int line = 1;
  for (size_t i = 0; i < rows->size(); ++i) {
    if (i > 0) reading.Take((*rows)[i], line);
    ++line;  // a quoted field may run over several
    for (const std::string& cell : (*rows)[i]) line += static_cast<int>(std::ranges::count(cell, '\n'));
  }
  return reading.End();
}

}  // namespace sinergi::assessment
