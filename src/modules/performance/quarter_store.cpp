// Quarters' opening and closing dates, settings, and answers remembered by key.
#include <boost/json.hpp>

#include "kernel/audit.h"
#include "kernel/government.h"
#include "kernel/ids.h"
#include "modules/performance/performance_store.h"

namespace sinergi::performance {
namespace {

QuarterWindow WindowAt(const sql::Row& row) {
  QuarterWindow window{{static_cast<int>(row.Int(0)), static_cast<int>(row.Int(1))}, {}, {}};
  window.opens = Date::Parse(row.Text(2)).value_or(Date{});
  window.closes = Date::Parse(row.Text(3)).value_or(Date{});
  return window;
}

}  // namespace

std::optional<QuarterWindow> FindWindow(sql::Connection& c, int64_t government_id, Period period) {
  std::optional<QuarterWindow> window;
  c.Query(
      "SELECT year, quarter, opens, closes FROM quarter_window WHERE government_id = ? AND year = ? AND "
      "quarter = ?",
      {government_id, period.year, period.quarter}, [&](const sql::Row& row) { window = WindowAt(row); });
  return window;
}

std::vector<QuarterWindow> ListWindows(sql::Connection& c, int64_t government_id) {
  std::vector<QuarterWindow> windows;
  c.Query(
      "SELECT year, quarter, opens, closes FROM quarter_window WHERE government_id = ? ORDER BY year DESC, "
      "quarter DESC",
      {government_id}, [&](const sql::Row& row) { windows.push_back(WindowAt(row)); });
  return windows;
}

Status SetWindow(sql::Connection& c, const ActContext& context, const QuarterWindow& window) {
  // A quarter is the whole government's: planning for one agency is not enough.
  if (!context.actor.May(kernel::Right::kPlan, context.units, 0)) return kernel::Forbidden();
  if (window.closes < window.opens) return Error{ErrorKind::kInvalid, "performance.window_dates"};
  const int64_t government = context.actor.government_id;
  c.Execute(
      "INSERT INTO quarter_window (government_id, year, quarter, opens, closes) VALUES (?, ?, ?, ?, ?) "
      "ON CONFLICT (government_id, year, quarter) DO UPDATE SET opens = excluded.opens, closes = "
      "excluded.closes",
      {government, window.period.year, window.period.quarter, window.opens.Iso(), window.closes.Iso()});
  const boost::json::object detail{{"opens", window.opens.Iso()}, {"closes", window.closes.Iso()}};
  kernel::Record(c, context.actor, context.now,
                 {"quarter.set", "quarter/" + window.period.Code(), boost::json::serialize(detail)});
  kernel::BumpDataVersion(c, government);
  return Ok();
}

std::optional<std::string> AnswerOfKey(sql::Connection& c, const kernel::Actor& actor, std::string_view key) {
  return c.OneText(
      "SELECT answer FROM idempotency_key WHERE government_id = ? AND account_id = ? AND request_key = ?",
      {actor.government_id, actor.account_id, key});
}

bool RememberAnswer(sql::Connection& c, const kernel::Actor& actor, Instant now, std::string_view key,
                    std::string_view answer) {
  return c.Execute(
             "INSERT INTO idempotency_key (government_id, account_id, request_key, answer, at) "
             "VALUES (?, ?, ?, ?, ?) ON CONFLICT (government_id, account_id, request_key) DO NOTHING",
             {actor.government_id, actor.account_id, key, answer, now}) == 1;
}

void ForgetAnswers(sql::Connection& c, Instant now) {
  constexpr Instant kKept = 30 * 86'400;
  c.Execute("DELETE FROM idempotency_key WHERE at < ?", {now - kKept});
}

Settings SettingsOf(const kernel::Government& government) {
  Settings settings;
  const auto is = [&](const char* name, std::string_view value) {
    const auto it = government.settings.find(name);
    return it != government.settings.end() && it->second == value;
  };
  if (is("performance.missing", "leave_out")) settings.missing = Settings::Missing::kLeaveOut;
  if (is("performance.weights", "by_ceiling")) settings.weights = Settings::Weights::kByCeiling;
  if (is("performance.mean_rows", "activities")) settings.mean_rows = Settings::MeanRows::kActivities;
  if (is("performance.predicate", "from")) settings.predicate = PredicateRule::kFrom;
  return settings;
}

}  // namespace sinergi::performance
