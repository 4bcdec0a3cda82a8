// Registers from outside, on pages and by the API: a register that exists as YAML alone has all of them.
#include "modules/register/register_pages.h"

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>

#include "kernel/audit.h"
#include "kernel/evidence.h"
#include "kit/performance.h"
#include "kit/registers.h"
#include "kit/visitor.h"
#include "modules/register/register_store.h"

namespace sinergi::registers {
namespace {

using kernel::Role;
using testing::HasSubstr;
using testing::Not;
using testkit::Visitor;

constexpr std::string_view kVisitsFile = R"(register: visits
title: Kunjungan tamu
area: letters
number: {pattern: "{seq:3}/KT/{year}", given_at: accept, imported: true}
title_field: what
intake: draft
fields:
  what: {type: text, required: true, max: 100, title: Keperluan}
  who: {type: text, personal: true, title: Nama tamu}
  sex: {type: choice, personal: true, title: Jenis kelamin, options: {f: Perempuan, m: Laki-laki}}
  kind: {type: choice, title: Jenis, indexed: true, options: {a: Dinas, b: Warga}}
  cost: {type: money, title: Biaya}
  reason: {type: long_text, shown_if: kind = b, required_if: kind = b, title: Alasan}
  items: {type: table, title: Bawaan, columns: {name: {type: text, title: Barang}, count: {type: number, title: Jumlah}}}
  told_on: {type: date, title: Tanggal jawaban}
  scan: {type: files, title: Pindaian}
states: {draft: Draf, accepted: Diterima, done: Selesai}
ended: [done]
acts:
  accept: {title: Terima, from: draft, to: accepted, by: officer, complete: true}
  finish: {title: Selesaikan, from: accepted, to: done, by: officer, needs: told_on, note: required}
clocks:
  answer: {title: Jawaban, days: 5, from: accepted, until: done, basis: SOP}
figures:
  received: {title: Kunjungan diterima, count: records, entered: accepted, by: kind}
  women: {title: Tamu perempuan, count: records, where: sex = f}
lists:
  default: {columns: [number, what, who, kind, state, answer.due], sort: number}
  work: {title: Perlu dikerjakan, columns: [number, what], where: "state != done"}
)";

struct HoldsRegisters {
  std::unique_ptr<Registers> registers_;
};

class RegisterPages : private HoldsRegisters, public testkit::WebTest {
 protected:
  RegisterPages()
      : testkit::WebTest(testkit::ShippedRegisterTables(),
                         [this](kernel::Web& web, http::Router& router) {
                           Write("visits.yaml", kVisitsFile);
                           registers_ = std::make_unique<Registers>(Registers::Open(web.db, Folder(), 0));
                           AddRegisterPages(web, router, *registers_);
                         },
                         {"register/"}) {
    now_ = Date{2024, 3, 6}.Days() * 86'400 + 4 * 3600;
    officer_ = AddPerson("petugas", {{Role::kOfficer, diskominfo_}});
    stranger_ = AddPerson("orang.lain", {{Role::kOfficer, social_}});
    reader_ = AddPerson("evaluator", {{Role::kEvaluator, 0}});
  }

  std::filesystem::path Folder() { return std::filesystem::path(db_.folder()) / "registers"; }
  void Write(const char* name, std::string_view yaml) {
    std::filesystem::create_directories(Folder());
    std::ofstream(Folder() / name) << yaml;
  }
  using KernelTest::Write;
  const Registers& registers() const { return *registers_; }

  // What a browser sends of the form of `fields`.
  http::Pairs Form(http::Pairs fields) {
    http::Pairs form = {{"unit", std::to_string(diskominfo_)}, {"once", "k" + std::to_string(++once_)}};
    for (auto& [name, value] : fields) {
      const bool field = name.find('.') == name.npos;
      if (field) form.emplace_back("has", name);
      form.emplace_back("f_" + name, value);
    }
    return form;
  }
  // Makes a record and answers its address.
  std::string Make(Visitor& visitor, http::Pairs fields) {
    const http::Response made = visitor.Post("/registers/visits/new", Form(std::move(fields)));
    EXPECT_EQ(made.status, 303) << made.body;
    return testkit::HeaderOf(made, "Location");
  }
  std::string MakeSecret(Visitor& visitor) {
    return Make(visitor, {{"what", "Konsultasi"}, {"who", "Warga Rahasia"}, {"sex", "f"}, {"kind", "a"}});
  }
  static std::string VersionOf(const http::Response& page) {
    const size_t at = page.body.find("name=\"version\" value=\"");
    return at == page.body.npos ? "" : page.body.substr(at + 22, page.body.find('"', at + 22) - at - 22);
  }
  http::Response Act(Visitor& visitor, const std::string& record, const std::string& act,
                     http::Pairs fields = {}) {
    fields.emplace_back("version", VersionOf(visitor.Get(record + "/act/" + act)));
    return visitor.Post(record + "/act/" + act, std::move(fields));
  }

