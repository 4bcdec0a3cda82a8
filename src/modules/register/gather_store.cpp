#include "modules/register/gather_store.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/token.h"
#include "modules/register/conditions.h"
#include "modules/register/record_columns.h"
#include "modules/register/record_rows.h"
#include "modules/register/record_values.h"

namespace sinergi::registers {
namespace {

std::string PlainIn(const Definition& definition, const Record& record, std::string_view name) {
  const Field* field = definition.FieldNamed(name);
  return field->type->Plain(*field, ValueIn(definition, record, *field));
}

// A region may have changed the other register since this one was read.
std::optional<std::string> MissingName(const Gathering& gathering) {
  const auto has = [&](const std::string& name) { return ColumnOfName(gathering.from, name).has_value(); };
  std::vector<std::string> names = gathering.gather.by;
  names.push_back(gathering.gather.dated_by);
  for (const Gather::Column& column : gathering.gather.columns)
    if (!column.of.empty()) names.push_back(column.of);
  for (const auto* condition : {&gathering.gather.where, &gathering.gather.run_when})
    if (*condition)
      for (const std::string& name : (*condition)->NamesUsed()) names.push_back(name);
  const auto missing = std::find_if_not(names.begin(), names.end(), has);
  return missing == names.end() ? std::nullopt : std::optional(*missing);
}

std::vector<int64_t> UnitsBelow(const RecordContext& context, int64_t unit_id) {
  std::vector<int64_t> units;
  for (const kernel::Unit& unit : context.units.units())
    if (context.units.IsWithin(unit.id, unit_id)) units.push_back(unit.id);
  return units;
}

// Whoever has a record in the unit: by any of what says whose it is.
void AddPersonsOf(const RecordContext& context, const Gathering& gathering, int64_t unit_id, const Date& from,
                  const Date& to, Conditions& where) {
  Conditions there;
  there.AddUnits(UnitsBelow(context, unit_id));
  const std::string day = "r.\"" + gathering.gather.dated_by + "\"";
  std::string any = "(" + there.sql;
  std::vector<Conditions::Held> values = there.values;
  for (const std::string& name : gathering.gather.by) {
    any += " OR r.\"" + name + "\" IN (SELECT r.\"" + name + "\" FROM \"" + TableOf(gathering.from) +
           "\" r WHERE r.government_id = ? AND " + day + " >= ? AND " + day + " <= ? AND " + there.sql + ")";
    values.insert(values.end(), {context.government.id, from.Iso(), to.Iso()});
    values.insert(values.end(), there.values.begin(), there.values.end());
  }
  where.Add(any + ")", values);
}

// Reads the fields that are gathered, one cell each.
class RowReader {
 public:
  RowReader(const Gathering& gathering, const sql::Row& row) : gathering_(gathering), row_(row) {}

  GatheredRecord Read() {
    GatheredRecord record;
    record.id = row_.Int(0);
    record.unit_id = row_.Int(1);
    record.day = Date::Parse(row_.Text(2)).value_or(Date());
    record.runs = row_.Int(3) == 1;
    for (const std::string& name : gathering_.gather.by) record.by.push_back(Plain(name));
    for (const Gather::Column& column : gathering_.gather.columns)
      record.cells.push_back(column.of.empty() ? std::to_string(record.id) : Plain(column.of));
    return record;
  }

 private:
  std::string Plain(const std::string& name) {
    const Field& field = *gathering_.from.FieldNamed(name);
    const int at = next_++;
    if (row_.IsNull(at)) return "";
    const bool text = field.type->Columns(field)[0].text;
    return field.type->Plain(field, FieldValue{{text ? Cell(row_.String(at)) : Cell(row_.Int(at))}, {}});
  }

