#include "crash/officer.h"

#include <gtest/gtest.h>

#include "cli/place.h"

namespace sinergi::blackbox {
namespace {

namespace json = boost::json;

constexpr char kPeriod[] = "2024-Q4";

std::string Text(const json::object& object, const char* name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

int RowVersion(const json::object& measurement) {
  return std::atoi(Text(measurement, "row_version").c_str());
}

const json::object* At(const std::map<std::string, json::object>& all, const std::string& indicator) {
  const auto found = all.find(indicator);
  return found == all.end() ? nullptr : &found->second;
}

}  // namespace

Officer::Officer(std::string login, std::string unit, std::vector<std::string> indicators, unsigned seed)
    : login_(std::move(login)), unit_(std::move(unit)), indicators_(std::move(indicators)), random_(seed) {}

Act Officer::Save(const std::string& indicator, const json::object* now) {
  const std::string mark = login_ + " " + std::to_string(++count_);
  const std::string realised = std::to_string(random_() % 100) + "," + std::to_string(10 + random_() % 90);
  json::object expected{{"indicator", indicator},
                        {"period", kPeriod},
                        {"state", "draft"},
                        {"version", "1"},
                        {"row_version", std::to_string(now ? RowVersion(*now) + 1 : 1)},
                        {"realised", realised},
                        {"obstacle", "kendala " + mark},
                        {"solution", "solusi " + mark},
                        {"driver", std::string(random_() % 1500, 'p')},
                        {"follow_up", "tindak lanjut " + mark},
                        {"jump_reason", "alasan " + mark}};
  json::object body = expected;
  body["key"] = mark;
  body["row_version"] = now ? Text(*now, "row_version") : "0";
  return {indicator,
          "save",
          "PUT",
          "/api/measurements/" + indicator + "/" + kPeriod,
          json::serialize(body),
          std::move(expected)};
}

Act Officer::Step(const std::string& indicator, const json::object& now, const std::string& act) {
  json::object expected = now;
  expected["state"] = act == "submit" ? "submitted" : "draft";
  expected["row_version"] = std::to_string(RowVersion(now) + 1);
  const json::object item{{"indicator", indicator}, {"row_version", Text(now, "row_version")}};
  const json::object body{{"act", act}, {"period", kPeriod}, {"items", json::array{item}}};
  return {indicator, act, "POST", "/api/measurements/act", json::serialize(body), std::move(expected)};
}

// Drafts are mostly saved again and now and then submitted; what is submitted is withdrawn.
Act Officer::NextAct() {
  const std::string& indicator = indicators_[random_() % indicators_.size()];
  const json::object* now = At(known_, indicator);
  if (now != nullptr && Text(*now, "state") == "submitted") return Step(indicator, *now, "withdraw");
  if (now != nullptr && random_() % 4 == 0) return Step(indicator, *now, "submit");
  return Save(indicator, now);
}

void Officer::Remember(const json::object& measurement) {
  const std::string indicator = Text(measurement, "indicator");
  known_[indicator] = measurement;
  acknowledged_.push_back({indicator, static_cast<size_t>(RowVersion(measurement)),
                           Text(measurement, "state"), Text(measurement, "realised")});
}

// False when the server gave no whole answer. Anything but a yes is a fault: nobody else writes here.
bool Officer::Take(const Act& act, const Answer& answer) {
  if (answer.status == 0) return false;
  EXPECT_EQ(answer.status, 200) << act.act << ": " << answer.body;
  if (answer.status != 200) return false;
  const json::object told = ParseJson(answer.body).as_object();
  const bool save = act.act == "save";
  if (!save) {
    EXPECT_EQ(told.at("done").as_array().size(), 1u) << answer.body;
  }
  if (!save && told.at("done").as_array().empty()) return false;
  const json::object& measurement =
      save ? told.at("measurement").as_object() : told.at("done").as_array()[0].as_object();
  EXPECT_EQ(measurement, act.expected);
  Remember(measurement);
  if (save) last_save_ = {act, answer.body};
  return true;
}

void Officer::Work() {
  do {
    in_flight_ = NextAct();
  } while (Take(*in_flight_, client_.Ask(in_flight_->method, in_flight_->target, in_flight_->body)));
}

Officer::Measurements Officer::Shown() {
  const Answer answer = client_.Get("/api/measurements?unit=" + unit_ + "&period=" + kPeriod);
  EXPECT_EQ(answer.status, 200) << answer.body;
  Measurements shown;
  if (answer.status != 200) return shown;
  const json::value told = ParseJson(answer.body);
  for (const json::value& each : told.at("measurements").as_array())
    shown[Text(each.as_object(), "indicator")] = each.as_object();
  return shown;
}

// What got no answer was either done as a whole or not at all.
void Officer::Settle(const Measurements& shown) {
  if (!in_flight_) return;
  const json::object* before = At(known_, in_flight_->indicator);
  const json::object* now = At(shown, in_flight_->indicator);
  const bool done = now != nullptr && RowVersion(*now) == RowVersion(in_flight_->expected);
  (done ? landed : lost) += 1;
  if (done) {
    EXPECT_EQ(*now, in_flight_->expected);
    known_[in_flight_->indicator] = *now;
  } else {
    EXPECT_EQ(now == nullptr, before == nullptr);
    if (now != nullptr && before != nullptr) {
      EXPECT_EQ(*now, *before);
    }
  }
}

void Officer::CheckWhatIsThere() {
  const Measurements shown = Shown();
  Settle(shown);
  for (const std::string& indicator : indicators_) {
    const json::object* known = At(known_, indicator);
    const json::object* now = At(shown, indicator);
    EXPECT_EQ(now == nullptr, known == nullptr) << login_ << " " << indicator;
    if (known != nullptr && now != nullptr) {
      EXPECT_EQ(*now, *known) << login_;
    }
  }
}

void Officer::SendAgain() {
  if (in_flight_ && in_flight_->act == "save") {
    const Act act = *in_flight_;
    EXPECT_TRUE(Take(act, client_.Ask(act.method, act.target, act.body)));
    ++repeated;
  }
  in_flight_.reset();
  if (!last_save_) return;
  const Answer again =
      client_.Ask(last_save_->first.method, last_save_->first.target, last_save_->first.body);
  EXPECT_EQ(again.status, 200) << again.body;
  EXPECT_EQ(again.body, last_save_->second);
  ++repeated;
  EXPECT_EQ(Shown(), known_) << "a repeated entry was written twice";
}

}  // namespace sinergi::blackbox
