// A real server and clients that mean harm. Afterwards it answers as before, in bounded memory.
#include <gtest/gtest.h>

#include <thread>

#include "cli/client.h"
#include "cli/place.h"

namespace sinergi::blackbox {
namespace {

constexpr long kMostKb = 150 * 1024;
constexpr char kHtml[] = "<script>alert('1')</script>\"'`><img src=x onerror=alert(1)>";
constexpr char kSql[] = "'); DROP TABLE unit; --";

class Serve : public testing::TestWithParam<std::string> {
 protected:
  Serve() {
    place_.LoadExample();
    const Outcome demo = place_.Run({"demo", "--json"});
    EXPECT_EQ(demo.exit, 0) << demo.err;
    password_ = ParseJson(demo.out).at("password").as_string().c_str();
    server_ = std::make_unique<Served>(place_.With({}));
    client_ = std::make_unique<Client>(server_->port());
  }
  ~Serve() override {
    Client after(server_->port());
    EXPECT_EQ(after.Get("/health").status, 200);
    EXPECT_TRUE(after.LogIn("auditor", password_));
    EXPECT_LT(server_->ResidentKb(), kMostKb);
    EXPECT_EQ(server_->Stop().exit, 0);
    EXPECT_EQ(place_.Run({"verify"}).exit, 0);
  }
  void LogIn(const std::string& login) { ASSERT_TRUE(client_->LogIn(login, password_)) << login; }
  static std::string Head(const std::string& line, const std::string& more = {}) {
    return line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + more + "\r\n";
  }

