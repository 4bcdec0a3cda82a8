// /layanan: what a government does for whoever asks: each service with how long it may take, and open lists.
#include "kernel/frame.h"
#include "kernel/request_facts.h"
#include "modules/register/public_pages.h"
#include "modules/register/register_words.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;

// "10 hari kerja" and whence.
void FillTimes(const kernel::Visit& v, const Definition& definition, Dict& service) {
  for (const RegisterClock& clock : definition.clocks) {
    const std::vector<std::string>& shows = definition.open->shows;
    if (std::find(shows.begin(), shows.end(), clock.name + ".due") == shows.end()) continue;
    const char* unit = clock.rule.unit == kernel::ClockUnit::kWorkingDays    ? "register.public.working_days"
                       : clock.rule.unit == kernel::ClockUnit::kCalendarDays ? "register.public.calendar_days"
                                                                             : "register.public.hours";
    Dict& time = *service.AddSectionDictionary("TIME");
    time.SetValue("CLOCK_TITLE", In(v, clock.title));
    int least = clock.rule.length, most = clock.rule.length;
    for (const auto& [option, length] : clock.lengths)
      least = std::min(least, length), most = std::max(most, length);
    const std::string length = least == most ? std::to_string(most) : fmt::format("{}–{}", least, most);
    time.SetValue("LENGTH", v.T(unit, {length}));
    time.SetValue("BASIS", clock.rule.basis);
  }
}

void FillServices(const kernel::Visit& v, const Registers& registers, const std::string& of, Dict& page) {
  size_t services = 0;
  const PublicSettings settings = PublicSettingsOf(*v.government);
  if (!settings.contact.empty()) page.SetValueAndShowSection("CONTACT_TEXT", settings.contact, "CONTACT");
  for (const InForce& one : registers.all()) {
    const Definition& definition = one.definition;
    if (!definition.open) continue;
    if (TakesIn(settings, definition)) {
      ++services;
      Dict& service = *page.AddSectionDictionary("SERVICE");
      service.SetValue("TITLE", In(v, definition.title));
      service.SetValue("URL", "/layanan/" + definition.id + of);
      service.SetValue("INTRO", In(v, definition.open->intro));
      service.SetValue("BEGIN", v.T("register.public.begin",
                                    {In(v, definition.one.id.empty() ? definition.title : definition.one)}));
      FillTimes(v, definition, service);
    }
    if (!definition.open->list.empty()) {
      Dict& list = *page.AddSectionDictionary("LIST");
      list.SetValue("TITLE", In(v, definition.title));
      list.SetValue("URL", "/layanan/daftar/" + definition.id + of);
      list.SetValue("INTRO", In(v, definition.open->intro));
    }
  }
  if (services == 0) page.ShowSection("NO_SERVICE");
}

http::Response ChooseGovernment(const PublicDesk& desk, const http::Request& request) {
  Dict page("governments");
  desk.web.db.Read([&](sql::Connection& c) {
    c.Query("SELECT code, name FROM government ORDER BY code", {}, [&](const sql::Row& row) {
      Dict& one = *page.AddSectionDictionary("GOVERNMENT");
      one.SetValue("URL", "/layanan?of=" + http::PercentEncode(row.Text(0)));
      one.SetValue("NAME", row.String(1));
    });
    return Unit{};
  });
  return kernel::Frame{desk.web, request, kernel::LangOf(request)}.Show("register/public_governments", page,
                                                                        "register.public.title", 200);
}

http::Response ShowIndex(PublicDesk& desk, const http::Request& request) {
  const Result<int64_t> government = GovernmentOf(desk, request);
  if (!government.ok()) {
    if (government.error().kind == ErrorKind::kConflict) return ChooseGovernment(desk, request);
    return RefusePublic(desk, request, government.error());
  }
  const kernel::Visit v = CitizenVisit(desk, request, *government);
  Dict page("services");
  FillServices(v, desk.registers, OfQuery(request), page);
  return ShowPublic(v, "register/public_index", page, "register.public.title");
}

}  // namespace

void AddPublicIndexPage(http::Router& router, const Desk& desk) {
  router.Get("/layanan", [desk](const http::Request& request) { return ShowIndex(*desk, request); });
}

}  // namespace sinergi::registers
