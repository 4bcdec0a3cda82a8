#include "modules/performance/form/document_rows.h"

#include <algorithm>

#include "base/text.h"
#include "modules/performance/form/document_join.h"
#include "modules/performance/form/measured_years.h"
#include "modules/performance/form/table_footers.h"
#include "modules/performance/plan_document.h"
#include "modules/planning/document/chain.h"

namespace sinergi::performance::form {
namespace {

using planning::DocumentContent;
using planning::DocumentIndicator;
using planning::DocumentNode;

// Amounts of a document's nodes by year: a leaf's own, above it the sum; only where something is stated.
std::vector<std::map<int, Money>> AmountsOf(const DocumentContent& content) {
  std::vector<std::map<int, Money>> amounts(content.nodes.size());
  for (int i = static_cast<int>(content.nodes.size()); i-- > 0;) {
    const DocumentNode& node = content.nodes[static_cast<size_t>(i)];
    std::map<int, Money>& own = amounts[static_cast<size_t>(i)];
    if (content.IsLeaf(i))
      for (const planning::YearAmount& amount : node.amounts) own[amount.year] = amount.amount;
    if (node.parent < 0) continue;
    for (const auto& [year, amount] : own) amounts[static_cast<size_t>(node.parent)][year] += amount;
  }
  return amounts;
}

std::map<int, Figure> TargetsOf(const DocumentIndicator& indicator) {
  std::map<int, Figure> targets;
  for (const planning::YearTarget& target : indicator.targets)
    if (!target.target.empty()) targets[target.year] = FigureFrom(target.target);
  return targets;
}

Figure LastOf(const std::map<int, Figure>& targets) {
  return targets.empty() ? Figure{} : targets.rbegin()->second;
}

class DocumentRowMaker {
 public:
  explicit DocumentRowMaker(const DocumentSource& source)
      : source_(source), joined_(Joined(source)), measured_(source.measured) {}

  DocumentRows Make() {
    rows_.plan = PlanOfDocument(joined_.content, {source_.year, source_.agency_code, {}});
    rows_.plan.government = source_.government;
    rows_.plan.agency = source_.agency;
    rows_.facts.year = source_.year;
    rows_.facts.title = source_.title;
    rows_.facts.years = std::to_string(source_.year_from);
    if (source_.year_to != source_.year_from) rows_.facts.years += "–" + std::to_string(source_.year_to);
    for (const auto& plan : source_.measured) rows_.facts.measured_years.insert(plan->year);
    PlaceNodes();
    AddNodes();
    AddIndicators();
    AddSpent();
    AddLines();
    AddNotes();
    return std::move(rows_);
  }

 private:
  static JoinedDocument Joined(const DocumentSource& source) {
    static const DocumentContent kEmpty;
    return JoinDocuments(*source.document.content, source.other.content ? *source.other.content : kEmpty,
                         source.agency_code);
  }

  // Vision and mission are no rows: which node of the joined document each node of the plan is.
  void PlaceNodes() {
    for (size_t i = 0; i < joined_.content.nodes.size(); ++i)
      if (planning::AsPlanLevel(joined_.content.nodes[i].level)) place_.push_back(i);
  }

  std::string AgencyName(const std::string& code) const {
    for (const auto& [known, name] : source_.agencies)
      if (known == code) return name;
    return code.empty() ? source_.agency : code;
  }

  void AddNodes() {
    const std::vector<std::string> agencies = planning::AgenciesOf(joined_.content, source_.agency_code);
    const auto amounts = AmountsOf(*source_.document.content);
    const auto others =
        source_.other.content ? AmountsOf(*source_.other.content) : std::vector<std::map<int, Money>>{};
    for (const size_t at : place_) {
      const DocumentNode& node = joined_.content.nodes[at];
      NodeFacts facts;
      const int here = joined_.here[at], there = joined_.there[at];
      facts.here = here >= 0;
      facts.there = there >= 0;
      facts.responsible = AgencyName(agencies[at]);
      if (facts.here) {
        facts.location = node.location;
        facts.funding = node.funding;
        facts.national_priority = node.national_priority;
        facts.regional_priority = node.regional_priority;
        facts.target_group = node.target_group;
        facts.amount = amounts[static_cast<size_t>(here)];
      }
      if (facts.there) {
        const DocumentNode& other = source_.other.content->nodes[static_cast<size_t>(there)];
        facts.other_title = other.name;
        facts.other_location = other.location;
        facts.amount_of_other = others[static_cast<size_t>(there)];
      }
      rows_.facts.nodes.push_back(std::move(facts));
    }
    agencies_ = agencies;
  }

