// The signing service asked as documented, against a stand-in: what was signed, what was refused, what nobody knows.
#include "platform/signing/bsre.h"

#include <gmock/gmock.h>

#include "kit/signing_server.h"

namespace sinergi::signing {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using testkit::kFirstNik;
using testkit::kPassphrase;
using testkit::Losing;
using testkit::LosingRelay;
using testkit::SigningServer;

SignRequest Wish(const std::string& passphrase = kPassphrase, const std::string& nik = kFirstNik) {
  return {"%PDF-1.7 naskah", nik, passphrase, "Perjanjian Kinerja 2024", "Kupang"};
}

SignAnswer Ask(const std::string& url, const SignRequest& wish,
               std::chrono::seconds time = std::chrono::seconds(20)) {
  return MakeBsreSigner({url, "client", "secret", time})->Sign(wish);
}

TEST(Bsre, SignsTheDocumentThatWasSent) {
  SigningServer service;
  const SignAnswer answer = Ask(service.url() + "/", Wish());
  ASSERT_EQ(answer.outcome, SignOutcome::kSigned) << answer.code;
  EXPECT_THAT(answer.document, StartsWith("%PDF-1.7 naskah"));
  EXPECT_THAT(answer.document, HasSubstr("/ByteRange"));
  const auto properties = service.last().at("signatureProperties").as_array().at(0).as_object();
  EXPECT_EQ(properties.at("tampilan"), "INVISIBLE");
  EXPECT_EQ(properties.at("reason"), "Perjanjian Kinerja 2024");
  EXPECT_EQ(properties.at("location"), "Kupang");
  EXPECT_EQ(service.last().at("nik"), kFirstNik);
  EXPECT_EQ(service.asked_to_sign(), 1);
}

TEST(Bsre, SaysWhyItWasRefused) {
  struct Case {
    const char *status, *passphrase, *code;
    int asked;  // to sign
  };
  for (const Case& one : {Case{"ISSUE", "salah", "sign.passphrase_wrong", 1},
                          Case{"NOT_REGISTERED", kPassphrase, "sign.not_registered", 0},
                          Case{"NO_CERTIFICATE", kPassphrase, "sign.no_certificate", 0},
                          Case{"EXPIRED", kPassphrase, "sign.certificate_expired", 0},
                          Case{"SUSPENDED", kPassphrase, "sign.certificate_unready", 0}}) {
    SCOPED_TRACE(one.code);
    SigningServer service;
    service.statuses[kFirstNik] = one.status;
    const SignAnswer answer = Ask(service.url(), Wish(one.passphrase));
    EXPECT_EQ(answer.outcome, SignOutcome::kRefused);
    EXPECT_EQ(answer.code, one.code);
    EXPECT_EQ(service.asked_to_sign(), one.asked);
  }
  SigningServer service;
  const SignAnswer answer = MakeBsreSigner({service.url(), "client", "salah"})->Sign(Wish());
  EXPECT_EQ(answer.code, "sign.client_refused");
}

TEST(Bsre, AServerThatIsNotThereHasSignedNothing) {
  std::string url;
  {
    SigningServer gone;
    url = gone.url();
  }
  const SignAnswer answer = Ask(url, Wish());
  EXPECT_EQ(answer.outcome, SignOutcome::kRefused);
  EXPECT_EQ(answer.code, "sign.unreachable");
}

TEST(Bsre, ALostAnswerIsUnknownAndNotAskedForAgain) {
  for (const Losing how : {Losing::kCloses, Losing::kHoldsOn}) {
    SigningServer service;
    LosingRelay relay(service, how);
    const SignAnswer answer = Ask(relay.url(), Wish(), std::chrono::seconds(2));
    EXPECT_EQ(answer.outcome, SignOutcome::kUnknown);
    EXPECT_EQ(answer.code, "sign.unknown");
    EXPECT_EQ(service.asked_to_sign(), 1);
  }
}

TEST(Bsre, AnErrorOfTheServerMayHideASignature) {
  struct Case {
    int status;
    SignOutcome outcome;
  };
  for (const Case& one : {Case{400, SignOutcome::kRefused}, Case{404, SignOutcome::kRefused},
                          Case{408, SignOutcome::kUnknown}, Case{500, SignOutcome::kUnknown},
                          Case{504, SignOutcome::kUnknown}, Case{200, SignOutcome::kUnknown}}) {
    SigningServer service;
    service.sign_status = one.status;
    EXPECT_EQ(Ask(service.url(), Wish()).outcome, one.outcome) << one.status;
    EXPECT_EQ(service.asked_to_sign(), 1);
  }
}

}  // namespace
}  // namespace sinergi::signing
