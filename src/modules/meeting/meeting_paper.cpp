#include "modules/meeting/meeting_paper.h"

#include <algorithm>

#include "base/ensure.h"
#include "base/text.h"
#include "kernel/due_text.h"
#include "kernel/time_text.h"
#include "modules/meeting/meeting_scope.h"

namespace sinergi::meeting {
namespace {

using Dict = ctemplate::TemplateDictionary;

// As kPapers.
constexpr const char* kTemplates[] = {"meeting/paper_invitation", "meeting/paper_attendance",
                                      "meeting/paper_minutes", "meeting/paper_record"};
static_assert(std::size(kTemplates) == std::size(kPapers));

constexpr const char* kToFill = "....................................";

std::string Said(const PaperDesk& desk, std::string_view key,
                 std::initializer_list<std::string_view> args = {}) {
  return desk.texts.Get(Lang::kId, key, args);
}

std::string Day(const Date& day) {
  return kernel::LongDate(day, Lang::kId);
}

std::string UnitNameOf(const PaperDesk& desk, int64_t id) {
  const kernel::Unit* unit = desk.units.Find(id);
  return unit ? unit->name : id == 0 ? desk.government.name : Said(desk, "meeting.unit_ended");
}

void FillTop(const PaperDesk& desk, const Meeting& meeting, Dict& dict) {
  const MeetingHead& head = meeting.head;
  dict.SetValue("GOVERNMENT", desk.government.name);
  dict.SetValue("OF_UNIT", UnitNameOf(desk, head.unit_id));
  dict.SetValue("TITLE", head.title);
  dict.SetValue("KIND", Said(desk, fmt::format("meeting.kind_{}", Name(head.kind))));
  dict.SetValue("CHAIR", head.chair.empty() ? kToFill : head.chair);
  dict.SetValue("NOTE_TAKER", head.note_taker.empty() ? kToFill : head.note_taker);
  dict.SetIntValue("CAME", meeting.Came());
  if (head.period)
    dict.SetValueAndShowSection(
        "PERIOD",
        Said(desk, "form.period", {QuarterRoman(head.period->quarter), std::to_string(head.period->year)}),
        "HAS_PERIOD");
  if (head.revision > 1) dict.SetValueAndShowSection("REVISION", std::to_string(head.revision), "REVISED");
}

void FillSessions(const Meeting& meeting, std::string_view zone, Dict& dict) {
  for (const Session& session : meeting.sessions) {
    Dict& row = *dict.AddSectionDictionary("SESSION");
    row.SetValue("DAY", Day(session.day));
    row.SetValue(
        "TIME", fmt::format("{} {}", kernel::TimeText(session.starts + "–" + session.ends, Lang::kId), zone));
    row.SetValue("PLACE", session.place);
    if (!session.link.empty()) row.SetValueAndShowSection("LINK", session.link, "HAS_LINK");
  }
}

void FillPaperItems(const PaperDesk& desk, const Meeting& meeting, Dict& dict) {
  for (const AgendaItem& item : meeting.items) {
    Dict& row = *dict.AddSectionDictionary("ITEM");
    row.SetValue("ITEM_TITLE", item.title);
    row.SetValue("MINUTES", item.minutes.empty() ? Said(desk, "meeting.paper_nothing") : item.minutes);
    for (const Input& input : meeting.inputs) {
      if (input.item_id != item.id) continue;
      Dict& said = *row.AddSectionDictionary("INPUT");
      said.SetValue("SPEAKER", input.speaker);
      said.SetValue("WORDS", input.words);
      if (!input.answer.empty()) said.SetValueAndShowSection("ANSWER", input.answer, "ANSWERED");
    }
  }
}

void FillDecisions(const PaperDesk& desk, const Meeting& meeting, Dict& dict) {
  int number = 0;
  for (const FollowUp& one : meeting.decisions) {
    Dict& row = *dict.AddSectionDictionary("DECIDED");
    row.SetIntValue("NUMBER", ++number);
    row.SetValue("DECISION", one.decision);
    row.SetValue("OWNER", UnitNameOf(desk, one.unit_id));
    row.SetValue("DUE", Day(one.first_due));
  }
  dict.ShowSection(number == 0 ? "NO_DECISIONS" : "DECISIONS");
}

// How many came of each kind, in the order of the kinds.
void FillKinds(const PaperDesk& desk, const Meeting& meeting, Dict& dict) {
  for (const std::string_view kind : kParticipantKinds) {
    const auto came = std::ranges::count_if(meeting.participants, [&](const Participant& one) {
      return one.kind == kind && !one.sessions.empty();
    });
    if (came == 0) continue;
    Dict& row = *dict.AddSectionDictionary("CAME_KIND");
    row.SetValue("FROM", Said(desk, fmt::format("meeting.from_{}", kind)));
    row.SetIntValue("COUNT", static_cast<long>(came));
  }
}

void FillPeople(const PaperDesk& desk, const Meeting& meeting, Dict& dict) {
  for (const Session& session : meeting.sessions)
    dict.AddSectionDictionary("DAY_HEAD")->SetValue("DAY_TEXT", Day(session.day));
  int number = 0;
  for (const Participant& one : meeting.participants) {
    Dict& row = *dict.AddSectionDictionary("PARTICIPANT");
    row.SetIntValue("NUMBER", ++number);
    row.SetValue("NAME", one.name);
    row.SetValue("INSTITUTION", one.institution);
    row.SetValue("FROM", Said(desk, fmt::format("meeting.from_{}", one.kind)));
    for (const Session& session : meeting.sessions)
      row.AddSectionDictionary("CELL")->SetValue("PRESENCE", one.Attended(session.id) ? "✓" : "");
  }
}

}  // namespace

std::string PaperMarkup(const PaperDesk& desk, const Meeting& meeting, std::string_view paper) {
  const auto found = std::ranges::find(kPapers, paper);
  ENSURE(found != std::end(kPapers));
  Dict dict("paper");
  FillTop(desk, meeting, dict);
  FillSessions(meeting, ZoneName(desk.government.zone), dict);
  FillPaperItems(desk, meeting, dict);
  FillDecisions(desk, meeting, dict);
  FillKinds(desk, meeting, dict);
  FillPeople(desk, meeting, dict);
  return desk.templates.Render(kTemplates[found - kPapers], Lang::kId, dict);
}

std::string PaperMarkup(const kernel::Visit& v, const Meeting& meeting, std::string_view paper) {
  const auto government = v.Gov();
  const auto units = v.Units();
  return PaperMarkup(PaperDesk{v.web.texts, v.web.templates, *government, *units}, meeting, paper);
}

std::vector<Paper> AllPapers(const PaperDesk& desk, const Meeting& meeting) {
  std::vector<Paper> papers;
  for (const std::string_view paper : kPapers)
    papers.push_back({std::string(paper), PaperMarkup(desk, meeting, paper)});
  return papers;
}

}  // namespace sinergi::meeting