  void AddIndicators() {
    std::vector<planning::Link> links;
    if (source_.renstra.content)
      links = planning::ServedBy(joined_.content, *source_.renstra.content, source_.agency_code);
    size_t in_plan = 0;
    for (size_t i = 0; i < joined_.content.indicators.size(); ++i) {
      const DocumentIndicator& indicator = joined_.content.indicators[i];
      const size_t node = static_cast<size_t>(indicator.node);
      if (!planning::AsPlanLevel(joined_.content.nodes[node].level)) continue;
      IndicatorFacts facts;
      facts.here = joined_.indicator_here[i];
      if (facts.here) facts.target = TargetsOf(indicator);
      facts.target_end = LastOf(facts.target);
      facts.standard = indicator.standard;
      facts.key_indicator = indicator.key_indicator;
      if (const DocumentIndicator* other = joined_.indicator_there[i]) {
        facts.other_name = other->name;
        facts.target_of_other = TargetsOf(*other);
      }
      if (!links.empty() && links[node].IsOwn()) AddRenstra(indicator, links[node].above, facts);
      AddMeasured(rows_.plan.indicators[in_plan++], node, indicator, facts);
      rows_.facts.indicators.push_back(std::move(facts));
    }
  }

  void AddRenstra(const DocumentIndicator& indicator, int above, IndicatorFacts& facts) {
    const DocumentIndicator* same = SameIndicator(*source_.renstra.content, above, indicator.name,
                                                  IndicatorsAt(joined_.content, indicator.node) == 1);
    if (same == nullptr) return;
    facts.target_of_renstra = TargetsOf(*same);
    facts.target_renstra_end = LastOf(facts.target_of_renstra);
  }

  // Realisations, and targets of years that the document itself does not speak of.
  void AddMeasured(Indicator& row, size_t node, const DocumentIndicator& indicator, IndicatorFacts& facts) {
    const DocumentNode& at = joined_.content.nodes[node];
    const bool only = IndicatorsAt(joined_.content, indicator.node) == 1;
    for (const MeasuredIndicator& found : measured_.IndicatorsOf(agencies_[node], at, indicator.name, only)) {
      const int year = found.plan->year;
      row.aggregation = found.indicator->aggregation;
      row.direction = found.indicator->direction;
      const Figure realised = YearFigure(*found.indicator, {year, 4});
      if (!realised.Nothing()) facts.realised[year] = realised;
      const Figure before = FigureFrom(found.indicator->realised_before);
      if (!before.Nothing()) facts.realised_up_to[year - 1] = before;
      const Figure target = FigureFrom(found.indicator->target_year);
      if (!target.Nothing()) facts.target.emplace(year, target);
      const Figure renstra = FigureFrom(found.indicator->target_renstra);
      if (facts.target_renstra_end.Nothing()) facts.target_renstra_end = renstra;
    }
  }

  // Leaves take what was spent at their code; above them it is added up. What no leaf takes is told.
  void AddSpent() {
    std::map<int, Money> taken;
    for (size_t i = place_.size(); i-- > 0;) {
      NodeFacts& facts = rows_.facts.nodes[i];
      if (rows_.plan.IsLeaf(static_cast<int>(i)))
        for (const auto& [year, money] :
             measured_.SpentAt(agencies_[place_[i]], joined_.content.nodes[place_[i]])) {
          facts.spent[year] += money;
          taken[year] += money;
        }
      const int parent = rows_.plan.nodes[i].parent;
      if (parent < 0) continue;
      for (const auto& [year, money] : facts.spent)
        rows_.facts.nodes[static_cast<size_t>(parent)].spent[year] += money;
    }
    if (!source_.spent_wanted) return;
    for (const auto& [year, money] : measured_.SpentInAll())
      if (money != taken[year])
        rows_.facts.notes.push_back(
            {"form.note.spent_elsewhere", {std::to_string(year), (money - taken[year]).Print()}});
  }

  // Each year's last words, the earliest year first: "2026: 2.16.02: …".
  void AddLines() {
    std::vector<const PlanYear*> plans;
    for (const auto& plan : source_.measured) plans.push_back(plan.get());
    std::stable_sort(plans.begin(), plans.end(),
                     [](const PlanYear* a, const PlanYear* b) { return a->year < b->year; });
    for (const Source source : {Source::kDrivers, Source::kObstacles, Source::kFollowUpsRenja})
      for (const PlanYear* plan : plans)
        for (const std::string& line : FooterLines(*plan, {plan->year, LastQuarterOf(*plan)}, source))
          rows_.facts.lines[source].push_back(std::to_string(plan->year) + ": " + line);
  }

  static int LastQuarterOf(const PlanYear& plan) {
    for (int quarter = 4; quarter > 1; --quarter)
      for (const Indicator& indicator : plan.indicators)
        if (const auto& measured = indicator.measured[static_cast<size_t>(quarter - 1)];
            measured && Counts(measured->state))
          return quarter;
    return 1;
  }

  void AddNotes() {
    if (source_.other_wanted && !source_.other.content)
      rows_.facts.notes.push_back({"form.note.no_other_document", {}});
  }

  const DocumentSource& source_;
  JoinedDocument joined_;
  MeasuredYears measured_;
  std::vector<size_t> place_;          // by node of the plan: of the joined document
  std::vector<std::string> agencies_;  // by node of the joined document
  DocumentRows rows_;
};

}  // namespace

DocumentRows RowsOfDocument(const DocumentSource& source) {
  return DocumentRowMaker(source).Make();
}

}  // namespace sinergi::performance::form
