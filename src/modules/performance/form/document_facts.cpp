#include "modules/performance/form/document_facts.h"

namespace sinergi::performance::form {
namespace {

template <class Value>
std::optional<Value> OfYear(const std::map<int, Value>& by_year, int year) {
  const auto found = by_year.find(year);
  return found == by_year.end() ? std::nullopt : std::optional<Value>(found->second);
}

}  // namespace

Figure DocumentFigureOf(const Slot& slot, const DocumentFacts& facts, size_t indicator) {
  const IndicatorFacts& of = facts.indicators[indicator];
  const int year = facts.YearOf(slot);
  switch (slot.source) {
    case Source::kTarget:
      return OfYear(of.target, year).value_or(Figure{});
    case Source::kTargetEnd:
      return of.target_end;
    case Source::kTargetRenstra:
      return of.target_renstra_end;
    case Source::kTargetOfRenstra:
      return OfYear(of.target_of_renstra, year).value_or(Figure{});
    case Source::kTargetOfOther:
      return OfYear(of.target_of_other, year).value_or(Figure{});
    case Source::kRealisedUpTo:
      return OfYear(of.realised_up_to, year).value_or(Figure{});
    case Source::kRealisedYear:
      return OfYear(of.realised, year).value_or(Figure{});
    default:
      return {};
  }
}

std::optional<Money> DocumentMoneyOf(const Slot& slot, const DocumentFacts& facts, size_t node) {
  const NodeFacts& of = facts.nodes[node];
  const int year = facts.YearOf(slot);
  switch (slot.source) {
    case Source::kAmount:
      return OfYear(of.amount, year);
    case Source::kAmountOfOther:
      return OfYear(of.amount_of_other, year);
    case Source::kSpentYear:
      return OfYear(of.spent, year);
    default:
      return {};
  }
}

}  // namespace sinergi::performance::form
