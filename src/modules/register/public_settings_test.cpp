#include <gmock/gmock.h>

#include "kit/public_pages.h"

namespace sinergi::registers {
namespace {

class PublicSettingsPage : public PublicPages {
 protected:
  static http::Pairs Wanted(const char* unit, const char* contact, const char* work,
                            const std::vector<std::string>& open) {
    http::Pairs form = {{"unit", unit}, {"contact", contact}, {"work", work}};
    for (const std::string& id : open) form.emplace_back("open", id);
    return form;
  }
  Visitor admin_ = LogInAs("pengelola", {{Role::kAdministrator, 0}});
};
INSTANTIATE_TEST_SUITE_P(On, PublicSettingsPage, testing::ValuesIn(testkit::Backends()),
                         testkit::BackendName);

TEST_P(PublicSettingsPage, IsForAdministratorsAlone) {
  Visitor officer = EnterAs(officer_);
  EXPECT_EQ(officer.Get("/public-settings").status, 403);
  EXPECT_EQ(officer.Post("/public-settings", Wanted("", "", "0", {})).status, 403);
  EXPECT_THAT(officer.Get("/registers").body, Not(HasSubstr("/public-settings")));
  EXPECT_THAT(admin_.Get("/registers").body, HasSubstr("/public-settings"));
  EXPECT_EQ(Anonymous().Get("/public-settings").status, 303);
}

TEST_P(PublicSettingsPage, WhatCitizensSendGoesToTheUnitChosen) {
  EXPECT_EQ(
      admin_.Post("/public-settings", Wanted("STAT", "Jalan Kantor 1\n0389 21000", "0", {"ppid-request"}))
          .status,
      303);
  Visitor citizen = Anonymous();
  EXPECT_EQ(Behind(Send(citizen, "/layanan/ppid-request", Whole())).unit_id, statistics_);
  EXPECT_THAT(citizen.Get("/layanan").body, HasSubstr("0389 21000"));
  const std::string page = admin_.Get("/public-settings").body;
  EXPECT_THAT(page, HasSubstr("value=\"STAT\" selected"));
  EXPECT_THAT(page, HasSubstr("value=\"ppid-request\" checked"));
  EXPECT_THAT(page, Not(HasSubstr("value=\"complaints\" checked")));
}

TEST_P(PublicSettingsPage, AClosedServiceTakesNothingNewAndKeepsItsTickets) {
  Visitor citizen = Anonymous();
  const std::string ticket = Send(citizen, "/layanan/ppid-request", Whole());
  const http::Pairs form =
      Form(citizen, "/layanan/ppid-request", Whole("Laporan keuangan Dinas Komunikasi tahun 2025"));
  EXPECT_EQ(admin_.Post("/public-settings", Wanted("", "", "0", {"complaints"})).status, 303);
  EXPECT_THAT(citizen.Get("/layanan").body, Not(HasSubstr("href=\"/layanan/ppid-request\"")));
  EXPECT_THAT(citizen.Get("/layanan").body, HasSubstr("href=\"/layanan/complaints\""));
  const http::Response closed = citizen.Get("/layanan/ppid-request");
  EXPECT_EQ(closed.status, 404);
  EXPECT_THAT(closed.body, HasSubstr("tidak menerima kiriman baru"));
  EXPECT_EQ(citizen.Post("/layanan/ppid-request", form).status, 404);
  EXPECT_EQ(citizen.Get(ticket).status, 200);
  EXPECT_EQ(Count("ppid-request"), 1);
}

TEST_P(PublicSettingsPage, TellsEverythingThatIsWrongAndKeepsWhatWasTyped) {
  const http::Response refused = admin_.Post(
      "/public-settings", Wanted("TIDAK-ADA", std::string(700, 'x').c_str(), "99", {"complaints"}));
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.body,
              testing::AllOf(HasSubstr("unit-error"), HasSubstr("contact-error"), HasSubstr("work-error"),
                             HasSubstr("xxxxxxxx"), HasSubstr("value=\"complaints\" checked")));
  Visitor citizen = Anonymous();
  EXPECT_EQ(citizen.Get("/layanan/ppid-request").status, 200) << "nothing was saved";
}

}  // namespace
}  // namespace sinergi::registers
