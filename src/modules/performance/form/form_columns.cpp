#include "modules/performance/form/form_columns.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "modules/performance/form/form_roles.h"
#include "modules/performance/form/form_sources.h"

namespace sinergi::performance::form {
namespace {

constexpr size_t kMostColumns = 60;

std::string Filled(std::string text, std::string_view mark, const std::string& by) {
  for (size_t at = 0; (at = text.find(mark, at)) != text.npos; at += by.size())
    text.replace(at, mark.size(), by);
  return text;
}

std::optional<Format> ParseFormat(std::string_view name) {
  if (name == "text") return Format::kText;
  if (name == "quantity") return Format::kQuantity;
  if (name == "money") return Format::kMoney;
  if (name == "percent") return Format::kPercent;
  return {};
}

bool SideFits(SideRule rule, Side side) {
  if (rule == SideRule::kOnlyK) return side == Side::kK;
  if (rule == SideRule::kOnlyRp) return side == Side::kRp;
  return side == Side::kSingle;
}

Format DefaultFormat(Side side) {
  return side == Side::kRp ? Format::kMoney : side == Side::kK ? Format::kQuantity : Format::kText;
}

// What a word asks of the rows: a measured plan, a document, a second document, a column for each year.
void CheckNeeds(const SourceWord& word, const files::Node& column, const files::Node& value, const Form& form,
                files::Faults& faults) {
  const bool document = form.rows_of == RowsOf::kDocument;
  const bool met = word.needs == Needs::kNothing || (word.needs == Needs::kPlan && !document) ||
                   (word.needs == Needs::kDocument && document) ||
                   (word.needs == Needs::kOther && form.other.has_value()) ||
                   (word.needs == Needs::kYear && document && column["each"]);
  if (!met) faults.Add(value.Mark(), "form.word_not_here", {std::string(word.text)});
}

// A slot from its text: a word of the plan, or a formula whose references are followed later.
void AddSlot(const files::Node& column, Side side, std::optional<Format> format, Form& form,
             files::Faults& faults) {
  const files::Node value = column[std::string(KeyOf(side))];
  std::optional<Expression> expression = ReadExpression(value, faults);
  Slot slot;
  slot.column = form.columns.size() - 1;
  slot.year = form.columns.back().year;
  slot.side = side;
  slot.format = format.value_or(DefaultFormat(side));
  if (expression) {
    const bool formula = !ColumnsOf(*expression).empty();
    const SourceWord* word = formula ? nullptr : FindSource(Canonical(*expression), Place::kCell);
    if (formula) {
      slot.role = Role::kArithmetic;
    } else if (word == nullptr) {
      faults.Add(value.Mark(), "form.unknown_source", {Canonical(*expression)});
    } else if (!SideFits(word->side, side)) {
      faults.Add(value.Mark(), "form.wrong_side", {Canonical(*expression), std::string(KeyOf(side))});
    } else {
      slot.source = word->source;
      slot.format = word->format;
      CheckNeeds(*word, column, value, form, faults);
      (word->needs == Needs::kDocument || word->needs == Needs::kOther ? slot.offset : slot.quarter) =
          word->at;
    }
    slot.expression = std::move(*expression);
  }
  form.slots.push_back(std::move(slot));
}

void ReadNumber(const files::Node& node, Column& column, const Form& form, files::Faults& faults) {
  const files::Node n = node["n"];
  if (!n) return faults.Add(node.Mark(), "data_file.missing_key", {"n"});
  const int64_t number = n.Whole().value_or(0);
  if (number < 1 || number > 999) return faults.Add(n.Mark(), "data_file.bad_number", {"n"});
  column.number = static_cast<int>(number);
  column.written = column.number;
  const bool again =
      column.year != 0 && !form.columns.empty() && form.columns.back().in_file == column.in_file;
  if (!again && !form.columns.empty() && column.number <= form.columns.back().number)
    faults.Add(n.Mark(), "form.column_order", {std::to_string(column.number)});
}

void ReadWidth(const files::Node& node, Column& column, files::Faults& faults) {
  const files::Node width = node["width"];
  if (!width) return;
  const int64_t micro = ReadDecimal(width.Scalar(), 6, NumberStyle::kPoint).value_or(0);
  if (micro < 2 * kMicro || micro > 120 * kMicro) faults.Add(width.Mark(), "data_file.bad_number", {"width"});
  column.width = static_cast<double>(micro) / kMicro;
}

std::optional<Format> ReadFormat(const files::Node& node, files::Faults& faults) {
  const std::string name = files::OptionalText(node, "format", faults);
  if (name.empty()) return {};
  const std::optional<Format> format = ParseFormat(name);
  if (!format) faults.Add(node["format"].Mark(), "form.unknown_format", {name});
  return format;
}

// "8+9+10+11" beside the number, from the side that is a formula.
std::string FormulaLabel(const Slot& slot) {
  if (slot.role == Role::kSource) return "";
  std::string label;
  for (const char c : Canonical(slot.expression))
    if (c != '[' && c != ']') label += c == '*' ? std::string("×") : std::string(1, c);
  return label;
}

struct ColumnPlace {
  size_t in_file = 0;
  int year = 0;  // of a repeated column
};

void ReadColumn(const files::Node& node, ColumnPlace place, Form& form, files::Faults& faults) {
  Column column;
  column.in_file = place.in_file;
  column.year = place.year;
  ReadNumber(node, column, form, faults);
  column.title = Filled(files::RequiredText(node, "title", faults), "{year}", std::to_string(place.year));
  column.group = files::OptionalText(node, "group", faults);
  ReadWidth(node, column, faults);
  const std::optional<Format> format = ReadFormat(node, faults);
  column.first_slot = static_cast<int>(form.slots.size());
  form.columns.push_back(column);
  if (node["value"] && (node["K"] || node["Rp"])) faults.Add(node["value"].Mark(), "form.value_beside_pair");
  if (node["value"]) {
    AddSlot(node, Side::kSingle, format, form, faults);
  } else {
    if (node["K"]) AddSlot(node, Side::kK, format, form, faults);
    if (node["Rp"]) AddSlot(node, Side::kRp, format, form, faults);
  }
  Column& stored = form.columns.back();
  stored.slots = static_cast<int>(form.slots.size()) - stored.first_slot;
  if (stored.slots == 0) faults.Add(node.Mark(), "data_file.missing_key", {"value"});
}

// A column of the file: one of the form, or one for each year.
void ReadFileColumn(const files::Node& node, size_t in_file, const std::vector<int>& years, Form& form,
                    files::Faults& faults) {
  if (!node.IsMap()) return faults.Add(node.Mark(), "data_file.not_a_map", {"columns"});
  files::CheckKeys(node, {"n", "title", "group", "value", "K", "Rp", "format", "width", "each"}, faults);
  const std::string each = files::OptionalText(node, "each", faults);
  if (each.empty()) return ReadColumn(node, {in_file, 0}, form, faults);
  if (each != "year") return faults.Add(node["each"].Mark(), "data_file.unknown_word", {each, "year"});
  for (const int year : years) {
    ReadColumn(node, {in_file, year}, form, faults);
    if (!faults.empty()) return;  // said once, not for every year
  }
}

std::vector<const Column*> WrittenAs(const Form& form, int number) {
  std::vector<const Column*> columns;
  for (const Column& column : form.columns)
    if (column.written == number) columns.push_back(&column);
  return columns;
}

Expression SumOfColumns(const std::vector<const Column*>& columns, size_t at) {
  Expression sum;
  for (size_t i = 0; i < columns.size(); ++i) {
    Expression column;
    column.kind = Expression::Kind::kColumn;
    column.column = columns[i]->number;
    column.at = at;
    if (i == 0) {
      sum = std::move(column);
      continue;
    }
    Expression both;
    both.kind = Expression::Kind::kBinary;
    both.op = '+';
    both.at = at;
    both.parts = {std::move(sum), std::move(column)};
    sum = std::move(both);
  }
  return sum;
}

// Columns as numbered in the file become those of the form: of the same year, or with sum([n]) all years.
class Renumber {
 public:
  Renumber(const Form& form, const files::Node& value, files::Faults& faults)
      : form_(form), value_(value), faults_(faults) {}

