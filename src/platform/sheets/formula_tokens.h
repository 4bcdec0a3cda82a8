// The words of a formula: "SUM(K13,'Tw 1'!A1)" is name SUM, "(", name K13, ",", sheet Tw 1, "!", name A1,
// ")".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinergi::sheets {

struct FormulaToken {
  enum class Kind { kEnd, kNumber, kText, kError, kName, kQuotedSheet, kOperator };
  Kind kind = Kind::kEnd;
  std::string text;  // text literals and sheets without quotes; operators as written

  bool Is(std::string_view op) const { return kind == Kind::kOperator && text == op; }
};

// Ends with a kEnd; empty when there is a character that no formula of ours has ("{", "[", a quote that is
// not closed).
std::optional<std::vector<FormulaToken>> TokenizeFormula(std::string_view formula);

}  // namespace sinergi::sheets
