#include "modules/meeting/meeting.h"

#include <gmock/gmock.h>

namespace sinergi::meeting {
namespace {

TEST(MeetingRule, ItsWayIsThis) {
  const std::tuple<MeetingState, MeetingAct, std::optional<MeetingState>> rows[] = {
      {MeetingState::kPlanned, MeetingAct::kOpen, MeetingState::kOpen},
      {MeetingState::kPlanned, MeetingAct::kClose, {}},
      {MeetingState::kPlanned, MeetingAct::kReopen, {}},
      {MeetingState::kOpen, MeetingAct::kOpen, {}},
      {MeetingState::kOpen, MeetingAct::kClose, MeetingState::kClosed},
      {MeetingState::kOpen, MeetingAct::kReopen, {}},
      {MeetingState::kClosed, MeetingAct::kOpen, {}},
      {MeetingState::kClosed, MeetingAct::kClose, {}},
      {MeetingState::kClosed, MeetingAct::kReopen, MeetingState::kOpen},
  };
  for (const auto& [from, act, to] : rows) EXPECT_EQ(AfterAct(from, act), to) << Name(from) << Name(act);
  for (const MeetingKind kind : kMeetingKinds) EXPECT_EQ(ParseMeetingKind(Name(kind)), kind);
  EXPECT_FALSE(ParseMeetingKind("party"));
}

TEST(MeetingRule, TimesOfDay) {
  const std::pair<const char*, const char*> rows[] = {
      {"09:00", "09:00"}, {"9:05", "09:05"}, {" 13.30 ", "13:30"}, {"23:59", "23:59"}, {"24:00", ""},
      {"9", ""},          {"9:5", ""},       {"-1:00", ""},        {"", ""},           {"123:00", ""},
      {"aa:bb", ""},      {"9:60", ""},      {":30", ""},
  };
  for (const auto& [typed, read] : rows) EXPECT_EQ(ReadTime(typed).value_or(""), read) << typed;
}

TEST(MeetingRule, LinksThatAPageMayShow) {
  const std::pair<const char*, bool> rows[] = {
      {"https://rapat.contoh.go.id/r/1", true},
      {"http://rapat.contoh.go.id", false},
      {"javascript:alert(1)", false},
      {"https://", false},
      {"https:///x", false},
      {"https://a b", false},
      {"https://a\"onclick", false},
  };
  for (const auto& [link, fine] : rows) EXPECT_EQ(IsVideoLink(link), fine) << link;
}

TEST(MeetingRule, WhoComesNowSignsInToTheSessionThatRuns) {
  const Date first{2024, 9, 18}, second{2024, 9, 23};
  std::vector<Session> sessions(3);
  sessions[0] = {1, first, "08:00", "12:00", "", ""};
  sessions[1] = {2, first, "13:00", "16:00", "", ""};
  sessions[2] = {3, second, "09:00", "12:00", "", ""};
  const std::tuple<Date, const char*, int64_t> rows[] = {
      {first, "07:30", 1},
      {first, "08:10", 1},
      {first, "12:59", 1},
      {first, "13:00", 2},
      {first, "20:00", 2},
      {second, "08:00", 3},
      {Date{2024, 9, 19}, "10:00", 0},
  };
  for (const auto& [day, time, id] : rows) {
    const Session* at = SessionAt(sessions, day, time);
    EXPECT_EQ(at ? at->id : 0, id) << day.Iso() << " " << time;
  }
}

TEST(MeetingRule, InvitesAreReadLineByLine) {
  const std::vector<KindWord> words = {{"agency", "Perangkat daerah"}, {"media", "Media massa"}};
  const auto lines = ReadInvites(
      "Kepala Dinas ; Dinas Sosial; perangkat DAERAH\n\n  ;Kosong\nRedaktur\tHarian Contoh\tmedia\r\n"
      "Warga\nDosen;Universitas;entah",
      words);
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[0].name + "/" + lines[0].institution + "/" + lines[0].kind,
            "Kepala Dinas/Dinas Sosial/agency");
  EXPECT_EQ(lines[1].name + "/" + lines[1].institution + "/" + lines[1].kind, "Redaktur/Harian Contoh/media");
  EXPECT_EQ(lines[2].kind, "other");
  EXPECT_EQ(lines[3].kind, "other");
  EXPECT_EQ(NameKey(" Kepala  dinas", "DINAS Sosial "), NameKey("Kepala Dinas", "Dinas sosial"));
}

}  // namespace
}  // namespace sinergi::meeting
