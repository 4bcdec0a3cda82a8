#include "modules/register/record_filters.h"

#include <algorithm>

#include "base/text.h"
#include "modules/register/record_indexes.h"
#include "modules/register/record_rows.h"
#include "modules/register/record_search.h"

namespace sinergi::registers {
namespace {

// What a list is narrowed by: tests that begin with a column of an index, and the others.
struct Narrowed {
  std::vector<Conditions> indexed;
  Conditions other;

  void Add(std::string_view test, Conditions::Held value) {
    indexed.emplace_back().Add(test, {std::move(value)});
  }
};

std::string OwnColumn(const Field& field) {
  return "r.\"" + field.name + "\"";
}

bool AddDayFilter(const Definition& definition, std::string_view name, const std::string& value,
                  Narrowed& narrowed) {
  const bool from = name.ends_with("_from"), to = name.ends_with("_to");
  if (!from && !to) return false;
  name.remove_suffix(from ? 5 : 3);
  const Field* field = definition.FieldNamed(name);
  const bool day =
      name == "made" || name.ends_with(".due") || (field != nullptr && field->type->name() == "date");
  const std::optional<std::string> column = day ? ListColumn(definition, name) : std::nullopt;
  const std::optional<Date> bound = Date::Parse(value);
  if (!column || !bound) return false;
  narrowed.other.Add(*column + (from ? " >= ?" : " <= ?"), {bound->Iso()});
  return true;
}

// A number, or a bound of it: "plan_year", "plan_year_from", "plan_year_to".
bool AddNumberFilter(const Definition& definition, std::string_view name, const std::string& value,
                     NumberStyle style, Narrowed& narrowed) {
  std::string_view test = " = ?";
  const Field* field = definition.FieldNamed(name);
  if (field == nullptr && (name.ends_with("_from") || name.ends_with("_to"))) {
    test = name.ends_with("_from") ? " >= ?" : " <= ?";
    field = definition.FieldNamed(name.substr(0, name.rfind('_')));
  }
  if (field == nullptr || !IsNumberFilter(*field)) return false;
  std::optional<int64_t> number = ReadDecimal(value, field->type->Places(), style);
  if (!number) number = ReadDecimal(value, field->type->Places(), NumberStyle::kPoint);
  if (!number) return false;
  narrowed.Add(OwnColumn(*field) + std::string(test), *number);
  return true;
}

bool AddFilter(const Definition& definition, const std::string& name, const std::string& value,
               const ListQuery& query, const Date& today, Narrowed& narrowed) {
  if (name == "late" && value == "yes") {
    narrowed.Add("r.due < ?", today.Iso());
    return true;
  }
  if (name == "state") {
    if (definition.StateNamed(value) == nullptr) return false;
    narrowed.Add("r.state = ?", value);
    return true;
  }
  const Field* field = definition.FieldNamed(name);
  const std::string_view type = field == nullptr ? "" : field->type->name();
  if (type == "choice" || type == "code" || type == "region") {
    narrowed.Add(OwnColumn(*field) + " = ?", value);
    return true;
  }
  if (name == "unit" || type == "unit" || type == "person" || type == "link" || type == "yes_no") {
    const std::optional<int64_t> number = type == "yes_no" ? std::optional<int64_t>(value == "yes" ? 1 : 0)
                                                           : ReadDecimal(value, 0, NumberStyle::kPoint);
    if (!number) return false;
    const std::string test = (name == "unit" ? "r.unit_id" : OwnColumn(*field)) + " = ?";
    if (name == "unit" || HasIndex(*field)) {
      narrowed.Add(test, *number);
    } else {
      narrowed.other.Add(test, {*number});
    }
    return true;
  }
  return AddNumberFilter(definition, name, value, query.style, narrowed) ||
         AddDayFilter(definition, name, value, narrowed);
}

Status AddFilters(const Definition& definition, const ListQuery& query, const Date& today,
                  Narrowed& narrowed) {
  for (const auto& [name, value] : query.filters)
    if (!MayUse(definition, query, name) || !AddFilter(definition, name, value, query, today, narrowed))
      return Error{ErrorKind::kInvalid, "register.bad_filter", {name}};
  return Ok();
}

// How many records pass one test, at most kMost; read from its index alone.
int64_t CountOf(sql::Connection& c, int64_t government_id, const Definition& definition,
                const Conditions& test) {
  constexpr int kMost = 20'000;
  Conditions where;
  where.Add("r.government_id = ?", {government_id});
  where.Add(test.sql, test.values);
  int64_t count = 0;
  c.Query("SELECT count(*) FROM (SELECT 1 FROM \"" + TableOf(definition) + "\" r WHERE " + where.sql +
              " LIMIT " + std::to_string(kMost) + ") counted",
          where.Bound(), [&](const sql::Row& row) { count = row.Int(0); });
  return count;
}

// SQLite keeps no counts and takes every index to be as good as another. Where several tests have one, that
// which the fewest records pass is found by counting, and a "+" keeps the others from theirs. PostgreSQL has statistics.
void ChooseIndex(sql::Connection& c, int64_t government_id, const Definition& definition,
                 Narrowed& narrowed) {
  if (c.dialect() != sql::Dialect::kSqlite || narrowed.indexed.size() < 2) return;
  std::vector<int64_t> counts;
  for (const Conditions& test : narrowed.indexed)
    counts.push_back(CountOf(c, government_id, definition, test));
  const auto narrowest = std::ranges::min_element(counts) - counts.begin();
  for (size_t i = 0; i < narrowed.indexed.size(); ++i)
    if (static_cast<ptrdiff_t>(i) != narrowest) narrowed.indexed[i].sql.insert(0, "+");
}

// A whole number of a record is looked up, not searched for: its words stand in very many records.
bool AddNumberMeant(sql::Connection& c, int64_t government_id, const Definition& definition,
                    const std::string& search, Conditions& where) {
  const std::string text(TrimBlanks(search));
  if (text.empty()) return false;
  const std::string named =
      "SELECT 1 FROM \"" + TableOf(definition) + "\" WHERE government_id = ? AND number = ? LIMIT 1";
  if (!c.One(named, {government_id, text})) return false;
  where.Add("r.number = ?", {text});
  return true;
}

// Words are searched for once, whatever is then asked of the list.
void AddWords(sql::Connection& c, int64_t government_id, const Definition& definition, const ListQuery& query,
              Conditions& where) {
  const SearchIn in = query.personal ? SearchIn::kEverything : SearchIn::kOpen;
  if (const auto found = SearchRecords(c, government_id, definition, query.search, in))
    where.AddIds("r.id", *found);
}

}  // namespace

bool IsNumberFilter(const Field& field) {
  const std::string_view type = field.type->name();
  return field.indexed && !field.retired && (type == "number" || type == "money" || type == "percentage");
}

bool MayUse(const Definition& definition, const ListQuery& query, std::string_view name) {
  const auto hidden = [&](const Field& field) {
    const bool named = name == field.name || name == field.name + "_from" || name == field.name + "_to";
    return field.personal && named;
  };
  return query.personal || std::none_of(definition.fields.begin(), definition.fields.end(), hidden);
}

Result<Conditions> ListWhere(sql::Connection& c, int64_t government_id, const Definition& definition,
                             const ListView& view, const ListQuery& query, const Date& today) {
  Conditions where;
  Narrowed narrowed;
  if (view.where) where.AddSelection(definition, *view.where, today);
  if (query.units) {
    Conditions& units = query.units->empty() ? narrowed.other : narrowed.indexed.emplace_back();
    units.AddUnits(*query.units);
  }
  if (const Status filtered = AddFilters(definition, query, today, narrowed); !filtered.ok())
    return filtered.error();
  ChooseIndex(c, government_id, definition, narrowed);
  for (const Conditions& test : narrowed.indexed) where.Add(test.sql, test.values);
  if (!narrowed.other.sql.empty()) where.Add(narrowed.other.sql, narrowed.other.values);
  if (!AddNumberMeant(c, government_id, definition, query.search, where))
    AddWords(c, government_id, definition, query, where);
  return where;
}

}  // namespace sinergi::registers
