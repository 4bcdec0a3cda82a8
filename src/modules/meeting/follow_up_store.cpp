#include "modules/meeting/follow_up_store.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.h"
#include "kernel/account.h"
#include "kernel/audit.h"
#include "kernel/ids.h"

namespace sinergi::meeting {
namespace {

using kernel::Right;

constexpr std::string_view kColumns =
    "SELECT id, home_unit_id, meeting_id, item_id, unit_id, account_id, indicator_id, decision, aim, year, "
    "quarter, "
    "due, first_due, state, done_on, done_by, row_version FROM follow_up WHERE government_id = ? ";

FollowUp FromRow(const sql::Row& row) {
  FollowUp one;
  one.id = row.Int(0);
  one.home_unit_id = row.Int(1);
  one.meeting_id = row.Int(2);
  one.item_id = row.Int(3);
  one.unit_id = row.Int(4);
  one.account_id = row.Int(5);
  one.indicator_id = row.Int(6);
  one.decision = row.String(7);
  one.aim = ParseAim(row.Text(8)).value();
  if (!row.IsNull(9)) one.period = Period{static_cast<int>(row.Int(9)), static_cast<int>(row.Int(10))};
  one.due = Date::Parse(row.Text(11)).value();
  one.first_due = Date::Parse(row.Text(12)).value();
  one.state = ParseFollowUpState(row.Text(13)).value();
  if (!row.IsNull(14)) one.done_on = Date::Parse(row.Text(14));
  one.done_by = row.Int(15);
  one.row_version = row.Int(16);
  return one;
}

std::vector<FollowUp> Listed(sql::Connection& c, const std::string& where,
                             std::initializer_list<sql::Value> values) {
  std::vector<FollowUp> all;
  c.Query(std::string(kColumns) + where, values, [&](const sql::Row& row) { all.push_back(FromRow(row)); });
  return all;
}

struct ToldAct {
  int64_t id = 0;
  std::string_view act, to_state;
  std::string words;
  Date due;
};
void TellAct(sql::Connection& c, const ActContext& context, const ToldAct& told) {
  const int64_t government = context.actor.government_id;
  c.Execute(
      "INSERT INTO follow_up_act (government_id, id, follow_up_id, act, to_state, words, due, login, at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {government, kernel::NextId(c, government), told.id, told.act, told.to_state, told.words,
       told.due.Iso(), context.actor.login, context.now});
  const boost::json::object detail{{"state", told.to_state}, {"due", told.due.Iso()}};
  kernel::Record(c, context.actor, context.now,
                 {fmt::format("follow_up.{}", told.act), fmt::format("follow-up/{}", told.id),
                  boost::json::serialize(detail)});
  kernel::BumpDataVersion(c, government);
}

// The meeting it is decided in: who leads it, its quarter.
struct Home {
  int64_t unit_id = 0;
  std::optional<Period> period;
};
Result<Home> HomeOf(sql::Connection& c, const ActContext& context, const NewFollowUp& wish) {
  Home home{0, wish.period};
  if (wish.meeting_id == 0) {
    const kernel::Unit* agency =
        context.units.Find(wish.unit_id) ? context.units.AgencyOf(wish.unit_id) : nullptr;
    home.unit_id = agency ? agency->id : 0;
    return home;
  }
  std::string state;
  c.Query("SELECT unit_id, state, year, quarter FROM meeting WHERE government_id = ? AND id = ?",
          {context.actor.government_id, wish.meeting_id}, [&](const sql::Row& row) {
            home.unit_id = row.Int(0);
            state = row.String(1);
            if (!row.IsNull(2))
              home.period = Period{static_cast<int>(row.Int(2)), static_cast<int>(row.Int(3))};
          });
  if (state.empty()) return Error{ErrorKind::kNotFound, "meeting.unknown"};
  if (!MayLead(context.actor, context.units, home.unit_id)) return kernel::Forbidden();
  if (state != "open") return Error{ErrorKind::kConflict, "meeting.not_open"};
  return home;
}

bool Exists(sql::Connection& c, std::string_view sql, std::initializer_list<sql::Value> values) {
  return c.One(sql, values).has_value();
}

Status CheckNew(sql::Connection& c, const ActContext& context, const NewFollowUp& wish) {
  const int64_t government = context.actor.government_id;
  Error error{ErrorKind::kInvalid, "meeting.follow_up_invalid"};
  const auto refuse = [&](const char* field, const char* code) { error.fields.push_back({field, code, {}}); };
  CheckWords("decision", wish.decision, kDecisionBytesMost, "meeting.decision_missing", error);
  if (!context.units.Find(wish.unit_id)) refuse("unit", "meeting.unit_missing");
  if (wish.account_id != 0) {
    const auto account = kernel::FindAccountById(c, government, wish.account_id);
    if (!account || account->disabled) refuse("person", "meeting.person_unknown");
  }
  if (!wish.due)
    refuse("due", "meeting.due_missing");
  else if (*wish.due < context.today)
    refuse("due", "meeting.due_past");
  if (wish.indicator_id != 0 && !performance::PlaceOf(c, government, wish.indicator_id))
    refuse("indicator", "meeting.indicator_unknown");
  if (wish.item_id != 0 &&
      !Exists(c, "SELECT 1 FROM meeting_item WHERE government_id = ? AND id = ? AND meeting_id = ?",
              {government, wish.item_id, wish.meeting_id}))
    refuse("item", "meeting.item_unknown");
  return error.fields.empty() ? Ok() : Status(error);
}

Status CheckMove(const ActContext& context, const FollowUp& one, const FollowUpStep& step,
                 const FollowUpMove& move) {
  Error error{ErrorKind::kInvalid, "meeting.move_invalid"};
  CheckWords("words", move.words, kWordsBytesMost, step.needs_words ? "meeting.words_missing" : "", error);
  if (step.act == FollowUpAct::kPostpone) {
    if (!move.due)
      error.fields.push_back({"due", "meeting.due_missing", {}});
    else if (*move.due <= one.due || *move.due < context.today)
      error.fields.push_back({"due", "meeting.due_not_later", {}});
  }
  return error.fields.empty() ? Ok() : Status(error);
}

// Refuses what this person may not do, or may not do now.
Result<const FollowUpStep*> StepFor(const ActContext& context, const FollowUp& one,
                                    const FollowUpMove& move) {
  if (!MaySee(context.actor, context.units, one)) return kernel::Forbidden();
  const FollowUpStep* step = FindFollowUpStep(one.state, move.act);
  if (!step) return Error{ErrorKind::kConflict, "meeting.step_refused"};
  const bool may = step->hand == Hand::kOwner ? MayOwn(context.actor, context.units, one)
                                              : MayLead(context.actor, context.units, one.home_unit_id);
  if (!may) return kernel::Forbidden();
  if (move.act == FollowUpAct::kAccept && one.done_by == context.actor.account_id && one.done_by != 0)
    return Error{ErrorKind::kForbidden, "meeting.own_work"};
  if (one.row_version != move.row_version) return Error{ErrorKind::kConflict, "meeting.follow_up_changed"};
  return step;
}

}  // namespace

