// Files that citizens send along, and lists that everybody may read.
#include "kit/public_pages.h"

namespace sinergi::registers {
namespace {

class PublicFiles : public PublicPages {};
INSTANTIATE_TEST_SUITE_P(On, PublicFiles, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(PublicFiles, FilesComeAlongAndARegisterThatWantsThemAtOnceIsFilled) {
  Visitor citizen = Anonymous();
  const http::Pairs fields = {{"what", "Pasar malam"}, {"who", "Rahasia Namaku"}, {"kind", "a"}};
  const http::Response without = Upload(citizen, "/layanan/permits", {{"what", "Pasar malam"}}, {});
  EXPECT_EQ(without.status, 422);
  EXPECT_THAT(without.body, HasSubstr("#f_letter"));
  EXPECT_THAT(without.body, HasSubstr("#f_who"));
  const http::Pairs three = {{"file_letter", "a"}, {"file_letter", "b"}, {"file_letter", "c"}};
  EXPECT_EQ(Upload(citizen, "/layanan/permits", fields, three).status, 422);
  EXPECT_EQ(Count("permits"), 0);
  const http::Response sent =
      Upload(citizen, "/layanan/permits", fields, {{"file_letter", "Kepada Yth."}, {"file_inside", "x"}});
  ASSERT_EQ(sent.status, 303) << sent.body;
  const std::string ticket = testkit::HeaderOf(sent, "Location");
  const Record record = Behind(ticket);
  EXPECT_EQ(TextOf(Of("permits"), record, "letter"), "1");
  EXPECT_EQ(record.number, "001/IK/2026");
  const std::string file = Between(citizen.Get(ticket).body, "<a href=\"" + ticket + "/berkas/letter/", "\"");
  EXPECT_EQ(citizen.Get(ticket + "/berkas/letter/" + file).body, "Kepada Yth.");
  EXPECT_EQ(citizen.Get(ticket + "/berkas/who/" + file).status, 404);
  EXPECT_EQ(citizen.Get(ticket + "/berkas/letter/99999").status, 404);
}

TEST_P(PublicFiles, TheOfficeUploadsRequiredFilesBeforeItsFirstAct) {
  const kernel::Actor actor{government_, officer_.id, officer_.login, officer_.name, officer_.grants};
  const kernel::UnitTree units = Units();
  const Definition& permits = Of("permits");
  const auto as_officer = [&](auto&& verb) {
    return db_->Write([&](sql::Connection& c) {
      const RecordFields fields(c, government_, units, NumberStyle::kIndonesian);
      const kernel::Government government = *kernel::FindGovernment(c, government_);
      const RecordContext context{actor,  units, government, kernel::ShippedCalendar(),
                                  fields, {},    now_,       DateAt(now_, Zone::kWita),
                                  false};
      return verb(c, context);
    });
  };
  const auto made = as_officer([&](sql::Connection& c, const RecordContext& context) {
    NewRecord fresh;
    fresh.unit_id = diskominfo_;
    fresh.typed = {{"what", {"Pasar"}}, {"who", {"A"}}};
    return MakeRecord(c, context, permits, fresh);
  });
  ASSERT_TRUE(made.ok()) << made.error().code;
  const auto grant = [&](int64_t version) {
    return as_officer([&](sql::Connection& c, const RecordContext& context) {
      ActRequest request;
      request.act = "grant";
      request.version = version;
      return ActOn(c, context, permits, made->id, request);
    });
  };
  const auto refused = grant(made->version);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().fields.at(0).field, "letter");
  const kernel::Evidence file = *kernel::KeepFile(store_, "Kepada Yth.", "surat.txt");
  const Status added = as_officer([&](sql::Connection& c, const RecordContext& context) {
    return AddRecordFile(c, context, permits, made->id, *permits.FieldNamed("letter"), file);
  });
  ASSERT_TRUE(added.ok());
  EXPECT_TRUE(grant(made->version + 1).ok());
}

TEST_P(PublicFiles, AnOpenListShowsItsColumnsAndNothingElse) {
  Visitor citizen = Anonymous();
  for (const char* what : {"Pasar malam", "Pesta rakyat"}) {
    const http::Response sent = Upload(
        citizen, "/layanan/permits",
        {{"what", what}, {"who", "Rahasia Namaku"}, {"kind", what[2] == 's' && what[1] == 'a' ? "a" : "b"}},
        {{"file_letter", std::string("Surat ") + what}});
    ASSERT_EQ(sent.status, 303) << sent.body;
    Record record = Behind(testkit::HeaderOf(sent, "Location"));
    Act(officer_, "permits", record, "grant");
  }
  Upload(citizen, "/layanan/permits", {{"what", "Belum terbit"}, {"who", "B"}}, {{"file_letter", "x"}});
  const std::string path = "/layanan/daftar/permits";
  const std::string all = citizen.Get(path).body;
  EXPECT_THAT(all, HasSubstr("Pasar malam"));
  EXPECT_THAT(all, HasSubstr("Pesta rakyat"));
  for (const char* hidden : {"Belum terbit", "Namaku", "Petugas"}) EXPECT_THAT(all, Not(HasSubstr(hidden)));
  EXPECT_THAT(citizen.Get(path + "?kind=b").body, Not(HasSubstr("Pasar malam")));
  EXPECT_THAT(citizen.Get(path + "?q=pasar").body, Not(HasSubstr("Pesta rakyat")));
  EXPECT_THAT(citizen.Get(path + "?q=namaku").body, Not(HasSubstr("Pasar malam")));
  for (const char* query :
       {"?who=Namaku", "?inside=x", "?sort=who", "?sort=inside", "?state=open", "?officer=1"})
    EXPECT_EQ(citizen.Get(path + query).status, 400) << query;
  const http::Response csv = citizen.Get(path + "/unduh.csv?kind=a");
  EXPECT_THAT(csv.body, HasSubstr("Pasar malam"));
  EXPECT_THAT(csv.body, Not(HasSubstr("Pesta rakyat")));
  EXPECT_THAT(csv.body, Not(HasSubstr("Namaku")));
  const std::string file = Between(all, "<a href=\"" + path + "/", "\"");
  EXPECT_THAT(citizen.Get(path + "/" + file).body, HasSubstr("Surat "));
  EXPECT_EQ(citizen.Get("/layanan/daftar/ppid-request").status, 404);
}

}  // namespace
}  // namespace sinergi::registers