  const Gathering& gathering_;
  const sql::Row& row_;
  int next_ = 4;
};

std::string GatheredColumns(const Gathering& gathering, const Conditions& runs) {
  const Gather& gather = gathering.gather;
  std::string columns = "r.id, r.unit_id, r.\"" + gather.dated_by + "\", " +
                        (runs.sql.empty() ? "0" : "(CASE WHEN " + runs.sql + " THEN 1 ELSE 0 END)");
  for (const std::string& name : gather.by) columns += ", r.\"" + name + "\"";
  for (const Gather::Column& column : gather.columns)
    if (!column.of.empty()) columns += ", r.\"" + column.of + "\"";
  return columns;
}

// Records of the register that gathers, of the year; without child rows.
std::vector<Record> RecordsOfYear(sql::Connection& c, const RecordContext& context,
                                  const Gathering& gathering, int year) {
  const Field& field = *gathering.definition.FieldNamed(gathering.gather.year);
  const bool text = field.type->Columns(field)[0].text;
  const std::string said = std::to_string(year);
  const sql::Value value = text ? sql::Value(said) : sql::Value(int64_t{year} * kMicro);
  std::vector<Record> records;
  c.Query("SELECT " + RecordColumns(gathering.definition) + " FROM \"" + TableOf(gathering.definition) +
              "\" r WHERE r.government_id = ? AND r.\"" + field.name + "\" = ? ORDER BY r.id",
          {context.government.id, value},
          [&](const sql::Row& row) { records.push_back(RecordAt(gathering.definition, row)); });
  return records;
}

std::vector<std::string> ByOf(const Gathering& gathering, const Record& record) {
  std::vector<std::string> by;
  for (const std::string& name : gathering.gather.by)
    by.push_back(PlainIn(gathering.definition, record, name));
  return by;
}

// Builds the proposal of one total.
class Proposing {
 public:
  Proposing(sql::Connection& c, const RecordContext& context, const Gathering& gathering,
            const Gathered& gathered, int year)
      : c_(c),
        context_(context),
        at_(gathering),
        gathered_(gathered),
        year_(year),
        there_(RecordsOfYear(c, context, gathering, year)) {
    for (const Record& record : there_) persons_.push_back(ByOf(gathering, record));
  }

  GatherProposal For(const GatheredTotal& total) const {
    GatherProposal proposal;
    proposal.total = total;
    proposal.existing = Existing(total);
    Type(proposal);
    Sketch(proposal);
    proposal.may_take = proposal.existing ? MayEdit(context_, at_.definition, *proposal.existing)
                                          : MayMake(context_, at_.definition, total.unit_id);
    proposal.seen = SeenOf(proposal);
    if (proposal.fault || !at_.gather.reached) return proposal;
    const expression::Value reached =
        at_.gather.reached->Evaluate(LookupOf(at_.definition, proposal.after, context_.today));
    proposal.reached = reached.yes() && *reached.yes();
    return proposal;
  }

 private:
  const Field& Table() const { return *at_.definition.FieldNamed(at_.gather.table); }

  // Of several the one that may still be changed, else the newest.
  std::optional<Record> Existing(const GatheredTotal& total) const {
    const Record* found = nullptr;
    for (size_t i = 0; i < there_.size(); ++i) {
      if (!IsSamePerson(total.by, persons_[i])) continue;
      if (found != nullptr && MayEdit(context_, at_.definition, *found)) continue;
      found = &there_[i];
    }
    if (found == nullptr) return {};
    return ReadRecord(c_, context_.government.id, at_.definition, found->id);
  }

  size_t LinkColumn() const {
    for (const Gather::Column& column : at_.gather.columns)
      if (column.of.empty()) return ColumnIndex(column.into);
    return 0;
  }
  size_t ColumnIndex(const std::string& name) const {
    const std::vector<Field>& columns = Table().columns;
    for (size_t i = 0; i < columns.size(); ++i)
      if (columns[i].name == name) return i;
    return 0;
  }

