// Electronic signatures from outside, against a stand-in of the service: both parties sign, or nobody has.
#include "kernel/audit.h"
#include "kit/agreement_pages.h"
#include "kit/signing_server.h"
#include "modules/agreement/signing_store.h"
#include "platform/signing/bsre.h"

namespace sinergi::agreement {
namespace {

using testing::HasSubstr;
using testing::Not;
using testkit::kFirstNik;
using testkit::kPassphrase;
using testkit::kSecondNik;
using testkit::Losing;
using testkit::LosingRelay;
using testkit::SigningServer;
using testkit::Visitor;

// Asks the address that the test names now.
struct Redirected : signing::Signer {
  std::string url;
  signing::SignAnswer Sign(const signing::SignRequest& request) const override {
    return signing::MakeBsreSigner({url, "client", "secret", std::chrono::seconds(20)})->Sign(request);
  }
};

struct SigningParts {
  std::shared_ptr<Redirected> signer = std::make_shared<Redirected>();
  int printed = 0;
};

class SigningPages : public testkit::AgreementWeb {
 protected:
  SigningPages() : SigningPages(std::make_shared<SigningParts>()) {}
  explicit SigningPages(std::shared_ptr<SigningParts> parts)
      : AgreementWeb({parts->signer,
                      [parts](std::string_view html) {
                        ++parts->printed;
                        return Result<std::string>("%PDF-1.7\n" + std::string(html));
                      }}),
        parts_(parts) {
    parts_->signer->url = service_.url();
    path_ = Agreed();
  }

  // Of the division: the head of division promises the head of agency; both have accounts.
  std::string Agreed() {
    Visitor planner = EnterAs(planner_);
    const http::Response made = planner.Post("/agreements/new", {{"unit", std::to_string(statistics_)},
                                                                 {"level", "division"},
                                                                 {"year", "2024"},
                                                                 {"first_name", "Nama Satu"},
                                                                 {"first_position", "Kepala Bidang"},
                                                                 {"second_name", "Nama Dua"},
                                                                 {"second_position", "Kepala Dinas"}});
    const std::string edit = testkit::HeaderOf(made, "Location");
    const std::string path = edit.substr(0, edit.rfind("/edit"));
    const http::Response named =
        planner.Post(edit, {{"row_version", "1"},
                            {"first_name", "Nama Satu"},
                            {"first_position", "Kepala Bidang"},
                            {"second_name", "Nama Dua"},
                            {"second_position", "Kepala Dinas"},
                            {"place", "Kupang"},
                            {"superior", "0"},
                            {"first_account", std::to_string(other_officer_.account_id)},
                            {"second_account", std::to_string(head_.account_id)},
                            {"take", std::to_string(data_)}});
    EXPECT_EQ(named.status, 303) << named.body;
    Visitor head = EnterAs(head_);
    EXPECT_EQ(Move(head, path, "agree").status, 303);
    return path;
  }
  int64_t Id(const std::string& path) { return std::stoll(path.substr(path.rfind('/') + 1)); }
  AgreementHead Head() {
    return db_->Read([&](sql::Connection& c) { return *FindAgreement(c, government_, Id(path_)); });
  }
  http::Response Move(Visitor& who, const std::string& path, const char* act) {
    const AgreementHead head =
        db_->Read([&](sql::Connection& c) { return *FindAgreement(c, government_, Id(path)); });
    return who.Post(path, {{"act", act},
                           {"words", "salah target"},
                           {"day", "2024-01-15"},
                           {"row_version", std::to_string(head.row_version)}});
  }
  Signing Stored() {
    return As(planner_,
              [&](sql::Connection& c, const ActContext& context) -> Result<Signing> {
                return LoadSigning(c, context, *FindAgreement(c, government_, Id(path_)));
              })
        .value();
  }
  http::Pairs Typed(const std::string& nik, const std::string& passphrase = kPassphrase) {
    return {{"row_version", std::to_string(Head().row_version)},
            {"seen", std::to_string(Stored().attempts.size())},
            {"nik", nik},
            {"passphrase", passphrase},
            {"confirm", "yes"}};
  }
  http::Response Sign(Visitor& who, const http::Pairs& typed) { return who.Post(path_ + "/sign", typed); }
  size_t Tasks(Visitor& who) {
    size_t count = 0;
    if (!probed_)
      web_.Page(router_, "/probe", [this](kernel::Visit& v) {
        return http::Response::Text(std::to_string(services_->task_sources.at(1)(v).size()));
      });
    probed_ = true;
    count = std::stoul(who.Get("/probe").body);
    return count;
  }
  // Nothing of the person is anywhere in the database's own words.
  void ExpectNoSecrets() {
    const auto audit = db_->Read([&](sql::Connection& c) {
      return kernel::ListAudit(c, government_, {{}, {}, {}, {}, 100});
    });
    for (const kernel::AuditRow& row : audit)
      for (const char* secret : {kFirstNik, kSecondNik, kPassphrase})
        EXPECT_THAT(row.detail, Not(HasSubstr(secret)));
  }

