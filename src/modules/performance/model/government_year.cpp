#include "modules/performance/model/government_year.h"

#include <algorithm>
#include <tuple>

#include "modules/performance/performance_store.h"
#include "modules/performance/quantity_columns.h"

namespace sinergi::performance {
namespace {

// A plan as the database has it now, without its content.
struct PlanRow {
  PlanHead head;
  int64_t shape_version = 0;
  std::string code, name;
};

std::vector<PlanRow> PlanRows(sql::Connection& c, const GovernmentHead& head, int year) {
  std::vector<PlanRow> rows;
  c.Query(
      "SELECT p.id, p.unit_id, p.version, p.shape_version, u.code, u.name FROM plan p "
      "JOIN unit u ON u.government_id = p.government_id AND u.id = p.unit_id "
      "WHERE p.government_id = ? AND p.year = ? ORDER BY u.code, p.id",
      {head.government.id, year}, [&](const sql::Row& row) {
        const int64_t version = row.Int(2) + head.units_version;  // as FindPlan names it
        rows.push_back(
            {PlanHead{row.Int(0), row.Int(1), version, year, ""}, row.Int(3), row.String(4), row.String(5)});
      });
  return rows;
}

std::shared_ptr<const PlanIds> IdsOf(const PlanYear& plan) {
  auto ids = std::make_shared<PlanIds>();
  for (size_t i = 0; i < plan.indicators.size(); ++i)
    ids->indicators.emplace_back(plan.indicators[i].id, static_cast<int32_t>(i));
  std::ranges::sort(ids->indicators);
  for (size_t i = 0; i < plan.nodes.size(); ++i)
    if (plan.nodes[i].level == planning::NodeLevel::kProgramme)
      ids->programmes.push_back({static_cast<int>(i), plan.nodes[i].code});
  return ids;
}

AgencyPlan LoadAgencyPlan(sql::Connection& c, const GovernmentHead& head, const kernel::UnitTree& units,
                          const PlanRow& row, const Settings& settings) {
  const PlanYear plan = LoadPlanYear(c, head.government.id, units, row.head);
  return {row.head.id,
          row.head.unit_id,
          row.shape_version,
          row.code,
          row.name,
          IdsOf(plan),
          std::make_shared<const PlanColumns>(PlanColumns::Of(plan, settings))};
}

int64_t LastAct(sql::Connection& c, int64_t government_id) {
  return c.One("SELECT max(id) FROM measurement_act WHERE government_id = ?", {government_id}).value_or(0);
}

GovernmentYear Begin(const GovernmentHead& head, int year) {
  GovernmentYear begun;
  begun.government_id = head.government.id;
  begun.year = year;
  begun.version = head.version;
  begun.units_version = head.units_version;
  begun.settings = SettingsOf(head.government);
  return begun;
}

// What counts now of an indicator's quarter: of its versions the newest that was handed in; empty when none
// was.
struct FigureChange {
  int64_t indicator_id = 0;
  int quarter = 0;
  Quantity realised;
};

// One version of a measurement that was saved or acted on, or whose sister version was.
struct VersionRow {
  int64_t indicator_id = 0;
  int quarter = 0;
  int64_t version = 0;
  bool counts = false;
  Quantity realised;
};

// All measurements with acts after `last_act`, which becomes the newest act seen. The order of the tables is
// given (CROSS JOIN): acts are few, measurements many.
std::vector<VersionRow> VersionsSince(sql::Connection& c, int64_t government_id, int64_t& last_act) {
  std::vector<VersionRow> rows;
  const int64_t after = last_act;
  c.Query(
      "SELECT v.indicator_id, v.quarter, v.version, v.state, v.realised_text, v.realised_low, "
      "v.realised_high, a.id "
      "FROM measurement_act a CROSS JOIN measurement m CROSS JOIN measurement v "
      "WHERE a.government_id = ? AND a.id > ? AND m.government_id = a.government_id AND m.id = "
      "a.measurement_id "
      "AND v.government_id = m.government_id AND v.indicator_id = m.indicator_id AND v.quarter = m.quarter",
      {government_id, after}, [&](const sql::Row& row) {
        last_act = std::max(last_act, row.Int(7));
        rows.push_back({row.Int(0), static_cast<int>(row.Int(1)), row.Int(2),
                        Counts(*ParseMeasurementState(row.Text(3))), QuantityAt(row, 4)});
      });
  std::ranges::sort(rows, {},
                    [](const VersionRow& r) { return std::tuple(r.indicator_id, r.quarter, r.version); });
  return rows;
}

std::vector<FigureChange> ChangesSince(sql::Connection& c, int64_t government_id, int64_t& last_act) {
  std::vector<FigureChange> changes;
  for (VersionRow& row : VersionsSince(c, government_id, last_act)) {
    if (changes.empty() || changes.back().indicator_id != row.indicator_id ||
        changes.back().quarter != row.quarter)
      changes.push_back({row.indicator_id, row.quarter, Quantity()});
    if (row.counts) changes.back().realised = std::move(row.realised);
  }
  return changes;
}

bool IsPlain(const Quantity& quantity) {
  return quantity.empty() || quantity.is_number();
}

// Texts and ranges are compared by the rules as they were typed: such an indicator is read whole.
void ApplyChange(sql::Connection& c, int64_t government_id, const FigureChange& change, int index,
                 PlanColumns& columns) {
  const IndicatorFigures figures = columns.FiguresOf(index);
  const bool plain = IsPlain(change.realised) && IsPlain(figures.target_year) &&
                     std::ranges::all_of(figures.target, IsPlain) &&
                     std::ranges::all_of(figures.realised, IsPlain);
  if (plain) return columns.SetRealised(index, change.quarter, change.realised);
  const Indicator indicator = LoadIndicator(c, government_id, change.indicator_id);
  columns.SetIndicator(index, indicator.Figures(), indicator.weight_micro);
}

// The changes in the plans that they belong to; each plan that changes is copied once.
void ApplyChanges(sql::Connection& c, const std::vector<FigureChange>& changes, GovernmentYear& year) {
  std::vector<std::shared_ptr<PlanColumns>> own(year.agencies.size());
  for (const FigureChange& change : changes) {
    for (size_t a = 0; a < year.agencies.size(); ++a) {
      const int index = year.agencies[a].ids->IndexOf(change.indicator_id);
      if (index < 0) continue;  // of another plan, or of another year
      if (!own[a]) own[a] = std::make_shared<PlanColumns>(*year.agencies[a].columns);
      ApplyChange(c, year.government_id, change, index, *own[a]);
      break;
    }
  }
  for (size_t a = 0; a < own.size(); ++a)
    if (own[a]) year.agencies[a].columns = std::move(own[a]);
}

}  // namespace

int PlanIds::IndexOf(int64_t indicator_id) const {
  const auto at = std::ranges::lower_bound(indicators, indicator_id, {}, &std::pair<int64_t, int32_t>::first);
  return at == indicators.end() || at->first != indicator_id ? -1 : at->second;
}

size_t GovernmentYear::Bytes() const {
  size_t bytes = sizeof(*this);
  for (const AgencyPlan& agency : agencies)
    bytes += sizeof(agency) + agency.columns->Bytes() + agency.ids->indicators.capacity() * 16 +
             agency.ids->programmes.capacity() * sizeof(PlanIds::Programme);
  return bytes;
}

bool SameSettings(const Settings& a, const Settings& b) {
  return a.missing == b.missing && a.weights == b.weights && a.mean_rows == b.mean_rows &&
         a.predicate == b.predicate;
}

GovernmentYearPtr LoadGovernmentYear(sql::Connection& c, const GovernmentHead& head, int year) {
  GovernmentYear loaded = Begin(head, year);
  const kernel::UnitTree units = kernel::LoadAllUnits(c, head.government.id);
  for (const PlanRow& row : PlanRows(c, head, year))
    loaded.agencies.push_back(LoadAgencyPlan(c, head, units, row, loaded.settings));
  loaded.last_act = LastAct(c, head.government.id);
  return std::make_shared<const GovernmentYear>(std::move(loaded));
}

GovernmentYearPtr FollowGovernmentYear(sql::Connection& c, const GovernmentHead& head,
                                       const GovernmentYear& older) {
  GovernmentYear next = Begin(head, older.year);
  if (!SameSettings(next.settings, older.settings) || next.units_version != older.units_version)
    return LoadGovernmentYear(c, head, older.year);
  for (const PlanRow& row : PlanRows(c, head, older.year)) {
    const auto same = std::ranges::find_if(older.agencies, [&](const AgencyPlan& plan) {
      return plan.plan_id == row.head.id && plan.shape_version == row.shape_version;
    });
    next.agencies.push_back(
        same != older.agencies.end()
            ? *same
            : LoadAgencyPlan(c, head, kernel::LoadAllUnits(c, head.government.id), row, next.settings));
  }
  next.last_act = older.last_act;
  ApplyChanges(c, ChangesSince(c, head.government.id, next.last_act), next);
  return std::make_shared<const GovernmentYear>(std::move(next));
}

}  // namespace sinergi::performance
