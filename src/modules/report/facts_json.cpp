#include "modules/report/facts_json.h"

#include <boost/json.hpp>
#include <charconv>

#include "base/enum_names.h"

namespace sinergi::report {
namespace {

namespace json = boost::json;

json::value ScoreJson(const std::optional<Score>& score) {
  return score ? json::value(std::to_string(score->micro())) : json::value();
}

template <class T, class Fn>
json::array ListJson(const T& list, Fn&& one) {
  json::array array;
  for (const auto& entry : list) array.push_back(one(entry));
  return array;
}

json::value TextJson(const std::string& text) {
  return json::value(text);
}

json::object SpendingJson(const Spending& money) {
  return {{"ceiling_sen", std::to_string(money.ceiling.sen())},
          {"realised_sen", std::to_string(money.realised.sen())}};
}

json::object OutcomeJson(const Outcome& outcome) {
  return {{"kind", Name(outcome.kind)}, {"rate_micro", std::to_string(outcome.rate.micro())}};
}

json::value YearJson(const YearResult& year) {
  return json::object{{"year", year.year},
                      {"target", year.target},
                      {"realised", year.realised},
                      {"outcome", OutcomeJson(year.outcome)}};
}

json::value CauseJson(const Cause& cause) {
  return json::object{{"quarter", cause.quarter},
                      {"obstacle", cause.obstacle},
                      {"solution", cause.solution},
                      {"driver", cause.driver},
                      {"follow_up", cause.follow_up}};
}

json::value SupportJson(const SupportRow& row) {
  return json::object{{"node", std::to_string(row.node_id)},
                      {"code", row.code},
                      {"name", row.name},
                      {"score_micro", ScoreJson(row.score)},
                      {"money", SpendingJson(row.money)}};
}

json::value MeanJson(const YearMean& mean) {
  return json::object{{"year", mean.year},
                      {"achievement_micro", ScoreJson(mean.achievement)},
                      {"absorption_micro", ScoreJson(mean.absorption)}};
}

json::value IndicatorJson(const ReportIndicator& one) {
  return json::object{{"indicator", std::to_string(one.id)},
                      {"node_id", std::to_string(one.node_id)},
                      {"node", one.node},
                      {"name", one.name},
                      {"measure", one.measure},
                      {"target", one.target},
                      {"realised", one.realised},
                      {"outcome", OutcomeJson(one.outcome)},
                      {"quarter_target", ListJson(one.quarter_target, TextJson)},
                      {"quarter_realised", ListJson(one.quarter_realised, TextJson)},
                      {"before", ListJson(one.before, YearJson)},
                      {"renstra_target", one.renstra_target},
                      {"renstra_reached", one.renstra_reached},
                      {"renstra_rate_micro", ScoreJson(one.renstra_rate)},
                      {"standard", one.standard},
                      {"causes", ListJson(one.causes, CauseJson)},
                      {"money", SpendingJson(one.money)},
                      {"support", ListJson(one.support, SupportJson)}};
}

// Reading back: what is missing or of another kind throws, and ends in "no facts".

int64_t WholeIn(const json::value& value) {
  const json::string& text = value.as_string();
  int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size())
    throw std::invalid_argument("a whole number");
  return number;
}

std::optional<Score> ScoreIn(const json::value& value) {
  if (value.is_null()) return {};
  return Score::Micro(WholeIn(value));
}

std::string TextIn(const json::object& object, const char* key) {
  return std::string(object.at(key).as_string());
}

template <class T, class Fn>
std::vector<T> ListIn(const json::value& value, Fn&& one) {
  std::vector<T> list;
  for (const json::value& entry : value.as_array()) list.push_back(one(entry.as_object()));
  return list;
}

std::array<std::string, 4> QuartersIn(const json::value& value) {
  std::array<std::string, 4> quarters;
  for (size_t q = 0; q < 4; ++q) quarters[q] = std::string(value.as_array().at(q).as_string());
  return quarters;
}

Spending SpendingIn(const json::value& value) {
  const json::object& object = value.as_object();
  return {Money::Sen(WholeIn(object.at("ceiling_sen"))), Money::Sen(WholeIn(object.at("realised_sen")))};
}

Outcome OutcomeIn(const json::value& value) {
  constexpr Outcome::Kind kKinds[] = {Outcome::Kind::kRate, Outcome::Kind::kNotReported,
                                      Outcome::Kind::kNoTarget, Outcome::Kind::kBeyond};
  const json::object& object = value.as_object();
  for (const Outcome::Kind kind : kKinds)
    if (Name(kind) == object.at("kind").as_string())
      return {kind, Score::Micro(WholeIn(object.at("rate_micro")))};
  throw std::invalid_argument("an outcome");
}

YearResult YearIn(const json::object& object) {
  return {object.at("year").to_number<int>(), TextIn(object, "target"), TextIn(object, "realised"),
          OutcomeIn(object.at("outcome"))};
}

Cause CauseIn(const json::object& object) {
  return {object.at("quarter").to_number<int>(), TextIn(object, "obstacle"), TextIn(object, "solution"),
          TextIn(object, "driver"), TextIn(object, "follow_up")};
}

SupportRow SupportIn(const json::object& object) {
  return {WholeIn(object.at("node")), TextIn(object, "code"), TextIn(object, "name"),
          ScoreIn(object.at("score_micro")), SpendingIn(object.at("money"))};
}

YearMean MeanIn(const json::object& object) {
  return {object.at("year").to_number<int>(), ScoreIn(object.at("achievement_micro")),
          ScoreIn(object.at("absorption_micro"))};
}

ReportIndicator IndicatorIn(const json::object& object) {
  ReportIndicator one;
  one.id = WholeIn(object.at("indicator"));
  one.node_id = WholeIn(object.at("node_id"));
  one.node = TextIn(object, "node");
  one.name = TextIn(object, "name");
  one.measure = TextIn(object, "measure");
  one.target = TextIn(object, "target");
  one.realised = TextIn(object, "realised");
  one.outcome = OutcomeIn(object.at("outcome"));
  one.quarter_target = QuartersIn(object.at("quarter_target"));
  one.quarter_realised = QuartersIn(object.at("quarter_realised"));
  one.before = ListIn<YearResult>(object.at("before"), YearIn);
  one.renstra_target = TextIn(object, "renstra_target");
  one.renstra_reached = TextIn(object, "renstra_reached");
  one.renstra_rate = ScoreIn(object.at("renstra_rate_micro"));
  one.standard = TextIn(object, "standard");
  one.causes = ListIn<Cause>(object.at("causes"), CauseIn);
  one.money = SpendingIn(object.at("money"));
  one.support = ListIn<SupportRow>(object.at("support"), SupportIn);
  return one;
}

ReportFacts FactsIn(const json::object& object) {
  ReportFacts facts;
  facts.year = object.at("year").to_number<int>();
  facts.quarter = object.at("quarter").to_number<int>();
  facts.government = TextIn(object, "government");
  facts.unit = TextIn(object, "unit");
  facts.promised = object.at("promised").as_bool();
  facts.achievement = ScoreIn(object.at("achievement_micro"));
  facts.predicate = TextIn(object, "predicate");
  facts.total = SpendingIn(object.at("money"));
  facts.indicators = ListIn<ReportIndicator>(object.at("indicators"), IndicatorIn);
  facts.programmes = ListIn<SupportRow>(object.at("programmes"), SupportIn);
  facts.years = ListIn<YearMean>(object.at("years"), MeanIn);
  return facts;
}

}  // namespace

json::object FactsJson(const ReportFacts& facts) {
  return {{"year", facts.year},
          {"quarter", facts.quarter},
          {"government", facts.government},
          {"unit", facts.unit},
          {"promised", facts.promised},
          {"achievement_micro", ScoreJson(facts.achievement)},
          {"predicate", facts.predicate},
          {"money", SpendingJson(facts.total)},
          {"indicators", ListJson(facts.indicators, IndicatorJson)},
          {"programmes", ListJson(facts.programmes, SupportJson)},
          {"years", ListJson(facts.years, MeanJson)}};
}

std::optional<ReportFacts> ReadFacts(const std::string& text) {
  try {
    return FactsIn(json::parse(text).as_object());
  } catch (const std::exception&) {
    return {};
  }
}

}  // namespace sinergi::report
