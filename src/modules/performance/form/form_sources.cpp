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
    {"target(year)", Source::kTargetYear, Place::kCell, Format::kQuantity, kK, 0, Needs::kPlan},
    {"target(to_date)", Source::kTargetToDate, Place::kCell, Format::kQuantity, kK, 0, Needs::kPlan},
    {"realised(before)", Source::kRealisedBefore, Place::kCell, Format::kQuantity, kK, 0, Needs::kPlan},
    {"realised(q1)", Source::kRealisedQuarter, Place::kCell, Format::kQuantity, kK, 1, Needs::kPlan},
    {"realised(q2)", Source::kRealisedQuarter, Place::kCell, Format::kQuantity, kK, 2, Needs::kPlan},
    {"realised(q3)", Source::kRealisedQuarter, Place::kCell, Format::kQuantity, kK, 3, Needs::kPlan},
    {"realised(q4)", Source::kRealisedQuarter, Place::kCell, Format::kQuantity, kK, 4, Needs::kPlan},
    {"ceiling(renstra.end)", Source::kCeilingRenstra, Place::kCell, Format::kMoney, kRp, 0, Needs::kPlan},
    {"ceiling(year)", Source::kCeilingYear, Place::kCell, Format::kMoney, kRp, 0, Needs::kPlan},
    {"spent(before)", Source::kSpentBefore, Place::kCell, Format::kMoney, kRp, 0, Needs::kPlan},
    {"spent(q1)", Source::kSpentQuarter, Place::kCell, Format::kMoney, kRp, 1, Needs::kPlan},
    {"spent(q2)", Source::kSpentQuarter, Place::kCell, Format::kMoney, kRp, 2, Needs::kPlan},
    {"spent(q3)", Source::kSpentQuarter, Place::kCell, Format::kMoney, kRp, 3, Needs::kPlan},
    {"spent(q4)", Source::kSpentQuarter, Place::kCell, Format::kMoney, kRp, 4, Needs::kPlan},
    {"row.goal", Source::kGoal, Place::kCell, Format::kText, SideRule::kAny, 0, Needs::kNothing},
    {"row.title", Source::kTitle, Place::kCell, Format::kText, SideRule::kAny, 0, Needs::kNothing},
    {"row.location", Source::kLocation, Place::kCell, Format::kText, SideRule::kAny, 0, Needs::kDocument},
    {"row.funding", Source::kFunding, Place::kCell, Format::kText, SideRule::kAny, 0, Needs::kDocument},
    {"row.national_priority", Source::kNationalPriority, Place::kCell, Format::kText, SideRule::kAny, 0,
     Needs::kDocument},
    {"row.regional_priority", Source::kRegionalPriority, Place::kCell, Format::kText, SideRule::kAny, 0,
     Needs::kDocument},
    {"row.target_group", Source::kTargetGroup, Place::kCell, Format::kText, SideRule::kAny, 0,
     Needs::kDocument},
    {"indicator.standard", Source::kStandard, Place::kCell, Format::kText, SideRule::kAny, 0,
     Needs::kDocument},
    {"indicator.ikk", Source::kKeyIndicator, Place::kCell, Format::kText, SideRule::kAny, 0,
     Needs::kDocument},
    {"other.title", Source::kOtherTitle, Place::kCell, Format::kText, SideRule::kAny, 0, Needs::kOther},
    {"other.indicator", Source::kOtherIndicator, Place::kCell, Format::kText, SideRule::kAny, 0,
     Needs::kOther},
    {"other.location", Source::kOtherLocation, Place::kCell, Format::kText, SideRule::kAny, 0, Needs::kOther},
    {"agrees", Source::kAgrees, Place::kCell, Format::kText, SideRule::kAny, 0, Needs::kOther},
    {"disagrees", Source::kDisagrees, Place::kCell, Format::kText, SideRule::kAny, 0, Needs::kOther},
    {"deviation", Source::kDeviation, Place::kCell, Format::kText, SideRule::kAny, 0, Needs::kOther},
    {"item.there", Source::kItemThere, Place::kCell, Format::kText, SideRule::kAny, 0, Needs::kDocument},
    {"item.missing", Source::kItemMissing, Place::kCell, Format::kText, SideRule::kAny, 0, Needs::kDocument},
    {"baseline", Source::kBaseline, Place::kCell, Format::kQuantity, kK, 0, Needs::kNothing},
    {"target(n-2)", Source::kTarget, Place::kCell, Format::kQuantity, kK, -2, Needs::kDocument},
    {"target(n-1)", Source::kTarget, Place::kCell, Format::kQuantity, kK, -1, Needs::kDocument},
    {"target(n)", Source::kTarget, Place::kCell, Format::kQuantity, kK, 0, Needs::kDocument},
    {"target(n+1)", Source::kTarget, Place::kCell, Format::kQuantity, kK, 1, Needs::kDocument},
    {"target(y)", Source::kTarget, Place::kCell, Format::kQuantity, kK, 0, Needs::kYear},
    {"target(end)", Source::kTargetEnd, Place::kCell, Format::kQuantity, kK, 0, Needs::kDocument},
    {"target(renstra.n-2)", Source::kTargetOfRenstra, Place::kCell, Format::kQuantity, kK, -2,
     Needs::kDocument},
    {"target(renstra.n-1)", Source::kTargetOfRenstra, Place::kCell, Format::kQuantity, kK, -1,
     Needs::kDocument},
    {"target(renstra.n)", Source::kTargetOfRenstra, Place::kCell, Format::kQuantity, kK, 0, Needs::kDocument},
    {"target(renstra.n+1)", Source::kTargetOfRenstra, Place::kCell, Format::kQuantity, kK, 1,
     Needs::kDocument},
    {"target(other.n)", Source::kTargetOfOther, Place::kCell, Format::kQuantity, kK, 0, Needs::kOther},
    {"target(other.n+1)", Source::kTargetOfOther, Place::kCell, Format::kQuantity, kK, 1, Needs::kOther},
    {"realised(to.n-3)", Source::kRealisedUpTo, Place::kCell, Format::kQuantity, kK, -3, Needs::kDocument},
    {"realised(n-2)", Source::kRealisedYear, Place::kCell, Format::kQuantity, kK, -2, Needs::kDocument},
    {"realised(n-1)", Source::kRealisedYear, Place::kCell, Format::kQuantity, kK, -1, Needs::kDocument},
    {"realised(y)", Source::kRealisedYear, Place::kCell, Format::kQuantity, kK, 0, Needs::kYear},
    {"amount(n)", Source::kAmount, Place::kCell, Format::kMoney, kRp, 0, Needs::kDocument},
    {"amount(n+1)", Source::kAmount, Place::kCell, Format::kMoney, kRp, 1, Needs::kDocument},
    {"amount(y)", Source::kAmount, Place::kCell, Format::kMoney, kRp, 0, Needs::kYear},
    {"amount(other.n)", Source::kAmountOfOther, Place::kCell, Format::kMoney, kRp, 0, Needs::kOther},
    {"amount(other.n+1)", Source::kAmountOfOther, Place::kCell, Format::kMoney, kRp, 1, Needs::kOther},
    {"spent(y)", Source::kSpentYear, Place::kCell, Format::kMoney, kRp, 0, Needs::kYear},
    {"agency", Source::kAgency, Place::kHeader, Format::kText},
    {"government", Source::kGovernment, Place::kHeader, Format::kText},
    {"year", Source::kYear, Place::kHeader, Format::kText},
    {"period", Source::kPeriod, Place::kHeader, Format::kText},
    {"objectives", Source::kObjectives, Place::kHeader, Format::kText},
    {"document", Source::kDocument, Place::kHeader, Format::kText},
    {"mean(rows)", Source::kMeanRows, Place::kFooter, Format::kPercent},
    {"predicate(mean(rows))", Source::kPredicateOfMean, Place::kFooter, Format::kText},
    {"total(rows)", Source::kTotalRows, Place::kFooter, Format::kMoney},
    {"blank", Source::kBlank, Place::kFooter, Format::kText},
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
