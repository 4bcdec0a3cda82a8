#include "modules/performance/plan_edit_page.h"

#include "base/text.h"
#include "kernel/form_view.h"
#include "kernel/frame.h"
#include "modules/performance/explain_page.h"
#include "modules/performance/plan_edit_fields.h"
#include "modules/performance/scope.h"

namespace sinergi::performance {
namespace {

using kernel::FormView;
using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr NumberStyle kStyle = NumberStyle::kIndonesian;

// With the version that its form is made from.
struct Edited : Explained {
  int64_t row_version = 0;
};

Result<Edited> MayEdit(const Visit& v, const Result<Explained>& x, int64_t row_version) {
  if (!x.ok()) return x.error();
  if (!v.actor.May(Right::kPlan, *v.Units(), x->unit_id)) return kernel::Forbidden();
  return Edited{*x, row_version};
}

Result<Edited> FindNode(const Visit& v, PerformanceServices& services) {
  const int64_t id = ReadId(v.request.Param("id")).value_or(0), government = v.actor.government_id;
  int64_t row_version = 0;
  const auto plan = v.web.db.Read([&](sql::Connection& c) {
    row_version = NodeRowVersion(c, government, id);
    return c.One("SELECT plan_id FROM plan_node WHERE government_id = ? AND id = ?", {government, id});
  });
  return MayEdit(v, FindExplained(v, services, plan.value_or(0), true), row_version);
}

Result<Edited> FindIndicator(const Visit& v, PerformanceServices& services) {
  const int64_t id = ReadId(v.request.Param("id")).value_or(0), government = v.actor.government_id;
  int64_t row_version = 0;
  const auto place = v.web.db.Read([&](sql::Connection& c) {
    row_version = IndicatorRowVersion(c, government, id);
    return PlaceOf(c, government, id);
  });
  return MayEdit(v, FindExplained(v, services, place ? place->plan_id : 0, false), row_version);
}

int64_t SeenOf(const http::Form& form) {
  return ReadId(form.Field("row_version")).value_or(0);
}

// Refusals that are said on the form itself, with what was typed.
bool Again(const Error& error) {
  return error.kind == ErrorKind::kInvalid || error.kind == ErrorKind::kConflict;
}

std::string BackTo(const Explained& x) {
  return fmt::format("/plan?unit={}&period={}", x.unit_id, Period{x.plan->year, 1}.Code());
}

// "0,5" as millionths; refusals are collected under the field's name.
int64_t ReadMicroField(const http::Form& form, std::string_view field, int64_t scale, Error& error) {
  const auto read = ReadDecimal(form.Field(field), 6, kStyle);
  if (!read) error.fields.push_back({std::string(field), "performance.out_of_range", {}});
  return read.value_or(0) / scale;
}

std::optional<Money> ReadMoneyField(const http::Form& form, std::string_view field, Error& error) {
  const std::string_view text = TrimBlanks(form.Field(field));
  if (text.empty()) return {};
  const auto money = Money::Parse(text, kStyle);
  if (!money) error.fields.push_back({std::string(field), "performance.out_of_range", {}});
  return money;
}

std::optional<Date> ReadDateField(const http::Form& form, std::string_view field, Error& error) {
  const std::string_view text = TrimBlanks(form.Field(field));
  if (text.empty()) return {};
  const std::optional<Date> date = Date::Parse(text);
  if (!date) error.fields.push_back({std::string(field), "kernel.date", {}});
  return date;
}

// A refusal for a row that somebody else has changed says what is stored now, one of the fields what is wrong with them.
http::Response ShowForm(Visit& v, const char* name, Dict& page, const PlanFields& fields,
                        const Error* error) {
  FormView form(v, page);
  for (const kernel::StoredField& field : fields) form.Value(field.name, field.typed);
  if (!error) return v.Show(name, page, "interface.plan_edit_title");
  const bool stale = error->kind == ErrorKind::kConflict;
  form.Faults(stale ? kernel::BesideStored(*error, fields) : *error);
  return v.Show(name, page, "interface.plan_edit_title", stale ? kernel::HttpStatusOf(error->kind) : 422);
}

void FillMonths(const Visit& v, const PlanFields& fields, Dict& page) {
  Dict& leaf = *page.AddSectionDictionary("LEAF_MONTHS");
  for (int month = 1; month <= 12; ++month) {
    Dict& row = *leaf.AddSectionDictionary("MONTH");
    row.SetIntValue("N", month);
    row.SetValue("MONTH_NAME", v.T(fmt::format("interface.month_{}", month)));
    row.SetValue("CASH", TypedIn(fields, fmt::format("cash_{}", month)));
    row.SetValue("REALISED", TypedIn(fields, fmt::format("realised_{}", month)));
  }
}

http::Response ShowNode(Visit& v, const Edited& x, const PlanFields& fields, const Error* error = nullptr) {
  const Node& node = x.plan->nodes[static_cast<size_t>(x.index)];
  Dict page("edit");
  FormView form(v, page);
  page.SetIntValue("ID", node.id);
  page.SetIntValue("ROW_VERSION", x.row_version);
  page.SetValue("HEADING", fmt::format("{} {}", node.code, node.name));
  page.SetValue("BACK", BackTo(x));
  const std::string& chosen = TypedIn(fields, "unit");
  form.Choice("unit", "0", v.T("interface.unit_of_parent"), chosen == "0");
  const auto units = v.Units();
  const kernel::Unit* agency = units->AgencyOf(x.unit_id);
  for (const kernel::Unit& unit : units->units())
    if (agency && units->IsWithin(unit.id, agency->id))
      form.Choice("unit", std::to_string(unit.id), unit.name, std::to_string(unit.id) == chosen);
  if (x.plan->IsLeaf(x.index)) {
    page.ShowSection("LEAF");
    FillMonths(v, fields, page);
  }
  return ShowForm(v, "performance/plan_node_edit", page, fields, error);
}

// The row as it is now, with what was typed over it. Only a refusal that shows what others have stored makes the form one
// of the newer version.
http::Response ShowNodeAgain(Visit& v, PerformanceServices& services, const http::Form& form,
                             const Error& error) {
  Result<Edited> now = FindNode(v, services);
  if (!now.ok()) return v.Refuse(now.error());
  if (error.kind != ErrorKind::kConflict) now->row_version = SeenOf(form);
  PlanFields fields = FieldsOfNode(v, *now);
  TypeOver(fields, form);
  return ShowNode(v, *now, fields, &error);
}

http::Response PostNode(Visit& v, PerformanceServices& services) {
  const Result<Edited> x = FindNode(v, services);
  if (!x.ok()) return v.Refuse(x.error());
  const http::Form form = http::ReadForm(v.request);
  const Node& node = x->plan->nodes[static_cast<size_t>(x->index)];
  Error error{ErrorKind::kInvalid, "performance.node_invalid"};
  NodeSettings settings;
  settings.node_id = node.id;
  settings.row_version = SeenOf(form);
  settings.unit_id = ReadId(form.Field("unit")).value_or(0);
  settings.own_share_micro = ReadMicroField(form, "own_share", 100, error);
  settings.weight_micro = ReadMicroField(form, "weight", 1, error);
  if (x->plan->IsLeaf(x->index)) {
    settings.ceiling_original = ReadMoneyField(form, "ceiling_original", error).value_or(Money());
    settings.ceiling_revised = ReadMoneyField(form, "ceiling_revised", error);
    settings.revised_from = ReadDateField(form, "revised_from", error);
    for (size_t month = 0; month < 12; ++month) {
      const auto amount = [&](const char* field) {
        return ReadMoneyField(form, fmt::format("{}_{}", field, month + 1), error).value_or(Money());
      };
      settings.cash_plan[month] = amount("cash");
      settings.realised[month] = amount("realised");
    }
  }
  if (!form.ok || !error.fields.empty()) return ShowNodeAgain(v, services, form, error);
  const auto units = v.Units();
  const ActContext context{v.actor, *units, v.now, v.Today()};
  const Status done = v.web.db.Write([&](sql::Connection& c) { return SetNode(c, context, settings); });
  if (!done.ok())
    return Again(done.error()) ? ShowNodeAgain(v, services, form, done.error()) : v.Refuse(done.error());
  return v.Back(BackTo(*x), "interface.saved");
}

http::Response ShowIndicator(Visit& v, const Edited& x, const PlanFields& fields,
                             const Error* error = nullptr) {
  const Indicator& indicator = x.plan->indicators[static_cast<size_t>(x.index)];
  Dict page("edit");
  FormView form(v, page);
  page.SetIntValue("ID", indicator.id);
  page.SetIntValue("ROW_VERSION", x.row_version);
  page.SetValue("HEADING", indicator.name);
  page.SetValue("BACK", BackTo(x));
  for (const Direction d : kDirectionChoices)
    form.Choice("direction", Name(d), v.T(fmt::format("interface.direction_{}", Name(d))),
                Name(d) == TypedIn(fields, "direction"));
  for (const Aggregation a : kAggregationChoices)
    form.Choice("aggregation", Name(a), v.T(fmt::format("interface.aggregation_{}", Name(a))),
                Name(a) == TypedIn(fields, "aggregation"));
  return ShowForm(v, "performance/plan_indicator_edit", page, fields, error);
}

http::Response ShowIndicatorAgain(Visit& v, PerformanceServices& services, const http::Form& form,
                                  const Error& error) {
  Result<Edited> now = FindIndicator(v, services);
  if (!now.ok()) return v.Refuse(now.error());
  if (error.kind != ErrorKind::kConflict) now->row_version = SeenOf(form);
  PlanFields fields = FieldsOfIndicator(v, now->plan->indicators[static_cast<size_t>(now->index)]);
  TypeOver(fields, form);
  return ShowIndicator(v, *now, fields, &error);
}

IndicatorSettings ReadIndicatorForm(const http::Form& form, int64_t id, Error& error) {
  IndicatorSettings settings;
  const auto text = [&](std::string_view field) { return kernel::Typed(TrimBlanks(form.Field(field))); };
  const auto quantity = [&](std::string_view field) { return Quantity::Read(text(field), kStyle); };
  settings.indicator_id = id;
  settings.row_version = SeenOf(form);
  settings.name = text("name");
  settings.unit = text("measure");
  settings.definition = text("definition");
  settings.formula = text("formula");
  settings.data_source = text("data_source");
  settings.direction = ParseDirection(form.Field("direction")).value_or(Direction::kHigher);
  settings.aggregation = ParseAggregation(form.Field("aggregation")).value_or(Aggregation::kSum);
  settings.weight_micro = ReadMicroField(form, "weight", 1, error);
  settings.cap =
      text("cap").empty() ? std::nullopt : std::optional(Score::Micro(ReadMicroField(form, "cap", 1, error)));
  for (size_t q = 0; q < 4; ++q) settings.target[q] = quantity(fmt::format("target_{}", q + 1));
  settings.target_year = quantity("target_year");
  settings.target_renstra = quantity("target_renstra");
  settings.baseline = quantity("baseline");
  settings.realised_before = quantity("realised_before");
  return settings;
}

http::Response PostIndicator(Visit& v, PerformanceServices& services) {
  const Result<Edited> x = FindIndicator(v, services);
  if (!x.ok()) return v.Refuse(x.error());
  const http::Form form = http::ReadForm(v.request);
  Error error{ErrorKind::kInvalid, "performance.indicator_invalid"};
  const IndicatorSettings settings =
      ReadIndicatorForm(form, x->plan->indicators[static_cast<size_t>(x->index)].id, error);
  if (!form.ok || !error.fields.empty()) return ShowIndicatorAgain(v, services, form, error);
  const auto units = v.Units();
  const ActContext context{v.actor, *units, v.now, v.Today()};
  const Status done = v.web.db.Write([&](sql::Connection& c) { return SetIndicator(c, context, settings); });
  if (!done.ok())
    return Again(done.error()) ? ShowIndicatorAgain(v, services, form, done.error()) : v.Refuse(done.error());
  return v.Back(BackTo(*x), "interface.saved");
}

}  // namespace

void AddPlanEditPages(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/plan/node/{id}", [&services](Visit& v) {
    const Result<Edited> x = FindNode(v, services);
    return x.ok() ? ShowNode(v, *x, FieldsOfNode(v, *x)) : v.Refuse(x.error());
  });
  web.Post(router, "/plan/node/{id}", [&services](Visit& v) { return PostNode(v, services); });
  web.Page(router, "/plan/indicator/{id}", [&services](Visit& v) {
    const Result<Edited> x = FindIndicator(v, services);
    if (!x.ok()) return v.Refuse(x.error());
    return ShowIndicator(v, *x, FieldsOfIndicator(v, x->plan->indicators[static_cast<size_t>(x->index)]));
  });
  web.Post(router, "/plan/indicator/{id}", [&services](Visit& v) { return PostIndicator(v, services); });
}

}  // namespace sinergi::performance
