// Registers from outside, on pages: one that exists as YAML alone has all of them.
#include "kit/register_pages.h"
#include "kernel/evidence.h"

namespace sinergi::registers {
namespace {

using kernel::Role;
using testing::HasSubstr;
using testing::Not;
using testkit::Visitor;

class RegisterPages : public testkit::RegisterWeb {};
INSTANTIATE_TEST_SUITE_P(On, RegisterPages, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(RegisterPages, ARegisterOfYamlAloneHasListFormWorkflowClockExportAndFigures) {
  Visitor officer = EnterAs(officer_);
  EXPECT_THAT(officer.Get("/registers").body, HasSubstr("Kunjungan tamu"));
  EXPECT_THAT(officer.Get("/registers/visits").body, HasSubstr("Belum ada catatan"));
  EXPECT_THAT(officer.Get("/registers/visits/new").body, HasSubstr("Keperluan"));
  const std::string record = Make(officer, {{"what", "Konsultasi data"},
                                            {"kind", "a"},
                                            {"cost", "1.500.000,50"},
                                            {"items", ""},
                                            {"items.0.name", "Laptop"},
                                            {"items.0.count", "2"}});
  const std::string draft = officer.Get(record).body;
  EXPECT_THAT(draft, HasSubstr("Rp 1.500.000,50"));
  EXPECT_THAT(draft, HasSubstr("Laptop"));
  EXPECT_EQ(Act(officer, record, "accept").status, 303);
  const std::string accepted = officer.Get(record).body;
  EXPECT_THAT(accepted, HasSubstr("001/KT/2024"));
  // Five working days from 6 March 2024: 7, 8, 13, 14, 15 (11 and 12 are days off).
  EXPECT_THAT(accepted, HasSubstr("15/03/2024"));
  EXPECT_THAT(accepted, HasSubstr("Nyepi"));
  EXPECT_THAT(officer.Get("/registers/visits").body, HasSubstr("9 hari lagi"));
  EXPECT_THAT(officer.Get("/registers").body, HasSubstr("<a href=\"/registers/visits?list=work\">1</a>"));
  now_ += 20 * 86'400;
  officer = EnterAs(officer_);  // sessions do not last that long
  EXPECT_THAT(officer.Get("/registers/visits?late=yes").body, HasSubstr("terlambat 11 hari"));
  EXPECT_THAT(officer.Get("/registers/visits/export.csv").body,
              HasSubstr("001/KT/2024,accepted,Dinas Komunikasi,2024-03-06,Konsultasi data,a,1500000.50"));
  EXPECT_EQ(officer.Get("/registers/visits/export.xlsx").body.substr(0, 2), "PK");
  EXPECT_THAT(officer.Get("/registers/visits/figures?year=2024").body, HasSubstr("period=2024-Q1"));
  EXPECT_THAT(officer.Get("/registers/visits/figures/received?year=2024").body, HasSubstr("Menurut Jenis"));
  EXPECT_THAT(officer.Get("/registers/visits/figures/received/records?period=2024-03").body,
              HasSubstr("001/KT/2024"));
}

TEST_P(RegisterPages, WhatAnActNeedsIsToldAtOnceAndNothingTypedIsLost) {
  Visitor officer = EnterAs(officer_);
  const std::string record = Make(officer, {{"what", "Konsultasi"}, {"kind", "b"}});
  EXPECT_THAT(officer.Get(record).body, HasSubstr("Belum lengkap untuk"));
  EXPECT_EQ(Act(officer, record, "accept").status, 422);
  http::Pairs change = {
      {"has", "reason"}, {"f_reason", "Perlu data"}, {"version", VersionOf(officer.Get(record + "/edit"))}};
  EXPECT_EQ(officer.Post(record + "/edit", change).status, 303);
  EXPECT_EQ(Act(officer, record, "accept").status, 303);
  const http::Response refused = Act(
      officer, record, "finish", {{"has", "told_on"}, {"f_told_on", "kemarin"}, {"note", "Sudah dijawab"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("bukan tanggal"));
  EXPECT_THAT(refused.body, HasSubstr("Sudah dijawab"));
  const http::Response unsure =
      Act(officer, record, "finish", {{"has", "told_on"}, {"f_told_on", "2024-03-07"}, {"note", "Sudah"}});
  EXPECT_THAT(unsure.body, HasSubstr("Centang dahulu"));
  EXPECT_EQ(Act(officer, record, "finish",
                {{"has", "told_on"}, {"f_told_on", "2024-03-07"}, {"note", "Sudah"}, {"sure", "yes"}})
                .status,
            303);
  EXPECT_THAT(officer.Get(record).body, HasSubstr("Selesai"));
  EXPECT_EQ(officer.Get(record + "/edit").status, 403);
}

TEST_P(RegisterPages, AnonymousWrongRoleRightRole) {
  Visitor officer = EnterAs(officer_), stranger = EnterAs(stranger_), anonymous = Anonymous();
  const std::string record = Make(officer, {{"what", "Konsultasi rahasia dinas"}});
  const std::string id = record.substr(record.rfind('/') + 1), api = "/api/registers/visits/records";
  for (const std::string& page :
       {std::string("/registers"), std::string("/registers/visits"), record, record + "/edit",
        record + "/act/accept", std::string("/registers/visits/figures"),
        std::string("/registers/visits/import")})
    EXPECT_EQ(testkit::HeaderOf(anonymous.Get(page), "Location").substr(0, 6), "/login") << page;
  EXPECT_EQ(anonymous.Get(api).status, 401);
  EXPECT_THAT(stranger.Get("/registers/visits").body, Not(HasSubstr("rahasia dinas")));
  EXPECT_THAT(stranger.Get("/registers/visits/export.csv").body, Not(HasSubstr("rahasia dinas")));
  for (const std::string& page : {record, record + "/edit", record + "/act/accept"})
    EXPECT_EQ(stranger.Get(page).status, 403) << page;
  EXPECT_EQ(stranger.Post(record + "/act/accept", {{"version", "1"}}).status, 403);
  EXPECT_EQ(stranger.Post(record + "/edit", {{"version", "1"}, {"has", "what"}, {"f_what", "x"}}).status,
            403);
  EXPECT_EQ(stranger.Post("/registers/visits/new", Form({{"what", "x"}})).status, 403);
  EXPECT_EQ(stranger.Get(api + "/" + id).status, 403);
  EXPECT_EQ(officer.Get(record).status, 200);
  EXPECT_EQ(officer.Get(api + "/" + id).status, 200);
  EXPECT_EQ(officer.Get("/registers/tidak-ada").status, 404);
  EXPECT_EQ(officer.Get("/registers/visits/999999").status, 404);
}

TEST_P(RegisterPages, WhatIsPersonalIsSeenByThoseWhoMayAndEveryReadingIsTold) {
  Visitor officer = EnterAs(officer_), reader = EnterAs(reader_);
  const std::string record = MakeSecret(officer), id = record.substr(record.rfind('/') + 1);
  const std::string list = "/registers/visits", api = "/api/registers/visits/records";
  for (Visitor* visitor : {&reader, &officer})
    for (const std::string& page :
         {list, list + "?q=rahasia", record, list + "/export.csv", list + "/figures",
          list + "/figures/received?year=2024", api, api + "?q=rahasia", api + "/" + id,
          std::string("/registers"), std::string("/options/link/visits?q=warga")}) {
      const std::string body = visitor->Get(page).body;
      EXPECT_THAT(body, Not(HasSubstr("Warga Rahasia"))) << page;
    }
  EXPECT_EQ(Reads(), 0);
  EXPECT_EQ(reader.Get(list + "?sex=f").status, 400);
  EXPECT_EQ(reader.Get(list + "?sort=who").status, 400);
  EXPECT_EQ(reader.Get(list + "/figures/women").status, 403);
  EXPECT_THAT(reader.Get(list + "/figures").body, Not(HasSubstr("Tamu perempuan")));
  EXPECT_THAT(reader.Get(list + "/figures/received?year=2024").body, Not(HasSubstr("Jenis kelamin")));
  EXPECT_EQ(reader.Get(list + "/figures/received/records?period=2024&by=sex&key=f").status, 400);
  EXPECT_EQ(reader.Post(record + "/reveal", {}).status, 403);
  EXPECT_EQ(reader.Post(list + "/export", {{"format", "csv"}}).status, 403);
  EXPECT_EQ(reader.Get(api + "?personal=yes").status, 403);
  EXPECT_EQ(reader.Get(api + "/" + id + "?personal=yes").status, 403);
  EXPECT_EQ(Reads(), 0);
  EXPECT_THAT(officer.Post(record + "/reveal", {}).body, HasSubstr("Warga Rahasia"));
  EXPECT_THAT(officer.Get(record + "/edit").body, HasSubstr("Warga Rahasia"));
  EXPECT_THAT(officer.Post(list + "/export", {{"format", "csv"}}).body, HasSubstr("Warga Rahasia"));
  EXPECT_THAT(officer.Get(api + "/" + id + "?personal=yes").body, HasSubstr("Warga Rahasia"));
  EXPECT_THAT(officer.Get(list + "?q=rahasia").body, HasSubstr("Konsultasi"));
  EXPECT_EQ(Reads(), 4);
}

TEST_P(RegisterPages, HostileInputIsRefusedOrShownAsText) {
  Visitor officer = EnterAs(officer_);
  const std::string record = Make(
      officer, {{"what", "<script>alert(1)</script> \"'&"}, {"items", ""}, {"items.0.name", "<b>x</b>"}});
  for (const std::string& page : {record, record + "/edit", std::string("/registers/visits"),
                                  std::string("/registers/visits?q=<script>")}) {
    const std::string body = officer.Get(page).body;
    EXPECT_THAT(body, Not(HasSubstr("<script>alert"))) << page;
    EXPECT_THAT(body, Not(HasSubstr("<b>x</b>"))) << page;
  }
  EXPECT_EQ(officer.PostBare(record + "/edit", {{"version", "1"}, {"has", "what"}, {"f_what", "x"}}).status,
            403);
  EXPECT_EQ(officer.Get("/registers/visits?tidak_ada=1").status, 400);
  EXPECT_EQ(officer.Get("/registers/visits?sort=kind;DROP TABLE unit").status, 400);
  EXPECT_EQ(officer.Get("/registers/visits?list=tidak_ada").status, 404);
  EXPECT_EQ(officer.Get("/registers/visits?page=999999999999999999999").status, 200);
  EXPECT_EQ(officer.Post("/registers/visits/new", Form({{"password", "x"}})).status, 422);
  const std::string large(300'000, 'a');
  const http::Response refused = officer.Post("/registers/visits/new", Form({{"what", large}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Paling banyak 100 huruf"));
  EXPECT_LE(router_.BodyLimit(http::Method::kPost, "/registers/visits/new"), 4u << 20);
  EXPECT_EQ(officer
                .Post("/registers/visits/new",
                      Form({{"what", "a\xff"}, {"kind", "z"}, {"cost", "1.5"}, {"told_on", "31/02/2024"}}))
                .status,
            400);
  const std::string many =
      officer
          .Post("/registers/visits/new",
                Form({{"what", "Ya"}, {"kind", "z"}, {"cost", "1.5"}, {"told_on", "31/02/2024"}}))
          .body;
  for (const char* fault : {"tidak ada di pilihan", "bukan jumlah uang", "bukan tanggal"})
    EXPECT_THAT(many, HasSubstr(fault));
}

TEST_P(RegisterPages, TwiceIsOnceAndWhoComesSecondSeesWhatChanged) {
  Visitor officer = EnterAs(officer_);
  const http::Pairs form = Form({{"what", "Sekali saja"}});
  const std::string first = testkit::HeaderOf(officer.Post("/registers/visits/new", form), "Location");
  EXPECT_EQ(testkit::HeaderOf(officer.Post("/registers/visits/new", form), "Location"), first);
  const std::string seen = VersionOf(officer.Get(first + "/edit"));
  EXPECT_EQ(
      officer.Post(first + "/edit", {{"version", seen}, {"has", "what"}, {"f_what", "Yang pertama"}}).status,
      303);
  const http::Response late =
      officer.Post(first + "/edit", {{"version", seen}, {"has", "what"}, {"f_what", "Yang kedua"}});
  EXPECT_EQ(late.status, 422);
  EXPECT_THAT(late.body, HasSubstr("Sekarang tertulis: Yang pertama"));
  EXPECT_THAT(late.body, HasSubstr("value=\"Yang kedua\""));
  EXPECT_EQ(
      officer.Post(first + "/edit", {{"version", VersionOf(late)}, {"has", "what"}, {"f_what", "Yang kedua"}})
          .status,
      303);
}

TEST_P(RegisterPages, ManyAtOnceAreDoneOneByOne) {
  Visitor officer = EnterAs(officer_);
  const std::string good = Make(officer, {{"what", "Baik"}}),
                    bad = Make(officer, {{"what", "Kurang"}, {"kind", "b"}});
  const auto id = [](const std::string& record) { return record.substr(record.rfind('/') + 1); };
  const http::Response some = officer.Post("/registers/visits", {{"act", "accept"},
                                                                 {"pick", id(good)},
                                                                 {"rv" + id(good), "1"},
                                                                 {"pick", id(bad)},
                                                                 {"rv" + id(bad), "1"},
                                                                 {"name" + id(bad), "Kurang"}});
  EXPECT_EQ(some.status, 422);
  EXPECT_THAT(some.body, HasSubstr("Sebagian belum dapat dilakukan"));
  EXPECT_THAT(officer.Get(good).body, HasSubstr("001/KT/2024"));
  EXPECT_THAT(officer.Get(bad).body, HasSubstr("Belum bernomor"));
  EXPECT_EQ(officer.Post("/registers/visits", {{"act", "finish"}, {"pick", id(good)}}).status, 400);
}

TEST_P(RegisterPages, AChangeThatWouldLoseSomethingIsNotInForceAndSaysWhy) {
  std::string lost(testkit::kVisitsFile);
  lost.erase(lost.find("  cost:"), lost.find("  reason:") - lost.find("  cost:"));
  Write("visits.yaml", lost);
  const Registers again = Registers::Open(*db_, Folder(), 1);
  ASSERT_NE(again.Find("visits"), nullptr);
  ASSERT_TRUE(again.Find("visits")->refused.has_value());
  EXPECT_EQ(again.Find("visits")->refused->code, "register.change_refused");
  EXPECT_NE(again.Find("visits")->definition.FieldNamed("cost"), nullptr);
  Write("rusak.yaml", "register: rusak\ntitle: [");
  EXPECT_EQ(Registers::Open(*db_, Folder(), 1).unread().size(), 1u);
  EXPECT_EQ(registers().Find("visits")->refused.has_value(), false);
}

}  // namespace
}  // namespace sinergi::registers
