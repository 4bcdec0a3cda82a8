#include "modules/register/unit_figures.h"

#include "modules/register/feed.h"
#include "modules/register/record_columns.h"
#include "modules/register/register_figures.h"
#include "modules/register/register_visit.h"

namespace sinergi::registers {
namespace {

bool HasRecords(sql::Connection& c, const RecordContext& context, const Definition& definition,
                const FigureScope& scope) {
  for (const int64_t unit : scope.units)
    if (c.One(
            "SELECT id FROM \"" + TableOf(definition) + "\" WHERE government_id = ? AND unit_id = ? LIMIT 1",
            {context.government.id, unit}))
      return true;
  return false;
}

void AddFigures(sql::Connection& c, const kernel::Visit& v, const RecordContext& context,
                const Definition& definition, int64_t unit_id, Period period, std::vector<UnitFigure>& all) {
  const FigureScope scope = ScopeOf(context.units, unit_id);
  if (!MayRead(context, definition, unit_id) || !HasRecords(c, context, definition, scope)) return;
  const bool personal = MaySeePersonal(context, definition, unit_id);
  for (const FigureOf& figure : definition.figures) {
    if (!MaySeeFigure(definition, figure, personal)) continue;
    const FigureValue value = ComputeFigure(c, context.government, definition, figure, DaysOf(period), scope);
    const std::string text = FigureText(value);
    if (text.empty() || text == "0") continue;
    all.push_back({In(v, definition.title), In(v, figure.title), text, In(v, figure.unit),
                   fmt::format("/registers/{}/figures/{}?year={}", definition.id, figure.name, period.year)});
  }
}

}  // namespace

std::vector<UnitFigure> UnitFiguresOf(const kernel::Visit& v, const Registers& registers, int64_t unit_id,
                                      Period period) {
  return v.web.db.Read([&](sql::Connection& c) {
    return InContext(v, registers, c, NumberStyle::kIndonesian, [&](const RecordContext& context) {
      std::vector<UnitFigure> all;
      for (const InForce& one : registers.all())
        AddFigures(c, v, context, one.definition, unit_id, period, all);
      return all;
    });
  });
}

}  // namespace sinergi::registers
