#include "modules/assessment/assessment_sheet.h"

#include <algorithm>

#include "base/ensure.h"
#include "base/text.h"
#include "modules/assessment/instrument_number.h"

namespace sinergi::assessment {
namespace {

// How far a value is from the lower end of its scale, 0 … 1.
std::optional<Ratio> ShareOf(const LevelScale& scale, const Ratio& value) {
  if (scale.levels.size() < 2) return {};
  const std::optional<Ratio> above = Subtract(value, scale.levels.front().value);
  const std::optional<Ratio> whole = Subtract(scale.levels.back().value, scale.levels.front().value);
  return above && whole ? Divide(*above, *whole) : std::nullopt;
}

struct Weighed {
  size_t item;
  Ratio weight;  // of the distance
};

std::vector<size_t> HeaviestFirst(std::vector<Weighed>& found) {
  std::stable_sort(found.begin(), found.end(),
                   [](const Weighed& a, const Weighed& b) { return !AtLeast(b.weight, a.weight); });
  std::vector<size_t> items;
  for (const Weighed& one : found) items.push_back(one.item);
  return items;
}

}  // namespace

Sheet::Sheet(AssessmentHead its_head, std::shared_ptr<const Instrument> its_instrument)
    : head(std::move(its_head)), instrument(std::move(its_instrument)), units(instrument->items.size(), 0) {
  for (std::vector<Answer>& of_stage : answers) of_stage.resize(units.size());
  for (std::vector<int>& of_stage : files) of_stage.resize(units.size(), 0);
}

std::optional<Ratio> Sheet::Counting(Stage stage, size_t item) const {
  if (head.course.Has(stage) && At(stage, item).value) return At(stage, item).value;
  return Before(stage, item);
}

std::optional<Ratio> Sheet::Before(Stage stage, size_t item) const {
  const std::optional<Stage> before = head.course.Before(stage);
  return before ? Counting(*before, item) : std::nullopt;
}

Levels Sheet::LevelsAt(Stage stage) const {
  Levels levels;
  for (size_t i = 0; i < items(); ++i) levels.push_back(Counting(stage, i));
  return levels;
}

Completeness& Completeness::operator+=(const Completeness& other) {
  const auto first = [](std::string& mine, const std::string& theirs) {
    if (mine.empty()) mine = theirs;
  };
  items += other.items;
  answered += other.answered;
  explained += other.explained;
  evidenced += other.evidenced;
  own += other.own;
  differs += other.differs;
  first(first_unanswered, other.first_unanswered);
  first(first_unexplained, other.first_unexplained);
  first(first_bare, other.first_bare);
  return *this;
}

Completeness CompletenessOf(const Sheet& sheet, Stage stage, size_t item) {
  Completeness done;
  const Answer& own = sheet.At(stage, item);
  const std::string& code = sheet.instrument->items[item].code;
  const std::optional<Ratio> before = sheet.Before(stage, item);
  bool explained = false;
  int files = 0;
  for (std::optional<Stage> at = stage; at; at = sheet.head.course.Before(*at)) {
    explained |= !TrimBlanks(sheet.At(*at, item).explanation).empty();
    files += sheet.files[static_cast<size_t>(*at)][item];
  }
  done.items = 1;
  done.answered = sheet.Counting(stage, item).has_value();
  done.explained = explained;
  done.evidenced = files > 0;
  done.own = own.value.has_value();
  done.differs = own.value && before && *own.value != *before;
  if (!done.answered) done.first_unanswered = code;
  if (!done.explained) done.first_unexplained = code;
  if (!done.evidenced) done.first_bare = code;
  return done;
}

Completeness CompletenessOf(const Sheet& sheet, Stage stage) {
  Completeness all;
  for (size_t i = 0; i < sheet.items(); ++i) all += CompletenessOf(sheet, stage, i);
  return all;
}

Completeness CompletenessOfGroup(const Sheet& sheet, Stage stage, int group) {
  Completeness all;
  for (size_t i = 0; i < sheet.items(); ++i)
    if (IsWithin(*sheet.instrument, sheet.instrument->items[i].group, group))
      all += CompletenessOf(sheet, stage, i);
  return all;
}

std::vector<Conflict> Conflicts(const Sheet& sheet) {
  std::vector<Conflict> conflicts;
  for (size_t i = 0; i < sheet.items(); ++i) {
    Conflict conflict{i, {}, {}};
    std::optional<Ratio> low, high;
    for (const Stage stage : kStages) {
      const std::optional<Ratio>& value = sheet.At(stage, i).value;
      if (!value || !sheet.head.course.Has(stage)) continue;
      conflict.values[static_cast<size_t>(stage)] = value;
      if (!low || !AtLeast(*value, *low)) low = value;
      if (!high || !AtLeast(*high, *value)) high = value;
    }
    if (!low || *low == *high) continue;
    conflict.spread = Subtract(*high, *low).value_or(Ratio());
    conflicts.push_back(conflict);
  }
  std::stable_sort(conflicts.begin(), conflicts.end(),
                   [](const Conflict& a, const Conflict& b) { return !AtLeast(b.spread, a.spread); });
  return conflicts;
}

Standing StandingOf(const Instrument& instrument, const Levels& levels) {
  ENSURE(levels.size() == instrument.items.size());
  const Ratio quarter{1, 4}, rest{3, 4}, whole{1, 1};
  std::vector<Weighed> strong, weak;
  for (size_t i = 0; i < levels.size(); ++i) {
    const Item& item = instrument.items[i];
    const auto share =
        levels[i] ? ShareOf(instrument.scales[static_cast<size_t>(item.scale)], *levels[i]) : std::nullopt;
    if (!share || item.weight.IsZero()) continue;
    if (AtLeast(*share, rest)) strong.push_back({i, Multiply(item.weight, *share).value_or(Ratio())});
    if (AtLeast(quarter, *share))
      weak.push_back({i, Multiply(item.weight, Subtract(whole, *share).value_or(Ratio())).value_or(Ratio())});
  }
  return {HeaviestFirst(strong), HeaviestFirst(weak)};
}

}  // namespace sinergi::assessment
