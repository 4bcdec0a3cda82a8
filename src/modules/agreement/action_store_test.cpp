// The steps of an agreement in the database: put while it is drafted, frozen at signing, reported month by month, carried
// through a revision.
#include "modules/agreement/action_store.h"

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

class ActionStore : public testkit::WithPerformance<testkit::KernelTest> {
 protected:
  ActionStore() : WithPerformance<testkit::KernelTest>(testkit::AgreementMigrations()) {
    id_ = *As(planner_, [&](sql::Connection& c, const ActContext& context) {
      return DraftAgreement(c, context,
                            {statistics_,
                             2024,
                             AgreementLevel::kDivision,
                             {"Nama Satu", "Kepala Bidang", ""},
                             {"Nama Dua", "Kepala Dinas", ""}});
    });
  }

  AgreementHead HeadAt(int64_t id) {
    return db_->Read([&](sql::Connection& c) { return *FindAgreement(c, government_, id); });
  }
  std::vector<ActionStep> Steps(int64_t id) {
    const PlanYear plan = Plan();
    return db_->Read([&](sql::Connection& c) {
      const std::vector<Agreement> all = LoadAgreements(c, plan, day_);
      return std::ranges::find_if(all, [&](const Agreement& one) { return one.head.id == id; })->steps;
    });
  }
  ActionWish StepWish(const std::string& action, std::vector<int> months, int64_t step = 0) {
    ActionWish wish{id_, {step, data_, action, "2 tabel", "Statistisi", std::move(months), {}}, 0};
    wish.row_version = HeadAt(id_).row_version;
    return wish;
  }
  Result<int64_t> Put(const Actor& actor, const ActionWish& wish) {
    return As(actor,
              [&](sql::Connection& c, const ActContext& context) { return PutAction(c, context, wish); });
  }
  Status Remove(const Actor& actor, const ActionWish& wish) {
    return As(actor,
              [&](sql::Connection& c, const ActContext& context) { return RemoveAction(c, context, wish); });
  }
  Status Report(const Actor& actor, const MonthReport& report) {
    return As(actor,
              [&](sql::Connection& c, const ActContext& context) { return ReportMonth(c, context, report); });
  }
  Status TakeBack(const Actor& actor, const MonthReport& report) {
    return As(actor, [&](sql::Connection& c, const ActContext& context) {
      return TakeBackMonth(c, context, report);
    });
  }
  Result<int64_t> MoveTo(int64_t id, AgreementAct act) {
    const AgreementMove move{id, act, "Perubahan APBD", Date{2024, 1, 15}, HeadAt(id).row_version};
    return As(planner_,
              [&](sql::Connection& c, const ActContext& context) { return MoveAgreement(c, context, move); });
  }
  void Sign(int64_t id) {
    for (const AgreementAct act : {AgreementAct::kAgree, AgreementAct::kSign})
      ASSERT_EQ(CodeOf(MoveTo(id, act)), "ok");
  }
  static std::vector<std::string> Texts(const std::vector<ActionStep>& steps) {
    std::vector<std::string> texts;
    for (const ActionStep& step : steps) {
      texts.push_back(step.action + " " + MonthsText(step.months));
      for (const DoneMonth& done : step.done)
        texts.back() += fmt::format(" [{} {} {}]", done.month, done.day.Iso(), done.realised);
    }
    return texts;
  }

