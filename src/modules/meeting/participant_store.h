// Participants of a meeting in the database: invited, added by hand, or signed in by the meeting's secret link.
//
//   CheckIn(c, now, token, {"Camat Contoh", "Kecamatan Contoh", "kecamatan"})
//
// A guest's way in gives nothing but the own row of attendance, and only while the meeting is open and on a day of
// one of its sessions. The same name and institution are one participant, however often they sign in.
#pragma once

#include "modules/meeting/meeting_store.h"

namespace sinergi::meeting {

struct NewParticipant {
  std::string name, institution, kind;
};

// Adds those that are not there yet, all or none; how many were new. Fields: name (meeting.name_missing, …),
// institution, kind (meeting.kind_unknown); meeting.too_many.
enum class Invited { kNo, kYes };
Result<int64_t> AddParticipants(sql::Connection& c, const ActContext& context, int64_t meeting_id,
                                const std::vector<NewParticipant>& wishes, Invited invited);
// Who has signed in stays (meeting.participant_came).
Status RemoveParticipant(sql::Connection& c, const ActContext& context, int64_t meeting_id,
                         int64_t participant_id);
// Signs in, or out again, by hand. meeting.participant_unknown, meeting.session_unknown, meeting.not_open.
enum class Presence { kAbsent, kPresent };
Status SetPresence(sql::Connection& c, const ActContext& context, int64_t meeting_id, int64_t participant_id,
                   int64_t session_id, Presence presence);

// What a guest sees of the meeting before signing in.
struct Door {
  int64_t government_id = 0;
  std::string government;
  Zone zone = Zone::kWib;
  MeetingHead head;
  std::vector<Session> sessions;
};
std::optional<Door> FindDoor(sql::Connection& c, std::string_view token);
// Answers the session signed in to. Errors: meeting.link_unknown, meeting.not_open, meeting.no_session_today,
// meeting.invalid with fields.
Result<Session> CheckIn(sql::Connection& c, Instant now, std::string_view token, const NewParticipant& guest);

}  // namespace sinergi::meeting