  bool ok() const { return ok_; }
  void Follow(Expression& e, int year) {
    if (e.kind == Expression::Kind::kCall) return FollowSum(e);
    if (e.kind == Expression::Kind::kColumn) return FollowColumn(e, year);
    for (Expression& part : e.parts) Follow(part, year);
  }

 private:
  void Fault(const Expression& e, std::string_view code, std::string what) {
    ok_ = false;
    faults_.Add(value_.Mark(), std::string(code), {std::move(what)},
                static_cast<int>(e.at) + files::QuoteOf(value_));
  }

  void FollowSum(Expression& e) {
    const bool sum = e.name == "sum" && e.parts.size() == 1 && e.parts[0].kind == Expression::Kind::kColumn;
    if (!sum) return Fault(e, "form.unknown_source", Canonical(e));
    const std::vector<const Column*> columns = WrittenAs(form_, e.parts[0].column);
    if (columns.empty()) return Fault(e.parts[0], "form.unknown_column", std::to_string(e.parts[0].column));
    e = SumOfColumns(columns, e.at);
  }

  void FollowColumn(Expression& e, int year) {
    const std::vector<const Column*> columns = WrittenAs(form_, e.column);
    if (columns.empty()) return Fault(e, "form.unknown_column", std::to_string(e.column));
    for (const Column* column : columns)
      if (column->year == 0 || column->year == year) {
        e.column = column->number;
        return;
      }
    Fault(e, "form.column_by_year", std::to_string(e.column));
  }

