#include <boost/json.hpp>

#include <algorithm>

#include "base/ensure.h"
#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/ids.h"
#include "modules/register/notice.h"
#include "modules/register/numbering.h"
#include "modules/register/record.h"
#include "modules/register/record_clocks.h"
#include "modules/register/record_columns.h"
#include "modules/register/record_files.h"
#include "modules/register/record_rights.h"
#include "modules/register/record_rows.h"
#include "modules/register/record_search.h"
#include "modules/register/record_values.h"

namespace sinergi::registers {
namespace {

constexpr size_t kLongestNote = 4000;

Error Unknown() {
  return {ErrorKind::kNotFound, "register.record_unknown"};
}
Error Changed() {
  return {ErrorKind::kConflict, "register.record_changed"};
}
Error Invalid(std::vector<FieldError> faults) {
  return {ErrorKind::kInvalid, "register.record_invalid", {}, std::move(faults), {}};
}

// What changed by the names of fields alone: values may be personal.
void AuditRecord(sql::Connection& c, const RecordContext& context, const Definition& definition,
                 const Record& record, std::string_view act, const std::vector<std::string>& fields) {
  boost::json::object detail;
  detail["state"] = record.state;
  if (!record.number.empty()) detail["number"] = record.number;
  if (!fields.empty()) detail["fields"] = boost::json::value_from(fields);
  kernel::Record(c, context.actor, context.now,
                 {"register." + std::string(act), definition.id + "/" + std::to_string(record.id),
                  boost::json::serialize(detail)});
}

// The unit whose record it is: a field may say so.
int64_t UnitOf(const Definition& definition, const Record& record, int64_t otherwise) {
  const Field* field = definition.FieldNamed(definition.unit_from);
  if (field == nullptr) return otherwise;
  const FieldValue& value = record.values[static_cast<size_t>(field - definition.fields.data())];
  const int64_t* unit = value.cells.empty() ? nullptr : std::get_if<int64_t>(&value.cells[0]);
  return unit == nullptr ? otherwise : *unit;
}

RecordAct AddAct(sql::Connection& c, const RecordContext& context, const Definition& definition,
                 const Record& record, RecordAct act) {
  act.at = context.now;
  act.account_id = context.citizen ? 0 : context.actor.account_id;
  act.login = context.citizen ? "" : context.actor.login;
  c.Execute(
      "INSERT INTO register_act (government_id, register, record_id, seq, act, from_state, to_state, note, "
      "at, on_day, "
      "account_id, login) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {context.government.id, definition.id, record.id, act.seq, act.act, act.from_state, act.to_state,
       act.note, act.at, context.today.Iso(), act.account_id, act.login});
  return act;
}

// The next number of the scope; the row is locked until the act is committed, so there is no gap and no
// double.
std::string TakeNumber(sql::Connection& c, const RecordContext& context, const Definition& definition,
                       const Record& record) {
  const Numbering& numbering = definition.numbering;
  NumberFacts facts;
  c.Query(
      "INSERT INTO register_counter (government_id, register, scope, last) VALUES (?, ?, ?, 1) "
      "ON CONFLICT (government_id, register, scope) DO UPDATE SET last = register_counter.last + 1 RETURNING "
      "last",
      {context.government.id, definition.id, ScopeOf(numbering, context.today, record.unit_id)},
      [&](const sql::Row& row) { facts.sequence = row.Int(0); });
  facts.on = context.today;
  if (const kernel::Unit* unit = context.units.Find(record.unit_id)) facts.unit_code = unit->code;
  facts.field = [&](std::string_view name) {
    const Field* field = definition.FieldNamed(name);
    return field->type->Plain(*field, record.values[static_cast<size_t>(field - definition.fields.data())]);
  };
  return NumberOf(numbering, facts);
}

constexpr size_t kLongestNumber = 100;

// A number that was given before: never twice, and the sequence goes on behind it.
Status BringNumber(sql::Connection& c, const RecordContext& context, const Definition& definition,
                   const std::string& number, Record& record) {
  const Numbering& numbering = definition.numbering;
  if (!numbering.imported || number.size() > kLongestNumber || !IsValidUtf8(number))
    return Invalid({{"number", "register.field.not_typed", {}}});
  if (c.One("SELECT 1 FROM \"" + TableOf(definition) +
                "\" WHERE government_id = ? AND number = ? AND (unit_id = ? OR 1 = ?) LIMIT 1",
            {context.government.id, number, record.unit_id, numbering.per_unit ? 0 : 1}))
    return Invalid({{"number", "register.number_taken", {number}}});
  record.number = number;
  const std::optional<GivenNumber> given = ReadNumber(numbering, number);
  if (!given) return Ok();
  const Date on{given->year.value_or(context.today.year), given->month.value_or(context.today.month), 1};
  c.Execute(
      "INSERT INTO register_counter (government_id, register, scope, last) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (government_id, register, scope) DO UPDATE SET last = "
      "CASE WHEN excluded.last > register_counter.last THEN excluded.last ELSE register_counter.last END",
      {context.government.id, definition.id, ScopeOf(numbering, on, record.unit_id), given->sequence});
  return Ok();
}

bool IsFrom(const Definition& definition, const Act& act, const Record& record) {
  if (!act.from.empty()) return std::find(act.from.begin(), act.from.end(), record.state) != act.from.end();
  return definition.StateNamed(record.state)->open;
}

bool IsOfFiles(const Definition& definition, const FieldError& fault) {
  return definition.FieldNamed(fault.field)->type->name() == "files";
}

// What is missing of a record that must be complete from the start. The office uploads files once the record
// is there, so they hold up its next act instead; a citizen sends them along.
std::vector<FieldError> MissingAtOnce(const RecordContext& context, const Definition& definition,
                                      const Record& record) {
  if (definition.drafts) return {};
  std::vector<FieldError> missing = MissingFields(definition, record, context.today);
  if (!context.citizen)
    std::erase_if(missing, [&](const FieldError& fault) { return IsOfFiles(definition, fault); });
  return missing;
}

// The files among it, at an act that carries the record on.
std::vector<FieldError> MissingFilesFor(const RecordContext& context, const Definition& definition,
                                        const Act& act, const Record& record) {
  const State* to = definition.StateNamed(act.to);
  if (definition.drafts || act.complete || (to != nullptr && !to->open)) return {};
  std::vector<FieldError> missing = MissingFields(definition, record, context.today);
  std::erase_if(missing, [&](const FieldError& fault) { return !IsOfFiles(definition, fault); });
  return missing;
}

// Files that come with a new record are counted before what is missing is told …
Status CountFiles(const Definition& definition, const NewRecord& fresh, Record& record) {
  std::vector<FieldError> faults;
  for (const auto& [name, files] : fresh.files) {
    const Field* field = definition.FieldNamed(name);
    if (field == nullptr || field->retired || field->type->name() != "files") {
      faults.push_back({name, "register.field.unknown", {}});
      continue;
    }
    const int64_t most = MostFiles(*field);
    if (static_cast<int64_t>(files.size()) > most)
      faults.push_back({name, "register.too_many_files", {std::to_string(most)}});
    else if (!files.empty())
      record.values[static_cast<size_t>(field - definition.fields.data())].cells = {
          Cell(static_cast<int64_t>(files.size()))};
  }
  if (faults.empty()) return Ok();
  return Invalid(std::move(faults));
}

// … and hung on it when it is there.
Status HangFiles(sql::Connection& c, const RecordContext& context, const Definition& definition,
                 const NewRecord& fresh, int64_t record_id) {
  for (const auto& [name, files] : fresh.files)
    for (kernel::Evidence file : files) {
      file.subject = FileSubject(definition, record_id, name);
      const Result<int64_t> added = kernel::AddEvidence(c, context.actor, context.now, file);
      if (!added.ok()) return added.error();
    }
  return Ok();
}

// Everything that may refuse an act, before anything is written.
Status CheckAct(const RecordContext& context, const Definition& definition, const Act& act,
                const Record& record, const std::vector<RecordAct>& acts, const ActRequest& request) {
  if (!MayTake(context, definition, act, record)) return kernel::Forbidden();
  if (!IsFrom(definition, act, record))
    return Error{ErrorKind::kConflict,
                 "register.act_refused",
                 {act.title.id, definition.StateNamed(record.state)->title.id}};
  if (record.version != request.version) return Changed();
  const auto same = [&](const RecordAct& done) { return done.act == act.name; };
  if (act.once && std::any_of(acts.begin(), acts.end(), same))
    return Error{ErrorKind::kConflict, "register.act_once", {act.title.id}};
  std::vector<FieldError> faults;
  if (act.note == Need::kRequired && TrimBlanks(request.note).empty())
    faults.push_back({"note", "register.field.missing", {}});
  if (request.note.size() > kLongestNote || !IsValidUtf8(request.note))
    faults.push_back({"note", "register.field.too_long", {std::to_string(kLongestNote)}});
  if (act.files == Need::kRequired && request.files.empty())
    faults.push_back({"files", "register.field.missing", {}});
  if (act.files == Need::kNo && !request.files.empty())
    faults.push_back({"files", "register.field.not_typed", {}});
  for (FieldError& fault : MissingFor(definition, record, act, context.today))
    faults.push_back(std::move(fault));
  for (FieldError& fault : MissingFilesFor(context, definition, act, record))
    if (std::ranges::count(act.needs, fault.field) == 0) faults.push_back(std::move(fault));
  if (!faults.empty()) return Invalid(std::move(faults));
  if (!act.when) return Ok();
  const expression::Value answer = act.when->Evaluate(LookupOf(definition, record, context.today));
  if (answer.yes() && *answer.yes()) return Ok();
  return Error{ErrorKind::kConflict, "register.act_guard", {act.when_said.id}};
}

// Fields that the act's form may carry; others are refused as if they were not there.
Status CheckAsked(const Act& act, const Typed& typed) {
  std::vector<FieldError> faults;
  for (const auto& [name, texts] : typed) {
    const bool asked = std::find(act.needs.begin(), act.needs.end(), name) != act.needs.end() ||
                       std::find(act.asks.begin(), act.asks.end(), name) != act.asks.end();
    if (!asked) faults.push_back({name, "register.field.not_typed", {}});
  }
  if (faults.empty()) return Ok();
  return Invalid(std::move(faults));
}

// A citizen fills in what the public part asks, and nothing else.
template <class ByField>
Status CheckPublic(const RecordContext& context, const Definition& definition, const ByField& sent) {
  if (!context.citizen) return Ok();
  std::vector<FieldError> faults;
  for (const auto& [name, what] : sent)
    if (!definition.open || std::ranges::count(definition.open->asks, name) == 0)
      faults.push_back({name, "register.field.not_typed", {}});
  if (faults.empty()) return Ok();
  return Invalid(std::move(faults));
}

// What the act makes of the record, before anything is written: what was typed, checked; then what the act
// sets, where it leads, and whose the record is by now. Answers the names of the fields that were typed.
Result<std::vector<std::string>> Prepare(const RecordContext& context, const Definition& definition,
                                         const Act& act, const std::vector<RecordAct>& acts,
                                         const ActRequest& request, Record& record) {
  if (!MayTake(context, definition, act, record)) return kernel::Forbidden();
  if (const Status asked = CheckAsked(act, request.typed); !asked.ok()) return asked.error();
  Result<std::vector<std::string>> changed = TakeTyped(definition, request.typed, context.fields, record);
  if (!changed.ok()) return changed;
  Compute(definition, context.today, record);
  if (const Status allowed = CheckAct(context, definition, act, record, acts, request); !allowed.ok())
    return allowed.error();
  for (const auto& [name, value] : act.sets) {
    const Field* field = definition.FieldNamed(name);
    record.values[static_cast<size_t>(field - definition.fields.data())] =
        FromExpression(*field, value.Evaluate(LookupOf(definition, record, context.today)));
  }
  if (!act.to.empty() && act.to != record.state) {
    record.state = act.to;
    record.state_since = context.now;
  }
  record.unit_id = UnitOf(definition, record, record.unit_id);
  return changed;
}

// The act's own files stand under its number.
Status KeepFilesOfAct(sql::Connection& c, const RecordContext& context, const Definition& definition,
                      int64_t record_id, int64_t seq, const std::vector<kernel::Evidence>& files) {
  for (kernel::Evidence file : files) {
    file.subject = ActFileSubject(definition, record_id, seq);
    const Result<int64_t> added = kernel::AddEvidence(c, context.actor, context.now, file);
    if (!added.ok()) return added.error();
  }
  return Ok();
}

}  // namespace