bool MayLead(const kernel::Actor& actor, const kernel::UnitTree& units, int64_t unit_id) {
  constexpr Right kLeading[] = {Right::kVerify, Right::kPlan, Right::kEvaluate, Right::kAdminister};
  return std::ranges::any_of(kLeading, [&](Right right) { return actor.May(right, units, unit_id); });
}

bool MaySee(const kernel::Actor& actor, const kernel::UnitTree& units, const FollowUp& one) {
  return MayOwn(actor, units, one) || actor.May(Right::kRead, units, one.unit_id) ||
         actor.May(Right::kRead, units, one.home_unit_id) || MayLead(actor, units, one.home_unit_id);
}

bool MayOwn(const kernel::Actor& actor, const kernel::UnitTree& units, const FollowUp& one) {
  return (one.account_id != 0 && one.account_id == actor.account_id) ||
         actor.May(Right::kEnter, units, one.unit_id);
}

Result<int64_t> AddFollowUp(sql::Connection& c, const ActContext& context, const NewFollowUp& wish) {
  const int64_t government = context.actor.government_id;
  const Result<Home> home = HomeOf(c, context, wish);
  if (!home.ok()) return home.error();
  if (!MayLead(context.actor, context.units, home->unit_id)) return kernel::Forbidden();
  if (const Status fine = CheckNew(c, context, wish); !fine.ok()) return fine.error();
  const int64_t id = kernel::NextId(c, government);
  c.Execute(
      "INSERT INTO follow_up (government_id, id, home_unit_id, meeting_id, item_id, unit_id, account_id, "
      "indicator_id, decision, aim, year, quarter, due, first_due, state) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')",
      {government, id, KeyOrNull(home->unit_id), KeyOrNull(wish.meeting_id), KeyOrNull(wish.item_id),
       wish.unit_id, KeyOrNull(wish.account_id), KeyOrNull(wish.indicator_id), FoldBlanks(wish.decision),
       Name(wish.aim), home->period ? sql::Value(home->period->year) : sql::Value(),
       home->period ? sql::Value(home->period->quarter) : sql::Value(), wish.due->Iso(), wish.due->Iso()});
  TellAct(c, context, {id, "decide", Name(FollowUpState::kOpen), "", *wish.due});
  return id;
}

