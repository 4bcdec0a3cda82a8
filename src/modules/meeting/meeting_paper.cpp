// The papers of a meeting as HTML: invitation, attendance list, minutes (notulen) and record (Berita Acara). Always
// in Indonesian: they are signed.
#include <algorithm>

#include "base/ensure.h"
#include "base/text.h"
#include "kernel/due_text.h"
#include "modules/meeting/meeting_pages.h"
#include "modules/meeting/meeting_scope.h"

namespace sinergi::meeting {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

// As kPapers.
constexpr const char* kTemplates[] = {"meeting/paper_invitation", "meeting/paper_attendance",
                                      "meeting/paper_minutes", "meeting/paper_record"};
static_assert(std::size(kTemplates) == std::size(kPapers));

constexpr const char* kToFill = "....................................";

std::string Said(const Visit& v, std::string_view key, std::initializer_list<std::string_view> args = {}) {
  return v.web.texts.Get(Lang::kId, key, args);
}

std::string Day(const Date& day) {
  return kernel::LongDate(day, Lang::kId);
}

std::string UnitNameOf(const Visit& v, int64_t id) {
  const kernel::Unit* unit = v.Units()->Find(id);
  return unit ? unit->name : id == 0 ? v.Gov()->name : Said(v, "meeting.unit_ended");
}

void FillTop(const Visit& v, const Meeting& meeting, Dict& dict) {
  const MeetingHead& head = meeting.head;
  dict.SetValue("GOVERNMENT", v.Gov()->name);
  dict.SetValue("OF_UNIT", UnitNameOf(v, head.unit_id));
  dict.SetValue("TITLE", head.title);
  dict.SetValue("KIND", Said(v, fmt::format("meeting.kind_{}", Name(head.kind))));
  dict.SetValue("CHAIR", head.chair.empty() ? kToFill : head.chair);
  dict.SetValue("NOTE_TAKER", head.note_taker.empty() ? kToFill : head.note_taker);
  dict.SetIntValue("CAME", meeting.Came());
  if (head.period)
    dict.SetValueAndShowSection(
        "PERIOD",
        Said(v, "form.period", {QuarterRoman(head.period->quarter), std::to_string(head.period->year)}),
        "HAS_PERIOD");
  if (head.revision > 1) dict.SetValueAndShowSection("REVISION", std::to_string(head.revision), "REVISED");
}

void FillSessions(const Meeting& meeting, std::string_view zone, Dict& dict) {
  for (const Session& session : meeting.sessions) {
    Dict& row = *dict.AddSectionDictionary("SESSION");
    row.SetValue("DAY", Day(session.day));
    row.SetValue("TIME", fmt::format("{}–{} {}", session.starts, session.ends, zone));
    row.SetValue("PLACE", session.place);
    if (!session.link.empty()) row.SetValueAndShowSection("LINK", session.link, "HAS_LINK");
  }
}

void FillPaperItems(const Visit& v, const Meeting& meeting, Dict& dict) {
  for (const AgendaItem& item : meeting.items) {
    Dict& row = *dict.AddSectionDictionary("ITEM");
    row.SetValue("ITEM_TITLE", item.title);
    row.SetValue("MINUTES", item.minutes.empty() ? Said(v, "meeting.paper_nothing") : item.minutes);
    for (const Input& input : meeting.inputs) {
      if (input.item_id != item.id) continue;
      Dict& said = *row.AddSectionDictionary("INPUT");
      said.SetValue("SPEAKER", input.speaker);
      said.SetValue("WORDS", input.words);
      if (!input.answer.empty()) said.SetValueAndShowSection("ANSWER", input.answer, "ANSWERED");
    }
  }
}

void FillDecisions(const Visit& v, const Meeting& meeting, Dict& dict) {
  int number = 0;
  for (const FollowUp& one : meeting.decisions) {
    Dict& row = *dict.AddSectionDictionary("DECIDED");
    row.SetIntValue("NUMBER", ++number);
    row.SetValue("DECISION", one.decision);
    row.SetValue("OWNER", UnitNameOf(v, one.unit_id));
    row.SetValue("DUE", Day(one.first_due));
  }
  dict.ShowSection(number == 0 ? "NO_DECISIONS" : "DECISIONS");
}

// How many came of each kind, in the order of the kinds.
void FillKinds(const Visit& v, const Meeting& meeting, Dict& dict) {
  for (const std::string_view kind : kParticipantKinds) {
    const auto came = std::ranges::count_if(meeting.participants, [&](const Participant& one) {
      return one.kind == kind && !one.sessions.empty();
    });
    if (came == 0) continue;
    Dict& row = *dict.AddSectionDictionary("CAME_KIND");
    row.SetValue("FROM", Said(v, fmt::format("meeting.from_{}", kind)));
    row.SetIntValue("COUNT", static_cast<long>(came));
  }
}

void FillPeople(const Visit& v, const Meeting& meeting, Dict& dict) {
  for (const Session& session : meeting.sessions)
    dict.AddSectionDictionary("DAY_HEAD")->SetValue("DAY_TEXT", Day(session.day));
  int number = 0;
  for (const Participant& one : meeting.participants) {
    Dict& row = *dict.AddSectionDictionary("PARTICIPANT");
    row.SetIntValue("NUMBER", ++number);
    row.SetValue("NAME", one.name);
    row.SetValue("INSTITUTION", one.institution);
    row.SetValue("FROM", Said(v, fmt::format("meeting.from_{}", one.kind)));
    for (const Session& session : meeting.sessions)
      row.AddSectionDictionary("CELL")->SetValue("PRESENCE", one.Attended(session.id) ? "✓" : "");
  }
}

}  // namespace

std::string PaperMarkup(const Visit& v, const Meeting& meeting, std::string_view paper) {
  const auto found = std::ranges::find(kPapers, paper);
  ENSURE(found != std::end(kPapers));
  Dict dict("paper");
  FillTop(v, meeting, dict);
  FillSessions(meeting, ZoneName(v.Gov()->zone), dict);
  FillPaperItems(v, meeting, dict);
  FillDecisions(v, meeting, dict);
  FillKinds(v, meeting, dict);
  FillPeople(v, meeting, dict);
  return v.web.templates.Render(kTemplates[found - kPapers], Lang::kId, dict);
}

}  // namespace sinergi::meeting
