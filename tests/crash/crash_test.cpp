// The server is killed 50 times while four officers write. Nothing that was acknowledged may be missing,
// nothing half-written may be there, and what is sent again may count only once.
#include <gtest/gtest.h>

#include <chrono>
#include <iostream>
#include <random>
#include <set>
#include <thread>

#include "cli/place.h"
#include "crash/officer.h"

namespace sinergi::blackbox {
namespace {

namespace json = boost::json;

constexpr int kCrashes = 50;
constexpr const char* kOfficers[][2] = {{"petugas.sekretariat", "SEKR"},
                                        {"petugas.infra", "INFRA"},
                                        {"petugas.egov", "EGOV"},
                                        {"petugas.pikp", "PIKP"}};

// One step in a measurement's life, as history and as audit trail tell it.
struct Told {
  std::string state, realised;
};
using Lives = std::map<std::string, std::vector<Told>>;  // by indicator

class Crash : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    const Outcome demo = place_.Run({"demo", "--json"});
    ASSERT_EQ(demo.exit, 0) << demo.err;
    password_ = ParseJson(demo.out).at("password").as_string().c_str();
    const Outcome set =
        place_.Run({"quarter", "set", "2024-Q4", "--opens", "2020-01-01", "--closes", "2099-12-31"});
    ASSERT_EQ(set.exit, 0) << set.err;
    const json::value units = place_.Json({"unit", "list"});
    first_version_ = PlanVersion();
    unsigned seed = 20240911;
    for (const auto& [login, code] : kOfficers)
      for (const json::value& unit : units.as_array())
        if (unit.at("code").as_string() == code)
          officers_.push_back(std::make_unique<Officer>(login, unit.at("id").as_string().c_str(),
                                                        IndicatorsOf(login, unit), ++seed));
    ASSERT_EQ(officers_.size(), std::size(kOfficers));
  }

  // Those with a figure in quarter III, which are all of the unit's.
  std::vector<std::string> IndicatorsOf(const std::string& login, const json::value& unit) {
    Served server(place_.With({}));
    Client client(server.port());
    EXPECT_TRUE(client.LogIn(login, password_));
    const std::string target =
        "/api/measurements?unit=" + std::string(unit.at("id").as_string()) + "&period=2024-Q3";
    std::vector<std::string> indicators;
    const json::value answer = ParseJson(client.Get(target).body);
    for (const json::value& each : answer.at("measurements").as_array())
      indicators.emplace_back(each.at("indicator").as_string());
    EXPECT_FALSE(indicators.empty());
    entered_.insert(indicators.begin(), indicators.end());
    return indicators;
  }

  int64_t PlanVersion() const {
    return place_.Open()->Read(
        [](sql::Connection& c) { return c.One("SELECT sum(version) FROM plan").value_or(0); });
  }

  void WriteUntilKilled(Served& server, int milliseconds) {
    std::vector<std::thread> at_work;
    for (const auto& officer : officers_) at_work.emplace_back([&officer] { officer->Work(); });
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    server.Kill();
    for (std::thread& thread : at_work) thread.join();
  }

  void TrailIsWhole() const {
    const Outcome verified = place_.Run({"verify"});
    EXPECT_EQ(verified.exit, 0) << verified.out << verified.err;
  }

  // Every measurement of the quarter: its row, its history and the audit trail tell the same.
  Lives ReadLives() const {
    Lives lives;
    place_.Open()->Read([&](sql::Connection& c) {
      int64_t saves = 0, steps = 0;
      std::map<std::string, std::pair<std::string, int64_t>> rows;  // "state figure", row version
      c.Query(
          "SELECT m.indicator_id, m.state, m.realised_text, m.row_version FROM measurement m WHERE m.quarter "
          "= 4",
          {}, [&](const sql::Row& row) {  // the example's year before has a quarter IV of its own
            if (entered_.contains(row.String(0)))
              rows[row.String(0)] = {row.String(1) + " " + row.String(2), row.Int(3)};
          });
      for (const auto& [indicator, row] : rows) {
        lives[indicator] = AuditOf(c, indicator);
        const std::vector<std::string> history = HistoryOf(c, indicator, saves);
        steps += static_cast<int64_t>(history.size());
        EXPECT_EQ(static_cast<int64_t>(history.size()), row.second) << "history of " << indicator;
        EXPECT_EQ(lives[indicator].size(), history.size()) << "audit of " << indicator;
        for (size_t i = 0; i < std::min(history.size(), lives[indicator].size()); ++i)
          EXPECT_EQ(lives[indicator][i].state, history[i]);
        if (!lives[indicator].empty()) {
          EXPECT_EQ(lives[indicator].back().state + " " + lives[indicator].back().realised, row.first);
        }
      }
      EXPECT_EQ(c.One("SELECT count(*) FROM idempotency_key"), saves) << "keys and saves";
      EXPECT_EQ(c.One("SELECT sum(version) FROM plan").value_or(0) - first_version_, steps)
          << "plan's version";
      EXPECT_EQ(c.One("SELECT count(*) FROM audit WHERE subject LIKE 'indicator/%/2024-Q4'"), steps);
      return Unit{};
    });
    return lives;
  }