  std::shared_ptr<SigningParts> parts_;
  SigningServer service_;
  std::string path_;
  bool probed_ = false;
};
INSTANTIATE_TEST_SUITE_P(On, SigningPages, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(SigningPages, BothPartiesSignOneDocument) {
  Visitor first = EnterAs(other_officer_), second = EnterAs(head_);
  EXPECT_THAT(first.Get(path_).body, HasSubstr(path_ + "/sign\""));
  EXPECT_EQ(Tasks(first), 1u);
  EXPECT_EQ(Tasks(second), 0u);
  EXPECT_THAT(first.Get(path_ + "/sign").body, HasSubstr("name=\"passphrase\""));
  EXPECT_THAT(second.Get(path_ + "/sign").body, HasSubstr("giliran Nama Satu"));
  ASSERT_EQ(Sign(first, Typed(kFirstNik)).status, 303);
  EXPECT_EQ(Head().state, AgreementState::kAgreed) << "the second party has not signed";
  EXPECT_EQ(Tasks(first), 0u);
  EXPECT_EQ(Tasks(second), 1u);
  now_ += 86'400;  // the paper keeps its day
  second = EnterAs(head_);
  ASSERT_EQ(Sign(second, Typed(kSecondNik)).status, 303);
  EXPECT_EQ(Head().state, AgreementState::kSigned);
  EXPECT_EQ(*Head().signed_on, (Date{2024, 10, 5}));
  EXPECT_EQ(service_.asked_to_sign(), 2);
  EXPECT_EQ(parts_->printed, 1) << "the second party signs what the first has signed";
  const std::string page = second.Get(path_ + "/sign").body;
  EXPECT_THAT(page, HasSubstr("Unduh PDF bertanda tangan"));
  EXPECT_THAT(page, Not(HasSubstr("di atas kertas")));
  EXPECT_THAT(page, Not(HasSubstr("name=\"passphrase\"")));
  const auto files = db_->Read(
      [&](sql::Connection& c) { return kernel::ListEvidence(c, government_, EvidenceSubject(Id(path_))); });
  ASSERT_EQ(files.size(), 1u);
  const std::string pdf = *store_.Get(files[0].sha256);
  EXPECT_THAT(pdf, HasSubstr("5 Oktober 2024"));
  EXPECT_THAT(pdf, HasSubstr("ditandatangani secara elektronik"));
  const size_t one = pdf.find("/ByteRange");
  EXPECT_NE(pdf.find("/ByteRange", one + 1), pdf.npos) << "two signatures";
  ExpectNoSecrets();
}

TEST_P(SigningPages, WhatWasSignedOnPaperSaysSo) {
  Visitor first = EnterAs(other_officer_), planner = EnterAs(planner_);
  ASSERT_EQ(Sign(first, Typed(kFirstNik)).status, 303) << "and then they took a pen";
  ASSERT_EQ(Move(planner, path_, "sign").status, 303);
  const std::string bare = first.Get(path_ + "/sign").body;
  EXPECT_THAT(bare, HasSubstr("Ditandatangani di atas kertas pada 15 Januari 2024"));
  EXPECT_THAT(bare, HasSubstr("Belum ada pindaian"));
  EXPECT_THAT(bare, Not(HasSubstr("belum menandatangani")));
  EXPECT_THAT(bare, Not(HasSubstr("name=\"passphrase\"")));
  const kernel::Evidence scan = *kernel::KeepFile(store_, "%PDF-1.7 scan", "pindaian.pdf");
  const auto added = As(planner_, [&](sql::Connection& c, const ActContext& context) {
    kernel::Evidence file = scan;
    file.subject = EvidenceSubject(Id(path_));
    return kernel::AddEvidence(c, context.actor, context.now, file);
  });
  const std::string page = first.Get(path_ + "/sign").body;
  EXPECT_THAT(page, HasSubstr(fmt::format("{}/evidence/{}\">pindaian.pdf", path_, *added)));
  EXPECT_THAT(page, Not(HasSubstr("Belum ada pindaian")));
}

TEST_P(SigningPages, ARefusalSignsNothingAndMayBeMended) {
  Visitor first = EnterAs(other_officer_);
  const http::Response wrong = Sign(first, Typed(kFirstNik, "salah"));
  EXPECT_EQ(wrong.status, 409);
  EXPECT_THAT(wrong.body, HasSubstr("Passphrase salah"));
  EXPECT_THAT(wrong.body, Not(HasSubstr(kFirstNik))) << "not shown again";
  EXPECT_THAT(Sign(first, Typed("5304000000000099")).body, HasSubstr("tidak terdaftar"));
  service_.statuses[kFirstNik] = "EXPIRED";
  EXPECT_THAT(Sign(first, Typed(kFirstNik)).body, HasSubstr("kedaluwarsa"));
  service_.statuses[kFirstNik] = "ISSUE";
  parts_->signer->url = "http://127.0.0.1:1";
  EXPECT_THAT(Sign(first, Typed(kFirstNik)).body, HasSubstr("tidak dapat dihubungi"));
  parts_->signer->url = service_.url();
  EXPECT_EQ(service_.asked_to_sign(), 1) << "the wrong passphrase";
  EXPECT_EQ(Stored().attempts.size(), 4u);
  EXPECT_EQ(Sign(first, Typed(kFirstNik)).status, 303);
  EXPECT_EQ(Stored().next, SigningSide::kSecond);
  ExpectNoSecrets();
}

TEST_P(SigningPages, WhatIsTypedIsCheckedFirst) {
  Visitor first = EnterAs(other_officer_);
  for (const http::Pairs& typed : {http::Pairs{{"nik", "12"}, {"passphrase", "x"}, {"confirm", "yes"}},
                                   http::Pairs{{"nik", kFirstNik}, {"passphrase", ""}, {"confirm", "yes"}},
                                   http::Pairs{{"nik", kFirstNik}, {"passphrase", "x"}}})
    EXPECT_EQ(Sign(first, typed).status, 400);
  EXPECT_TRUE(Stored().attempts.empty());
  EXPECT_EQ(service_.asked_to_sign(), 0);
}

TEST_P(SigningPages, ALostAnswerWaitsForAPerson) {
  Visitor first = EnterAs(other_officer_), planner = EnterAs(planner_);
  LosingRelay relay(service_, Losing::kCloses);
  parts_->signer->url = relay.url();
  EXPECT_EQ(Sign(first, Typed(kFirstNik)).status, 303);
  EXPECT_EQ(service_.asked_to_sign(), 1);
  const Signing lost = Stored();
  ASSERT_NE(lost.Open(), nullptr);
  EXPECT_EQ(lost.next, SigningSide::kFirst) << "nothing counts as signed";
  EXPECT_THAT(first.Get(path_ + "/sign").body, HasSubstr("tidak mencoba lagi sendiri"));
  EXPECT_EQ(Sign(first, Typed(kFirstNik)).status, 409);
  for (const char* act : {"sign", "reopen"})
    EXPECT_THAT(Move(planner, path_, act).body, HasSubstr("belum diketahui")) << act;
  EXPECT_EQ(service_.asked_to_sign(), 1) << "exactly one request";
  const std::string attempt = std::to_string(lost.Open()->id);
  EXPECT_EQ(EnterAs(verifier_).Get(path_ + "/sign").status, 200);
  Visitor head = EnterAs(head_);
  EXPECT_EQ(head.Post(path_ + "/sign/settle", {{"attempt", attempt}, {"words", "saya"}}).status, 403);
  EXPECT_EQ(first.Post(path_ + "/sign/settle", {{"attempt", attempt}, {"words", " "}}).status, 400);
  ASSERT_EQ(first.Post(path_ + "/sign/settle", {{"attempt", attempt}, {"words", "tidak <b>tercatat"}}).status,
            303);
  EXPECT_EQ(first.Post(path_ + "/sign/settle", {{"attempt", attempt}, {"words", "lagi"}}).status, 409);
  EXPECT_THAT(first.Get(path_ + "/sign").body, HasSubstr("tidak &lt;b&gt;tercatat"));
  parts_->signer->url = service_.url();
  EXPECT_EQ(Sign(first, Typed(kFirstNik)).status, 303);
  EXPECT_EQ(Stored().next, SigningSide::kSecond);
}

TEST_P(SigningPages, AnAttemptThatNeverEndedIsOverInTime) {
  Visitor first = EnterAs(other_officer_);
  const Signing now = Stored();
  const SigningStart start{Id(path_), Head().row_version, 0, now.content_sha256, std::string(64, 'a')};
  const Result<int64_t> begun = As(other_officer_, [&](sql::Connection& c, const ActContext& context) {
    return BeginSigning(c, {context.actor, context.units, now_, context.today}, start);
  });
  ASSERT_EQ(testkit::CodeOf(begun), "ok");
  const http::Pairs found{{"attempt", std::to_string(*begun)}, {"words", "server berhenti"}};
  EXPECT_THAT(first.Get(path_ + "/sign").body, HasSubstr("sedang ditunggu"));
  EXPECT_EQ(first.Post(path_ + "/sign/settle", found).status, 403) << "the answer may still come";
  now_ += 300;
  EXPECT_EQ(first.Post(path_ + "/sign/settle", found).status, 303);
}

TEST_P(SigningPages, TheSameFormTwiceSignsOnce) {
  Visitor first = EnterAs(other_officer_);
  const http::Pairs wrong = Typed(kFirstNik, "salah"), right = Typed(kFirstNik);
  EXPECT_EQ(Sign(first, wrong).status, 409);
  EXPECT_THAT(Sign(first, wrong).body, HasSubstr("sudah pernah dikirim"));
  EXPECT_THAT(Sign(first, right).body, HasSubstr("sudah pernah dikirim"));
  EXPECT_EQ(service_.asked_to_sign(), 1);
  const http::Pairs form = Typed(kFirstNik);
  int taken = 0;
  std::vector<std::thread> clicks;
  std::mutex mutex;
  for (int i = 0; i < 2; ++i)
    clicks.emplace_back([&] {
      Visitor same = first;
      const int status = Sign(same, form).status;
      const std::lock_guard lock(mutex);
      taken += status == 303;
    });
  for (std::thread& click : clicks) click.join();
  EXPECT_EQ(taken, 1);
  EXPECT_EQ(service_.asked_to_sign(), 2);
}

TEST_P(SigningPages, NobodySignsForAnother) {
  Visitor second = EnterAs(head_), planner = EnterAs(planner_), anonymous = Anonymous(),
          stranger = LogInAs("asing", {{kernel::Role::kOfficer, social_}});
  for (Visitor* wrong : {&second, &planner, &stranger}) EXPECT_EQ(Sign(*wrong, Typed(kFirstNik)).status, 403);
  EXPECT_EQ(stranger.Get(path_ + "/sign").status, 403);
  EXPECT_EQ(anonymous.Get(path_ + "/sign").status, 303);
  EXPECT_EQ(service_.asked_to_sign(), 0);
  Visitor first = EnterAs(other_officer_);
  ASSERT_EQ(Sign(first, Typed(kFirstNik)).status, 303);
  EXPECT_EQ(Sign(first, Typed(kFirstNik)).status, 403) << "the turn of the other party";
  const std::string file = fmt::format("{}/sign/{}", path_, Stored().first_evidence);
  EXPECT_THAT(second.Get(file).body, HasSubstr("%PDF"));
  EXPECT_EQ(stranger.Get(file).status, 403);
  EXPECT_EQ(second.Get(path_ + "/sign/999999").status, 404);
}

TEST_P(SigningPages, ASignatureCountsForWhatItStandsUnder) {
  Visitor first = EnterAs(other_officer_), second = EnterAs(head_), planner = EnterAs(planner_);
  ASSERT_EQ(Sign(first, Typed(kFirstNik)).status, 303);
  performance::IndicatorSettings settings;
  settings.indicator_id = data_;
  settings.name = "data baru";
  settings.target_year = testkit::Typed("12");
  ASSERT_TRUE(As(planner_, [&](sql::Connection& c, const ActContext& context) {
                return performance::SetIndicator(c, context, settings);
              }).ok());
  EXPECT_EQ(Sign(second, Typed(kSecondNik)).status, 403);
  EXPECT_THAT(second.Get(path_ + "/sign").body, HasSubstr("tidak berlaku lagi"));
  EXPECT_EQ(Tasks(first), 1u) << "the signature has fallen away: the first party's turn again";
  EXPECT_EQ(Tasks(second), 0u);
  ASSERT_EQ(Sign(first, Typed(kFirstNik)).status, 303) << "what it says now";
  EXPECT_EQ(Tasks(first), 0u);
  EXPECT_EQ(Tasks(second), 1u);
  ASSERT_EQ(Sign(second, Typed(kSecondNik)).status, 303);
  EXPECT_EQ(Head().state, AgreementState::kSigned);
}

TEST_P(SigningPages, ChangedAndAgreedAnewItIsTheFirstPartysTurn) {
  Visitor first = EnterAs(other_officer_), second = EnterAs(head_), planner = EnterAs(planner_);
  ASSERT_EQ(Sign(first, Typed(kFirstNik)).status, 303);
  ASSERT_EQ(Move(planner, path_, "reopen").status, 303);
  EXPECT_EQ(Tasks(first) + Tasks(second), 0u) << "a draft is not signed";
  ASSERT_EQ(Move(second, path_, "agree").status, 303);
  EXPECT_EQ(Tasks(first), 0u) << "nothing was changed: the signature stands";
  EXPECT_EQ(Tasks(second), 1u);
  ASSERT_EQ(Move(planner, path_, "reopen").status, 303);
  const Agreement now = Stored().agreement;
  AgreementWish wish{now.head.id, now.head.first, now.head.second, "Kota Kupang", 0, {}, Head().row_version};
  for (const AgreementLine& line : now.lines) wish.lines.push_back({line.indicator_id, line.own_target});
  ASSERT_TRUE(As(planner_, [&](sql::Connection& c, const ActContext& context) {
                return ChangeAgreement(c, context, wish);
              }).ok());
  ASSERT_EQ(Move(second, path_, "agree").status, 303);
  EXPECT_EQ(Tasks(first), 1u);
  EXPECT_EQ(Tasks(second), 0u);
}

TEST_P(SigningPages, ADraftTakesItsAttemptsAlong) {
  Visitor first = EnterAs(other_officer_), planner = EnterAs(planner_);
  EXPECT_EQ(Sign(first, Typed(kFirstNik, "salah")).status, 409);
  ASSERT_EQ(Move(planner, path_, "reopen").status, 303);
  EXPECT_EQ(Sign(first, Typed(kFirstNik)).status, 409) << "a draft is not signed";
  ASSERT_EQ(Move(planner, path_, "discard").status, 303);
  EXPECT_EQ(Count("agreement_signing"), 0);
}

class WithoutSigner : public testkit::AgreementWeb {};
INSTANTIATE_TEST_SUITE_P(On, WithoutSigner, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(WithoutSigner, PrintSignAndUploadAreWhatIsOffered) {
  NewAgreement wish{
      statistics_, 2024, AgreementLevel::kDivision, {"Satu", "Kepala", ""}, {"Dua", "Atasan", ""}};
  const int64_t id = *As(planner_, [&](sql::Connection& c, const ActContext& context) {
    return DraftAgreement(c, context, wish);
  });
  Visitor planner = EnterAs(planner_);
  const std::string path = fmt::format("/agreements/{}", id);
  ASSERT_EQ(planner.Post(path, {{"act", "agree"}, {"row_version", "1"}}).status, 303);
  EXPECT_THAT(planner.Get(path).body, Not(HasSubstr(path + "/sign")));
  EXPECT_THAT(planner.Get(path + "/sign").body, Not(HasSubstr("name=\"passphrase\"")));
  EXPECT_THAT(planner.Post(path + "/sign", {{"nik", kFirstNik}}).body, HasSubstr("belum diatur"));
}

}  // namespace
}  // namespace sinergi::agreement
