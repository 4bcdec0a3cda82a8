#include <thread>

#include "base/ensure.h"
#include "kernel/audit.h"
#include "kit/performance.h"

namespace sinergi::performance {
namespace {

using kernel::Actor;
using testing::ElementsAre;
using testkit::CodeOf;
using testkit::kQuarter;
using Act = MeasurementAct;

class MeasurementStore : public testkit::PerformanceTest {
 protected:
  // Brings the indicator "dokumen" to a locked figure of 1; answers its row version.
  int64_t Locked() {
    int64_t v = Save(officer_, dokumen_, {"1", "", "", "", "", ""}, 0)->row_version;
    v = Do(officer_, dokumen_, Act::kSubmit, v)->row_version;
    v = Do(verifier_, dokumen_, Act::kVerify, v)->row_version;
    return Do(verifier_, dokumen_, Act::kLock, v)->row_version;
  }
  std::string CountedOf(int64_t indicator) {
    for (const Indicator& i : Plan().indicators)
      if (i.id == indicator) return i.Figures().realised[2].text;
    return "?";
  }
};
INSTANTIATE_TEST_SUITE_P(On, MeasurementStore, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(MeasurementStore, TheWholeWay) {
  const auto saved = Save(officer_, dokumen_, {" 1 ", "listrik", "genset", "tim", "beli", ""}, 0);
  ASSERT_EQ(CodeOf(saved), "ok");
  EXPECT_EQ(saved->state, MeasurementState::kDraft);
  EXPECT_EQ(saved->realised.text, "1");
  EXPECT_EQ(saved->row_version, 1);
  EXPECT_EQ(CountedOf(dokumen_), "") << "a draft counts nowhere";

  auto row = Do(officer_, dokumen_, Act::kSubmit, 1);
  EXPECT_EQ(CountedOf(dokumen_), "1");
  row = Do(verifier_, dokumen_, Act::kReturn, row->row_version, " bukti kurang ");
  EXPECT_EQ(row->state, MeasurementState::kReturned);
  EXPECT_EQ(CountedOf(dokumen_), "");
  row = Save(officer_, dokumen_, {"2", "", "", "", "", "dua laporan sekaligus"}, row->row_version);
  row = Do(officer_, dokumen_, Act::kSubmit, row->row_version);
  row = Do(verifier_, dokumen_, Act::kVerify, row->row_version);
  row = Do(verifier_, dokumen_, Act::kLock, row->row_version);
  ASSERT_EQ(CodeOf(row), "ok");
  EXPECT_EQ(row->row_version, 7);

  std::vector<std::string> way;
  for (const auto& h : History(dokumen_))
    way.push_back(h.act + ":" + h.from_state + ">" + h.to_state + " " + h.login);
  EXPECT_THAT(way, ElementsAre("save:>draft officer", "submit:draft>submitted officer",
                               "return:submitted>returned verifier", "save:returned>draft officer",
                               "submit:draft>submitted officer", "verify:submitted>verified verifier",
                               "lock:verified>locked verifier"));
  EXPECT_EQ(History(dokumen_)[2].reason, "bukti kurang");
}

TEST_P(MeasurementStore, EveryActIsInTheAuditTrailOnce) {
  Locked();
  const auto rows = db_->Read([&](sql::Connection& c) {
    kernel::AuditFilter filter;
    filter.subject = "indicator/" + std::to_string(dokumen_) + "/2024-Q3";
    return kernel::ListAudit(c, government_, filter);
  });
  std::vector<std::string> acts;
  for (const kernel::AuditRow& row : rows) acts.push_back(row.act);
  EXPECT_THAT(acts, testing::UnorderedElementsAre("measurement.save", "measurement.submit",
                                                  "measurement.verify", "measurement.lock"));
  EXPECT_FALSE(db_->Read([&](sql::Connection& c) { return kernel::VerifyChain(c, government_); }).broken_at);
}

TEST_P(MeasurementStore, TheOldVersionCountsUntilItsCorrectionIsSubmitted) {
  const int64_t locked = Locked();
  EXPECT_EQ(CodeOf(Do(verifier_, dokumen_, Act::kRevise, locked)), "performance.reason_missing");
  auto row = Do(verifier_, dokumen_, Act::kRevise, locked, "salah hitung");
  ASSERT_EQ(CodeOf(row), "ok");
  EXPECT_EQ(row->version, 2);
  EXPECT_EQ(row->state, MeasurementState::kDraft);
  EXPECT_EQ(row->realised.text, "1") << "begins with what stood there";
  row = Save(officer_, dokumen_, {"3", "", "", "", "", "tiga"}, row->row_version);
  EXPECT_EQ(CountedOf(dokumen_), "1");
  row = Do(officer_, dokumen_, Act::kSubmit, row->row_version);
  EXPECT_EQ(CountedOf(dokumen_), "3");
  row = Do(officer_, dokumen_, Act::kWithdraw, row->row_version);
  EXPECT_EQ(CountedOf(dokumen_), "1") << "withdrawn: the locked one counts again";
  EXPECT_EQ(Count("measurement"), 2);
}

TEST_P(MeasurementStore, AMemoryOfTheOldVersionDoesNotFitTheNewOne) {
  const int64_t locked = Locked();
  const auto revised = Do(verifier_, dokumen_, Act::kRevise, locked, "salah hitung");
  EXPECT_GT(revised->row_version, locked);
  EXPECT_EQ(CodeOf(Save(officer_, dokumen_, {"9", "", "", "", "", ""}, 1)),
            "performance.measurement_changed");
}

TEST_P(MeasurementStore, WhoMayDoWhat) {
  const Actor stranger{government_, 999, "stranger", "", {{kernel::Role::kOfficer, social_}}};
  const Entry entry{"1", "", "", "", "", ""};
  for (const Actor& actor :
       {other_officer_, verifier_, planner_, head_, evaluator_, auditor_, administrator_, stranger})
    EXPECT_EQ(CodeOf(Save(actor, dokumen_, entry, 0)), "kernel.forbidden") << actor.login;
  EXPECT_EQ(Count("measurement"), 0);
  ASSERT_EQ(CodeOf(Save(officer_, dokumen_, entry, 0)), "ok");
  EXPECT_EQ(CodeOf(Save(other_officer_, data_, entry, 0)), "ok") << "S2 is the other division's";
  EXPECT_EQ(CodeOf(Save(officer_, data_, entry, 1)), "kernel.forbidden")
      << "though it hangs below one's programme";
  ASSERT_EQ(CodeOf(Do(officer_, dokumen_, Act::kSubmit, 1)), "ok");
  for (const Actor& actor :
       {officer_, other_officer_, planner_, head_, evaluator_, auditor_, administrator_, stranger})
    for (const Act act : {Act::kVerify, Act::kReturn, Act::kLock, Act::kRevise})
      EXPECT_EQ(CodeOf(Do(actor, dokumen_, act, 2, "alasan")), "kernel.forbidden")
          << actor.login << Name(act);
  EXPECT_EQ(CodeOf(Do(verifier_, dokumen_, Act::kWithdraw, 2)), "kernel.forbidden");
  EXPECT_EQ(CodeOf(Do(verifier_, dokumen_, Act::kVerify, 2)), "ok");
}

TEST_P(MeasurementStore, AnotherGovernmentSeesNothing) {
  const int64_t other = Write([](sql::Connection& c) {
    kernel::Government government;
    government.code = "53.05";
    government.name = "Kabupaten Lain";
    return kernel::AddGovernment(c, government);
  });
  Actor foreign = officer_;
  foreign.government_id = other;
  foreign.grants = {{kernel::Role::kOfficer, 0}, {kernel::Role::kVerifier, 0}};
  EXPECT_EQ(CodeOf(Save(foreign, dokumen_, {"1", "", "", "", "", ""}, 0)), "performance.indicator_unknown");
  EXPECT_EQ(CodeOf(Do(foreign, dokumen_, Act::kVerify, 0)), "performance.indicator_unknown");
}

TEST_P(MeasurementStore, TheVersionSeenMustBeTheNewest) {
  const Entry entry{"1", "", "", "", "", ""};
  EXPECT_EQ(CodeOf(Save(officer_, dokumen_, entry, 5)), "performance.measurement_changed")
      << "nothing there yet";
  ASSERT_EQ(CodeOf(Save(officer_, dokumen_, entry, 0)), "ok");
  EXPECT_EQ(CodeOf(Save(officer_, dokumen_, entry, 0)), "performance.measurement_changed");
  EXPECT_EQ(Save(officer_, dokumen_, entry, 0).error().kind, ErrorKind::kConflict);
  EXPECT_EQ(CodeOf(Save(officer_, dokumen_, entry, 1)), "ok");
  EXPECT_EQ(CodeOf(Do(officer_, dokumen_, Act::kSubmit, 1)), "performance.measurement_changed");
  EXPECT_EQ(CodeOf(Do(officer_, dokumen_, Act::kSubmit, 2)), "ok");
  EXPECT_EQ(CodeOf(Save(officer_, dokumen_, entry, 3)), "performance.state_refuses");
  EXPECT_EQ(History(dokumen_).size(), 3u) << "a refusal leaves no trace";
}

TEST_P(MeasurementStore, QuartersOpenAndClose) {
  const Entry entry{"1", "", "", "", "", ""};
  EXPECT_EQ(CodeOf(Save(officer_, dokumen_, entry, 0, {2024, 4})), "performance.quarter_not_set");
  EXPECT_EQ(CodeOf(Save(officer_, dokumen_, entry, 0, {2023, 3})), "performance.indicator_unknown")
      << "another year";
  day_ = {2024, 9, 30};
  EXPECT_EQ(CodeOf(Save(officer_, dokumen_, entry, 0)), "performance.quarter_closed");
  day_ = {2024, 10, 31};
  ASSERT_EQ(CodeOf(Save(officer_, dokumen_, entry, 0)), "ok");
  ASSERT_EQ(CodeOf(Do(officer_, dokumen_, Act::kSubmit, 1)), "ok");
  day_ = {2024, 11, 1};
  EXPECT_EQ(CodeOf(Do(officer_, dokumen_, Act::kWithdraw, 2)), "performance.quarter_closed");
  EXPECT_EQ(CodeOf(Do(verifier_, dokumen_, Act::kVerify, 2)), "ok")
      << "the verifier works on after the closing";
}

TEST_P(MeasurementStore, WhatWasHandedBackMayBePutRightAfterClosing) {
  const Entry entry{"1", "", "", "", "", ""};
  ASSERT_EQ(CodeOf(Save(officer_, dokumen_, entry, 0)), "ok");
  ASSERT_EQ(CodeOf(Do(officer_, dokumen_, Act::kSubmit, 1)), "ok");
  ASSERT_EQ(CodeOf(Save(officer_, layanan_, entry, 0)), "ok");
  day_ = {2024, 11, 20};
  EXPECT_EQ(CodeOf(Do(officer_, layanan_, Act::kSubmit, 1)), "performance.quarter_closed")
      << "never handed in";
  ASSERT_EQ(CodeOf(Do(verifier_, dokumen_, Act::kReturn, 2, "bukti kurang")), "ok");
  ASSERT_EQ(CodeOf(Save(officer_, dokumen_, entry, 3)), "ok");
  ASSERT_EQ(CodeOf(Do(officer_, dokumen_, Act::kSubmit, 4)), "ok");
  ASSERT_EQ(CodeOf(Do(verifier_, dokumen_, Act::kVerify, 5)), "ok");
  ASSERT_EQ(CodeOf(Do(verifier_, dokumen_, Act::kLock, 6)), "ok");
  ASSERT_EQ(CodeOf(Do(verifier_, dokumen_, Act::kRevise, 7, "salah hitung")), "ok");
  EXPECT_EQ(CodeOf(Save(officer_, dokumen_, {"2", "", "", "", "", ""}, 8)), "ok");
}

TEST_P(MeasurementStore, ARenamedUnitShowsInPlansThatAreKept) {
  PlanCache cache;
  const auto agency = [&] {
    const PlanHead head = Head();
    return db_->Read([&](sql::Connection& c) { return cache.Get(c, government_, head)->agency; });
  };
  const std::string before = agency();
  kernel::Unit unit = *Units().Find(diskominfo_);
  const Status renamed = db_->Write([&](sql::Connection& c) {
    unit.name = "Dinas Kominfo dan Persandian";
    return kernel::ChangeUnit(c, government_, unit);
  });
  ASSERT_EQ(CodeOf(renamed), "ok");
  EXPECT_NE(before, agency());
  EXPECT_EQ(agency(), "Dinas Kominfo dan Persandian");
}

TEST_P(MeasurementStore, WhoSetsQuarters) {
  const QuarterWindow window{{2024, 4}, {2025, 1, 1}, {2025, 1, 15}};
  const Actor agency_planner = Person("planner.dinas", kernel::Role::kPlanner, diskominfo_);
  for (const Actor& actor :
       {agency_planner, officer_, verifier_, head_, evaluator_, auditor_, administrator_})
    EXPECT_EQ(
        CodeOf(As(actor, [&](sql::Connection& c, const ActContext& x) { return SetWindow(c, x, window); })),
        "kernel.forbidden")
        << actor.login;
  EXPECT_EQ(CodeOf(SetQuarter({2024, 4}, {2025, 1, 15}, {2025, 1, 14})), "performance.window_dates");
  EXPECT_EQ(CodeOf(SetQuarter({2024, 4}, {2025, 1, 1}, {2025, 1, 15})), "ok");
  EXPECT_EQ(CodeOf(SetQuarter({2024, 4}, {2025, 1, 1}, {2025, 1, 20})), "ok");
  const auto windows = db_->Read([&](sql::Connection& c) { return ListWindows(c, government_); });
  ASSERT_EQ(windows.size(), 2u);
  EXPECT_EQ(windows[0].closes, (Date{2025, 1, 20}));
}

TEST_P(MeasurementStore, SubmittingAsksForAFigureAndForReasons) {
  EXPECT_EQ(CodeOf(Save(officer_, layanan_, {"", "kendala", "", "", "", ""}, 0)), "ok")
      << "remarks alone are a draft";
  EXPECT_EQ(CodeOf(Do(officer_, layanan_, Act::kSubmit, 1)), "performance.nothing_to_submit");
  ASSERT_EQ(CodeOf(Save(officer_, layanan_, {"105", "", "", "", "", ""}, 1)), "ok");
  EXPECT_EQ(CodeOf(Do(officer_, layanan_, Act::kSubmit, 2)), "performance.jump_reason_missing");
  ASSERT_EQ(CodeOf(Save(officer_, layanan_, {"105", "", "", "", "", "dua layanan baru"}, 2)), "ok");
  EXPECT_EQ(CodeOf(Do(officer_, layanan_, Act::kSubmit, 3)), "ok");
}

TEST_P(MeasurementStore, EntriesAndReasonsAreChecked) {
  const auto refused = Save(officer_, dokumen_, {"1.5", std::string(4001, 'x'), "", "", "", ""}, 0);
  ASSERT_EQ(CodeOf(refused), "performance.entry_invalid");
  EXPECT_EQ(Count("measurement"), 0);
  ASSERT_EQ(CodeOf(Save(officer_, dokumen_, {"1", "", "", "", "", ""}, 0)), "ok");
  ASSERT_EQ(CodeOf(Do(officer_, dokumen_, Act::kSubmit, 1)), "ok");
  EXPECT_EQ(CodeOf(Do(verifier_, dokumen_, Act::kReturn, 2, " \n ")), "performance.reason_missing");
  EXPECT_EQ(CodeOf(Do(verifier_, dokumen_, Act::kReturn, 2, std::string(4001, 'x'))),
            "performance.text_too_long");
  EXPECT_EQ(CodeOf(Do(verifier_, dokumen_, Act::kReturn, 2, std::string("a\0b", 3))),
            "performance.text_unreadable");
  EXPECT_EQ(CodeOf(Do(verifier_, dokumen_, Act::kReturn, 2, "\xC3\x28")), "performance.text_unreadable");
  EXPECT_THROW((void)Do(officer_, dokumen_, Act::kSave, 2), BrokenInvariant) << "saving has its own verb";
}

TEST_P(MeasurementStore, HostileTextsAreKeptAsTyped) {
  const Entry entry{"Baik'); DROP TABLE measurement;--",
                    "<script>alert(1)</script>",
                    "%s {0} \\",
                    "😀 \xE2\x80\xAE",
                    "\"'`",
                    ""};
  ASSERT_EQ(CodeOf(Save(officer_, dokumen_, entry, 0)), "ok");
  const auto row =
      db_->Read([&](sql::Connection& c) { return NewestMeasurement(c, government_, dokumen_, 3); });
  EXPECT_EQ(row->realised.text, entry.realised);
  EXPECT_EQ(row->obstacle, entry.obstacle);
  EXPECT_EQ(row->solution, entry.solution);
  EXPECT_EQ(row->driver, entry.driver);
  EXPECT_EQ(row->follow_up, entry.follow_up);
}

TEST_P(MeasurementStore, OfTwoWhoSaveAtOnceOneWinsAndOneIsTold) {
  for (int64_t seen = 0; seen < 8; ++seen) {
    std::array<std::string, 2> codes;
    std::vector<std::thread> writers;
    for (size_t i = 0; i < 2; ++i)
      writers.emplace_back([&, i] {
        codes[i] = CodeOf(Save(officer_, dokumen_, {std::to_string(i + 1), "", "", "", "", ""}, seen));
      });
    for (std::thread& writer : writers) writer.join();
    EXPECT_THAT(codes, testing::UnorderedElementsAre("ok", "performance.measurement_changed"));
  }
  EXPECT_EQ(History(dokumen_).size(), 8u);
  EXPECT_EQ(Count("measurement"), 1);
}

TEST_P(MeasurementStore, EveryWriteBumpsThePlanAndTheData) {
  const auto data_version = [&] {
    return db_->Read([&](sql::Connection& c) { return c.One("SELECT version FROM data_version").value(); });
  };
  const int64_t plan = Head().version, data = data_version();
  ASSERT_EQ(CodeOf(Save(officer_, dokumen_, {"1", "", "", "", "", ""}, 0)), "ok");
  EXPECT_EQ(Head().version, plan + 1);
  EXPECT_GT(data_version(), data);
  EXPECT_FALSE(Save(officer_, dokumen_, {"1", "", "", "", "", ""}, 0).ok());
  EXPECT_EQ(Head().version, plan + 1) << "a refusal changes nothing";
}

TEST_P(MeasurementStore, PlansAreKeptInMemoryByVersion) {
  PlanCache cache(2);
  const auto get = [&] {
    const PlanHead head = Head();
    return db_->Read([&](sql::Connection& c) { return cache.Get(c, government_, head); });
  };
  const auto first = get();
  EXPECT_EQ(get(), first) << "the same version is the same value";
  ASSERT_EQ(CodeOf(Save(officer_, dokumen_, {"1", "", "", "", "", ""}, 0)), "ok");
  const auto second = get();
  EXPECT_NE(second, first);
  EXPECT_EQ(second->version, first->version + 1);
  EXPECT_FALSE(first->indicators[1].measured[2]) << "who holds the old one keeps it as it was";
  EXPECT_TRUE(second->indicators[1].measured[2]);
}

TEST_P(MeasurementStore, KeysRememberTheirAnswer) {
  const auto answer = [&](const Actor& actor, const char* key) {
    return db_->Read([&](sql::Connection& c) { return AnswerOfKey(c, actor, key); });
  };
  EXPECT_EQ(answer(officer_, "k1"), std::nullopt);
  (void)As(officer_, [&](sql::Connection& c, const ActContext& x) -> Status {
    EXPECT_TRUE(RememberAnswer(c, x.actor, x.now, "k1", "{\"a\":1}"));
    EXPECT_FALSE(RememberAnswer(c, x.actor, x.now, "k1", "{\"a\":2}"));
    return Ok();
  });
  EXPECT_EQ(answer(officer_, "k1"), "{\"a\":1}") << "the first one stays";
  EXPECT_EQ(answer(officer_, "k2"), std::nullopt);
  EXPECT_EQ(answer(other_officer_, "k1"), std::nullopt) << "another's key is another key";
}

TEST_P(MeasurementStore, OldAnswersAreForgotten) {
  const auto answer = [&](const char* key) {
    return db_->Read([&](sql::Connection& c) { return AnswerOfKey(c, officer_, key); });
  };
  const Status kept = db_->Write([&](sql::Connection& c) -> Status {
    RememberAnswer(c, officer_, 1'000, "old", "a");
    RememberAnswer(c, officer_, 5'000'000, "new", "b");
    ForgetAnswers(c, 5'000'000);
    return Ok();
  });
  ASSERT_EQ(CodeOf(kept), "ok");
  EXPECT_FALSE(answer("old"));
  EXPECT_EQ(answer("new"), "b");
}

TEST_P(MeasurementStore, ResponsibleUnitIsInherited) {
  const auto unit = [&](int64_t indicator) {
    return db_->Read([&](sql::Connection& c) { return PlaceOf(c, government_, indicator); })->unit_id;
  };
  EXPECT_EQ(unit(layanan_), secretariat_);
  EXPECT_EQ(unit(dokumen_), secretariat_) << "from the programme above";
  EXPECT_EQ(unit(data_), statistics_);
  EXPECT_FALSE(db_->Read([&](sql::Connection& c) { return PlaceOf(c, government_, 999'999); }));
}

TEST_P(MeasurementStore, SettingsOfTheGovernment) {
  const auto load = [&] {
    return db_->Read([&](sql::Connection& c) { return SettingsOf(*kernel::FindGovernment(c, government_)); });
  };
  EXPECT_EQ(load().missing, Settings::Missing::kZero);
  Write([&](sql::Connection& c) -> Status {
    kernel::SetSetting(c, government_, "performance.missing", "leave_out");
    kernel::SetSetting(c, government_, "performance.weights", "by_ceiling");
    kernel::SetSetting(c, government_, "performance.mean_rows", "activities");
    kernel::SetSetting(c, government_, "performance.predicate", "from");
    return Ok();
  });
  EXPECT_EQ(load().missing, Settings::Missing::kLeaveOut);
  EXPECT_EQ(load().weights, Settings::Weights::kByCeiling);
  EXPECT_EQ(load().mean_rows, Settings::MeanRows::kActivities);
  EXPECT_EQ(load().predicate, PredicateRule::kFrom);
}

}  // namespace
}  // namespace sinergi::performance
