#include "platform/http/router.h"

#include <gtest/gtest.h>

#include "base/ensure.h"

namespace sinergi::http {
namespace {

Handler Say(std::string text) {
  return [text](const Request& request) {
    std::string answer = text;
    for (const auto& [name, value] : request.params) answer += " " + name + "=" + value;
    return Response::Text(answer);
  };
}

std::string Ask(const Router& router, Method method, std::string path) {
  Request request;
  request.method = method;
  request.path = std::move(path);
  const Response response = router.Answer(request);
  return response.status == 200 ? response.body : std::to_string(response.status);
}

Router RouterRoutes() {
  Router router;
  router.Get("/", Say("root"));
  router.Get("/units/{code}", Say("unit"));
  router.Get("/units/new", Say("new"));
  router.Post("/units/{id}", Say("save"), {.body_limit = 7});
  router.Get("/units/{code}/targets/{target}", Say("target"));
  router.Get("/units/new/help", Say("help"));
  router.Delete("/units/{code}", Say("delete"));
  return router;
}

TEST(Router, FindsByDecisionTable) {
  const struct {
    Method method;
    const char* path;
    const char* answer;
  } kCases[] = {
      {Method::kGet, "/", "root"},
      {Method::kGet, "/units/1.01", "unit code=1.01"},
      {Method::kGet, "/units/new", "new"},
      {Method::kHead, "/units/new", "new"},
      {Method::kPost, "/units/1", "save id=1"},
      {Method::kPost, "/units/new", "save id=new"},
      {Method::kDelete, "/units/a b", "delete code=a b"},
      {Method::kGet, "/units/new/help", "help"},
      {Method::kGet, "/units/new/targets/3", "target code=new target=3"},
      {Method::kGet, "/units/", "404"},
      {Method::kGet, "/units", "404"},
      {Method::kGet, "/units/1/", "404"},
      {Method::kGet, "//", "404"},
      {Method::kGet, "", "root"},
      {Method::kPut, "/units/1", "405"},
      {Method::kOther, "/", "405"},
      {Method::kPost, "/", "405"},
  };
  const Router router = RouterRoutes();
  for (const auto& c : kCases) EXPECT_EQ(Ask(router, c.method, c.path), c.answer) << c.path;
}

TEST(Router, SaysWhatIsAllowed) {
  Request request;
  request.method = Method::kPut;
  request.path = "/units/new";
  const Response response = RouterRoutes().Answer(request);
  EXPECT_EQ(response.headers.back(),
            (std::pair<std::string, std::string>("Allow", "GET, HEAD, POST, DELETE")));
}

TEST(Router, KnowsTheBodyLimits) {
  const Router router = RouterRoutes();
  EXPECT_EQ(router.BodyLimit(Method::kPost, "/units/1"), 7u);
  EXPECT_EQ(router.BodyLimit(Method::kGet, "/units/1"), 0u);
  EXPECT_EQ(router.BodyLimit(Method::kPost, "/nowhere"), 0u);
  EXPECT_FALSE(router.Knows(Method::kPost, "/nowhere"));
}

TEST(Router, TwoEqualPatternsAreABug) {
  Router router = RouterRoutes();
  EXPECT_THROW(router.Get("/units/{other}", Say("x")), BrokenInvariant);
  EXPECT_NO_THROW(router.Put("/units/{other}", Say("x")));
}

TEST(Router, WrapsOutermostLastAndAroundRefusalsToo) {
  Router router = RouterRoutes();
  for (const char* name : {"a", "b"}) {
    router.Wrap([name](const Request& request, const Handler& inner) {
      Response response = inner(request);
      response.body = name + std::string("(") + response.body + ")";
      return response;
    });
  }
  EXPECT_EQ(Ask(router, Method::kGet, "/units/1"), "b(a(unit code=1))");
  Request request;
  request.path = "/nowhere";
  const Response refused = router.Answer(request);
  EXPECT_EQ(refused.status, 404);
  EXPECT_EQ(refused.body.substr(0, 4), "b(a(");
}

}  // namespace
}  // namespace sinergi::http
