// An agreement lived through in the database: drafted, agreed, signed, revised.
#include "modules/agreement/agreement_store.h"

#include <algorithm>

#include "kernel/audit.h"
#include "kit/agreement.h"
#include "kit/performance.h"

namespace sinergi::agreement {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testkit::Actor;
using testkit::CodeOf;

class AgreementStore : public testkit::WithPerformance<testkit::KernelTest> {
 protected:
  AgreementStore() : WithPerformance<testkit::KernelTest>(testkit::AgreementMigrations()) {}

  static NewAgreement Wish(int64_t unit, AgreementLevel level) {
    return {unit, 2024, level, {"Nama Satu", "Kepala", "Pembina"}, {"Nama Dua", "Atasan", ""}};
  }
  Result<int64_t> Draft(const Actor& actor, const NewAgreement& wish) {
    return As(actor, [&](sql::Connection& c, const ActContext& context) {
      return DraftAgreement(c, context, wish);
    });
  }
  AgreementWish Typed(int64_t id) {
    const Agreement one = Stored(id);
    AgreementWish wish{id, one.head.first,      one.head.second, "Kupang", one.head.superior_id,
                       {}, one.head.row_version};
    for (const AgreementLine& line : one.lines) wish.lines.push_back({line.indicator_id, line.own_target});
    return wish;
  }
  Status Change(const Actor& actor, const AgreementWish& wish) {
    return As(actor, [&](sql::Connection& c, const ActContext& context) {
      return ChangeAgreement(c, context, wish);
    });
  }
  Result<int64_t> Move(const Actor& actor, int64_t id, AgreementAct act, const std::string& words = "",
                       std::optional<Date> day = Date{2024, 1, 15}) {
    return As(actor, [&](sql::Connection& c, const ActContext& context) -> Result<int64_t> {
      const auto head = FindAgreement(c, government_, id);
      return MoveAgreement(c, context, {id, act, words, day, head ? head->row_version : 0});
    });
  }
  int64_t Signed(int64_t unit, AgreementLevel level) {
    const int64_t id = *Draft(planner_, Wish(unit, level));
    EXPECT_EQ(CodeOf(Move(planner_, id, AgreementAct::kAgree)), "ok");
    EXPECT_EQ(CodeOf(Move(planner_, id, AgreementAct::kSign)), "ok");
    return id;
  }
  std::vector<Agreement> All() {
    const PlanYear plan = Plan();
    return db_->Read([&](sql::Connection& c) { return LoadAgreements(c, plan, day_); });
  }
  Agreement Stored(int64_t id) {
    const std::vector<Agreement> all = All();
    const auto found = std::ranges::find_if(all, [&](const Agreement& one) { return one.head.id == id; });
    EXPECT_NE(found, all.end());
    return *found;
  }
  static std::vector<std::string> Targets(const Agreement& one) {
    std::vector<std::string> texts;
    for (const AgreementLine& line : one.lines) texts.push_back(line.name + " " + line.target);
    return texts;
  }
};
INSTANTIATE_TEST_SUITE_P(On, AgreementStore, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(AgreementStore, IsDraftedFromThePlan) {
  const Agreement head = Stored(*Draft(planner_, Wish(diskominfo_, AgreementLevel::kAgency)));
  EXPECT_THAT(Targets(head), ElementsAre("layanan 100"));
  EXPECT_EQ(head.Total(), Money::Rupiah(1500));
  const Agreement division = Stored(*Draft(verifier_, Wish(statistics_, AgreementLevel::kDivision)));
  EXPECT_THAT(Targets(division), ElementsAre("data 10"));
  EXPECT_EQ(division.Total(), Money::Rupiah(500));
}

TEST_P(AgreementStore, RefusesWhatDoesNotFit) {
  const auto draft = [&](const Actor& actor, NewAgreement wish) { return CodeOf(Draft(actor, wish)); };
  EXPECT_EQ(draft(officer_, Wish(diskominfo_, AgreementLevel::kAgency)), "kernel.forbidden");
  EXPECT_EQ(draft(head_, Wish(diskominfo_, AgreementLevel::kAgency)), "kernel.forbidden");
  EXPECT_EQ(draft(planner_, Wish(999, AgreementLevel::kAgency)), "agreement.unit_missing");
  EXPECT_EQ(draft(planner_, Wish(statistics_, AgreementLevel::kAgency)), "agreement.level_unfit");
  EXPECT_EQ(draft(planner_, Wish(diskominfo_, AgreementLevel::kStaff)), "agreement.level_unfit");
  EXPECT_EQ(draft(planner_, Wish(social_, AgreementLevel::kAgency)), "agreement.plan_missing");
  NewAgreement nameless = Wish(diskominfo_, AgreementLevel::kAgency);
  nameless.first.name = " ";
  nameless.second.position = "";
  EXPECT_EQ(draft(planner_, nameless), "kernel.several");
  EXPECT_EQ(draft(planner_, Wish(diskominfo_, AgreementLevel::kAgency)), "ok");
  EXPECT_EQ(draft(planner_, Wish(diskominfo_, AgreementLevel::kAgency)), "agreement.exists");
  EXPECT_EQ(draft(planner_, Wish(statistics_, AgreementLevel::kStaff)), "ok");
  EXPECT_EQ(draft(planner_, Wish(statistics_, AgreementLevel::kStaff)), "ok") << "staff are many";
}

TEST_P(AgreementStore, ChangesWhileItIsADraft) {
  const int64_t head = *Draft(planner_, Wish(diskominfo_, AgreementLevel::kAgency));
  const int64_t id = *Draft(planner_, Wish(statistics_, AgreementLevel::kDivision));
  AgreementWish wish = Typed(id);
  wish.superior_id = head;
  wish.lines = {{data_, " 12 "}, {layanan_, ""}};
  EXPECT_EQ(CodeOf(Change(officer_, wish)), "kernel.forbidden") << "of another division";
  EXPECT_EQ(CodeOf(Change(other_officer_, wish)), "kernel.forbidden") << "reads, prepares nothing";
  EXPECT_EQ(CodeOf(Change(planner_, wish)), "ok");
  EXPECT_EQ(CodeOf(Change(planner_, wish)), "agreement.changed");
  const Agreement stored = Stored(id);
  EXPECT_THAT(Targets(stored), ElementsAre("layanan 100", "data 12"));
  EXPECT_EQ(stored.head.superior_id, head);
  AgreementWish odd = Typed(id);
  odd.lines = {{data_, ""}, {data_, ""}};
  EXPECT_EQ(CodeOf(Change(planner_, odd)), "agreement.indicator_unknown");
  odd.lines = {{data_, ""}};
  odd.superior_id = id;
  EXPECT_EQ(CodeOf(Change(planner_, odd)), "agreement.superior_unfit");
  odd.superior_id = 0;
  odd.second.account_id = 9999;
  EXPECT_EQ(CodeOf(Change(planner_, odd)), "agreement.account_unknown");
}

TEST_P(AgreementStore, TheSecondPartyAgrees) {
  const int64_t id = *Draft(planner_, Wish(statistics_, AgreementLevel::kDivision));
  AgreementWish wish = Typed(id);
  wish.second.account_id = head_.account_id;
  ASSERT_EQ(CodeOf(Change(planner_, wish)), "ok");
  const auto waiting = [&] {
    return db_->Read(
        [&](sql::Connection& c) { return AwaitingAgreement(c, government_, head_.account_id).size(); });
  };
  EXPECT_EQ(waiting(), 1u);
  EXPECT_EQ(CodeOf(Move(planner_, id, AgreementAct::kAgree)), "kernel.forbidden");
  EXPECT_EQ(CodeOf(Move(head_, id, AgreementAct::kAgree)), "ok");
  EXPECT_EQ(waiting(), 0u);
  EXPECT_EQ(CodeOf(Move(head_, id, AgreementAct::kSign)), "kernel.forbidden");
  EXPECT_EQ(CodeOf(Move(planner_, id, AgreementAct::kReopen)), "agreement.reason_missing");
  EXPECT_EQ(CodeOf(Move(planner_, id, AgreementAct::kReopen, "salah target")), "ok");
  EXPECT_EQ(Stored(id).head.state, AgreementState::kDrafted);
}

TEST_P(AgreementStore, WhatIsSignedStays) {
  const int64_t id = *Draft(planner_, Wish(diskominfo_, AgreementLevel::kAgency));
  EXPECT_EQ(CodeOf(Move(planner_, id, AgreementAct::kSign)), "agreement.step_refused");
  ASSERT_EQ(CodeOf(Move(planner_, id, AgreementAct::kAgree)), "ok");
  for (const std::optional<Date> day :
       {std::optional<Date>(), std::optional(Date{2024, 10, 6}), std::optional(Date{2020, 1, 1})})
    EXPECT_EQ(CodeOf(Move(planner_, id, AgreementAct::kSign, "", day)), "agreement.day_missing");
  ASSERT_EQ(CodeOf(Move(planner_, id, AgreementAct::kSign)), "ok");
  PlanYear plan = Plan();
  performance::IndicatorSettings settings;
  settings.indicator_id = layanan_;
  settings.name = "layanan baru";
  settings.target_year = testkit::Typed("50");
  ASSERT_TRUE(As(planner_, [&](sql::Connection& c, const ActContext& context) {
                return performance::SetIndicator(c, context, settings);
              }).ok());
  const Agreement stored = Stored(id);
  EXPECT_THAT(Targets(stored), ElementsAre("layanan 100"));
  EXPECT_EQ(stored.head.unit_name, "Dinas Komunikasi");
  EXPECT_EQ(stored.Total(), Money::Rupiah(1500));
  EXPECT_EQ(CodeOf(Change(planner_, Typed(id))), "agreement.not_drafted");
  EXPECT_EQ(CodeOf(Move(planner_, id, AgreementAct::kDiscard)), "agreement.step_refused");
}

TEST_P(AgreementStore, ARevisionIsANewVersion) {
  const int64_t id = Signed(diskominfo_, AgreementLevel::kAgency);
  EXPECT_EQ(CodeOf(Move(planner_, id, AgreementAct::kRevise)), "agreement.reason_missing");
  const int64_t next = *Move(planner_, id, AgreementAct::kRevise, "Perubahan APBD");
  EXPECT_EQ(CodeOf(Move(planner_, id, AgreementAct::kRevise, "lagi")), "agreement.revision_open");
  const std::vector<Agreement> before = All();
  EXPECT_EQ(InForce(before).at(0)->head.id, id) << "until the revision is signed";
  EXPECT_EQ(Stored(next).head.reason, "Perubahan APBD");
  AgreementWish wish = Typed(next);
  wish.lines[0].own_target = "95";
  ASSERT_EQ(CodeOf(Change(planner_, wish)), "ok");
  ASSERT_EQ(CodeOf(Move(planner_, next, AgreementAct::kAgree)), "ok");
  ASSERT_EQ(CodeOf(Move(planner_, next, AgreementAct::kSign)), "ok");
  EXPECT_EQ(Stored(id).head.state, AgreementState::kRevised);
  EXPECT_THAT(Targets(Stored(id)), ElementsAre("layanan 100"));
  EXPECT_THAT(Targets(Stored(next)), ElementsAre("layanan 95"));
  const std::vector<Agreement> all = All();
  ASSERT_EQ(InForce(all).size(), 1u);
  EXPECT_EQ(InForce(all)[0]->head.id, next);
  EXPECT_EQ(InForce(all)[0]->head.version, 2);
}

TEST_P(AgreementStore, ADraftMayBeThrownAway) {
  const int64_t head = *Draft(planner_, Wish(diskominfo_, AgreementLevel::kAgency));
  const int64_t below = *Draft(planner_, Wish(statistics_, AgreementLevel::kDivision));
  AgreementWish wish = Typed(below);
  wish.superior_id = head;
  wish.lines.clear();
  ASSERT_EQ(CodeOf(Change(planner_, wish)), "ok");
  EXPECT_EQ(CodeOf(Move(planner_, below, AgreementAct::kAgree)), "agreement.nothing_promised");
  EXPECT_EQ(CodeOf(Move(planner_, head, AgreementAct::kDiscard)), "agreement.has_below");
  EXPECT_EQ(*Move(planner_, below, AgreementAct::kDiscard), 0);
  EXPECT_EQ(CodeOf(Move(planner_, head, AgreementAct::kDiscard)), "ok");
  EXPECT_THAT(All(), IsEmpty());
  const auto audit = db_->Read([&](sql::Connection& c) {
    return kernel::ListAudit(c, government_, {"agreement.discard", {}, {}, {}, 10});
  });
  EXPECT_EQ(audit.size(), 2u);
}

}  // namespace
}  // namespace sinergi::agreement
