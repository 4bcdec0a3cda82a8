#include "platform/expression/value.h"

namespace sinergi::expression {
namespace {

std::string PlainNumber(const Ratio& number) {
  const std::optional<Decimal> decimal = number.Round(6);
  if (decimal && Ratio::Of(decimal->units, kMicro) == number) return decimal->Plain();
  if (const std::optional<Decimal> top = Ratio{number.numerator, 1}.Round(0))
    if (const std::optional<Decimal> bottom = Ratio{number.denominator, 1}.Round(0))
      return top->Plain() + "/" + bottom->Plain();
  return decimal ? decimal->Plain() : "";
}

template <class T>
int Order(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

}  // namespace

std::string Value::Plain() const {
  if (const bool* b = yes()) return *b ? "true" : "false";
  if (const Ratio* n = number()) return PlainNumber(*n);
  if (const std::string* t = text()) return *t;
  if (const Date* d = date()) return d->Iso();
  std::string all;
  if (const List* items = list())
    for (const Value& item : *items) all += (all.empty() ? "" : ", ") + item.Plain();
  return all;
}

std::optional<int> Compare(const Value& a, const Value& b) {
  if (a.number() && b.number()) {
    const std::optional<Ratio> difference = Subtract(*a.number(), *b.number());
    if (!difference) return {};
    return Order<Int128>(difference->numerator, 0);
  }
  if (a.text() && b.text()) return Order(*a.text(), *b.text());
  if (a.date() && b.date()) return Order(*a.date(), *b.date());
  if (a.yes() && b.yes()) return Order(*a.yes(), *b.yes());
  return {};
}

}  // namespace sinergi::expression