Result<FollowUp> MoveFollowUp(sql::Connection& c, const ActContext& context, const FollowUpMove& move) {
  const int64_t government = context.actor.government_id;
  std::optional<FollowUp> one = FindFollowUp(c, government, move.id);
  if (!one) return Error{ErrorKind::kNotFound, "meeting.follow_up_unknown"};
  const Result<const FollowUpStep*> step = StepFor(context, *one, move);
  if (!step.ok()) return step.error();
  if (const Status fine = CheckMove(context, *one, **step, move); !fine.ok()) return fine.error();
  one->state = (*step)->to;
  if (move.act == FollowUpAct::kPostpone) one->due = *move.due;
  if (move.act == FollowUpAct::kFinish) one->done_on = context.today, one->done_by = context.actor.account_id;
  if (move.act == FollowUpAct::kReturn) one->done_on.reset(), one->done_by = 0;
  const std::string done_on = one->done_on ? one->done_on->Iso() : "";
  const int64_t changed = c.Execute(
      "UPDATE follow_up SET state = ?, due = ?, done_on = ?, done_by = ?, row_version = row_version + 1 "
      "WHERE government_id = ? AND id = ? AND row_version = ?",
      {Name(one->state), one->due.Iso(), one->done_on ? sql::Value(done_on) : sql::Value(), one->done_by,
       government, one->id, one->row_version});
  if (changed == 0) return Error{ErrorKind::kConflict, "meeting.follow_up_changed"};
  ++one->row_version;
  TellAct(c, context,
          {one->id, Name(move.act), Name(one->state), std::string(TrimBlanks(move.words)), one->due});
  return *one;
}

std::optional<FollowUp> FindFollowUp(sql::Connection& c, int64_t government_id, int64_t id) {
  const std::vector<FollowUp> found = Listed(c, "AND id = ?", {government_id, id});
  return found.empty() ? std::nullopt : std::optional(found[0]);
}

std::vector<FollowUp> ListFollowUps(sql::Connection& c, int64_t government_id) {
  return Listed(c, "ORDER BY CASE WHEN done_on IS NULL THEN 0 ELSE 1 END, due, id", {government_id});
}

std::vector<FollowUp> DecisionsOf(sql::Connection& c, int64_t government_id, int64_t meeting_id) {
  return Listed(c, "AND meeting_id = ? ORDER BY id", {government_id, meeting_id});
}

std::vector<FollowUp> DecidedFor(sql::Connection& c, const kernel::UnitTree& units, int64_t government_id,
                                 int64_t agency_id, Period period) {
  std::vector<FollowUp> all =
      Listed(c, "AND year = ? AND quarter = ? ORDER BY id", {government_id, period.year, period.quarter});
  std::erase_if(all, [&](const FollowUp& one) { return !units.IsWithin(one.unit_id, agency_id); });
  return all;
}

std::vector<FollowUpStory> StoryOf(sql::Connection& c, int64_t government_id, int64_t id) {
  std::vector<FollowUpStory> story;
  c.Query(
      "SELECT act, to_state, words, login, due, at FROM follow_up_act WHERE government_id = ? AND "
      "follow_up_id = ? "
      "ORDER BY id DESC",
      {government_id, id}, [&](const sql::Row& row) {
        story.push_back({row.String(0), row.String(1), row.String(2), row.String(3),
                         Date::Parse(row.Text(4)).value(), row.Int(5)});
      });
  return story;
}

std::map<int64_t, LatestAct> LatestActs(sql::Connection& c, int64_t government_id) {
  std::map<int64_t, LatestAct> latest;
  c.Query(
      "SELECT a.follow_up_id, a.act, a.words FROM follow_up_act a JOIN (SELECT MAX(id) AS id FROM "
      "follow_up_act "
      "WHERE government_id = ? AND words <> '' GROUP BY follow_up_id) newest ON newest.id = a.id "
      "WHERE a.government_id = ?",
      {government_id, government_id}, [&](const sql::Row& row) {
        latest[row.Int(0)] = {row.String(1), row.String(2)};
      });
  return latest;
}

std::string EvidenceSubject(int64_t follow_up_id) {
  return fmt::format("follow-up/{}", follow_up_id);
}

void CheckWords(std::string_view field, std::string_view text, size_t bytes, std::string_view missing_code,
                Error& error) {
  const auto refuse = [&](std::string_view code, std::vector<std::string> args = {}) {
    error.fields.push_back({std::string(field), std::string(code), std::move(args)});
  };
  if (!IsValidUtf8(text) || text.find('\0') != text.npos) return refuse("meeting.text_unreadable");
  if (text.size() > bytes) return refuse("meeting.text_long", {std::to_string(bytes)});
  if (!missing_code.empty() && TrimBlanks(text).empty()) refuse(missing_code);
}

sql::Value KeyOrNull(int64_t id) {
  return id == 0 ? sql::Value() : sql::Value(id);
}

}  // namespace sinergi::meeting
