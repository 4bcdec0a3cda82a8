// /meetings/{id}/participants: who is invited, who came; for those who lead the meeting alone.
#include "base/text.h"
#include "kernel/form_view.h"
#include "kernel/time_text.h"
#include "modules/meeting/meeting_pages.h"
#include "modules/meeting/meeting_scope.h"
#include "modules/meeting/participant_store.h"

namespace sinergi::meeting {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

std::string KindWordOf(const Visit& v, std::string_view kind) {
  return v.T(fmt::format("meeting.from_{}", kind));
}

void FillPresence(const Visit& v, const Meeting& meeting, const Participant& one, Dict& row) {
  for (const Session& session : meeting.sessions) {
    Dict& cell = *row.AddSectionDictionary("CELL");
    const bool came = one.Attended(session.id);
    cell.SetValue("CELL_DAY", DayText(v, session.day));
    cell.SetIntValue("SESSION_ID", session.id);
    cell.SetValue("PRESENT", came ? "0" : "1");
    cell.ShowSection(came ? "CAME" : "ABSENT");
    if (meeting.head.state == MeetingState::kOpen) cell.ShowSection("MAY_MARK");
  }
}

void FillRows(const Visit& v, const Meeting& meeting, Dict& page) {
  for (const Session& session : meeting.sessions)
    page.AddSectionDictionary("DAY")->SetValue(
        "DAY_TEXT", fmt::format("{} {}", DayText(v, session.day), kernel::TimeText(session.starts, v.lang)));
  for (const Participant& one : meeting.participants) {
    Dict& row = *page.AddSectionDictionary("PARTICIPANT");
    row.SetIntValue("PARTICIPANT_ID", one.id);
    row.SetValue("NAME", one.name);
    row.SetValue("INSTITUTION", one.institution);
    row.SetValue("KIND_WORD", KindWordOf(v, one.kind));
    if (!one.invited) row.ShowSection("UNINVITED");
    FillPresence(v, meeting, one, row);
    if (one.sessions.empty() && meeting.head.state != MeetingState::kClosed) row.ShowSection("REMOVE");
  }
  page.ShowSection(meeting.participants.empty() ? "EMPTY" : "LIST");
}

http::Response ShowParticipants(Visit& v, const Meeting& meeting, const http::Form& typed,
                                const Error* error) {
  Dict page("participants");
  FillHead(v, meeting.head, page);
  page.SetIntValue("CAME", meeting.Came());
  page.SetIntValue("ALL", static_cast<long>(meeting.participants.size()));
  FillRows(v, meeting, page);
  kernel::FormView form(v, page);
  if (meeting.head.state != MeetingState::kClosed) {
    Dict& add = *page.AddSectionDictionary("MAY_ADD");
    kernel::FormView fields(v, add);
    fields.Value("lines", typed.Field("lines"));
    std::string kinds;
    for (const std::string_view kind : kParticipantKinds)
      kinds += (kinds.empty() ? "" : ", ") + KindWordOf(v, kind);
    add.SetValue("KINDS", kinds);
  }
  if (error) form.Faults(*error);
  return v.Show("meeting/participants", page, "meeting.participants", error ? 422 : 200);
}

std::vector<NewParticipant> WishesOf(const Visit& v, std::string_view text) {
  std::vector<KindWord> words;
  for (const std::string_view kind : kParticipantKinds)
    words.push_back({std::string(kind), KindWordOf(v, kind)});
  std::vector<NewParticipant> wishes;
  for (InviteLine& line : ReadInvites(text, words))
    wishes.push_back({std::move(line.name), std::move(line.institution), std::move(line.kind)});
  return wishes;
}

http::Response AddParticipantPage(Visit& v) {
  const Result<Meeting> meeting = FindLedMeeting(v);
  if (!meeting.ok()) return v.Refuse(meeting.error());
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const std::vector<NewParticipant> wishes = WishesOf(v, form.Field("lines"));
  const Error nobody{ErrorKind::kInvalid, "meeting.invalid", {}, {{"lines", "meeting.name_missing", {}}}};
  if (wishes.empty()) return ShowParticipants(v, *meeting, form, &nobody);
  const auto units = v.Units();
  const Result<int64_t> added = v.web.db.Write([&](sql::Connection& c) {
    return AddParticipants(c, ContextOf(v, *units), meeting->head.id, wishes, Invited::kYes);
  });
  if (added.ok()) return v.Back(PathOf(meeting->head) + "/participants", "meeting.saved");
  if (added.error().kind == ErrorKind::kInvalid) return ShowParticipants(v, *meeting, form, &added.error());
  return v.Refuse(added.error());
}

template <class Act>
http::Response DoWithParticipants(Visit& v, Act&& act) {
  const Result<Meeting> meeting = FindLedMeeting(v);
  if (!meeting.ok()) return v.Refuse(meeting.error());
  const http::Form form = http::ReadForm(v.request);
  const int64_t participant = ReadId(v.request.Param("participant")).value_or(0);
  const auto units = v.Units();
  const Status done = v.web.db.Write(
      [&](sql::Connection& c) { return act(c, ContextOf(v, *units), meeting->head.id, participant, form); });
  if (!done.ok()) return v.Refuse(done.error());
  return v.Back(fmt::format("{}/participants#p{}", PathOf(meeting->head), participant), "meeting.saved");
}

}  // namespace

void AddParticipantPages(kernel::Web& web, http::Router& router) {
  using C = sql::Connection;
  web.Page(router, "/meetings/{id}/participants", [](Visit& v) {
    const Result<Meeting> meeting = FindLedMeeting(v);
    return meeting.ok() ? ShowParticipants(v, *meeting, {}, nullptr) : v.Refuse(meeting.error());
  });
  web.Post(router, "/meetings/{id}/participants", AddParticipantPage, {.body_limit = 512 * 1024});
  web.Post(router, "/meetings/{id}/participants/{participant}/presence", [](Visit& v) {
    return DoWithParticipants(
        v, [](C& c, const ActContext& context, int64_t id, int64_t participant, const http::Form& form) {
          return SetPresence(c, context, id, participant, ReadId(form.Field("session")).value_or(0),
                             form.Field("present") == "1" ? Presence::kPresent : Presence::kAbsent);
        });
  });
  web.Post(router, "/meetings/{id}/participants/{participant}/remove", [](Visit& v) {
    return DoWithParticipants(
        v, [](C& c, const ActContext& context, int64_t id, int64_t participant, const http::Form&) {
          return RemoveParticipant(c, context, id, participant);
        });
  });
}

}  // namespace sinergi::meeting
