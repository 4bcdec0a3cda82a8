#include "modules/register/notice_reminder.h"

#include <algorithm>

#include "kernel/calendar_file.h"
#include "modules/register/notice.h"
#include "modules/register/record_clocks.h"
#include "modules/register/record_columns.h"
#include "modules/register/record_fields.h"
#include "modules/register/record_rows.h"

namespace sinergi::registers {
namespace {

bool Warns(const Definition& definition) {
  return std::any_of(definition.clocks.begin(), definition.clocks.end(), [](const RegisterClock& clock) {
    return !clock.warns.empty() && !clock.rule.warn.empty();
  });
}

// No clock warns longer ahead than this many days of the calendar: working days with the longest holidays.
int64_t LongestAhead(const Definition& definition) {
  int64_t most = 0;
  for (const RegisterClock& clock : definition.clocks)
    for (const int before : clock.rule.warn)
      most = std::max<int64_t>(most, kernel::InDays(clock.rule.unit) ? before : before / 4);
  return 2 * most + 30;
}

// Records with a clock that runs and may warn by now.
std::vector<Record> RunningOut(sql::Connection& c, const RecordContext& context,
                               const Definition& definition) {
  std::vector<Record> records;
  const std::string until = Date::FromDays(context.today.Days() + LongestAhead(definition)).Iso();
  c.Query("SELECT " + RecordColumns(definition) + " FROM \"" + TableOf(definition) +
              "\" r WHERE r.government_id = ? AND r.due <= ? ORDER BY r.id",
          {context.government.id, until},
          [&](const sql::Row& row) { records.push_back(RecordAt(definition, row)); });
  return records;
}

// "answer/2/2024-03-22": an end that moves warns again.
std::string DetailOf(const RegisterClock& clock, const kernel::ClockWarning& warning, const Date& due) {
  return fmt::format("{}/{}/{}", clock.name, warning.before, due.Iso());
}

int64_t WarnOf(sql::Connection& c, const RecordContext& context, const Definition& definition,
               const Record& record) {
  int64_t told = 0;
  const std::vector<RecordAct> acts = ListActs(c, context.government.id, definition, record.id);
  for (const RegisterClock& clock : definition.clocks) {
    if (clock.warns.empty()) continue;
    const auto deadline = ReckonClock(context, definition, clock, record, acts);
    if (!deadline.ok() || !*deadline) continue;
    const kernel::ClockWarning* come = nullptr;
    for (const kernel::ClockWarning& warning : (*deadline)->warnings)
      if (warning.at <= context.now) come = &warning;
    if (come == nullptr) continue;
    told += Tell(c, context, definition, record, clock.warns,
                 {NoticeKind::kWarning, DetailOf(clock, *come, (*deadline)->due_date), 0});
  }
  return told;
}

int64_t LookForWarnings(sql::Connection& c, const Registers& registers, const kernel::Government& government,
                        Instant now) {
  const Date today = DateAt(now, government.zone);
  const kernel::UnitTree units = kernel::LoadUnits(c, government.id, today);
  const RecordFields fields(c, government.id, units, NumberStyle::kIndonesian);
  const kernel::Actor nobody = kernel::CommandLineActor(government.id);
  const RecordContext context{nobody, units, government, kernel::ShippedCalendar(), fields, {},
                              now,    today, false};
  int64_t told = 0;
  for (const InForce& one : registers.all()) {
    if (!Warns(one.definition)) continue;
    for (const Record& record : RunningOut(c, context, one.definition))
      told += WarnOf(c, context, one.definition, record);
  }
  return told;
}

// True for the first who asks on that day; the others wait for the first and are told no.
bool Claim(sql::Connection& c, const kernel::Government& government, Instant now) {
  return c.Execute(
             "INSERT INTO register_day (government_id, day, at) VALUES (?, ?, ?) "
             "ON CONFLICT (government_id, day) DO NOTHING",
             {government.id, DateAt(now, government.zone).Iso(), now}) > 0;
}

}  // namespace

Reminding RemindOnce(sql::Database& db, const Registers& registers, const kernel::Government& government,
                     Instant now) {
  const std::string today = DateAt(now, government.zone).Iso();
  const bool looked = db.Read([&](sql::Connection& c) {
    return c.One("SELECT 1 FROM register_day WHERE government_id = ? AND day = ?", {government.id, today})
        .has_value();
  });
  if (looked) return {};
  const Result<Reminding> done = db.Write([&](sql::Connection& c) -> Result<Reminding> {
    if (!Claim(c, government, now)) return Reminding{};
    return Reminding{true, LookForWarnings(c, registers, government, now)};
  });
  return *done;
}

Reminding RemindNow(sql::Database& db, const Registers& registers, const kernel::Government& government,
                    Instant now) {
  const Result<Reminding> done = db.Write([&](sql::Connection& c) -> Result<Reminding> {
    Claim(c, government, now);
    return Reminding{true, LookForWarnings(c, registers, government, now)};
  });
  return *done;
}

}  // namespace sinergi::registers
