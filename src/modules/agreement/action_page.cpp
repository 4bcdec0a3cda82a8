// /agreements/{id}/actions: the action plan; steps are put while the agreement is drafted, months reported once it is signed.
#include <algorithm>

#include "kernel/form_view.h"
#include "kernel/frame.h"
#include "modules/agreement/action_store.h"
#include "modules/agreement/action_view.h"
#include "modules/agreement/agreement_pages.h"

namespace sinergi::agreement {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kActionFormBytesMost = 64u << 10;

bool MayPut(const Visit& v, const AgreementHead& head) {
  return head.state == AgreementState::kDrafted && MayPrepare(v.actor, *v.Units(), head.unit_id);
}

bool MayReportOn(const Visit& v, const AgreementHead& head) {
  return head.state == AgreementState::kSigned && MayReport(v.actor, *v.Units(), head);
}

const ActionStep* StepOf(const Agreement& one, int64_t id) {
  const auto found = std::ranges::find(one.steps, id, &ActionStep::id);
  return found == one.steps.end() ? nullptr : &*found;
}

ActionWish PutWishOf(const AgreementHead& head, const http::Form& form) {
  ActionWish wish{head.id, {}, ReadId(form.Field("row_version")).value_or(0)};
  wish.step.id = ReadId(form.Field("step")).value_or(0);
  wish.step.indicator_id = ReadId(form.Field("indicator")).value_or(0);
  wish.step.action = form.Field("action");
  wish.step.output = form.Field("output");
  wish.step.carrier = form.Field("carrier");
  std::string months;
  for (const auto& [name, value] : form.fields)
    if (name == "month") months += (months.empty() ? "" : ",") + value;
  wish.step.months = ParseMonths(months).value_or(std::vector<int>());
  return wish;
}

MonthReport ReportOf(const AgreementHead& head, const http::Form& form) {
  return {head.id, ReadId(form.Field("step")).value_or(0),
          static_cast<int>(ReadId(form.Field("month")).value_or(0)), Date::Parse(form.Field("day")),
          std::string(form.Field("realised"))};
}

void FillPutForm(const Visit& v, const Agreement& one, const ActionWish& wish, Dict& page) {
  Dict& part = *page.AddSectionDictionary("PUT");
  kernel::FormView form(v, part);
  const ActionStep& step = wish.step;
  part.SetValue("FORM_TITLE", v.T(step.id == 0 ? "agreement.action_new" : "agreement.action_edit"));
  part.SetIntValue("ROW_VERSION", wish.row_version);
  part.SetIntValue("STEP_ID", step.id);
  for (const AgreementLine& line : one.lines)
    form.Choice("indicator", std::to_string(line.indicator_id), line.name,
                line.indicator_id == step.indicator_id);
  form.Value("action", step.action);
  form.Value("output", step.output);
  form.Value("carrier", step.carrier);
  for (int month = 1; month <= 12; ++month)
    form.Choice("months", std::to_string(month), v.T(fmt::format("interface.month_{}", month)),
                step.Planned(month));
  if (step.id != 0) part.ShowSection("OLD");
}

void FillDoneMonths(const Visit& v, const ActionStep& step, Dict& part) {
  if (step.done.empty()) return;
  Dict& list = *part.AddSectionDictionary("DONE_MONTHS");
  for (const DoneMonth& done : step.done) {
    Dict& row = *list.AddSectionDictionary("DONE_MONTH");
    row.SetIntValue("MONTH_NUMBER", done.month);
    row.SetValue("MONTH_NAME", v.T(fmt::format("interface.month_{}", done.month)));
    const std::string day = performance::PrintDate(v, done.day);
    row.SetValue("DONE_TEXT", done.realised.empty() ? day : day + " · " + done.realised);
  }
}

void FillReportForm(const Visit& v, const ActionStep& step, const MonthReport& typed, Dict& page) {
  Dict& part = *page.AddSectionDictionary("REPORT");
  part.SetValue("FORM_TITLE", step.action);
  part.SetIntValue("STEP_ID", step.id);
  FillDoneMonths(v, step, part);
  Dict* undone = nullptr;
  for (const int month : step.months) {
    if (step.Done(month)) continue;
    if (!undone) undone = part.AddSectionDictionary("UNDONE");
    kernel::FormView(v, *undone)
        .Choice("month", std::to_string(month), v.T(fmt::format("interface.month_{}", month)),
                month == typed.month);
  }
  if (!undone) return;
  kernel::FormView form(v, *undone);
  form.Value("day", typed.day.value_or(v.Today()).Iso());
  form.Value("realised", typed.realised);
}

// Faults are set for the whole page: the summary on top, the mark in the form below.
http::Response ShowActions(Visit& v, const AgreementView& view, const http::Form* typed, const Error* error) {
  const Agreement& one = view.one;
  Dict page("actions");
  FillHead(v, one.head, page);
  const bool put = MayPut(v, one.head), report = MayReportOn(v, one.head);
  FillSteps(v, view, {put ? "common.edit" : report ? "agreement.report_link" : "", report}, page);
  const ActionStep* chosen =
      StepOf(one, ReadId(typed ? typed->Field("step") : v.request.Query("step")).value_or(0));
  if (put) {
    ActionWish wish{one.head.id, chosen ? *chosen : ActionStep(), one.head.row_version};
    if (!chosen) wish.step.indicator_id = ReadId(v.request.Query("indicator")).value_or(0);
    FillPutForm(v, one, typed ? PutWishOf(one.head, *typed) : wish, page);
  } else if (report && chosen) {
    FillReportForm(v, *chosen, typed ? ReportOf(one.head, *typed) : MonthReport(), page);
  }
  if (error) kernel::FormView(v, page).Faults(*error);
  return v.Show("agreement/actions", page, "agreement.actions",
                error ? kernel::HttpStatusOf(error->kind) : 200);
}

struct Acted {
  Status status;
  std::string target, notice;
};
Acted Act(const Visit& v, sql::Connection& c, const AgreementHead& head, const http::Form& form) {
  const auto units = v.Units();
  const ActContext context = ContextOf(v, *units);
  const std::string what(form.Field("do")), path = PathOf(head) + "/actions";
  const ActionWish wish = PutWishOf(head, form);
  if (what == "remove") return {RemoveAction(c, context, wish), path, "agreement.action_ended"};
  if (what == "report")
    return {ReportMonth(c, context, ReportOf(head, form)), path, "agreement.reported_month"};
  if (what == "take_back")
    return {TakeBackMonth(c, context, ReportOf(head, form)), path, "agreement.taken_back"};
  if (what != "save") return {Error{ErrorKind::kInvalid, "http.bad_request"}, path, ""};
  const Result<int64_t> put = PutAction(c, context, wish);
  return {put.ok() ? Ok() : Status(put.error()), fmt::format("{}?indicator={}", path, wish.step.indicator_id),
          "agreement.action_saved"};
}

http::Response TakeActions(Visit& v, PerformanceServices& services) {
  const Result<AgreementView> view = FindAgreementOf(v, services);
  if (!view.ok()) return v.Refuse(view.error());
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  std::string target, notice;
  const Status done = v.web.db.Write([&](sql::Connection& c) {
    Acted acted = Act(v, c, view->one.head, form);
    target = acted.target, notice = acted.notice;
    return acted.status;
  });
  if (done.ok()) return v.Back(target, notice);
  const Error& error = done.error();
  const bool here = error.kind == ErrorKind::kInvalid && error.code != "http.bad_request";
  return here ? ShowActions(v, *view, &form, &error) : v.Refuse(error);
}

}  // namespace

void AddAgreementActionPages(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/agreements/{id}/actions", [&services](Visit& v) {
    const Result<AgreementView> view = FindAgreementOf(v, services);
    return view.ok() ? ShowActions(v, *view, nullptr, nullptr) : v.Refuse(view.error());
  });
  web.Post(router, "/agreements/{id}/actions", [&services](Visit& v) { return TakeActions(v, services); },
           {.body_limit = kActionFormBytesMost});
}

}  // namespace sinergi::agreement
