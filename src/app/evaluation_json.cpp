#include <boost/json.hpp>

#include "app/evaluation_report.h"

namespace sinergi::app {
namespace {

namespace json = boost::json;
using performance::Achievement;
using performance::Budget;
using performance::Evaluation;
using performance::Figure;
using performance::PlanYear;

json::value Plain(const std::optional<Score>& score) {
  return score ? json::value(score->Plain()) : json::value();
}

std::string_view StateName(Achievement::State state) {
  constexpr std::string_view kNames[] = {"computed", "no_target", "not_reported", "text"};
  return kNames[static_cast<size_t>(state)];
}

json::value FigureOf(const performance::ToDate& figure) {
  if (figure.empty()) return {};
  return json::value(PlainDecimal(DivideHalfUp(figure.sum, figure.count).value_or(0), 6, Zeros::kTrim));
}

json::object BudgetJson(const Budget& b) {
  return {{"target_renstra", b.renstra.Plain()},
          {"realised_before", b.realised_before.Plain()},
          {"ceiling", b.ceiling.Plain()},
          {"quarters", json::array{b.by_quarter[0].Plain(), b.by_quarter[1].Plain(), b.by_quarter[2].Plain(),
                                   b.by_quarter[3].Plain()}},
          {"realised", b.realised.Plain()},
          {"remaining", b.Remaining().Plain()},
          {"cash_plan", b.cash_plan.Plain()},
          {"deviation", b.Deviation().Plain()},
          {"realised_to_date", b.RealisedToDate().Plain()},
          {"absorption", Plain(b.Absorption())},
          {"renstra_rate", Plain(b.RenstraRate())}};
}

json::object FigureJson(const Figure& figure) {
  json::object object{{"score", Plain(figure.score)},
                      {"indicators", figure.indicators},
                      {"reported", figure.reported},
                      {"share_reported", Plain(figure.Reported())}};
  for (auto& [key, value] : BudgetJson(figure.budget)) object[key] = value;
  return object;
}

json::object MeanJson(const performance::RowMean& k, const performance::RowMean& rp) {
  return {{"performance", Plain(k.Value())},
          {"performance_rows", k.rows},
          {"money", Plain(rp.Value())},
          {"money_rows", rp.rows}};
}

json::object IndicatorJson(const ReportInput& in, size_t at) {
  const performance::Indicator& indicator = in.plan.indicators[at];
  const Achievement& a = in.evaluation.indicators[at];
  json::array quarters;
  for (const auto& m : indicator.measured)
    quarters.push_back(m ? json::value(m->realised.text) : json::value());
  json::object object{{"name", indicator.name},
                      {"unit", indicator.unit},
                      {"target_year", indicator.target_year.text},
                      {"quarters", std::move(quarters)},
                      {"target_to_date", FigureOf(a.target)},
                      {"realised_to_date", FigureOf(a.realised)},
                      {"achievement", a.reported ? json::value(a.raw.Plain()) : json::value()},
                      {"counted", a.counted.Plain()},
                      {"state", StateName(a.state)}};
  if (!in.indicator_rows.empty()) object["row"] = in.indicator_rows[at];
  return object;
}

json::array RowsJson(const ReportInput& in) {
  json::array rows;
  size_t indicator = 0;
  for (size_t n = 0; n < in.plan.nodes.size(); ++n) {
    const performance::Node& node = in.plan.nodes[n];
    json::object row{{"level", planning::Name(node.level)}, {"code", node.code}, {"name", node.name}};
    if (!in.node_rows.empty()) row["row"] = in.node_rows[n];
    for (auto& [key, value] : FigureJson(in.evaluation.nodes[n])) row[key] = value;
    json::array indicators;
    for (; indicator < in.plan.indicators.size() && in.plan.indicators[indicator].node == static_cast<int>(n);
         ++indicator)
      indicators.push_back(IndicatorJson(in, indicator));
    row["rows"] = std::move(indicators);
    rows.push_back(std::move(row));
  }
  return rows;
}

json::array DivisionsJson(const ReportInput& in) {
  json::array divisions;
  for (const performance::DivisionFigure& division : in.evaluation.divisions) {
    const performance::UnitRef& unit = in.plan.units[static_cast<size_t>(division.unit)];
    json::object object{{"code", unit.code}, {"name", unit.name}};
    for (auto& [key, value] : FigureJson(division)) object[key] = value;
    json::array nodes;
    for (const int at : division.nodes) {
      json::object node{
          {"code", in.plan.nodes[static_cast<size_t>(at)].code},
          {"name", in.plan.nodes[static_cast<size_t>(at)].name},
          {"score", Plain(in.evaluation.nodes[static_cast<size_t>(at)].score)},
          {"absorption", Plain(in.evaluation.nodes[static_cast<size_t>(at)].budget.Absorption())}};
      json::array indicators;
      for (size_t i = 0; i < in.plan.indicators.size(); ++i)
        if (in.plan.indicators[i].node == at) indicators.push_back(IndicatorJson(in, i));
      node["indicators"] = std::move(indicators);
      nodes.push_back(std::move(node));
    }
    object["nodes"] = std::move(nodes);
    divisions.push_back(std::move(object));
  }
  return divisions;
}

json::value PredicateJson(const performance::RowMean& mean, const Evaluation& e, Lang lang) {
  const std::optional<Score> value = mean.Value();
  if (!value) return {};
  return json::value(Texts::Shipped().Get(lang, TextKey(PredicateOf(*value, e.settings.predicate))));
}

json::object SettingsJson(const performance::Settings& s) {
  using performance::Settings;
  return {{"missing", s.missing == Settings::Missing::kZero ? "zero" : "leave_out"},
          {"weights", s.weights == Settings::Weights::kTyped ? "typed" : "by_ceiling"},
          {"mean_rows", s.mean_rows == Settings::MeanRows::kIndicators ? "indicators" : "activities"},
          {"predicate", s.predicate == performance::PredicateRule::kAbove ? "above" : "from"}};
}

}  // namespace

std::string ReportJson(const ReportInput& in, Lang lang) {
  const Evaluation& e = in.evaluation;
  const json::object report{
      {"government", in.plan.government},
      {"agency", in.plan.agency},
      {"agency_code", in.plan.agency_code},
      {"period", e.period.Code()},
      {"settings", SettingsJson(e.settings)},
      {"total", FigureJson(e.total)},
      {"means", json::object{{"indicators", MeanJson(e.indicator_rows_k, e.indicator_rows_rp)},
                             {"activities", MeanJson(e.activity_rows_k, e.activity_rows_rp)}}},
      {"predicate", json::object{{"performance", PredicateJson(e.MeanK(), e, lang)},
                                 {"money", PredicateJson(e.MeanRp(), e, lang)}}},
      {"divisions", DivisionsJson(in)},
      {"rows", RowsJson(in)}};
  return json::serialize(report);
}

}  // namespace sinergi::app
