#include "modules/register/notice.h"

#include <algorithm>
#include <set>

#include "kernel/ids.h"
#include "modules/register/record_rights.h"

namespace sinergi::registers {
namespace {

std::set<int64_t> NamedFor(sql::Connection& c, const RecordContext& context, std::string_view role,
                           int64_t unit_id) {
  std::set<int64_t> accounts;
  c.Query(
      "SELECT g.account_id, g.unit_id FROM register_grant g JOIN account a ON a.government_id = "
      "g.government_id AND a.id = g.account_id WHERE g.government_id = ? AND g.role = ? AND a.disabled = 0",
      {context.government.id, role}, [&](const sql::Row& row) {
        if (GrantCovers(context, row.Int(1), unit_id)) accounts.insert(row.Int(0));
      });
  return accounts;
}

void AddKernelHolders(sql::Connection& c, const RecordContext& context, std::string_view kernel_role,
                      int64_t unit_id, std::set<int64_t>& accounts) {
  c.Query(
      "SELECT g.account_id, g.unit_id FROM role_grant g JOIN account a ON a.government_id = g.government_id "
      "AND a.id = g.account_id WHERE g.government_id = ? AND g.role = ? AND a.disabled = 0",
      {context.government.id, kernel_role}, [&](const sql::Row& row) {
        if (GrantCovers(context, row.Int(1), unit_id)) accounts.insert(row.Int(0));
      });
}

// The account that a person field names.
int64_t PersonIn(const Definition& definition, const Record& record, const Field& field) {
  const FieldValue& value = record.values[static_cast<size_t>(&field - definition.fields.data())];
  const int64_t* person = value.cells.empty() ? nullptr : std::get_if<int64_t>(&value.cells[0]);
  return person == nullptr ? 0 : *person;
}

std::set<int64_t> Meant(sql::Connection& c, const RecordContext& context, const Definition& definition,
                        const Record& record, const std::vector<std::string>& told) {
  std::set<int64_t> accounts;
  for (const std::string& word : told) {
    if (word == kApplicant || word == kPublicRole) continue;
    const Field* field = definition.FieldNamed(word);
    if (field != nullptr && field->type->name() == "person") {
      if (const int64_t person = PersonIn(definition, record, *field)) accounts.insert(person);
      continue;
    }
    for (const int64_t account : HoldersOf(c, context, definition, word, record.unit_id))
      accounts.insert(account);
  }
  return accounts;
}

}  // namespace

std::string_view Name(NoticeKind kind) {
  return kind == NoticeKind::kAct ? "act" : "warn";
}

std::vector<int64_t> HoldersOf(sql::Connection& c, const RecordContext& context, const Definition& definition,
                               std::string_view role, int64_t unit_id) {
  std::set<int64_t> accounts = NamedFor(c, context, role, unit_id);
  if (accounts.empty())
    for (const RegisterRole& known : definition.roles)
      if (known.name == role)
        for (const std::string& word : known.stands_for)
          AddKernelHolders(c, context, word, unit_id, accounts);
  return {accounts.begin(), accounts.end()};
}

int64_t Tell(sql::Connection& c, const RecordContext& context, const Definition& definition,
             const Record& record, const std::vector<std::string>& told, const Telling& telling) {
  int64_t fresh = 0;
  for (const int64_t account : Meant(c, context, definition, record, told)) {
    if (account == telling.except) continue;
    // A number is taken only for what is new: a day's second look leaves no trace.
    const bool known =
        c.One(
             "SELECT id FROM register_notice WHERE government_id = ? AND account_id = ? AND "
             "register = ? AND record_id = ? AND kind = ? AND detail = ?",
             {context.government.id, account, definition.id, record.id, Name(telling.kind), telling.detail})
            .has_value();
    if (known) continue;
    fresh += c.Execute(
        "INSERT INTO register_notice (government_id, id, account_id, register, record_id, kind, detail, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (government_id, account_id, register, record_id, kind, "
        "detail) DO NOTHING",
        {context.government.id, kernel::NextId(c, context.government.id), account, definition.id, record.id,
         Name(telling.kind), telling.detail, context.now});
  }
  return fresh;
}

void TellAct(sql::Connection& c, const RecordContext& context, const Definition& definition,
             const Record& record, const ActDone& done) {
  if (done.tells.empty()) return;
  const int64_t self = context.citizen ? 0 : context.actor.account_id;
  Tell(c, context, definition, record, done.tells,
       {NoticeKind::kAct, done.act + "/" + std::to_string(done.seq), self});
}

std::vector<Notice> ListNotices(sql::Connection& c, int64_t government_id, int64_t account_id, int64_t before,
                                int limit) {
  std::vector<Notice> notices;
  c.Query(
      "SELECT id, register, record_id, kind, detail, at, read_at FROM register_notice WHERE government_id = "
      "? "
      "AND account_id = ? AND (? = 0 OR id < ?) ORDER BY id DESC LIMIT ?",
      {government_id, account_id, before, before, limit}, [&](const sql::Row& row) {
        notices.push_back({row.Int(0), row.String(1), row.Int(2),
                           row.Text(3) == Name(NoticeKind::kAct) ? NoticeKind::kAct : NoticeKind::kWarning,
                           row.String(4), row.Int(5), !row.IsNull(6)});
      });
  return notices;
}

int64_t CountUnread(sql::Connection& c, int64_t government_id, int64_t account_id) {
  return c
      .One(
          "SELECT count(*) FROM register_notice WHERE government_id = ? AND account_id = ? AND read_at IS "
          "NULL",
          {government_id, account_id})
      .value_or(0);
}

int64_t MarkRead(sql::Connection& c, int64_t government_id, int64_t account_id, int64_t id, Instant now) {
  return c.Execute(
      "UPDATE register_notice SET read_at = ? WHERE government_id = ? AND account_id = ? AND read_at IS NULL "
      "AND (? = 0 OR id = ?)",
      {now, government_id, account_id, id, id});
}

}  // namespace sinergi::registers
