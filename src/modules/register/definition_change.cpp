#include "modules/register/definition_change.h"

#include <algorithm>

namespace sinergi::registers {
namespace {

class Differ {
 public:
  Differ(const Definition& old, const Definition& fresh) : old_(old), fresh_(fresh) {}

  Result<std::vector<Change>> All() {
    for (const Field& field : fresh_.fields) Compare(field);
    for (const Field& field : old_.fields)
      if (Successor(fresh_.fields, field) == nullptr) Refuse(field.name, "register.change.field_lost");
    for (const State& state : old_.states)
      if (!fresh_.StateNamed(state.name)) Refuse(state.name, "register.change.state_lost");
    Clocks();
    if (refusals_.empty()) return std::move(changes_);
    return Error{ErrorKind::kConflict, "register.change_refused", {fresh_.id}, std::move(refusals_), {}};
  }

 private:
  void Refuse(const std::string& name, const char* code) { refusals_.push_back({name, code, {name}}); }

  static const Field* Predecessor(const std::vector<Field>& old, const Field& field) {
    const std::string& name = field.was.empty() ? field.name : field.was;
    for (const Field& one : old)
      if (one.name == name || one.name == field.name) return &one;
    return nullptr;
  }
  static const Field* Successor(const std::vector<Field>& fresh, const Field& field) {
    for (const Field& one : fresh)
      if (one.name == field.name || one.was == field.name) return &one;
    return nullptr;
  }

  void Compare(const Field& field) {
    const Field* before = Predecessor(old_.fields, field);
    const bool table = field.type->name() == "table";
    if (before == nullptr) {
      if (table) changes_.push_back({Change::Kind::kAddTable, TableOf(fresh_, field), field.name, "", true});
      AddColumns(TableOf(fresh_), field);
      return;
    }
    if (table != (before->type->name() == "table")) return Refuse(field.name, "register.change.type");
    if (table) return CompareTable(*before, field);
    CompareColumns(TableOf(fresh_), *before, field);
  }

  void CompareTable(const Field& before, const Field& field) {
    if (before.name != field.name)
      changes_.push_back(
          {Change::Kind::kRenameTable, TableOf(fresh_, field), field.name, TableOf(old_, before), true});
    for (const Field& column : field.columns) {
      const Field* old_column = Predecessor(before.columns, column);
      if (old_column == nullptr) {
        AddColumns(TableOf(fresh_, field), column);
      } else {
        CompareColumns(TableOf(fresh_, field), *old_column, column);
      }
    }
    for (const Field& column : before.columns)
      if (Successor(field.columns, column) == nullptr)
        Refuse(before.name + "." + column.name, "register.change.field_lost");
  }

  void AddColumns(const std::string& table, const Field& field) {
    for (const ColumnOf& column : field.type->Columns(field))
      changes_.push_back({Change::Kind::kAddColumn, table, field.name + column.suffix, "", column.text});
    if (field.indexed) changes_.push_back({Change::Kind::kAddIndex, table, field.name, "", true});
  }

  // The same columns under another name at most; options are retired, not left out.
  void CompareColumns(const std::string& table, const Field& before, const Field& field) {
    const std::vector<ColumnOf> had = before.type->Columns(before), has = field.type->Columns(field);
    const bool same =
        had.size() == has.size() &&
        std::equal(had.begin(), had.end(), has.begin(), [](const ColumnOf& a, const ColumnOf& b) {
          return a.suffix == b.suffix && a.text == b.text;
        });
    if (!same || before.type->Places() != field.type->Places() || !MayBecome(before, field))
      return Refuse(field.name, "register.change.type");
    for (const FieldOption& option : before.options) {
      const bool kept = std::any_of(field.options.begin(), field.options.end(),
                                    [&](const FieldOption& one) { return one.name == option.name; });
      if (!kept) Refuse(field.name + "." + option.name, "register.change.option_lost");
    }
    if (before.name != field.name)
      for (const ColumnOf& column : has)
        changes_.push_back({Change::Kind::kRenameColumn, table, field.name + column.suffix,
                            before.name + column.suffix, column.text});
    if (field.indexed && !before.indexed)
      changes_.push_back({Change::Kind::kAddIndex, table, field.name, "", true});
  }

  // Any text may become a longer one; everything else stays what it was.
  static bool MayBecome(const Field& before, const Field& field) {
    if (before.type == field.type) return before.of == field.of;
    const std::string_view was = before.type->name(), is = field.type->name();
    if (is == "long_text") return was == "text";
    return is == "text" && (was == "choice" || was == "code" || was == "region");
  }

  void Clocks() {
    for (const RegisterClock& clock : old_.clocks)
      if (!fresh_.ClockNamed(clock.name)) Refuse(clock.name, "register.change.clock_lost");
    for (const RegisterClock& clock : fresh_.clocks) {
      if (old_.ClockNamed(clock.name)) continue;
      for (const TableColumn& column : ClockColumns(clock))
        changes_.push_back({Change::Kind::kAddColumn, TableOf(fresh_), column.name, "", column.text});
    }
  }

  const Definition& old_;
  const Definition& fresh_;
  std::vector<Change> changes_;
  std::vector<FieldError> refusals_;
};

}  // namespace

Result<std::vector<Change>> ChangesBetween(const Definition& old, const Definition& fresh) {
  return Differ(old, fresh).All();
}

}  // namespace sinergi::registers
