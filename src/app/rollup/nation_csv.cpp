#include "app/rollup/nation_csv.h"

#include <charconv>
#include <filesystem>

#include "app/rollup/csv_rows.h"
#include "app/rollup/nation_build.h"
#include "base/text.h"

namespace sinergi::app {
namespace {

using performance::Aggregation;
using performance::Direction;
using performance::IndicatorBlock;

constexpr int64_t kWeightMost = 1'000'000'000;
constexpr size_t kRowsMost = INT32_MAX;

std::optional<int64_t> Whole(std::string_view field, int64_t low = INT64_MIN + 1, int64_t high = INT64_MAX) {
  int64_t value = 0;
  const auto [end, code] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (code != std::errc() || end != field.data() + field.size() || value < low || value > high) return {};
  return value;
}

// "-12.50" in units of 10^-places, exactly.
std::optional<int64_t> Decimal(std::string_view field, int places) {
  const bool negative = field.starts_with('-');
  if (negative) field.remove_prefix(1);
  uint64_t value = 0;
  int decimals = -1;
  for (const char c : field) {
    if (c == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    const unsigned digit = static_cast<unsigned>(c) - '0';
    if (digit > 9 || value > 900'000'000'000'000'000u) return {};
    if (decimals >= places) {
      if (digit != 0) return {};
      continue;
    }
    value = value * 10 + digit;
    if (decimals >= 0) ++decimals;
  }
  if (field.empty() || field.front() == '.' || field.back() == '.') return {};
  for (int i = decimals < 0 ? 0 : decimals; i < places; ++i)
    if (__builtin_mul_overflow(value, uint64_t{10}, &value)) return {};
  if (value > static_cast<uint64_t>(INT64_MAX)) return {};
  return negative ? -static_cast<int64_t>(value) : static_cast<int64_t>(value);
}

std::optional<int64_t> Id(std::string_view field) {
  return Whole(field);
}
std::optional<int64_t> IdOrNone(std::string_view field) {
  return field.empty() ? std::optional(kNoId) : Id(field);
}

std::optional<int64_t> Weight(std::string_view field) {
  const std::optional<int64_t> weight = Decimal(field, 6);
  return weight && *weight >= 0 && *weight <= kWeightMost * kMicro ? weight : std::nullopt;
}

// "P" and the like: one of the letters, as its place.
std::optional<int64_t> Letter(std::string_view field, std::string_view letters) {
  const size_t at = field.size() == 1 ? letters.find(field[0]) : letters.npos;
  return at == letters.npos ? std::nullopt : std::optional<int64_t>(static_cast<int64_t>(at));
}

// One file: reads all rows, `take` puts each away or refuses it.
template <class Take>
Status ReadFileOf(const std::string& path, const std::vector<std::string>& columns, Take&& take) {
  Result<CsvRows> rows = CsvRows::Open(path, columns);
  if (!rows.ok()) return rows.error();
  size_t count = 0;
  while (rows->Next()) {
    if (++count > kRowsMost) return rows->WrongRow("bench.csv_rows", {});
    if (Status taken = take(*rows); !taken.ok()) return taken;
  }
  if (rows->error()) return *rows->error();
  return Ok();
}

// Takes a field into `value`, or refuses the row.
#define TAKE(value, column, read)               \
  const auto value##_read = read;               \
  if (!value##_read) return rows.Wrong(column); \
  const auto value = *value##_read

class Reader {
 public:
  Reader(std::string folder, std::optional<int> year) : folder_(std::move(folder)), year_(year) {}

  Result<NationTables> All() {
    for (Status (Reader::*step)() : {&Reader::Organisations, &Reader::Nodes, &Reader::Indicators,
                                     &Reader::Measures, &Reader::Ceilings, &Reader::Spending})
      if (Status done = (this->*step)(); !done.ok()) return done.error();
    return std::move(tables_);
  }

 private:
  std::string Path(const char* name) const { return folder_ + "/" + name + ".csv"; }

  Status Organisations() {
    return ReadFileOf(Path("org"), {"org_id", "parent_id", "kind", "weight"},
                      [&](const CsvRows& rows) -> Status {
                        TAKE(id, 0, Id(rows[0]));
                        TAKE(parent, 1, IdOrNone(rows[1]));
                        TAKE(kind, 2, Letter(rows[2], "NPGAD"));
                        TAKE(weight, 3, Weight(rows[3]));
                        tables_.organisations.push_back({id, parent, "NPGAD"[kind], weight});
                        return Ok();
                      });
  }

  Status Nodes() {
    std::vector<int64_t> ids;
    const Status done = ReadFileOf(
        Path("node"), {"node_id", "parent_id", "agency_id", "division_id", "kind", "weight"},
        [&](const CsvRows& rows) -> Status {
          TAKE(id, 0, Id(rows[0]));
          TAKE(parent, 1, IdOrNone(rows[1]));
          TAKE(agency, 2, Id(rows[2]));
          TAKE(division, 3, IdOrNone(rows[3]));
          TAKE(kind, 4, Letter(rows[4], "PAS"));
          TAKE(weight, 5, Weight(rows[5]));
          NodeRow node;
          node.id = id;
          node.parent_id = parent;
          node.agency_id = agency;
          node.division_id = division;
          node.level =
              static_cast<planning::NodeLevel>(static_cast<int64_t>(planning::NodeLevel::kProgramme) + kind);
          node.weight_micro = weight;
          tables_.nodes.push_back(node);
          ids.push_back(id);
          return Ok();
        });
    if (!done.ok()) return done;
    return Index(nodes_, ids, "node");
  }

  Status Indicators() {
    std::vector<int64_t> ids;
    const Status done =
        ReadFileOf(Path("indicator"), {"ind_id", "node_id", "polarity", "agg", "weight", "cap"},
                   [&](const CsvRows& rows) -> Status {
                     TAKE(id, 0, Id(rows[0]));
                     TAKE(node, 1, Id(rows[1]));
                     TAKE(polarity, 2, Whole(rows[2], -1, 1));
                     if (polarity == 0) return rows.Wrong(2);
                     TAKE(aggregation, 3, Letter(rows[3], "SLM"));
                     TAKE(weight, 4, Weight(rows[4]));
                     IndicatorTableRow row{id, node, {}};
                     if (!rows[5].empty()) {
                       TAKE(cap, 5, Decimal(rows[5], 6));
                       if (cap < 0 || cap > performance::kUncapped.micro()) return rows.Wrong(5);
                       row.figures.cap = Score::Micro(cap);
                     } else {
                       row.figures.cap.reset();
                     }
                     row.figures.direction = polarity == 1 ? Direction::kHigher : Direction::kLower;
                     row.figures.aggregation = static_cast<Aggregation>(aggregation);
                     row.figures.weight_micro = weight;
                     tables_.indicators.push_back(row);
                     ids.push_back(id);
                     return Ok();
                   });
    if (!done.ok()) return done;
    return Index(indicators_, ids, "indicator");
  }

  Status Measures() {
    std::vector<uint8_t> seen(tables_.indicators.size());  // a bit for each quarter
    tables_.year = year_.value_or(0);
    return ReadFileOf(Path("measure"), {"ind_id", "year", "quarter", "target", "realised"},
                      [&](const CsvRows& rows) -> Status {
                        TAKE(id, 0, Id(rows[0]));
                        TAKE(year, 1, Whole(rows[1], 1900, 2200));
                        TAKE(quarter, 2, Whole(rows[2], 1, 4));
                        TAKE(target, 3, Figure(rows[3]));
                        TAKE(realised, 4, Figure(rows[4]));
                        if (!year_ && year > tables_.year) StartYear(static_cast<int>(year), seen);
                        if (year != tables_.year) return Ok();
                        const int at = indicators_.Find(id);
                        if (at < 0) return rows.WrongRow("bench.csv_unknown", rows[0]);
                        uint8_t& quarters = seen[static_cast<size_t>(at)];
                        if (quarters & 1 << quarter) return rows.WrongRow("bench.csv_twice", rows[0]);
                        quarters = static_cast<uint8_t>(quarters | 1 << quarter);
                        performance::PlainIndicator& figures =
                            tables_.indicators[static_cast<size_t>(at)].figures;
                        figures.target[static_cast<size_t>(quarter - 1)] = target;
                        figures.realised[static_cast<size_t>(quarter - 1)] = realised;
                        return Ok();
                      });
  }

  static std::optional<int64_t> Figure(std::string_view field) {
    return field.empty() ? std::optional<int64_t>(IndicatorBlock::kNone) : Decimal(field, 6);
  }

  // A later year than any before: what was read belongs to an earlier one.
  void StartYear(int year, std::vector<uint8_t>& seen) {
    if (tables_.year != 0) {
      std::fill(seen.begin(), seen.end(), uint8_t{0});
      for (IndicatorTableRow& row : tables_.indicators) {
        row.figures.target.fill(IndicatorBlock::kNone);
        row.figures.realised.fill(IndicatorBlock::kNone);
      }
    }
    tables_.year = year;
  }

  Status Ceilings() {
    return ReadFileOf(Path("budget"), {"node_id", "ceiling"}, [&](const CsvRows& rows) -> Status {
      TAKE(id, 0, Id(rows[0]));
      TAKE(ceiling, 1, Decimal(rows[1], 2));
      const int at = nodes_.Find(id);
      if (at < 0) return rows.WrongRow("bench.csv_unknown", rows[0]);
      NodeRow& node = tables_.nodes[static_cast<size_t>(at)];
      if (node.has_money) return rows.WrongRow("bench.csv_twice", rows[0]);
      node.has_money = true;
      node.ceiling_sen = ceiling;
      return Counted(rows, ceiling);
    });
  }

  Status Spending() {
    return ReadFileOf(Path("budget_real"), {"node_id", "year", "month", "amount"},
                      [&](const CsvRows& rows) -> Status {
                        TAKE(id, 0, Id(rows[0]));
                        TAKE(year, 1, Whole(rows[1], 1900, 2200));
                        TAKE(month, 2, Whole(rows[2], 1, 12));
                        TAKE(amount, 3, Decimal(rows[3], 2));
                        if (year != tables_.year) return Ok();
                        const int at = nodes_.Find(id);
                        if (at < 0) return rows.WrongRow("bench.csv_unknown", rows[0]);
                        NodeRow& node = tables_.nodes[static_cast<size_t>(at)];
                        if (Status counted = Counted(rows, amount); !counted.ok()) return counted;
                        node.has_money = true;
                        node.realised_sen[static_cast<size_t>((month - 1) / 3)] += amount;
                        return Ok();
                      });
  }

  // No sum of amounts may leave 63 bits, whatever is added to what.
  Status Counted(const CsvRows& rows, int64_t amount) {
    amounts_ += amount < 0 ? -Int128(amount) : Int128(amount);
    if (amounts_ > INT64_MAX / 4) return rows.WrongRow("bench.csv_amounts", {});
    return Ok();
  }

  Status Index(IdIndex& index, const std::vector<int64_t>& ids, const char* name) const {
    const std::optional<int64_t> twice = index.Fill(ids);
    if (twice) return Error{ErrorKind::kInvalid, "bench.id_twice", {std::to_string(*twice), Path(name)}};
    return Ok();
  }

  std::string folder_;
  std::optional<int> year_;
  NationTables tables_;
  IdIndex nodes_, indicators_;
  Int128 amounts_ = 0;
};

#undef TAKE

}  // namespace

Result<NationTables> ReadNation(const std::string& folder, std::optional<int> year) {
  return Reader(folder, year).All();
}

}  // namespace sinergi::app
