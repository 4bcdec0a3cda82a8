#include "modules/register/record_figures.h"

#include <map>

#include <sodium.h>

#include "modules/register/conditions.h"
#include "modules/register/figure_arithmetic.h"
#include "modules/register/record_columns.h"

namespace sinergi::registers {
namespace {

using FigureKind = FigureOf::Kind;

Instant StartOf(const Date& day, Zone zone) {
  return day.Days() * 86'400 - static_cast<int64_t>(zone) * 3600;
}

std::string OwnColumn(const std::string& name) {
  return "r.\"" + name + "\"";
}

// Which records the period holds.
void AddPeriod(const kernel::Government& government, const Definition& definition, const FigureOf& figure,
               const Days& days, Conditions& where) {
  const std::string from = days.from.Iso(), to = days.to.Iso();
  if (figure.standing) return where.Add("r.made <= ?", {to});
  if (!figure.entered.empty())
    return where.Add(
        "r.id IN (SELECT a.record_id FROM register_act a WHERE a.government_id = ? AND a.register = ? AND "
        "a.to_state = ? AND a.on_day <= ? GROUP BY a.record_id HAVING MIN(a.on_day) >= ?)",
        {government.id, definition.id, figure.entered, to, from});
  if (!figure.dated_by.empty()) return where.Add(OwnColumn(figure.dated_by) + " BETWEEN ? AND ?", {from, to});
  if (!figure.clock.empty())
    return where.Add(OwnColumn(figure.clock + "_end") + " BETWEEN ? AND ?",
                     {StartOf(days.from, government.zone), StartOf(days.to, government.zone) + 86'399});
  where.Add("r.made BETWEEN ? AND ?", {from, to});
}

Conditions FigureWhere(const kernel::Government& government, const Definition& definition,
                       const FigureOf& figure, const Days& days, const FigureScope& scope) {
  Conditions where;
  where.Add("r.government_id = ?", {government.id});
  AddPeriod(government, definition, figure, days, where);
  if (!scope.units.empty()) where.AddUnits(scope.units);
  if (figure.where) where.AddSelection(definition, *figure.where);
  if (figure.among) where.AddSelection(definition, *figure.among);
  return where;
}

// The column that holds a figure's value, its decimal places, and whether it is a text.
struct Measured {
  std::string sql = "NULL";
  int places = 0;
};
Measured MeasuredBy(const Definition& definition, const FigureOf& figure) {
  if (figure.kind == FigureKind::kMet) return {OwnColumn(figure.clock + "_met"), 0};
  if (figure.kind == FigureKind::kLate) return {"1 - " + OwnColumn(figure.clock + "_met"), 0};
  if (!figure.clock.empty()) return {OwnColumn(figure.clock + "_used"), 0};
  const Field* field = definition.FieldNamed(figure.field);
  if (field == nullptr) return {};
  return {OwnColumn(field->name), std::max(field->type->Places(), 0)};
}

// A yes or no of the record: 1 where it belongs to the part of a share.
std::string CountedBy(const Definition& definition, const FigureOf& figure, Conditions& select) {
  if (figure.kind != FigureKind::kShare) return "1";
  select.AddSelection(definition, *figure.share);
  return "CASE WHEN " + select.sql + " THEN 1 ELSE 0 END";
}

int64_t Scale(int places) {
  int64_t scale = 1;
  for (int i = 0; i < places; ++i) scale *= 10;
  return scale;
}

using Rows = std::map<std::string, std::vector<FigureRow>, std::less<>>;

// All records of the period, by group ("" for all when there is none).
Rows ReadFigureRows(sql::Connection& c, const kernel::Government& government, const Definition& definition,
                    const FigureOf& figure, const Days& days, const FigureScope& scope, std::string_view by) {
  const Measured measured = MeasuredBy(definition, figure);
  Conditions select;
  const std::string counted = CountedBy(definition, figure, select);
  const std::string group = by.empty() ? "''" : by == "unit" ? "r.unit_id" : OwnColumn(std::string(by));
  const std::string day = figure.dated_by.empty() ? "r.made" : OwnColumn(figure.dated_by);
  Conditions all = select;
  const Conditions where = FigureWhere(government, definition, figure, days, scope);
  all.values.insert(all.values.end(), where.values.begin(), where.values.end());
  const bool text = figure.kind == FigureKind::kDistinct;
  Rows rows;
  c.Query("SELECT r.id, " + measured.sql + ", " + counted + ", CAST(" + group + " AS TEXT), " + day +
              " FROM \"" + TableOf(definition) + "\" r WHERE " + where.sql + " ORDER BY r.id",
          all.Bound(), [&](const sql::Row& row) {
            FigureRow one;
            one.id = row.Int(0);
            if (text) one.text = row.IsNull(1) ? "" : row.String(1);
            if (!text && !row.IsNull(1)) one.value = Ratio::Of(row.Int(1), Scale(measured.places));
            one.counted = row.Int(2) == 1;
            if (figure.kind == FigureKind::kMet || figure.kind == FigureKind::kLate)
              one.counted = one.value && one.value->numerator == 1;
            one.day = row.String(4);
            rows[row.String(3)].push_back(std::move(one));
          });
  return rows;
}

bool IsShare(FigureKind kind) {
  return kind == FigureKind::kShare || kind == FigureKind::kMet || kind == FigureKind::kLate;
}

FigureValue ValueOfRows(const FigureOf& figure, const std::vector<FigureRow>& rows) {
  FigureValue value;
  value.value = FigureOfRows(figure.kind, figure.percentile, rows);
  for (const FigureRow& row : rows) {
    if (!IsShare(figure.kind) || row.counted) value.records.push_back(row.id);
    if (IsShare(figure.kind)) value.among.push_back(row.id);
  }
  return value;
}

}  // namespace

Days DaysOf(Period quarter) {
  return {DaysOfMonth(quarter.year, quarter.FirstMonth()).from,
          DaysOfMonth(quarter.year, quarter.LastMonth()).to};
}

Days DaysOfYear(int year) {
  return {{year, 1, 1}, {year, 12, 31}};
}

Days DaysOfMonth(int year, int month) {
  const Date next = month == 12 ? Date{year + 1, 1, 1} : Date{year, month + 1, 1};
  return {{year, month, 1}, Date::FromDays(next.Days() - 1)};
}

FigureValue ComputeFigure(sql::Connection& c, const kernel::Government& government,
                          const Definition& definition, const FigureOf& figure, const Days& days,
                          const FigureScope& scope) {
  const Rows rows = ReadFigureRows(c, government, definition, figure, days, scope, "");
  return ValueOfRows(figure, rows.empty() ? std::vector<FigureRow>() : rows.begin()->second);
}

std::vector<FigureGroup> GroupFigure(sql::Connection& c, const kernel::Government& government,
                                     const Definition& definition, const FigureOf& figure, const Days& days,
                                     const FigureScope& scope, std::string_view by) {
  std::vector<FigureGroup> groups;
  for (const auto& [key, rows] : ReadFigureRows(c, government, definition, figure, days, scope, by))
    groups.push_back({key, ValueOfRows(figure, rows)});
  return groups;
}

std::string Fingerprint(const FigureValue& value) {
  std::string text = value.value ? expression::Value(*value.value).Plain() : "-";
  for (const std::vector<int64_t>* ids : {&value.records, &value.among}) {
    text += "\n";
    for (const int64_t id : *ids) text += std::to_string(id) + " ";
  }
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  std::string hex(2 * sizeof hash + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash, sizeof hash);
  hex.pop_back();
  return hex;
}

}  // namespace sinergi::registers
