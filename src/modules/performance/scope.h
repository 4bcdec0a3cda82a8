// Scope: what a page of this module is about: a unit, a quarter, and the plan of the unit's agency for that
// year. Read from the address (?unit=12&period=2024-Q3), so that a link shows the same to whoever may see it.
//
// Without a unit: the first where the right holds. Without a period: the open quarter, else the last one that
// has ended; when the agency has no plan of that year, the last reported quarter of its newest plan before.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

struct Scope {
  std::shared_ptr<const kernel::UnitTree> units;
  const kernel::Unit* unit = nullptr;
  const kernel::Unit* agency = nullptr;  // the unit itself or the agency above it
  Period period;
  std::shared_ptr<const PlanYear> plan;  // null: the agency has no plan of that year
  std::vector<PlanHead> heads;           // of the agency, newest year first
  std::optional<QuarterWindow> window;
  Settings settings;
  const FigureSources* sources = nullptr;

  bool WholeAgency() const { return unit == agency; }
  bool Has(int node) const;          // the responsible unit lies within the scope's
  int64_t UnitIdOf(int node) const;  // responsible unit; the agency where none is set
  std::string_view UnitNameOf(int node) const;
  int DepthOf(int node) const;  // how far a page sets its row in: from 1, the topmost, to 5
  std::string Query() const;  // "unit=12&period=2024-Q3"
};

// Errors: kernel.forbidden (no unit with that right, or not this one), performance.unit_unknown.
Result<Scope> FindScope(const kernel::Visit& v, PerformanceServices& services, kernel::Right right);

// The bar to choose unit and quarter: part SCOPE of a page's template.
void FillScopeBar(const kernel::Visit& v, const Scope& scope, kernel::Right right, std::string_view action,
                  ctemplate::TemplateDictionary& page);

// "Triwulan III 2024".
std::string PrintPeriod(const kernel::Visit& v, Period period);
// "18 September 2024".
std::string PrintDate(const kernel::Visit& v, const Date& date);
// "18 September 2024 10.42 WITA".
std::string PrintInstant(const kernel::Visit& v, Instant at);

// A whole number of the address or a form; empty when it is none.
std::optional<int64_t> ReadId(std::string_view text);

}  // namespace sinergi::performance
