#include "modules/performance/plan_edit_fields.h"

#include "kernel/form_view.h"
#include "modules/performance/figure_text.h"

namespace sinergi::performance {
namespace {

using kernel::Visit;

std::string AmountText(Money m) {
  return PrintDecimal(m.sen(), 2, m.sen() % 100 == 0 ? 0 : 2);
}

void AddMoneyFields(const Visit& v, const NodeMoney& money, PlanFields& fields) {
  const auto add = [&](std::string name, std::string label, std::string text) {
    fields.push_back({std::move(name), std::move(label), text, text, {}});
  };
  add("ceiling_original", v.T("interface.ceiling_original"), money.ceiling_original.Print());
  add("ceiling_revised", v.T("interface.ceiling_revised"),
      money.ceiling_revised ? money.ceiling_revised->Print() : "");
  add("revised_from", v.T("interface.revised_from"), money.revised_from ? money.revised_from->Iso() : "");
  for (size_t month = 0; month < 12; ++month) {
    const std::string name = v.T(fmt::format("interface.month_{}", month + 1));
    add(fmt::format("cash_{}", month + 1), fmt::format("{} {}", v.T("interface.cash_of_month"), name),
        AmountText(money.cash_plan[month]));
    add(fmt::format("realised_{}", month + 1), fmt::format("{} {}", v.T("interface.realised_money"), name),
        AmountText(money.realised[month]));
  }
}

}  // namespace

const std::array<Direction, 5> kDirectionChoices = {
    Direction::kHigher, Direction::kLower, Direction::kLowerRatio, Direction::kRange, Direction::kText};
const std::array<Aggregation, 5> kAggregationChoices = {
    Aggregation::kSum, Aggregation::kLast, Aggregation::kMean, Aggregation::kMax, Aggregation::kMin};

PlanFields FieldsOfNode(const Visit& v, const Explained& x) {
  const Node& node = x.plan->nodes[static_cast<size_t>(x.index)];
  const int64_t own = node.unit < 0 ? 0 : x.plan->units[static_cast<size_t>(node.unit)].id;
  const kernel::Unit* unit = v.Units()->Find(own);
  PlanFields fields;
  const auto add = [&](std::string name, std::string label, std::string text, std::string shown) {
    fields.push_back({std::move(name), std::move(label), text, text, std::move(shown)});
  };
  add("unit", v.T("interface.responsible"), std::to_string(own),
      unit ? unit->name : v.T("interface.unit_of_parent"));
  add("weight", v.T("interface.weight"), PrintWeight(node.weight_micro), {});
  add("own_share", v.T("interface.own_share"), PrintDecimal(node.own_share_micro * 100, 6, 4, Zeros::kTrim),
      {});
  if (x.plan->IsLeaf(x.index)) AddMoneyFields(v, node.money, fields);
  return fields;
}

PlanFields FieldsOfIndicator(const Visit& v, const Indicator& indicator) {
  PlanFields fields;
  const auto add = [&](std::string name, std::string label, std::string text, std::string shown = {}) {
    fields.push_back({std::move(name), std::move(label), text, text, std::move(shown)});
  };
  add("name", v.T("interface.indicator"), indicator.name);
  add("measure", v.T("interface.field_unit_of_measure"), indicator.unit);
  constexpr const char* kQuarters[] = {"I", "II", "III", "IV"};
  for (size_t q = 0; q < 4; ++q)
    add(fmt::format("target_{}", q + 1), fmt::format("{} {}", v.T("interface.target"), kQuarters[q]),
        indicator.target[q].text);
  add("target_year", v.T("interface.target_year"), indicator.target_year.text);
  add("target_renstra", v.T("interface.target_renstra"), indicator.target_renstra.text);
  add("baseline", v.T("interface.baseline"), indicator.baseline.text);
  add("realised_before", v.T("interface.realised_before"), indicator.realised_before.text);
  const std::string direction(Name(indicator.direction)), aggregation(Name(indicator.aggregation));
  add("direction", v.T("interface.direction"), direction, v.T("interface.direction_" + direction));
  add("aggregation", v.T("interface.counting"), aggregation, v.T("interface.aggregation_" + aggregation));
  add("cap", v.T("interface.cap"),
      indicator.cap ? PrintDecimal(indicator.cap->micro(), 6, 6, Zeros::kTrim) : "");
  add("weight", v.T("interface.weight"), PrintWeight(indicator.weight_micro));
  add("definition", v.T("interface.definition"), indicator.definition);
  add("formula", v.T("interface.formula"), indicator.formula);
  add("data_source", v.T("interface.data_source"), indicator.data_source);
  return fields;
}

void TypeOver(PlanFields& fields, const http::Form& form) {
  for (kernel::StoredField& field : fields) field.typed = kernel::Typed(form.Field(field.name));
}

const std::string& TypedIn(const PlanFields& fields, std::string_view name) {
  static const std::string kNone;
  for (const kernel::StoredField& field : fields)
    if (field.name == name) return field.typed;
  return kNone;
}

}  // namespace sinergi::performance
