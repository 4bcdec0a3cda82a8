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
std::string TitleFor(const PlanYear& plan, std::string title) {
  constexpr std::string_view kMark = "{lingkup}";
  const size_t at = title.find(kMark);
  if (at == std::string::npos) return title;
  return title.replace(at, kMark.size(),
                       plan.government.starts_with("Provinsi") ? "Provinsi" : "Kabupaten/Kota");
}

}  // namespace

FormTable MakeTable(const Form& form, const PlanYear& plan, const Evaluation& evaluation) {
  FormTable table;
  table.form = form;
  table.form.title = TitleFor(plan, form.title);
  table.period = evaluation.period;
  RowPlan rows = PlanRows(form, plan);
  const CellContext context{form, plan, evaluation, rows};
  for (int i = 0; i < static_cast<int>(rows.rows.size()); ++i) {
    table.rows.push_back(rows.rows[static_cast<size_t>(i)]);
    table.rows.back().cells = CellsOfRow(context, i);
  }
  AddHeader(table, plan);
  AddFooters(table, plan, evaluation, rows);
  AddSignatures(table, plan);
  AddNotes(table, evaluation);
  return table;
}

}  // namespace sinergi::performance::form
