#include "modules/performance/scope.h"

#include <algorithm>
#include <charconv>

#include "kernel/time_text.h"

namespace sinergi::performance {
namespace {

using kernel::Right;
using kernel::Unit;
using kernel::Visit;

Result<const Unit*> ChooseUnit(const Visit& v, const kernel::UnitTree& units, Right right) {
  const std::string_view wanted = v.request.Query("unit");
  if (wanted.empty()) {
    for (const Unit& unit : units.units())
      if (v.actor.May(right, units, unit.id)) return &unit;
    return kernel::Forbidden();
  }
  const std::optional<int64_t> id = ReadId(wanted);
  const Unit* unit = id ? units.Find(*id) : nullptr;
  if (!unit) return Error{ErrorKind::kNotFound, "performance.unit_unknown"};
  if (!v.actor.May(right, units, unit->id)) return kernel::Forbidden();
  return unit;
}

std::vector<PlanHead> PlansOf(sql::Connection& c, int64_t government_id, int64_t agency_id) {
  std::vector<PlanHead> heads = ListPlans(c, government_id);
  std::erase_if(heads, [&](const PlanHead& head) { return head.unit_id != agency_id; });
  std::ranges::sort(heads, std::ranges::greater(), &PlanHead::year);
  return heads;
}

Period LastEnded(const Date& day) {
  const int quarter = (day.month - 1) / 3;
  return quarter == 0 ? Period{day.year - 1, 4} : Period{day.year, quarter};
}

Period ChoosePeriod(const Visit& v, const std::vector<PlanHead>& heads,
                    const std::vector<QuarterWindow>& windows) {
  if (const auto wanted = Period::Parse(v.request.Query("period"))) return *wanted;
  const Date today = v.Today();
  const auto has_plan = [&](int year) {
    return std::ranges::find(heads, year, &PlanHead::year) != heads.end();
  };
  for (const QuarterWindow& window : windows)
    if (window.IsOpen(today) && has_plan(window.period.year)) return window.period;
  const Period ended = LastEnded(today);
  if (has_plan(ended.year) || heads.empty()) return ended;
  for (const PlanHead& head : heads)
    if (head.year < ended.year) return {head.year, 0};  // its last reported quarter
  return {heads.front().year, 1};
}

int LastReportedQuarter(const PlanYear& plan) {
  for (int quarter = 4; quarter > 1; --quarter)
    for (const Indicator& indicator : plan.indicators)
      if (const auto& m = indicator.measured[static_cast<size_t>(quarter - 1)]; m && Counts(m->state))
        return quarter;
  return 1;
}

struct PlanRead {
  std::vector<PlanHead> heads;
  Period period;
  std::shared_ptr<const PlanYear> plan;
  std::optional<QuarterWindow> window;
  Settings settings;
};

PlanRead ReadPlan(const Visit& v, PerformanceServices& services, int64_t agency_id) {
  const int64_t government = v.actor.government_id;
  return v.web.db.Read([&](sql::Connection& c) {
    PlanRead view{PlansOf(c, government, agency_id), {}, nullptr, {}, SettingsOf(*v.Gov())};
    view.period = ChoosePeriod(v, view.heads, ListWindows(c, government));
    const auto head = std::ranges::find(view.heads, view.period.year, &PlanHead::year);
    if (head != view.heads.end()) view.plan = services.plans.Get(c, government, *head);
    if (view.period.quarter == 0) view.period.quarter = LastReportedQuarter(*view.plan);
    view.window = FindWindow(c, government, view.period);
    return view;
  });
}

void FillPeriods(const Visit& v, const Scope& scope, ctemplate::TemplateDictionary& bar) {
  std::vector<int> years;
  for (const PlanHead& head : scope.heads) years.push_back(head.year);
  if (std::ranges::find(years, scope.period.year) == years.end())
    years.insert(years.begin(), scope.period.year);
  for (const int year : years) {
    for (int quarter = 4; quarter >= 1; --quarter) {
      auto* row = bar.AddSectionDictionary("PERIOD");
      row->SetValue("PERIOD_CODE", Period{year, quarter}.Code());
      row->SetValue("PERIOD_TEXT", PrintPeriod(v, {year, quarter}));
      if (scope.period == Period{year, quarter}) row->ShowSection("PERIOD_CHOSEN");
    }
  }
}

}  // namespace

int64_t Scope::UnitIdOf(int node) const {
  const int index = plan->UnitOf(node);
  return index < 0 ? agency->id : plan->units[static_cast<size_t>(index)].id;
}

std::string_view Scope::UnitNameOf(int node) const {
  const int index = plan->UnitOf(node);
  return index < 0 ? std::string_view(agency->name) : plan->units[static_cast<size_t>(index)].name;
}

bool Scope::Has(int node) const {
  return WholeAgency() || units->IsWithin(UnitIdOf(node), unit->id);
}

int Scope::DepthOf(int node) const {
  int depth = 0;
  for (; node >= 0; node = plan->nodes[static_cast<size_t>(node)].parent) ++depth;
  return std::min(depth, 5);
}

std::string Scope::Query() const {
  return fmt::format("unit={}&period={}", unit->id, period.Code());
}

Result<Scope> FindScope(const Visit& v, PerformanceServices& services, Right right) {
  Scope scope;
  scope.units = v.Units();
  const Result<const Unit*> unit = ChooseUnit(v, *scope.units, right);
  if (!unit.ok()) return unit.error();
  scope.unit = *unit;
  scope.agency = scope.units->AgencyOf(scope.unit->id);
  PlanRead view = ReadPlan(v, services, scope.agency->id);
  scope.heads = std::move(view.heads);
  scope.period = view.period;
  scope.plan = std::move(view.plan);
  scope.window = view.window;
  scope.settings = view.settings;
  scope.sources = &services.sources;
  return scope;
}

void FillScopeBar(const Visit& v, const Scope& scope, Right right, std::string_view action,
                  ctemplate::TemplateDictionary& page) {
  ctemplate::TemplateDictionary& bar = *page.AddIncludeDictionary("SCOPE");
  bar.SetFilename("performance/scope_bar");
  bar.SetValue("ACTION", std::string(action));
  for (const Unit& unit : scope.units->units()) {
    if (!v.actor.May(right, *scope.units, unit.id)) continue;
    auto* row = bar.AddSectionDictionary("UNIT");
    row->SetIntValue("UNIT_ID", unit.id);
    std::string indent;
    for (int i = 0; i < unit.depth; ++i) indent += "\u2003";
    row->SetValue("UNIT_NAME", indent + unit.name);
    if (unit.id == scope.unit->id) row->ShowSection("UNIT_CHOSEN");
  }
  FillPeriods(v, scope, bar);
}

std::string PrintPeriod(const Visit& v, Period period) {
  return v.T("interface.period", {QuarterRoman(period.quarter), std::to_string(period.year)});
}

std::string PrintDate(const Visit& v, const Date& date) {
  return fmt::format("{} {} {}", date.day, v.T(fmt::format("interface.month_{}", date.month)), date.year);
}

std::string PrintInstant(const Visit& v, Instant at) {
  const Zone zone = v.Gov()->zone;
  return fmt::format("{} {}", PrintDate(v, DateAt(at, zone)), kernel::MomentTime(at, zone, v.lang));
}

std::optional<int64_t> ReadId(std::string_view text) {
  int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc() || end != text.data() + text.size() || id < 0) return {};
  return id;
}

}  // namespace sinergi::performance
