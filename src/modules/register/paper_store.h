// Papers that have been issued: kept word for word, with a code by which everybody may check them and the
// hash of what they say.
//
//   IssuedPaper issued = IssuePaper(c, context, {.register_id = "ppid-request", .record_id = 12, …});
//   FindIssued(c, government_id, issued.code)->markup;
//   CheckPaper(c, "7k2m-…");   // what the public page tells: nothing personal
//
// Rows are only added; what is issued anew supersedes the older one, which stays to be read. Who may issue is
// asked by the page (a role of the register). IssuePaper runs inside a Write and makes the audit entry.
#pragma once

#include "modules/register/record.h"

namespace sinergi::registers {

struct IssuedPaper {
  std::string register_id, paper, title;
  int64_t record_id = 0, record_version = 0;  // 0: of the register as a whole
  int64_t unit_id = 0;
  std::string number, state, period;
  std::string markup;
  // Given when it is issued.
  std::string code, hash, login;
  Date on;
  Instant at = 0;
};

IssuedPaper IssuePaper(sql::Connection& c, const RecordContext& context, IssuedPaper fresh);
std::optional<IssuedPaper> FindIssued(sql::Connection& c, int64_t government_id, std::string_view code);
// The newest first, without their markup.
std::vector<IssuedPaper> ListIssued(sql::Connection& c, int64_t government_id, std::string_view register_id,
                                    int64_t record_id, std::string_view paper);

// What everybody may know of a paper: found by its code alone, whatever government it is of.
struct PaperCheck {
  std::string government;
  int64_t government_id = 0;
  IssuedPaper paper;        // without its markup
  bool whole = false;       // the hash is that of the text kept
  bool superseded = false;  // issued anew since
};
std::optional<PaperCheck> CheckPaper(sql::Connection& c, std::string_view code);
// As people type it: blanks and hyphens gone, capitals small, o for 0, l for 1; "" when it cannot be a code.
std::string CodeFrom(std::string_view typed);

}  // namespace sinergi::registers
