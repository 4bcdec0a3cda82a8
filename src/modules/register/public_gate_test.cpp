#include "modules/register/public_gate.h"

#include <gtest/gtest.h>

namespace sinergi::registers {
namespace {

constexpr Instant kNow = 1'700'000'000;
constexpr std::string_view kSubject = "53.04/ppid-request";

std::string Solve(const std::string& challenge, int bits) {
  for (int64_t answer = 0;; ++answer)
    if (PublicGate::ZeroBits(challenge, std::to_string(answer)) >= bits) return std::to_string(answer);
}

struct SubmitCase {
  const char* name;
  int bits;             // of the form
  int64_t after;        // seconds until it is sent
  const char* subject;  // it is sent to
  bool solved, changed;
  const char* code;  // "": let through
};

class GateTable : public testing::TestWithParam<SubmitCase> {};

TEST_P(GateTable, LetsThroughWhatWorkedInTimeForItsOwnForm) {
  const SubmitCase& one = GetParam();
  const PublicGate gate("key");
  std::string challenge = gate.Issue(kSubject, one.bits, kNow);
  const std::string answer = one.solved ? Solve(challenge, one.bits) : "";
  if (one.changed) challenge.replace(challenge.find('.') + 1, 1, "9");
  const Result<Passed> passed = gate.Check(one.subject, challenge, answer, kNow + one.after);
  EXPECT_EQ(passed.ok() ? "" : passed.error().code, one.code);
}

constexpr const char* kOther = "53.04/complaints";
INSTANTIATE_TEST_SUITE_P(
    Forms, GateTable,
    testing::Values(
        SubmitCase{"worked", 8, 5, kSubject.data(), true, false, ""},
        SubmitCase{"worked_late", 8, kFormSeconds - 1, kSubject.data(), true, false, ""},
        SubmitCase{"too_old", 8, kFormSeconds, kSubject.data(), true, false, "register.public.form_old"},
        SubmitCase{"from_the_future", 8, -1, kSubject.data(), true, false, "register.public.form_old"},
        SubmitCase{"of_another_form", 8, 5, kOther, true, false, "register.public.form_old"},
        SubmitCase{"changed", 8, 5, kSubject.data(), true, true, "register.public.form_old"},
        SubmitCase{"no_script_at_once", 8, 5, kSubject.data(), false, false, "register.public.work_wait"},
        SubmitCase{"no_script_patient", 8, kWithoutScriptSeconds, kSubject.data(), false, false, ""},
        SubmitCase{"no_work_wanted", 0, 0, kSubject.data(), false, false, ""}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(PublicGate, AnAnswerOfAnotherChallengeIsWorthNothing) {
  const PublicGate gate("key");
  const std::string first = gate.Issue(kSubject, 12, kNow), second = gate.Issue(kSubject, 12, kNow);
  const std::string answer = Solve(first, 12);
  ASSERT_TRUE(gate.Check(kSubject, first, answer, kNow).ok());
  if (PublicGate::ZeroBits(second, answer) < 12) {
    EXPECT_EQ(gate.Check(kSubject, second, answer, kNow).error().code, "register.public.work_wrong");
  }
}

TEST(PublicGate, LinksAreOfTheFormAndOfTheKey) {
  const PublicGate gate("key"), other("other");
  const std::string challenge = gate.Issue(kSubject, 0, kNow);
  const Passed passed = *gate.Check(kSubject, challenge, "", kNow);
  EXPECT_EQ(gate.TokenOf(passed), gate.TokenOf(*gate.Check(kSubject, challenge, "", kNow + 60)));
  EXPECT_EQ(gate.TokenOf(passed).size(), 22u);
  EXPECT_NE(gate.TokenOf(passed), other.TokenOf(passed));
  EXPECT_FALSE(other.Check(kSubject, challenge, "", kNow).ok());
  EXPECT_FALSE(passed.nonce.empty());
}

TEST(PublicGate, WhateverComesAsAChallengeIsRefused) {
  const PublicGate gate("key");
  for (const std::string& text :
       {std::string(), std::string("..."), std::string("a.b.c.d"), std::string(100'000, '.'),
        std::string("a.1700000000.0."), std::string("\0.\0.\0.\0", 7)})
    EXPECT_EQ(gate.Check(kSubject, text, "", kNow).error().code, "register.public.form_old");
}

}  // namespace
}  // namespace sinergi::registers
