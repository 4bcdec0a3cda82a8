#include "modules/performance/measurement_api.h"

#include <array>
#include <thread>

#include <boost/json.hpp>

#include "kit/performance.h"
#include "kit/visitor.h"

namespace sinergi::performance {
namespace {

namespace json = boost::json;
using testkit::kQuarter;

class MeasurementApi : public testkit::WithPerformance<testkit::WebTest> {
 protected:
  MeasurementApi()
      : WithPerformance<testkit::WebTest>(
            Migrations(), [](kernel::Web& web, http::Router& router) { AddMeasurementApi(web, router); }) {
    now_ = (Date{2024, 10, 5}).Days() * 86400 + 3600;
  }

  struct Answer {
    int status = 0;
    json::value body;
    std::string Text(std::string_view pointer) const {
      boost::system::error_code error;
      const json::value* found = body.find_pointer(pointer, error);
      if (!found) return "(none)";
      return found->is_string() ? std::string(found->get_string()) : json::serialize(*found);
    }
  };

  // Nobody's visit without an actor; sends the CSRF token as the scripts do.
  Answer Ask(const kernel::Actor* actor, http::Method method, const std::string& path,
             const std::string& body, const std::string& csrf = "right") {
    http::Request request;
    request.method = method;
    request.target = path;
    request.path = path.substr(0, path.find('?'));
    if (const size_t query = path.find('?'); query != path.npos)
      for (const auto& [name, value] : Pairs(path.substr(query + 1))) request.query.emplace_back(name, value);
    request.headers = {{"host", "sinergi.test"}, {"content-type", "application/json"}};
    request.body = body;
    request.peer = "192.0.2.1";
    if (actor) {
      const kernel::Session session = SessionOf(*actor);
      request.cookies = {{"sinergi_session", session.token}};
      request.headers.emplace_back("x-csrf-token", csrf == "right" ? session.csrf : csrf);
    }
    const http::Response response = router_.Answer(request);
    boost::system::error_code error;
    return {response.status, json::parse(response.body, error)};
  }

  Answer Put(const kernel::Actor* actor, const std::string& body, const std::string& place = "") {
    return Ask(actor, http::Method::kPut,
               "/api/measurements/" + (place.empty() ? std::to_string(dokumen_) + "/2024-Q3" : place), body);
  }
  Answer Act(const kernel::Actor* actor, const std::string& body) {
    return Ask(actor, http::Method::kPost, "/api/measurements/act", body);
  }
  std::string ActBody(const char* act, std::vector<std::pair<int64_t, int>> items,
                      const std::string& reason = "") {
    json::array list;
    for (const auto& [indicator, row_version] : items)
      list.push_back(json::object{{"indicator", std::to_string(indicator)},
                                  {"row_version", std::to_string(row_version)}});
    return json::serialize(
        json::object{{"act", act}, {"period", "2024-Q3"}, {"reason", reason}, {"items", list}});
  }
  static std::string Entry(const char* key, const char* realised, const char* row_version) {
    return json::serialize(json::object{{"key", key}, {"realised", realised}, {"row_version", row_version}});
  }

 private:
  static http::Pairs Pairs(const std::string& query) {
    http::Request form;
    form.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
    form.body = query;
    return http::ReadForm(form).fields;
  }

