// The pages for everybody, as a citizen meets them: without an account, on a phone, once.
#include "kit/public_pages.h"

namespace sinergi::registers {
namespace {

INSTANTIATE_TEST_SUITE_P(On, PublicPages, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(PublicPages, ServicesAreListedWithTheirTimes) {
  Visitor citizen = Anonymous();
  const http::Response page = citizen.Get("/layanan");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("/layanan/ppid-request"));
  EXPECT_THAT(page.body, HasSubstr("10 hari kerja"));
  EXPECT_THAT(page.body, HasSubstr("5–60 hari kerja"));  // of complaints, by their class
  EXPECT_THAT(page.body, HasSubstr("/layanan/daftar/ppid-information"));
  EXPECT_THAT(page.body, Not(HasSubstr("/layanan/ppid-dispute")));
  EXPECT_EQ(citizen.Get("/layanan/ppid-dispute").status, 404);
  EXPECT_EQ(citizen.Get("/layanan/there-is-none").status, 404);
}

TEST_P(PublicPages, SeveralGovernmentsAreChosenFrom) {
  Write([](sql::Connection& c) {
    kernel::Government other;
    other.code = "53.05";
    other.name = "Kabupaten Lain";
    return kernel::AddGovernment(c, other);
  });
  Visitor citizen = Anonymous();
  EXPECT_THAT(citizen.Get("/layanan").body, HasSubstr("Kabupaten Lain"));
  EXPECT_EQ(citizen.Get("/layanan/ppid-request").status, 303);
  EXPECT_EQ(citizen.Get("/layanan?of=99").status, 404);
  EXPECT_THAT(citizen.Get("/layanan?of=53.05").body, HasSubstr("/layanan/ppid-request?of=53.05"));
  int64_t of = 0;
  Behind(Send(citizen, "/layanan/ppid-request?of=53.04", Whole()), &of);
  EXPECT_EQ(of, government_);
}

TEST_P(PublicPages, WhatIsIncompleteIsTakenInAndEverythingMissingIsToldAtOnce) {
  Visitor citizen = Anonymous();
  const std::string ticket =
      Send(citizen, "/layanan/ppid-request", {{"applicant", "person"}, {"name", "Rahasia Namaku"}});
  Record record = Behind(ticket);
  EXPECT_EQ(record.state, "incomplete");
  EXPECT_EQ(record.number, "");
  EXPECT_EQ(record.unit_id, diskominfo_);
  const std::string page = citizen.Get(ticket).body;
  const std::string missing = Between(page, "id=\"kurang\"", "</section>");
  for (const char* title : {"NIK", "Alamat", "Nomor telepon", "Informasi yang diminta",
                            "Tujuan penggunaan informasi", "Cara memperoleh informasi", "UU 14/2008 ps. 22"})
    EXPECT_THAT(missing, HasSubstr(title));
  EXPECT_THAT(missing, Not(HasSubstr("Nama pemohon")));

  now_ = NoonOf({2026, 3, 10});  // four days later: the clock starts now
  Send(citizen, ticket + "/lengkapi", Whole());
  record = Behind(ticket);
  EXPECT_EQ(record.state, "registered");
  EXPECT_EQ(record.number, "0001/PPID/III/2026");
  const auto answer =
      static_cast<size_t>(Of("ppid-request").ClockNamed("answer") - Of("ppid-request").clocks.data());
  EXPECT_EQ(record.clocks[answer].started, now_);
  // Ten working days behind 10 March 2026: Nyepi and Idulfitri with their joint leave lie between.
  EXPECT_EQ(record.clocks[answer].due->Iso(), "2026-03-31");
  EXPECT_THAT(citizen.Get(ticket).body, HasSubstr("31 Maret 2026"));
  EXPECT_EQ(citizen.Get(ticket + "/lengkapi").status, 409);
}

TEST_P(PublicPages, WhatIsWrittenWronglyIsSaidAtItsField) {
  Visitor citizen = Anonymous();
  const http::Response sent = citizen.Post(
      "/layanan/ppid-request", Form(citizen, "/layanan/ppid-request",
                                    {{"applicant", "person"}, {"national_id", "12"}, {"wanted", "x"}}));
  EXPECT_EQ(sent.status, 422);
  EXPECT_THAT(sent.body, HasSubstr("#f_national_id"));
  EXPECT_THAT(sent.body, HasSubstr("#f_wanted"));
  EXPECT_EQ(Count("ppid-request"), 0);
}

TEST_P(PublicPages, OnlyWhatThePublicPartAsksIsTaken) {
  Visitor citizen = Anonymous();
  http::Pairs fields = Whole();
  fields.emplace_back("answer", "Kami kabulkan");
  fields.emplace_back("holder", std::to_string(social_));
  const Record record = Behind(Send(citizen, "/layanan/ppid-request", fields));
  EXPECT_EQ(TextOf(Of("ppid-request"), record, "answer"), "");
  EXPECT_EQ(TextOf(Of("ppid-request"), record, "holder"), "");
}

TEST_P(PublicPages, RobotsMakeNothing) {
  SetWork("10");
  Visitor robot = Anonymous();
  const std::string path = "/layanan/ppid-request";
  const auto status = [&](http::Pairs form) { return robot.Post(path, std::move(form)).status; };
  EXPECT_EQ(status({}), 409);                          // no challenge
  EXPECT_EQ(status(Form(robot, path, Whole())), 409);  // no work, at once
  http::Pairs trapped = Form(robot, path, Whole());
  for (auto& [name, value] : trapped)
    if (name == "website") value = "http://spam";
  EXPECT_EQ(status(trapped), 409);
  http::Pairs wrong = Form(robot, path, Whole());
  wrong.emplace_back("work", "no number");
  EXPECT_EQ(status(wrong), 409);
  robot.headers.emplace_back("sec-fetch-site", "cross-site");
  EXPECT_EQ(status(Form(robot, path, Whole())), 403);
  EXPECT_EQ(Count("ppid-request"), 0);
}

TEST_P(PublicPages, AFormThatWorkedIsSentOnceHoweverOftenItComes) {
  SetWork("8");
  Visitor citizen = Anonymous();
  http::Pairs form = Form(citizen, "/layanan/ppid-request", Whole());
  const std::string challenge = form[0].second;
  int64_t answer = 0;
  while (PublicGate::ZeroBits(challenge, std::to_string(answer)) < 8) ++answer;
  form.emplace_back("work", std::to_string(answer));
  const http::Response first = citizen.Post("/layanan/ppid-request", form);
  ASSERT_EQ(first.status, 303) << first.body;
  citizen.cookies.clear();
  const http::Response second = citizen.Post("/layanan/ppid-request", form);
  EXPECT_EQ(testkit::HeaderOf(first, "Location"), testkit::HeaderOf(second, "Location"));
  EXPECT_EQ(Count("ppid-request"), 1);
}

TEST_P(PublicPages, WithoutScriptAFewFormsComeThroughSlowly) {
  SetWork("20");
  Visitor citizen = Anonymous();
  std::vector<int> statuses;
  for (int i = 0; i < 5; ++i) {
    citizen.cookies.clear();
    http::Pairs form = Form(citizen, "/layanan/ppid-request", Whole());
    now_ += kWithoutScriptSeconds;
    statuses.push_back(citizen.Post("/layanan/ppid-request", form).status);
  }
  EXPECT_EQ(std::count(statuses.begin(), statuses.begin() + 3, 303), 3);
  EXPECT_EQ(statuses.back(), 429);
}

TEST_P(PublicPages, OneAddressSendsOnlySoMany) {
  Visitor citizen = Anonymous();
  int status = 0;
  for (int i = 0; i < 40 && status != 429; ++i) status = citizen.Post("/layanan/ppid-request", {}).status;
  EXPECT_EQ(status, 429);
  citizen.peer = "192.0.2.77";
  EXPECT_EQ(citizen.Post("/layanan/ppid-request", {}).status, 409);
}

TEST_P(PublicPages, TheSameTextLeadsToItsTicketOnlyWhereTheLinkIsKnown) {
  Visitor citizen = Anonymous();
  const std::string first = Send(citizen, "/layanan/ppid-request", Whole());
  EXPECT_EQ(Send(citizen, "/layanan/ppid-request", Whole()), first);
  EXPECT_NE(Send(citizen, "/layanan/ppid-request", Whole("Laporan keuangan dinas tahun anggaran 2024")),
            first);
  Visitor other = Anonymous();  // says the same and knows no link: is told of nothing
  EXPECT_NE(Send(other, "/layanan/ppid-request", Whole()), first);
  EXPECT_EQ(Count("ppid-request"), 3);
  now_ += 25 * 3600;
  Visitor later = Anonymous();
  later.cookies["sinergi_ticket"] = first.substr(first.rfind('/') + 1);
  EXPECT_NE(Send(later, "/layanan/ppid-request", Whole()), first);
}

TEST_P(PublicPages, TheTicketOpensByItsLinkOrByNumberAndSecretTogether) {
  Visitor citizen = Anonymous();
  const std::string ticket = Send(citizen, "/layanan/ppid-request", Whole());
  const std::string secret = ticket.substr(ticket.rfind('/') + 1);
  EXPECT_EQ(citizen.Get("/layanan/t/" + secret.substr(1) + "A").status, 404);
  EXPECT_EQ(citizen.Get("/layanan/t/x").status, 404);
  const auto ask = [&](const std::string& number, const std::string& code) {
    return testkit::HeaderOf(citizen.Post("/layanan/periksa", {{"number", number}, {"secret", code}}),
                             "Location");
  };
  EXPECT_EQ(ask("0001/PPID/III/2026", secret), ticket);
  EXPECT_EQ(ask("0002/PPID/III/2026", secret), "");
  EXPECT_EQ(ask("", secret), "");
  EXPECT_EQ(ask("0001/PPID/III/2026", ""), "");
  EXPECT_EQ(ask("0001/PPID/III/2026", "x"), "");
}

TEST_P(PublicPages, NothingPersonalAndNoOfficerStandsOnAnyPublicPage) {
  Visitor citizen = Anonymous();
  const std::string ticket = Send(citizen, "/layanan/ppid-request", Whole());
  Record record = Act(officer_, "ppid-request", Behind(ticket), "take_up", "Catatan dalam kantor");
  const std::string half = Send(citizen, "/layanan/ppid-request", Personal());
  const std::string objection =
      Send(citizen, ticket + "/lanjut/ppid-objection",
           {{"grounds", "c"}, {"position", "Belum dijawab sampai hari ini"}, {"applicant", "applicant"}});
  std::string seen;
  for (const std::string& path :
       {std::string("/layanan"), std::string("/layanan/ppid-request"), ticket, half, half + "/lengkapi",
        objection, ticket + "/tindakan/withdraw", ticket + "/lanjut/ppid-objection",
        std::string("/layanan/daftar/ppid-information"), std::string("/layanan/daftar/permits"),
        std::string("/layanan/periksa")}) {
    const http::Response page = citizen.Get(path);
    EXPECT_EQ(page.status, 200) << path;
    seen += page.body;
  }
  for (const char* secret : {"Namaku", "5304000000009991", "Gang Rahasia", "777999", "rahasia@", "Nelayan",
                             "petugas\"", "Pegawai petugas", "· petugas", "Catatan dalam kantor"})
    EXPECT_THAT(seen, Not(HasSubstr(secret)));
  const std::string trail = db_->Read([&](sql::Connection& c) {
    std::string all;
    for (const kernel::AuditRow& row : kernel::ListAudit(c, government_, {}))
      all += row.subject + row.detail + "\n";
    return all;
  });
  EXPECT_THAT(trail, Not(HasSubstr("Rahasia")));
  EXPECT_THAT(trail, Not(HasSubstr(ticket.substr(ticket.rfind('/') + 1))));
}

TEST_P(PublicPages, TheObjectionTakesOverWhatTheRequestSaid) {
  Visitor citizen = Anonymous();
  const std::string ticket = Send(citizen, "/layanan/ppid-request", Whole());
  Record request = Act(officer_, "ppid-request", Behind(ticket), "take_up");
  const std::string path = ticket + "/lanjut/ppid-objection";
  EXPECT_THAT(citizen.Get(path).body, HasSubstr("0001/PPID/III/2026"));
  // As a browser sends it: personal controls are empty.
  const std::string objection = Send(citizen, path,
                                     {{"request_number", "0001/PPID/III/2026"},
                                      {"wanted", "Laporan kinerja Dinas Komunikasi tahun 2025"},
                                      {"purpose", "Penelitian"},
                                      {"grounds", "c"},
                                      {"position", "Belum dijawab sampai hari ini"},
                                      {"applicant", "applicant"},
                                      {"name", ""},
                                      {"address", ""},
                                      {"phone", ""},
                                      {"email", ""}});
  const Record record = Behind(objection);
  const Definition& definition = Of("ppid-objection");
  EXPECT_EQ(record.state, "registered");
  EXPECT_EQ(TextOf(definition, record, "name"), "Rahasia Namaku");
  EXPECT_EQ(TextOf(definition, record, "address"), "Gang Rahasia 77");
  EXPECT_EQ(TextOf(definition, record, "request"), std::to_string(request.id));
  EXPECT_THAT(citizen.Get(ticket).body, HasSubstr("Keberatan " + record.number));
  EXPECT_EQ(citizen.Get(ticket + "/lanjut/complaints").status, 404);
}

TEST_P(PublicPages, AnExtensionAndARefusalAreToldWithTheirReasons) {
  Visitor citizen = Anonymous();
  const std::string ticket = Send(citizen, "/layanan/ppid-request", Whole());
  Record record = Act(officer_, "ppid-request", Behind(ticket), "take_up", "Rapat internal");
  record = Act(head_, "ppid-request", record, "extend", "Dokumen di gudang arsip");
  const std::string page = citizen.Get(ticket).body;
  EXPECT_THAT(page, HasSubstr("Dokumen di gudang arsip"));
  EXPECT_THAT(page, Not(HasSubstr("Rapat internal")));
  EXPECT_THAT(page, HasSubstr("hari ke-17"));
  EXPECT_THAT(page, Not(HasSubstr("kepala<")));
}

TEST_P(PublicPages, ACitizenWithdrawsWithAReason) {
  Visitor citizen = Anonymous();
  const std::string ticket = Send(citizen, "/layanan/ppid-request", Whole());
  const std::string path = ticket + "/tindakan/withdraw";
  EXPECT_EQ(citizen.Post(path, Form(citizen, path, {})).status, 422);
  http::Pairs form = Form(citizen, path, {});
  form.emplace_back("note", "Sudah ketemu");
  EXPECT_EQ(citizen.Post(path, form).status, 303);
  EXPECT_EQ(Behind(ticket).state, "withdrawn");
  EXPECT_EQ(citizen.Get(path).status, 409);
  EXPECT_EQ(citizen.Post(ticket + "/tindakan/refuse", form).status, 409);
}

TEST_P(PublicPages, AnIncompleteComplaintWaitsAndGoesOn) {
  Visitor citizen = Anonymous();
  const std::string ticket =
      Send(citizen, "/layanan/complaints",
           {{"subject", "Lampu jalan"}, {"kind", "complaint"}, {"identity", "anonymous"}});
  EXPECT_EQ(Behind(ticket).state, "incomplete");
  EXPECT_THAT(citizen.Get(ticket).body, HasSubstr("Isi laporan"));
  Send(citizen, ticket + "/lengkapi",
       {{"subject", "Lampu jalan"},
        {"content", "Lampu jalan di depan pasar mati sejak minggu lalu."},
        {"kind", "complaint"},
        {"identity", "anonymous"}});
  EXPECT_EQ(Behind(ticket).state, "received");
}

}  // namespace
}  // namespace sinergi::registers
