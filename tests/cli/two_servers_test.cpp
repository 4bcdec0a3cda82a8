// Two servers on one database: what is entered on one is on the other's pages at once, and both show what a
// third, that has nothing in memory, computes from the database.
#include <gtest/gtest.h>

#include "cli/client.h"
#include "cli/place.h"

namespace sinergi::blackbox {
namespace {

namespace json = boost::json;

constexpr char kGovernment[] = "53.01", kPeriod[] = "2024-Q4", kPassword[] = "rahasia-petugas-uji";
constexpr char kAgency[] = "2.16.2.20.2.21.01.0000";

class TwoServers : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    const Outcome demo = place_.Run({"demo", "--regencies", "--json"});
    ASSERT_EQ(demo.exit, 0) << demo.err;
    password_ = ParseJson(demo.out).at("password").as_string().c_str();
    ASSERT_EQ(place_.Run({"demo", "--regencies"}).exit, 0) << "twice changes nothing";
    ASSERT_EQ(place_
                  .Run({"quarter", "set", kPeriod, "--opens", "2020-01-01", "--closes", "2099-12-31",
                        "--government", kGovernment})
                  .exit,
              0);
    const Outcome user = place_.Run({"user", "add", "petugas.kupang", "--name", "Petugas", "--role",
                                     "officer", "--unit", kAgency, "--government", kGovernment},
                                    std::string(kPassword) + "\n");
    ASSERT_EQ(user.exit, 0) << user.err;
  }

  std::string Province(const Served& server, const std::string& target = "/province?period=2024-Q4") {
    evaluator_->MoveTo(server.port());
    const Answer page = evaluator_->Get(target);
    EXPECT_EQ(page.status, 200);
    return page.body;
  }

  // Saves and submits on a server; the page of indicators tells ids.
  void Report(const Served& server, const std::string& indicator, int figure) {
    officer_->MoveTo(server.port());
    const json::object entry{{"key", indicator},
                             {"row_version", "0"},
                             {"realised", std::to_string(figure)},
                             {"jump_reason", "uji"}};
    const std::string target = "/api/measurements/" + indicator + "/" + kPeriod;
    ASSERT_EQ(officer_->Ask("PUT", target, json::serialize(entry)).status, 200);
    const json::object act{
        {"act", "submit"},
        {"period", kPeriod},
        {"items", json::array{json::object{{"indicator", indicator}, {"row_version", "1"}}}}};
    const Answer done = officer_->Ask("POST", "/api/measurements/act", json::serialize(act));
    ASSERT_EQ(done.status, 200) << done.body;
  }

  std::vector<std::string> Indicators(const Served& server) {
    officer_->MoveTo(server.port());
    const json::value units = place_.Json({"unit", "list", "--government", kGovernment});
    std::string unit;
    for (const json::value& each : units.as_array())
      if (each.at("code").as_string() == kAgency) unit = each.at("id").as_string().c_str();
    const json::value answer =
        ParseJson(officer_->Get("/api/measurements?unit=" + unit + "&period=2024-Q3").body);
    std::vector<std::string> ids;
    for (const json::value& each : answer.at("measurements").as_array())
      ids.emplace_back(each.at("indicator").as_string());
    return ids;
  }

  Place place_{GetParam()};
  std::string password_;
  std::unique_ptr<Client> evaluator_, officer_;
};
INSTANTIATE_TEST_SUITE_P(On, TwoServers, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(TwoServers, ShowTheSameAndNeverWhatIsPast) {
  Served one(place_.With({})), two(place_.With({}));
  evaluator_ = std::make_unique<Client>(one.port());
  ASSERT_TRUE(evaluator_->LogIn("evaluator", password_));
  officer_ = std::make_unique<Client>(one.port());
  ASSERT_TRUE(officer_->LogIn("petugas.kupang", kPassword));
  std::string shown = Province(one);
  EXPECT_NE(shown.find("Kabupaten Kupang (contoh)"), std::string::npos);
  EXPECT_NE(shown.find("Kota Kupang (contoh)"), std::string::npos);
  EXPECT_EQ(Province(two), shown);

  const std::vector<std::string> indicators = Indicators(one);
  ASSERT_GE(indicators.size(), 3u);
  int figure = 7;
  for (const std::string& indicator : indicators) {
    const bool odd = figure % 2 != 0;
    Report(odd ? one : two, indicator, figure++);
    const std::string there = Province(odd ? two : one);  // the server that did not write
    EXPECT_NE(there, shown) << indicator;
    EXPECT_EQ(Province(odd ? one : two), there) << indicator;
    shown = there;
  }
  Served fresh(place_.With({}));
  EXPECT_EQ(Province(fresh), shown);
  for (const char* page :
       {"/g/53.01/government?period=2024-Q4", "/province?period=2024-Q4&affair=2.16&sort=change"})
    EXPECT_EQ(Province(one, page), Province(fresh, page)) << page;
}

}  // namespace
}  // namespace sinergi::blackbox
