#include "modules/meeting/participant_store.h"

#include <boost/json.hpp>

#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/government.h"
#include "kernel/ids.h"

namespace sinergi::meeting {
namespace {

constexpr size_t kParticipantBytesMost = 200;

Status CheckPerson(const NewParticipant& person) {
  Error error{ErrorKind::kInvalid, "meeting.invalid"};
  CheckWords("name", person.name, kParticipantBytesMost, "meeting.name_missing", error);
  CheckWords("institution", person.institution, kParticipantBytesMost, "meeting.institution_missing", error);
  if (!IsParticipantKind(person.kind)) error.fields.push_back({"kind", "meeting.kind_unknown", {}});
  return error.fields.empty() ? Ok() : Status(error);
}

// 1 when it is new; an invited one that had come by itself becomes invited.
int64_t Put(sql::Connection& c, int64_t government, int64_t meeting_id, const NewParticipant& person,
            Invited invited) {
  const std::string key = NameKey(person.name, person.institution);
  const int64_t added = c.Execute(
      "INSERT INTO meeting_participant (government_id, id, meeting_id, name, institution, kind, name_key, "
      "invited) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
      {government, kernel::NextId(c, government), meeting_id, FoldBlanks(person.name),
       FoldBlanks(person.institution), person.kind, key, invited == Invited::kYes ? 1 : 0});
  if (added == 0 && invited == Invited::kYes)
    c.Execute(
        "UPDATE meeting_participant SET invited = 1 WHERE government_id = ? AND meeting_id = ? AND name_key "
        "= ?",
        {government, meeting_id, key});
  return added;
}

int64_t CountOf(sql::Connection& c, int64_t government, int64_t meeting_id) {
  return c
      .One("SELECT COUNT(*) FROM meeting_participant WHERE government_id = ? AND meeting_id = ?",
           {government, meeting_id})
      .value_or(0);
}

std::string CountDetail(int64_t count) {
  return boost::json::serialize(boost::json::object{{"count", count}});
}

bool IsThere(sql::Connection& c, std::string_view sql, int64_t government, int64_t id, int64_t meeting_id) {
  return c.One(sql, {government, id, meeting_id}).has_value();
}

bool Attend(sql::Connection& c, int64_t government, int64_t participant, int64_t session,
            std::string_view way, Instant now) {
  return c.Execute(
             "INSERT INTO meeting_attendance (government_id, participant_id, session_id, way, at) "
             "VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
             {government, participant, session, way, now}) > 0;
}

Result<Session> SessionNow(const Door& door, Instant now) {
  if (door.head.state != MeetingState::kOpen) return Error{ErrorKind::kConflict, "meeting.not_open"};
  const Session* session = SessionAt(door.sessions, DateAt(now, door.zone), TimeAt(now, door.zone));
  if (!session) return Error{ErrorKind::kConflict, "meeting.no_session_today"};
  return *session;
}

}  // namespace

Result<int64_t> AddParticipants(sql::Connection& c, const ActContext& context, int64_t meeting_id,
                                const std::vector<NewParticipant>& wishes, Invited invited) {
  const int64_t government = context.actor.government_id;
  const Result<MeetingHead> head = HeadForWriting(c, context, meeting_id);
  if (!head.ok()) return head.error();
  for (const NewParticipant& wish : wishes)
    if (const Status fine = CheckPerson(wish); !fine.ok()) return fine.error();
  if (static_cast<size_t>(CountOf(c, government, meeting_id)) + wishes.size() > kParticipantsMost)
    return Error{ErrorKind::kTooMany, "meeting.too_many"};
  int64_t added = 0;
  for (const NewParticipant& wish : wishes) added += Put(c, government, meeting_id, wish, invited);
  Tell(c, context, invited == Invited::kYes ? "invite" : "participant_add", meeting_id, CountDetail(added));
  return added;
}

Status RemoveParticipant(sql::Connection& c, const ActContext& context, int64_t meeting_id,
                         int64_t participant_id) {
  const int64_t government = context.actor.government_id;
  const Result<MeetingHead> head = HeadForWriting(c, context, meeting_id);
  if (!head.ok()) return head.error();
  if (c.One("SELECT COUNT(*) FROM meeting_attendance WHERE government_id = ? AND participant_id = ?",
            {government, participant_id}) > 0)
    return Error{ErrorKind::kConflict, "meeting.participant_came"};
  const int64_t gone =
      c.Execute("DELETE FROM meeting_participant WHERE government_id = ? AND id = ? AND meeting_id = ?",
                {government, participant_id, meeting_id});
  if (gone == 0) return Error{ErrorKind::kNotFound, "meeting.participant_unknown"};
  return Tell(c, context, "participant_remove", meeting_id, CountDetail(1)), Ok();
}

Status SetPresence(sql::Connection& c, const ActContext& context, int64_t meeting_id, int64_t participant_id,
                   int64_t session_id, Presence presence) {
  const int64_t government = context.actor.government_id;
  const Result<MeetingHead> head = HeadForWriting(c, context, meeting_id);
  if (!head.ok()) return head.error();
  if (head->state != MeetingState::kOpen) return Error{ErrorKind::kConflict, "meeting.not_open"};
  if (!IsThere(c, "SELECT 1 FROM meeting_participant WHERE government_id = ? AND id = ? AND meeting_id = ?",
               government, participant_id, meeting_id))
    return Error{ErrorKind::kNotFound, "meeting.participant_unknown"};
  if (!IsThere(c, "SELECT 1 FROM meeting_session WHERE government_id = ? AND id = ? AND meeting_id = ?",
               government, session_id, meeting_id))
    return Error{ErrorKind::kNotFound, "meeting.session_unknown"};
  if (presence == Presence::kPresent)
    Attend(c, government, participant_id, session_id, "hand", context.now);
  else
    c.Execute(
        "DELETE FROM meeting_attendance WHERE government_id = ? AND participant_id = ? AND session_id = ?",
        {government, participant_id, session_id});
  const boost::json::object detail{{"participant", participant_id}, {"session", session_id}};
  return Tell(c, context, presence == Presence::kPresent ? "present" : "absent", meeting_id,
              boost::json::serialize(detail)),
         Ok();
}

std::optional<Door> FindDoor(sql::Connection& c, std::string_view token) {
  Door door;
  int64_t id = 0;
  if (token.size() > 100) return {};
  c.Query("SELECT government_id, id FROM meeting WHERE token = ?", {token}, [&](const sql::Row& row) {
    door.government_id = row.Int(0);
    id = row.Int(1);
  });
  if (id == 0) return {};
  const auto government = kernel::FindGovernment(c, door.government_id);
  const auto meeting = LoadMeeting(c, door.government_id, id);
  door.government = government->name;
  door.zone = government->zone;
  door.head = meeting->head;
  door.sessions = meeting->sessions;
  return door;
}

Result<Session> CheckIn(sql::Connection& c, Instant now, std::string_view token,
                        const NewParticipant& guest) {
  const std::optional<Door> door = FindDoor(c, token);
  if (!door) return Error{ErrorKind::kNotFound, "meeting.link_unknown"};
  const Result<Session> session = SessionNow(*door, now);
  if (!session.ok()) return session;
  if (const Status fine = CheckPerson(guest); !fine.ok()) return fine.error();
  const int64_t government = door->government_id;
  if (static_cast<size_t>(CountOf(c, government, door->head.id)) >= kParticipantsMost)
    return Error{ErrorKind::kTooMany, "meeting.too_many"};
  Put(c, government, door->head.id, guest, Invited::kNo);
  const auto id =
      c.One("SELECT id FROM meeting_participant WHERE government_id = ? AND meeting_id = ? AND name_key = ?",
            {government, door->head.id, NameKey(guest.name, guest.institution)});
  if (!Attend(c, government, *id, session->id, "link", now)) return session;
  kernel::Actor nobody;
  nobody.government_id = government;
  nobody.login = "guest";
  const boost::json::object detail{{"participant", *id}, {"session", session->id}};
  kernel::Record(
      c, nobody, now,
      {"meeting.check_in", fmt::format("meeting/{}", door->head.id), boost::json::serialize(detail)});
  kernel::BumpDataVersion(c, government);
  return session;
}

}  // namespace sinergi::meeting
