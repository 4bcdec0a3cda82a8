#include "modules/performance/form/expression.h"

#include <gtest/gtest.h>

#include "modules/performance/form/ratio.h"

namespace sinergi::performance::form {
namespace {

std::string Read(std::string_view text) {
  const auto parsed = ParseExpression(text);
  if (const auto* expression = std::get_if<Expression>(&parsed)) return Canonical(*expression);
  const ExpressionError& error = std::get<ExpressionError>(parsed);
  return error.code + "@" + std::to_string(error.at);
}

TEST(Expression, ReadsAndWrites) {
  constexpr std::pair<std::string_view, std::string_view> kCases[] = {
      {" [8] + [9]+[10]", "[8]+[9]+[10]"},
      {"[12]/[7]*100", "[12]/[7]*100"},
      {"100*([6]+[12])", "100*([6]+[12])"},
      {"[1]-([2]-[3])", "[1]-([2]-[3])"},
      {"-[2]*1.50", "-[2]*1.5"},
      {"target( renstra.end )", "target(renstra.end)"},
      {"predicate(mean(rows))", "predicate(mean(rows))"},
      {"", "expression_operand@0"},
      {"[8]+", "expression_operand@4"},
      {"[8", "expression_expected@2"},
      {"[]", "expression_column@1"},
      {"[1234]", "expression_column@5"},
      {"1.2.3", "expression_number@0"},
      {"[8] [9]", "expression_rest@4"},
      {"mean(rows", "expression_expected@9"},
      {"1,5", "expression_rest@1"},
      {"=SUM(A1)", "expression_operand@0"},
  };
  for (const auto& [text, canonical] : kCases) EXPECT_EQ(Read(text), canonical) << text;
}

// Made in a loop: g++ 12 warns of its own std::string(n, c) + "…".
std::string Many(int count, char c) {
  std::string text;
  for (int i = 0; i < count; ++i) text += c;
  return text;
}

TEST(Expression, IsBounded) {
  EXPECT_EQ(Read(Many(200, '(')).substr(0, 16), "expression_depth");
  EXPECT_EQ(Read(Many(200, '-')).substr(0, 16), "expression_depth");
  EXPECT_EQ(Read(Many(600, '1')).substr(0, 17), "expression_length");
}

TEST(Ratio, IsExactAndBounded) {
  const Ratio third = *Ratio::Of(1, 3);
  EXPECT_EQ(Multiply(third, *Ratio::Of(100, 1))->Round(6)->Plain(), "33.333333");
  EXPECT_EQ(Add(third, *Ratio::Of(2, 3))->Round(0)->units, 1);
  EXPECT_EQ(Subtract(third, third)->Round(2)->units, 0);
  EXPECT_FALSE(Divide(third, Ratio()).has_value());
  EXPECT_FALSE(Ratio::Of(1, 0).has_value());
  EXPECT_EQ(Ratio::Of(-2, -4)->denominator, 2);
  Ratio large = *Ratio::Of(static_cast<Int128>(1) << 100, 1);
  EXPECT_FALSE(Multiply(large, large).has_value());
  EXPECT_FALSE(large.Round(6).has_value());
}

}  // namespace
}  // namespace sinergi::performance::form
