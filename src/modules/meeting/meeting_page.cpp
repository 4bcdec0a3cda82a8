// /meetings/{id}: the meeting, its sessions and agenda, what is still open from before, what was decided.
#include <algorithm>

#include "kernel/form_view.h"
#include "kernel/time_text.h"
#include "modules/meeting/meeting_pages.h"
#include "modules/meeting/meeting_paper.h"
#include "modules/meeting/meeting_scope.h"

namespace sinergi::meeting {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

bool MayWrite(const Visit& v, const MeetingHead& head) {
  return MayLead(v, head) && head.state != MeetingState::kClosed;
}

void FillSessions(const Visit& v, const Meeting& meeting, Dict& page) {
  for (const Session& session : meeting.sessions) {
    Dict& row = *page.AddSectionDictionary("SESSION");
    row.SetIntValue("SESSION_ID", session.id);
    row.SetValue("DAY", DayText(v, session.day));
    row.SetValue("TIME", kernel::TimeText(session.starts + "–" + session.ends, v.lang));
    row.SetValue("PLACE", session.place);
    if (!session.link.empty()) row.SetValueAndShowSection("LINK", session.link, "HAS_LINK");
    if (MayWrite(v, meeting.head)) row.ShowSection("REMOVE");
  }
  page.ShowSection(meeting.sessions.empty() ? "NO_SESSIONS" : "SESSIONS");
}

void FillAgenda(const Visit& v, const Meeting& meeting, Dict& page) {
  for (const AgendaItem& item : meeting.items) {
    Dict& row = *page.AddSectionDictionary("ITEM");
    row.SetIntValue("ITEM_ID", item.id);
    row.SetValue("ITEM_TITLE", item.title);
    if (item.unit_id != 0 && UnitText(v, item.unit_id) != item.title)
      row.SetValueAndShowSection("ITEM_UNIT", UnitText(v, item.unit_id), "HAS_UNIT");
    if (MayWrite(v, meeting.head)) row.ShowSection("REMOVE");
  }
  if (meeting.items.empty()) page.ShowSection("NO_ITEMS");
}

// Decided earlier by the same unit and not yet accepted: what this meeting opens with.
void FillEarlier(const Visit& v, const Meeting& meeting, Dict& page) {
  std::vector<MeetingHead> heads;
  std::vector<FollowUp> all = v.web.db.Read([&](sql::Connection& c) {
    heads = ListMeetings(c, v.actor.government_id);
    return ListFollowUps(c, v.actor.government_id);
  });
  std::erase_if(all, [&](const FollowUp& one) {
    return one.home_unit_id != meeting.head.unit_id || one.meeting_id == meeting.head.id ||
           one.state == FollowUpState::kAccepted;
  });
  if (meeting.head.state != MeetingState::kClosed) {
    Dict& part = *page.AddSectionDictionary("EARLIER");
    if (FillFollowUps(v, {all, heads}, part) == 0)
      part.ShowSection("NONE");
    else
      part.ShowSection("SOME");
  }
  Dict& decided = *page.AddSectionDictionary("DECIDED");
  decided.ShowSection(FillFollowUps(v, {meeting.decisions, heads}, decided) == 0 ? "NONE" : "SOME");
}

void FillMoves(const Visit& v, const MeetingHead& head, Dict& page) {
  if (!MayLead(v, head)) return;
  Dict& lead = *page.AddSectionDictionary("LEAD");
  for (const MeetingAct act : {MeetingAct::kOpen, MeetingAct::kClose, MeetingAct::kReopen}) {
    if (!AfterAct(head.state, act)) continue;
    lead.SetValue("ACT", std::string(Name(act)));
    lead.SetValue("ACT_TEXT", v.T(fmt::format("meeting.move_{}", Name(act))));
    if (act == MeetingAct::kReopen) lead.ShowSection("WITH_REASON");
  }
  if (head.state != MeetingState::kClosed) lead.ShowSection("MAY_EDIT");
  if (head.state == MeetingState::kOpen) lead.ShowSection("MAY_CHECK_IN");
}

http::Response ShowMeeting(Visit& v, const Meeting& meeting, const http::Form& typed, const Error* error) {
  Dict page("meeting");
  FillHead(v, meeting.head, page);
  page.SetValue("CHAIR", meeting.head.chair.empty() ? "–" : meeting.head.chair);
  page.SetValue("NOTE_TAKER", meeting.head.note_taker.empty() ? "–" : meeting.head.note_taker);
  page.SetIntValue("INVITED", std::ranges::count_if(meeting.participants, &Participant::invited));
  page.SetIntValue("CAME", meeting.Came());
  FillMoves(v, meeting.head, page);
  FillSessions(v, meeting, page);
  FillAgenda(v, meeting, page);
  FillEarlier(v, meeting, page);
  if (MayWrite(v, meeting.head)) {
    Dict& add = *page.AddSectionDictionary("MAY_WRITE");
    kernel::FormView form(v, add);
    for (const char* name : {"day", "starts", "ends", "place", "link"}) form.Value(name, typed.Field(name));
    form.Value("item", typed.Field("title"));
    FillUnitChoices(v, meeting.head.unit_id, 0, add);
  }
  kernel::FormView form(v, page);
  if (error) form.Faults(*error);
  return v.Show("meeting/meeting", page, "nav.meetings", error ? 422 : 200);
}

// One act on a meeting that is led by the visitor: what it did wrong is said on the meeting's page.
template <class Act>
http::Response DoWithMeeting(Visit& v, const char* notice, Act&& act) {
  const Result<Meeting> meeting = FindLedMeeting(v);
  if (!meeting.ok()) return v.Refuse(meeting.error());
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const auto units = v.Units();
  const Status done = v.web.db.Write([&](sql::Connection& c) -> Status {
    const auto answer = act(c, ContextOf(v, *units), meeting->head.id, form);
    return answer.ok() ? Ok() : Status(answer.error());
  });
  if (done.ok()) return v.Back(PathOf(meeting->head), notice);
  const bool here = done.error().kind == ErrorKind::kInvalid || done.error().kind == ErrorKind::kConflict;
  return here ? ShowMeeting(v, *meeting, form, &done.error()) : v.Refuse(done.error());
}

http::Response MoveMeetingPage(Visit& v) {
  const auto act = ParseMeetingAct(http::ReadForm(v.request).Field("act"));
  if (!act) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const std::string notice = fmt::format("meeting.moved_{}", Name(*act));
  const auto government = v.Gov();
  const auto units = v.Units();
  const PaperDesk desk{v.web.texts, v.web.templates, *government, *units};
  const DrawPapers draw = [&desk](const Meeting& meeting) { return AllPapers(desk, meeting); };
  return DoWithMeeting(
      v, notice.c_str(),
      [&](sql::Connection& c, const ActContext& context, int64_t id, const http::Form& form) {
        return MoveMeeting(
            c, context,
            {id, *act, std::string(form.Field("reason")), ReadId(form.Field("row_version")).value_or(0)},
            draw);
      });
}

Session SessionOf(const http::Form& form) {
  const auto text = [&](const char* name) { return std::string(form.Field(name)); };
  return {0,
          Date::Parse(form.Field("day")).value_or(Date{}),
          text("starts"),
          text("ends"),
          text("place"),
          text("link")};
}

AgendaItem ItemOf(const http::Form& form) {
  AgendaItem item;
  item.title = form.Field("title");
  item.unit_id = ReadId(form.Field("unit")).value_or(0);
  return item;
}

}  // namespace

