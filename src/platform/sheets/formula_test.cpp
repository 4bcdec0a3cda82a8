#include "platform/sheets/formula.h"

#include <gtest/gtest.h>

namespace sinergi::sheets {
namespace {

// The tree in brackets: "(+ K13 (* 2 K55))".
std::string Show(const Formula& formula) {
  const std::string at = (formula.sheet.empty() ? "" : formula.sheet + "!") + formula.range.A1();
  switch (formula.kind) {
    case Formula::Kind::kReference:
    case Formula::Kind::kRange:
      return at;
    case Formula::Kind::kText:
      return "'" + formula.text + "'";
    case Formula::Kind::kNumber:
    case Formula::Kind::kBool:
      return formula.text;
    default:
      break;
  }
  std::string out = (formula.kind == Formula::Kind::kUnknown ? "?" : "(") + formula.text;
  for (const Formula& part : formula.parts) out += " " + Show(part);
  return formula.kind == Formula::Kind::kUnknown ? out : out + ")";
}

TEST(ParseFormula, BuildsTheTree) {
  struct Case {
    const char* formula;
    const char* tree;
  } cases[] = {
      {"SUM(K13+K55,K70:K72)", "(SUM (+ K13 K55) K70:K72)"},
      {"=1+2*3^2", "(+ 1 (* 2 (^ 3 2)))"},
      {"-2^2", "(^ (- 2) 2)"},
      {"2^3^2", "(^ (^ 2 3) 2)"},
      {"1-2-3", "(- (- 1 2) 3)"},
      {"A1&\"x\"\"y\"=B1", "(= (& A1 'x\"y') B1)"},
      {"A1>=10%", "(>= A1 (% 10))"},
      {"(1+2)*3", "(* (+ 1 2) 3)"},
      {"+A106:QE106:AC107", "(+ A106:QE107)"},
      {"AVERAGE(U85:U87:U88)", "(AVERAGE U85:U88)"},
      {"B2:A1", "A1:B2"},
      {"SUM(A:A)", "(SUM A1:A1048576)"},
      {"SUM($6:9)", "(SUM A6:XFD9)"},
      {"'Ja''far 1'!$A$1+Data!B2:C3", "(+ Ja'far 1!A1 Data!B2:C3)"},
      {"if(true,1,)", "(IF 1 1 0)"},
      {"VLOOKUP(A1,B1:C9,2)", "?VLOOKUP A1 B1:C9 2"},
      {"TARIF*2", "(* ?TARIF 2)"},
      {"#REF!+1", "(+ ?#REF! 1)"},
      {"SUM( A1 ,\n B1 )", "(SUM A1 B1)"},
      {"1.5E-3", "1.5E-3"},
      {"", "?"},
      {"1+", "?"},
      {"SUM(A1", "?"},
      {"[1]Lain!A1", "?"},
      {"'[b.xlsx]L'!A1", "?"},
      {"{1,2}", "?"},
      {"A1 B1", "?"},
      {"\"buka", "?"},
      {"A1:", "?"},
      {"A1:B", "A1:B1048576"},
  };
  for (const Case& c : cases) EXPECT_EQ(Show(ParseFormula(c.formula)), c.tree) << c.formula;
}

TEST(ParseFormula, ListsReferencesInOrder) {
  std::string seen;
  for (const CellRange& range :
       ReferencesOf(ParseFormula("SUM(K13+K55,K70:K72)-Data!A1*(B2+VLOOKUP(C3,D:D,1))")))
    seen += range.A1() + " ";
  EXPECT_EQ(seen, "K13 K55 K70:K72 A1 B2 C3 D1:D1048576 ");
}

TEST(ParseFormula, RefusesDepthAndLengthAndStandsLongSums) {
  const auto nested = [](size_t n) { return std::string(n, '(') + "1" + std::string(n, ')'); };
  EXPECT_EQ(ParseFormula(nested(90)).kind, Formula::Kind::kNumber);
  EXPECT_EQ(ParseFormula(nested(4000)).kind, Formula::Kind::kUnknown);
  EXPECT_EQ(ParseFormula(nested(10'000)).kind, Formula::Kind::kUnknown);
  EXPECT_EQ(ParseFormula(std::string(4000, '-') + "1").kind, Formula::Kind::kUnknown);
  EXPECT_EQ(ParseFormula("1" + std::string(4000, '%')).kind, Formula::Kind::kUnknown);
  std::string calls;
  for (int i = 0; i < 1500; ++i) calls += "SUM(";
  EXPECT_EQ(ParseFormula(calls).kind, Formula::Kind::kUnknown);
  std::string sum = "A1";
  for (int i = 0; i < 2000; ++i) sum += "+A1";
  EXPECT_EQ(ReferencesOf(ParseFormula(sum)).size(), 2001u);
}

}  // namespace
}  // namespace sinergi::sheets
