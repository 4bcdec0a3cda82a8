#include "modules/register/figure_arithmetic.h"

#include <gtest/gtest.h>

#include "platform/expression/value.h"

namespace sinergi::registers {
namespace {

using FigureKind = FigureOf::Kind;

// Values of the records ("-" for none; a trailing * stands outside the part of a share), kind, percentile,
// figure.
struct FigureCase {
  std::vector<std::string> values;
  FigureKind kind;
  int percentile;
  std::string figure;
};

std::vector<FigureRow> RowsOf(const std::vector<std::string>& values) {
  std::vector<FigureRow> rows;
  for (const std::string& text : values) {
    FigureRow row;
    row.id = static_cast<int64_t>(rows.size()) + 1;
    row.day = "2024-01-" + std::string(rows.size() % 2 == 0 ? "05" : "09");
    row.counted = !text.ends_with('*');
    row.text = text == "-" ? "" : text;
    if (const auto micro = ReadDecimal(text.substr(0, text.find('*')), 6, NumberStyle::kPoint))
      row.value = Ratio::Of(*micro, kMicro);
    rows.push_back(row);
  }
  return rows;
}

TEST(FigureArithmetic, Table) {
  const std::vector<FigureCase> cases = {
      {{}, FigureKind::kCount, 0, "0"},
      {{"1", "-", "3"}, FigureKind::kCount, 0, "3"},
      {{}, FigureKind::kSum, 0, "0"},
      {{"1.5", "-", "2"}, FigureKind::kSum, 0, "3.5"},
      {{}, FigureKind::kMean, 0, "none"},
      {{"-"}, FigureKind::kMean, 0, "none"},
      {{"1", "2", "-", "2"}, FigureKind::kMean, 0, "5/3"},
      {{}, FigureKind::kMedian, 0, "none"},
      {{"9", "1", "4"}, FigureKind::kMedian, 0, "4"},
      {{"9", "1", "4", "2"}, FigureKind::kMedian, 0, "3"},
      {{"10", "20", "30", "40"}, FigureKind::kPercentile, 25, "10"},
      {{"10", "20", "30", "40"}, FigureKind::kPercentile, 26, "20"},
      {{"10", "20", "30", "40"}, FigureKind::kPercentile, 90, "40"},
      {{"7"}, FigureKind::kPercentile, 1, "7"},
      {{"a", "b", "a", "-"}, FigureKind::kDistinct, 0, "2"},
      {{"1", "2", "3", "4"}, FigureKind::kLatest, 0, "4"},
      {{"1", "2", "3", "-"}, FigureKind::kLatest, 0, "2"},
      {{"-"}, FigureKind::kLatest, 0, "none"},
      {{}, FigureKind::kShare, 0, "none"},
      {{"1", "2*", "3*"}, FigureKind::kShare, 0, "100/3"},
      {{"1", "2"}, FigureKind::kMet, 0, "100"},
      {{"1*"}, FigureKind::kLate, 0, "0"},
  };
  for (const FigureCase& c : cases) {
    const std::optional<Ratio> figure = FigureOfRows(c.kind, c.percentile, RowsOf(c.values));
    EXPECT_EQ(figure ? expression::Value(*figure).Plain() : "none", c.figure)
        << testing::PrintToString(c.values);
  }
}

}  // namespace
}  // namespace sinergi::registers
