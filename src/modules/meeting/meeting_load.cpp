// Reading meetings.
#include "modules/meeting/meeting_store.h"

#include <algorithm>

namespace sinergi::meeting {
namespace {

constexpr std::string_view kHead =
    "SELECT m.id, m.unit_id, m.kind, m.title, m.year, m.quarter, m.chair, m.note_taker, m.state, m.revision, "
    "m.token, "
    "m.row_version, (SELECT MIN(day) FROM meeting_session s WHERE s.government_id = m.government_id AND "
    "s.meeting_id = m.id), (SELECT MAX(day) FROM meeting_session s WHERE s.government_id = m.government_id "
    "AND "
    "s.meeting_id = m.id) AS last_day FROM meeting m WHERE m.government_id = ? ";

MeetingHead HeadFrom(const sql::Row& row) {
  MeetingHead head;
  head.id = row.Int(0);
  head.unit_id = row.Int(1);
  head.kind = ParseMeetingKind(row.Text(2)).value();
  head.title = row.String(3);
  if (!row.IsNull(4)) head.period = Period{static_cast<int>(row.Int(4)), static_cast<int>(row.Int(5))};
  head.chair = row.String(6);
  head.note_taker = row.String(7);
  head.state = ParseMeetingState(row.Text(8)).value();
  head.revision = row.Int(9);
  head.token = row.String(10);
  head.row_version = row.Int(11);
  head.first_day = Date::Parse(row.Text(12));
  head.last_day = Date::Parse(row.Text(13));
  return head;
}

using Keys = std::initializer_list<sql::Value>;

std::vector<Session> SessionsOf(sql::Connection& c, Keys keys) {
  std::vector<Session> sessions;
  c.Query(
      "SELECT id, day, starts, ends, place, link FROM meeting_session WHERE government_id = ? AND meeting_id "
      "= ? "
      "ORDER BY day, starts, id",
      keys, [&](const sql::Row& row) {
        sessions.push_back({row.Int(0), Date::Parse(row.Text(1)).value(), row.String(2), row.String(3),
                            row.String(4), row.String(5)});
      });
  return sessions;
}

std::vector<AgendaItem> ItemsOf(sql::Connection& c, Keys keys) {
  std::vector<AgendaItem> items;
  c.Query(
      "SELECT id, unit_id, title, minutes, row_version, login, at FROM meeting_item WHERE government_id = ? "
      "AND "
      "meeting_id = ? ORDER BY id",
      keys, [&](const sql::Row& row) {
        items.push_back(
            {row.Int(0), row.Int(1), row.String(2), row.String(3), row.Int(4), row.String(5), row.Int(6)});
      });
  return items;
}

std::vector<Participant> ParticipantsOf(sql::Connection& c, Keys keys) {
  std::vector<Participant> all;
  c.Query(
      "SELECT p.id, p.name, p.institution, p.kind, p.invited, a.session_id FROM meeting_participant p LEFT "
      "JOIN "
      "meeting_attendance a ON a.government_id = p.government_id AND a.participant_id = p.id WHERE "
      "p.government_id = ? AND p.meeting_id = ? ORDER BY p.id, a.session_id",
      keys, [&](const sql::Row& row) {
        if (all.empty() || all.back().id != row.Int(0))
          all.push_back({row.Int(0), row.String(1), row.String(2), row.String(3), row.Int(4) == 1, {}});
        if (!row.IsNull(5)) all.back().sessions.push_back(row.Int(5));
      });
  std::ranges::stable_sort(all, [](const Participant& a, const Participant& b) {
    return std::tie(a.institution, a.name) < std::tie(b.institution, b.name);
  });
  return all;
}

std::vector<Input> InputsOf(sql::Connection& c, Keys keys) {
  std::vector<Input> inputs;
  c.Query(
      "SELECT id, item_id, speaker, words, answer, row_version FROM meeting_input WHERE government_id = ? "
      "AND "
      "meeting_id = ? ORDER BY id",
      keys, [&](const sql::Row& row) {
        inputs.push_back({row.Int(0), row.Int(1), row.String(2), row.String(3), row.String(4), row.Int(5)});
      });
  return inputs;
}

}  // namespace

std::vector<MeetingHead> ListMeetings(sql::Connection& c, int64_t government_id) {
  std::vector<MeetingHead> heads;
  c.Query(std::string(kHead) + "ORDER BY last_day DESC, m.id DESC", {government_id},
          [&](const sql::Row& row) { heads.push_back(HeadFrom(row)); });
  // What has no day yet is still to be planned: first on both databases.
  std::ranges::stable_partition(heads, [](const MeetingHead& head) { return !head.last_day; });
  return heads;
}

std::optional<MeetingHead> FindMeeting(sql::Connection& c, int64_t government_id, int64_t id) {
  std::optional<MeetingHead> found;
  c.Query(std::string(kHead) + "AND m.id = ?", {government_id, id},
          [&](const sql::Row& row) { found = HeadFrom(row); });
  return found;
}

std::optional<Meeting> LoadMeeting(sql::Connection& c, int64_t government_id, int64_t id) {
  const std::optional<MeetingHead> head = FindMeeting(c, government_id, id);
  if (!head) return {};
  const Keys keys = {government_id, id};
  Meeting meeting;
  meeting.head = *head;
  meeting.sessions = SessionsOf(c, keys);
  meeting.items = ItemsOf(c, keys);
  meeting.participants = ParticipantsOf(c, keys);
  meeting.inputs = InputsOf(c, keys);
  meeting.decisions = DecisionsOf(c, government_id, id);
  return meeting;
}

std::optional<std::string> KeptPaper(sql::Connection& c, int64_t government_id, const MeetingHead& head,
                                     std::string_view paper) {
  if (head.state != MeetingState::kClosed) return {};
  return c.OneText(
      "SELECT html FROM meeting_paper WHERE government_id = ? AND meeting_id = ? AND revision = ? AND paper "
      "= ?",
      {government_id, head.id, head.revision, paper});
}

bool MaySeeMeeting(const kernel::Actor& actor, const kernel::UnitTree& units, const MeetingHead& head) {
  if (head.unit_id == 0) return actor.MayAnywhere(kernel::Right::kRead);
  if (actor.May(kernel::Right::kRead, units, head.unit_id)) return true;
  const std::vector<int64_t> readable = actor.UnitsWith(kernel::Right::kRead, units);
  return std::ranges::any_of(readable, [&](int64_t unit) { return units.IsWithin(unit, head.unit_id); });
}

}  // namespace sinergi::meeting
