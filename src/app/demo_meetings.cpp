#include "app/demo_meetings.h"

#include <algorithm>

#include "app/demo_files.h"
#include "base/ensure.h"
#include "kernel/account.h"
#include "modules/meeting/meeting_paper.h"
#include "modules/meeting/participant_store.h"

namespace sinergi::app {
namespace {

using performance::ActContext;

constexpr int64_t kNoonHour = 4;  // UTC, in Kupang

// That day, or the Monday after.
Date WorkingDay(int64_t days) {
  const int64_t weekday = (days + 4) % 7;  // 0: Sunday
  return Date::FromDays(weekday == 0 ? days + 1 : weekday == 6 ? days + 2 : days);
}

struct ExampleAct {
  Date day;
  std::string login;
  meeting::FollowUpMove move;
};

class MeetingLoader {
 public:
  MeetingLoader(sql::Connection& c, const ActContext& context, const ExampleMeetings& example)
      : c_(c),
        context_(context),
        example_(example),
        plan_(performance::LoadPlanYear(c, example.government.id, example.plan)) {}

  void Load(const files::Node& yaml) {
    acts_.clear();
    Plan(yaml);
    if (yaml["held"]) Hold(yaml["held"]);
    std::ranges::stable_sort(acts_, {}, &ExampleAct::day);
    for (const ExampleAct& act : acts_) Take(act);
  }

 private:
  Date DayIn(const files::Node& yaml, const char* key) const {
    return WorkingDay(context_.today.Days() + IntOf(yaml[key]));
  }
  // What an account does on a day of its own.
  template <class Fn>
  auto Do(const std::string& login, const Date& day, Fn&& fn) {
    const auto account = kernel::FindAccount(c_, login);
    ENSURE(account.has_value());
    const kernel::Actor actor{context_.actor.government_id, account->id, account->login, account->name,
                              account->grants};
    const ActContext context{actor, context_.units, (day.Days() * 24 + kNoonHour) * 3600, day};
    return Need(fn(context), login);
  }
  int64_t UnitIn(const files::Node& yaml) const { return context_.units.FindCode(yaml["unit"].Scalar())->id; }
  meeting::Meeting Stored() const { return *meeting::LoadMeeting(c_, example_.government.id, id_); }

  void Plan(const files::Node& yaml) {
    lead_ = yaml["by"].Scalar();
    first_day_ = DayIn(yaml, "day");
    const Date day = DayIn(yaml, "planned");
    const meeting::MeetingWish wish{
        example_.plan.unit_id,  meeting::ParseMeetingKind(yaml["kind"].Scalar()).value(),
        yaml["title"].Scalar(), Period{example_.plan.year, IntOf(yaml["quarter"])},
        yaml["chair"].Scalar(), yaml["note_taker"].Scalar()};
    id_ = Do(lead_, day, [&](const ActContext& as) { return meeting::PlanMeeting(c_, as, wish); });
    Date on = first_day_;
    for (const files::Node& one : yaml["sessions"]) {
      const meeting::Session session{
          0, on, one["starts"].Scalar(), one["ends"].Scalar(), one["place"].Scalar(), one["link"].Scalar()};
      Do(lead_, day, [&](const ActContext& as) { return meeting::AddSession(c_, as, id_, session); });
      on = WorkingDay(on.Days() + 1);
    }
    Do(lead_, day, [&](const ActContext& as) { return meeting::AddItemsByDivision(c_, as, id_); });
    std::vector<meeting::NewParticipant> invited;
    for (const files::Node& one : yaml["participants"])
      invited.push_back({one["name"].Scalar(), one["of"].Scalar(), one["kind"].Scalar()});
    Do(lead_, day, [&](const ActContext& as) {
      return meeting::AddParticipants(c_, as, id_, invited, meeting::Invited::kYes);
    });
  }

  void Move(meeting::MeetingAct act) {
    const meeting::PaperDesk desk{Texts::Shipped(), example_.templates, example_.government, context_.units};
    Do(lead_, first_day_, [&](const ActContext& as) {
      return meeting::MoveMeeting(c_, as, {id_, act, "", Stored().head.row_version},
                                  [&](const meeting::Meeting& one) { return AllPapers(desk, one); });
    });
  }