Result<Record> MakeRecord(sql::Connection& c, const RecordContext& context, const Definition& definition,
                          const NewRecord& fresh) {
  if (!MayMake(context, definition, fresh.unit_id)) return kernel::Forbidden();
  if (const Status asked = CheckPublic(context, definition, fresh.typed); !asked.ok()) return asked.error();
  if (const Status asked = CheckPublic(context, definition, fresh.files); !asked.ok()) return asked.error();
  Record record;
  record.version = 1;
  record.unit_id = fresh.unit_id;
  record.state = definition.states[0].name;
  record.made_at = record.state_since = context.now;
  record.made = context.today;
  record.made_by = context.citizen ? 0 : context.actor.account_id;
  record.values.resize(definition.fields.size());
  const Result<std::vector<std::string>> typed = TakeTyped(definition, fresh.typed, context.fields, record);
  if (!typed.ok()) return typed.error();
  const auto given = TakeTyped(definition, fresh.given, context.fields, record);
  if (!given.ok()) return given.error();
  if (const Status counted = CountFiles(definition, fresh, record); !counted.ok()) return counted.error();
  FillDefaults(definition, context.today, record);
  Compute(definition, context.today, record);
  if (std::vector<FieldError> missing = MissingAtOnce(context, definition, record); !missing.empty())
    return Invalid(std::move(missing));
  record.unit_id = UnitOf(definition, record, fresh.unit_id);
  record.id = kernel::NextId(c, context.government.id);
  if (!fresh.number.empty()) {
    const Status brought = BringNumber(c, context, definition, fresh.number, record);
    if (!brought.ok()) return brought.error();
  } else if (definition.numbering.given_at.empty()) {
    record.number = TakeNumber(c, context, definition, record);
  }
  const RecordAct made = AddAct(c, context, definition, record, {1, "make", "", record.state, "", "", 0, 0});
  if (const Status clocks = SetClocks(context, definition, record, {made}); !clocks.ok())
    return clocks.error();
  AddRecord(c, context.government.id, definition, record, fresh.secret_hash);
  if (const Status hung = HangFiles(c, context, definition, fresh, record.id); !hung.ok())
    return hung.error();
  KeepSearch(c, context.government.id, definition, record, context.fields);
  TellAct(c, context, definition, record, {"make", definition.make_tells, 1});
  AuditRecord(c, context, definition, record, "make", *typed);
  kernel::BumpDataVersion(c, context.government.id);
  return record;
}