  int64_t id_ = 0;
};
INSTANTIATE_TEST_SUITE_P(On, ActionStore, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(ActionStore, StepsChangeWhileTheAgreementIsDrafted) {
  const int64_t step = *Put(planner_, StepWish(" Mengumpulkan  data ", {3, 6}));
  EXPECT_EQ(CodeOf(Put(verifier_, StepWish("Menerbitkan data", {12}))), "ok");
  EXPECT_THAT(Texts(Steps(id_)), ElementsAre("Mengumpulkan data 3,6", "Menerbitkan data 12"));
  EXPECT_EQ(*Put(planner_, StepWish("Mengumpulkan tabel", {9}, step)), step);
  EXPECT_THAT(Texts(Steps(id_)), ElementsAre("Mengumpulkan tabel 9", "Menerbitkan data 12"));
  EXPECT_EQ(CodeOf(Remove(planner_, StepWish("", {}, step))), "ok");
  EXPECT_EQ(CodeOf(Remove(planner_, StepWish("", {}, step))), "agreement.action_unknown");
  EXPECT_EQ(CodeOf(Put(planner_, StepWish("lagi", {1}, step))), "agreement.action_unknown");
  EXPECT_THAT(Texts(Steps(id_)), ElementsAre("Menerbitkan data 12"));
}

TEST_P(ActionStore, RefusesWhatDoesNotFit) {
  const auto put = [&](auto change, const Actor& actor) {
    ActionWish wish = StepWish("Mengumpulkan data", {3});
    change(wish);
    return CodeOf(Put(actor, wish));
  };
  const auto none = [](ActionWish&) {};
  EXPECT_EQ(put(none, other_officer_), "kernel.forbidden") << "enters, prepares nothing";
  EXPECT_EQ(put(none, head_), "kernel.forbidden");
  EXPECT_EQ(put([](ActionWish& w) { w.agreement_id = 999; }, planner_), "agreement.unknown");
  EXPECT_EQ(put([](ActionWish& w) { --w.row_version; }, planner_), "agreement.changed");
  EXPECT_EQ(put([](ActionWish& w) { w.step.action = " "; }, planner_), "agreement.action_missing");
  EXPECT_EQ(put([](ActionWish& w) { w.step.carrier = ""; }, planner_), "agreement.carrier_missing");
  EXPECT_EQ(put([](ActionWish& w) { w.step.months.clear(); }, planner_), "agreement.months_missing");
  EXPECT_EQ(put([&](ActionWish& w) { w.step.indicator_id = layanan_; }, planner_),
            "agreement.indicator_unpromised");
  EXPECT_EQ(put([](ActionWish& w) { w.step = {}; }, planner_), "kernel.several");
  EXPECT_THAT(Steps(id_), IsEmpty());
  const int64_t before = HeadAt(id_).row_version;
  EXPECT_EQ(put(none, planner_), "ok");
  EXPECT_EQ(HeadAt(id_).row_version, before + 1) << "who agrees must have seen it";
}

TEST_P(ActionStore, MonthsAreReportedOnceItIsSigned) {
  const int64_t step = *Put(planner_, StepWish("Mengumpulkan data", {3, 6, 9}));
  const MonthReport march{id_, step, 3, Date{2024, 3, 28}, " 1  tabel "};
  EXPECT_EQ(CodeOf(Report(planner_, march)), "agreement.not_in_force");
  Sign(id_);
  EXPECT_EQ(CodeOf(Put(planner_, StepWish("lagi", {1}))), "agreement.not_drafted");
  EXPECT_EQ(CodeOf(Remove(planner_, StepWish("", {}, step))), "agreement.not_drafted");
  EXPECT_EQ(CodeOf(Report(officer_, march)), "kernel.forbidden") << "of another division";
  EXPECT_EQ(CodeOf(Report(head_, march)), "kernel.forbidden") << "reads only";
  const auto report = [&](int64_t which, int month, std::optional<Date> day) {
    return CodeOf(Report(other_officer_, {id_, which, month, day, ""}));
  };
  EXPECT_EQ(report(999, 3, Date{2024, 3, 28}), "agreement.action_unknown");
  EXPECT_EQ(report(step, 4, Date{2024, 3, 28}), "agreement.month_unplanned");
  EXPECT_EQ(report(step, 3, {}), "agreement.done_day_unfit");
  EXPECT_EQ(report(step, 3, Date{2024, 10, 6}), "agreement.done_day_unfit") << "to come";
  EXPECT_EQ(report(step, 3, Date{2023, 12, 31}), "agreement.done_day_unfit") << "before the year";
  EXPECT_EQ(CodeOf(Report(other_officer_, march)), "ok");
  EXPECT_EQ(CodeOf(Report(planner_, march)), "agreement.month_reported");
  EXPECT_EQ(report(step, 6, Date{2024, 7, 2}), "ok");
  EXPECT_THAT(Texts(Steps(id_)),
              ElementsAre("Mengumpulkan data 3,6,9 [3 2024-03-28 1 tabel] [6 2024-07-02 ]"));
  EXPECT_EQ(CodeOf(TakeBack(officer_, march)), "kernel.forbidden");
  EXPECT_EQ(CodeOf(TakeBack(planner_, march)), "ok");
  EXPECT_EQ(CodeOf(TakeBack(planner_, march)), "agreement.month_unreported");
  EXPECT_THAT(Texts(Steps(id_)), ElementsAre("Mengumpulkan data 3,6,9 [6 2024-07-02 ]"));
  const auto audit = db_->Read([&](sql::Connection& c) {
    return kernel::ListAudit(c, government_, {"agreement.month", {}, {}, {}, 10});
  });
  EXPECT_GE(audit.size(), 2u);
}

TEST_P(ActionStore, ARevisionBeginsWithThemAndKeepsWhatWasDone) {
  const int64_t step = *Put(planner_, StepWish("Mengumpulkan data", {3, 6}));
  Sign(id_);
  const int64_t first = id_, next = *MoveTo(id_, AgreementAct::kRevise);
  EXPECT_EQ(CodeOf(Report(planner_, {first, step, 3, Date{2024, 3, 1}, ""})), "ok") << "still in force";
  EXPECT_THAT(Texts(Steps(next)), ElementsAre("Mengumpulkan data 3,6 [3 2024-03-01 ]"));
  id_ = next;
  ASSERT_EQ(CodeOf(Put(planner_, StepWish("Mengumpulkan data", {3, 8}, step))), "ok");
  Sign(next);
  EXPECT_THAT(Texts(Steps(first)), ElementsAre("Mengumpulkan data 3,6 [3 2024-03-01 ]"));
  EXPECT_THAT(Texts(Steps(next)), ElementsAre("Mengumpulkan data 3,8 [3 2024-03-01 ]"));
  EXPECT_EQ(CodeOf(Report(planner_, {first, step, 6, Date{2024, 6, 1}, ""})), "agreement.not_in_force");
}

TEST_P(ActionStore, TheyGoWithTheirIndicatorAndWithTheDraft) {
  ASSERT_EQ(CodeOf(Put(planner_, StepWish("Mengumpulkan data", {3}))), "ok");
  const AgreementHead head = HeadAt(id_);
  AgreementWish wish{id_, head.first, head.second, "", 0, {{data_, ""}, {layanan_, ""}}, head.row_version};
  const auto change = [&] {
    wish.row_version = HeadAt(id_).row_version;
    return CodeOf(As(planner_, [&](sql::Connection& c, const ActContext& context) {
      return ChangeAgreement(c, context, wish);
    }));
  };
  ASSERT_EQ(change(), "ok");
  EXPECT_EQ(Steps(id_).size(), 1u);
  wish.lines = {{layanan_, ""}};
  ASSERT_EQ(change(), "ok");
  EXPECT_THAT(Steps(id_), IsEmpty());
  wish.lines = {{data_, ""}};
  ASSERT_EQ(change(), "ok");
  ASSERT_EQ(CodeOf(Put(planner_, StepWish("Mengumpulkan data", {3}))), "ok");
  EXPECT_EQ(*MoveTo(id_, AgreementAct::kDiscard), 0);
  EXPECT_EQ(Count("agreement_action"), 0);
}

}  // namespace
}  // namespace sinergi::agreement
