#include "modules/register/record_clocks.h"

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

Result<std::optional<kernel::Deadline>> ReckonClock(const RecordContext& context,
                                                    const Definition& definition, const RegisterClock& clock,
                                                    const Record& record,
                                                    const std::vector<RecordAct>& acts) {
  const kernel::ClockRule rule = RuleFor(definition, clock, record);
  std::vector<kernel::StateChange> history;
  for (const RecordAct& act : acts) history.push_back({act.act, act.to_state, act.at, act.note});
  const std::vector<kernel::ClockEvent> events = kernel::EventsOf(rule, history);
  if (events.empty()) return std::optional<kernel::Deadline>();
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
    for (const RecordAct& act : acts)
      for (const std::string& until : definition.clocks[i].rule.until)
        if (act.to_state == until && act.at >= stands.started) times.ended = std::min(*times.ended, act.at);
    times.used = stands.elapsed;
    times.met = stands.state == kernel::ClockState::kMet ? 1 : 0;
  }
  return Ok();
}

}  // namespace sinergi::registers
