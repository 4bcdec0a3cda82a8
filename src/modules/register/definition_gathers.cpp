#include "modules/register/definition_parts.h"
#include "modules/register/names.h"

namespace sinergi::registers {
namespace {

constexpr std::string_view kTheRecord = "record";

bool IsSingle(const Field* field) {
  return field != nullptr && field->type->Columns(*field).size() == 1 && field->type->name() != "files";
}
bool IsNumberField(const Field& field) {
  return field.type->Places() >= 0;
}

class GatherReader {
 public:
  GatherReader(const Definition& definition, const FindDefinition& find, files::Faults& faults)
      : definition_(definition), find_(find), faults_(faults) {}

  Gather Read(const files::Node& name, const files::Node& map) {
    gather_ = Gather();
    gather_.name = ReadName(name, faults_);
    if (!map.IsMap()) {
      faults_.Add(map.Mark(), "data_file.not_a_map", {gather_.name});
      return gather_;
    }
    files::CheckKeys(
        map, {"title", "help", "from", "dated_by", "where", "by", "year", "rows", "run", "reached", "shows"},
        faults_);
    gather_.title = OptionalLabel(map, "title", faults_);
    gather_.help = OptionalLabel(map, "help", faults_);
    for (const char* key : {"title", "by", "rows"})
      if (!map[key]) faults_.Add(map.Mark(), "data_file.missing_key", {key});
    gather_.from = files::RequiredText(map, "from", faults_);
    other_ = gather_.from.empty() || gather_.from == definition_.id ? std::nullopt : find_(gather_.from);
    if (other_)
      FromOther(map);
    else if (map["from"])
      faults_.Add(map["from"].Mark(), "register.unknown", {gather_.from});
    Here(map);
    return std::move(gather_);
  }

 private:
  void Unfit(const files::Node& at, const std::string& word) {
    faults_.Add(at.Mark(), "register.gather_unfit", {word});
  }

  void FromOther(const files::Node& map) {
    gather_.dated_by = files::RequiredText(map, "dated_by", faults_);
    CheckWords(
        map, "dated_by",
        [&](std::string_view word) {
          const Field* field = other_->FieldNamed(word);
          return field != nullptr && field->type->name() == "date";
        },
        "register.not_a_date_field", faults_);
    gather_.where = ReadSelection(map, "where", Selects::kFigure, *other_, faults_);
    gather_.by = ReadWords(map, "by", faults_);
    CheckWords(
        map, "by", [&](std::string_view word) { return IsOfBoth(word); }, "register.gather_unfit", faults_);
    if (map["rows"]) Rows(map["rows"]);
    if (map["run"]) Run(map["run"]);
  }

  bool IsOfBoth(std::string_view word) const {
    const Field *there = other_->FieldNamed(word), *here = definition_.FieldNamed(word);
    return IsSingle(there) && IsSingle(here) && there->type == here->type && there->of == here->of;
  }

  void Rows(const files::Node& rows) {
    if (!rows.IsMap()) return faults_.Add(rows.Mark(), "data_file.not_a_map", {"rows"});
    files::CheckKeys(rows, {"into", "columns"}, faults_);
    gather_.table = files::RequiredText(rows, "into", faults_);
    const Field* table = definition_.FieldNamed(gather_.table);
    if (table == nullptr || table->type->name() != "table")
      return rows["into"] ? Unfit(rows["into"], gather_.table) : void();
    const files::Node columns = rows["columns"];
    if (!columns) return faults_.Add(rows.Mark(), "data_file.missing_key", {"columns"});
    if (!columns.IsMap()) return faults_.Add(columns.Mark(), "data_file.not_a_map", {"columns"});
    bool linked = false;
    for (const auto& entry : columns.entries()) linked |= Column(*table, entry.first, entry.second);
    if (!linked) faults_.Add(columns.Mark(), "data_file.missing_key", {std::string(kTheRecord)});
  }

  // Whether the column links the record.
  bool Column(const Field& table, const files::Node& name, const files::Node& of) {
    const std::string into = name.IsScalar() ? name.Scalar() : "", word = of.IsScalar() ? of.Scalar() : "";
    const Field* column = nullptr;
    for (const Field& one : table.columns)
      if (one.name == into) column = &one;
    if (column == nullptr) {
      faults_.Add(name.Mark(), "register.unknown_column", {into});
      return false;
    }
    if (word == kTheRecord) {
      if (column->type->name() != "link" || column->of != gather_.from) Unfit(of, into);
      gather_.columns.push_back({into, ""});
      return true;
    }
    const Field* field = other_->FieldNamed(word);
    const bool fits = IsSingle(field) && (field->type == column->type || column->type->name() == "text" ||
                                          (IsNumberField(*field) && IsNumberField(*column)));
    if (!fits) Unfit(of, word);
    gather_.columns.push_back({into, word});
    return false;
  }

  void Run(const files::Node& run) {
    if (!run.IsMap()) return faults_.Add(run.Mark(), "data_file.not_a_map", {"run"});
    files::CheckKeys(run, {"into", "when"}, faults_);
    gather_.run = files::RequiredText(run, "into", faults_);
    const Field* field = definition_.FieldNamed(gather_.run);
    if (run["into"] && (field == nullptr || field->type->name() != "number")) Unfit(run["into"], gather_.run);
    if (!run["when"]) faults_.Add(run.Mark(), "data_file.missing_key", {"when"});
    gather_.run_when = ReadSelection(run, "when", Selects::kFigure, *other_, faults_);
  }

  // What is said of the records here.
  void Here(const files::Node& map) {
    gather_.year = files::RequiredText(map, "year", faults_);
    const Field* year = definition_.FieldNamed(gather_.year);
    const bool fits = year != nullptr && (year->type->name() == "text" || year->type->name() == "number");
    if (map["year"] && !fits) Unfit(map["year"], gather_.year);
    gather_.reached =
        ReadExpression(map, "reached", definition_.Names(), expression::Type::Kind::kYesNo, faults_);
    gather_.shows = ReadWords(map, "shows", faults_);
    CheckWords(
        map, "shows", [&](std::string_view word) { return IsColumn(definition_, word); },
        "register.unknown_column", faults_);
  }

  const Definition& definition_;
  const FindDefinition& find_;
  files::Faults& faults_;
  std::optional<Definition> other_;
  Gather gather_;
};

}  // namespace

void ReadGathers(const files::Node& gathers, const FindDefinition& find, Definition& definition,
                 files::Faults& faults) {
  if (!gathers) return;
  if (!gathers.IsMap()) return faults.Add(gathers.Mark(), "data_file.not_a_map", {"gathers"});
  GatherReader reader(definition, find, faults);
  for (const auto& entry : gathers.entries())
    definition.gathers.push_back(reader.Read(entry.first, entry.second));
}

}  // namespace sinergi::registers
