#include "modules/assessment/instrument_scoring.h"

#include <algorithm>
#include <functional>

#include "base/ensure.h"
#include "base/text.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/levels_table.h"

namespace sinergi::assessment {
namespace {

// Items become aspects of their domain, their parts the items.
void TakeParts(const Instrument& from, int scale, Instrument& to) {
  to.groups.clear();
  to.items.clear();
  std::vector<int> moved(from.groups.size(), -1);
  const std::function<void(int)> take_group = [&](int at) {
    if (at < 0 || moved[static_cast<size_t>(at)] >= 0) return;
    Group group = from.groups[static_cast<size_t>(at)];
    take_group(group.parent);
    if (group.parent >= 0) group.parent = moved[static_cast<size_t>(group.parent)];
    moved[static_cast<size_t>(at)] = static_cast<int>(to.groups.size());
    to.groups.push_back(std::move(group));
  };
  for (const Item& item : from.items) {
    take_group(item.group);
    const int parent = moved[static_cast<size_t>(item.group)];
    const int aspect = static_cast<int>(to.groups.size());
    to.groups.push_back({Group::Kind::kAspect, item.code, item.name, parent, item.weight});
    for (const Part& part : item.parts)
      to.items.push_back({part.code, part.name, aspect, scale, part.weight, item.functions, {}, "", {}});
  }
}

bool PartsAreItems(const Instrument& instrument) {
  for (const Scoring& way : instrument.scorings)
    if (way.id == instrument.scoring) return way.parts;
  return false;
}

// Their sum.
Ratio TakeWeights(CodeTable& table, Instrument& weighted) {
  Ratio sum;
  for (size_t i = 0; i < weighted.items.size(); ++i) {
    const CodeTable::Cell& cell = table.cells[i];
    const std::optional<Ratio> weight = ReadRatio(cell.text, DecimalComma::kRead);
    const std::optional<Ratio> next = weight ? Add(sum, *weight) : std::nullopt;
    if (cell.text.empty()) {
      table.AddFault(cell.line, "assessment.weight_of_item_missing", {weighted.items[i].code});
    } else if (!next || !AtLeast(kWhole, *weight)) {
      table.AddFault(cell.line, "instrument.bad_weight", {Shorten(cell.text, 40)});
    } else {
      weighted.items[i].weight = *weight;
      sum = *next;
    }
  }
  return sum;
}

// What weighs nothing is not asked that year; a group without items goes with them.
void DropUnweighted(Instrument& instrument) {
  std::erase_if(instrument.items, [](const Item& item) { return item.weight.IsZero(); });
  std::vector<Group> groups;
  std::vector<int> moved(instrument.groups.size(), -1);
  for (size_t g = 0; g < instrument.groups.size(); ++g) {
    const bool used = std::ranges::any_of(instrument.items, [&](const Item& item) {
      return IsWithin(instrument, item.group, static_cast<int>(g));
    });
    if (!used) continue;
    moved[g] = static_cast<int>(groups.size());
    groups.push_back(instrument.groups[g]);
  }
  for (Group& group : groups)
    if (group.parent >= 0) group.parent = moved[static_cast<size_t>(group.parent)];
  for (Item& item : instrument.items) item.group = moved[static_cast<size_t>(item.group)];
  instrument.groups = std::move(groups);
}

void WeighGroups(Instrument& weighted) {
  DropUnweighted(weighted);
  for (size_t g = 0; g < weighted.groups.size(); ++g)
    for (const Item& item : weighted.items)
      if (IsWithin(weighted, item.group, static_cast<int>(g)))
        weighted.groups[g].weight = *Add(weighted.groups[g].weight, item.weight);
  weighted.weights_known = true;
}

}  // namespace

Result<Instrument> ScoredBy(const Instrument& instrument, std::string_view scoring) {
  std::string known;
  for (const Scoring& way : instrument.scorings) {
    known += (known.empty() ? "" : ", ") + way.id;
    if (way.id != scoring) continue;
    if (way.id == instrument.scoring) return instrument;
    if (PartsAreItems(instrument)) break;
    Instrument scored = instrument;
    scored.scoring = way.id;
    if (way.parts) {
      TakeParts(instrument, way.scale, scored);
    } else {
      for (Item& item : scored.items) item.scale = way.scale;
    }
    return scored;
  }
  return Error{ErrorKind::kInvalid, "assessment.scoring_unknown", {std::string(scoring), known}};
}

Result<Instrument> WithWeights(const Instrument& instrument, std::string_view bytes,
                               std::string_view file_name) {
  if (instrument.weights_known)
    return Error{ErrorKind::kInvalid, "assessment.weights_fixed", {instrument.id}};
  Instrument weighted = instrument;
  Result<CodeTable> table =
      ReadCodeTable(CodesOf(instrument), instrument.id, bytes, file_name, "weight", "assessment.bad_weights");
  if (!table.ok()) return table.error();
  const Ratio sum = TakeWeights(*table, weighted);
  if (table->error.fields.empty() && sum != kWhole)
    table->AddFault(0, "instrument.weights_sum", {RatioText(sum)});
  if (!table->error.fields.empty()) return table->error;
  WeighGroups(weighted);
  return weighted;
}

Result<Instrument> WithWeights(const Instrument& instrument, const std::vector<Ratio>& weights) {
  if (instrument.weights_known)
    return Error{ErrorKind::kInvalid, "assessment.weights_fixed", {instrument.id}};
  ENSURE(weights.size() == instrument.items.size());
  Instrument weighted = instrument;
  std::optional<Ratio> sum = Ratio{};
  for (size_t i = 0; i < weights.size(); ++i) {
    weighted.items[i].weight = weights[i];
    if (sum) sum = Add(*sum, weights[i]);
  }
  if (!sum) return Error{ErrorKind::kInvalid, "assessment.too_fine"};
  if (*sum != kWhole) return Error{ErrorKind::kInvalid, "instrument.weights_sum", {RatioText(*sum)}};
  WeighGroups(weighted);
  return weighted;
}

}  // namespace sinergi::assessment
