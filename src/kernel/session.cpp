// Sessions of account.h.
#include "kernel/account.h"
#include "kernel/token.h"

namespace sinergi::kernel {
namespace {

constexpr int64_t kSessionHour = 3600;
constexpr int64_t kIdleAtMost = 12 * kSessionHour, kSessionAtMost = 7 * 24 * kSessionHour;

}  // namespace

Session OpenSession(sql::Connection& c, const Account& account, Instant now) {
  // Nobody sweeps: who comes in takes the ended ones out.
  c.Execute("DELETE FROM session WHERE seen_at <= ?", {now - kIdleAtMost});
  const Session session{RandomToken(), RandomToken()};
  c.Execute(
      "INSERT INTO session (token_hash, government_id, account_id, csrf, opened_at, seen_at) "
      "VALUES (?, ?, ?, ?, ?, ?)",
      {TokenHash(session.token), account.government_id, account.id, session.csrf, now, now});
  return session;
}

// One row a grant: portable, and one look-up each by index.
std::optional<SessionView> FindSession(sql::Connection& c, std::string_view token, Instant now) {
  if (token.size() != 43) return {};
  std::optional<SessionView> view;
  c.Query(
      "SELECT s.government_id, s.account_id, a.login, a.name, s.csrf, v.version, v.units_version, "
      "a.must_change_password, s.seen_at, g.role, g.unit_id FROM session s "
      "JOIN account a ON a.government_id = s.government_id AND a.id = s.account_id "
      "JOIN data_version v ON v.government_id = s.government_id "
      "LEFT JOIN role_grant g ON g.government_id = s.government_id AND g.account_id = s.account_id "
      "WHERE s.token_hash = ? AND s.seen_at > ? AND s.opened_at > ? AND a.disabled = 0",
      {TokenHash(token), now - kIdleAtMost, now - kSessionAtMost}, [&](const sql::Row& row) {
        if (!view) {
          view = SessionView{{row.Int(0), row.Int(1), row.String(2), row.String(3), {}},
                             row.String(4),
                             row.Int(5),
                             row.Int(6),
                             row.Int(7) != 0,
                             row.Int(8)};
        }
        if (const auto role = ParseRole(row.Text(9))) view->actor.grants.push_back({*role, row.Int(10)});
      });
  return view;
}

void TouchSession(sql::Connection& c, std::string_view token, Instant now) {
  c.Execute("UPDATE session SET seen_at = ? WHERE token_hash = ? AND seen_at <= ?",
            {now, TokenHash(token), now - kTouchEvery});
}

void CloseSession(sql::Connection& c, std::string_view token) {
  c.Execute("DELETE FROM session WHERE token_hash = ?", {TokenHash(token)});
}

void CloseSessionsOf(sql::Connection& c, int64_t government_id, int64_t account_id) {
  c.Execute("DELETE FROM session WHERE government_id = ? AND account_id = ?", {government_id, account_id});
}

}  // namespace sinergi::kernel