  http::Response Send(Visitor& visitor, http::Method method, const std::string& path, const std::string& body,
                      const std::string& type = "application/json") {
    http::Request request;
    request.method = method;
    request.target = request.path = path;
    request.headers = {{"host", "sinergi.test"}, {"content-type", type}, {"x-csrf-token", visitor.csrf}};
    request.cookies.assign(visitor.cookies.begin(), visitor.cookies.end());
    request.body = body;
    request.peer = visitor.peer;
    return router_.Answer(request);
  }
  http::Response Upload(Visitor& visitor, const std::string& path, const std::string& name,
                        const std::string& text) {
    const std::string part = "--x\r\nContent-Disposition: form-data; name=";
    return Send(visitor, http::Method::kPost, path,
                part + "\"unit\"\r\n\r\n" + std::to_string(diskominfo_) + "\r\n" + part + "\"csrf\"\r\n\r\n" +
                    visitor.csrf + "\r\n" + part + "\"file\"; filename=\"" + name + "\"\r\n\r\n" + text +
                    "\r\n--x--\r\n",
                "multipart/form-data; boundary=x");
  }
  static std::string Between(const std::string& text, const std::string& before, const std::string& after) {
    const size_t at = text.find(before);
    if (at == text.npos) return "";
    const size_t from = at + before.size();
    return text.substr(from, text.find(after, from) - from);
  }
  int64_t Reads() {
    return db_->Read([&](sql::Connection& c) {
      return static_cast<int64_t>(kernel::ListAudit(c, government_, {"register.read_personal"}).size());
    });
  }
  static std::string Json(const http::Response& response, std::string_view pointer) {
    boost::system::error_code error;
    const boost::json::value body = boost::json::parse(response.body, error);
    const boost::json::value* found = error ? nullptr : body.find_pointer(pointer, error);
    if (found == nullptr) return "(none) " + response.body;
    return found->is_string() ? std::string(found->get_string()) : boost::json::serialize(*found);
  }

  kernel::Account officer_, stranger_, reader_;
  int once_ = 0;
};
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

TEST_P(RegisterPages, TheApiHasTheSameVerbs) {
  Visitor officer = EnterAs(officer_);
  const std::string api = "/api/registers/visits/records", unit = std::to_string(diskominfo_);
  const std::string body =
      R"({"key":"a1","unit":")" + unit +
      R"(","fields":{"what":"Lewat API","cost":"1500000.50","kind":"a","items":[{"name":"Tas","count":"1.5"}]}})";
  const http::Response made = Send(officer, http::Method::kPost, api, body);
  EXPECT_EQ(Json(made, "/record/fields/cost"), "1500000.50");
  EXPECT_EQ(Json(made, "/record/fields/items/0/count"), "1.5");
  const std::string id = Json(made, "/record/id");
  EXPECT_EQ(Json(Send(officer, http::Method::kPost, api, body), "/record/id"), id);
  EXPECT_EQ(Json(officer.Get(api), "/count"), "1");
  const http::Response wrong =
      Send(officer, http::Method::kPost, api,
           R"({"unit":")" + unit + R"(","fields":{"cost":"1.500.000","x":1,"what":{}}})");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(Send(officer, http::Method::kPost, api, "[").status, 422);
  EXPECT_EQ(Send(officer, http::Method::kPut, api + "/" + id, R"({"version":"1","fields":{"what":"Diubah"}})")
                .status,
            200);
  EXPECT_EQ(
      Send(officer, http::Method::kPut, api + "/" + id, R"({"version":"1","fields":{"what":"Lagi"}})").status,
      409);
  const http::Response accepted =
      Send(officer, http::Method::kPost, api + "/" + id + "/acts/accept", R"({"version":"2"})");
  EXPECT_EQ(Json(accepted, "/record/number"), "001/KT/2024");
  EXPECT_EQ(Json(accepted, "/record/clocks/answer/due"), "2024-03-15");
  EXPECT_EQ(Json(officer.Get(api + "/" + id), "/acts"), R"(["finish"])");
  EXPECT_EQ(officer.Get(api + "?tidak=1").status, 422);
  const std::string described = officer.Get("/api/registers/openapi.json").body;
  EXPECT_THAT(described, HasSubstr("/api/registers/visits/records/{id}/acts/accept"));
  EXPECT_THAT(described, HasSubstr("\"visits.fields\""));
  Visitor forged = officer;
  forged.csrf = "wrong";
  EXPECT_EQ(Send(forged, http::Method::kPost, api, body).status, 403);
}

