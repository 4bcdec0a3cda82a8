// PlanningDesk: a WebTest with the pages of planning documents, and a planner who makes, fills and locks them through the pages.
//
//   const std::string renja = Add(planner, "renja", diskominfo_);   // "/planning/7"
//   Fill(planner, renja, kDocumentRenja);
#pragma once

#include "kit/visitor.h"

namespace sinergi::testkit {

inline constexpr char kDocumentHead[] =
    "Tingkat;Kode;Uraian;Mendukung;Indikator;Satuan;Data awal;Target 2027;Pagu 2027;Pagu 2028\n";
inline constexpr char kDocumentRenstra[] =
    "Sasaran;;Layanan informasi membaik;;Kepuasan;%;65;70;;\nProgram;2.16.02;Informasi "
    "publik;;Kepuasan;%;65;70;1.000;\n";
inline constexpr char kDocumentRenja[] =
    "Program;2.16.02;Informasi publik;;Kepuasan;%;65;70;;\n"
    "Sub kegiatan;2.16.02.2.01.0014;Relasi <b>media;;Laporan;Laporan;1;4;400;450\n"
    "Sub kegiatan;2.16.02.2.01.0032;Konten;;Konten;Konten;1;10;500;\n";

class PlanningDesk : public WebTest {
 protected:
  using WebTest::WebTest;

  Visitor Planner() { return LogInAs("planner", {{kernel::Role::kPlanner, 0}}); }

  // Answers "/planning/N".
  std::string Add(Visitor& visitor, const char* kind, int64_t unit, const std::string& above = "") {
    const http::Response made = visitor.Post("/planning/new", {{"kind", kind},
                                                               {"unit", std::to_string(unit)},
                                                               {"title", std::string("Dokumen ") + kind},
                                                               {"year_from", "2027"},
                                                               {"year_to", "2027"},
                                                               {"above", above}});
    EXPECT_EQ(made.status, 303) << made.body;
    const std::string to = HeaderOf(made, "Location");
    return to.substr(0, to.find('?'));
  }
  http::Response Upload(const Visitor& visitor, const std::string& path, const std::string& content) {
    http::Request request;
    request.method = http::Method::kPost;
    request.path = request.target = path + "/import";
    request.headers = {{"host", "sinergi.test"}, {"content-type", "multipart/form-data; boundary=x"}};
    request.cookies.assign(visitor.cookies.begin(), visitor.cookies.end());
    request.body = "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + visitor.csrf +
                   "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.csv\"\r\n"
                   "Content-Type: text/csv\r\n\r\n" +
                   content + "\r\n--x--\r\n";
    return router_.Answer(request);
  }
  static std::string Between(const std::string& text, const std::string& from) {
    const size_t at = text.find(from);
    EXPECT_NE(at, text.npos) << from;
    return at == text.npos
               ? ""
               : text.substr(at + from.size(), text.find('"', at + from.size()) - at - from.size());
  }
  void Fill(Visitor& visitor, const std::string& path, const std::string& lines) {
    const http::Response preview = Upload(visitor, path, kDocumentHead + lines);
    ASSERT_EQ(preview.status, 200) << preview.body;
    const http::Response applied = visitor.Post(
        path + "/import/apply", {{"token", Between(preview.body, "name=\"token\" value=\"")},
                                 {"row_version", Between(preview.body, "name=\"row_version\" value=\"")}});
    EXPECT_EQ(applied.status, 303) << applied.body;
  }
  http::Response Lock(Visitor& visitor, const std::string& path) {
    const std::string page = visitor.Get(path).body;
    return visitor.Post(path + "/lock", {{"row_version", Between(page, "name=\"row_version\" value=\"")},
                                         {"reason", "BA 1"}});
  }
};

}  // namespace sinergi::testkit
