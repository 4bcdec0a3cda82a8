// The verbs on a meeting: planning, sessions, agenda, moves.
#include "modules/meeting/meeting_store.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/ids.h"
#include "kernel/token.h"

namespace sinergi::meeting {
namespace {

constexpr size_t kTitleBytesMost = 300;
constexpr size_t kNameBytesMost = 200;

void Refuse(Error& error, std::string field, std::string code) {
  error.fields.push_back({std::move(field), std::move(code), {}});
}

Error Invalid() {
  return {ErrorKind::kInvalid, "meeting.invalid"};
}

Status Verdict(const Error& error) {
  return error.fields.empty() ? Ok() : Status(error);
}

std::string Detail(std::string_view name, std::string_view text) {
  return boost::json::serialize(boost::json::object{{name, text}});
}

Status CheckWish(const ActContext& context, const MeetingWish& wish) {
  Error error = Invalid();
  CheckWords("title", wish.title, kTitleBytesMost, "meeting.title_missing", error);
  CheckWords("chair", wish.chair, kNameBytesMost, "", error);
  CheckWords("note_taker", wish.note_taker, kNameBytesMost, "", error);
  const kernel::Unit* unit = context.units.Find(wish.unit_id);
  if (wish.unit_id != 0 && (!unit || unit->kind != kernel::UnitKind::kAgency))
    Refuse(error, "unit", "meeting.unit_missing");
  if (wish.kind == MeetingKind::kEvaluation && !wish.period)
    Refuse(error, "period", "meeting.period_missing");
  return Verdict(error);
}

Status CheckSession(const Session& session) {
  Error error = Invalid();
  if (session.day.year < 2000 || session.day.year > 2200) Refuse(error, "day", "meeting.day_missing");
  const auto starts = ReadTime(session.starts), ends = ReadTime(session.ends);
  if (!starts) Refuse(error, "starts", "meeting.time_unreadable");
  if (!ends) Refuse(error, "ends", "meeting.time_unreadable");
  if (starts && ends && *ends <= *starts) Refuse(error, "ends", "meeting.ends_before");
  CheckWords("place", session.place, kTitleBytesMost, session.link.empty() ? "meeting.place_missing" : "",
             error);
  if (!session.link.empty() && !IsVideoLink(session.link)) Refuse(error, "link", "meeting.link_unreadable");
  return Verdict(error);
}

sql::Value YearOf(const std::optional<Period>& period) {
  return period ? sql::Value(period->year) : sql::Value();
}
sql::Value QuarterOf(const std::optional<Period>& period) {
  return period ? sql::Value(period->quarter) : sql::Value();
}

// How many rows hang on the meeting; the limits are far from what anybody needs.
Status RoomFor(sql::Connection& c, std::string_view count_sql, const ActContext& context, int64_t meeting_id,
               size_t most) {
  const int64_t rows = c.One(count_sql, {context.actor.government_id, meeting_id}).value_or(0);
  return static_cast<size_t>(rows) < most ? Ok() : Status(Error{ErrorKind::kTooMany, "meeting.too_many"});
}

Status KeepPapers(sql::Connection& c, const ActContext& context, const MeetingHead& head,
                  const DrawPapers& draw) {
  const std::optional<Meeting> meeting = LoadMeeting(c, context.actor.government_id, head.id);
  for (const Paper& paper : draw(*meeting)) {
    const std::string hash = kernel::Blake2bHex(paper.html);
    c.Execute(
        "INSERT INTO meeting_paper (government_id, meeting_id, revision, paper, html, hash, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        {context.actor.government_id, head.id, head.revision, paper.name, paper.html, hash, context.now});
    Tell(c, context, "paper", head.id,
         boost::json::serialize(
             boost::json::object{{"paper", paper.name}, {"revision", head.revision}, {"hash", hash}}));
  }
  return Ok();
}

}  // namespace

void Tell(sql::Connection& c, const ActContext& context, std::string_view act, int64_t meeting_id,
          const std::string& detail_json) {
  kernel::Record(c, context.actor, context.now,
                 {fmt::format("meeting.{}", act), fmt::format("meeting/{}", meeting_id), detail_json});
  kernel::BumpDataVersion(c, context.actor.government_id);
}

Result<MeetingHead> HeadForWriting(sql::Connection& c, const ActContext& context, int64_t id) {
  const auto head = FindMeeting(c, context.actor.government_id, id);
  if (!head) return Error{ErrorKind::kNotFound, "meeting.unknown"};
  if (!MayLead(context.actor, context.units, head->unit_id)) return kernel::Forbidden();
  if (head->state == MeetingState::kClosed) return Error{ErrorKind::kConflict, "meeting.closed"};
  return *head;
}

Result<int64_t> PlanMeeting(sql::Connection& c, const ActContext& context, const MeetingWish& wish) {
  const int64_t government = context.actor.government_id;
  if (!MayLead(context.actor, context.units, wish.unit_id)) return kernel::Forbidden();
  if (const Status fine = CheckWish(context, wish); !fine.ok()) return fine.error();
  const int64_t id = kernel::NextId(c, government);
  c.Execute(
      "INSERT INTO meeting (government_id, id, unit_id, kind, title, year, quarter, chair, note_taker, "
      "state, token) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned', ?)",
      {government, id, KeyOrNull(wish.unit_id), Name(wish.kind), FoldBlanks(wish.title), YearOf(wish.period),
       QuarterOf(wish.period), FoldBlanks(wish.chair), FoldBlanks(wish.note_taker), kernel::RandomToken()});
  Tell(c, context, "plan", id, Detail("title", FoldBlanks(wish.title)));
  return id;
}

Status ChangeMeeting(sql::Connection& c, const ActContext& context, int64_t id, const MeetingWish& wish,
                     int64_t row_version) {
  const Result<MeetingHead> head = HeadForWriting(c, context, id);
  if (!head.ok()) return head.error();
  if (const Status fine = CheckWish(context, wish); !fine.ok()) return fine.error();
  const int64_t changed = c.Execute(
      "UPDATE meeting SET kind = ?, title = ?, year = ?, quarter = ?, chair = ?, note_taker = ?, row_version "
      "= "
      "row_version + 1 WHERE government_id = ? AND id = ? AND row_version = ?",
      {Name(wish.kind), FoldBlanks(wish.title), YearOf(wish.period), QuarterOf(wish.period),
       FoldBlanks(wish.chair), FoldBlanks(wish.note_taker), context.actor.government_id, id, row_version});
  if (changed == 0) return Error{ErrorKind::kConflict, "meeting.changed"};
  return Tell(c, context, "change", id, Detail("title", FoldBlanks(wish.title))), Ok();
}

Result<int64_t> AddSession(sql::Connection& c, const ActContext& context, int64_t meeting_id,
                           const Session& session) {
  const int64_t government = context.actor.government_id;
  const Result<MeetingHead> head = HeadForWriting(c, context, meeting_id);
  if (!head.ok()) return head.error();
  if (const Status fine = CheckSession(session); !fine.ok()) return fine.error();
  const Status room =
      RoomFor(c, "SELECT COUNT(*) FROM meeting_session WHERE government_id = ? AND meeting_id = ?", context,
              meeting_id, kSessionsMost);
  if (!room.ok()) return room.error();
  const int64_t id = kernel::NextId(c, government);
  c.Execute(
      "INSERT INTO meeting_session (government_id, id, meeting_id, day, starts, ends, place, link) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      {government, id, meeting_id, session.day.Iso(), *ReadTime(session.starts), *ReadTime(session.ends),
       FoldBlanks(session.place), session.link});
  Tell(c, context, "session_add", meeting_id, Detail("day", session.day.Iso()));
  return id;
}

Status RemoveSession(sql::Connection& c, const ActContext& context, int64_t meeting_id, int64_t session_id) {
  const int64_t government = context.actor.government_id;
  const Result<MeetingHead> head = HeadForWriting(c, context, meeting_id);
  if (!head.ok()) return head.error();
  if (c.One("SELECT COUNT(*) FROM meeting_attendance WHERE government_id = ? AND session_id = ?",
            {government, session_id}) > 0)
    return Error{ErrorKind::kConflict, "meeting.session_used"};
  const int64_t gone =
      c.Execute("DELETE FROM meeting_session WHERE government_id = ? AND id = ? AND meeting_id = ?",
                {government, session_id, meeting_id});
  if (gone == 0) return Error{ErrorKind::kNotFound, "meeting.session_unknown"};
  return Tell(c, context, "session_remove", meeting_id, "{}"), Ok();
}

Result<int64_t> AddItem(sql::Connection& c, const ActContext& context, int64_t meeting_id,
                        const AgendaItem& item) {
  const int64_t government = context.actor.government_id;
  const Result<MeetingHead> head = HeadForWriting(c, context, meeting_id);
  if (!head.ok()) return head.error();
  Error error = Invalid();
  CheckWords("title", item.title, kTitleBytesMost, "meeting.title_missing", error);
  if (item.unit_id != 0 && !context.units.Find(item.unit_id)) Refuse(error, "unit", "meeting.unit_missing");
  if (!error.fields.empty()) return error;
  const Status room =
      RoomFor(c, "SELECT COUNT(*) FROM meeting_item WHERE government_id = ? AND meeting_id = ?", context,
              meeting_id, kItemsMost);
  if (!room.ok()) return room.error();
  const int64_t id = kernel::NextId(c, government);
  c.Execute("INSERT INTO meeting_item (government_id, id, meeting_id, unit_id, title) VALUES (?, ?, ?, ?, ?)",
            {government, id, meeting_id, KeyOrNull(item.unit_id), FoldBlanks(item.title)});
  Tell(c, context, "item_add", meeting_id, Detail("title", FoldBlanks(item.title)));
  return id;
}

Result<int64_t> AddItemsByDivision(sql::Connection& c, const ActContext& context, int64_t meeting_id) {
  const auto meeting = LoadMeeting(c, context.actor.government_id, meeting_id);
  if (!meeting) return Error{ErrorKind::kNotFound, "meeting.unknown"};
  int64_t added = 0;
  for (const kernel::Unit& unit : context.units.units()) {
    if (unit.parent_id.value_or(0) != meeting->head.unit_id) continue;
    if (std::ranges::find(meeting->items, unit.id, &AgendaItem::unit_id) != meeting->items.end()) continue;
    AgendaItem item;
    item.unit_id = unit.id;
    item.title = unit.name;
    const Result<int64_t> id = AddItem(c, context, meeting_id, item);
    if (!id.ok()) return id;
    ++added;
  }
  return added;
}

Status RemoveItem(sql::Connection& c, const ActContext& context, int64_t meeting_id, int64_t item_id) {
  const int64_t government = context.actor.government_id;
  const Result<MeetingHead> head = HeadForWriting(c, context, meeting_id);
  if (!head.ok()) return head.error();
  const auto meeting = LoadMeeting(c, government, meeting_id);
  const AgendaItem* item = meeting->Item(item_id);
  if (!item) return Error{ErrorKind::kNotFound, "meeting.item_unknown"};
  const bool used =
      !item->minutes.empty() ||
      std::ranges::find(meeting->inputs, item_id, &Input::item_id) != meeting->inputs.end() ||
      std::ranges::find(meeting->decisions, item_id, &FollowUp::item_id) != meeting->decisions.end();
  if (used) return Error{ErrorKind::kConflict, "meeting.item_used"};
  c.Execute("DELETE FROM meeting_item WHERE government_id = ? AND id = ?", {government, item_id});
  return Tell(c, context, "item_remove", meeting_id, Detail("title", item->title)), Ok();
}

Status MoveMeeting(sql::Connection& c, const ActContext& context, const MeetingMove& move,
                   const DrawPapers& draw) {
  const int64_t government = context.actor.government_id;
  auto meeting = LoadMeeting(c, government, move.id);
  if (!meeting) return Error{ErrorKind::kNotFound, "meeting.unknown"};
  MeetingHead& head = meeting->head;
  if (!MayLead(context.actor, context.units, head.unit_id)) return kernel::Forbidden();
  const std::optional<MeetingState> to = AfterAct(head.state, move.act);
  if (!to) return Error{ErrorKind::kConflict, "meeting.step_refused"};
  if (move.act == MeetingAct::kOpen && (meeting->sessions.empty() || meeting->items.empty()))
    return Error{ErrorKind::kConflict, "meeting.nothing_planned"};
  Error error = Invalid();
  CheckWords("reason", move.reason, kWordsBytesMost,
             move.act == MeetingAct::kReopen ? "meeting.reason_missing" : "", error);
  if (!error.fields.empty()) return error;
  head.revision += move.act == MeetingAct::kClose ? 1 : 0;
  const int64_t changed = c.Execute(
      "UPDATE meeting SET state = ?, revision = ?, row_version = row_version + 1 WHERE government_id = ? AND "
      "id = ? "
      "AND row_version = ?",
      {Name(*to), head.revision, government, head.id, move.row_version});
  if (changed == 0) return Error{ErrorKind::kConflict, "meeting.changed"};
  Tell(c, context, Name(move.act), head.id, Detail("reason", TrimBlanks(move.reason)));
  return move.act == MeetingAct::kClose ? KeepPapers(c, context, head, draw) : Ok();
}

Status RenewToken(sql::Connection& c, const ActContext& context, int64_t meeting_id) {
  const Result<MeetingHead> head = HeadForWriting(c, context, meeting_id);
  if (!head.ok()) return head.error();
  c.Execute("UPDATE meeting SET token = ? WHERE government_id = ? AND id = ?",
            {kernel::RandomToken(), context.actor.government_id, meeting_id});
  return Tell(c, context, "renew_link", meeting_id, "{}"), Ok();
}

}  // namespace sinergi::meeting