Result<Record> ChangeRecord(sql::Connection& c, const RecordContext& context, const Definition& definition,
                            int64_t id, const Typed& typed, int64_t version) {
  std::optional<Record> record = ReadRecord(c, context.government.id, definition, id);
  if (!record) return Unknown();
  if (!MayEdit(context, definition, *record)) return kernel::Forbidden();
  if (record->version != version) return Changed();
  if (const Status asked = CheckPublic(context, definition, typed); !asked.ok()) return asked.error();
  const Result<std::vector<std::string>> changed = TakeTyped(definition, typed, context.fields, *record);
  if (!changed.ok()) return changed.error();
  if (changed->empty()) return *record;
  Compute(definition, context.today, *record);
  if (std::vector<FieldError> missing = MissingAtOnce(context, definition, *record); !missing.empty())
    return Invalid(std::move(missing));
  record->unit_id = UnitOf(definition, *record, record->unit_id);
  const std::vector<RecordAct> acts = ListActs(c, context.government.id, definition, id);
  if (const Status clocks = SetClocks(context, definition, *record, acts); !clocks.ok())
    return clocks.error();
  if (!StoreRecord(c, context.government.id, definition, *record, version)) return Changed();
  ++record->version;
  KeepSearch(c, context.government.id, definition, *record, context.fields);
  AuditRecord(c, context, definition, *record, "change", *changed);
  kernel::BumpDataVersion(c, context.government.id);
  return *record;
}

