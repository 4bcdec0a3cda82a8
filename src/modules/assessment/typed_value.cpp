#include "modules/assessment/typed_value.h"

#include "modules/assessment/assessment.h"

namespace sinergi::assessment {

bool TakesPoints(const Instrument& instrument, size_t item) {
  return instrument.scales[static_cast<size_t>(instrument.items[item].scale)].points;
}

std::optional<Ratio> AsTyped(const Instrument& instrument, size_t item, const Ratio& kept) {
  if (!TakesPoints(instrument, item)) return kept;
  const std::optional<Ratio> product = Multiply(kept, instrument.items[item].weight);
  return product ? Divide(*product, Ratio{100, 1}) : std::nullopt;
}

std::optional<Ratio> AsKept(const Instrument& instrument, size_t item, const Ratio& typed) {
  if (!TakesPoints(instrument, item)) return typed;
  const Ratio& most = instrument.items[item].weight;
  const std::optional<Ratio> share = most.IsZero() ? std::nullopt : Divide(typed, most);
  return share ? Multiply(*share, Ratio{100, 1}) : std::nullopt;
}

std::string TypedText(const Instrument& instrument, size_t item, const std::optional<Ratio>& kept) {
  const std::optional<Ratio> typed = kept ? AsTyped(instrument, item, *kept) : std::nullopt;
  return typed ? PrintValue(*typed) : "–";
}

}  // namespace sinergi::assessment
