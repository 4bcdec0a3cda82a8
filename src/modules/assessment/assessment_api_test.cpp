// The API and the pages as they are asked: anonymous, wrong role, right role; hostile addresses and bodies.
#include "modules/assessment/assessment_api.h"

#include <boost/json.hpp>

#include "kit/assessment.h"
#include "kit/visitor.h"
#include "modules/assessment/pages.h"

namespace sinergi::assessment {
namespace {

namespace json = boost::json;
using enum Stage;
using enum StageAct;
using kernel::Role;
using testkit::Actor;
using testkit::Visitor;

std::shared_ptr<AssessmentServices> SmallServices() {
  return std::shared_ptr<AssessmentServices>(
      new AssessmentServices{InstrumentShelf({"kecil-2024"}, testkit::ReadSmall)});
}

class AssessmentPages : public testkit::WithAssessments<testkit::WebTest> {
 protected:
  AssessmentPages() : AssessmentPages(SmallServices()) {}
  explicit AssessmentPages(std::shared_ptr<AssessmentServices> services)
      : WithAssessments<testkit::WebTest>(
            testkit::AssessmentMigrations(),
            [services](kernel::Web& web, http::Router& router) {
              AddAssessmentPages(web, router, *services);
            },
            std::vector<std::string>{"assessment/"}),
        services_(services) {
    now_ = (Date{2024, 10, 5}).Days() * 86400 + 3600;
    path_ = fmt::format("/assessments/{}", id_);
  }

  int StatusOf(const Actor& actor, const std::string& path) { return EnterAs(actor).Get(path).status; }

  struct Reply {
    int status = 0;
    json::value body;
    std::string Text(std::string_view pointer) const {
      boost::system::error_code error;
      const json::value* found = body.find_pointer(pointer, error);
      if (!found) return "(none)";
      return found->is_string() ? std::string(found->get_string()) : json::serialize(*found);
    }
  };
  Reply Put(const Actor* actor, const std::string& place, const std::string& body) {
    http::Request request;
    request.method = http::Method::kPut;
    request.target = request.path = fmt::format("/api/assessments/{}/answers/{}", id_, place);
    request.headers = {{"host", "sinergi.test"}, {"content-type", "application/json"}};
    request.body = body;
    if (actor) {
      const Visitor visitor = EnterAs(*actor);
      request.cookies.assign(visitor.cookies.begin(), visitor.cookies.end());
      request.headers.emplace_back("x-csrf-token", visitor.csrf);
    }
    const http::Response response = router_.Answer(request);
    boost::system::error_code error;
    return {response.status, json::parse(response.body, error)};
  }
  static std::string Body(const char* value, const char* version, std::vector<std::string> met = {}) {
    json::array list;
    for (const std::string& level : met) list.emplace_back(level);
    return json::serialize(
        json::object{{"value", value}, {"met", list}, {"explanation", "Ada SK"}, {"row_version", version}});
  }