  static std::vector<Told> AuditOf(sql::Connection& c, const std::string& indicator) {
    std::vector<Told> life;
    c.Query(
        "SELECT detail FROM audit WHERE subject = ? ORDER BY seq", {"indicator/" + indicator + "/2024-Q4"},
        [&](const sql::Row& row) {
          const json::value detail = ParseJson(row.String(0));
          life.push_back({detail.at("state").as_string().c_str(), detail.at("realised").as_string().c_str()});
        });
    return life;
  }

  static std::vector<std::string> HistoryOf(sql::Connection& c, const std::string& indicator,
                                            int64_t& saves) {
    std::vector<std::string> history;
    c.Query(
        "SELECT a.to_state, a.act FROM measurement_act a JOIN measurement m "
        "ON m.government_id = a.government_id AND m.id = a.measurement_id "
        "WHERE m.indicator_id = ? AND m.quarter = 4 ORDER BY a.id",
        {std::atoll(indicator.c_str())}, [&](const sql::Row& row) {
          history.push_back(row.String(0));
          saves += row.Text(1) == "save" ? 1 : 0;
        });
    return history;
  }

  // Each acknowledged step stands in the trail at its place, with its state and figure.
  void NothingAcknowledgedIsMissing(const Lives& lives) {
    for (const auto& officer : officers_)
      for (const Acknowledged& each : officer->acknowledged()) {
        const auto life = lives.find(each.indicator);
        ASSERT_TRUE(life != lives.end() && life->second.size() >= each.row_version)
            << each.indicator << " row version " << each.row_version;
        const Told& told = life->second[each.row_version - 1];
        ASSERT_EQ(told.state, each.state);
        ASSERT_EQ(told.realised, each.realised);
        ++verified_;
      }
  }

  Place place_{GetParam()};
  std::string password_;
  int64_t first_version_ = 0, verified_ = 0;
  std::vector<std::unique_ptr<Officer>> officers_;
  std::set<std::string> entered_;  // indicators the officers write
};

TEST_P(Crash, LosesNothingThatWasAcknowledged) {
  std::mt19937 random(53);
  auto server = std::make_unique<Served>(place_.With({}));
  int crashes = 0;
  for (; crashes < kCrashes && !HasFailure(); ++crashes) {
    for (const auto& officer : officers_) {
      officer->Arrive(server->port());
      // Sessions outlive a crash; now and then everybody logs in anew.
      if (crashes % 10 == 0) {
        ASSERT_TRUE(officer->LogIn(password_));
      }
    }
    WriteUntilKilled(*server, 20 + static_cast<int>(random() % 281));
    TrailIsWhole();
    server = std::make_unique<Served>(place_.With({}));
    for (const auto& officer : officers_) {
      officer->Arrive(server->port());
      officer->CheckWhatIsThere();
      officer->SendAgain();
    }
    NothingAcknowledgedIsMissing(ReadLives());
  }
  server->Stop();
  TrailIsWhole();

  size_t acknowledged = 0;
  int landed = 0, lost = 0, repeated = 0;
  for (const auto& officer : officers_) {
    acknowledged += officer->acknowledged().size();
    landed += officer->landed;
    lost += officer->lost;
    repeated += officer->repeated;
  }
  std::cout << crashes << " crashes; " << acknowledged << " acts acknowledged, compared " << verified_
            << " times; " << landed << " done without an answer, " << lost << " not done; " << repeated
            << " sent again\n";
  EXPECT_GT(acknowledged, static_cast<size_t>(kCrashes)) << "too little was written to mean anything";
}

INSTANTIATE_TEST_SUITE_P(On, Crash, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

}  // namespace
}  // namespace sinergi::blackbox