  // Rows of the record that link none: typed by hand.
  std::vector<std::string> HandRows(const Record& record) const {
    const size_t link = LinkColumn();
    FieldValue kept;
    for (const auto& row : ValueIn(at_.definition, record, Table()).rows)
      if (row[link].empty()) kept.rows.push_back(row);
    std::vector<std::string> lines;
    if (kept.rows.empty()) return lines;
    const std::string plain = Table().type->Plain(Table(), kept);
    for (const std::string_view line : Split(plain, '\n'))
      lines.emplace_back(line);
    return lines;
  }

  std::string RowOf(const GatheredRecord& record) const {
    std::vector<std::string> cells(Table().columns.size());
    for (size_t i = 0; i < record.cells.size(); ++i)
      cells[ColumnIndex(at_.gather.columns[i].into)] = FoldBlanks(record.cells[i]);
    return fmt::format("{}", fmt::join(cells, "\t"));
  }

  void Type(GatherProposal& proposal) const {
    Typed& typed = proposal.typed;
    std::vector<std::string> rows;
    if (proposal.existing) rows = HandRows(*proposal.existing);
    int64_t run = proposal.total.longest_run;
    if (!rows.empty() && !at_.gather.run.empty()) run = std::max(run, RunOf(*proposal.existing));
    for (const size_t index : proposal.total.records) rows.push_back(RowOf(gathered_.records[index]));
    typed[at_.gather.table] = std::move(rows);
    if (!at_.gather.run.empty()) typed[at_.gather.run] = {std::to_string(run)};
    if (!proposal.existing) typed[at_.gather.year] = {std::to_string(year_)};
    for (size_t i = 0; i < at_.gather.by.size(); ++i) {
      const std::string& name = at_.gather.by[i];
      const bool there = proposal.existing && !PlainIn(at_.definition, *proposal.existing, name).empty();
      if (!there && !proposal.total.by[i].empty()) typed[name] = {proposal.total.by[i]};
    }
  }

  int64_t RunOf(const Record& record) const {
    const FieldValue& value = ValueIn(at_.definition, record, *at_.definition.FieldNamed(at_.gather.run));
    const int64_t* micro = value.cells.empty() ? nullptr : std::get_if<int64_t>(&value.cells[0]);
    return micro == nullptr ? 0 : *micro / kMicro;
  }

  void Sketch(GatherProposal& proposal) const {
    Record& after = proposal.after;
    if (proposal.existing) {
      after = *proposal.existing;
    } else {
      after.unit_id = proposal.total.unit_id;
      after.state = at_.definition.states[0].name;
      after.made = context_.today;
      after.values.resize(at_.definition.fields.size());
      after.clocks.resize(at_.definition.clocks.size());
    }
    const auto taken = TakeTyped(at_.definition, proposal.typed, context_.fields, after);
    if (!taken.ok()) {
      proposal.fault = taken.error();
      return;
    }
    if (!proposal.existing) FillDefaults(at_.definition, context_.today, after);
    proposal.differs = proposal.existing && !taken->empty();
    Compute(at_.definition, context_.today, after);
  }

  static std::string SeenOf(const GatherProposal& proposal) {
    std::string text = std::to_string(proposal.existing ? proposal.existing->id : 0);
    for (const auto& [name, texts] : proposal.typed)
      text += fmt::format("\n{}\t{}", name, fmt::join(texts, "\n"));
    return kernel::Blake2bHex(text).substr(0, 24);
  }

