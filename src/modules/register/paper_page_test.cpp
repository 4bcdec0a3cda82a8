// Papers from outside: seen with or without what is personal, issued, checked by everybody.
#include "modules/register/paper_page.h"

#include <gmock/gmock.h>

#include "kernel/audit.h"
#include "kit/desk.h"

namespace sinergi::registers {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testkit::Visitor;

class PaperPages : public testkit::DeskTest {
 protected:
  Record Accepted() {
    return Act(
        officer_,
        Make(officer_, {{"what", {"Kabel & stop kontak"}}, {"who", {"Warga Rahasia"}}, {"kind", {"b"}}}),
        "accept");
  }
  int64_t Told(const char* act) {
    return db_->Read([&](sql::Connection& c) {
      return static_cast<int64_t>(kernel::ListAudit(c, government_, {act}).size());
    });
  }
  // Issues a paper; the address of what was issued.
  std::string Issue(Visitor& visitor, const std::string& path) {
    const http::Response issued = visitor.Post(path, {});
    EXPECT_EQ(issued.status, 303) << issued.body.substr(0, 400);
    return testkit::HeaderOf(issued, "Location");
  }
  static std::string CodeOf(const std::string& address) { return address.substr(address.rfind('/') + 1); }
};
INSTANTIATE_TEST_SUITE_P(On, PaperPages, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(PaperPages, WhatIsPersonalIsForRolesAndIsTold) {
  const std::string path = PathOf(Accepted()) + "/papers/receipt";
  Visitor reader = EnterAs(reader_), officer = EnterAs(officer_), stranger = EnterAs(stranger_);
  const std::string masked = reader.Get(path).body;
  EXPECT_THAT(masked, AllOf(HasSubstr("Tanda terima"), HasSubstr("001/ML/2024"), HasSubstr("•••")));
  EXPECT_THAT(masked, AllOf(Not(HasSubstr("Warga Rahasia")), Not(HasSubstr("Terbitkan</button>"))));
  EXPECT_EQ(Told("register.read_personal"), 0);
  const std::string shown = officer.Get(path).body;
  EXPECT_THAT(shown, AllOf(HasSubstr("Warga Rahasia"), HasSubstr("Terbitkan</button>"),
                           HasSubstr("Kabel &amp; stop")));
  EXPECT_EQ(Told("register.read_personal"), 1);
  EXPECT_EQ(stranger.Get(path).status, 403);
  EXPECT_EQ(Anonymous().Get(path).status, 303);
  EXPECT_EQ(officer.Get(PathOf(Accepted()) + "/papers/nothing").status, 404);
  EXPECT_EQ(officer.Get(PathOf(Accepted()) + "/papers/book").status, 404);
}

TEST_P(PaperPages, LinesFollowTheRecord) {
  const Record first = Accepted();
  Act(officer_,
      Make(officer_, {{"what", {"Lanjutan"}}, {"earlier", {std::to_string(first.id)}}, {"cost", {"1500"}}}),
      "accept");
  Visitor officer = EnterAs(officer_);
  const std::string before = officer.Get(PathOf(first) + "/papers/receipt").body;
  EXPECT_THAT(before, HasSubstr("☐ Dinas ☒ Warga"));
  EXPECT_THAT(before, Not(HasSubstr("Biaya</th>")));  // its condition does not hold
  EXPECT_THAT(before, HasSubstr("Dijawab paling lambat 15 Maret 2024."));
  EXPECT_THAT(before, AllOf(HasSubstr("002/ML/2024"), HasSubstr("Lanjutan")));  // what links here
  EXPECT_THAT(before, HasSubstr("Pemerintah Kabupaten Contoh"));
}

TEST_P(PaperPages, IssuedPapersAreKeptAndCheckedByEverybody) {
  const Record record = Accepted();
  Visitor officer = EnterAs(officer_), reader = EnterAs(reader_);
  EXPECT_EQ(reader.Post(PathOf(record) + "/papers/receipt", {}).status, 403);
  EXPECT_EQ(Told("register.issue_paper"), 0);
  const std::string address = Issue(officer, PathOf(record) + "/papers/receipt");
  EXPECT_EQ(Told("register.issue_paper"), 1);
  const std::string issued = officer.Get(address).body;
  EXPECT_THAT(issued, AllOf(HasSubstr("<svg class=\"qr\""), HasSubstr("Warga Rahasia"),
                            HasSubstr("http://sinergi.test/verifikasi/" + CodeOf(address))));
  EXPECT_EQ(reader.Get(address).status, 403);
  EXPECT_EQ(officer.Get("/registers/desk/999/issued/" + CodeOf(address)).status, 404);
  EXPECT_EQ(officer.Get("/registers/desk/issued/" + CodeOf(address)).status, 404);

  Visitor anybody = Anonymous();
  const http::Response checked = anybody.Get("/verifikasi/" + CodeOf(address));
  EXPECT_EQ(checked.status, 200);
  EXPECT_THAT(checked.body,
              AllOf(HasSubstr("Benar diterbitkan"), HasSubstr("001/ML/2024"), HasSubstr("Diterima"),
                    HasSubstr("Kabupaten Contoh"), HasSubstr("06/03/2024")));
  EXPECT_THAT(checked.body, AllOf(Not(HasSubstr("Warga Rahasia")), Not(HasSubstr("Kabel"))));
  EXPECT_THAT(checked.body, Not(HasSubstr("sudah diperbarui")));
  std::string spaced = CodeOf(address);
  spaced.insert(4, "%20-");
  EXPECT_EQ(anybody.Get("/verifikasi?kode=" + spaced).status, 200);

  Act(officer_, record, "finish");
  EXPECT_THAT(anybody.Get("/verifikasi/" + CodeOf(address)).body,
              AllOf(HasSubstr("sudah diperbarui"), HasSubstr("Selesai")));
  Issue(officer, PathOf(record) + "/papers/receipt");
  EXPECT_THAT(anybody.Get("/verifikasi/" + CodeOf(address)).body, HasSubstr("Sudah diganti"));
  Write([&](sql::Connection& c) -> Status {
    c.Execute("UPDATE register_paper SET markup = markup || ' ' WHERE code = ?", {CodeOf(address)});
    return Ok();
  });
  EXPECT_THAT(anybody.Get("/verifikasi/" + CodeOf(address)).body, HasSubstr("tidak utuh"));
}

TEST_P(PaperPages, ThePaperOfAnActIsOfferedUntilItIsIssued) {
  const Record record = Accepted();
  const std::string offer = "Tindakan ini disertai surat: Tanda terima";
  Visitor officer = EnterAs(officer_), reader = EnterAs(reader_);
  EXPECT_THAT(officer.Get(PathOf(record)).body, HasSubstr(offer));
  EXPECT_THAT(reader.Get(PathOf(record)).body, Not(HasSubstr(offer))) << "may not issue it";
  Issue(officer, PathOf(record) + "/papers/receipt");
  EXPECT_THAT(officer.Get(PathOf(record)).body, Not(HasSubstr(offer)));
  EXPECT_THAT(officer.Get(PathOf(Act(officer_, Accepted(), "finish"))).body, Not(HasSubstr(offer)));
}

TEST_P(PaperPages, WhatIsNoCodeIsNotFound) {
  Visitor anybody = Anonymous();
  EXPECT_EQ(anybody.Get("/verifikasi").status, 200);
  for (const char* code :
       {"0000000000000000", "x", "%3Cscript%3E", "'%20OR%201=1", "zzzzzzzzzzzzzzzzzzzzzzzzzz"}) {
    const http::Response answer = anybody.Get(std::string("/verifikasi/") + code);
    EXPECT_EQ(answer.status, 404) << code;
    EXPECT_THAT(answer.body, Not(HasSubstr("<script>"))) << code;
  }
}

TEST_P(PaperPages, ARegionsOwnTextLiesOverAndFaultsAreTold) {
  std::filesystem::create_directories(Folder() / "papers");
  std::ofstream(Folder() / "papers/desk.receipt.txt") << "Naskah daerah untuk {what}.\n";
  const std::string path = PathOf(Accepted()) + "/papers/receipt";
  Visitor officer = EnterAs(officer_);
  EXPECT_THAT(officer.Get(path).body, HasSubstr("Naskah daerah untuk Kabel &amp; stop kontak."));
  std::ofstream(Folder() / "papers/desk.receipt.txt") << "Naskah\n{wat}\n";
  EXPECT_THAT(officer.Get(path).body, AllOf(HasSubstr("desk.receipt.txt:2:2"), HasSubstr("Keperluan")));
}

TEST_P(PaperPages, TheBookHasItsColumnsAndItsPeriod) {
  const Record accepted = Accepted();
  Make(officer_, {{"what", {"Masih draf"}}});
  Visitor officer = EnterAs(officer_), reader = EnterAs(reader_), stranger = EnterAs(stranger_);
  const std::string path = "/registers/desk/papers/book?from=2024-03-01&to=2024-03-31";
  const std::string book = officer.Get(path).body;
  EXPECT_THAT(book, AllOf(HasSubstr("paper landscape"), HasSubstr("001/ML/2024"), HasSubstr("Warga Rahasia"),
                          HasSubstr("√"), Not(HasSubstr("Masih draf"))));
  EXPECT_THAT(book, HasSubstr("<th scope=\"colgroup\" colspan=\"2\" rowspan=\"1\">Jenis</th>"));
  EXPECT_THAT(book, HasSubstr("<td>7</td>"));  // columns are counted, the row's own number among them
  EXPECT_THAT(reader.Get(path).body, AllOf(HasSubstr("•••"), Not(HasSubstr("Warga Rahasia"))));
  EXPECT_EQ(reader.Post(path, {}).status, 403);
  EXPECT_THAT(officer.Get("/registers/desk/papers/book?from=2024-04-01&to=2024-04-30").body,
              AllOf(HasSubstr("Tidak ada catatan"), Not(HasSubstr("001/ML/2024"))));
  EXPECT_EQ(officer.Get("/registers/desk/papers/book?from=2024-04-02&to=2024-04-01").status, 400);
  EXPECT_EQ(officer.Get("/registers/desk/papers/receipt").status, 404);
  const std::string address = Issue(officer, path);
  EXPECT_THAT(Anonymous().Get("/verifikasi/" + CodeOf(address)).body,
              AllOf(HasSubstr("2024-03-01/2024-03-31"), Not(HasSubstr("Warga Rahasia"))));
}

TEST_P(PaperPages, TheReportIsComputedFromTheRecords) {
  Act(officer_, Accepted(), "finish");
  Accepted();
  const std::string report = EnterAs(officer_).Get("/registers/desk/papers/report?year=2024").body;
  EXPECT_THAT(report, AllOf(HasSubstr("2 permintaan"), HasSubstr("0 permohonan"), HasSubstr("Tahun 2024")));
  EXPECT_THAT(report, AllOf(HasSubstr("Warga"), HasSubstr("100")));  // by kind; in time
  EXPECT_THAT(EnterAs(officer_).Get("/registers/desk/papers/report?year=2023").body,
              HasSubstr("0 permintaan"));
}

TEST_P(PaperPages, TheShippedPapersOfPpidArePrinted) {
  Visitor officer = EnterAs(officer_);
  const std::string book = officer.Get("/registers/ppid-request/papers/register_book?year=2024").body;
  for (const char* column :
       {"Nomor pendaftaran", "Nomor kontak", "Status informasi", "Belum didokumentasikan",
        "Bentuk informasi yang dikuasai", "Jenis permohonan", "Keputusan", "Alasan penolakan",
        "Hari dan tanggal", "Biaya dan cara pembayaran"})
    EXPECT_THAT(book, HasSubstr(column));
  EXPECT_THAT(officer.Get("/registers/ppid-objection/papers/register_book").body,
              AllOf(HasSubstr("Nama dan jabatan atasan PPID"), HasSubstr("Alasan pengajuan keberatan")));
  EXPECT_THAT(officer.Get("/registers/ppid-request/papers/yearly_report?year=2024").body,
              AllOf(HasSubstr("Sengketa diajukan ke Komisi Informasi"), HasSubstr("0 sengketa")));
}

}  // namespace
}  // namespace sinergi::registers
