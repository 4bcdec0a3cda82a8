// ImportTest: a DeskTest that sends files to the imports of registers, as an officer's browser does.
//
//   EXPECT_THAT(Upload("complaints", bytes, true).body, HasSubstr("2 baru"));
//   EXPECT_EQ(Kept("complaints", "subject"), "Lampu\n");
#pragma once

#include "kit/desk.h"
#include "modules/register/record_columns.h"

namespace sinergi::testkit {

class ImportTest : public DeskTest {
 protected:
  // The page after a file was sent, and after it was applied.
  http::Response Upload(const std::string& register_id, const std::string& bytes, bool apply) {
    Visitor officer = EnterAs(importer_);
    http::Request request;
    request.method = http::Method::kPost;
    request.target = request.path = "/registers/" + register_id + "/import";
    request.headers = {{"host", "sinergi.test"}, {"content-type", "multipart/form-data; boundary=x"}};
    request.cookies.assign(officer.cookies.begin(), officer.cookies.end());
    const std::string part = "--x\r\nContent-Disposition: form-data; name=\"";
    for (const auto& [name, value] :
         http::Pairs{{"csrf", officer.csrf}, {"unit", std::to_string(diskominfo_)}, {"style", "indonesian"}})
      request.body += part + name + "\"\r\n\r\n" + value + "\r\n";
    request.body += part + "file\"; filename=\"ekspor.csv\"\r\n\r\n" + bytes + "\r\n--x--\r\n";
    http::Response shown = router_.Answer(request);
    if (!apply || shown.status != 200) return shown;
    const auto hidden = [&](const std::string& name) {
      const size_t at = shown.body.find("name=\"" + name + "\" value=\"");
      const size_t from = at + name.size() + 15;
      return at == shown.body.npos ? "" : shown.body.substr(from, shown.body.find('"', from) - from);
    };
    const http::Response applied =
        officer.Post("/registers/" + register_id + "/import/apply", {{"token", hidden("token")},
                                                                     {"name", "ekspor.csv"},
                                                                     {"style", "indonesian"},
                                                                     {"unit", std::to_string(diskominfo_)}});
    EXPECT_EQ(applied.status, 303) << applied.body.substr(0, 2000);
    return shown;
  }
  // "value, value" of the register's records, a line each.
  std::string Kept(const std::string& register_id, const std::string& columns) {
    std::string all;
    db_->Read([&](sql::Connection& c) {
      c.Query("SELECT " + columns + " FROM \"" +
                  registers::TableOf(registers().Find(register_id)->definition) + "\" ORDER BY id",
              {}, [&](const sql::Row& row) { all += row.String(0) + "\n"; });
      return 0;
    });
    return all;
  }

  kernel::Account importer_ = officer_;
};

}  // namespace sinergi::testkit
