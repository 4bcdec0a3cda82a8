// Numbers as workbooks write them: "-12.5E-3". Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sinergi::sheets {

bool IsPlainNumber(std::string_view text);  // sign, digits, point, exponent, and nothing else
// Empty when it is no plain number or lies outside of a double.
std::optional<double> ReadNumber(std::string_view text);
// A text in arithmetic, as Excel takes it: blanks around it and a "%" behind it are allowed.
std::optional<double> ReadTypedNumber(std::string_view text);
std::string ShowNumber(double number);  // up to 15 digits, as "&" shows them

}  // namespace sinergi::sheets
