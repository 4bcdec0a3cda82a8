#include <algorithm>
#include <iostream>

#include "app/command.h"
#include "app/evaluation_report.h"
#include "modules/performance/form/form_file.h"
#include "modules/performance/form/form_html.h"
#include "modules/performance/form/form_xlsx.h"
#include "modules/performance/performance_store.h"
#include "modules/performance/workbook/e81_import.h"
#include "platform/pdf/pdf.h"
#include "platform/sheets/workbook.h"

namespace sinergi::app {
namespace {

using performance::Evaluation;
using performance::PlanYear;
using performance::Settings;

// What was evaluated, from a file or from the database.
struct Evaluated {
  PlanYear plan;
  Evaluation evaluation;
  std::vector<int> node_rows, indicator_rows;
};

// The last quarter for which something was reported, else the last one.
int LatestQuarter(const PlanYear& plan) {
  int latest = 0;
  for (const performance::Indicator& indicator : plan.indicators)
    for (int q = 1; q <= 4; ++q)
      if (indicator.measured[static_cast<size_t>(q - 1)]) latest = std::max(latest, q);
  return latest == 0 ? 4 : latest;
}

Result<std::optional<Period>> PeriodOf(const std::string& text) {
  if (text.empty()) return std::optional<Period>();
  const std::optional<Period> period = Period::Parse(text);
  if (!period) return Error{ErrorKind::kInvalid, "app.period_unreadable", {text}};
  return period;
}

Result<Evaluated> OfFile(const EvaluateOptions& options, const std::optional<Period>& period) {
  const Result<std::string> bytes = ReadFile(options.file);
  if (!bytes.ok()) return bytes.error();
  const Result<sheets::Workbook> book = sheets::ReadXlsx(*bytes);
  if (!book.ok()) return book.error();
  Result<performance::E81Import> import = performance::ImportE81(*book, {.year = period ? period->year : 0});
  if (!import.ok()) return import.error();
  Evaluated evaluated{
      std::move(import->plan), {}, std::move(import->node_rows), std::move(import->indicator_rows)};
  const Period of = period.value_or(Period{evaluated.plan.year, LatestQuarter(evaluated.plan)});
  evaluated.evaluation = Evaluate(evaluated.plan, of, Settings());
  return evaluated;
}

Error NoPlan(const std::string& whose, const std::optional<Period>& period) {
  if (!period) return Error{ErrorKind::kNotFound, "app.no_plan_at_all", {whose}};
  return Error{ErrorKind::kNotFound, "app.no_plan", {std::to_string(period->year), whose}};
}

// The plan meant by --unit and --period; without them the newest, if only one agency has plans.
Result<performance::PlanHead> ChosenPlan(sql::Connection& c, const kernel::Government& government,
                                         const EvaluateOptions& options,
                                         const std::optional<Period>& period) {
  std::vector<performance::PlanHead> heads = performance::ListPlans(c, government.id);
  const kernel::UnitTree units = kernel::LoadAllUnits(c, government.id);
  if (!options.unit.empty()) {
    const kernel::Unit* unit = units.FindCode(options.unit);
    if (unit == nullptr) return Error{ErrorKind::kNotFound, "app.unit_unknown", {options.unit}};
    const int64_t agency = units.AgencyOf(unit->id)->id;
    std::erase_if(heads, [&](const performance::PlanHead& head) { return head.unit_id != agency; });
  }
  if (period)
    std::erase_if(heads, [&](const performance::PlanHead& head) { return head.year != period->year; });
  if (heads.empty()) return NoPlan(options.unit.empty() ? government.name : options.unit, period);
  const bool one_agency =
      std::ranges::all_of(heads, [&](const auto& head) { return head.unit_id == heads[0].unit_id; });
  if (!one_agency) return Error{ErrorKind::kInvalid, "app.which_unit"};
  return heads[0];
}

Result<Evaluated> OfDatabase(const Globals& globals, const EvaluateOptions& options,
                             const std::optional<Period>& period) {
  auto db = OpenStore(globals, Missing::kRefuse);
  if (!db.ok()) return db.error();
  return (*db)->Read([&](sql::Connection& c) -> Result<Evaluated> {
    const Result<kernel::Government> government = ChosenGovernment(c, globals);
    if (!government.ok()) return government.error();
    const Result<performance::PlanHead> head = ChosenPlan(c, *government, options, period);
    if (!head.ok()) return head.error();
    Evaluated evaluated{performance::LoadPlanYear(c, government->id, *head), {}, {}, {}};
    const Period of = period.value_or(Period{head->year, LatestQuarter(evaluated.plan)});
    evaluated.evaluation = Evaluate(evaluated.plan, of, performance::SettingsOf(*government));
    return evaluated;
  });
}

Status WriteForms(const Globals& globals, const EvaluateOptions& options, const Evaluated& evaluated) {
  if (options.xlsx.empty() && options.pdf.empty()) return Ok();
  const performance::form::FormTable table = performance::form::MakeTable(
      *performance::form::ShippedForm("e81-" + options.layout), evaluated.plan, evaluated.evaluation);
  if (!options.xlsx.empty()) {
    const Status written = WriteFile(options.xlsx, performance::form::WriteFormXlsx(table));
    if (!written.ok()) return written;
  }
  if (!options.pdf.empty()) {
    const Result<std::string> pdf = pdf::FromHtml(performance::form::FormDocument(table, globals.lang));
    if (!pdf.ok()) return pdf.error();
    const Status written = WriteFile(options.pdf, *pdf);
    if (!written.ok()) return written;
  }
  return Ok();
}

}  // namespace

int EvaluateCommand(const Globals& globals, const EvaluateOptions& options) {
  const Result<std::optional<Period>> period = PeriodOf(options.period);
  if (!period.ok()) {
    Fail(globals, period.error());
    return kWrongUsage;
  }
  const Result<Evaluated> evaluated =
      options.file.empty() ? OfDatabase(globals, options, *period) : OfFile(options, *period);
  if (!evaluated.ok()) return Fail(globals, evaluated.error());
  const ReportInput report{evaluated->plan, evaluated->evaluation, evaluated->node_rows,
                           evaluated->indicator_rows};
  std::cout << (globals.json ? ReportJson(report, globals.lang) + "\n" : PrintReport(report, globals.lang));
  const Status written = WriteForms(globals, options, *evaluated);
  if (!written.ok()) return Fail(globals, written.error());
  return kDone;
}

}  // namespace sinergi::app
