// Notice (pemberitahuan): what an account is told of a record: work that has come to it by an act, a clock
// that runs out. Given once: the same notice never twice to the same account.
//
//   TellAct(c, context, definition, record, {"send_up", {"head"}, 3});
//   HoldersOf(c, context, definition, "head", record.unit_id)   // accounts, not disabled, rising
//
// Who acts is not told of his own act. The applicant ("applicant", "public") reads the page behind his link.
// Nothing leaves the program: no e-mail is sent. Inside the caller's Write.
#pragma once

#include "modules/register/record.h"

namespace sinergi::registers {

// Those named for the role at the unit or above it; nobody named: those whose kernel role stands for it.
std::vector<int64_t> HoldersOf(sql::Connection& c, const RecordContext& context, const Definition& definition,
                               std::string_view role, int64_t unit_id);

enum class NoticeKind { kAct, kWarning };
std::string_view Name(NoticeKind kind);  // "act", "warn"

// To everybody that `told` (roles, person fields) means for this record, but for `except`. Answers how many
// were new. detail: "assign/3" of an act, "answer/2/2024-03-22" of a warning.
struct Telling {
  NoticeKind kind = NoticeKind::kAct;
  std::string detail;
  int64_t except = 0;
};
int64_t Tell(sql::Connection& c, const RecordContext& context, const Definition& definition,
             const Record& record, const std::vector<std::string>& told, const Telling& telling);

struct ActDone {
  std::string act;
  std::vector<std::string> tells;
  int64_t seq = 0;
};
void TellAct(sql::Connection& c, const RecordContext& context, const Definition& definition,
             const Record& record, const ActDone& done);

struct Notice {
  int64_t id = 0;
  std::string register_id;
  int64_t record_id = 0;
  NoticeKind kind = NoticeKind::kAct;
  std::string detail;
  Instant at = 0;
  bool read = false;
};
// The newest first; `before`: an id, 0 from the newest.
std::vector<Notice> ListNotices(sql::Connection& c, int64_t government_id, int64_t account_id, int64_t before,
                                int limit);
int64_t CountUnread(sql::Connection& c, int64_t government_id, int64_t account_id);
// One of the account's own, or all (0). Answers how many were unread.
int64_t MarkRead(sql::Connection& c, int64_t government_id, int64_t account_id, int64_t id, Instant now);

}  // namespace sinergi::registers
