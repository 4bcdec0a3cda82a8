// Minutes of agenda items, and what participants put forward.
#include <boost/json.hpp>

#include "base/text.h"
#include "kernel/ids.h"
#include "modules/meeting/meeting_store.h"

namespace sinergi::meeting {
namespace {

constexpr size_t kSpeakerBytesMost = 300;

std::string OfItem(int64_t item_id) {
  return boost::json::serialize(boost::json::object{{"item", item_id}});
}

Result<Meeting> OpenMeeting(sql::Connection& c, const ActContext& context, int64_t id) {
  const Result<MeetingHead> head = HeadForWriting(c, context, id);
  if (!head.ok()) return head.error();
  if (head->state != MeetingState::kOpen) return Error{ErrorKind::kConflict, "meeting.not_open"};
  return *LoadMeeting(c, context.actor.government_id, id);
}

}  // namespace

Result<int64_t> SaveMinutes(sql::Connection& c, const ActContext& context, int64_t meeting_id,
                            int64_t item_id, std::string_view minutes, int64_t row_version) {
  const Result<Meeting> meeting = OpenMeeting(c, context, meeting_id);
  if (!meeting.ok()) return meeting.error();
  const AgendaItem* item = meeting->Item(item_id);
  if (!item) return Error{ErrorKind::kNotFound, "meeting.item_unknown"};
  Error error{ErrorKind::kInvalid, "meeting.invalid"};
  CheckWords("minutes", minutes, kMinutesBytesMost, "", error);
  if (!error.fields.empty()) return error;
  if (item->minutes == minutes) return item->row_version;
  const int64_t changed = c.Execute(
      "UPDATE meeting_item SET minutes = ?, row_version = row_version + 1, login = ?, at = ? WHERE "
      "government_id = ? AND id = ? AND row_version = ?",
      {minutes, context.actor.login, context.now, context.actor.government_id, item_id, row_version});
  if (changed == 0) return Error{ErrorKind::kConflict, "meeting.minutes_changed", {item->login}};
  Tell(c, context, "minutes", meeting_id, OfItem(item_id));
  return row_version + 1;
}

Result<int64_t> AddInput(sql::Connection& c, const ActContext& context, int64_t meeting_id,
                         const Input& input) {
  const int64_t government = context.actor.government_id;
  const Result<Meeting> meeting = OpenMeeting(c, context, meeting_id);
  if (!meeting.ok()) return meeting.error();
  Error error{ErrorKind::kInvalid, "meeting.invalid"};
  CheckWords("speaker", input.speaker, kSpeakerBytesMost, "meeting.speaker_missing", error);
  CheckWords("words", input.words, kWordsBytesMost, "meeting.words_missing", error);
  if (!error.fields.empty()) return error;
  if (input.item_id != 0 && !meeting->Item(input.item_id))
    return Error{ErrorKind::kNotFound, "meeting.item_unknown"};
  const int64_t id = kernel::NextId(c, government);
  c.Execute(
      "INSERT INTO meeting_input (government_id, id, meeting_id, item_id, speaker, words, login, at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      {government, id, meeting_id, KeyOrNull(input.item_id), FoldBlanks(input.speaker),
       TrimBlanks(input.words), context.actor.login, context.now});
  Tell(c, context, "input", meeting_id, OfItem(input.item_id));
  return id;
}

Status AnswerInput(sql::Connection& c, const ActContext& context, int64_t meeting_id, const Input& input) {
  const Result<MeetingHead> head = HeadForWriting(c, context, meeting_id);
  if (!head.ok()) return head.error();
  Error error{ErrorKind::kInvalid, "meeting.invalid"};
  CheckWords("answer", input.answer, kWordsBytesMost, "meeting.words_missing", error);
  if (!error.fields.empty()) return error;
  const int64_t changed = c.Execute(
      "UPDATE meeting_input SET answer = ?, row_version = row_version + 1 WHERE government_id = ? AND id = ? "
      "AND "
      "meeting_id = ? AND row_version = ?",
      {TrimBlanks(input.answer), context.actor.government_id, input.id, meeting_id, input.row_version});
  if (changed == 0) return Error{ErrorKind::kConflict, "meeting.changed"};
  return Tell(c, context, "answer", meeting_id,
              boost::json::serialize(boost::json::object{{"input", input.id}})),
         Ok();
}

}  // namespace sinergi::meeting