  void Hold(const files::Node& yaml) {
    Move(meeting::MeetingAct::kOpen);
    const meeting::Meeting opened = Stored();
    for (const meeting::Participant& one : opened.participants) Come(yaml, opened, one);
    for (const files::Node& item : yaml["items"]) Minute(item, opened);
    Move(meeting::MeetingAct::kClose);
  }
  // Everybody who was invited comes to every session, but for those who are named.
  void Come(const files::Node& yaml, const meeting::Meeting& opened, const meeting::Participant& one) {
    for (const files::Node& away : yaml["away"])
      if (away.Scalar() == one.name) return;
    for (const meeting::Session& session : opened.sessions)
      Do(lead_, first_day_, [&](const ActContext& as) {
        return meeting::SetPresence(c_, as, id_, one.id, session.id, meeting::Presence::kPresent);
      });
  }
  void Minute(const files::Node& yaml, const meeting::Meeting& opened) {
    const auto item = std::ranges::find(opened.items, UnitIn(yaml), &meeting::AgendaItem::unit_id);
    ENSURE(item != opened.items.end());
    Do(lead_, first_day_, [&](const ActContext& as) {
      return meeting::SaveMinutes(c_, as, id_, item->id, yaml["minutes"].Scalar(), item->row_version);
    });
    for (const files::Node& input : yaml["inputs"]) Ask(input, item->id);
    for (const files::Node& decision : yaml["decisions"]) Decide(decision, *item);
  }
  void Ask(const files::Node& yaml, int64_t item_id) {
    meeting::Input input{0, item_id, yaml["speaker"].Scalar(), yaml["words"].Scalar(),
                         yaml["answer"].Scalar()};
    input.id =
        Do(lead_, first_day_, [&](const ActContext& as) { return meeting::AddInput(c_, as, id_, input); });
    Do(lead_, first_day_, [&](const ActContext& as) { return meeting::AnswerInput(c_, as, id_, input); });
  }
  void Decide(const files::Node& yaml, const meeting::AgendaItem& item) {
    meeting::NewFollowUp wish;
    wish.meeting_id = id_;
    wish.item_id = item.id;
    wish.unit_id = item.unit_id;
    wish.indicator_id = IndicatorAt(yaml["indicator"].Scalar());
    wish.decision = yaml["decision"].Scalar();
    wish.aim = yaml["aim"] ? meeting::ParseAim(yaml["aim"].Scalar()).value() : meeting::Aim::kQuarter;
    wish.due = DayIn(yaml, "due");
    const int64_t id =
        Do(lead_, first_day_, [&](const ActContext& as) { return meeting::AddFollowUp(c_, as, wish); });
    for (const files::Node& act : yaml["acts"]) acts_.push_back(ActIn(act, id));
  }
  int64_t IndicatorAt(const std::string& name) const {
    if (name.empty()) return 0;
    const auto found = std::ranges::find(plan_.indicators, name, &performance::Indicator::name);
    ENSURE(found != plan_.indicators.end());
    return found->id;
  }
  ExampleAct ActIn(const files::Node& yaml, int64_t follow_up_id) const {
    const auto act = meeting::ParseFollowUpAct(yaml["act"].Scalar()).value();
    return {DayIn(yaml, "day"), yaml["by"].Scalar(), {follow_up_id, act, yaml["words"].Scalar(), {}, 0}};
  }
  void Take(ExampleAct act) {
    act.move.row_version = meeting::FindFollowUp(c_, example_.government.id, act.move.id)->row_version;
    Do(act.login, act.day, [&](const ActContext& as) { return meeting::MoveFollowUp(c_, as, act.move); });
  }

  sql::Connection& c_;
  const ActContext& context_;
  const ExampleMeetings& example_;
  performance::PlanYear plan_;
  int64_t id_ = 0;
  std::string lead_;
  Date first_day_;
  std::vector<ExampleAct> acts_;
};

}  // namespace

void LoadExampleMeetings(sql::Connection& c, const ActContext& context, const ExampleMeetings& example) {
  MeetingLoader loader(c, context, example);
  const files::Tree file = ExampleYaml("meetings.yaml");
  for (const files::Node& yaml : file.root()["meetings"]) loader.Load(yaml);
}

}  // namespace sinergi::app
