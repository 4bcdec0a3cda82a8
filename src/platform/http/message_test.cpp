#include "platform/http/message.h"

#include <gmock/gmock.h>

#include "base/ensure.h"
#include "platform/http/forwarded.h"

namespace sinergi::http {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(Response, HeadersCannotBeSplit) {
  Response response = Response::Html("x").Set("X-A", "1\r\nX-B: 2");
  EXPECT_THAT(response.headers,
              ElementsAre(Pair("Content-Type", "text/html; charset=utf-8"), Pair("X-A", "1  X-B: 2")));
  response.Set("x-a", "3");
  EXPECT_EQ(response.headers[1].second, "3");
  EXPECT_EQ(Response::SeeOther("/a b\r\nX: ü").headers[0].second, "/a%20b%0D%0AX:%20%C3%BC");
}

TEST(Response, SetsCookies) {
  Response response;
  response.SetCookie("s", "abc", 60, true).SetCookie("t", "", 0, false);
  EXPECT_THAT(response.headers,
              ElementsAre(Pair("Set-Cookie", "s=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure"),
                          Pair("Set-Cookie", "t=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")));
  EXPECT_THROW(response.SetCookie("s", "a; Domain=x", 1, true), BrokenInvariant);
}

TEST(Response, NamesDownloadsSafely) {
  const auto name = [](std::string_view file) {
    return Response::Download("", "text/csv", file).headers[1].second;
  };
  EXPECT_EQ(name("Renja 2026.csv"),
            "attachment; filename=\"Renja 2026.csv\"; filename*=UTF-8''Renja%202026.csv");
  EXPECT_EQ(name("é\".csv"), "attachment; filename=\"___.csv\"; filename*=UTF-8''%C3%A9_.csv");
  EXPECT_EQ(name("../../x\r\ny"), "attachment; filename=\"_.._x__y\"; filename*=UTF-8''_.._x__y");
  EXPECT_EQ(name(""), "attachment; filename=\"berkas\"; filename*=UTF-8''berkas");
}

TEST(LocalTarget, LeadsOnlyToOurOwnPages) {
  EXPECT_EQ(LocalTarget("/units/1?a=b"), "/units/1?a=b");
  for (const char* away :
       {"", "x", "//evil.test", "/\\evil.test", "https://evil.test", "/a\r\nb", "javascript:x"}) {
    EXPECT_EQ(LocalTarget(away), "/") << away;
  }
}

TEST(Forwarded, ReadsFromTheRight) {
  const std::vector<std::string> trusted = {"10.0.0.1", "10.0.0.2"};
  EXPECT_EQ(ClientAddress("10.0.0.1", "1.1.1.1, 2.2.2.2", trusted), "2.2.2.2");
  EXPECT_EQ(ClientAddress("10.0.0.1", "1.1.1.1, 10.0.0.2", trusted), "1.1.1.1");
  EXPECT_EQ(ClientAddress("10.0.0.1", "10.0.0.2", trusted), "10.0.0.2");
  EXPECT_EQ(ClientAddress("3.3.3.3", "1.1.1.1", trusted), "3.3.3.3");
  EXPECT_EQ(ClientAddress("10.0.0.1", "1.1.1.1, evil", trusted), "10.0.0.1");
  EXPECT_EQ(PlainAddress(" ::FFFF:10.0.0.1 "), "10.0.0.1");
  EXPECT_EQ(PlainAddress("10.0.0.1:80"), "");
}

}  // namespace
}  // namespace sinergi::http
