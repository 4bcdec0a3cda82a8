// A meeting lived through in the database: planned, opened, guests, minutes, decisions, closed, opened again.
#include "modules/meeting/meeting_store.h"

#include "kernel/audit.h"
#include "kit/meeting.h"
#include "kit/performance.h"
#include "modules/meeting/participant_store.h"

namespace sinergi::meeting {
namespace {

using testkit::Actor;
using testkit::CodeOf;

// 2024-10-05 10:00 in WITA.
constexpr Instant kNow = 1'728'093'600;

class MeetingStore : public testkit::WithPerformance<testkit::KernelTest> {
 protected:
  MeetingStore() : WithPerformance<testkit::KernelTest>(testkit::MeetingMigrations()) {}

  template <class Verb>
  auto Do(const Actor& actor, Verb&& verb) {
    return As(actor, std::forward<Verb>(verb));
  }
  int64_t Planned() {
    const int64_t id = *Do(verifier_, [&](sql::Connection& c, const ActContext& context) {
      return PlanMeeting(c, context,
                         {diskominfo_, MeetingKind::kEvaluation, "Evaluasi", testkit::kQuarter, "", ""});
    });
    return id;
  }
  void Prepare(int64_t id) {
    for (const Date day : {Date{2024, 10, 5}, Date{2024, 10, 8}})
      EXPECT_TRUE(Do(verifier_, [&](sql::Connection& c, const ActContext& context) {
                    return AddSession(c, context, id, {0, day, "9:00", "12.00", "Aula", ""});
                  }).ok());
    EXPECT_EQ(*Do(verifier_, [&](sql::Connection& c,
                                 const ActContext& context) { return AddItemsByDivision(c, context, id); }),
              2);
  }
  Status Move(const Actor& actor, int64_t id, MeetingAct act, const std::string& reason = "") {
    return Do(actor, [&](sql::Connection& c, const ActContext& context) {
      const int64_t version = FindMeeting(c, government_, id)->row_version;
      return MoveMeeting(c, context, {id, act, reason, version}, [](const Meeting& meeting) {
        return std::vector<Paper>{{"minutes", meeting.items.front().minutes}};
      });
    });
  }
  int64_t Opened() {
    const int64_t id = Planned();
    Prepare(id);
    EXPECT_EQ(CodeOf(Move(verifier_, id, MeetingAct::kOpen)), "ok");
    return id;
  }
  Meeting Stored(int64_t id) {
    return db_->Read([&](sql::Connection& c) { return *LoadMeeting(c, government_, id); });
  }
  Result<Session> SignIn(std::string_view token, const NewParticipant& guest, Instant now = kNow) {
    return db_->Write([&](sql::Connection& c) { return CheckIn(c, now, token, guest); });
  }
  Result<int64_t> Note(int64_t id, std::string_view minutes, int64_t version) {
    const int64_t item = Stored(id).items.front().id;
    return Do(verifier_, [&](sql::Connection& c, const ActContext& context) {
      return SaveMinutes(c, context, id, item, minutes, version);
    });
  }
};
INSTANTIATE_TEST_SUITE_P(On, MeetingStore, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(MeetingStore, OpensOnlyWithSessionAndAgenda) {
  const int64_t id = Planned();
  EXPECT_EQ(CodeOf(Move(verifier_, id, MeetingAct::kOpen)), "meeting.nothing_planned");
  Prepare(id);
  EXPECT_EQ(CodeOf(Move(head_, id, MeetingAct::kOpen)), "kernel.forbidden");
  EXPECT_EQ(CodeOf(Move(verifier_, id, MeetingAct::kClose)), "meeting.step_refused");
  EXPECT_EQ(CodeOf(Move(verifier_, id, MeetingAct::kOpen)), "ok");
  const Meeting meeting = Stored(id);
  EXPECT_EQ(meeting.sessions[0].starts + meeting.sessions[0].ends, "09:0012:00");
  EXPECT_EQ(meeting.head.last_day, (Date{2024, 10, 8}));
  EXPECT_EQ(meeting.items[0].title, "Sekretariat");
}

TEST_P(MeetingStore, AnEvaluationIsOfAQuarterAndAnAgency) {
  const auto plan = [&](const Actor& actor, MeetingWish wish) {
    return CodeOf(Do(
        actor, [&](sql::Connection& c, const ActContext& context) { return PlanMeeting(c, context, wish); }));
  };
  EXPECT_EQ(plan(verifier_, {diskominfo_, MeetingKind::kEvaluation, "x", {}, "", ""}), "meeting.invalid");
  EXPECT_EQ(plan(verifier_, {statistics_, MeetingKind::kForum, "x", {}, "", ""}), "meeting.invalid");
  EXPECT_EQ(plan(verifier_, {diskominfo_, MeetingKind::kForum, " ", {}, "", ""}), "meeting.invalid");
  EXPECT_EQ(plan(verifier_, {0, MeetingKind::kForum, "x", {}, "", ""}), "kernel.forbidden");
  EXPECT_EQ(plan(officer_, {diskominfo_, MeetingKind::kForum, "x", {}, "", ""}), "kernel.forbidden");
  EXPECT_EQ(plan(evaluator_, {0, MeetingKind::kMusrenbang, "x", {}, "", ""}), "ok");
}

TEST_P(MeetingStore, GuestsSignInByTheLinkWhileItRuns) {
  const int64_t id = Planned();
  Prepare(id);
  const std::string token = Stored(id).head.token;
  const NewParticipant guest{"Camat Contoh", "Kecamatan Contoh", "kecamatan"};
  EXPECT_EQ(CodeOf(SignIn(token, guest)), "meeting.not_open");
  ASSERT_EQ(CodeOf(Move(verifier_, id, MeetingAct::kOpen)), "ok");
  EXPECT_EQ(CodeOf(SignIn("salah", guest)), "meeting.link_unknown");
  EXPECT_EQ(CodeOf(SignIn(token, guest, kNow + 86'400)), "meeting.no_session_today");
  EXPECT_EQ(CodeOf(SignIn(token, {"", "x", "robot"})), "meeting.invalid");
  EXPECT_EQ(CodeOf(SignIn(token, guest)), "ok");
  EXPECT_EQ(CodeOf(SignIn(token, {" camat  CONTOH", "kecamatan contoh", "other"})), "ok");
  EXPECT_EQ(CodeOf(SignIn(token, guest, kNow + 3 * 86'400)), "ok");
  const Meeting meeting = Stored(id);
  ASSERT_EQ(meeting.participants.size(), 1u);
  EXPECT_EQ(meeting.participants[0].sessions.size(), 2u);
  EXPECT_FALSE(meeting.participants[0].invited);
  ASSERT_TRUE(Do(verifier_, [&](sql::Connection& c, const ActContext& context) {
                return RenewToken(c, context, id);
              }).ok());
  EXPECT_EQ(CodeOf(SignIn(token, guest)), "meeting.link_unknown");
}

TEST_P(MeetingStore, EightyAreInvitedOnceAndMarkedByHand) {
  const int64_t id = Opened();
  std::vector<NewParticipant> people;
  for (int i = 0; i < 80; ++i) people.push_back({fmt::format("Peserta {}", i), "Instansi", "agency"});
  const auto invite = [&] {
    return *Do(verifier_, [&](sql::Connection& c, const ActContext& context) {
      return AddParticipants(c, context, id, people, Invited::kYes);
    });
  };
  EXPECT_EQ(invite(), 80);
  EXPECT_EQ(invite(), 0);
  const Meeting meeting = Stored(id);
  const auto mark = [&](int64_t person, int64_t session, Presence presence) {
    return CodeOf(Do(verifier_, [&](sql::Connection& c, const ActContext& context) {
      return SetPresence(c, context, id, person, session, presence);
    }));
  };
  const int64_t person = meeting.participants[7].id, session = meeting.sessions[0].id;
  EXPECT_EQ(mark(person, session, Presence::kPresent), "ok");
  EXPECT_EQ(mark(person, session, Presence::kPresent), "ok");
  EXPECT_EQ(Stored(id).Came(), 1);
  EXPECT_EQ(mark(person, 9999, Presence::kPresent), "meeting.session_unknown");
  EXPECT_EQ(mark(9999, session, Presence::kPresent), "meeting.participant_unknown");
  EXPECT_EQ(mark(person, session, Presence::kAbsent), "ok");
  EXPECT_EQ(Stored(id).Came(), 0);
}

TEST_P(MeetingStore, TwoWritersAreTold) {
  const int64_t id = Opened();
  EXPECT_EQ(*Note(id, "Satu", 1), 2);
  EXPECT_EQ(CodeOf(Note(id, "Dua", 1)), "meeting.minutes_changed");
  EXPECT_EQ(*Note(id, "Satu", 1), 2) << "what is stored already is no conflict";
  EXPECT_EQ(CodeOf(Note(id, std::string(20'001, 'a'), 2)), "meeting.invalid");
  EXPECT_EQ(Stored(id).items[0].minutes, "Satu");
}

TEST_P(MeetingStore, ClosingKeepsThePapersAndShutsTheMeeting) {
  const int64_t id = Opened();
  ASSERT_TRUE(Note(id, "Notulen pertama", 1).ok());
  NewFollowUp wish;
  wish.meeting_id = id;
  wish.unit_id = statistics_;
  wish.decision = "Kerjakan";
  wish.due = Date{2024, 12, 1};
  const auto decide = [&] {
    return Do(verifier_,
              [&](sql::Connection& c, const ActContext& context) { return AddFollowUp(c, context, wish); });
  };
  ASSERT_TRUE(decide().ok());
  EXPECT_EQ(Stored(id).decisions[0].period, testkit::kQuarter) << "the meeting's quarter";
  ASSERT_EQ(CodeOf(Move(verifier_, id, MeetingAct::kClose)), "ok");
  EXPECT_EQ(CodeOf(decide()), "meeting.not_open");
  EXPECT_EQ(CodeOf(Note(id, "Kedua", 2)), "meeting.closed");
  EXPECT_EQ(CodeOf(Move(verifier_, id, MeetingAct::kReopen)), "meeting.invalid");
  ASSERT_EQ(CodeOf(Move(verifier_, id, MeetingAct::kReopen, "Salah ketik")), "ok");
  ASSERT_TRUE(Note(id, "Notulen diperbaiki", 2).ok());
  ASSERT_EQ(CodeOf(Move(verifier_, id, MeetingAct::kClose)), "ok");
  const Meeting meeting = Stored(id);
  EXPECT_EQ(meeting.head.revision, 2);
  const auto kept = db_->Read([&](sql::Connection& c) {
    return KeptPaper(c, government_, meeting.head, "minutes").value_or("") + "/" +
           c.OneText("SELECT html FROM meeting_paper WHERE revision = 1").value_or("");
  });
  EXPECT_EQ(kept, "Notulen diperbaiki/Notulen pertama");
}

}  // namespace
}  // namespace sinergi::meeting