  sql::Connection& c_;
  const RecordContext& context_;
  const Gathering& at_;
  const Gathered& gathered_;
  int year_;
  std::vector<Record> there_;
  std::vector<std::vector<std::string>> persons_;  // as there_
};

// The first shown column that is a number.
int64_t WeightOf(const Gathering& gathering, const GatherProposal& proposal) {
  for (const std::string& name : gathering.gather.shows) {
    const Field* field = gathering.definition.FieldNamed(name);
    if (field == nullptr || field->type->Places() < 0) continue;
    const FieldValue& value = ValueIn(gathering.definition, proposal.after, *field);
    const int64_t* number = value.cells.empty() ? nullptr : std::get_if<int64_t>(&value.cells[0]);
    return number == nullptr ? 0 : *number;
  }
  return 0;
}

}  // namespace

UnitScope GatherScope(const RecordContext& context, const Gathering& gathering) {
  const auto sees = [&](int64_t unit) {
    return MaySeePersonal(context, gathering.definition, unit) &&
           MaySeePersonal(context, gathering.from, unit);
  };
  if (sees(0)) return {};
  std::vector<int64_t> units;
  for (const kernel::Unit& unit : context.units.units())
    if (sees(unit.id)) units.push_back(unit.id);
  return units;
}

Result<Gathered> FindGathered(sql::Connection& c, const RecordContext& context, const Gathering& gathering,
                              const GatherAsked& asked) {
  if (const auto missing = MissingName(gathering))
    return Error{ErrorKind::kConflict, "register.gather_unfit", {*missing}};
  const Date from = Date::FromDays(Date{asked.year, 1, 1}.Days() - kRunLooksBackDays), to{asked.year, 12, 31};
  const std::string day = "r.\"" + gathering.gather.dated_by + "\"";
  Conditions runs, where;
  if (gathering.gather.run_when) runs.AddSelection(gathering.from, *gathering.gather.run_when);
  where.Add(day + " >= ? AND " + day + " <= ?", {from.Iso(), to.Iso()});
  if (gathering.gather.where) where.AddSelection(gathering.from, *gathering.gather.where);
  if (asked.scope) where.AddUnits(*asked.scope);
  if (asked.unit_id) AddPersonsOf(context, gathering, *asked.unit_id, from, to, where);
  std::vector<sql::Value> values = runs.Bound();
  values.emplace_back(context.government.id);
  for (const sql::Value& value : where.Bound()) values.push_back(value);
  Gathered gathered;
  c.Query("SELECT " + GatheredColumns(gathering, runs) + " FROM \"" + TableOf(gathering.from) +
              "\" r WHERE r.government_id = ? AND " + where.sql + " ORDER BY " + day + ", r.id LIMIT " +
              std::to_string(kGatheredMost + 1),
          values, [&](const sql::Row& row) { gathered.records.push_back(RowReader(gathering, row).Read()); });
  if (gathered.records.size() > kGatheredMost)
    return Error{ErrorKind::kTooLarge, "register.gather_too_large", {std::to_string(kGatheredMost)}};
  gathered.totals = GatherTotals(gathered.records, asked.year, context.calendar);
  if (!asked.unit_id) return gathered;
  std::erase_if(gathered.totals, [&](const GatheredTotal& total) {
    return std::none_of(total.records.begin(), total.records.end(), [&](size_t index) {
      return context.units.IsWithin(gathered.records[index].unit_id, *asked.unit_id);
    });
  });
  return gathered;
}

std::vector<GatherProposal> ProposalsOf(sql::Connection& c, const RecordContext& context,
                                        const Gathering& gathering, const Gathered& gathered, int year) {
  const Proposing proposing(c, context, gathering, gathered, year);
  std::vector<GatherProposal> proposals;
  for (const GatheredTotal& total : gathered.totals) proposals.push_back(proposing.For(total));
  std::stable_sort(proposals.begin(), proposals.end(), [&](const auto& a, const auto& b) {
    if (a.reached != b.reached) return a.reached;
    return WeightOf(gathering, a) > WeightOf(gathering, b);
  });
  return proposals;
}

Result<Record> TakeProposal(sql::Connection& c, const RecordContext& context, const Gathering& gathering,
                            const GatherProposal& proposal, std::string_view seen) {
  if (proposal.seen != seen) return Error{ErrorKind::kConflict, "register.gather_changed"};
  if (proposal.fault) return *proposal.fault;
  if (!proposal.existing)
    return MakeRecord(c, context, gathering.definition, {proposal.total.unit_id, proposal.typed, ""});
  if (!proposal.differs) return *proposal.existing;
  return ChangeRecord(c, context, gathering.definition, proposal.existing->id, proposal.typed,
                      proposal.existing->version);
}

}  // namespace sinergi::registers
