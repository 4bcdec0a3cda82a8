#include "modules/agreement/action_view.h"

#include <algorithm>

namespace sinergi::agreement {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

std::string_view TagOf(MonthState state) {
  switch (state) {
    case MonthState::kDone:
      return "good";
    case MonthState::kDoneLate:
      return "warn";
    case MonthState::kOverdue:
      return "bad";
    default:
      return "";
  }
}

void FillMonths(const Visit& v, const ActionStep& step, int year, Dict& row) {
  for (const int month : step.months) {
    const MonthState state = StateOf(step, month, year, v.Today());
    Dict& cell = *row.AddSectionDictionary("MONTH");
    cell.SetValue("MONTH_TAG", std::string(TagOf(state)));
    const std::string name = ShortMonth(v.web.texts, v.lang, month);
    cell.SetValue("MONTH_TEXT", state == MonthState::kPlanned
                                    ? name
                                    : name + " " + v.T(fmt::format("agreement.month_{}", Name(state))));
    const DoneMonth* done = step.Done(month);
    if (done && !done->realised.empty())
      cell.SetValueAndShowSection("REALISED", done->realised, "HAS_REALISED");
  }
}

bool HasUndone(const ActionStep& step) {
  return std::ranges::any_of(step.months, [&](int month) { return step.Done(month) == nullptr; });
}

void FillStep(const Visit& v, const AgreementHead& head, const ActionStep& step, const StepLink& link,
              Dict& row) {
  row.SetValue("ACTION", step.action);
  row.SetValue("OUTPUT", step.output.empty() ? "–" : step.output);
  row.SetValue("CARRIER", step.carrier);
  FillMonths(v, step, head.year, row);
  if (link.key.empty()) return;
  Dict& cell = *row.AddSectionDictionary("STEP_LINK");
  if (link.undone_only && !HasUndone(step) && step.done.empty()) return;
  cell.SetValue("STEP_HREF", fmt::format("{}/actions?step={}#form", PathOf(head), step.id));
  cell.SetValue("STEP_ACT", v.T(link.key));
}

// Whether something of the quarter is known: a measurement that counts, of the promised indicators.
bool IsMeasured(const AgreementView& view, int quarter) {
  return std::ranges::any_of(view.plan->indicators, [&](const Indicator& indicator) {
    const auto& measured = indicator.measured[static_cast<size_t>(quarter - 1)];
    return view.one.Line(indicator.id) && measured && performance::Counts(measured->state);
  });
}

void FillQuarters(const Visit& v, const AgreementView& view, Dict& part) {
  for (int quarter = 1; quarter <= 4; ++quarter) {
    const Period period{view.one.head.year, quarter};
    const ActionProgress p = ProgressOf(view.one.steps, quarter, period.year, v.Today());
    Dict& row = *part.AddSectionDictionary("QUARTER");
    row.SetValue("QUARTER_NAME", performance::PrintPeriod(v, period));
    row.SetIntValue("PLANNED", p.planned);
    row.SetIntValue("DONE", p.done);
    row.SetIntValue("LATE", p.late);
    row.SetValue("QUARTER_K",
                 IsMeasured(view, quarter)
                     ? performance::PrintPercent(EvaluationOf(v, view, view.one, period).nodes[0].score)
                     : std::string("–"));
  }
}

}  // namespace

std::string ShortMonth(const Texts& texts, Lang lang, int month) {
  return texts.Get(lang, fmt::format("interface.month_{}", month)).substr(0, 3);
}

void FillSteps(const Visit& v, const AgreementView& view, const StepLink& link, Dict& page) {
  const Agreement& one = view.one;
  if (one.steps.empty()) {
    page.ShowSection("NO_STEPS");
    return;
  }
  Dict& part = *page.AddSectionDictionary("STEPS");
  if (!link.key.empty()) part.ShowSection("STEP_LINKS");
  for (const AgreementLine& line : one.lines) {
    Dict* group = nullptr;
    for (const ActionStep& step : one.steps) {
      if (step.indicator_id != line.indicator_id) continue;
      if (!group) group = part.AddSectionDictionary("STEP_GROUP");
      FillStep(v, one.head, step, link, *group->AddSectionDictionary("STEP"));
    }
    if (group) group->SetValue("STEP_INDICATOR", line.name);
    if (group) group->SetIntValue("STEP_COLUMNS", link.key.empty() ? 4 : 5);
  }
  if (!one.head.Frozen()) return;
  const ActionProgress all = ProgressOf(one.steps, 0, one.head.year, v.Today());
  Dict& progress = *part.AddSectionDictionary("PROGRESS");
  progress.SetValue("PROGRESS_TEXT",
                    v.T("agreement.progress",
                        {std::to_string(all.done), std::to_string(all.planned), std::to_string(all.late)}));
  FillQuarters(v, view, progress);
}

}  // namespace sinergi::agreement
