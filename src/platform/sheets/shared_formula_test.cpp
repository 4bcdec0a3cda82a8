#include "platform/sheets/shared_formula.h"

#include <gtest/gtest.h>

namespace sinergi::sheets {
namespace {

TEST(ShiftFormula, MovesReferencesAndNothingElse) {
  struct Case {
    const char* formula;
    int rows, columns;
    const char* shifted;
  } cases[] = {
      {"L11+AB11", 1, 1, "M12+AC12"},
      {"$L$11+$L11+L$11", 2, 3, "$L$11+$L13+O$11"},
      {"SUM(A1:B2)", 1, 0, "SUM(A2:B3)"},
      {"SUM(A:A)+SUM($A:B)", 5, 1, "SUM(B:B)+SUM($A:C)"},
      {"SUM(6:$9)", 2, 1, "SUM(8:$9)"},
      {"LOG10(A1)+A10", 1, 0, "LOG10(A2)+A11"},
      {"'Tw 1'!A1+'Ja''far'!B2+Data!C3", 1, 1, "'Tw 1'!B2+'Ja''far'!C3+Data!D4"},
      {"A1&\" dari A1 \"\"A1\"\"\"", 1, 0, "A2&\" dari A1 \"\"A1\"\"\""},
      {"T1[A1]+[1]Lain!A1", 1, 0, "T1[A1]+[1]Lain!A2"},
      {"1.5E3*A1+2", 1, 0, "1.5E3*A2+2"},
      {"A1+#REF!+#DIV/0!", 1, 0, "A2+#REF!+#DIV/0!"},
      {"TARIF+XFE1+A1048577", 1, 1, "TARIF+XFE1+A1048577"},
      {"A1", -1, 0, "#REF!"},
      {"XFD1", 0, 1, "#REF!"},
      {"U85:U87:U88", 1, 0, "U86:U88:U89"},
      {"a1+b$2", 1, 1, "B2+C$2"},
      {"\"tidak ditutup A1", 1, 1, "\"tidak ditutup A1"},
  };
  for (const Case& c : cases) EXPECT_EQ(ShiftFormula(c.formula, c.rows, c.columns), c.shifted);
}

}  // namespace
}  // namespace sinergi::sheets
