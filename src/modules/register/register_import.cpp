#include "modules/register/register_import.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/token.h"
#include "modules/register/import_layout.h"
#include "modules/register/names.h"
#include "modules/register/record_columns.h"
#include "modules/register/record_rows.h"
#include "modules/register/register_words.h"
#include "platform/files/label_text.h"
#include "platform/sheets/csv.h"
#include "platform/sheets/workbook.h"

namespace sinergi::registers {
namespace {

using Table = std::vector<std::vector<std::string>>;

constexpr int64_t kDaysTo1970 = 25'569;  // Excel counts from 1899-12-30

std::string SheetCellText(const sheets::Workbook& book, const sheets::Cell& cell, NumberStyle style) {
  if (cell.kind == sheets::Cell::Kind::kBool) return cell.text == "1" ? "yes" : "no";
  if (cell.kind != sheets::Cell::Kind::kNumber)
    return cell.kind == sheets::Cell::Kind::kText ? cell.text : "";
  const auto index = static_cast<size_t>(cell.style);
  const bool date = index < book.styles.size() && book.styles[index].date;
  const std::optional<int64_t> micro = ReadComputed(cell.text, 6);
  if (!micro) return cell.text;
  if (date) return Date::FromDays(*micro / kMicro - kDaysTo1970).Iso();
  std::string text = PlainDecimal(*micro, 6, Zeros::kTrim);
  if (style == NumberStyle::kIndonesian) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

Result<Table> ReadTable(std::string_view bytes, std::string_view name, NumberStyle style) {
  if (!LowerAscii(name).ends_with(".xlsx")) return sheets::ReadCsv(bytes);
  const Result<sheets::Workbook> book = sheets::ReadXlsx(bytes);
  if (!book.ok()) return book.error();
  Table table;
  for (const sheets::Sheet& sheet : book->sheets) {
    if (sheet.hidden) continue;
    sheet.Each([&](sheets::CellRef at, const sheets::Cell& cell) {
      const auto row = static_cast<size_t>(at.row), column = static_cast<size_t>(at.column);
      if (row > kImportRowsMost + 1 || column > 500) return;
      if (table.size() <= row) table.resize(row + 1);
      if (table[row].size() <= column) table[row].resize(column + 1);
      table[row][column] = SheetCellText(*book, cell, style);
    });
    break;
  }
  return table;
}

bool IsCalled(const Field& field, const std::string& folded) {
  return folded == field.name || folded == FoldText(field.title.id) || folded == FoldText(field.title.en);
}

// Columns that an export has and an import does not take: they follow from the record.
bool IsDerived(const Definition& definition, const std::string& folded) {
  const auto is = [&](const char* key) {
    const Texts& texts = Texts::Shipped();
    return folded == FoldText(texts.Raw(Lang::kId, key)) || folded == FoldText(texts.Raw(Lang::kEn, key));
  };
  if (folded == "state" || folded == "made" || is("registers.column_state") || is("registers.column_made"))
    return true;
  for (const RegisterClock& clock : definition.clocks)
    for (const Lang lang : {Lang::kId, Lang::kEn})
      if (folded == clock.name + ".due" ||
          folded == FoldText(Texts::Shipped().Get(lang, "registers.due_of", {InLanguage(clock.title, lang)})))
        return true;
  return false;
}

// "answers.done_on", or the titles as "Tindak lanjut: Tanggal".
std::optional<ImportFile::ChildColumn> ChildCalled(const Definition& definition, const std::string& folded) {
  for (const Field& table : definition.fields) {
    if (table.type->name() != "table" || table.retired) continue;
    for (size_t i = 0; i < table.columns.size(); ++i) {
      const Field& column = table.columns[i];
      if (folded == table.name + "." + column.name ||
          folded == FoldText(table.title.id + ": " + column.title.id) ||
          folded == FoldText(table.title.en + ": " + column.title.en))
        return ImportFile::ChildColumn{&table, i};
    }
  }
  return {};
}

// A file of another program says only what its layout knows; the register's own also numbers, units, rows of tables. An
// export's heads are names: "number" is the record's, whatever a field may be titled.
const Field* FieldAt(const Definition& definition, const ImportFile& file, const std::string& folded) {
  if (file.layout != nullptr) return FieldCalled(definition, *file.layout, folded);
  const Field* found = definition.FieldNamed(folded);
  if (found == nullptr && folded != "number" && folded != "unit")
    for (const Field& field : definition.fields)
      if (!field.retired && IsCalled(field, folded)) found = &field;
  return found == nullptr || found->retired ? nullptr : found;
}

void ReadOwnHead(const Definition& definition, const std::string& head, int column, ImportFile& file) {
  const Texts& texts = Texts::Shipped();
  const std::string folded = FoldText(TrimBlanks(head));
  const auto is = [&](const char* word, const char* key) {
    return folded == word || folded == FoldText(texts.Raw(Lang::kId, key)) ||
           folded == FoldText(texts.Raw(Lang::kEn, key));
  };
  if (is("number", "registers.column_number"))
    file.number_column = column;
  else if (is("unit", "registers.column_unit"))
    file.unit_column = column;
  else if (!IsDerived(definition, folded))
    file.unknown.push_back(head);
}

void ReadImportHead(const Definition& definition, const std::vector<std::string>& head, ImportFile& file) {
  const bool own = file.layout == nullptr;
  for (size_t i = 0; i < head.size(); ++i) {
    const std::string folded = FoldText(TrimBlanks(head[i]));
    const Field* found = FieldAt(definition, file, folded);
    const bool kept = found != nullptr && found->type->name() != "computed" &&
                      found->type->name() != "files" && found->type->name() != "table";
    file.columns.push_back(kept ? found : nullptr);
    file.children.push_back(found == nullptr && own ? ChildCalled(definition, folded) : std::nullopt);
    if (found != nullptr || file.children.back() || folded.empty()) continue;
    if (own)
      ReadOwnHead(definition, head[i], static_cast<int>(i), file);
    else if (!file.layout->moments || !HasWord(file.layout->moments->heads, folded))
      file.unknown.push_back(head[i]);
  }
}

bool IsEmpty(const std::vector<std::string>& row) {
  return std::all_of(row.begin(), row.end(),
                     [](const std::string& cell) { return TrimBlanks(cell).empty(); });
}

std::string TextAt(const std::vector<std::string>& row, int column) {
  if (column < 0 || static_cast<size_t>(column) >= row.size()) return "";
  return std::string(TrimBlanks(row[static_cast<size_t>(column)]));
}

// An export writes "'-9.08" lest a sheet takes it for a formula.
std::string Unguarded(std::string text) {
  if (text.size() > 1 && text[0] == '\'' && std::string_view("=+-@").find(text[1]) != std::string_view::npos)
    text.erase(0, 1);
  return text;
}

// A unit by id, code or name.
int64_t UnitIn(const RecordContext& context, const std::string& text, int64_t otherwise) {
  if (text.empty()) return otherwise;
  for (const kernel::Unit& unit : context.units.units())
    if (unit.code == text || FoldText(unit.name) == FoldText(text) || std::to_string(unit.id) == text)
      return unit.id;
  return 0;
}

// A record of the file: its line, and below it lines that hold rows of its tables alone.
struct Lines {
  size_t first = 0, last = 0;  // of file.rows, both within
};

bool HoldsRowsAlone(const ImportFile& file, const std::vector<std::string>& row) {
  bool child = false;
  for (size_t i = 0; i < row.size(); ++i) {
    if (TrimBlanks(row[i]).empty()) continue;
    if (i >= file.children.size() || !file.children[i]) return false;
    child = true;
  }
  return child;
}

std::vector<Lines> LinesOfRecords(const ImportFile& file) {
  std::vector<Lines> records;
  for (size_t i = 0; i < file.rows.size(); ++i) {
    if (IsEmpty(file.rows[i])) continue;
    if (!records.empty() && HoldsRowsAlone(file, file.rows[i]))
      records.back().last = i;
    else
      records.push_back({i, i});
  }
  return records;
}

struct Importing {
  sql::Connection& c;
  const Here& here;
  const RecordContext& context;
  const ImportFile& file;
  int64_t unit_id;

  // The id of what an export names: a unit by its name or code, a person by name where only one bears it, a record by
  // its number, with its title behind it or not.
  std::string Picked(const Field& field, const std::string& text) const {
    if (field.type->name() == "unit" && !text.empty()) {
      const int64_t unit = UnitIn(context, text, 0);
      return unit == 0 ? text : std::to_string(unit);
    }
    const std::string id = PickedId(here, c, field, text);
    if (id.empty() || IdIn(id)) return id;
    if (field.type->name() == "person") return PersonNamed(text).value_or(id);
    const std::string by_number = PickedId(here, c, field, text.substr(0, text.find(' ')));
    return IdIn(by_number) ? by_number : id;
  }
  std::optional<std::string> PersonNamed(const std::string& name) const {
    std::vector<std::string> ids;
    c.Query("SELECT id FROM account WHERE government_id = ? AND name = ? AND disabled = 0 LIMIT 2",
            {context.government.id, name},
            [&](const sql::Row& row) { ids.push_back(std::to_string(row.Int(0))); });
    if (ids.size() != 1) return {};
    return ids[0];
  }

  Typed TypedOfRow(const std::vector<std::string>& row) const {
    Typed typed;
    for (size_t i = 0; i < file.columns.size(); ++i) {
      const Field* field = file.columns[i];
      if (field == nullptr) continue;
      std::string text = Unguarded(TextAt(row, static_cast<int>(i)));
      std::erase(text, '\r');
      if (file.layout != nullptr) text = TypedAs(*file.layout, *field, text);
      if (IsPicked(field->type->name()) || field->type->name() == "unit") text = Picked(*field, text);
      if (text.empty() && typed.contains(field->name)) continue;  // two columns may say the same field
      typed[field->name] = text.empty() ? std::vector<std::string>() : std::vector<std::string>{text};
    }
    return typed;
  }

  // Rows of tables, a line each; a table that the file has no column of is left as it is.
  void AddChildren(const Lines& lines, Typed& typed) const {
    for (const auto& child : file.children)
      if (child) typed[child->table->name];
    for (size_t at = lines.first; at <= lines.last; ++at) {
      std::map<std::string, std::vector<std::string>> cells;
      for (size_t i = 0; i < file.children.size(); ++i) {
        std::string text = TextAt(file.rows[at], static_cast<int>(i));
        if (!file.children[i] || text.empty()) continue;
        std::replace_if(
            text.begin(), text.end(),
            [](char letter) { return letter == '\t' || letter == '\n' || letter == '\r'; }, ' ');
        const std::vector<Field>& columns = file.children[i]->table->columns;
        const Field& column = columns[file.children[i]->column];
        if (IsPicked(column.type->name())) text = Picked(column, text);
        std::vector<std::string>& row = cells[file.children[i]->table->name];
        row.resize(columns.size());
        row[file.children[i]->column] = std::move(text);
      }
      for (const auto& [table, row] : cells) typed[table].push_back(fmt::format("{}", fmt::join(row, "\t")));
    }
  }

  // Where every unit counts for itself, the same number stands in several.
  std::optional<int64_t> IdOfNumber(const std::string& number, int64_t unit) const {
    const bool by_unit = here.definition.numbering.per_unit;
    return c.One("SELECT r.id FROM \"" + TableOf(here.definition) +
                     "\" r WHERE r.government_id = ? AND r.number = ? AND (r.unit_id = ? OR 1 = ?) "
                     "ORDER BY r.id LIMIT 1",
                 {context.government.id, number, unit, by_unit ? 0 : 1});
  }

  // The record that the layout's key means; the oldest of several.
  std::optional<int64_t> IdOfKey(const Typed& typed) const {
    if (file.layout == nullptr || file.layout->key.empty()) return {};
    const Record sketch = Sketch(here.definition, context, typed);
    std::string where = "r.government_id = ?";
    std::vector<sql::Value> values = {context.government.id};
    for (const std::string& name : file.layout->key) {
      const Field& field = *here.definition.FieldNamed(name);
      const FieldValue& value = ValueIn(here.definition, sketch, field);
      if (value.empty() || value.cells.size() != 1) return {};
      where += " AND r.\"" + name + "\" = ?";
      if (const auto* number = std::get_if<int64_t>(&value.cells[0])) values.emplace_back(*number);
      if (const auto* text = std::get_if<std::string>(&value.cells[0])) values.emplace_back(*text);
    }
    std::optional<int64_t> id;
    c.Query(
        "SELECT r.id FROM \"" + TableOf(here.definition) + "\" r WHERE " + where + " ORDER BY r.id LIMIT 1",
        values, [&](const sql::Row& row) { id = row.Int(0); });
    return id;
  }

  void Change(int64_t record_id, const Typed& typed, ImportRow& report) const {
    const std::optional<Record> before = ReadRecord(c, context.government.id, here.definition, record_id);
    if (file.layout != nullptr && !MayEdit(context, here.definition, *before)) return;
    const Result<Record> after = ChangeRecord(c, context, here.definition, record_id, typed, before->version);
    report.name = NameOf(after.ok() ? *after : *before);
    if (!after.ok()) return Refused(after.error(), report);
    report.kind = after->version == before->version ? ImportRow::Kind::kSame : ImportRow::Kind::kChanged;
    TellChanges(*before, *after, report);
  }

  Printing How() const { return {here.v, context, here.definition}; }
  std::string NameOf(const Record& record) const { return RecordName(How(), record); }
  // A number that a new record would be given is not told before it is.
  std::string NameOfNew(Record record, const std::string& number) const {
    record.number = number;
    const Field* title = here.definition.FieldNamed(here.definition.title_field);
    const bool named =
        title != nullptr && !title->personal && !ValueIn(here.definition, record, *title).empty();
    return named || !number.empty() ? NameOf(record) : "";
  }

  std::string Said(const Record& record, const Field& field) const {
    const FieldValue& value = ValueIn(here.definition, record, field);
    if (field.type->name() == "table" && !value.rows.empty() && !field.personal)
      return here.v.T("registers.import_rows", {std::to_string(value.rows.size())});
    return PrintField(How(), record, field, Personal::kMasked);
  }
  void TellChanges(const Record& before, const Record& after, ImportRow& report) const {
    for (const Field& field : here.definition.fields) {
      const auto plain = [&](const Record& record) {
        return field.type->Plain(field, ValueIn(here.definition, record, field));
      };
      if (plain(before) != plain(after))
        report.changes.push_back({&field, Said(before, field), Said(after, field)});
    }
  }

  static std::string HashOf(int64_t unit, const Typed& typed) {
    std::string text = std::to_string(unit);
    for (const auto& [name, texts] : typed)
      if (!texts.empty()) text += fmt::format("\n{}\t{}", name, fmt::join(texts, "\n"));
    return kernel::Blake2bHex(text);
  }

  void Make(int64_t unit, const Typed& typed, ImportRow& report) const {
    const std::string hash = HashOf(unit, typed);
    if (c.One("SELECT record_id FROM register_imported WHERE government_id = ? AND register = ? AND hash = ?",
              {context.government.id, here.definition.id, hash}))
      return;
    const Result<Record> made = MakeRecord(c, context, here.definition, {unit, typed, ""});
    if (!made.ok()) return Refused(made.error(), report);
    report.name = NameOfNew(*made, "");
    c.Execute("INSERT INTO register_imported (government_id, register, hash, record_id) VALUES (?, ?, ?, ?)",
              {context.government.id, here.definition.id, hash, made->id});
    report.kind = ImportRow::Kind::kNew;
  }

  static void Refused(const Error& error, ImportRow& report) {
    report.faults = error.fields;
    if (report.faults.empty()) report.faults.push_back({"", error.code, error.args});
  }

  // One that was given a number before it came here.
  void Bring(int64_t unit, const std::string& number, const Typed& typed, ImportRow& report) const {
    if (!here.definition.numbering.imported) {
      report.faults.push_back({"number", "register.import_number", {number}});
      return;
    }
    NewRecord fresh{unit, typed, ""};
    fresh.number = number;
    const Result<Record> made = MakeRecord(c, context, here.definition, fresh);
    if (!made.ok()) return Refused(made.error(), report);
    report.name = NameOfNew(*made, number);
    report.kind = ImportRow::Kind::kNew;
  }

  ImportRow Row(const Lines& lines) const {
    const std::vector<std::string>& row = file.rows[lines.first];
    ImportRow report;
    report.line =
        file.lines.empty() ? file.first_line + static_cast<int>(lines.first) : file.lines[lines.first];
    const std::string number = TextAt(row, file.number_column);
    Typed typed = TypedOfRow(row);
    AddChildren(lines, typed);
    if (file.layout != nullptr) {
      if (IsOfDayOff(*file.layout, context, typed)) return report;
      FillTyped(here.definition, *file.layout, context, typed);
    }
    const int64_t unit = UnitIn(context, TextAt(row, file.unit_column), unit_id);
    const std::optional<int64_t> known = number.empty() ? IdOfKey(typed) : IdOfNumber(number, unit);
    report.name = number;
    if (known)
      Change(*known, typed, report);
    else if (unit == 0)
      report.faults.push_back({"unit", "register.field.no_such_entry", {}});
    else if (!number.empty())
      Bring(unit, number, typed, report);
    else
      Make(unit, typed, report);
    if (!report.faults.empty()) report.kind = ImportRow::Kind::kFaulty;
    return report;
  }
};

}  // namespace

Result<ImportFile> ReadImportFile(std::string_view bytes, std::string_view name, NumberStyle style,
                                  const Definition& definition) {
  Result<Table> table = ReadTable(bytes, name, style);
  if (!table.ok()) return table.error();
  ImportFile file;
  const FoundHead found = FindHead(definition, *table);
  const size_t head = found.row;
  if (head + 1 >= table->size()) return Error{ErrorKind::kInvalid, "register.import_empty"};
  file.layout = found.layout;
  file.head = (*table)[head];
  ReadImportHead(definition, file.head, file);
  const auto known = [](const auto& column) { return static_cast<bool>(column); };
  if (std::none_of(file.columns.begin(), file.columns.end(), known) &&
      std::none_of(file.children.begin(), file.children.end(), known))
    return Error{ErrorKind::kInvalid, "register.import_columns"};
  file.first_line = static_cast<int>(head) + 2;
  for (size_t i = head + 1; i < table->size(); ++i) file.rows.push_back(std::move((*table)[i]));
  if (file.layout != nullptr) GatherMoments(definition, *file.layout, file);
  if (file.rows.size() > kImportRowsMost)
    return Error{ErrorKind::kTooLarge, "register.import_too_long", {std::to_string(kImportRowsMost)}};
  return file;
}

int ImportReport::Count(ImportRow::Kind kind) const {
  return static_cast<int>(
      std::count_if(rows.begin(), rows.end(), [&](const ImportRow& row) { return row.kind == kind; }));
}

std::string ColumnOfField(const ImportFile& file, std::string_view field) {
  const auto letter = [](int column) { return column < 0 ? "" : sheets::ColumnName(column); };
  if (field == "number") return letter(file.number_column);
  if (field == "unit") return letter(file.unit_column);
  for (size_t i = 0; i < file.columns.size(); ++i) {
    const bool own = file.columns[i] != nullptr && file.columns[i]->name == field;
    const bool child = file.children[i] && file.children[i]->table->name == field;
    if (own || child) return sheets::ColumnName(static_cast<int>(i));
  }
  return "";
}

ImportReport RunImport(sql::Connection& c, const Here& here, const RecordContext& context,
                       const ImportFile& file, int64_t unit_id) {
  const Importing importing{c, here, context, file, unit_id};
  ImportReport report;
  for (const Lines& lines : LinesOfRecords(file)) report.rows.push_back(importing.Row(lines));
  return report;
}

}  // namespace sinergi::registers
