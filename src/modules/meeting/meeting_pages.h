// The pages of meetings and follow-ups, each a function that adds its routes; AddMeetingPages adds all of them, their
// entries in the navigation, and hands tasks and decided lines to performance (outside.h).
#pragma once

#include "kernel/web.h"
#include "modules/performance/public.h"

namespace sinergi::meeting {

// A figure that is kept elsewhere, for the material of a unit: this module knows none of the registers.
struct UnitFigure {
  std::string group, title, value;
  std::string url;
};
using UnitFigures =
    std::function<std::vector<UnitFigure>(const kernel::Visit&, int64_t unit_id, Period period)>;

void AddMeetingPages(kernel::Web& web, http::Router& router, performance::PerformanceServices& services,
                     const UnitFigures& figures = {});

void AddMeetingListPages(kernel::Web& web, http::Router& router);  // /meetings, /meetings/new, …/edit
void AddMeetingPage(kernel::Web& web, http::Router& router);       // /meetings/{id} and its acts
void AddParticipantPages(kernel::Web& web, http::Router& router);  // …/participants
void AddCheckInPages(kernel::Web& web, http::Router& router);      // …/check-in, /check-in/{token}
void AddMinutesPages(kernel::Web& web, http::Router& router);      // …/minutes
void AddMaterialPage(kernel::Web& web, http::Router& router, performance::PerformanceServices& services,
                     const UnitFigures& figures);                   // …/material
void AddMeetingPaperPages(kernel::Web& web, http::Router& router);  // …/papers
void AddFollowUpListPage(kernel::Web& web, http::Router& router);   // /follow-ups
void AddFollowUpPages(kernel::Web& web, http::Router& router);      // /follow-ups/{id}, evidence
void AddFollowUpNewPage(kernel::Web& web, http::Router& router,
                        performance::PerformanceServices& services);  // /follow-ups/new

}  // namespace sinergi::meeting
