#include "app/improve_report.h"

#include <iostream>

#include <fmt/format.h>
#include <boost/json.hpp>

#include "app/command.h"
#include "app/instrument_choice.h"
#include "modules/assessment/instrument_number.h"

namespace sinergi::app {
namespace {

using assessment::CurvePoint;
using assessment::ImprovePlan;
using assessment::Instrument;
using assessment::Rise;
namespace json = boost::json;

std::string EffortText(int64_t micro) {
  return PlainDecimal(micro, 6, Zeros::kTrim);
}

// "3", "3.25"; what has no such decimals stays a fraction: "11/3".
std::string LevelText(const Ratio& level) {
  const std::optional<Decimal> decimal = level.Round(6);
  if (decimal && Ratio::Of(decimal->units, kMicro) == level) return decimal->Plain();
  return assessment::RatioText(level);
}

// As people of the language write it.
std::string Shown(const Globals& globals, std::string figure) {
  if (globals.lang == Lang::kId)
    for (char& c : figure)
      if (c == '.') c = ',';
  return figure;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

json::object PlanJson(const Globals& globals, const Instrument& instrument, const ImprovePlan& plan) {
  json::array steps;
  for (const Rise& rise : plan.rises) {
    const assessment::Item& item = instrument.items[static_cast<size_t>(rise.item)];
    steps.push_back(
        json::object{{"code", item.code},
                     {"name", InLanguage(item.name, globals.lang)},
                     {"from", LevelText(rise.from)},
                     {"to", LevelText(rise.to)},
                     {"effort", EffortText(rise.effort_micro)},
                     {"year", rise.year},
                     {"responsible", json::array(rise.responsible.begin(), rise.responsible.end())}});
  }
  return {{"instrument", instrument.id},
          {"index_before", assessment::FixedText(plan.before)},
          {"index", assessment::FixedText(plan.after)},
          {"effort", EffortText(plan.effort_micro)},
          {"years", plan.years},
          {"reached", plan.reached},
          {"missing", assessment::FixedText(plan.missing)},
          {"proven", plan.effort_proven},
          {"years_proven", plan.years_proven},
          {"steps", std::move(steps)}};
}

void PrintPlan(const Globals& globals, const Instrument& instrument, const ImprovePlan& plan) {
  const auto shown = [&](const std::string& figure) { return Shown(globals, figure); };
  std::cout << T(globals, "improve.summary",
                 {shown(assessment::FixedText(plan.before)), shown(assessment::FixedText(plan.after)),
                  shown(EffortText(plan.effort_micro)), std::to_string(plan.years)})
            << "\n";
  if (plan.rises.empty()) std::cout << T(globals, "improve.nothing") << "\n";
  int year = 0;
  for (const Rise& rise : plan.rises) {
    if (rise.year != year) {
      year = rise.year;
      int64_t effort = 0;
      for (const Rise& other : plan.rises) effort += other.year == year ? other.effort_micro : 0;
      std::cout << "\n"
                << T(globals, "improve.year", {std::to_string(year), shown(EffortText(effort))}) << "\n";
    }
    const assessment::Item& item = instrument.items[static_cast<size_t>(rise.item)];
    const std::string responsible = Joined(rise.responsible);
    std::cout << fmt::format(
        "  {:<6} {} → {}  {}  {}{}\n", item.code, shown(LevelText(rise.from)), shown(LevelText(rise.to)),
        T(globals, "improve.effort", {shown(EffortText(rise.effort_micro))}),
        InLanguage(item.name, globals.lang), responsible.empty() ? "" : " (" + responsible + ")");
  }
  if (!plan.effort_proven) std::cout << "\n" << T(globals, "improve.effort_unproven") << "\n";
  if (!plan.years_proven) std::cout << "\n" << T(globals, "improve.years_unproven") << "\n";
}

}  // namespace

int ShowPlan(const Globals& globals, const Instrument& instrument, const ImprovePlan& plan,
             const std::string& target) {
  if (globals.json)
    std::cout << json::serialize(PlanJson(globals, instrument, plan)) << "\n";
  else
    PrintPlan(globals, instrument, plan);
  if (plan.reached) return kDone;
  return Fail(globals, {ErrorKind::kInvalid,
                        "assessment.target_unreachable",
                        {Shown(globals, target), Shown(globals, assessment::FixedText(plan.after)),
                         Shown(globals, assessment::FixedText(plan.missing))}});
}

int ShowCurve(const Globals& globals, const Instrument& instrument, const std::vector<CurvePoint>& curve) {
  json::array points;
  if (!globals.json) std::cout << T(globals, "improve.curve_head") << "\n";
  for (const CurvePoint& point : curve) {
    const std::string index = assessment::FixedText(point.index), effort = EffortText(point.effort_micro);
    points.push_back(
        json::object{{"index", index}, {"effort", effort}, {"years", point.years}, {"proven", point.proven}});
    if (!globals.json)
      std::cout << fmt::format("{:>8}  {:>12}  {:>5}{}\n", Shown(globals, index), Shown(globals, effort),
                               point.years, point.proven ? "" : "  ?");
  }
  if (globals.json)
    std::cout << json::serialize(json::object{{"instrument", instrument.id}, {"points", std::move(points)}})
              << "\n";
  return kDone;
}

}  // namespace sinergi::app