  const Form& form_;
  const files::Node& value_;
  files::Faults& faults_;
  bool ok_ = true;
};

// Numbers go on from the left when columns were repeated.
void NumberColumns(Form& form) {
  int more = 0;
  for (size_t i = 0; i < form.columns.size(); ++i) {
    if (i > 0 && form.columns[i].written == form.columns[i - 1].written) ++more;
    form.columns[i].number = form.columns[i].written + more;
  }
}

// True when every formula names columns that are there.
bool RenumberFormulas(const files::Node& columns, Form& form, files::Faults& faults) {
  bool ok = true;
  for (Slot& slot : form.slots) {
    if (slot.role == Role::kSource) continue;
    const Column& column = form.columns[slot.column];
    const files::Node value = columns[column.in_file][std::string(KeyOf(slot.side))];
    Renumber renumber(form, value, faults);
    renumber.Follow(slot.expression, column.year);
    ok &= renumber.ok();
  }
  for (Column& column : form.columns)
    if (column.slots > 0) column.formula = FormulaLabel(form.slots[static_cast<size_t>(column.first_slot)]);
  return ok;
}

}  // namespace

std::string_view KeyOf(Side side) {
  return side == Side::kK ? "K" : side == Side::kRp ? "Rp" : "value";
}

bool Form::Has(Source source) const {
  return std::any_of(slots.begin(), slots.end(), [&](const Slot& slot) { return slot.source == source; });
}

int Form::SlotOf(int column_number, Side side) const {
  for (const Column& column : columns) {
    if (column.number != column_number) continue;
    for (int i = column.first_slot; i < column.first_slot + column.slots; ++i) {
      const Side at = slots[static_cast<size_t>(i)].side;
      if (at == side || at == Side::kSingle) return i;
    }
  }
  return -1;
}

std::optional<Expression> ReadExpression(const files::Node& value, files::Faults& faults) {
  if (!value.IsScalar()) {
    faults.Add(value.Mark(), "data_file.not_a_text", {"value"});
    return {};
  }
  std::variant<Expression, ExpressionError> parsed = ParseExpression(value.Scalar());
  if (auto* expression = std::get_if<Expression>(&parsed)) return std::move(*expression);
  ExpressionError& error = std::get<ExpressionError>(parsed);
  faults.Add(value.Mark(), error.code, std::move(error.args),
             static_cast<int>(error.at) + files::QuoteOf(value));
  return {};
}

void ReadColumns(const files::Node& columns, const std::vector<int>& years, Form& form,
                 files::Faults& faults) {
  if (!columns.IsSequence() || columns.size() == 0)
    return faults.Add(columns.Mark(), "data_file.not_a_list", {"columns"});
  if (columns.size() > kMostColumns) return faults.Add(columns.Mark(), "data_file.too_many", {"columns"});
  for (size_t i = 0; i < columns.size(); ++i) ReadFileColumn(columns[i], i, years, form, faults);
  if (!form.slots.empty() && form.slots.front().side != Side::kSingle)
    faults.Add(columns[0].Mark(), "form.first_column");
  NumberColumns(form);
  if (!RenumberFormulas(columns, form, faults)) return;
  FollowReferences(columns, form, faults);
  if (faults.empty()) FindRoles(form);
}

}  // namespace sinergi::performance::form
