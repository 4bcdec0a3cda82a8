#include "modules/register/record_clocks.h"

#include <algorithm>
#include <span>

#include "base/ensure.h"

namespace sinergi::registers {

std::vector<RecordAct> ListActs(sql::Connection& c, int64_t government_id, const Definition& definition,
                                int64_t record_id) {
  std::vector<RecordAct> acts;
  c.Query(
      "SELECT seq, act, from_state, to_state, note, login, at, account_id FROM register_act "
      "WHERE government_id = ? AND register = ? AND record_id = ? ORDER BY seq",
      {government_id, definition.id, record_id}, [&](const sql::Row& row) {
        acts.push_back({row.Int(0), row.String(1), row.String(2), row.String(3), row.String(4), row.String(5),
                        row.Int(6), row.Int(7)});
      });
  return acts;
}

kernel::ClockRule RuleFor(const Definition& definition, const RegisterClock& clock, const Record& record) {
  kernel::ClockRule rule = clock.rule;
  if (clock.by.empty()) return rule;
  const Field* field = definition.FieldNamed(clock.by);
  ENSURE(field != nullptr);
  const std::string chosen =
      field->type->Plain(*field, record.values[static_cast<size_t>(field - definition.fields.data())]);
  for (const auto& [option, length] : clock.lengths)
    if (option == chosen) rule.length = length;
  return rule;
}

namespace {

// No states: stand for an act that ends the clock, and for one that begins it anew.
const std::string kEnd = "(act)", kAgain = "(again)";

bool EndsByAct(const RegisterClock& clock, const RecordAct& act) {
  return std::ranges::count(clock.until_acts, act.act) > 0;
}

bool Ends(const RegisterClock& clock, const RecordAct& act) {
  return EndsByAct(clock, act) || std::ranges::count(clock.rule.until, act.to_state) > 0;
}

// The acts since the clock began anew; all of them where it never did. A clock that still runs goes on.
std::span<const RecordAct> RunOf(const RegisterClock& clock, std::span<const RecordAct> acts) {
  size_t begin = 0;
  bool ended = false;
  for (size_t i = 0; i < acts.size(); ++i) {
    const bool again = ended && std::ranges::count(clock.again_acts, acts[i].act) > 0;
    if (again) begin = i;
    ended = (ended && !again) || Ends(clock, acts[i]);
  }
  return acts.subspan(begin);
}

// What came in on Friday and is written down on Monday began on Friday: noon of the typed day, never later
// than the act.
void MoveStart(const Definition& definition, const RegisterClock& clock, const Record& record, Zone zone,
               kernel::ClockEvent& start) {
  const Field* field = definition.FieldNamed(clock.starts);
  if (field == nullptr) return;
  const std::string day =
      field->type->Plain(*field, record.values[static_cast<size_t>(field - definition.fields.data())]);
  if (const std::optional<Date> typed = Date::Parse(day))
    start.at = std::min(start.at, (typed->Days() * 24 + 12 - static_cast<int>(zone)) * 3600);
}

}  // namespace

Result<std::optional<kernel::Deadline>> ReckonClock(const RecordContext& context,
                                                    const Definition& definition, const RegisterClock& clock,
                                                    const Record& record,
                                                    const std::vector<RecordAct>& acts) {
  kernel::ClockRule rule = RuleFor(definition, clock, record);
  const std::span<const RecordAct> run = RunOf(clock, acts);
  const bool again = run.size() < acts.size();
  std::vector<kernel::StateChange> history;
  for (const RecordAct& act : run)
    history.push_back({act.act, EndsByAct(clock, act) ? kEnd : act.to_state, act.at, act.note});
  if (again) history.front().state = kAgain;
  if (again) rule.from = {kAgain};
  if (!clock.until_acts.empty()) rule.until.emplace_back(kEnd);
  std::vector<kernel::ClockEvent> events = kernel::EventsOf(rule, history);
  if (events.empty()) return std::optional<kernel::Deadline>();
  if (!again) MoveStart(definition, clock, record, context.government.zone, events.front());
  Result<kernel::Deadline> deadline =
      kernel::Reckon(rule, context.calendar, context.government.zone, events, context.now);
  if (!deadline.ok()) return deadline.error();
  return std::optional<kernel::Deadline>(std::move(*deadline));
}

Status SetClocks(const RecordContext& context, const Definition& definition, Record& record,
                 const std::vector<RecordAct>& acts) {
  record.clocks.assign(definition.clocks.size(), {});
  for (size_t i = 0; i < definition.clocks.size(); ++i) {
    const Result<std::optional<kernel::Deadline>> deadline =
        ReckonClock(context, definition, definition.clocks[i], record, acts);
    if (!deadline.ok()) return deadline.error();
    if (!*deadline) continue;
    const kernel::Deadline& stands = **deadline;
    ClockTimes& times = record.clocks[i];
    times.started = stands.started;
    times.due = stands.due_date;
    if (!kernel::InDays(definition.clocks[i].rule.unit)) times.due_at = stands.due;
    if (!stands.ended) continue;
    times.ended = acts.back().at;
    const RegisterClock& clock = definition.clocks[i];
    for (const RecordAct& act : RunOf(clock, acts))
      if (Ends(clock, act) && act.at >= stands.started) times.ended = std::min(*times.ended, act.at);
    times.used = stands.elapsed;
    times.met = stands.state == kernel::ClockState::kMet ? 1 : 0;
  }
  return Ok();
}

}  // namespace sinergi::registers