Result<Record> ActOn(sql::Connection& c, const RecordContext& context, const Definition& definition,
                     int64_t id, const ActRequest& request) {
  std::optional<Record> record = ReadRecord(c, context.government.id, definition, id);
  const Act* act = definition.ActNamed(request.act);
  if (!record || act == nullptr) return Unknown();
  std::vector<RecordAct> acts = ListActs(c, context.government.id, definition, id);
  const std::string from = record->state;
  const Result<std::vector<std::string>> changed = Prepare(context, definition, *act, acts, request, *record);
  if (!changed.ok()) return changed.error();
  if (definition.numbering.given_at == act->name && record->number.empty())
    record->number = TakeNumber(c, context, definition, *record);
  Compute(definition, context.today, *record);
  const int64_t seq = acts.empty() ? 1 : acts.back().seq + 1;
  acts.push_back(
      AddAct(c, context, definition, *record, {seq, act->name, from, record->state, request.note, "", 0, 0}));
  if (const Status kept = KeepFilesOfAct(c, context, definition, id, seq, request.files); !kept.ok())
    return kept.error();
  if (const Status clocks = SetClocks(context, definition, *record, acts); !clocks.ok())
    return clocks.error();
  if (!StoreRecord(c, context.government.id, definition, *record, request.version)) return Changed();
  ++record->version;
  KeepSearch(c, context.government.id, definition, *record, context.fields);
  TellAct(c, context, definition, *record, {act->name, act->tells, seq});
  AuditRecord(c, context, definition, *record, act->name, *changed);
  kernel::BumpDataVersion(c, context.government.id);
  return *record;
}

std::optional<Record> FindRecord(sql::Connection& c, int64_t government_id, const Definition& definition,
                                 int64_t id) {
  return ReadRecord(c, government_id, definition, id);
}

std::vector<FieldError> FaultsOf(const Definition& definition, const Record& record, const Act& act,
                                 const Date& today) {
  return MissingFor(definition, record, act, today);
}

std::vector<const Act*> ActsOpen(const RecordContext& context, const Definition& definition,
                                 const Record& record) {
  std::vector<const Act*> open;
  for (const Act& act : definition.acts)
    if (IsFrom(definition, act, record) && MayTake(context, definition, act, record)) open.push_back(&act);
  return open;
}

}  // namespace sinergi::registers
