#include "modules/register/figure_arithmetic.h"

#include <gtest/gtest.h>

#include "platform/expression/value.h"

namespace sinergi::registers {
namespace {

using Kind = FigureOf::Kind;

// Values of the records ("-" for none; a trailing * stands outside the part of a share), kind, percentile,
// figure.
struct Case {
  std::vector<std::string> values;
  Kind kind;
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
  const std::vector<Case> cases = {
      {{}, Kind::kCount, 0, "0"},
      {{"1", "-", "3"}, Kind::kCount, 0, "3"},
      {{}, Kind::kSum, 0, "0"},
      {{"1.5", "-", "2"}, Kind::kSum, 0, "3.5"},
      {{}, Kind::kMean, 0, "none"},
      {{"-"}, Kind::kMean, 0, "none"},
      {{"1", "2", "-", "2"}, Kind::kMean, 0, "5/3"},
      {{}, Kind::kMedian, 0, "none"},
      {{"9", "1", "4"}, Kind::kMedian, 0, "4"},
      {{"9", "1", "4", "2"}, Kind::kMedian, 0, "3"},
      {{"10", "20", "30", "40"}, Kind::kPercentile, 25, "10"},
      {{"10", "20", "30", "40"}, Kind::kPercentile, 26, "20"},
      {{"10", "20", "30", "40"}, Kind::kPercentile, 90, "40"},
      {{"7"}, Kind::kPercentile, 1, "7"},
      {{"a", "b", "a", "-"}, Kind::kDistinct, 0, "2"},
      {{"1", "2", "3", "4"}, Kind::kLatest, 0, "4"},
      {{"1", "2", "3", "-"}, Kind::kLatest, 0, "2"},
      {{"-"}, Kind::kLatest, 0, "none"},
      {{}, Kind::kShare, 0, "none"},
      {{"1", "2*", "3*"}, Kind::kShare, 0, "100/3"},
      {{"1", "2"}, Kind::kMet, 0, "100"},
      {{"1*"}, Kind::kLate, 0, "0"},
  };
  for (const Case& c : cases) {
    const std::optional<Ratio> figure = FigureOfRows(c.kind, c.percentile, RowsOf(c.values));
    EXPECT_EQ(figure ? expression::Value(*figure).Plain() : "none", c.figure)
        << testing::PrintToString(c.values);
  }
}

}  // namespace
}  // namespace sinergi::registers