TEST_P(RegisterPages, AFileShowsWhatItWouldDoAndTwiceChangesNothing) {
  Visitor officer = EnterAs(officer_);
  const std::string csv = "Keperluan,Jenis,Biaya,Warna\nRapat,Dinas,1500.5,merah\nTamu,Warga,,\n";
  const auto apply = [&](const http::Response& preview) {
    return officer
        .Post("/registers/visits/import/apply",
              {{"token", Between(preview.body, "name=\"token\" value=\"", "\"")},
               {"name", "a.csv"},
               {"style", "point"},
               {"unit", std::to_string(diskominfo_)}})
        .status;
  };
  const http::Response preview = Upload(officer, "/registers/visits/import", "a.csv", csv);
  EXPECT_THAT(preview.body, HasSubstr("2 baru, 0 berubah"));
  EXPECT_THAT(preview.body, HasSubstr("Warna"));
  EXPECT_THAT(preview.body, HasSubstr("<td data-label=\"Catatan\">Rapat</td>"));
  EXPECT_THAT(officer.Get("/registers/visits").body, HasSubstr("Belum ada catatan"));
  EXPECT_EQ(apply(preview), 303);
  EXPECT_EQ(Json(officer.Get("/api/registers/visits/records"), "/count"), "2");
  EXPECT_EQ(apply(preview), 303);
  EXPECT_EQ(Json(officer.Get("/api/registers/visits/records"), "/count"), "2");
  const http::Response wrong =
      Upload(officer, "/registers/visits/import", "a.csv", "Keperluan,Biaya\nLagi,banyak\n");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.body, HasSubstr("data-label=\"Baris\">2<"));
  EXPECT_THAT(wrong.body, HasSubstr("<b>B · Biaya</b> “banyak” bukan jumlah uang"));
  // What was exported comes back unchanged.
  EXPECT_EQ(Act(officer, Make(officer, {{"what", "Bernomor"}}), "accept").status, 303);
  const std::string exported = officer.Get("/registers/visits/export.csv?state=accepted").body;
  EXPECT_THAT(Upload(officer, "/registers/visits/import", "a.csv", exported).body,
              HasSubstr("0 baru, 0 berubah, 1 sama"));
}

TEST_P(RegisterPages, APreviewShowsRowByRowWhatWouldHappen) {
  Visitor officer = EnterAs(officer_);
  const std::string made = Make(officer, {{"what", "Konsultasi"}, {"who", "Warga Rahasia"}, {"cost", "100"}});
  EXPECT_EQ(Act(officer, made, "accept").status, 303);
  std::string csv = "number,Keperluan,Nama tamu,Biaya,told_on\n001/KT/2024,Rapat,Tamu Rahasia,250,\n";
  const std::string changed = Upload(officer, "/registers/visits/import", "a.csv", csv).body;
  EXPECT_THAT(changed, HasSubstr("<b>B · Keperluan</b> <del>Konsultasi</del> → <ins>Rapat</ins>"));
  EXPECT_THAT(changed, HasSubstr("<b>D · Biaya</b> <del>Rp 100</del> → <ins>Rp 250</ins>"));
  EXPECT_THAT(changed, HasSubstr("<b>C · Nama tamu</b> <del>•••</del> → <ins>•••</ins>"));
  EXPECT_THAT(changed, Not(HasSubstr("Rahasia")));
  // What is wrong stands first, however far down it is, and of very many rows the first are shown.
  for (int i = 0; i < 300; ++i) csv += ",Baru ke-" + std::to_string(i) + ",,,\n";
  const std::string many =
      Upload(officer, "/registers/visits/import", "a.csv", csv + ",Salah,,banyak,31/02/2024\n").body;
  EXPECT_THAT(many, HasSubstr("300 baru, 1 berubah, 0 sama, 1 keliru"));
  EXPECT_LT(many.find("data-label=\"Baris\">303<"), many.find("data-label=\"Baris\">2<"));
  EXPECT_THAT(many, HasSubstr("<b>E · Tanggal jawaban</b>"));
  EXPECT_THAT(many, HasSubstr("Baru ke-197<"));
  EXPECT_THAT(many, Not(HasSubstr("Baru ke-198<")));
  EXPECT_THAT(many, HasSubstr("102 baris lain tidak ditampilkan."));
}

