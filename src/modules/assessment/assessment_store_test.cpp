#include "modules/assessment/assessment_store.h"

#include <thread>

#include "kernel/audit.h"
#include "kernel/evidence.h"
#include "kit/assessment.h"
#include "modules/assessment/assessment_road_map_store.h"
#include "modules/assessment/target_store.h"

namespace sinergi::assessment {
namespace {

using enum Stage;
using enum StageAct;
using testkit::Actor;
using testkit::CodeOf;

class AssessmentStore : public testkit::AssessmentTest {
 protected:
  int64_t Audits(const char* act) {
    return db_->Read([&](sql::Connection& c) {
      return c.One("SELECT COUNT(*) FROM audit WHERE government_id = ? AND act = ?", {government_, act})
          .value();
    });
  }
  void Close() {
    FillSelf();
    for (int i = 0; i < 4; ++i) ASSERT_EQ(CodeOf(Go(evaluator_, kFinish, "contoh")), "ok") << i;
  }
  Status Link(int64_t indicator, const Actor& actor) {
    return As(actor, [&](sql::Connection& c, const ActContext& context) {
      return LinkIndicator(c, context, "kecil", 0, indicator);
    });
  }
  Result<performance::MeasurementRow> Take(const Actor& actor, int64_t indicator, int64_t row_version = 0) {
    kernel::Evidence file{0, "", "hasil.csv", "text/csv", std::string(64, 'a'), 3, 0, ""};
    const AssessmentHead head = Head();
    return As(actor, [&](sql::Connection& c, const ActContext& context) {
      return TakeRealisation(c, context, head, {indicator, 3, row_version, file});
    });
  }
};
INSTANTIATE_TEST_SUITE_P(On, AssessmentStore, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(AssessmentStore, OnlyAnAdministratorOpensAndOnlyOnce) {
  for (const Actor* actor : {&officer_, &verifier_, &planner_, &head_, &evaluator_, &auditor_})
    EXPECT_EQ(CodeOf(Open(*actor, 2023)), "kernel.forbidden") << actor->login;
  EXPECT_EQ(CodeOf(Open(administrator_, 2024)), "assessment.exists");
  EXPECT_EQ(CodeOf(Open(administrator_, 2024, diskominfo_)), "ok");
  EXPECT_EQ(CodeOf(Open(administrator_, 2024, diskominfo_)), "assessment.exists");
  EXPECT_EQ(CodeOf(Open(administrator_, 2024, secretariat_)), "assessment.open_invalid") << "a division";
  EXPECT_EQ(CodeOf(Open(administrator_, 1999)), "assessment.open_invalid");
  EXPECT_EQ(CodeOf(Open(administrator_, 2099)), "assessment.open_invalid");
  EXPECT_EQ(Audits("assessment.open"), 2);
}

TEST_P(AssessmentStore, ItemsAreGivenToUnitsOfTheSubject) {
  EXPECT_EQ(CodeOf(Assign(officer_, {"1"}, secretariat_)), "kernel.forbidden");
  EXPECT_EQ(CodeOf(Assign(evaluator_, {"1"}, statistics_)), "ok");
  EXPECT_EQ(CodeOf(Assign(evaluator_, {"9"}, statistics_)), "assessment.item_unknown");
  EXPECT_EQ(CodeOf(Assign(evaluator_, {"1"}, 9999)), "assessment.unit_unknown");
  EXPECT_EQ(Load().units[0], statistics_);
  EXPECT_EQ(CodeOf(Assign(evaluator_, {"1"}, 0)), "ok");
  EXPECT_EQ(Load().units[0], 0);
  id_ = *Open(administrator_, 2024, diskominfo_);
  EXPECT_EQ(CodeOf(Assign(administrator_, {"1"}, social_division_)), "assessment.unit_unknown");
}

TEST_P(AssessmentStore, AnOfficerAnswersTheItemsOfHisUnit) {
  EXPECT_EQ(CodeOf(Answer(officer_, kSelf, "3", Typed("1"))), "kernel.forbidden") << "statistics' item";
  EXPECT_EQ(CodeOf(Answer(officer_, kSelf, "4", Typed("1"))), "kernel.forbidden") << "nobody's item";
  EXPECT_EQ(CodeOf(Answer(officer_, kInternal, "1", Typed("1"))), "kernel.forbidden");
  EXPECT_EQ(CodeOf(Answer(verifier_, kInternal, "1", Typed("1"))), "assessment.stage_refuses");
  EXPECT_EQ(CodeOf(Answer(officer_, kSelf, "9", Typed("1"))), "assessment.item_unknown");
  const auto saved = Answer(officer_, kSelf, "1", Typed("2"));
  ASSERT_TRUE(saved.ok());
  EXPECT_EQ(saved->row_version, 1);
  const class Answer stored = Load().At(kSelf, 0);
  EXPECT_EQ(PrintValue(*stored.value), "2");
  EXPECT_EQ(stored.explanation, "Sudah berjalan");
  EXPECT_EQ(stored.met.size(), 1u);
  EXPECT_EQ(stored.login, "officer");
  EXPECT_EQ(Audits("assessment.answer"), 1);
}

TEST_P(AssessmentStore, TheSameAnswerTwiceCountsOnceAndAnOldOneDoesNotWin) {
  EXPECT_EQ(CodeOf(Answer(officer_, kSelf, "1", Typed("2", 0))), "ok");
  EXPECT_EQ(CodeOf(Answer(officer_, kSelf, "1", Typed("2", 0))), "ok") << "sent again after a lost answer";
  EXPECT_EQ(Audits("assessment.answer"), 1);
  EXPECT_EQ(CodeOf(Answer(officer_, kSelf, "1", Typed("1", 0))), "assessment.answer_changed");
  EXPECT_EQ(CodeOf(Answer(officer_, kSelf, "1", Typed("1", 1))), "ok");
  EXPECT_EQ(CodeOf(Answer(officer_, kSelf, "1", Typed("3", 1))), "assessment.answer_changed");
  EXPECT_EQ(PrintValue(*Load().At(kSelf, 0).value), "1");
}

TEST_P(AssessmentStore, OfTwoAtOnceOneWins) {
  std::vector<std::string> codes(4);
  std::vector<std::thread> people;
  for (size_t i = 0; i < codes.size(); ++i)
    people.emplace_back([&, i] {
      codes[i] = CodeOf(Answer(officer_, kSelf, "1", Typed("1", 0, "kata " + std::to_string(i))));
    });
  for (std::thread& person : people) person.join();
  EXPECT_EQ(std::count(codes.begin(), codes.end(), "ok"), 1);
  EXPECT_EQ(std::count(codes.begin(), codes.end(), "assessment.answer_changed"), 3);
  EXPECT_EQ(Audits("assessment.answer"), 1);
}

TEST_P(AssessmentStore, StagesAreFinishedCompleteAndByWhoSpeaksForAll) {
  EXPECT_EQ(CodeOf(Go(evaluator_, kFinish)), "assessment.unanswered");
  FillSelf();
  EXPECT_EQ(CodeOf(Go(officer_, kFinish)), "kernel.forbidden");
  EXPECT_EQ(CodeOf(Go(verifier_, kFinish, "x")), "kernel.forbidden") << "of one agency only";
  EXPECT_EQ(CodeOf(Go(evaluator_, kFinish)), "assessment.evidence_missing");
  ASSERT_EQ(CodeOf(Go(evaluator_, kFinish, "Berkas menyusul")), "ok");
  EXPECT_EQ(Head().at.stage, kInternal);
  EXPECT_EQ(CodeOf(Answer(officer_, kSelf, "1", Typed("1", 1))), "assessment.stage_refuses");
  EXPECT_EQ(CodeOf(Answer(verifier_, kInternal, "1", Typed("1", 0, ""))), "assessment.answer_invalid");
  EXPECT_EQ(CodeOf(Answer(verifier_, kInternal, "1", Typed("1", 0, "Baru draf"))), "ok");
  EXPECT_EQ(CodeOf(Go(evaluator_, kReturn)), "assessment.reason_missing");
  EXPECT_EQ(CodeOf(Go(evaluator_, kReturn, "Lengkapi butir 1")), "ok");
  EXPECT_EQ(Head().at.stage, kSelf);
  EXPECT_EQ(CodeOf(Answer(officer_, kSelf, "1", Typed("2", 1, "Diperbaiki"))), "ok");
  for (const Stage next : {kInternal, kDocument, kFinal}) {
    ASSERT_EQ(CodeOf(Go(evaluator_, kFinish, "x")), "ok");
    EXPECT_EQ(Head().at.stage, next);
  }
  const auto closed = Go(evaluator_, kFinish);
  ASSERT_TRUE(closed.ok());
  EXPECT_TRUE(closed->at.closed);
  EXPECT_EQ(closed->index->units, 215) << "1·20 + 3·20 + 1·30 + 3,5·30";
  EXPECT_EQ(closed->predicate, "Kurang");
  EXPECT_EQ(CodeOf(Go(evaluator_, kReturn, "x")), "assessment.stage_refuses");
  EXPECT_EQ(CodeOf(Assign(evaluator_, {"1"}, 0)), "assessment.stage_refuses");
  EXPECT_EQ(CodeOf(Go(evaluator_, kReopen, "Salah hitung")), "ok");
  EXPECT_EQ(Head().at.revision, 2);
  EXPECT_EQ(CodeOf(Answer(evaluator_, kFinal, "4", Typed("5", 0, "Bukti baru"))), "ok");
  ASSERT_EQ(CodeOf(Go(evaluator_, kFinish)), "ok");
  EXPECT_EQ(Head().index->units, 260);
  EXPECT_EQ(Head().predicate, "Baik");
  EXPECT_EQ(Conflicts(Load()).size(), 2u);
  EXPECT_EQ(Audits("assessment.finish"), 6);
}

TEST_P(AssessmentStore, AStaleMoveIsRefused) {
  FillSelf();
  const int64_t seen = Head().row_version;
  const auto move = [&] {
    return As(evaluator_, [&](sql::Connection& c, const ActContext& context) {
      return MoveStage(c, context, instrument_, {id_, kFinish, "x", seen});
    });
  };
  EXPECT_EQ(CodeOf(move()), "ok");
  EXPECT_EQ(CodeOf(move()), "assessment.changed") << "a double click does not skip a stage";
  EXPECT_EQ(Head().at.stage, kInternal);
}

TEST_P(AssessmentStore, ConsentIsRecordedAfterTheSelfAssessment) {
  const auto consent = [&](const Actor& actor, Date on, const char* signer) {
    return As(actor, [&](sql::Connection& c, const ActContext& context) {
      return GiveConsent(c, context, id_, {on, signer, "Sekretaris Daerah"});
    });
  };
  EXPECT_EQ(CodeOf(consent(evaluator_, day_, "Koordinator")), "assessment.self_not_over");
  FillSelf();
  ASSERT_EQ(CodeOf(Go(evaluator_, kFinish, "x")), "ok");
  EXPECT_EQ(CodeOf(consent(officer_, day_, "Koordinator")), "kernel.forbidden");
  EXPECT_EQ(CodeOf(consent(evaluator_, day_, " ")), "assessment.consent_invalid");
  EXPECT_EQ(CodeOf(consent(evaluator_, {2030, 1, 1}, "Koordinator")), "assessment.consent_invalid");
  EXPECT_EQ(CodeOf(consent(evaluator_, day_, "Koordinator")), "ok");
  EXPECT_EQ(Head().consent->signer, "Koordinator");
}

TEST_P(AssessmentStore, EvidenceIsCountedByStageAndItem) {
  FillSelf();
  const auto add = [&](const std::string& subject) {
    kernel::Evidence file{0, subject, "sk.pdf", "application/pdf", std::string(64, 'b'), 3, 0, ""};
    return As(officer_, [&](sql::Connection& c, const ActContext& context) {
      return kernel::AddEvidence(c, context.actor, context.now, file);
    });
  };
  ASSERT_TRUE(add(EvidenceSubject(id_, kSelf, "1")).ok());
  ASSERT_TRUE(add(EvidenceSubject(id_, kSelf, "1")).ok());
  ASSERT_TRUE(add(EvidenceSubject(id_ * 10, kSelf, "2")).ok()) << "another assessment's";
  EXPECT_EQ(Load().files[0][0], 2);
  EXPECT_EQ(CompletenessOf(Load(), kSelf).evidenced, 1);
}

TEST_P(AssessmentStore, TargetsAreSetByPlannersAsAWhole) {
  const auto set = [&](const Actor& actor, const std::vector<YearTarget>& targets) {
    return As(actor, [&](sql::Connection& c, const ActContext& context) {
      return SetTargets(c, context, "kecil", 0, targets);
    });
  };
  EXPECT_EQ(CodeOf(set(officer_, {{2024, 1, ""}})), "kernel.forbidden");
  EXPECT_EQ(CodeOf(set(planner_, {{2024, 2'500'000, "RPJMD"}, {2025, 2'600'000, "RPJMD"}})), "ok");
  EXPECT_EQ(CodeOf(set(planner_, {{2024, 1, ""}, {2024, 2, ""}})), "assessment.target_invalid");
  EXPECT_EQ(CodeOf(set(planner_, {{2024, -1, ""}})), "assessment.target_invalid");
  EXPECT_EQ(CodeOf(set(planner_, {{2025, 2'700'000, "RPJMD"}})), "ok");
  const auto targets = db_->Read([&](sql::Connection& c) { return ListTargets(c, government_, "kecil", 0); });
  ASSERT_EQ(targets.size(), 1u);
  EXPECT_EQ(targets[0].target_micro, 2'700'000);
}

TEST_P(AssessmentStore, AClosedIndexBecomesADraftRealisationByAnAct) {
  EXPECT_EQ(CodeOf(Link(dokumen_, officer_)), "kernel.forbidden");
  EXPECT_EQ(CodeOf(Link(999'999, planner_)), "performance.indicator_unknown");
  ASSERT_EQ(CodeOf(Link(dokumen_, planner_)), "ok");
  EXPECT_EQ(CodeOf(Take(officer_, dokumen_)), "assessment.not_closed");
  Close();
  EXPECT_EQ(Count("measurement"), 0) << "nothing is taken by itself";
  EXPECT_EQ(CodeOf(Take(officer_, layanan_)), "assessment.not_linked");
  EXPECT_EQ(CodeOf(Take(other_officer_, dokumen_)), "kernel.forbidden");
  const auto taken = Take(officer_, dokumen_);
  ASSERT_EQ(CodeOf(taken), "ok");
  EXPECT_EQ(taken->realised.text, "2,35");
  EXPECT_EQ(taken->state, performance::MeasurementState::kDraft);
  const auto files = db_->Read([&](sql::Connection& c) {
    return kernel::ListEvidence(c, government_, fmt::format("indicator/{}/2024-Q3", dokumen_));
  });
  EXPECT_EQ(files.size(), 1u);
  EXPECT_EQ(CodeOf(Take(officer_, dokumen_, 0)), "performance.measurement_changed");
}

TEST_P(AssessmentStore, ARoadMapIsKeptAndPutIntoAPlanOnce) {
  FillSelf();
  RoadWish wish;
  wish.target_micro = 2'600'000;
  wish.capacity_micro = 3'000'000;
  wish.efforts[{"3", "2"}] = 500'000;
  wish.locked = {"1"};
  const auto save = [&](const Actor& actor) {
    return As(actor, [&](sql::Connection& c, const ActContext& context) {
      return SaveWish(c, context, *instrument_, id_, wish);
    });
  };
  EXPECT_EQ(CodeOf(save(officer_)), "kernel.forbidden");
  EXPECT_EQ(CodeOf(save(planner_)), "ok");
  EXPECT_EQ(CodeOf(save(planner_)), "assessment.changed") << "somebody saved first";
  const RoadWish kept = *db_->Read([&](sql::Connection& c) { return FindWish(c, government_, id_); });
  EXPECT_EQ(kept.efforts, wish.efforts);
  EXPECT_EQ(kept.locked, wish.locked);
  EXPECT_EQ(kept.capacity_micro, wish.capacity_micro);
  const Sheet sheet = Load();
  const auto way = ShortestWay(
      *instrument_, RequestFor(sheet, kept, [](int64_t) { return std::string("Unit"); }), kept.target_micro);
  ASSERT_TRUE(way.ok());
  ASSERT_FALSE(way->rises.empty());
  EXPECT_EQ(PrintIndex(way->after), "2,65") << "item 3 from 1 to 2";
  const int64_t node = Plan().nodes[0].id;
  const auto adopt = [&](const Actor& actor, std::vector<Rise> rises) {
    return As(actor, [&](sql::Connection& c, const ActContext& context) {
      return AdoptRoadMap(c, context, sheet,
                          {node, Adoption::kIndex, std::move(rises), PrintIndex(way->after)});
    });
  };
  EXPECT_EQ(CodeOf(adopt(officer_, way->rises)), "kernel.forbidden");
  EXPECT_EQ(CodeOf(adopt(planner_, {})), "assessment.nothing_picked");
  const size_t before = Plan().indicators.size();
  const auto added = adopt(planner_, way->rises);
  ASSERT_EQ(CodeOf(added), "ok");
  EXPECT_EQ(added->added, static_cast<int>(way->rises.size()) + 1);
  EXPECT_EQ(adopt(planner_, way->rises)->added, 0);
  const auto plan = Plan();
  ASSERT_EQ(plan.indicators.size(), before + way->rises.size() + 1);
  const auto index = std::find_if(plan.indicators.begin(), plan.indicators.end(),
                                  [](const auto& i) { return i.name == "Indeks Penilaian kecil"; });
  ASSERT_NE(index, plan.indicators.end());
  EXPECT_EQ(index->target_year.text, "2,65");
  EXPECT_EQ(index->baseline.text, "2,35");
  EXPECT_EQ((index + 1)->weight_micro, 0) << "an action is followed, not counted";
  const auto links = db_->Read([&](sql::Connection& c) { return ListLinks(c, government_, "kecil", 0); });
  ASSERT_EQ(links.size(), 1u);
  EXPECT_EQ(links[0].indicator_id, index->id);
}

TEST_P(AssessmentStore, TheTrailStaysWhole) {
  Close();
  const auto report = db_->Read([&](sql::Connection& c) { return kernel::VerifyChain(c, government_); });
  EXPECT_FALSE(report.broken_at);
}

}  // namespace
}  // namespace sinergi::assessment