void AddMeetingPage(kernel::Web& web, http::Router& router) {
  using C = sql::Connection;
  using http::Form;
  web.Page(router, "/meetings/{id}", [](Visit& v) {
    const Result<Meeting> meeting = FindMeetingOf(v);
    return meeting.ok() ? ShowMeeting(v, *meeting, {}, nullptr) : v.Refuse(meeting.error());
  });
  web.Post(router, "/meetings/{id}/move", MoveMeetingPage);
  web.Post(router, "/meetings/{id}/sessions", [](Visit& v) {
    return DoWithMeeting(v, "meeting.saved",
                         [](C& c, const ActContext& context, int64_t id, const Form& form) {
                           return AddSession(c, context, id, SessionOf(form));
                         });
  });
  web.Post(router, "/meetings/{id}/sessions/{session}/remove", [](Visit& v) {
    const int64_t session = ReadId(v.request.Param("session")).value_or(0);
    return DoWithMeeting(v, "meeting.saved", [=](C& c, const ActContext& context, int64_t id, const Form&) {
      return RemoveSession(c, context, id, session);
    });
  });
  web.Post(router, "/meetings/{id}/items", [](Visit& v) {
    return DoWithMeeting(v, "meeting.saved",
                         [](C& c, const ActContext& context, int64_t id, const Form& form) {
                           return AddItem(c, context, id, ItemOf(form));
                         });
  });
  web.Post(router, "/meetings/{id}/items/divisions", [](Visit& v) {
    return DoWithMeeting(v, "meeting.saved", [](C& c, const ActContext& context, int64_t id, const Form&) {
      return AddItemsByDivision(c, context, id);
    });
  });
  web.Post(router, "/meetings/{id}/items/{item}/remove", [](Visit& v) {
    const int64_t item = ReadId(v.request.Param("item")).value_or(0);
    return DoWithMeeting(v, "meeting.saved", [=](C& c, const ActContext& context, int64_t id, const Form&) {
      return RemoveItem(c, context, id, item);
    });
  });
}

}  // namespace sinergi::meeting
