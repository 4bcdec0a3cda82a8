#include "kit/visitor.h"

namespace sinergi::kernel {
namespace {

using testing::HasSubstr;
using testing::Not;
using testkit::HeaderOf;
using testkit::Visitor;

constexpr const char* kPassword = "kuda terbang 7";

class LogIn : public testkit::WebTest {
 protected:
  LogIn() {
    account_ = AddPerson("maria.b", {{Role::kOfficer, secretariat_}});
    static const std::string hash = HashPassword(kPassword);
    (void)Write([&](sql::Connection& c) { return SetPassword(c, government_, account_.id, hash, false); });
  }
  http::Response Try(Visitor& visitor, const std::string& login, const std::string& password,
                     const std::string& next = "/units") {
    return visitor.PostBare("/login", {{"login", login}, {"password", password}, {"next", next}});
  }
  std::string CsrfOf(Visitor& visitor) {
    const std::string page = visitor.Get("/account").body, mark = "name=\"csrf\" value=\"";
    const size_t at = page.find(mark) + mark.size();
    return page.substr(at, page.find('"', at) - at);
  }
  Account account_;
};
INSTANTIATE_TEST_SUITE_P(On, LogIn, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(LogIn, GoesWhereItWasAsked) {
  Visitor visitor = Anonymous();
  EXPECT_EQ(visitor.Get("/login?next=/units").status, 200);
  const http::Response response = Try(visitor, "  Maria.B ", kPassword);
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(HeaderOf(response, "Location"), "/units");
  const std::string cookie = HeaderOf(response, "Set-Cookie");
  EXPECT_THAT(cookie, HasSubstr("HttpOnly"));
  EXPECT_THAT(cookie, HasSubstr("SameSite=Lax"));
  EXPECT_THAT(cookie, Not(HasSubstr("Secure")));
  EXPECT_EQ(visitor.Get("/units").status, 200);
  web_.secure_cookies = true;
  EXPECT_THAT(HeaderOf(Try(visitor, "maria.b", kPassword), "Set-Cookie"), HasSubstr("Secure"));
}

TEST_P(LogIn, NeverLeadsAway) {
  for (const char* next : {"https://evil.example/", "//evil.example/", "/\\evil.example/", "\\\\evil.example",
                           "javascript:alert(1)", "/\r\nSet-Cookie: a=b", ""}) {
    Visitor visitor = Anonymous();
    EXPECT_EQ(HeaderOf(Try(visitor, "maria.b", kPassword, next), "Location"), "/") << next;
    EXPECT_THAT(Anonymous().Get("/login?next=" + http::PercentEncode(next)).body,
                HasSubstr("name=\"next\" value=\"/\""));
  }
}

TEST_P(LogIn, SaysTheSameOfWrongNamesAndWrongPasswords) {
  Visitor visitor = Anonymous();
  const http::Response wrong_password = Try(visitor, "maria.b", "kuda terbang 8");
  const http::Response wrong_name = Try(visitor, "maria.x", kPassword);
  EXPECT_EQ(wrong_password.status, 401);
  EXPECT_EQ(wrong_name.status, 401);
  EXPECT_THAT(wrong_name.body, HasSubstr("Nama pengguna atau kata sandi salah."));
  EXPECT_THAT(wrong_password.body, HasSubstr("Nama pengguna atau kata sandi salah."));
  EXPECT_THAT(wrong_password.body, Not(HasSubstr("kuda terbang 8")));
  Account off = account_;
  off.disabled = true;
  (void)Write([&](sql::Connection& c) { return ChangeAccount(c, off); });
  EXPECT_EQ(Try(visitor, "maria.b", kPassword).status, 401);
  EXPECT_FALSE(visitor.cookies.contains("sinergi_session"));
}

TEST_P(LogIn, HostileNamesAreRefusedAndShownEscaped) {
  const std::string hostile[] = {
      "<script>alert(1)</script>",  "' OR '1'='1",   "\"><img src=x>", std::string(10000, 'a'),
      std::string("maria.b\0x", 9), "maria\xFF\xFE", "{{CSRF}}",       "../../etc/passwd"};
  for (const std::string& name : hostile) {
    Visitor visitor = Anonymous();
    const http::Response response = Try(visitor, name, name);
    EXPECT_EQ(response.status, 401) << name;
    EXPECT_THAT(response.body, Not(HasSubstr("<script>alert"))) << name;
    EXPECT_THAT(response.body, Not(HasSubstr("<img src=x"))) << name;
    EXPECT_TRUE(response.body.find('\0') == std::string::npos && response.body.size() < 20000) << name.size();
  }
}

TEST_P(LogIn, APlantedSessionStaysWorthNothing) {
  Visitor visitor = Anonymous();
  const std::string planted(43, 'A');
  visitor.cookies["sinergi_session"] = planted;
  Try(visitor, "maria.b", kPassword);
  const std::string first = visitor.cookies["sinergi_session"];
  EXPECT_NE(first, planted);
  Visitor attacker = Anonymous();
  attacker.cookies["sinergi_session"] = planted;
  EXPECT_EQ(attacker.Get("/units").status, 303);
  // Logging in again ends the session that was open in this browser.
  Try(visitor, "maria.b", kPassword);
  attacker.cookies["sinergi_session"] = first;
  EXPECT_EQ(attacker.Get("/units").status, 303);
  EXPECT_EQ(visitor.Get("/units").status, 200);
}

TEST_P(LogIn, AFormOfAnotherSiteIsRefused) {
  Visitor visitor = Anonymous();
  visitor.headers.emplace_back("origin", "https://evil.example");
  EXPECT_EQ(Try(visitor, "maria.b", kPassword).status, 403);
  EXPECT_FALSE(visitor.cookies.contains("sinergi_session"));
}

TEST_P(LogIn, TriesOfOneNameAreLimitedFromWhereverTheyCome) {
  Visitor visitor = Anonymous();
  int tries = 0;
  for (; tries < 50; ++tries) {
    visitor.peer = "192.0.2." + std::to_string(tries);
    if (Try(visitor, "maria.b", "wrong").status == 429) break;
  }
  EXPECT_EQ(tries, 10);
  const http::Response refused = Try(visitor, "maria.b", kPassword);
  EXPECT_EQ(refused.status, 429);
  EXPECT_THAT(refused.body, HasSubstr("Coba lagi dalam 1 menit"));
  EXPECT_EQ(HeaderOf(refused, "Retry-After"), "30");
  now_ += 30;
  EXPECT_EQ(Try(visitor, "maria.b", kPassword).status, 303);
}

TEST_P(LogIn, TriesOfOneAddressAreLimitedWhateverTheName) {
  Visitor visitor = Anonymous();
  int tries = 0;
  for (; tries < 50; ++tries) {
    if (Try(visitor, "nobody" + std::to_string(tries), "x").status == 429) break;
  }
  EXPECT_EQ(tries, 30);
  visitor.peer = "192.0.2.99";
  EXPECT_EQ(Try(visitor, "maria.b", kPassword).status, 303);
}

TEST_P(LogIn, LoggingOutEndsTheSession) {
  Visitor visitor = EnterAs(account_);
  const std::string token = visitor.cookies["sinergi_session"];
  const http::Response response = visitor.Post("/logout", {});
  EXPECT_EQ(HeaderOf(response, "Location"), "/login");
  EXPECT_FALSE(visitor.cookies.contains("sinergi_session"));
  EXPECT_THAT(visitor.Get("/login").body, HasSubstr("Anda sudah keluar."));
  visitor.cookies["sinergi_session"] = token;
  EXPECT_EQ(visitor.Get("/units").status, 303);
}

TEST_P(LogIn, AChangedPasswordEndsEveryOtherSession) {
  Visitor here = Anonymous(), there = Anonymous();
  Try(here, "maria.b", kPassword);
  Try(there, "maria.b", kPassword);
  here.csrf = CsrfOf(here);
  const std::string before = here.cookies["sinergi_session"], fresh = "gajah menari 42";
  const auto change = [&](const std::string& old, const std::string& password, const std::string& again) {
    return here.Post("/account/password", {{"old", old}, {"password", password}, {"again", again}});
  };
  EXPECT_THAT(change("wrong", fresh, fresh).body, HasSubstr("Kata sandi sekarang salah."));
  EXPECT_THAT(change(kPassword, fresh, "other").body, HasSubstr("tidak sama"));
  EXPECT_THAT(change(kPassword, kPassword, kPassword).body, HasSubstr("harus berbeda"));
  EXPECT_THAT(change(kPassword, "short", "short").body, HasSubstr("paling sedikit 10"));
  EXPECT_EQ(there.Get("/units").status, 200);
  EXPECT_EQ(change(kPassword, fresh, fresh).status, 303);
  EXPECT_NE(here.cookies["sinergi_session"], before);
  EXPECT_EQ(here.Get("/units").status, 200);
  EXPECT_EQ(there.Get("/units").status, 303);
  Visitor later = Anonymous();
  EXPECT_EQ(Try(later, "maria.b", kPassword).status, 401);
  EXPECT_EQ(Try(later, "maria.b", fresh).status, 303);
}

}  // namespace
}  // namespace sinergi::kernel