TEST_P(RegisterPages, AFileBringsNumbersGivenBeforeAndRowsOfTables) {
  Visitor officer = EnterAs(officer_);
  const std::string csv =
      "number,Keperluan,Bawaan: "
      "Barang,items.count\n007/KT/2024,Rapat,Tas,2\n,,Buku,3\nLAMA-1,Lama,,\n,Baru,,\n";
  const auto bring = [&](const std::string& text) {
    const http::Response preview = Upload(officer, "/registers/visits/import", "a.csv", text);
    officer.Post("/registers/visits/import/apply",
                 {{"token", Between(preview.body, "name=\"token\" value=\"", "\"")},
                  {"name", "a.csv"},
                  {"style", "point"},
                  {"unit", std::to_string(diskominfo_)}});
    return preview.body;
  };
  EXPECT_THAT(bring(csv), HasSubstr("3 baru, 0 berubah"));
  const std::string api = "/api/registers/visits/records";
  const http::Response brought = officer.Get(api + "?q=007");
  EXPECT_EQ(Json(brought, "/records/0/number"), "007/KT/2024");
  const http::Response first = officer.Get(api + "/" + Json(brought, "/records/0/id"));
  EXPECT_EQ(Json(first, "/record/fields/items/0/name"), "Tas");
  EXPECT_EQ(Json(first, "/record/fields/items/1/count"), "3");
  EXPECT_THAT(bring(csv), HasSubstr("0 baru, 0 berubah, 3 sama"));
  EXPECT_THAT(bring("number,Keperluan\nLAMA-1,Lain\n"), HasSubstr("0 baru, 1 berubah"));
  const std::string fresh = Json(officer.Get(api + "?q=Baru"), "/records/0/id");
  const http::Response accepted =
      Send(officer, http::Method::kPost, api + "/" + fresh + "/acts/accept", R"({"version":"1"})");
  EXPECT_EQ(Json(accepted, "/record/number"), "008/KT/2024") << "the sequence goes on behind the highest";
}

TEST_P(RegisterPages, TheApiHasFilesAndFigures) {
  Visitor officer = EnterAs(officer_), stranger = EnterAs(stranger_), reader = EnterAs(reader_),
          nobody = Anonymous();
  const std::string record = Make(officer, {{"what", "Rapat"}, {"kind", "a"}, {"sex", "f"}});
  ASSERT_EQ(Act(officer, record, "accept").status, 303);
  const std::string files =
      "/api/registers/visits/records/" + record.substr(record.rfind('/') + 1) + "/files/scan";
  EXPECT_EQ(Upload(stranger, files, "a.txt", "Pindaian contoh.\n").status, 403);
  const http::Response added = Upload(officer, files, "a.txt", "Pindaian contoh.\n");
  EXPECT_EQ(Json(added, "/files/0/name"), "a.txt");
  EXPECT_EQ(Json(reader.Get(files), "/files/0/bytes"), "17");
  const std::string one = files + "/" + Json(added, "/files/0/id");
  EXPECT_EQ(reader.Get(one).body, "Pindaian contoh.\n");
  EXPECT_EQ(stranger.Get(one).status, 403);
  EXPECT_EQ(officer.Get(files + "/999999").status, 404);
  EXPECT_EQ(officer.Get("/api/registers/visits/records/1/files/what").status, 404);

  const std::string figures = "/api/registers/visits/figures";
  EXPECT_EQ(nobody.Get(figures).status, 401);
  const http::Response all = reader.Get(figures + "?year=2024");
  EXPECT_EQ(Json(all, "/figures/0/values/2024-Q1"), "1");
  EXPECT_EQ(Json(all, "/figures/0/values/2024-Q2"), "0");
  EXPECT_THAT(all.body, Not(HasSubstr("women"))) << "counts by what is personal";
  EXPECT_THAT(officer.Get(figures + "?year=2024").body, HasSubstr("women"));
  const http::Response received = reader.Get(figures + "/received?period=2024-Q1");
  EXPECT_EQ(Json(received, "/value"), "1");
  EXPECT_EQ(Json(received, "/groups/kind/a"), "1");
  EXPECT_EQ(Json(received, "/records/0"), record.substr(record.rfind('/') + 1));
  EXPECT_EQ(reader.Get(figures + "/women").status, 403);
  EXPECT_EQ(reader.Get(figures + "/tidak").status, 404);
  for (const char* bad : {"?year=x", "?year=99999", "/received?period=2024-13"})
    EXPECT_EQ(reader.Get(figures + bad).status, 422) << bad;
  const std::string described = officer.Get("/api/registers/openapi.json").body;
  EXPECT_THAT(described, HasSubstr("/api/registers/visits/figures/{figure}"));
  EXPECT_THAT(described, HasSubstr("/api/registers/visits/records/{id}/files/scan"));
}

