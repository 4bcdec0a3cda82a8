#include "modules/register/figure_arithmetic.h"

#include <algorithm>
#include <set>

namespace sinergi::registers {
namespace {

using FigureKind = FigureOf::Kind;

Ratio Whole(size_t count) {
  return {static_cast<Int128>(count), 1};
}

bool Less(const Ratio& a, const Ratio& b) {
  const std::optional<Ratio> difference = Subtract(a, b);
  return difference && difference->numerator < 0;
}

std::vector<Ratio> ValuesOf(const std::vector<FigureRow>& rows) {
  std::vector<Ratio> values;
  for (const FigureRow& row : rows)
    if (row.value) values.push_back(*row.value);
  return values;
}

std::optional<Ratio> Sum(const std::vector<Ratio>& values) {
  std::optional<Ratio> sum = Ratio();
  for (const Ratio& value : values) sum = sum ? Add(*sum, value) : sum;
  return sum;
}

std::optional<Ratio> Mean(const std::vector<Ratio>& values) {
  const std::optional<Ratio> sum = Sum(values);
  return sum && !values.empty() ? Divide(*sum, Whole(values.size())) : std::nullopt;
}

std::optional<Ratio> Median(std::vector<Ratio> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end(), Less);
  const size_t middle = values.size() / 2;
  if (values.size() % 2 == 1) return values[middle];
  return Mean({values[middle - 1], values[middle]});
}

// Nearest rank: the smallest value that at least p percent of the values do not exceed.
std::optional<Ratio> Percentile(std::vector<Ratio> values, int percentile) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end(), Less);
  const size_t rank = (values.size() * static_cast<size_t>(percentile) + 99) / 100;
  return values[std::max<size_t>(rank, 1) - 1];
}

std::optional<Ratio> Latest(const std::vector<FigureRow>& rows) {
  const FigureRow* latest = nullptr;
  for (const FigureRow& row : rows) {
    if (!row.value) continue;
    if (latest == nullptr || std::tie(row.day, row.id) > std::tie(latest->day, latest->id)) latest = &row;
  }
  return latest == nullptr ? std::nullopt : latest->value;
}

size_t Distinct(const std::vector<FigureRow>& rows) {
  std::set<std::string_view> texts;
  for (const FigureRow& row : rows)
    if (!row.text.empty()) texts.insert(row.text);
  return texts.size();
}

}  // namespace

std::optional<Ratio> FigureOfRows(FigureKind kind, int percentile, const std::vector<FigureRow>& rows) {
  switch (kind) {
    case FigureKind::kCount:
      return Whole(rows.size());
    case FigureKind::kSum:
      return Sum(ValuesOf(rows));
    case FigureKind::kMean:
      return Mean(ValuesOf(rows));
    case FigureKind::kMedian:
      return Median(ValuesOf(rows));
    case FigureKind::kPercentile:
      return Percentile(ValuesOf(rows), percentile);
    case FigureKind::kDistinct:
      return Whole(Distinct(rows));
    case FigureKind::kLatest:
      return Latest(rows);
    case FigureKind::kShare:
    case FigureKind::kMet:
    case FigureKind::kLate:
      break;
  }
  const auto counted =
      std::count_if(rows.begin(), rows.end(), [](const FigureRow& row) { return row.counted; });
  return rows.empty() ? std::nullopt
                      : Ratio::Of(static_cast<Int128>(counted) * 100, static_cast<Int128>(rows.size()));
}

}  // namespace sinergi::registers
