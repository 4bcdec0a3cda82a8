// Check-in: the picture for the projector, and the page behind its link, which a guest opens on a phone.
#include "base/text.h"
#include "kernel/form_view.h"
#include "kernel/frame.h"
#include "kernel/request_facts.h"
#include "kernel/time_text.h"
#include "modules/meeting/meeting_pages.h"
#include "modules/meeting/meeting_scope.h"
#include "modules/meeting/participant_store.h"
#include "platform/http/rate_limit.h"
#include "platform/pages/qr.h"

namespace sinergi::meeting {
namespace {

using kernel::Frame;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

// A hall of people may stand behind one address; a link is worth one meeting.
struct Limits {
  http::RateLimit by_address{{.burst = 150, .per_minute = 60}};
  http::RateLimit by_link{{.burst = 400, .per_minute = 120}};
};

std::string LinkOf(const Visit& v, const MeetingHead& head) {
  const std::string host(v.request.Header("host"));
  return fmt::format("{}://{}/check-in/{}", v.web.secure_cookies ? "https" : "http", host, head.token);
}

http::Response Projector(Visit& v) {
  const Result<Meeting> meeting = FindLedMeeting(v);
  if (!meeting.ok()) return v.Refuse(meeting.error());
  Dict page("check_in_show");
  FillHead(v, meeting->head, page);
  page.SetIntValue("CAME", meeting->Came());
  if (meeting->head.state == MeetingState::kOpen) {
    Dict& shown = *page.AddSectionDictionary("OPEN");
    shown.SetValue("LINK", LinkOf(v, meeting->head));
    shown.SetValue("QR",
                   pages::QrSvg(LinkOf(v, meeting->head), v.T("meeting.qr_title", {meeting->head.title})));
  } else {
    page.ShowSection("SHUT");
  }
  return v.Show("meeting/check_in_show", page, "meeting.show_qr");
}

http::Response Renew(Visit& v) {
  const Result<Meeting> meeting = FindLedMeeting(v);
  if (!meeting.ok()) return v.Refuse(meeting.error());
  const auto units = v.Units();
  const Status done = v.web.db.Write(
      [&](sql::Connection& c) { return RenewToken(c, ContextOf(v, *units), meeting->head.id); });
  if (!done.ok()) return v.Refuse(done.error());
  return v.Back(PathOf(meeting->head) + "/check-in", "meeting.link_renewed");
}

// What a guest's page is made for: who asks, in which language.
struct Guest {
  kernel::Web& web;
  const http::Request& request;
  Lang lang;
  std::string T(std::string_view key) const { return web.texts.Get(lang, key); }
  http::Response Refuse(const Error& error) const { return Frame{web, request, lang}.Refuse(error); }
};

std::optional<Door> DoorOf(const Guest& guest) {
  return guest.web.db.Read([&](sql::Connection& c) { return FindDoor(c, guest.request.Param("token")); });
}

http::Response ShowForm(const Guest& guest, const NewParticipant& typed, const Error* error) {
  const std::optional<Door> door = DoorOf(guest);
  if (!door) return guest.Refuse({ErrorKind::kNotFound, "meeting.link_unknown"});
  Dict page("check_in");
  kernel::FormView form(guest.web.texts, guest.lang, page);
  page.SetValue("TITLE", door->head.title);
  page.SetValue("OF_GOVERNMENT", door->government);
  page.SetValue("ACTION", "/check-in/" + door->head.token);
  page.ShowSection(door->head.state == MeetingState::kOpen ? "OPEN" : "SHUT");
  form.Value("name", typed.name);
  form.Value("institution", typed.institution);
  for (const std::string_view kind : kParticipantKinds)
    form.Choice("kind", kind, guest.T(fmt::format("meeting.from_{}", kind)), typed.kind == kind);
  if (error) form.Faults(*error);
  const int status = error ? kernel::HttpStatusOf(error->kind) : 200;
  return Frame{guest.web, guest.request, guest.lang}.Show("meeting/check_in", page, "meeting.check_in",
                                                          status);
}

http::Response ShowThanks(const Guest& guest, const Door& door, const Session& session) {
  Dict page("check_in_done");
  page.SetValue("TITLE", door.head.title);
  page.SetValue("TIME", kernel::TimeText(TimeAt(guest.web.clock(), door.zone), guest.lang));
  page.SetValue("PLACE", session.place);
  return Frame{guest.web, guest.request, guest.lang}.Show("meeting/check_in_done", page, "meeting.check_in",
                                                          200);
}

http::Response SignIn(const Guest& guest, Limits& limits) {
  if (kernel::IsFromElsewhere(guest.request)) return guest.Refuse({ErrorKind::kForbidden, "kernel.csrf"});
  const Instant now = guest.web.clock();
  const std::string token(guest.request.Param("token"));
  const int64_t wait =
      std::max(limits.by_address.Take(guest.request.peer, now), limits.by_link.Take(token, now));
  const http::Form form = http::ReadForm(guest.request);
  const NewParticipant person{kernel::Typed(form.Field("name")), kernel::Typed(form.Field("institution")),
                              kernel::Typed(form.Field("kind"))};
  if (wait > 0) {
    const Error error{ErrorKind::kTooMany, "meeting.wait"};
    return ShowForm(guest, person, &error).Set("Retry-After", std::to_string(wait));
  }
  const Result<Session> session =
      guest.web.db.Write([&](sql::Connection& c) { return CheckIn(c, now, token, person); });
  if (!session.ok()) return ShowForm(guest, person, &session.error());
  return ShowThanks(guest, *DoorOf(guest), *session);
}

}  // namespace

void AddCheckInPages(kernel::Web& web, http::Router& router) {
  const auto limits = std::make_shared<Limits>();
  web.Page(router, "/meetings/{id}/check-in", Projector);
  web.Post(router, "/meetings/{id}/check-in/renew", Renew);
  router.Get("/check-in/{token}", [&web, limits](const http::Request& request) {
    const Guest guest{web, request, kernel::LangOf(request)};
    if (limits->by_address.Take(request.peer, web.clock()) > 0)
      return guest.Refuse({ErrorKind::kTooMany, "meeting.wait"});
    return ShowForm(guest, {}, nullptr);
  });
  router.Post("/check-in/{token}", [&web, limits](const http::Request& request) {
    return SignIn({web, request, kernel::LangOf(request)}, *limits);
  });
}

}  // namespace sinergi::meeting
