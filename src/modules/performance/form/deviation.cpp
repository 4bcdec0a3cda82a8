#include "modules/performance/form/deviation.h"

#include "base/text.h"
#include "platform/files/texts.h"

namespace sinergi::performance::form {
namespace {

template <class Value>
Value ValueOf(const std::map<int, Value>& by_year, int year) {
  const auto found = by_year.find(year);
  return found == by_year.end() ? Value{} : found->second;
}

}  // namespace

std::string DeviationOf(const DocumentFacts& facts, size_t node, int indicator) {
  std::string text;
  const auto say = [&](bool differs, std::string_view key) {
    if (differs) text += (text.empty() ? "" : "; ") + Texts::Shipped().Get(Lang::kId, key);
  };
  const NodeFacts& of = facts.nodes[node];
  say(!of.here, "form.deviation.only_there");
  say(!of.there, "form.deviation.only_here");
  if (!text.empty()) return text;
  say(!SameText(of.location, of.other_location), "form.deviation.location");
  say(ValueOf(of.amount, facts.year) != ValueOf(of.amount_of_other, facts.year), "form.deviation.amount");
  if (indicator < 0) return text;
  const IndicatorFacts& figures = facts.indicators[static_cast<size_t>(indicator)];
  say(!figures.here || figures.other_name.empty(), "form.deviation.indicator");
  if (figures.here && !figures.other_name.empty())
    say(!planning::SameQuantity(ValueOf(figures.target, facts.year).quantity,
                                ValueOf(figures.target_of_other, facts.year).quantity),
        "form.deviation.target");
  return text;
}

}  // namespace sinergi::performance::form
