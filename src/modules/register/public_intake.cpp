#include "modules/register/public_intake.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/token.h"
#include "modules/register/names.h"
#include "modules/register/record_files.h"
#include "modules/register/record_rights.h"
#include "modules/register/record_rows.h"
#include "modules/register/record_values.h"

namespace sinergi::registers {
namespace {

constexpr int64_t kSameSeconds = 24 * 3600;
constexpr std::string_view kSystemLogin = "(otomatis)";  // acts that the program takes by itself

// Once, and forgotten when the form is too old anyhow.
bool UseForm(sql::Connection& c, const Passed& form, Instant now) {
  c.Execute("DELETE FROM register_public_sent WHERE expires_at < ?", {now});
  return c.Execute(
             "INSERT INTO register_public_sent (nonce, expires_at) VALUES (?, ?) ON CONFLICT (nonce) DO "
             "NOTHING",
             {kernel::TokenHash(form.nonce), form.expires_at}) == 1;
}

void RememberText(sql::Connection& c, const RecordContext& context, const Definition& definition,
                  const Record& record, const std::string& digest) {
  if (digest.empty()) return;
  c.Execute("DELETE FROM register_public_text WHERE government_id = ? AND at < ?",
            {context.government.id, context.now - kSameSeconds});
  c.Execute(
      "INSERT INTO register_public_text (government_id, register, digest, record_id, at) VALUES (?, ?, ?, ?, "
      "?)",
      {context.government.id, definition.id, digest, record.id, context.now});
}

// The same moment as the program itself: acts of the office that need nobody's decision.
Result<Record> ActAsSystem(sql::Connection& c, const RecordContext& context, const Definition& definition,
                           const Record& record, const ActRequest& request) {
  kernel::Actor system = kernel::CommandLineActor(context.government.id);
  system.login = kSystemLogin;
  const RecordContext inside{system,           context.units,  context.government,
                             context.calendar, context.fields, {},
                             context.now,      context.today,  false};
  return ActOn(c, inside, definition, record.id, request);
}

const Act* SubmitActOf(const RecordContext& context, const Definition& definition, const Record& record) {
  const Act* act = definition.ActNamed(definition.open->submit_act);
  const std::vector<const Act*> open = ActsOpen(context, definition, record);
  return std::find(open.begin(), open.end(), act) == open.end() ? nullptr : act;
}

std::string TitlesOf(const Definition& definition, const std::vector<FieldError>& missing) {
  std::string titles;
  for (const FieldError& fault : missing)
    if (const Field* field = definition.FieldNamed(fault.field))
      titles += (titles.empty() ? "" : "; ") + field->title.id;
  return titles;
}

// What the citizen could still fill in; the office's own fields are not theirs.
std::vector<FieldError> MissingAsked(const RecordContext& context, const Definition& definition,
                                     const Record& record) {
  std::vector<FieldError> missing = MissingFields(definition, record, context.today);
  std::erase_if(missing,
                [&](const FieldError& fault) { return !HasWord(definition.open->asks, fault.field); });
  return missing;
}

// Complete: the act that takes it in. Incomplete: the act that waits for the rest.
Result<TakenIn> Settle(sql::Connection& c, const RecordContext& context, const Definition& definition,
                       Record record, const std::string& missing_told) {
  TakenIn taken{std::move(record), {}};
  taken.missing = MissingAsked(context, definition, taken.record);
  const Act* wait = definition.ActNamed(definition.open->incomplete_act);
  Result<Record> done = taken.record;
  if (taken.missing.empty()) {
    const Act* submit = SubmitActOf(context, definition, taken.record);
    // What the office has to fill in first keeps it from nothing but this act.
    if (submit != nullptr && FaultsOf(definition, taken.record, *submit, context.today).empty())
      done = ActOn(c, context, definition, taken.record.id, {submit->name, "", taken.record.version, {}, {}});
  } else if (wait != nullptr && HasWord(wait->from, taken.record.state)) {
    const std::string note = missing_told + " " + TitlesOf(definition, taken.missing);
    done =
        ActAsSystem(c, context, definition, taken.record, {wait->name, note, taken.record.version, {}, {}});
  }
  if (!done.ok()) return done.error();
  taken.record = std::move(done).value();
  return taken;
}

}  // namespace

Result<TakenIn> TakeIn(sql::Connection& c, const RecordContext& context, const Definition& definition,
                       const Intake& intake) {
  if (!UseForm(c, intake.form, context.now))
    return Error{ErrorKind::kConflict, "register.public.sent_already"};
  NewRecord fresh;
  fresh.unit_id = intake.unit_id;
  fresh.typed = intake.typed;
  fresh.secret_hash = kernel::TokenHash(intake.token);
  fresh.files = intake.files;
  fresh.given = intake.given;
  const Result<Record> made = MakeRecord(c, context, definition, fresh);
  if (!made.ok()) return made.error();
  RememberText(c, context, definition, *made, intake.digest);
  return Settle(c, context, definition, *made, intake.missing_told);
}

Result<TakenIn> TakeMore(sql::Connection& c, const RecordContext& context, const Definition& definition,
                         int64_t id, const More& more) {
  std::optional<Record> record = ReadRecord(c, context.government.id, definition, id);
  if (!record) return Error{ErrorKind::kNotFound, "register.record_unknown"};
  if (!MayEdit(context, definition, *record)) return kernel::Forbidden();
  if (record->version != more.version) return Error{ErrorKind::kConflict, "register.record_changed"};
  for (const auto& [name, files] : more.files) {
    const Field* field = definition.FieldNamed(name);
    if (field == nullptr || !HasWord(definition.open->asks, name)) return kernel::Forbidden();
    for (const kernel::Evidence& file : files)
      if (const Status added = AddRecordFile(c, context, definition, id, *field, file); !added.ok())
        return added.error();
  }
  record = ReadRecord(c, context.government.id, definition, id);
  const Result<Record> changed = ChangeRecord(c, context, definition, id, more.typed, record->version);
  if (!changed.ok()) return changed.error();
  return Settle(c, context, definition, *changed, "");
}

std::vector<FieldError> StillMissing(const RecordContext& context, const Definition& definition,
                                     const Record& record) {
  if (!MayEdit(context, definition, record)) return {};
  return MissingAsked(context, definition, record);
}

std::string SameText(int64_t government_id, const Definition& definition, const Typed& typed) {
  std::string text = fmt::format("{}|{}", government_id, definition.id);
  for (const auto& [name, texts] : typed)
    for (const std::string& one : texts) text += fmt::format("|{}={}", name, FoldText(one));
  return text;
}

std::optional<int64_t> FindSame(sql::Connection& c, int64_t government_id, const Definition& definition,
                                std::string_view digest, std::string_view known_token, Instant now) {
  if (known_token.empty()) return {};
  int64_t of_government = 0;
  const std::optional<Record> known =
      ReadRecordBySecret(c, definition, kernel::TokenHash(known_token), of_government);
  if (!known || of_government != government_id) return {};
  return c.One(
      "SELECT record_id FROM register_public_text WHERE government_id = ? AND register = ? AND digest = ? "
      "AND "
      "record_id = ? AND at >= ?",
      {government_id, definition.id, digest, known->id, now - kSameSeconds});
}

std::optional<Ticket> FindTicket(sql::Connection& c, const Registers& registers, std::string_view token) {
  const std::string hash = kernel::TokenHash(token);
  for (const InForce& one : registers.all()) {
    if (!one.definition.open || !(one.definition.open->submit || one.definition.open->follow)) continue;
    Ticket ticket{&one, 0, {}};
    if (auto record = ReadRecordBySecret(c, one.definition, hash, ticket.government_id)) {
      ticket.record = std::move(*record);
      return ticket;
    }
  }
  return {};
}

}  // namespace sinergi::registers
