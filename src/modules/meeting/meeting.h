// Meeting (rapat): a meeting of an agency or of the government over one or several sessions, with its agenda,
// participants and minutes.
//
//   planned --open--> open --close--> closed --reopen(reason)--> open
//
// Invariants: what is written into a closed meeting is refused; each closing makes a new revision of its papers.
// Kinds: Permendagri 86/2017 (Musrenbang, Forum Perangkat Daerah, evaluation of the Renja each quarter). Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/period.h"
#include "modules/meeting/follow_up.h"

namespace sinergi::meeting {

// "evaluation", "forum", "coordination", "musrenbang", "other".
enum class MeetingKind { kEvaluation, kForum, kCoordination, kMusrenbang, kOther };
constexpr MeetingKind kMeetingKinds[] = {MeetingKind::kEvaluation, MeetingKind::kForum,
                                         MeetingKind::kCoordination, MeetingKind::kMusrenbang,
                                         MeetingKind::kOther};
std::string_view Name(MeetingKind kind);
std::optional<MeetingKind> ParseMeetingKind(std::string_view name);

enum class MeetingState { kPlanned, kOpen, kClosed };
std::string_view Name(MeetingState state);  // "planned", "open", "closed"
std::optional<MeetingState> ParseMeetingState(std::string_view name);
enum class MeetingAct { kOpen, kClose, kReopen };
std::string_view Name(MeetingAct act);  // "open", "close", "reopen"
std::optional<MeetingAct> ParseMeetingAct(std::string_view name);
std::optional<MeetingState> AfterAct(MeetingState from, MeetingAct act);

// Where a participant comes from: "agency", "kecamatan", "village", "council", "academic", "media",
// "community", "business", "vertical" (instansi vertikal), "other".
constexpr std::string_view kParticipantKinds[] = {"agency", "kecamatan", "village",  "council",  "academic",
                                                  "media",  "community", "business", "vertical", "other"};
bool IsParticipantKind(std::string_view name);

struct MeetingHead {
  int64_t id = 0, unit_id = 0;  // unit 0: the whole government
  MeetingKind kind = MeetingKind::kEvaluation;
  std::string title;
  std::optional<Period> period;  // the quarter that is evaluated
  std::string chair, note_taker;
  MeetingState state = MeetingState::kPlanned;
  int64_t revision = 0;  // how often it was closed
  std::string token;
  int64_t row_version = 1;
  std::optional<Date> first_day, last_day;  // of its sessions
};

struct Session {
  int64_t id = 0;
  Date day;
  std::string starts, ends;  // "09:00"
  std::string place, link;
};

struct AgendaItem {
  int64_t id = 0, unit_id = 0;
  std::string title, minutes;
  int64_t row_version = 1;
  std::string login;
  Instant at = 0;
};

struct Participant {
  int64_t id = 0;
  std::string name, institution, kind;
  bool invited = false;
  std::vector<int64_t> sessions;  // attended
  bool Attended(int64_t session_id) const;
};

struct Input {
  int64_t id = 0, item_id = 0;
  std::string speaker, words, answer;
  int64_t row_version = 1;
};

struct Meeting {
  MeetingHead head;
  std::vector<Session> sessions;  // by day and time
  std::vector<AgendaItem> items;
  std::vector<Participant> participants;  // by institution and name
  std::vector<Input> inputs;
  std::vector<FollowUp> decisions;
  const AgendaItem* Item(int64_t id) const;
  int Came() const;  // to any session
};

// "9:00", "09.00" as "09:00"; empty when it is no time of day.
std::optional<std::string> ReadTime(std::string_view text);
// A link that a page may show: https:// with a host, no blanks or quotes.
bool IsVideoLink(std::string_view text);
// The session that somebody who comes now signs in to: of that day, the last one begun, else the first; null:
// none that day.
const Session* SessionAt(const std::vector<Session>& sessions, const Date& day, std::string_view time);
// Name and institution as they are compared.
std::string NameKey(std::string_view name, std::string_view institution);

// "Nama; Instansi; jenis", one a line; the kind by its name or its word among `words`, "other" where it is not
// given.
struct InviteLine {
  std::string name, institution, kind;
};
struct KindWord {
  std::string kind, word;
};
std::vector<InviteLine> ReadInvites(std::string_view text, const std::vector<KindWord>& words);

}  // namespace sinergi::meeting
