// What a citizen sends: taken in even when it is incomplete, with everything that is missing told at once, and
// completed later behind the secret link. The statutory clock starts with the act that takes in what is
// complete (`public.submit_act`); until then the request waits where `public.incomplete_act` leads.
//
//   Result<TakenIn> taken = TakeIn(c, context, definition, intake);
//   taken->missing                       // national_id, address …; empty: registered, the clock runs
//   Result<TakenIn> now = TakeMore(c, context, definition, id, {.typed = {{"address", {"…"}}}});
//
// Inside the caller's Write; `context.citizen` is true. Errors: those of record.h;
// register.public.sent_already (this form has made its ticket).
#pragma once

#include "modules/register/public_gate.h"
#include "modules/register/record.h"
#include "modules/register/register_service.h"

namespace sinergi::registers {

struct Intake {
  Passed form;
  std::string token;  // of the secret link to be
  int64_t unit_id = 0;
  Typed typed;
  std::map<std::string, std::vector<kernel::Evidence>, std::less<>> files;
  Typed given = {};
  std::string digest = {};        // of who sends what; see FindSame
  std::string missing_told = {};  // the note of incomplete_act, with {0} = the fields' titles
};

struct TakenIn {
  Record record;
  std::vector<FieldError> missing;
};

Result<TakenIn> TakeIn(sql::Connection& c, const RecordContext& context, const Definition& definition,
                       const Intake& intake);

struct More {
  Typed typed;
  std::map<std::string, std::vector<kernel::Evidence>, std::less<>> files;
  int64_t version = 0;  // what the citizen saw
};
Result<TakenIn> TakeMore(sql::Connection& c, const RecordContext& context, const Definition& definition,
                         int64_t id, const More& more);

// Everything that is still missing of what the public form asks; nothing once the office has taken it in.
std::vector<FieldError> StillMissing(const RecordContext& context, const Definition& definition,
                                     const Record& record);

// What makes two sendings the same: the fields that were typed, folded. For PublicGate::DigestOf.
std::string SameText(int64_t government_id, const Definition& definition, const Typed& typed);
// The ticket of the same text of the last day, if the browser knows one of its links.
std::optional<int64_t> FindSame(sql::Connection& c, int64_t government_id, const Definition& definition,
                                std::string_view digest, std::string_view known_token, Instant now);

// The record behind a secret link, in whichever register.
struct Ticket {
  const InForce* of = nullptr;
  int64_t government_id = 0;
  Record record;
};
std::optional<Ticket> FindTicket(sql::Connection& c, const Registers& registers, std::string_view token);

}  // namespace sinergi::registers
