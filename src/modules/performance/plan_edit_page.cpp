#include "modules/performance/plan_edit_page.h"

#include "base/text.h"
#include "kernel/form_view.h"
#include "modules/performance/explain_page.h"
#include "modules/performance/figure_text.h"
#include "modules/performance/scope.h"

namespace sinergi::performance {
namespace {

using kernel::FormView;
using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr NumberStyle kStyle = NumberStyle::kIndonesian;

Result<Explained> FindNode(const Visit& v, PerformanceServices& services) {
  const auto id = ReadId(v.request.Param("id"));
  const auto plan = v.web.db.Read([&](sql::Connection& c) {
    return c.One("SELECT plan_id FROM plan_node WHERE government_id = ? AND id = ?",
                 {v.actor.government_id, id.value_or(0)});
  });
  Result<Explained> x = FindExplained(v, services, plan.value_or(0), true);
  if (x.ok() && !v.actor.May(Right::kPlan, *v.Units(), x->unit_id)) return kernel::Forbidden();
  return x;
}

Result<Explained> FindIndicator(const Visit& v, PerformanceServices& services) {
  const auto id = ReadId(v.request.Param("id"));
  const auto place =
      v.web.db.Read([&](sql::Connection& c) { return PlaceOf(c, v.actor.government_id, id.value_or(0)); });
  Result<Explained> x = FindExplained(v, services, place ? place->plan_id : 0, false);
  if (x.ok() && !v.actor.May(Right::kPlan, *v.Units(), x->unit_id)) return kernel::Forbidden();
  return x;
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

void FillMonths(const Visit& v, const NodeMoney& money, Dict& page) {
  Dict& leaf = *page.AddSectionDictionary("LEAF_MONTHS");
  const auto amount = [](Money m) { return PrintDecimal(m.sen(), 2, m.sen() % 100 == 0 ? 0 : 2); };
  for (size_t month = 0; month < 12; ++month) {
    Dict& row = *leaf.AddSectionDictionary("MONTH");
    row.SetIntValue("N", static_cast<long>(month) + 1);
    row.SetValue("MONTH_NAME", v.T(fmt::format("interface.month_{}", month + 1)));
    row.SetValue("CASH", amount(money.cash_plan[month]));
    row.SetValue("REALISED", amount(money.realised[month]));
  }
}

http::Response ShowNode(Visit& v, const Explained& x, const Error* error = nullptr) {
  const Node& node = x.plan->nodes[static_cast<size_t>(x.index)];
  Dict page("edit");
  FormView form(v, page);
  page.SetIntValue("ID", node.id);
  page.SetValue("HEADING", fmt::format("{} {}", node.code, node.name));
  page.SetValue("BACK", BackTo(x));
  form.Choice("unit", "0", v.T("interface.unit_of_parent"), node.unit < 0);
  const int64_t own = node.unit < 0 ? 0 : x.plan->units[static_cast<size_t>(node.unit)].id;
  const auto units = v.Units();
  const kernel::Unit* agency = units->AgencyOf(x.unit_id);
  for (const kernel::Unit& unit : units->units())
    if (agency && units->IsWithin(unit.id, agency->id))
      form.Choice("unit", std::to_string(unit.id), unit.name, unit.id == own);
  form.Value("weight", PrintWeight(node.weight_micro));
  form.Value("own_share", PrintDecimal(node.own_share_micro * 100, 6, 4, Zeros::kTrim));
  form.Value("ceiling_original", node.money.ceiling_original.Print());
  form.Value("ceiling_revised", node.money.ceiling_revised ? node.money.ceiling_revised->Print() : "");
  form.Value("revised_from", node.money.revised_from ? node.money.revised_from->Iso() : "");
  if (x.plan->IsLeaf(x.index)) {
    page.ShowSection("LEAF");
    FillMonths(v, node.money, page);
  }
  if (error) form.Faults(*error);
  return v.Show("performance/plan_node_edit", page, "interface.plan_edit_title", error ? 422 : 200);
}

http::Response PostNode(Visit& v, PerformanceServices& services) {
  const Result<Explained> x = FindNode(v, services);
  if (!x.ok()) return v.Refuse(x.error());
  const http::Form form = http::ReadForm(v.request);
  const Node& node = x->plan->nodes[static_cast<size_t>(x->index)];
  Error error{ErrorKind::kInvalid, "performance.node_invalid"};
  NodeSettings settings;
  settings.node_id = node.id;
  settings.unit_id = ReadId(form.Field("unit")).value_or(0);
  settings.own_share_micro = ReadMicroField(form, "own_share", 100, error);
  settings.weight_micro = ReadMicroField(form, "weight", 1, error);
  if (x->plan->IsLeaf(x->index)) {
    settings.ceiling_original = ReadMoneyField(form, "ceiling_original", error).value_or(Money());
    settings.ceiling_revised = ReadMoneyField(form, "ceiling_revised", error);
    settings.revised_from = Date::Parse(form.Field("revised_from"));
    for (size_t month = 0; month < 12; ++month) {
      const auto amount = [&](const char* field) {
        return ReadMoneyField(form, fmt::format("{}_{}", field, month + 1), error).value_or(Money());
      };
      settings.cash_plan[month] = amount("cash");
      settings.realised[month] = amount("realised");
    }
  }
  if (!form.ok || !error.fields.empty()) return ShowNode(v, *x, &error);
  const auto units = v.Units();
  const ActContext context{v.actor, *units, v.now, v.Today()};
  const Status done = v.web.db.Write([&](sql::Connection& c) { return SetNode(c, context, settings); });
  if (!done.ok())
    return done.error().kind == ErrorKind::kInvalid ? ShowNode(v, *x, &done.error()) : v.Refuse(done.error());
  return v.Back(BackTo(*x), "interface.saved");
}

constexpr Direction kDirections[] = {Direction::kHigher, Direction::kLower, Direction::kLowerRatio,
                                     Direction::kRange, Direction::kText};
constexpr Aggregation kAggregations[] = {Aggregation::kSum, Aggregation::kLast, Aggregation::kMean,
                                         Aggregation::kMax, Aggregation::kMin};

http::Response ShowIndicator(Visit& v, const Explained& x, const Error* error = nullptr) {
  const Indicator& indicator = x.plan->indicators[static_cast<size_t>(x.index)];
  Dict page("edit");
  FormView form(v, page);
  page.SetIntValue("ID", indicator.id);
  page.SetValue("HEADING", indicator.name);
  page.SetValue("BACK", BackTo(x));
  form.Value("name", indicator.name);
  form.Value("measure", indicator.unit);
  form.Value("definition", indicator.definition);
  form.Value("formula", indicator.formula);
  form.Value("data_source", indicator.data_source);
  for (const Direction d : kDirections)
    form.Choice("direction", Name(d), v.T(fmt::format("interface.direction_{}", Name(d))),
                d == indicator.direction);
  for (const Aggregation a : kAggregations)
    form.Choice("aggregation", Name(a), v.T(fmt::format("interface.aggregation_{}", Name(a))),
                a == indicator.aggregation);
  form.Value("weight", PrintWeight(indicator.weight_micro));
  form.Value("cap", indicator.cap ? PrintDecimal(indicator.cap->micro(), 6, 6, Zeros::kTrim) : "");
  for (size_t q = 0; q < 4; ++q) form.Value(fmt::format("target_{}", q + 1), indicator.target[q].text);
  form.Value("target_year", indicator.target_year.text);
  form.Value("target_renstra", indicator.target_renstra.text);
  form.Value("baseline", indicator.baseline.text);
  form.Value("realised_before", indicator.realised_before.text);
  if (error) form.Faults(*error);
  return v.Show("performance/plan_indicator_edit", page, "interface.plan_edit_title", error ? 422 : 200);
}

IndicatorSettings ReadIndicatorForm(const http::Form& form, int64_t id, Error& error) {
  IndicatorSettings settings;
  const auto text = [&](std::string_view field) { return kernel::Typed(TrimBlanks(form.Field(field))); };
  const auto quantity = [&](std::string_view field) { return Quantity::Read(text(field), kStyle); };
  settings.indicator_id = id;
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
  const Result<Explained> x = FindIndicator(v, services);
  if (!x.ok()) return v.Refuse(x.error());
  const http::Form form = http::ReadForm(v.request);
  Error error{ErrorKind::kInvalid, "performance.indicator_invalid"};
  const IndicatorSettings settings =
      ReadIndicatorForm(form, x->plan->indicators[static_cast<size_t>(x->index)].id, error);
  if (!form.ok || !error.fields.empty()) return ShowIndicator(v, *x, &error);
  const auto units = v.Units();
  const ActContext context{v.actor, *units, v.now, v.Today()};
  const Status done = v.web.db.Write([&](sql::Connection& c) { return SetIndicator(c, context, settings); });
  if (!done.ok())
    return done.error().kind == ErrorKind::kInvalid ? ShowIndicator(v, *x, &done.error())
                                                    : v.Refuse(done.error());
  return v.Back(BackTo(*x), "interface.saved");
}

}  // namespace

void AddPlanEditPages(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/plan/node/{id}", [&services](Visit& v) {
    const Result<Explained> x = FindNode(v, services);
    return x.ok() ? ShowNode(v, *x) : v.Refuse(x.error());
  });
  web.Post(router, "/plan/node/{id}", [&services](Visit& v) { return PostNode(v, services); });
  web.Page(router, "/plan/indicator/{id}", [&services](Visit& v) {
    const Result<Explained> x = FindIndicator(v, services);
    return x.ok() ? ShowIndicator(v, *x) : v.Refuse(x.error());
  });
  web.Post(router, "/plan/indicator/{id}", [&services](Visit& v) { return PostIndicator(v, services); });
}

}  // namespace sinergi::performance
