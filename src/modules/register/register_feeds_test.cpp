// Figures that feed indicators: a draft with its records as evidence, a later change told.
#include "kernel/evidence.h"
#include "kit/performance.h"
#include "kit/register_pages.h"

namespace sinergi::registers {
namespace {

using testing::HasSubstr;
using testing::Not;
using testkit::Visitor;

class RegisterFeeds : private testkit::HoldsRegisters, public testkit::WithPerformance<testkit::WebTest> {
 protected:
  RegisterFeeds()
      : testkit::WithPerformance<testkit::WebTest>(
            testkit::ShippedRegisterTables(),
            [this](kernel::Web& web, http::Router& router) {
              const std::filesystem::path folder = std::filesystem::path(db_.folder()) / "registers";
              std::filesystem::create_directories(folder);
              std::ofstream(folder / "visits.yaml") << testkit::kVisitsFile;
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
