// /meetings/{id}/minutes: the minutes while the meeting runs, saved as they are written; what participants put
// forward; decisions in one step.
#include <boost/json.hpp>

#include "base/text.h"
#include "kernel/form_view.h"
#include "kernel/frame.h"
#include "modules/meeting/meeting_pages.h"
#include "modules/meeting/meeting_scope.h"

namespace sinergi::meeting {
namespace {

namespace json = boost::json;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kBodyMost = 160 * 1024;

// What was typed into a plain form and could not be saved.
struct Unsaved {
  int64_t item = 0;
  std::string minutes;
};

bool Writes(const Visit& v, const Meeting& meeting) {
  return meeting.head.state == MeetingState::kOpen && MayLead(v, meeting.head);
}

void FillInputs(const Visit& v, const Meeting& meeting, int64_t item, Dict& row) {
  for (const Input& input : meeting.inputs) {
    if (input.item_id != item) continue;
    Dict& said = *row.AddSectionDictionary("INPUT");
    said.SetIntValue("INPUT_ID", input.id);
    said.SetIntValue("INPUT_VERSION", input.row_version);
    said.SetValue("SPEAKER", input.speaker);
    said.SetValue("WORDS", input.words);
    if (!input.answer.empty()) said.SetValueAndShowSection("ANSWER", input.answer, "ANSWERED");
    if (meeting.head.state != MeetingState::kClosed && MayLead(v, meeting.head))
      said.ShowSection("MAY_ANSWER");
  }
}

void FillDecisions(const Visit& v, const Meeting& meeting, int64_t item, Dict& row) {
  for (const FollowUp& one : meeting.decisions) {
    if (one.item_id != item) continue;
    Dict& decided = *row.AddSectionDictionary("DECIDED");
    decided.SetIntValue("FOLLOW_UP_ID", one.id);
    decided.SetValue("DECISION", one.decision);
    decided.SetValue("OWNER", UnitText(v, one.unit_id));
    decided.SetValue("DUE", DayText(v, one.due));
  }
}

void FillItem(const Visit& v, const Meeting& meeting, const AgendaItem& item, const Unsaved& unsaved,
              Dict& row) {
  const bool mine = unsaved.item == item.id;
  row.SetIntValue("ITEM_ID", item.id);
  row.SetValue("ITEM_TITLE", item.title);
  row.SetIntValue("ITEM_VERSION", item.row_version);
  row.SetValue("MINUTES", mine ? unsaved.minutes : item.minutes);
  if (mine) row.SetValueAndShowSection("THEIRS", item.minutes, "CONFLICT");
  if (item.at != 0)
    row.SetValueAndShowSection(
        "SAVED", v.T("meeting.saved_by", {item.login, performance::PrintInstant(v, item.at)}), "WAS_SAVED");
  FillInputs(v, meeting, item.id, row);
  FillDecisions(v, meeting, item.id, row);
  if (!Writes(v, meeting)) return row.ShowSection("READS");
  Dict& write = *row.AddSectionDictionary("WRITES");
  FillUnitChoices(v, meeting.head.unit_id, item.unit_id, write);
}

http::Response ShowMinutes(Visit& v, const Meeting& meeting, const Unsaved& unsaved, const Error* error) {
  Dict page("minutes");
  FillHead(v, meeting.head, page);
  page.SetValue("LAST_DUE", Date::FromDays(v.Today().Days() + 30).Iso());
  page.SetValue("TODAY", v.Today().Iso());
  for (const AgendaItem& item : meeting.items)
    FillItem(v, meeting, item, unsaved, *page.AddSectionDictionary("ITEM"));
  if (meeting.items.empty()) page.ShowSection("EMPTY");
  if (Writes(v, meeting)) page.ShowSection("MAY_WRITE");
  if (meeting.head.state == MeetingState::kPlanned) page.ShowSection("NOT_OPEN");
  kernel::FormView form(v, page);
  if (error) form.Faults(*error);
  return v.Show("meeting/minutes", page, "meeting.minutes", error ? kernel::HttpStatusOf(error->kind) : 200);
}

http::Response SaveMinutesPage(Visit& v) {
  const Result<Meeting> meeting = FindLedMeeting(v);
  if (!meeting.ok()) return v.Refuse(meeting.error());
  const http::Form form = http::ReadForm(v.request);
  const int64_t item = ReadId(v.request.Param("item")).value_or(0);
  // A browser sends line ends as CR LF; kept is LF.
  std::string minutes(form.Field("minutes"));
  std::erase(minutes, '\r');
  const auto units = v.Units();
  const Result<int64_t> saved = v.web.db.Write([&](sql::Connection& c) {
    return SaveMinutes(c, ContextOf(v, *units), meeting->head.id, item, minutes,
                       ReadId(form.Field("row_version")).value_or(0));
  });
  if (saved.ok()) return v.Back(fmt::format("{}/minutes#i{}", PathOf(meeting->head), item), "meeting.saved");
  const Result<Meeting> now = FindLedMeeting(v);
  if (!now.ok()) return v.Refuse(now.error());
  return ShowMinutes(v, *now, {item, kernel::Typed(minutes)}, &saved.error());
}

http::Response RefuseJson(const Visit& v, const Error& error, const AgendaItem* now) {
  json::object body = json::parse(kernel::ErrorJson(v.web.texts, v.lang, error)).as_object();
  if (now)
    body["item"] = json::object{{"minutes", now->minutes}, {"row_version", std::to_string(now->row_version)}};
  return http::Response::Json(json::serialize(body),
                              error.kind == ErrorKind::kInvalid ? 422 : kernel::HttpStatusOf(error.kind));
}

std::string Member(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value && value->is_string() ? std::string(value->get_string()) : "";
}

http::Response Autosave(Visit& v) {
  json::error_code unreadable;
  const json::value body = json::parse(v.request.body, unreadable);
  if (unreadable || !body.is_object())
    return RefuseJson(v, {ErrorKind::kInvalid, "meeting.body_unreadable"}, nullptr);
  const Result<Meeting> meeting = FindLedMeeting(v);
  if (!meeting.ok()) return RefuseJson(v, meeting.error(), nullptr);
  const int64_t item = ReadId(v.request.Param("item")).value_or(0);
  const std::string minutes = Member(body.get_object(), "minutes");
  const int64_t row_version = ReadId(Member(body.get_object(), "row_version")).value_or(0);
  const auto units = v.Units();
  const Result<int64_t> saved = v.web.db.Write([&](sql::Connection& c) {
    return SaveMinutes(c, ContextOf(v, *units), meeting->head.id, item, minutes, row_version);
  });
  if (saved.ok())
    return http::Response::Json(
        json::serialize(json::object{{"item", json::object{{"row_version", std::to_string(*saved)}}}}));
  const Result<Meeting> now = FindLedMeeting(v);
  return RefuseJson(v, saved.error(), now.ok() ? now->Item(item) : nullptr);
}

http::Response PutInput(Visit& v, bool answers) {
  const Result<Meeting> meeting = FindLedMeeting(v);
  if (!meeting.ok()) return v.Refuse(meeting.error());
  const http::Form form = http::ReadForm(v.request);
  const auto text = [&](const char* name) { return std::string(form.Field(name)); };
  const Input input{ReadId(v.request.Param("input")).value_or(0),
                    ReadId(form.Field("item")).value_or(0),
                    text("speaker"),
                    text("words"),
                    text("answer"),
                    ReadId(form.Field("row_version")).value_or(0)};
  const auto units = v.Units();
  const Status done = v.web.db.Write([&](sql::Connection& c) -> Status {
    const ActContext context = ContextOf(v, *units);
    if (answers) return AnswerInput(c, context, meeting->head.id, input);
    const Result<int64_t> added = AddInput(c, context, meeting->head.id, input);
    return added.ok() ? Ok() : Status(added.error());
  });
  if (done.ok())
    return v.Back(fmt::format("{}/minutes#i{}", PathOf(meeting->head), input.item_id), "meeting.saved");
  return done.error().kind == ErrorKind::kInvalid ? ShowMinutes(v, *meeting, {}, &done.error())
                                                  : v.Refuse(done.error());
}

}  // namespace

void AddMinutesPages(kernel::Web& web, http::Router& router) {
  web.Page(router, "/meetings/{id}/minutes", [](Visit& v) {
    const Result<Meeting> meeting = FindMeetingOf(v);
    return meeting.ok() ? ShowMinutes(v, *meeting, {}, nullptr) : v.Refuse(meeting.error());
  });
  web.Post(router, "/meetings/{id}/minutes/{item}", SaveMinutesPage, {.body_limit = kBodyMost});
  web.Put(router, "/api/meetings/{id}/items/{item}", Autosave, {.body_limit = kBodyMost});
  web.Post(router, "/meetings/{id}/inputs", [](Visit& v) { return PutInput(v, false); });
  web.Post(router, "/meetings/{id}/inputs/{input}", [](Visit& v) { return PutInput(v, true); });
}

}  // namespace sinergi::meeting
