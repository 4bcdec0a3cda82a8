#include "modules/performance/form/form_table.h"

#include "modules/performance/form/table_cells.h"
#include "modules/performance/form/table_footers.h"
#include "modules/performance/form/table_rows.h"

namespace sinergi::performance::form {

std::string PrintValue(const Decimal& value, Format format) {
  switch (format) {
    case Format::kMoney: {
      const bool whole = value.places >= 2 && RoundPlaces(value.units, value.places, 2) % 100 == 0;
      return PrintDecimal(value.units, value.places, whole ? 0 : 2);
    }
    case Format::kPercent:
      return PrintDecimal(value.units, value.places, 2);
    default:
      return PrintDecimal(value.units, value.places, value.places, Zeros::kTrim);
  }
}

namespace {

// "{lingkup}" in a form's title: official names of provinces begin with the word.
std::string ScopeTitle(std::string_view government, std::string title) {
  constexpr std::string_view kMark = "{lingkup}";
  const size_t at = title.find(kMark);
  if (at == std::string::npos) return title;
  return title.replace(at, kMark.size(), government.starts_with("Provinsi") ? "Provinsi" : "Kabupaten/Kota");
}

// "{n-1}" in titles: years counted from the year of the form.
void FillYear(std::string& text, int year) {
  constexpr std::pair<std::string_view, int> kMarks[] = {
      {"{n-3}", -3}, {"{n-2}", -2}, {"{n-1}", -1}, {"{n}", 0}, {"{n+1}", 1}};
  for (const auto& [mark, offset] : kMarks)
    if (const size_t at = text.find(mark); at != text.npos)
      text.replace(at, mark.size(), std::to_string(year + offset));
}

void FillYears(Form& form, int year) {
  for (Column& column : form.columns) {
    FillYear(column.title, year);
    FillYear(column.group, year);
  }
}

}  // namespace

std::string FormTitle(const Form& form, std::string_view government, int year) {
  std::string title = ScopeTitle(government, form.title);
  for (std::string before; before != title;) {
    before = title;
    FillYear(title, year);
  }
  return title;
}

FormTable MakeTable(const Form& form, const PlanYear& plan, const Evaluation& evaluation,
                    const DocumentFacts* facts) {
  FormTable table;
  table.form = form;
  table.form.title = FormTitle(form, plan.government, evaluation.period.year);
  FillYears(table.form, evaluation.period.year);
  table.period = evaluation.period;
  RowPlan rows = PlanRows(form, plan);
  const CellContext context{form, plan, evaluation, rows, facts};
  for (int i = 0; i < static_cast<int>(rows.rows.size()); ++i) {
    table.rows.push_back(rows.rows[static_cast<size_t>(i)]);
    table.rows.back().cells = CellsOfRow(context, i);
  }
  AddHeader(table, plan, facts);
  AddFooters(table, plan, evaluation, rows, facts);
  AddSignatures(table, plan);
  AddNotes(table, evaluation, facts);
  return table;
}

}  // namespace sinergi::performance::form
