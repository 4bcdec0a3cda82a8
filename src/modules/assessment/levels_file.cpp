#include "modules/assessment/levels_file.h"

#include <algorithm>

#include "base/text.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/levels_table.h"

namespace sinergi::assessment {
namespace {

// The level whose name, or other way to write it, this is.
const Level* NamedLevel(const LevelScale& scale, const std::string& text) {
  const std::optional<Ratio> number = ReadRatio(text, DecimalComma::kRead);
  const auto is = [&](const std::string& name) {
    return FoldText(name) == FoldText(text) || (number && ReadRatio(name) == number);
  };
  for (const Level& level : scale.levels)
    if (is(level.name.id) || std::ranges::any_of(level.also, is)) return &level;
  return nullptr;
}

std::optional<Ratio> PointsOf(const Ratio& points, const Ratio& most) {
  if (most.IsZero() || !AtLeast(most, points)) return {};
  const std::optional<Ratio> share = Divide(points, most);
  return share ? Multiply(*share, Ratio{100, 1}) : std::nullopt;
}

}  // namespace

std::optional<Ratio> LevelIn(const LevelScale& scale, const std::string& text) {
  if (const Level* named = NamedLevel(scale, text)) return named->value;
  const std::optional<Ratio> number = ReadRatio(text, DecimalComma::kRead);
  if (!number || std::ranges::find(scale.levels, *number, &Level::value) != scale.levels.end()) return number;
  const bool between =
      AtLeast(*number, scale.levels.front().value) && AtLeast(scale.levels.back().value, *number);
  return scale.decimals && between ? number : std::nullopt;
}

std::optional<Ratio> ReadLevel(const Instrument& instrument, const Item& item, const std::string& text) {
  const LevelScale& scale = instrument.scales[static_cast<size_t>(item.scale)];
  const std::optional<Ratio> number = ReadRatio(text, DecimalComma::kRead);
  if (scale.points) return number ? PointsOf(*number, item.weight) : std::nullopt;
  if (number && number->IsZero()) return number;  // tidak dinilai
  return LevelIn(scale, text);
}

std::string LevelNames(const LevelScale& scale) {
  std::string all;
  const bool numbers = AtLeast(Ratio{10, 1}, scale.levels.back().value);
  for (const Level& level : scale.levels)
    all += (all.empty() ? "" : ", ") + (numbers ? RatioText(level.value) : level.name.id);
  return all;
}

std::string AllowedLevels(const Instrument& instrument, const Item& item) {
  const LevelScale& scale = instrument.scales[static_cast<size_t>(item.scale)];
  if (scale.points) return "0–" + RatioText(item.weight);
  if (!scale.decimals) return LevelNames(scale);
  return RatioText(scale.levels.front().value) + "–" + RatioText(scale.levels.back().value);
}

Result<Levels> ReadLevels(const Instrument& instrument, std::string_view bytes, std::string_view file_name) {
  Result<CodeTable> table =
      ReadCodeTable(CodesOf(instrument), instrument.id, bytes, file_name, "value", "assessment.bad_levels");
  if (!table.ok()) return table.error();
  Levels levels(instrument.items.size());
  bool answered = false;
  for (size_t i = 0; i < instrument.items.size(); ++i) {
    const CodeTable::Cell& cell = table->cells[i];
    if (cell.text.empty()) continue;
    answered = true;
    levels[i] = ReadLevel(instrument, instrument.items[i], cell.text);
    if (!levels[i])
      table->AddFault(
          cell.line, "assessment.level_unknown",
          {Shorten(cell.text, 40), instrument.items[i].code, AllowedLevels(instrument, instrument.items[i])});
  }
  if (!answered && table->error.fields.empty()) table->AddFault(0, "assessment.no_answers");
  if (!table->error.fields.empty()) return table->error;
  return levels;
}

}  // namespace sinergi::assessment
