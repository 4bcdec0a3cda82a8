#include "modules/register/record_rows.h"

#include "modules/register/record_columns.h"

namespace sinergi::registers {
namespace {

constexpr std::string_view kCommon =
    "r.id, r.version, r.number, r.state, r.state_since, r.unit_id, r.made_at, r.made_by, r.made";
constexpr int kCommonCount = 9;

Cell CellOfRow(const sql::Row& row, int column, bool text) {
  if (row.IsNull(column)) return {};
  return text ? Cell(row.String(column)) : Cell(row.Int(column));
}

sql::Value ValueOfCell(const Cell& cell) {
  if (const int64_t* number = std::get_if<int64_t>(&cell)) return *number;
  if (const std::string* text = std::get_if<std::string>(&cell)) return *text;
  return std::nullopt;
}

// The clocks' columns, in the order of ClockColumns().
std::vector<Cell> CellsOf(const ClockTimes& clock) {
  const auto number = [](const auto& maybe) { return maybe ? Cell(static_cast<int64_t>(*maybe)) : Cell(); };
  return {number(clock.started), clock.due ? Cell(clock.due->Iso()) : Cell(),
          number(clock.due_at),  number(clock.ended),
          number(clock.used),    number(clock.met)};
}

// Everything of a record besides its key, in the order of the table's own columns.
std::vector<Cell> OwnCells(const Definition& definition, const Record& record) {
  std::vector<Cell> cells;
  for (size_t i = 0; i < definition.fields.size(); ++i) {
    const size_t columns = definition.fields[i].type->Columns(definition.fields[i]).size();
    for (size_t k = 0; k < columns; ++k)
      cells.push_back(k < record.values[i].cells.size() ? record.values[i].cells[k] : Cell());
  }
  for (const ClockTimes& clock : record.clocks)
    for (Cell& cell : CellsOf(clock)) cells.push_back(std::move(cell));
  return cells;
}

std::vector<sql::Value> Bound(const std::vector<Cell>& cells) {
  std::vector<sql::Value> values;
  for (const Cell& cell : cells) values.push_back(ValueOfCell(cell));
  return values;
}

Cell Day(const std::optional<Date>& day) {
  return day ? Cell(day->Iso()) : Cell();
}

void StoreChildren(sql::Connection& c, int64_t government_id, const Definition& definition,
                   const Record& record) {
  for (size_t i = 0; i < definition.fields.size(); ++i) {
    const Field& field = definition.fields[i];
    if (field.type->name() != "table") continue;
    const std::string table = "\"" + TableOf(definition, field) + "\"";
    c.Execute("DELETE FROM " + table + " WHERE government_id = ? AND record_id = ?",
              {government_id, record.id});
    std::string sql = "INSERT INTO " + table + " VALUES (?, ?, ?";
    for (size_t k = 0; k < field.columns.size(); ++k) sql += ", ?";
    sql += ")";
    for (size_t row = 0; row < record.values[i].rows.size(); ++row) {
      std::vector<sql::Value> values = {government_id, record.id, row + 1};
      for (const FieldValue& value : record.values[i].rows[row])
        values.push_back(value.cells.empty() ? sql::Value() : ValueOfCell(value.cells[0]));
      c.Execute(sql, values);
    }
  }
}

void ReadChildren(sql::Connection& c, int64_t government_id, const Definition& definition, Record& record) {
  for (size_t i = 0; i < definition.fields.size(); ++i) {
    const Field& field = definition.fields[i];
    if (field.type->name() != "table") continue;
    std::string sql = "SELECT row_number";
    for (const Field& column : field.columns) sql += ", \"" + column.name + "\"";
    sql += " FROM \"" + TableOf(definition, field) +
           "\" WHERE government_id = ? AND record_id = ? ORDER BY row_number";
    c.Query(sql, {government_id, record.id}, [&](const sql::Row& row) {
      std::vector<FieldValue> values;
      for (size_t k = 0; k < field.columns.size(); ++k) {
        const Field& column = field.columns[k];
        values.push_back(
            {{CellOfRow(row, static_cast<int>(k) + 1, column.type->Columns(column)[0].text)}, {}});
      }
      record.values[i].rows.push_back(std::move(values));
    });
  }
}

ClockTimes ClockAt(const sql::Row& row, int column) {
  ClockTimes clock;
  clock.started = row.MaybeInt(column);
  clock.due = row.IsNull(column + 1) ? std::nullopt : Date::Parse(row.Text(column + 1));
  clock.due_at = row.MaybeInt(column + 2);
  clock.ended = row.MaybeInt(column + 3);
  clock.used = row.MaybeInt(column + 4);
  clock.met = row.MaybeInt(column + 5);
  return clock;
}

}  // namespace

std::string RecordColumns(const Definition& definition) {
  std::string columns(kCommon);
  for (const TableColumn& column : OwnColumns(definition)) columns += ", r.\"" + column.name + "\"";
  return columns;
}

Record RecordAt(const Definition& definition, const sql::Row& row) {
  Record record;
  record.id = row.Int(0);
  record.version = row.Int(1);
  record.number = row.String(2);
  record.state = row.String(3);
  record.state_since = row.Int(4);
  record.unit_id = row.Int(5);
  record.made_at = row.Int(6);
  record.made_by = row.Int(7);
  record.made = Date::Parse(row.Text(8)).value_or(Date());
  int column = kCommonCount;
  for (const Field& field : definition.fields) {
    FieldValue value;
    for (const ColumnOf& part : field.type->Columns(field))
      value.cells.push_back(CellOfRow(row, column++, part.text));
    record.values.push_back(std::move(value));
  }
  for (const RegisterClock& clock : definition.clocks) {
    record.clocks.push_back(ClockAt(row, column));
    column += static_cast<int>(ClockColumns(clock).size());
  }
  return record;
}

std::optional<Record> ReadRecord(sql::Connection& c, int64_t government_id, const Definition& definition,
                                 int64_t id) {
  std::optional<Record> record;
  c.Query("SELECT " + RecordColumns(definition) + " FROM \"" + TableOf(definition) +
              "\" r WHERE r.government_id = ? AND r.id = ?",
          {government_id, id}, [&](const sql::Row& row) { record = RecordAt(definition, row); });
  if (record) ReadChildren(c, government_id, definition, *record);
  return record;
}

std::optional<Record> ReadRecordBySecret(sql::Connection& c, const Definition& definition,
                                         std::string_view secret_hash, int64_t& government_id) {
  int64_t id = 0;
  c.Query("SELECT r.government_id, r.id FROM \"" + TableOf(definition) + "\" r WHERE r.secret = ?",
          {secret_hash}, [&](const sql::Row& row) {
            government_id = row.Int(0);
            id = row.Int(1);
          });
  return id == 0 ? std::nullopt : ReadRecord(c, government_id, definition, id);
}

void AddRecord(sql::Connection& c, int64_t government_id, const Definition& definition, const Record& record,
               std::string_view secret_hash) {
  std::string sql =
      "INSERT INTO \"" + TableOf(definition) +
      "\" (government_id, id, version, number, state, state_since, unit_id, made_at, made, made_by, due, "
      "secret";
  std::string places = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";
  for (const TableColumn& column : OwnColumns(definition)) {
    sql += ", \"" + column.name + "\"";
    places += ", ?";
  }
  std::vector<Cell> cells = {government_id,
                             record.id,
                             record.version,
                             record.number.empty() ? Cell() : Cell(record.number),
                             record.state,
                             record.state_since,
                             record.unit_id,
                             record.made_at,
                             record.made.Iso(),
                             record.made_by,
                             Day(NearestDue(record)),
                             secret_hash.empty() ? Cell() : Cell(std::string(secret_hash))};
  for (Cell& cell : OwnCells(definition, record)) cells.push_back(std::move(cell));
  c.Execute(sql + ") VALUES (" + places + ")", Bound(cells));
  StoreChildren(c, government_id, definition, record);
}

bool StoreRecord(sql::Connection& c, int64_t government_id, const Definition& definition,
                 const Record& record, int64_t seen) {
  std::string sql =
      "UPDATE \"" + TableOf(definition) +
      "\" SET version = version + 1, number = ?, state = ?, state_since = ?, unit_id = ?, due = ?";
  for (const TableColumn& column : OwnColumns(definition)) sql += ", \"" + column.name + "\" = ?";
  std::vector<Cell> cells = {record.number.empty() ? Cell() : Cell(record.number), record.state,
                             record.state_since, record.unit_id, Day(NearestDue(record))};
  for (Cell& cell : OwnCells(definition, record)) cells.push_back(std::move(cell));
  for (const int64_t key : {government_id, record.id, seen}) cells.emplace_back(key);
  if (c.Execute(sql + " WHERE government_id = ? AND id = ? AND version = ?", Bound(cells)) == 0) return false;
  StoreChildren(c, government_id, definition, record);
  return true;
}

std::optional<Date> NearestDue(const Record& record) {
  std::optional<Date> nearest;
  for (const ClockTimes& clock : record.clocks)
    if (clock.due && !clock.ended && (!nearest || *clock.due < *nearest)) nearest = clock.due;
  return nearest;
}

}  // namespace sinergi::registers
