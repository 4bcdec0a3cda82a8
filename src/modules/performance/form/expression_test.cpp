#include "modules/performance/form/expression.h"

#include <gtest/gtest.h>

#include "modules/performance/form/test_plan.h"

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
      {"", "form.expression_operand@0"},
      {"[8]+", "form.expression_operand@4"},
      {"[8", "form.expression_expected@2"},
      {"[]", "form.expression_column@1"},
      {"[1234]", "form.expression_column@5"},
      {"1.2.3", "form.expression_number@0"},
      {"[8] [9]", "form.expression_rest@4"},
      {"mean(rows", "form.expression_expected@9"},
      {"1,5", "form.expression_rest@1"},
      {"=SUM(A1)", "form.expression_operand@0"},
  };
  for (const auto& [text, canonical] : kCases) EXPECT_EQ(Read(text), canonical) << text;
}

TEST(Expression, IsBounded) {
  EXPECT_EQ(Read(Many(200, '(')).substr(0, 21), "form.expression_depth");
  EXPECT_EQ(Read(Many(200, '-')).substr(0, 21), "form.expression_depth");
  EXPECT_EQ(Read(Many(600, '1')).substr(0, 22), "form.expression_length");
}

}  // namespace
}  // namespace sinergi::performance::form