  std::shared_ptr<AssessmentServices> services_;
  std::string path_;
};
INSTANTIATE_TEST_SUITE_P(On, AssessmentPages, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(AssessmentPages, AnonymousWrongRoleRightRole) {
  EXPECT_EQ(Put(nullptr, "self/1", Body("1", "0")).status, 401);
  for (const Actor* actor :
       {&other_officer_, &verifier_, &planner_, &head_, &auditor_, &administrator_, &evaluator_})
    EXPECT_EQ(Put(actor, "self/1", Body("1", "0")).status, 403) << actor->login;
  const Reply saved = Put(&officer_, "self/1", Body("2", "0", {"1"}));
  EXPECT_EQ(saved.status, 200);
  EXPECT_EQ(saved.Text("/answer/value"), "2");
  EXPECT_EQ(saved.Text("/answer/row_version"), "1");
  EXPECT_EQ(Put(&officer_, "self/1", Body("2", "0", {"1"})).Text("/answer/row_version"), "1") << "once";
  const Reply late = Put(&officer_, "self/1", Body("1", "0"));
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(late.Text("/answer/value"), "2") << "what is stored comes along";
}

TEST_P(AssessmentPages, WhatCannotBeReadIsRefused) {
  struct Case {
    const char* place;
    std::string body;
    int status;
  };
  const Case cases[] = {
      {"self/1", "{", 422},
      {"self/1", "[]", 422},
      {"self/1", "{}", 422},
      {"self/1", Body("dua", "0"), 422},
      {"self/1", Body("9", "0"), 422},
      {"self/1", Body("3", "0"), 422},
      {"self/1", Body("1", "-1"), 422},
      {"self/1", R"({"value":"1","met":{},"row_version":"0"})", 422},
      {"self/1", R"({"value":"1","met":[1],"row_version":"0"})", 422},
      {"self/1", Body("1", "0", std::vector<std::string>(200, "1")), 422},
      {"self/99", Body("1", "0"), 404},
      {"nonsense/1", Body("1", "0"), 404},
      {"internal/1", Body("1", "0"), 403},
  };
  for (const Case& one : cases) EXPECT_EQ(Put(&officer_, one.place, one.body).status, one.status) << one.body;
  EXPECT_EQ(Count("assessment_answer"), 0);
}

TEST_P(AssessmentPages, WhoOpensWhichPage) {
  struct Case {
    const char* path;
    std::vector<const Actor*> may, may_not;
  };
  const Case cases[] = {
      {"",
       {&officer_, &other_officer_, &verifier_, &planner_, &head_, &auditor_, &administrator_, &evaluator_},
       {}},
      {"/conflicts", {&officer_, &evaluator_}, {}},
      {"/change", {&officer_, &evaluator_}, {}},
      {"/road-map", {&officer_, &planner_}, {}},
      {"/assign", {&administrator_, &evaluator_}, {&officer_, &verifier_, &planner_, &head_, &auditor_}},
      {"/items/1", {&officer_, &verifier_, &head_, &evaluator_, &auditor_}, {&other_officer_}},
      {"/items/4", {&evaluator_, &administrator_}, {&officer_, &head_}},
      {"/papers", {&evaluator_, &administrator_, &auditor_}, {&officer_, &head_, &verifier_}},
      {"/papers/statement", {&evaluator_}, {&officer_}},
      {"/papers/consent", {&evaluator_}, {&officer_}},
      {"/road-map/plan", {&planner_}, {&officer_, &evaluator_}},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(Anonymous().Get(path_ + one.path).status, 303) << one.path;
    for (const Actor* actor : one.may)
      EXPECT_EQ(StatusOf(*actor, path_ + one.path), 200) << one.path << actor->login;
    for (const Actor* actor : one.may_not)
      EXPECT_EQ(StatusOf(*actor, path_ + one.path), 403) << one.path << actor->login;
  }
  EXPECT_EQ(StatusOf(officer_, "/assessments"), 200);
  EXPECT_EQ(StatusOf(officer_, "/assessments/targets?series=kecil"), 200);
  EXPECT_EQ(StatusOf(officer_, "/assessments/targets?series=lain"), 404);
  EXPECT_EQ(StatusOf(officer_, "/assessments/new"), 403);
  EXPECT_EQ(StatusOf(administrator_, "/assessments/new"), 200);
  for (const char* path : {"/assessments/999999", "/assessments/x", "/assessments/-1"})
    EXPECT_EQ(StatusOf(evaluator_, path), 404) << path;
  EXPECT_EQ(StatusOf(evaluator_, path_ + "/items/99"), 404);
}

TEST_P(AssessmentPages, AnAgencysAssessmentIsNotShownToOthers) {
  id_ = *Open(administrator_, 2024, diskominfo_);
  const std::string path = fmt::format("/assessments/{}", id_);
  const Actor stranger = Person("officer.social", Role::kOfficer, social_);
  EXPECT_EQ(StatusOf(officer_, path), 200);
  EXPECT_EQ(StatusOf(stranger, path), 403);
  const auto list = EnterAs(stranger).Get("/api/assessments");
  EXPECT_EQ(json::parse(list.body).at("assessments").as_array().size(), 1u) << "the government's own";
}

TEST_P(AssessmentPages, TheWholeWayByPlainForms) {
  Visitor admin = EnterAs(administrator_), all = EnterAs(all_officer_), evaluator = EnterAs(evaluator_);
  EXPECT_EQ(admin.Post(path_ + "/assign", {{"pick", "4"}, {"unit", std::to_string(general_)}}).status, 303);
  EXPECT_EQ(Load().units[3], general_);
  const std::vector<std::pair<std::string, http::Pairs>> answers = {
      {"1", {{"value", "2"}, {"met", "1"}}},
      {"2", {{"value", "3"}, {"met", "1"}, {"met", "2"}}},
      {"3", {{"value", "1"}}},
      {"4", {{"value", "3,5"}}}};
  for (auto [item, fields] : answers) {
    fields.insert(fields.end(), {{"stage", "self"}, {"explanation", "Ada <b>SK</b>"}, {"row_version", "0"}});
    EXPECT_EQ(all.Post(path_ + "/items/" + item, fields).status, 303) << item;
  }
  const auto shown = all.Get(path_ + "/items/1").body;
  EXPECT_NE(shown.find("Ada &lt;b&gt;SK"), shown.npos);
  EXPECT_EQ(shown.find("Ada <b>"), shown.npos);
  const auto finish = [&](const std::string& version) {
    return evaluator.Post(path_ + "/move", {{"do", "finish"}, {"reason", "x"}, {"row_version", version}})
        .status;
  };
  EXPECT_EQ(finish("1"), 303);
  EXPECT_EQ(finish("1"), 409) << "a double click";
  EXPECT_EQ(
      evaluator
          .Post(path_ + "/papers", {{"signer", "Koordinator"}, {"position", "Sekda"}, {"on", "2024-10-05"}})
          .status,
      303);
  EXPECT_EQ(
      evaluator.Post(path_ + "/papers", {{"signer", ""}, {"position", "Sekda"}, {"on", "besok"}}).status,
      422);
  EXPECT_EQ(evaluator
                .Post(path_ + "/items/1",
                      {{"stage", "internal"}, {"value", "1"}, {"explanation", ""}, {"row_version", "0"}})
                .status,
            422);
  const auto statement = evaluator.Get(path_ + "/papers/statement").body;
  EXPECT_NE(statement.find("2,35"), statement.npos);
  EXPECT_NE(statement.find("Koordinator"), statement.npos);
  for (const char* version : {"3", "4", "5"}) EXPECT_EQ(finish(version), 303) << version;
  const auto overview = evaluator.Get(path_).body;
  EXPECT_NE(overview.find("data-index>2,35<"), overview.npos);
  EXPECT_NE(overview.find("Ditetapkan"), overview.npos);
}

TEST_P(AssessmentPages, TargetsAndLinksAreSetByPlanners) {
  const std::string path = "/assessments/targets?series=kecil&unit=0";
  const std::string link = "/assessments/targets/link?series=kecil&unit=0";
  Visitor planner = EnterAs(planner_), officer = EnterAs(officer_);
  EXPECT_EQ(officer.Post(path, {{"year1", "2024"}, {"target1", "3,1"}}).status, 403);
  EXPECT_EQ(planner.Post(path, {{"year1", "2024"}, {"target1", "tiga"}}).status, 422);
  EXPECT_EQ(
      planner.Post(path, {{"year1", "2024"}, {"target1", "3,1"}, {"year2", ""}, {"target2", ""}}).status,
      303);
  EXPECT_EQ(officer.Post(link, {{"indicator", std::to_string(dokumen_)}}).status, 403);
  EXPECT_EQ(planner.Post(link, {{"indicator", "x"}}).status, 400);
  EXPECT_EQ(planner.Post(link, {{"indicator", std::to_string(dokumen_)}}).status, 303);
  const std::string page = planner.Get(path).body;
  EXPECT_NE(page.find("/plan/indicator/" + std::to_string(dokumen_)), page.npos);
  EXPECT_NE(page.find("3,10"), page.npos);
  EXPECT_EQ(officer.Get(path).body.find("name=\"indicator\""), std::string::npos);
  EXPECT_EQ(planner.Post(link, {{"indicator", std::to_string(dokumen_)}, {"do", "unlink"}}).status, 303);
  EXPECT_EQ(Count("assessment_link"), 0);
}

TEST_P(AssessmentPages, TheRoadMapIsComputedAndPutIntoThePlan) {
  FillSelf();
  Visitor planner = EnterAs(planner_);
  EXPECT_EQ(planner.Post(path_ + "/road-map", {{"target", "dua"}, {"row_version", "0"}}).status, 422);
  EXPECT_EQ(
      planner.Post(path_ + "/road-map", {{"target", "2,6"}, {"capacity", "x"}, {"row_version", "0"}}).status,
      422);
  EXPECT_EQ(planner
                .Post(path_ + "/road-map",
                      {{"target", "2,6"}, {"lock", "1"}, {"e2_1", "0,5"}, {"row_version", "0"}})
                .status,
            303);
  const auto page = planner.Get(path_ + "/road-map").body;
  EXPECT_NE(page.find("Dari 2,35 ke 2,65"), page.npos);
  const std::string node = std::to_string(Plan().nodes[0].id);
  EXPECT_EQ(
      planner.Post(path_ + "/road-map/plan", {{"node", node}, {"how", "steps"}, {"pick", "3|3|1"}}).status,
      409)
      << "not a step of this road map";
  EXPECT_EQ(
      planner.Post(path_ + "/road-map/plan", {{"node", node}, {"how", "steps"}, {"pick", "3|2|1"}}).status,
      303);
  EXPECT_EQ(Plan().indicators.size(), 4u);
}

}  // namespace
}  // namespace sinergi::assessment
