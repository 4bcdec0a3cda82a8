// What the pages of meetings share: finding the meeting that the address names, who sees it, names and dates, and
// rows of follow-ups. Made for one request.
#pragma once

#include "kernel/web.h"
#include "modules/meeting/meeting_store.h"

namespace sinergi::meeting {

using performance::ReadId;

// The person who asks, as the verbs want it. `units` must outlive it.
ActContext ContextOf(const kernel::Visit& v, const kernel::UnitTree& units);

// The meeting of {id}. Errors: meeting.unknown, kernel.forbidden.
Result<Meeting> FindMeetingOf(const kernel::Visit& v);
// As above, for those who lead it: names of participants are shown to them alone.
Result<Meeting> FindLedMeeting(const kernel::Visit& v);
bool MayLead(const kernel::Visit& v, const MeetingHead& head);

std::string PathOf(const MeetingHead& head);                    // "/meetings/12"
std::string UnitText(const kernel::Visit& v, int64_t unit_id);  // the government's name for 0
std::string DayText(const kernel::Visit& v, const Date& day);   // "Rabu, 18 September 2024"
std::string DaysText(const kernel::Visit& v,
                     const MeetingHead& head);  // "18 – 23 September 2024"; "belum dijadwalkan"
std::string KindText(const kernel::Visit& v, MeetingKind kind);
// The head's title, kind, period, unit and state: {{TITLE}} {{KIND}} {{STATE}} {{STATE_TAG}} …
void FillHead(const kernel::Visit& v, const MeetingHead& head, ctemplate::TemplateDictionary& page);

// Follow-ups as rows {{#FOLLOW_UP}} of a section; nothing is shown of those the visitor may not see. How many.
struct FollowUpRows {
  const std::vector<FollowUp>& rows;
  const std::vector<MeetingHead>& meetings;
  size_t most = 200;
};
int FillFollowUps(const kernel::Visit& v, const FollowUpRows& list, ctemplate::TemplateDictionary& page);
std::string StateText(const kernel::Visit& v, const FollowUp& one);
std::string_view StateTag(const FollowUp& one, const Date& today);

// Choices of a field {{#UNIT_CHOICE}}: the units below one (0: all), and who may be named as owner there.
void FillUnitChoices(const kernel::Visit& v, int64_t below, int64_t chosen,
                     ctemplate::TemplateDictionary& page);
void FillPeople(const kernel::Visit& v, int64_t below, int64_t chosen, ctemplate::TemplateDictionary& page);

}  // namespace sinergi::meeting
