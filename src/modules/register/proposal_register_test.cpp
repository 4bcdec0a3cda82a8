// A proposal's way, from a citizen's phone to the plan or to a refusal: what each stage advised stays, and the proposer
// reads it behind the secret link.
#include "kit/public_pages.h"

namespace sinergi::registers {
namespace {

class Proposals : public PublicPages {
 protected:
  Proposals() { planner_ = AddPerson("perencana", {{Role::kPlanner, 0}}); }

  static http::Pairs Wanted() {
    return {{"work", "Jembatan gantung menuju sekolah"},
            {"problem", "Jembatan lama putus, anak sekolah menyeberangi sungai."},
            {"source", "citizen"},
            {"proposer", "Rahasia Pengusul"},
            {"phone", "0389 777999"},
            {"plan_year", "2027"},
            {"village", "53.04.12.2003"},
            {"place", "Dusun Dua"}};
  }
  Record Proposed(std::string& ticket) {
    Visitor citizen = Anonymous();
    ticket = Send(citizen, "/layanan/proposals", Wanted());
    return Behind(ticket);
  }
  std::string TicketOf(const std::string& ticket) { return Anonymous().Get(ticket).body; }
  Record Validated(Record record) {
    record = Act(officer_, "proposals", record, "to_partner");
    return Act(planner_, "proposals", record, "validate", "",
               {{"agency", {std::to_string(diskominfo_)}},
                {"kind", {"physical"}},
                {"volume", {"2"}},
                {"measure", {"unit"}},
                {"unit_price", {"90000000"}},
                {"partner_amount", {"170000000"}},
                {"partner_advice", {"Cukup satu bentang"}}});
  }

  kernel::Account planner_;
};
INSTANTIATE_TEST_SUITE_P(On, Proposals, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(Proposals, EachStageKeepsItsAdviceAndTheProposerReadsIt) {
  std::string ticket;
  Record record = Proposed(ticket);
  EXPECT_EQ(record.state, "submitted");
  EXPECT_EQ(record.number, "0001/USUL/2026");
  record = Validated(record);
  EXPECT_EQ(TextOf(Of("proposals"), record, "estimate"), "180000000");
  EXPECT_EQ(TextOf(Of("proposals"), record, "recommended"), "170000000");
  record = Act(officer_, "proposals", record, "agree_forum", "",
               {{"forum_amount", {"165000000"}}, {"forum_advice", {"Disepakati 80 peserta"}}});
  EXPECT_EQ(TextOf(Of("proposals"), record, "recommended"), "165000000");
  EXPECT_EQ(TextOf(Of("proposals"), record, "partner_amount"), "170000000") << "the earlier stage stays";
  record = Act(planner_, "proposals", record, "accept", "",
               {{"document", {"Renja 2027"}},
                {"node", {"2.16.03.2.02.0013 Jaringan"}},
                {"accepted_amount", {"160000000"}}});
  EXPECT_EQ(record.state, "accepted");
  const std::string page = TicketOf(ticket);
  for (const char* shown : {"Diakomodasi", "170.000.000", "Cukup satu bentang", "165.000.000",
                            "Disepakati 80 peserta", "2.16.03.2.02.0013 Jaringan", "160.000.000"})
    EXPECT_THAT(page, HasSubstr(shown));
  EXPECT_THAT(page, Not(HasSubstr("Rahasia Pengusul")));
}

TEST_P(Proposals, ARefusalHasAReasonThatTheProposerReads) {
  std::string ticket;
  const Record record = Validated(Proposed(ticket));
  Visitor officer = EnterAs(officer_);
  const std::string at = "/registers/proposals/" + std::to_string(record.id) + "/act/refuse";
  const auto refuse = [&](http::Pairs fields) {
    fields.emplace_back("version", std::to_string(record.version));
    fields.emplace_back("sure", "yes");
    return officer.Post(at, std::move(fields));
  };
  EXPECT_EQ(refuse({{"has", "ground"}, {"f_ground", "no_money"}}).status, 422) << "no explanation";
  EXPECT_EQ(Behind(ticket).state, "forum");
  const http::Response done = refuse({{"has", "ground"},
                                      {"f_ground", "no_money"},
                                      {"has", "reason"},
                                      {"f_reason", "Pagu terpakai untuk jalan desa."}});
  EXPECT_EQ(done.status, 303) << done.body;
  EXPECT_EQ(Behind(ticket).state, "refused");
  const std::string page = TicketOf(ticket);
  EXPECT_THAT(page, HasSubstr("Pagu indikatif tidak cukup"));
  EXPECT_THAT(page, HasSubstr("Pagu terpakai untuk jalan desa."));
  const std::string list = Anonymous().Get("/layanan/daftar/proposals").body;
  EXPECT_THAT(list, HasSubstr("Jembatan gantung menuju sekolah"));
  EXPECT_THAT(list, Not(HasSubstr("Rahasia Pengusul")));
}

TEST_P(Proposals, MembersOfTheCouncilGoByTheirSecretariatFirst) {
  Visitor citizen = Anonymous();
  http::Pairs fields = Wanted();
  fields[2].second = "council";
  EXPECT_EQ(citizen.Post("/layanan/proposals", Form(citizen, "/layanan/proposals", fields)).status, 422);
  fields.insert(fields.end(), {{"member", "Anggota Dewan"}, {"constituency", "Dapil 1"}});
  const std::string ticket = Send(citizen, "/layanan/proposals", fields);
  Visitor officer = EnterAs(officer_);
  const std::string at = "/registers/proposals/" + std::to_string(Behind(ticket).id) + "/act/";
  const auto take = [&](const char* act) {
    return officer.Post(at + act, {{"version", std::to_string(Behind(ticket).version)}}).status;
  };
  EXPECT_EQ(take("to_partner"), 422);
  EXPECT_EQ(take("to_council"), 303);
  EXPECT_EQ(Behind(ticket).state, "council");
}

TEST_P(Proposals, AYearHasNoThousandsAndNarrowsLists) {
  std::string ticket;
  const Record record = Proposed(ticket);
  Visitor officer = EnterAs(officer_);
  const std::string page = officer.Get("/registers/proposals/" + std::to_string(record.id)).body;
  EXPECT_THAT(page, HasSubstr(">2027<"));
  EXPECT_THAT(page, Not(HasSubstr("2.027")));
  const std::string list = officer.Get("/registers/proposals?plan_year=2027").body;
  EXPECT_THAT(list, HasSubstr("Jembatan gantung"));
  EXPECT_THAT(list, HasSubstr("name=\"plan_year_from\" inputmode=\"decimal\" value=\"2027\""));
  EXPECT_THAT(officer.Get("/registers/proposals?plan_year_from=2028").body,
              Not(HasSubstr("Jembatan gantung")));
  EXPECT_EQ(officer.Get("/registers/proposals?plan_year=nanti").status, 400);
  const std::string api = "/api/registers/proposals/records?plan_year";
  EXPECT_THAT(officer.Get(api + "=2027").body, HasSubstr("\"count\":\"1\""));
  EXPECT_THAT(officer.Get(api + "_to=2026").body, HasSubstr("\"count\":\"0\""));
  EXPECT_THAT(officer.Get("/api/registers/openapi.json").body, HasSubstr("plan_year_from"));
}

}  // namespace
}  // namespace sinergi::registers