TEST_P(RegisterPages, AChangeThatWouldLoseSomethingIsNotInForceAndSaysWhy) {
  std::string lost(kVisitsFile);
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

// ---- figures that feed indicators ----

class RegisterFeeds : private HoldsRegisters, public testkit::WithPerformance<testkit::WebTest> {
 protected:
  RegisterFeeds()
      : testkit::WithPerformance<testkit::WebTest>(
            testkit::ShippedRegisterTables(),
            [this](kernel::Web& web, http::Router& router) {
              const std::filesystem::path folder = std::filesystem::path(db_.folder()) / "registers";
              std::filesystem::create_directories(folder);
              std::ofstream(folder / "visits.yaml") << kVisitsFile;
              registers_ = std::make_unique<Registers>(Registers::Open(web.db, folder, 0));
              AddRegisterPages(web, router, *registers_);
            },
            std::vector<std::string>{"register/"}) {
    now_ = Date{2024, 9, 5}.Days() * 86'400 + 4 * 3600;
  }
  void AddAccepted(Visitor& visitor, const char* once) {
    const http::Response made = visitor.Post(
        "/registers/visits/new",
        {{"unit", std::to_string(secretariat_)}, {"once", once}, {"has", "what"}, {"f_what", once}});
    ASSERT_EQ(made.status, 303) << made.body;
    const std::string record = testkit::HeaderOf(made, "Location");
    ASSERT_EQ(visitor.Post(record + "/act/accept", {{"version", "1"}}).status, 303);
  }
};
INSTANTIATE_TEST_SUITE_P(On, RegisterFeeds, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(RegisterFeeds, AFigureBecomesADraftWithItsRecordsAndALaterChangeIsTold) {
  Visitor officer = EnterAs(officer_), other = EnterAs(other_officer_);
  AddAccepted(officer, "satu");
  AddAccepted(officer, "dua");
  now_ = Date{2024, 10, 5}.Days() * 86'400 + 4 * 3600;
  officer = EnterAs(officer_);
  other = EnterAs(other_officer_);
  const std::string figure = "/registers/visits/figures/received";
  const http::Pairs link = {{"indicator", std::to_string(dokumen_) + " · dokumen"},
                            {"unit", std::to_string(secretariat_)}};
  EXPECT_EQ(other.Post(figure + "/link", link).status, 403);
  EXPECT_EQ(officer.Post(figure + "/link", link).status, 303);
  const std::string page = officer.Get(figure + "?year=2024").body;
  const size_t at = page.find("name=\"feed\" value=\"");
  ASSERT_NE(at, page.npos);
  const std::string feed = page.substr(at + 19, page.find('"', at + 19) - at - 19);
  const http::Pairs take = {{"feed", feed}, {"period", "2024-Q3"}};
  EXPECT_EQ(other.Post(figure + "/take", take).status, 403);
  ASSERT_EQ(officer.Post(figure + "/take?year=2024", take).status, 303);
  db_->Read([&](sql::Connection& c) {
    const auto draft = performance::NewestMeasurement(c, government_, dokumen_, 3);
    EXPECT_TRUE(draft && draft->realised.text == "2" &&
                draft->state == performance::MeasurementState::kDraft);
    const auto files =
        kernel::ListEvidence(c, government_, "indicator/" + std::to_string(dokumen_) + "/2024-Q3");
    EXPECT_EQ(files.size(), 1u);
    return 0;
  });
  EXPECT_THAT(officer.Get(figure + "?year=2024").body, Not(HasSubstr("berbeda sejak diambil")));
  now_ = Date{2024, 9, 6}.Days() * 86'400;
  officer = EnterAs(officer_);
  AddAccepted(officer, "tiga");
  now_ = Date{2024, 10, 6}.Days() * 86'400;
  officer = EnterAs(officer_);
  EXPECT_THAT(officer.Get(figure + "?year=2024").body, HasSubstr("berbeda sejak diambil"));
  EXPECT_EQ(officer.Post(figure + "/take", {{"feed", feed}, {"period", "2024-Q2"}}).status, 422);
}

}  // namespace
}  // namespace sinergi::registers