  kernel::Session SessionOf(const kernel::Actor& actor) {
    const auto it = sessions_.find(actor.account_id);
    if (it != sessions_.end()) return it->second;
    kernel::Account account;
    account.government_id = actor.government_id;
    account.id = actor.account_id;
    return sessions_[actor.account_id] = Write([&](sql::Connection& c) -> Result<kernel::Session> {
             return kernel::OpenSession(c, account, now_);
           });
  }
  std::map<int64_t, kernel::Session> sessions_;
};
INSTANTIATE_TEST_SUITE_P(On, MeasurementApi, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(MeasurementApi, AnonymousWrongRoleRightRole) {
  const std::string entry = Entry("k1", "1", "0"), act = ActBody("submit", {{dokumen_, 1}});
  const std::string list = "/api/measurements?unit=" + std::to_string(secretariat_) + "&period=2024-Q3";
  EXPECT_EQ(Put(nullptr, entry).status, 401);
  EXPECT_EQ(Act(nullptr, act).status, 401);
  EXPECT_EQ(Ask(nullptr, http::Method::kGet, list, "").status, 401);
  for (const kernel::Actor* actor :
       {&other_officer_, &verifier_, &planner_, &head_, &auditor_, &administrator_})
    EXPECT_EQ(Put(actor, entry).status, 403) << actor->login;
  EXPECT_EQ(Ask(&other_officer_, http::Method::kGet, list, "").status, 403);
  EXPECT_EQ(Count("measurement"), 0);

  const Answer saved = Put(&officer_, entry);
  EXPECT_EQ(saved.status, 200);
  EXPECT_EQ(saved.Text("/measurement/state"), "draft");
  EXPECT_EQ(saved.Text("/measurement/row_version"), "1");
  EXPECT_EQ(saved.Text("/measurement/realised"), "1");
  EXPECT_EQ(saved.Text("/achievement"), "100.000000") << "as it will count once submitted";
  EXPECT_EQ(saved.Text("/warnings"), "[]");
  EXPECT_EQ(Act(&officer_, act).Text("/done/0/state"), "submitted");
  EXPECT_EQ(Ask(&officer_, http::Method::kGet, list, "").Text("/measurements/0/state"), "submitted");
  EXPECT_EQ(Ask(&head_, http::Method::kGet, list, "").status, 200);
}

TEST_P(MeasurementApi, ChangesNeedTheToken) {
  const std::string place = "/api/measurements/" + std::to_string(dokumen_) + "/2024-Q3";
  // Without the header a form's field is looked for, and this is no form.
  for (const auto& [csrf, status] : {std::pair{"", 400}, {"wrong", 403}}) {
    EXPECT_EQ(Ask(&officer_, http::Method::kPut, place, Entry("k1", "1", "0"), csrf).status, status);
    EXPECT_EQ(
        Ask(&officer_, http::Method::kPost, "/api/measurements/act", ActBody("submit", {}), csrf).status,
        status);
  }
  EXPECT_EQ(Count("measurement"), 0);
}

TEST_P(MeasurementApi, AConflictAnswersWithWhatIsThere) {
  ASSERT_EQ(Put(&officer_, Entry("k1", "1", "0")).status, 200);
  ASSERT_EQ(Put(&officer_, Entry("k2", "2", "1")).status, 200);
  const Answer late = Put(&officer_, Entry("k3", "3", "1"));
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(late.Text("/error/code"), "performance.measurement_changed");
  EXPECT_NE(late.Text("/error/text"), "error.performance.measurement_changed") << "a sentence, not a key";
  EXPECT_EQ(late.Text("/measurement/realised"), "2");
  EXPECT_EQ(late.Text("/measurement/row_version"), "2");
}

TEST_P(MeasurementApi, AClosedQuarterIsAConflict) {
  now_ += 40 * 86400;
  const Answer answer = Put(&officer_, Entry("k1", "1", "0"));
  EXPECT_EQ(answer.status, 409);
  EXPECT_EQ(answer.Text("/error/code"), "performance.quarter_closed");
}

TEST_P(MeasurementApi, InvalidEntriesAnswer422) {
  const Answer answer = Put(&officer_, Entry("k1", "1.5", "0"));
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(json::serialize(answer.body), testing::HasSubstr("performance.entry_invalid"));
  EXPECT_EQ(Put(&officer_, Entry("k1", "1,5", "0")).status, 200) << "a refused key may be used again";
}

TEST_P(MeasurementApi, TheSameKeyIsWrittenOnce) {
  const Answer first = Put(&officer_, Entry("k1", "1", "0"));
  const Answer again = Put(&officer_, Entry("k1", "1", "0"));
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(History(dokumen_).size(), 1u);
}

TEST_P(MeasurementApi, AKeyKeepsItsFirstAnswer) {
  const Answer first = Put(&officer_, Entry("k1", "1", "0"));
  ASSERT_EQ(first.status, 200);
  EXPECT_EQ(Put(&officer_, Entry("k1", "2", "1")).body, first.body) << "though the row version fits";
  EXPECT_EQ(History(dokumen_).size(), 1u) << "and what was written a second time is taken back";
  EXPECT_EQ(Put(&officer_, Entry("k2", "3", "1")).Text("/measurement/row_version"), "2");
  EXPECT_EQ(Put(&officer_, Entry("k1", "1", "0")).body, first.body);
  ASSERT_TRUE(SetQuarter(kQuarter, {2024, 10, 1}, {2024, 10, 2}).ok());
  EXPECT_EQ(Put(&officer_, Entry("k1", "1", "0")).body, first.body) << "also when the quarter has closed";
  EXPECT_EQ(Put(&verifier_, Entry("k1", "1", "0")).status, 403) << "another's key is another key";
  EXPECT_EQ(History(dokumen_).size(), 2u);
}

TEST_P(MeasurementApi, TheSameKeyAtOnceIsWrittenOnce) {
  ASSERT_EQ(Put(&officer_, Entry("k0", "1", "0")).status, 200);
  std::array<Answer, 6> answers;
  std::vector<std::thread> threads;
  for (Answer& answer : answers)
    threads.emplace_back([&] { answer = Put(&officer_, Entry("k1", "2", "1")); });
  for (std::thread& thread : threads) thread.join();
  for (const Answer& answer : answers) {
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, answers[0].body);
  }
  EXPECT_EQ(answers[0].Text("/measurement/row_version"), "2");
  EXPECT_EQ(History(dokumen_).size(), 2u);
}

TEST_P(MeasurementApi, AKeyBelongsToItsCell) {
  ASSERT_EQ(Put(&officer_, Entry("k1", "1", "0")).status, 200);
  const Answer other = Put(&officer_, Entry("k1", "7", "0"), std::to_string(layanan_) + "/2024-Q3");
  EXPECT_EQ(other.status, 200);
  EXPECT_EQ(other.Text("/measurement/realised"), "7");
  EXPECT_EQ(History(layanan_).size(), 1u);
}

TEST_P(MeasurementApi, BodiesThatAreNoEntry) {
  std::string deep = "{\"key\":\"k\",\"row_version\":\"0\",\"x\":";
  for (int i = 0; i < 5000; ++i) deep += "[";
  const std::string bodies[] = {"",
                                "{",
                                "null",
                                "[]",
                                "\"text\"",
                                "12",
                                "{\"key\":}",
                                "{}",
                                Entry("", "1", "0"),
                                Entry("k", "1", ""),
                                Entry("k", "1", "-1"),
                                Entry("k", "1", "1.5"),
                                Entry("k", "1", "99999999999999999999"),
                                R"({"key":"k","row_version":0,"realised":"1"})",
                                R"({"key":7,"row_version":"0"})",
                                R"({"key":"a\u0000b","row_version":"0","realised":"1"})",
                                "{\"key\":\"\xFF\",\"row_version\":\"0\"}",
                                Entry(std::string(101, 'k').c_str(), "1", "0"),
                                deep,
                                deep + std::string(5000, ']') + "}"};
  for (const std::string& body : bodies) {
    EXPECT_EQ(Put(&officer_, body).status, 422) << body.substr(0, 60);
    EXPECT_EQ(Act(&officer_, body).status, 422) << body.substr(0, 60);
  }
  EXPECT_EQ(Count("measurement"), 0);
}

TEST_P(MeasurementApi, PlacesThatDoNotExist) {
  const std::string entry = Entry("k1", "1", "0");
  const std::string id = std::to_string(dokumen_);
  for (const std::string& place :
       {std::string("0/2024-Q3"), std::string("999999/2024-Q3"), std::string("9223372036854775807/2024-Q3"),
        std::string("9223372036854775808/2024-Q3"), std::string("-1/2024-Q3"), std::string("abc/2024-Q3"),
        id + "/2024-Q5", id + "/2024", id + "/2023-Q3", id + "/9999-Q1"})
    EXPECT_EQ(Put(&officer_, entry, place).status, 404) << place;
  for (const char* query :
       {"", "?unit=1", "?period=2024-Q3", "?unit=999999&period=2024-Q3", "?unit=x&period=2024-Q3",
        "?unit=-1&period=2024-Q3", "?unit=99999999999999999999&period=2024-Q3"})
    EXPECT_EQ(Ask(&head_, http::Method::kGet, "/api/measurements" + std::string(query), "").status, 404)
        << query;
}

TEST_P(MeasurementApi, ActsOnManyStandEachForItself) {
  ASSERT_EQ(Put(&officer_, Entry("k1", "1", "0")).status, 200);
  const Answer answer =
      Act(&officer_, ActBody("submit", {{dokumen_, 1}, {data_, 0}, {999'999, 0}, {layanan_, 0}}));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.Text("/done/0/indicator"), std::to_string(dokumen_));
  EXPECT_EQ(answer.Text("/refused/0/error/code"), "kernel.forbidden");
  EXPECT_EQ(answer.Text("/refused/1/error/code"), "performance.indicator_unknown");
  EXPECT_EQ(answer.Text("/refused/2/error/code"), "performance.state_refuses");
  EXPECT_EQ(answer.Text("/refused/3"), "(none)");
}

TEST_P(MeasurementApi, ActsThatAreNone) {
  for (const char* act : {"", "save", "import", "SUBMIT", "delete"})
    EXPECT_EQ(Act(&officer_, ActBody(act, {})).status, 422) << act;
  EXPECT_EQ(Act(&officer_, ActBody("submit", {})).status, 200) << "nothing asked, nothing done";
  EXPECT_EQ(Act(&officer_, R"({"act":"submit","period":"2024-Q3","items":{}})").status, 422);
  EXPECT_EQ(Act(&officer_, R"({"act":"submit","period":"2024-Q3","items":[1]})").status, 422);
  EXPECT_EQ(Act(&officer_, R"({"act":"submit","period":"2024-Q9","items":[]})").status, 422);
}

TEST_P(MeasurementApi, MoreItemsThanAllowedAreRefusedAsAWhole) {
  EXPECT_EQ(
      Act(&officer_, ActBody("submit", std::vector<std::pair<int64_t, int>>(3000, {dokumen_, 1}))).status,
      422);
  EXPECT_EQ(router_.BodyLimit(http::Method::kPost, "/api/measurements/act"), 256u * 1024);
}

TEST_P(MeasurementApi, VerifierReturnsWithAReason) {
  ASSERT_EQ(Put(&officer_, Entry("k1", "1", "0")).status, 200);
  ASSERT_EQ(Act(&officer_, ActBody("submit", {{dokumen_, 1}})).Text("/done/0/row_version"), "2");
  EXPECT_EQ(Act(&verifier_, ActBody("return", {{dokumen_, 2}})).Text("/refused/0/error/code"),
            "performance.reason_missing");
  EXPECT_EQ(Act(&verifier_, ActBody("return", {{dokumen_, 2}}, "bukti kurang")).Text("/done/0/state"),
            "returned");
  EXPECT_EQ(History(dokumen_).back().reason, "bukti kurang");
}

}  // namespace
}  // namespace sinergi::performance
