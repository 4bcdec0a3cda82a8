// Decisions in the database: who may do what, in which order, and what is kept of it.
#include "modules/meeting/follow_up_store.h"

#include "kernel/audit.h"
#include "kit/performance.h"
#include "modules/meeting/meeting_store.h"
#include "modules/meeting/migrations.h"

namespace sinergi::meeting {
namespace {

using testkit::Actor;
using testkit::CodeOf;

std::vector<sql::Migration> Tables() {
  std::vector<sql::Migration> all = performance::Migrations();
  for (sql::Migration& migration : Migrations()) all.push_back(std::move(migration));
  return all;
}

class FollowUpStore : public testkit::WithPerformance<testkit::KernelTest> {
 protected:
  FollowUpStore() : WithPerformance<testkit::KernelTest>(Tables()) {}

  NewFollowUp Wish() {
    NewFollowUp wish;
    wish.unit_id = statistics_;
    wish.decision = "Pelatihan pengelola data";
    wish.due = Date{2024, 10, 20};
    wish.period = testkit::kQuarter;
    return wish;
  }
  Result<int64_t> Decide(const Actor& actor, const NewFollowUp& wish) {
    return As(actor,
              [&](sql::Connection& c, const ActContext& context) { return AddFollowUp(c, context, wish); });
  }
  Result<FollowUp> Move(const Actor& actor, int64_t id, FollowUpAct act, int64_t version,
                        const std::string& words = "kata", std::optional<Date> due = {}) {
    return As(actor, [&](sql::Connection& c, const ActContext& context) {
      return MoveFollowUp(c, context, {id, act, words, due, version});
    });
  }
  FollowUp Stored(int64_t id) {
    return db_->Read([&](sql::Connection& c) { return FindFollowUp(c, government_, id).value(); });
  }
  int64_t Audited(const char* act) {
    return db_->Read([&](sql::Connection& c) {
      return static_cast<int64_t>(kernel::ListAudit(c, government_, {act}).size());
    });
  }
};
INSTANTIATE_TEST_SUITE_P(On, FollowUpStore, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(FollowUpStore, GoesFromDecisionToAcceptance) {
  const int64_t id = *Decide(verifier_, Wish());
  EXPECT_EQ(CodeOf(Move(other_officer_, id, FollowUpAct::kReport, 1, "Peserta terdaftar")), "ok");
  day_ = {2024, 10, 19};
  const auto done = Move(other_officer_, id, FollowUpAct::kFinish, 2, "Selesai 30 peserta");
  ASSERT_EQ(CodeOf(done), "ok");
  EXPECT_TRUE(done->InTime());
  EXPECT_EQ(CodeOf(Move(verifier_, id, FollowUpAct::kReturn, 3, "Daftar hadir belum ada")), "ok");
  EXPECT_FALSE(Stored(id).done_on);
  day_ = {2024, 10, 22};
  EXPECT_EQ(CodeOf(Move(other_officer_, id, FollowUpAct::kFinish, 4, "Dilampirkan")), "ok");
  EXPECT_EQ(CodeOf(Move(verifier_, id, FollowUpAct::kAccept, 5, "")), "ok");
  const FollowUp stored = Stored(id);
  EXPECT_EQ(stored.state, FollowUpState::kAccepted);
  EXPECT_FALSE(stored.InTime());
  const auto story = db_->Read([&](sql::Connection& c) { return StoryOf(c, government_, id); });
  ASSERT_EQ(story.size(), 6u);
  EXPECT_EQ(story[2].words, "Daftar hadir belum ada");
  EXPECT_EQ(Audited("follow_up."), 6);
}

TEST_P(FollowUpStore, EachHandDoesItsOwn) {
  EXPECT_EQ(CodeOf(Decide(other_officer_, Wish())), "kernel.forbidden");
  EXPECT_EQ(CodeOf(Decide(head_, Wish())), "kernel.forbidden");
  const int64_t id = *Decide(verifier_, Wish());
  EXPECT_EQ(CodeOf(Move(officer_, id, FollowUpAct::kFinish, 1)), "kernel.forbidden");  // another division
  EXPECT_EQ(CodeOf(Move(verifier_, id, FollowUpAct::kFinish, 1)), "kernel.forbidden");
  EXPECT_EQ(CodeOf(Move(other_officer_, id, FollowUpAct::kPostpone, 1, "x", Date{2024, 11, 1})),
            "kernel.forbidden");
  EXPECT_EQ(CodeOf(Move(other_officer_, id, FollowUpAct::kAccept, 1)), "meeting.step_refused");
  EXPECT_EQ(CodeOf(Move(other_officer_, id, FollowUpAct::kReport, 1, "  ")), "meeting.move_invalid");
  EXPECT_EQ(CodeOf(Move(other_officer_, id, FollowUpAct::kReport, 2)), "meeting.follow_up_changed");
  EXPECT_EQ(CodeOf(Move(other_officer_, id + 100, FollowUpAct::kReport, 1)), "meeting.follow_up_unknown");
  EXPECT_EQ(Stored(id).row_version, 1);
}

TEST_P(FollowUpStore, NobodyAcceptsOnesOwnWork) {
  NewFollowUp wish = Wish();
  wish.account_id = verifier_.account_id;
  const int64_t id = *Decide(evaluator_, wish);
  ASSERT_EQ(CodeOf(Move(verifier_, id, FollowUpAct::kFinish, 1)), "ok");
  EXPECT_EQ(CodeOf(Move(verifier_, id, FollowUpAct::kAccept, 2)), "meeting.own_work");
  EXPECT_EQ(CodeOf(Move(evaluator_, id, FollowUpAct::kAccept, 2)), "ok");
}

TEST_P(FollowUpStore, PostponingKeepsTheFirstDate) {
  const int64_t id = *Decide(verifier_, Wish());
  EXPECT_EQ(CodeOf(Move(verifier_, id, FollowUpAct::kPostpone, 1, "x", Date{2024, 10, 20})),
            "meeting.move_invalid");
  EXPECT_EQ(CodeOf(Move(verifier_, id, FollowUpAct::kPostpone, 1, "Dana belum turun", Date{2024, 11, 20})),
            "ok");
  EXPECT_EQ(Stored(id).due, (Date{2024, 11, 20}));
  EXPECT_EQ(Stored(id).first_due, (Date{2024, 10, 20}));
}

TEST_P(FollowUpStore, WhatIsWrongIsSaidAtOnce) {
  NewFollowUp wish;
  wish.unit_id = statistics_;
  wish.account_id = 999;
  wish.indicator_id = 999;
  wish.decision = std::string(1001, 'a');
  wish.due = Date{2024, 10, 4};
  const auto refused = Decide(verifier_, wish);
  ASSERT_FALSE(refused.ok());
  std::vector<std::string> codes;
  for (const FieldError& field : refused.error().fields) codes.push_back(field.code);
  EXPECT_THAT(codes, testing::ElementsAre("meeting.text_long", "meeting.person_unknown", "meeting.due_past",
                                          "meeting.indicator_unknown"));
  EXPECT_EQ(Count("follow_up"), 0);
}

TEST_P(FollowUpStore, TheFormTakesWhatWasDecidedForItsQuarter) {
  NewFollowUp wish = Wish();
  wish.indicator_id = data_;
  const int64_t id = *Decide(verifier_, wish);
  wish.period = Period{2024, 2};
  ASSERT_TRUE(Decide(verifier_, wish).ok());
  wish = Wish();
  wish.unit_id = social_division_;
  ASSERT_TRUE(Decide(evaluator_, wish).ok());
  const kernel::UnitTree units = Units();
  const auto decided = db_->Read(
      [&](sql::Connection& c) { return DecidedFor(c, units, government_, diskominfo_, testkit::kQuarter); });
  ASSERT_EQ(decided.size(), 1u);
  EXPECT_EQ(decided[0].id, id);
  EXPECT_EQ(decided[0].indicator_id, data_);
}

}  // namespace
}  // namespace sinergi::meeting