  Place place_{GetParam()};
  std::string password_;
  std::unique_ptr<Served> server_;
  std::unique_ptr<Client> client_;
  int count_ = 0;
};

TEST_P(Serve, RefusesUploadsThatAreTooLarge) {
  LogIn("perencana");
  const std::string large(21u << 20, 'x');
  for (const char* page : {"/import", "/doctor"}) {
    const Answer answer = client_->Upload(page, {{"kind", "e81"}, {"unit", "1"}}, "besar.xlsx", large);
    EXPECT_EQ(answer.status, 413) << page;
    client_->Hang();
    const Answer claimed = client_->Raw(Head(std::string("POST ") + page, "Content-Length: 99999999999\r\n"));
    EXPECT_EQ(claimed.status, 413) << page;
  }
  EXPECT_EQ(client_->Raw(Head("POST /login", "Content-Length: 9999999\r\n")).status, 413);
  EXPECT_EQ(client_->Raw(Head("PUT /api/measurements/1/2024-Q4", "Content-Length: 9999999\r\n")).status, 413);
}

TEST_P(Serve, RefusesFilesThatAreNone) {
  LogIn("perencana");
  for (const char* page : {"/import", "/doctor"}) {
    const std::string target = page;
    EXPECT_EQ(
        client_->Upload(target, {{"kind", "e81"}, {"unit", "1"}}, "a.xlsx", "bukan apa-apa").status / 100, 4);
    EXPECT_EQ(client_->Upload(target, {}, "", "").status / 100, 4);
    const std::string type = "multipart/form-data; boundary=b";
    for (const std::string body :
         {"", "--b", "--b\r\n", "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
          "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\r\n\r\n", "--c\r\n\r\n--c--",
          "\r\n\r\n\r\n"})
      EXPECT_EQ(client_->Ask("POST", target, body, type).status / 100, 4) << page << " " << body;
    for (const char* odd : {"multipart/form-data", "multipart/form-data; boundary=",
                            "multipart/form-data; boundary=\"", "text/plain", "application/json"})
      EXPECT_EQ(client_->Ask("POST", target, "--b--", odd).status / 100, 4) << odd;
    std::string many;
    for (int i = 0; i < 20'000; ++i) many += "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";
    EXPECT_EQ(client_->Ask("POST", target, many + "--b--\r\n", type).status / 100, 4);
  }
}

// Whatever is typed into a field comes back as text: in the form when it is refused, in the list when it is
// taken.
TEST_P(Serve, FormsGiveBackTextsAsTexts) {
  LogIn("admin");
  const auto harmless = [&](const Answer& answer, const char* where) {
    EXPECT_EQ(answer.body.find("<script>alert"), std::string::npos) << where;
    EXPECT_EQ(answer.body.find("<img src=x"), std::string::npos) << where;
  };
  const Fields unit = {
      {"code", "A"},   {"name", "B"}, {"kind", "agency"}, {"parent", ""}, {"valid_from", "2024-01-01"},
      {"valid_to", ""}};
  const Fields person = {
      {"login", "orang.baru"}, {"name", "Orang"}, {"position", "P"}, {"role", "officer"}, {"unit", "0"}};
  for (const std::string text : {kHtml, kSql}) {
    for (const auto& [page, fields] : {std::pair("/units/new", unit), std::pair("/people/new", person)}) {
      for (size_t i = 0; i < fields.size(); ++i) {
        Fields changed = fields;
        changed[i].second = text;
        // A key of its own each time, so that nothing is refused as a repetition.
        if (i != 0) changed[0].second = "uji" + std::to_string(count_++);
        const Answer answer = client_->Post(page, changed);
        EXPECT_TRUE(answer.status == 200 || answer.status == 303 || answer.status / 100 == 4)
            << page << " " << fields[i].first << " " << answer.status;
        harmless(answer, page);
      }
    }
  }
  for (const char* page :
       {"/units", "/units?ended=1", "/people", "/audit", "/units/new?parent=%3Cscript%3Ealert(1)",
        "/people?q=%3Cscript%3Ealert(1)%3C/script%3E", "/login?next=%22%3E%3Cscript%3Ealert(1)"}) {
    const Answer answer = client_->Get(page);
    EXPECT_TRUE(answer.status == 200 || answer.status == 403) << page << " " << answer.status;
    harmless(answer, page);
  }
  EXPECT_NE(client_->Get("/units").body.find("&lt;script&gt;"), std::string::npos)
      << "taken, and shown as text";
  EXPECT_NE(client_->Get("/people").body.find("&lt;script&gt;"), std::string::npos);
  EXPECT_GE(place_.Json({"unit", "list"}).as_array().size(), 7u);
}

TEST_P(Serve, KeepsPathsInside) {
  LogIn("admin");
  for (const char* path :
       {"/../../../../etc/passwd", "/..%2f..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/../../etc/passwd", "/assets/..%2f..%2fetc%2fpasswd", "/css/..\\..\\etc\\passwd",
        "//etc/passwd", "/%00", "/units/%00", "/entry/1/2024-Q3/evidence/..%2f..%2f..%2fetc%2fpasswd", "/%",
        "/%zz", "/?%"}) {
    const Answer answer = client_->Get(path);
    EXPECT_TRUE(answer.status / 100 == 4 || answer.status / 100 == 3 || answer.status == 200) << path;
    EXPECT_EQ(answer.body.find("root:"), std::string::npos) << path;
    if (answer.status == 0) client_->Hang();
  }
}

TEST_P(Serve, RefusesRequestsThatAreNone) {
  const std::pair<std::string, int> cases[] = {
      {Head("GET /", "X: " + std::string(20'000, 'x') + "\r\n"), 431},
      {"GET /" + std::string(20'000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n", 431},
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {"GET / HTTP/9.9\r\nHost: a\r\n\r\n", 400},
      {"\r\n\r\nnichts\r\n\r\n", 400},
      {"POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
       400},
      {"POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", 400},
      {"POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400},
      {"POST /login HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n", 400},
      {std::string("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 28), 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nX: a\nY: b\r\n\r\n", 400}};
  for (const auto& [request, status] : cases)
    EXPECT_EQ(client_->Raw(request).status, status) << request.substr(0, 80);
  std::string flood;
  for (int i = 0; i < 2'000; ++i) flood += "X" + std::to_string(i) + ": y\r\n";
  EXPECT_EQ(client_->Raw(Head("GET /", flood)).status, 431);
}

// Many at once, some of them never finishing what they say.
TEST_P(Serve, OutlivesAFlood) {
  std::vector<std::thread> crowd;
  for (int t = 0; t < 8; ++t)
    crowd.emplace_back([this, t] {
      Client client(server_->port());
      for (int i = 0; i < 60; ++i) {
        if (t % 2 == 0) {
          (void)client.Raw(Head("GET /login", "Cookie: " + std::string(7'000, 'x') + "\r\n"));
        } else {
          EXPECT_EQ(client.Get("/login?next=" + std::string(500, 'x')).status, 200);
        }
      }
    });
  for (std::thread& each : crowd) each.join();
}

TEST_P(Serve, ApiRefusesBodiesThatAreNone) {
  LogIn("petugas.egov");
  for (const std::string& body :
       {std::string(), std::string("null"), std::string("[]"), std::string("{}"), std::string(100'000, '['),
        std::string("{\"key\":1,\"row_version\":\"0\"}"),
        std::string("{\"key\":\"a\",\"row_version\":\"-1\"}"),
        std::string("{\"key\":\"a\",\"row_version\":\"99999999999999999999\"}"),
        std::string("{\"key\":\"\\u0000\",\"row_version\":\"0\"}"),
        std::string("{\"act\":\"lock\",\"items\":1}"), std::string("\xFF\xFE{\0}\0", 6)}) {
    EXPECT_EQ(client_->Ask("PUT", "/api/measurements/1/2024-Q3", body).status / 100, 4) << body.substr(0, 60);
    EXPECT_EQ(client_->Ask("POST", "/api/measurements/act", body).status / 100, 4) << body.substr(0, 60);
  }
  for (const char* target :
       {"/api/measurements/0/2024-Q3", "/api/measurements/99999999999999999999/2024-Q3",
        "/api/measurements/x/2024-Q3", "/api/measurements/1/2024-Q9", "/api/measurements/1/%00"})
    EXPECT_EQ(
        client_->Ask("PUT", target, "{\"key\":\"k\",\"row_version\":\"0\",\"realised\":\"1\"}").status / 100,
        4)
        << target;
}

INSTANTIATE_TEST_SUITE_P(On, Serve, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

}  // namespace
}  // namespace sinergi::blackbox
