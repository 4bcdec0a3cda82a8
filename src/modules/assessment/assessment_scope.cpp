#include "modules/assessment/assessment_scope.h"

#include <charconv>

#include "modules/assessment/instrument_scoring.h"
#include "modules/assessment/target.h"
#include "modules/assessment/typed_value.h"

namespace sinergi::assessment {

using kernel::Right;
using kernel::Visit;

bool MaySee(const kernel::Actor& actor, const kernel::UnitTree& units, const AssessmentHead& head) {
  if (head.unit_id == 0) return actor.MayAnywhere(Right::kRead);
  for (const int64_t unit : actor.UnitsWith(Right::kRead, units))
    if (units.IsWithin(unit, head.unit_id)) return true;
  return false;
}

Result<std::shared_ptr<const Instrument>> InstrumentFor(sql::Connection& c, int64_t government_id,
                                                        AssessmentServices& services,
                                                        const AssessmentHead& head) {
  auto instrument = services.instruments.Get(head.instrument, head.scoring);
  if (!instrument.ok() || (*instrument)->weights_known) return instrument;
  std::vector<Ratio> weights((*instrument)->items.size());
  for (const ItemWeight& each : ListWeights(c, government_id, head.id))
    if (const int item = (*instrument)->FindItem(each.item); item >= 0)
      weights[static_cast<size_t>(item)] = each.weight;
  Result<Instrument> weighted = WithWeights(**instrument, weights);
  if (!weighted.ok()) return Error{ErrorKind::kInvalid, "assessment.weights_missing", {head.instrument}};
  return std::make_shared<const Instrument>(std::move(*weighted));
}

Result<Sheet> FindSheet(const Visit& v, AssessmentServices& services) {
  const Error unknown{ErrorKind::kNotFound, "assessment.unknown"};
  const std::optional<int64_t> id = ReadId(v.request.Param("id"));
  if (!id) return unknown;
  const int64_t government = v.actor.government_id;
  return v.web.db.Read([&](sql::Connection& c) -> Result<Sheet> {
    const auto head = FindAssessment(c, government, *id);
    if (!head) return unknown;
    if (!MaySee(v.actor, *v.Units(), *head)) return kernel::Forbidden();
    const auto instrument = InstrumentFor(c, government, services, *head);
    if (!instrument.ok()) return instrument.error();
    return LoadSheet(c, government, *head, *instrument);
  });
}

Result<Sheet> FindMeanSheet(const Visit& v, AssessmentServices& services) {
  Result<Sheet> sheet = FindSheet(v, services);
  if (sheet.ok() && sheet->instrument->kami) return Error{ErrorKind::kNotFound, "assessment.no_road_map"};
  return sheet;
}

Result<size_t> FindItem(const Visit& v, const Sheet& sheet) {
  const int item = sheet.instrument->FindItem(v.request.Param("item"));
  if (item < 0)
    return Error{ErrorKind::kNotFound, "assessment.item_unknown", {std::string(v.request.Param("item"))}};
  if (!MayRead(v.actor, *v.Units(), sheet.PlaceOf(static_cast<size_t>(item)))) return kernel::Forbidden();
  return static_cast<size_t>(item);
}

std::optional<int64_t> ReadId(std::string_view text) {
  int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc() || end != text.data() + text.size() || id < 0) return {};
  return id;
}

std::string StageText(const Visit& v, Stage stage) {
  return v.T(fmt::format("assessment.stage_{}", Name(stage)));
}

std::string StandText(const Visit& v, const Position& at) {
  if (!at.closed) return StageText(v, at.stage);
  return at.revision == 1 ? v.T("assessment.closed")
                          : v.T("assessment.closed_revision", {std::to_string(at.revision)});
}

std::string SubjectText(const Visit& v, int64_t unit_id) {
  if (unit_id == 0) return v.Gov()->name;
  const kernel::Unit* unit = v.Units()->Find(unit_id);
  return unit ? unit->name : v.T("assessment.unit_ended");
}

std::string UnitText(const Visit& v, int64_t unit_id) {
  return unit_id == 0 ? v.T("assessment.not_given") : SubjectText(v, unit_id);
}

std::string PathOf(const AssessmentHead& head) {
  return fmt::format("/assessments/{}", head.id);
}

std::string TitleOf(const Visit& v, const Sheet& sheet) {
  return fmt::format("{} {}", InLanguage(sheet.instrument->title, v.lang), sheet.head.year);
}

std::string LevelText(const Visit& v, const Instrument& instrument, size_t item,
                      const std::optional<Ratio>& value) {
  if (!value) return "–";
  const std::string typed = TypedText(instrument, item, value);
  const LevelScale& scale = instrument.scales[static_cast<size_t>(instrument.items[item].scale)];
  for (const Level& level : scale.levels)
    if (level.value == *value && !level.name.id.empty())
      return fmt::format("{} – {}", typed, InLanguage(level.name, v.lang));
  return value->IsZero() ? v.T("assessment.not_assessed") : typed;
}

std::string PrintDay(const Visit& v, const Date& date) {
  return fmt::format("{} {} {}", date.day, v.T(fmt::format("interface.month_{}", date.month)), date.year);
}

std::string PredicateText(const Visit& v, const Instrument& instrument, int predicate) {
  if (predicate < 0 || static_cast<size_t>(predicate) >= instrument.predicates.size()) return "";
  return std::string(InLanguage(instrument.predicates[static_cast<size_t>(predicate)].name, v.lang));
}

ActContext ContextOf(const Visit& v, const kernel::UnitTree& units) {
  return {v.actor, units, v.now, v.Today()};
}

}  // namespace sinergi::assessment
