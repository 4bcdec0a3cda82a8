#include "modules/performance/form/form_sources.h"

namespace sinergi::performance::form {
namespace {

constexpr SideRule kK = SideRule::kOnlyK;
constexpr SideRule kRp = SideRule::kOnlyRp;

// Keep in step with docs/reference/form.md (a test compares them).
constexpr SourceWord kWords[] = {
    {"row.number", Source::kRowNumber, Place::kCell, Format::kText},
    {"row.objective", Source::kObjective, Place::kCell, Format::kText},
    {"row.code", Source::kCode, Place::kCell, Format::kText},
    {"row.name", Source::kNodeName, Place::kCell, Format::kText},
    {"row.indicator", Source::kIndicator, Place::kCell, Format::kText},
    {"row.unit", Source::kMeasureUnit, Place::kCell, Format::kText},
    {"row.responsible", Source::kResponsible, Place::kCell, Format::kText},
    {"row.note", Source::kNote, Place::kCell, Format::kText},
    {"blank", Source::kBlank, Place::kCell, Format::kText},
    {"target(renstra.end)", Source::kTargetRenstra, Place::kCell, Format::kQuantity, kK},
    {"target(year)", Source::kTargetYear, Place::kCell, Format::kQuantity, kK},
    {"target(to_date)", Source::kTargetToDate, Place::kCell, Format::kQuantity, kK},
    {"realised(before)", Source::kRealisedBefore, Place::kCell, Format::kQuantity, kK},
    {"realised(q1)", Source::kRealisedQuarter, Place::kCell, Format::kQuantity, kK, 1},
    {"realised(q2)", Source::kRealisedQuarter, Place::kCell, Format::kQuantity, kK, 2},
    {"realised(q3)", Source::kRealisedQuarter, Place::kCell, Format::kQuantity, kK, 3},
    {"realised(q4)", Source::kRealisedQuarter, Place::kCell, Format::kQuantity, kK, 4},
    {"ceiling(renstra.end)", Source::kCeilingRenstra, Place::kCell, Format::kMoney, kRp},
    {"ceiling(year)", Source::kCeilingYear, Place::kCell, Format::kMoney, kRp},
    {"spent(before)", Source::kSpentBefore, Place::kCell, Format::kMoney, kRp},
    {"spent(q1)", Source::kSpentQuarter, Place::kCell, Format::kMoney, kRp, 1},
    {"spent(q2)", Source::kSpentQuarter, Place::kCell, Format::kMoney, kRp, 2},
    {"spent(q3)", Source::kSpentQuarter, Place::kCell, Format::kMoney, kRp, 3},
    {"spent(q4)", Source::kSpentQuarter, Place::kCell, Format::kMoney, kRp, 4},
    {"agency", Source::kAgency, Place::kHeader, Format::kText},
    {"government", Source::kGovernment, Place::kHeader, Format::kText},
    {"year", Source::kYear, Place::kHeader, Format::kText},
    {"period", Source::kPeriod, Place::kHeader, Format::kText},
    {"objectives", Source::kObjectives, Place::kHeader, Format::kText},
    {"mean(rows)", Source::kMeanRows, Place::kFooter, Format::kPercent},
    {"predicate(mean(rows))", Source::kPredicateOfMean, Place::kFooter, Format::kText},
    {"total(rows)", Source::kTotalRows, Place::kFooter, Format::kMoney},
    {"drivers", Source::kDrivers, Place::kFooter, Format::kText},
    {"obstacles", Source::kObstacles, Place::kFooter, Format::kText},
    {"follow_ups(next_quarter)", Source::kFollowUpsQuarter, Place::kFooter, Format::kText},
    {"follow_ups(next_renja)", Source::kFollowUpsRenja, Place::kFooter, Format::kText},
};

}  // namespace

std::span<const SourceWord> AllSources() {
  return kWords;
}

const SourceWord* FindSource(std::string_view canonical, Place place) {
  for (const SourceWord& word : kWords)
    if (word.text == canonical && word.place == place) return &word;
  return nullptr;
}

}  // namespace sinergi::performance::form
