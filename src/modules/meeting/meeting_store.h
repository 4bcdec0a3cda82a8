// The store of meetings: read as a Meeting, changed by verbs inside the caller's Write, each with its audit entry
// in the same transaction. Only who leads the meeting's unit (MayLead) changes it; guests sign themselves in.
//
// Errors of all: meeting.unknown, kernel.forbidden, meeting.closed (nothing is written into a closed meeting),
// meeting.invalid with fields.
#pragma once

#include <functional>

#include "modules/meeting/follow_up_store.h"
#include "modules/meeting/meeting.h"

namespace sinergi::meeting {

constexpr size_t kMinutesBytesMost = 20'000;
constexpr size_t kParticipantsMost = 2'000;  // of one meeting
constexpr size_t kSessionsMost = 40;
constexpr size_t kItemsMost = 200;

struct MeetingWish {
  int64_t unit_id = 0;
  MeetingKind kind = MeetingKind::kEvaluation;
  std::string title;
  std::optional<Period> period;
  std::string chair, note_taker;
};
// Fields: title (meeting.title_missing, …), unit (meeting.unit_missing), period (meeting.period_missing: an
// evaluation is of a quarter).
Result<int64_t> PlanMeeting(sql::Connection& c, const ActContext& context, const MeetingWish& wish);
// The unit stays. meeting.changed when another row version is stored.
Status ChangeMeeting(sql::Connection& c, const ActContext& context, int64_t id, const MeetingWish& wish,
                     int64_t row_version);

// Fields: day (meeting.day_missing), starts, ends (meeting.time_unreadable, meeting.ends_before), place
// (meeting.place_missing: neither place nor link), link (meeting.link_unreadable). meeting.too_many.
Result<int64_t> AddSession(sql::Connection& c, const ActContext& context, int64_t meeting_id,
                           const Session& session);
// meeting.session_used: somebody has signed in to it.
Status RemoveSession(sql::Connection& c, const ActContext& context, int64_t meeting_id, int64_t session_id);
// Fields: title (meeting.title_missing), unit (meeting.unit_missing).
Result<int64_t> AddItem(sql::Connection& c, const ActContext& context, int64_t meeting_id,
                        const AgendaItem& item);
// An item for each division of the meeting's agency (each agency of the government) that has none; how many.
Result<int64_t> AddItemsByDivision(sql::Connection& c, const ActContext& context, int64_t meeting_id);
// meeting.item_used: it has minutes, input or decisions.
Status RemoveItem(sql::Connection& c, const ActContext& context, int64_t meeting_id, int64_t item_id);

// Opening asks for a session and an item (meeting.nothing_planned); reopening for a reason
// (meeting.reason_missing). meeting.step_refused, meeting.changed.
struct MeetingMove {
  int64_t id = 0;
  MeetingAct act = MeetingAct::kOpen;
  std::string reason;
  int64_t row_version = 0;
};
struct Paper {
  std::string name, html;
};
// Draws the papers of the meeting as it is closed; called within the Write, so it must touch nothing else.
using DrawPapers = std::function<std::vector<Paper>(const Meeting&)>;
Status MoveMeeting(sql::Connection& c, const ActContext& context, const MeetingMove& move,
                   const DrawPapers& draw);
// A new secret link; the old one is worth nothing from now on.
Status RenewToken(sql::Connection& c, const ActContext& context, int64_t meeting_id);

// Minutes of an item, while the meeting is open (meeting.not_open). meeting.minutes_changed when somebody else has
// saved meanwhile; saving what is stored already changes nothing. Answers the new row version.
Result<int64_t> SaveMinutes(sql::Connection& c, const ActContext& context, int64_t meeting_id,
                            int64_t item_id, std::string_view minutes, int64_t row_version);
// Fields: speaker (meeting.speaker_missing), words (meeting.words_missing).
Result<int64_t> AddInput(sql::Connection& c, const ActContext& context, int64_t meeting_id,
                         const Input& input);
Status AnswerInput(sql::Connection& c, const ActContext& context, int64_t meeting_id, const Input& input);

std::vector<MeetingHead> ListMeetings(sql::Connection& c, int64_t government_id);  // the latest first
std::optional<MeetingHead> FindMeeting(sql::Connection& c, int64_t government_id, int64_t id);
std::optional<Meeting> LoadMeeting(sql::Connection& c, int64_t government_id, int64_t id);
std::optional<std::string> KeptPaper(sql::Connection& c, int64_t government_id, const MeetingHead& head,
                                     std::string_view paper);

// For the verbs of this module: the meeting that may be written to by this person; and the audit entry.
Result<MeetingHead> HeadForWriting(sql::Connection& c, const ActContext& context, int64_t id);
void Tell(sql::Connection& c, const ActContext& context, std::string_view act, int64_t meeting_id,
          const std::string& detail_json);

// Of the whole government: whoever may read anything there; of an agency: whoever reads some unit of it.
bool MaySeeMeeting(const kernel::Actor& actor, const kernel::UnitTree& units, const MeetingHead& head);

}  // namespace sinergi::meeting
