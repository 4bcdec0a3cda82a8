#include "modules/assessment/kami_instrument.h"

#include <algorithm>

#include "base/ensure.h"
#include "platform/files/texts.h"

namespace sinergi::assessment {
namespace {

Label Said(std::string_view key, const std::vector<std::string>& args) {
  return {Texts::Shipped().Get(Lang::kId, key, args), Texts::Shipped().Get(Lang::kEn, key, args)};
}

int AddGroup(const std::string& code, const Label& name, int points, Instrument& to) {
  to.groups.push_back(
      {Group::Kind::kDomain, code, name, -1, *Ratio::Of(points * 100, std::max(to.kami->max, 1))});
  return static_cast<int>(to.groups.size()) - 1;
}

Item ItemIn(int group, int scale, Label name, int points, const Instrument& to) {
  Item item;
  item.name = std::move(name);
  item.group = group;
  item.scale = scale;
  item.weight = *Ratio::Of(points * 100, std::max(to.kami->max, 1));
  return item;
}

void AddSheet(const KamiSheet& sheet, int scale, Instrument& to) {
  const int group = AddGroup(sheet.code, sheet.name, 0, to);
  for (int i = 1; i <= sheet.questions; ++i)
    to.items.push_back(ItemIn(group, scale, Said("kami.question", {std::to_string(i)}), 0, to));
}

void AddArea(const KamiArea& area, Instrument& to) {
  const int group = AddGroup(area.code, area.name, area.max, to);
  for (const KamiCell& cell : area.cells)
    for (int i = 1; i <= cell.questions; ++i) {
      Label name = Said("kami.question_of", {std::to_string(i), std::string(KamiLevelName(cell.maturity)),
                                             std::to_string(cell.stage)});
      const int most = to.kami->points[static_cast<size_t>(cell.stage)][3];
      to.items.push_back(ItemIn(group, to.kami->answer_scale, std::move(name), most, to));
    }
}

// The names of all categories' statuses, best first.
void AddStatuses(Instrument& to) {
  for (const KamiCategory& category : to.kami->categories)
    for (auto status = category.statuses.rbegin(); status != category.statuses.rend(); ++status)
      if (std::ranges::none_of(to.predicates, [&](const auto& p) { return p.name == status->name; }))
        to.predicates.push_back({Ratio{}, status->name});
}

GroupIndex Points(int points, int answered, int questions) {
  return {Ratio{points, 1}, Decimal{points, 0}, answered, questions};
}

}  // namespace

Instrument InstrumentOf(Kami kami) {
  Instrument to = kami.about;
  to.kami = std::make_shared<const Kami>(std::move(kami));
  to.places = 0;
  AddSheet(to.kami->category_sheet, to.kami->category_scale, to);
  for (const KamiArea& area : to.kami->areas) AddArea(area, to);
  AddSheet(to.kami->supplement, to.kami->answer_scale, to);
  AddStatuses(to);
  const std::vector<std::string> codes = KamiCodes(*to.kami);
  ENSURE(codes.size() == to.items.size());
  for (size_t i = 0; i < codes.size(); ++i) to.items[i].code = codes[i];
  return to;
}

KamiFigures KamiFiguresOf(const Instrument& instrument, const Levels& levels) {
  ENSURE(instrument.kami && levels.size() == instrument.items.size());
  KamiAnswers answers;
  for (const std::optional<Ratio>& level : levels)
    answers.push_back(level ? std::optional(static_cast<int>(level->numerator)) : std::nullopt);
  return ComputeKami(*instrument.kami, answers);
}

Index KamiIndexOf(const Instrument& instrument, const Levels& levels) {
  const KamiFigures figures = KamiFiguresOf(instrument, levels);
  Index index;
  index.exact = Ratio{figures.total, 1};
  index.printed = Decimal{figures.total, 0};
  index.answered =
      static_cast<int>(std::ranges::count_if(levels, [](const auto& l) { return l.has_value(); }));
  index.items = static_cast<int>(levels.size());
  index.predicate = -1;
  for (size_t p = 0; p < instrument.predicates.size(); ++p)
    if (instrument.predicates[p].name.id == figures.status) index.predicate = static_cast<int>(p);
  const Kami& kami = *instrument.kami;
  const auto from = levels.begin(), behind = from + kami.category_sheet.questions;
  const auto known = std::count_if(from, behind, [](const auto& level) { return level.has_value(); });
  index.groups.push_back(
      Points(figures.category_points, static_cast<int>(known), kami.category_sheet.questions));
  for (const KamiAreaFigures& area : figures.areas)
    index.groups.push_back(Points(area.points, area.answered, area.questions));
  index.groups.push_back(
      Points(figures.supplement_points, figures.supplement_answered, kami.supplement.questions));
  return index;
}

Change ExplainKami(const Assessed& from, const Assessed& to) {
  const KamiFigures before = KamiFiguresOf(from.instrument, from.levels),
                    now = KamiFiguresOf(to.instrument, to.levels);
  ENSURE(before.counted.size() == now.counted.size());
  Change change;
  change.from = Ratio{before.total, 1};
  change.to = Ratio{now.total, 1};
  change.difference = Ratio{now.total - before.total, 1};
  change.parts[static_cast<size_t>(Cause::kBoth)] = change.difference;
  for (size_t i = 0; i < now.counted.size(); ++i) {
    const int item = static_cast<int>(i);
    change.items.push_back(
        {item, item, Cause::kBoth, Strength::kStrong, Ratio{now.counted[i] - before.counted[i], 1}});
  }
  return change;
}

int MostPoints(const Instrument& instrument, size_t item) {
  const Kami& kami = *instrument.kami;
  const Item& asked = instrument.items[item];
  if (asked.weight.IsZero())
    return static_cast<int>(
        instrument.scales[static_cast<size_t>(asked.scale)].levels.back().value.numerator);
  const std::optional<Ratio> points = Multiply(asked.weight, Ratio{kami.max, 100});
  return points ? static_cast<int>(points->numerator) : 0;
}

}  // namespace sinergi::assessment
