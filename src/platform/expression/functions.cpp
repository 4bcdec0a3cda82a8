#include "platform/expression/functions.h"

#include <array>

#include "base/decimal.h"
#include "base/text.h"

namespace sinergi::expression {
namespace {

using Arguments = std::span<const Value>;
using Kind = Type::Kind;

std::optional<int64_t> WholeOf(const Value& value) {
  const Ratio* number = value.number();
  if (number == nullptr || number->denominator != 1) return {};
  const std::optional<Decimal> whole = number->Round(0);
  return whole ? std::optional<int64_t>(whole->units) : std::nullopt;
}

// The largest (sign > 0) or smallest of the arguments; nothing when one is nothing.
Value Extreme(Arguments arguments, int sign) {
  Value best = arguments[0];
  for (const Value& value : arguments.subspan(1)) {
    const std::optional<int> order = Compare(value, best);
    if (!order) return {};
    if (*order * sign > 0) best = value;
  }
  return best;
}

Value Sum(Arguments arguments) {
  std::optional<Ratio> sum = Ratio();
  if (!arguments[0].list()) return {};
  for (const Value& value : *arguments[0].list()) {
    if (!value.number()) continue;  // a row without the figure adds nothing
    sum = sum ? Add(*sum, *value.number()) : sum;
  }
  return sum;
}

Value Count(Arguments arguments) {
  const List* list = arguments[0].list();
  return list ? Value::Whole(static_cast<int64_t>(list->size())) : Value();
}

// Half-up to whole units of 10^-places, away from zero.
Value Round(Arguments arguments) {
  const std::optional<int64_t> places = arguments.size() > 1 ? WholeOf(arguments[1]) : 0;
  if (!arguments[0].number() || !places || *places < 0 || *places > 6) return {};
  const std::optional<Decimal> rounded = arguments[0].number()->Round(static_cast<int>(*places));
  int64_t scale = 1;
  for (int64_t i = 0; i < *places; ++i) scale *= 10;
  return rounded ? Ratio::Of(rounded->units, scale) : std::nullopt;
}

// The whole number at or below.
Value Floor(Arguments arguments) {
  if (!arguments[0].number()) return {};
  const Ratio& number = *arguments[0].number();
  const std::optional<Decimal> near = number.Round(0);
  if (!near) return {};
  const Value whole = Value::Whole(near->units);
  const std::optional<int> order = Compare(whole, arguments[0]);
  if (!order) return {};
  return *order > 0 ? Value::Whole(near->units - 1) : whole;
}

// Minutes since midnight of a time of day, "07:30".
Value Minutes(Arguments arguments) {
  const std::string* time = arguments[0].text();
  const bool form = time != nullptr && time->size() == 5 && (*time)[2] == ':';
  if (!form) return {};
  const std::optional<int64_t> hour = ReadDecimal(time->substr(0, 2), 0, NumberStyle::kPoint);
  const std::optional<int64_t> minute = ReadDecimal(time->substr(3), 0, NumberStyle::kPoint);
  if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return {};
  return Value::Whole(*hour * 60 + *minute);
}

Value Abs(Arguments arguments) {
  if (!arguments[0].number()) return {};
  Ratio number = *arguments[0].number();
  if (number.numerator < 0) number.numerator = -number.numerator;
  return number;
}

Value DatePart(const Value& value, int (*part)(const Date&)) {
  return value.date() ? Value::Whole(part(*value.date())) : Value();
}

Value Days(Arguments arguments) {
  if (!arguments[0].date() || !arguments[1].date()) return {};
  return Value::Whole(arguments[1].date()->Days() - arguments[0].date()->Days());
}

Value AddDays(Arguments arguments) {
  const std::optional<int64_t> days = WholeOf(arguments[1]);
  if (!arguments[0].date() || !days || *days < -400'000 || *days > 400'000) return {};
  return Date::FromDays(arguments[0].date()->Days() + *days);
}

Value If(Arguments arguments) {
  const bool* condition = arguments[0].yes();
  return condition == nullptr ? Value() : arguments[*condition ? 1 : 2];
}

Value First(Arguments arguments) {
  for (const Value& value : arguments)
    if (!value.null()) return value;
  return {};
}

// Characters, not bytes.
Value Length(Arguments arguments) {
  if (!arguments[0].text()) return {};
  int64_t characters = 0;
  for (const char c : *arguments[0].text()) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return Value::Whole(characters);
}

Value Starts(Arguments arguments) {
  if (!arguments[0].text() || !arguments[1].text()) return {};
  return arguments[0].text()->starts_with(*arguments[1].text());
}

Value Contains(Arguments arguments) {
  if (!arguments[0].text() || !arguments[1].text()) return {};
  return ContainsFolded(*arguments[0].text(), LowerAscii(*arguments[1].text()));
}

constexpr std::array<Function, 19> kFunctions = {{
    {"min", "any+", Kind::kNothing, "min(3, 1.5)", "1.5", [](Arguments a) { return Extreme(a, -1); }},
    {"max", "any+", Kind::kNothing, "max(2024-01-31, 2024-02-01)", "2024-02-01",
     [](Arguments a) { return Extreme(a, 1); }},
    {"round", "number number?", Kind::kNumber, "round(2.345, 2)", "2.35", Round},
    {"floor", "number", Kind::kNumber, "floor(7.9)", "7", Floor},
    {"minutes", "text", Kind::kNumber, "minutes('07:45')", "465", Minutes},
    {"abs", "number", Kind::kNumber, "abs(0 - 4)", "4", Abs},
    {"year", "date", Kind::kNumber, "year(2024-09-18)", "2024",
     [](Arguments a) { return DatePart(a[0], [](const Date& d) { return d.year; }); }},
    {"quarter", "date", Kind::kNumber, "quarter(2024-09-18)", "3",
     [](Arguments a) { return DatePart(a[0], [](const Date& d) { return (d.month + 2) / 3; }); }},
    {"month", "date", Kind::kNumber, "month(2024-09-18)", "9",
     [](Arguments a) { return DatePart(a[0], [](const Date& d) { return d.month; }); }},
    {"day", "date", Kind::kNumber, "day(2024-09-18)", "18",
     [](Arguments a) { return DatePart(a[0], [](const Date& d) { return d.day; }); }},
    {"days", "date date", Kind::kNumber, "days(2024-02-28, 2024-03-01)", "2", Days},
    {"add_days", "date number", Kind::kDate, "add_days(2024-02-28, 2)", "2024-03-01", AddDays},
    {"if", "yes_no any any", Kind::kNothing, "if(1 < 2, 'ya', 'tidak')", "ya", If},
    {"first", "any+", Kind::kNothing, "first(1 / 0, 7)", "7", First},
    {"length", "text", Kind::kNumber, "length('Désa')", "4", Length},
    {"starts", "text text", Kind::kYesNo, "starts('2.16.01', '2.16')", "true", Starts},
    {"contains", "text text", Kind::kYesNo, "contains('Dinas Kominfo', 'kominfo')", "true", Contains},
    {"sum", "numbers", Kind::kNumber, "sum((1.5, 2))", "3.5", Sum},
    {"count", "list", Kind::kNumber, "count((1, 2, 3))", "3", Count},
}};

}  // namespace

std::span<const Function> Functions() {
  return kFunctions;
}

const Function* FindFunction(std::string_view name) {
  for (const Function& function : kFunctions)
    if (function.name == name) return &function;
  return nullptr;
}

}  // namespace sinergi::expression
