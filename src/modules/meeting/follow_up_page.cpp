// /follow-ups/{id}: one decision, its way and its evidence.
#include <algorithm>

#include "kernel/account.h"
#include "kernel/evidence_files.h"
#include "kernel/form_view.h"
#include "modules/meeting/meeting_pages.h"
#include "modules/meeting/meeting_scope.h"

namespace sinergi::meeting {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

// What the address names, with everything its page shows.
struct Shown {
  FollowUp one;
  std::optional<MeetingHead> meeting;
  std::string person, indicator;
  std::vector<FollowUpStory> story;
  std::vector<kernel::Evidence> files;
};

Result<Shown> FindShown(const Visit& v) {
  const Error unknown{ErrorKind::kNotFound, "meeting.follow_up_unknown"};
  const auto id = ReadId(v.request.Param("id"));
  if (!id) return unknown;
  const int64_t government = v.actor.government_id;
  return v.web.db.Read([&](sql::Connection& c) -> Result<Shown> {
    const auto one = FindFollowUp(c, government, *id);
    if (!one) return unknown;
    if (!MaySee(v.actor, *v.Units(), *one)) return kernel::Forbidden();
    Shown shown{*one, {}, {}, {}, StoryOf(c, government, *id), {}};
    if (one->meeting_id != 0) shown.meeting = FindMeeting(c, government, one->meeting_id);
    if (const auto account = kernel::FindAccountById(c, government, one->account_id))
      shown.person = account->name;
    if (one->indicator_id != 0)
      shown.indicator = performance::LoadIndicator(c, government, one->indicator_id).name;
    shown.files = kernel::ListEvidence(c, government, EvidenceSubject(*id));
    return shown;
  });
}

std::string PathOf(const FollowUp& one) {
  return fmt::format("/follow-ups/{}", one.id);
}

bool MayMove(const Visit& v, const FollowUp& one, const FollowUpStep& step) {
  if (step.from != one.state) return false;
  if (step.hand == Hand::kOwner) return MayOwn(v.actor, *v.Units(), one);
  const bool own_work = step.act == FollowUpAct::kAccept && one.done_by == v.actor.account_id;
  return MayLead(v.actor, *v.Units(), one.home_unit_id) && !own_work;
}

// Evidence changes until the work is judged.
bool MayAttach(const Visit& v, const FollowUp& one) {
  return one.state != FollowUpState::kAccepted && MayOwn(v.actor, *v.Units(), one);
}

void FillFacts(const Visit& v, const Shown& shown, Dict& page) {
  const FollowUp& one = shown.one;
  page.SetValue("PATH", PathOf(one));
  page.SetValue("DECISION", one.decision);
  page.SetValue("STATE", StateText(v, one));
  page.SetValue("TAG", std::string(StateTag(one, v.Today())));
  page.SetValue("UNIT", UnitText(v, one.unit_id));
  page.SetIntValue("ROW_VERSION", one.row_version);
  page.SetValue("DUE", DayText(v, one.due));
  if (!shown.person.empty()) page.SetValueAndShowSection("PERSON", shown.person, "HAS_PERSON");
  if (one.due != one.first_due)
    page.SetValueAndShowSection("FIRST_DUE", DayText(v, one.first_due), "POSTPONED");
  if (one.done_on) page.SetValueAndShowSection("DONE_ON", DayText(v, *one.done_on), "IS_DONE");
  page.SetValue("AIM", v.T(fmt::format("meeting.aim_{}", Name(one.aim))));
  if (one.period)
    page.SetValueAndShowSection("PERIOD", performance::PrintPeriod(v, *one.period), "HAS_PERIOD");
  if (shown.meeting) {
    Dict& meeting = *page.AddSectionDictionary("MEETING");
    meeting.SetValue("LINK", PathOf(*shown.meeting));
    meeting.SetValue("TITLE", shown.meeting->title);
  }
  if (one.indicator_id != 0) {
    Dict& indicator = *page.AddSectionDictionary("INDICATOR");
    indicator.SetValue("NAME", shown.indicator);
    indicator.SetValue("LINK", fmt::format("/explain/indicator/{}?period={}", one.indicator_id,
                                           one.period ? one.period->Code() : ""));
  }
}

void FillActs(const Visit& v, const FollowUp& one, Dict& page) {
  Dict* acts = nullptr;
  for (const FollowUpStep& step : FollowUpSteps()) {
    if (!MayMove(v, one, step)) continue;
    if (!acts) acts = page.AddSectionDictionary("ACTS");
    Dict& act = *acts->AddSectionDictionary("ACT");
    act.SetValue("NAME", std::string(Name(step.act)));
    act.SetValue("TEXT", v.T(fmt::format("meeting.act_{}", Name(step.act))));
    const bool first = step.act == FollowUpAct::kFinish || step.act == FollowUpAct::kAccept;
    act.SetValue("CLASS", first ? "" : "secondary");
    if (step.act == FollowUpAct::kPostpone) acts->ShowSection("MAY_POSTPONE");
  }
}

void FillStory(const Visit& v, const Shown& shown, Dict& page) {
  for (const FollowUpStory& told : shown.story) {
    Dict& row = *page.AddSectionDictionary("STORY");
    row.SetValue("ACT_TEXT", v.T(fmt::format("meeting.told_{}", told.act)));
    row.SetValueAndShowSection("WORDS", told.words, "HAS_WORDS");
    row.SetValue("BY", told.login);
    row.SetValue("AT", performance::PrintInstant(v, told.at));
    if (told.act == "decide" || told.act == "postpone")
      row.SetValueAndShowSection("TOLD_DUE", DayText(v, told.due), "HAS_DUE");
  }
}

void FillFiles(const Visit& v, const Shown& shown, Dict& page) {
  const bool may = MayAttach(v, shown.one);
  if (may) page.ShowSection("MAY_ATTACH");
  page.ShowSection(shown.files.empty() ? "NO_FILES" : "FILES");
  for (const kernel::Evidence& file : shown.files) {
    Dict& row = *page.AddSectionDictionary("FILE");
    row.SetIntValue("FILE_ID", file.id);
    row.SetValue("FILE_NAME", file.file_name);
    row.SetValue("FILE_AT", performance::PrintInstant(v, file.at));
    row.SetValue("FILE_BY", file.by);
    if (may) row.ShowSection("REMOVE");
  }
}

http::Response ShowFollowUp(Visit& v, const Shown& shown, const http::Form& typed, const Error* error) {
  Dict page("follow_up");
  FillFacts(v, shown, page);
  FillActs(v, shown.one, page);
  FillStory(v, shown, page);
  FillFiles(v, shown, page);
  kernel::FormView form(v, page);
  form.Value("words", typed.Field("words"));
  form.Value("due_typed", typed.Field("due"));
  if (error) form.Faults(*error);
  return v.Show("meeting/follow_up", page, "meeting.follow_up", error ? 422 : 200);
}

http::Response MoveFollowUpPage(Visit& v) {
  const Result<Shown> shown = FindShown(v);
  if (!shown.ok()) return v.Refuse(shown.error());
  const http::Form form = http::ReadForm(v.request);
  const auto act = ParseFollowUpAct(form.Field("act"));
  if (!form.ok || !act) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const auto units = v.Units();
  const FollowUpMove move{shown->one.id, *act, std::string(form.Field("words")),
                          Date::Parse(form.Field("due")), ReadId(form.Field("row_version")).value_or(0)};
  const Result<FollowUp> moved =
      v.web.db.Write([&](sql::Connection& c) { return MoveFollowUp(c, ContextOf(v, *units), move); });
  if (moved.ok()) return v.Back(PathOf(*moved), fmt::format("meeting.did_{}", Name(*act)));
  if (moved.error().kind == ErrorKind::kInvalid) return ShowFollowUp(v, *shown, form, &moved.error());
  return v.Refuse(moved.error());
}

http::Response Attach(Visit& v) {
  const Result<Shown> shown = FindShown(v);
  if (!shown.ok()) return v.Refuse(shown.error());
  if (!MayAttach(v, shown->one)) return v.Refuse(kernel::Forbidden());
  const Status added = kernel::AddFiles(v, EvidenceSubject(shown->one.id));
  if (!added.ok()) return v.Refuse(added.error());
  return v.Back(PathOf(shown->one), "interface.evidence_added");
}

const kernel::Evidence* FileOf(const Visit& v, const Shown& shown) {
  const auto id = ReadId(v.request.Param("file"));
  const auto found = std::ranges::find(shown.files, id.value_or(0), &kernel::Evidence::id);
  return found == shown.files.end() ? nullptr : &*found;
}

http::Response OpenFile(Visit& v) {
  const Result<Shown> shown = FindShown(v);
  if (!shown.ok()) return v.Refuse(shown.error());
  const kernel::Evidence* file = FileOf(v, *shown);
  if (!file) return v.Refuse({ErrorKind::kNotFound, "files.not_found"});
  Result<http::Response> opened = kernel::OpenFile(v, *file);
  return opened.ok() ? std::move(opened).value() : v.Refuse(opened.error());
}

http::Response RemoveFile(Visit& v) {
  const Result<Shown> shown = FindShown(v);
  if (!shown.ok()) return v.Refuse(shown.error());
  if (!MayAttach(v, shown->one)) return v.Refuse(kernel::Forbidden());
  const kernel::Evidence* file = FileOf(v, *shown);
  if (!file) return v.Refuse({ErrorKind::kNotFound, "files.not_found"});
  const Status removed =
      v.web.db.Write([&](sql::Connection& c) { return kernel::RemoveEvidence(c, v.actor, v.now, file->id); });
  if (!removed.ok()) return v.Refuse(removed.error());
  return v.Back(PathOf(shown->one), "interface.evidence_removed");
}

}  // namespace

void AddFollowUpPages(kernel::Web& web, http::Router& router) {
  web.Page(router, "/follow-ups/{id}", [](Visit& v) {
    const Result<Shown> shown = FindShown(v);
    return shown.ok() ? ShowFollowUp(v, *shown, {}, nullptr) : v.Refuse(shown.error());
  });
  web.Post(router, "/follow-ups/{id}", MoveFollowUpPage);
  web.Post(router, "/follow-ups/{id}/evidence", Attach,
           {.body_limit = kernel::kEvidenceBytesMost + (1u << 20)});
  web.Page(router, "/follow-ups/{id}/evidence/{file}", OpenFile);
  web.Post(router, "/follow-ups/{id}/evidence/{file}/remove", RemoveFile);
}

}  // namespace sinergi::meeting
