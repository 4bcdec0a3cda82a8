// /agreements/{id}/edit: the parties, the agreement above, and which indicators are promised with which targets.
#include <algorithm>

#include "kernel/form_view.h"
#include "kernel/frame.h"
#include "modules/agreement/agreement_pages.h"
#include "modules/agreement/agreement_scope.h"

namespace sinergi::agreement {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kFormBytesMost = 1u << 20;

AgreementWish WishOf(const AgreementHead& head, const http::Form& form) {
  const auto text = [&](const std::string& name) { return std::string(form.Field(name)); };
  const auto party = [&](const std::string& which) {
    return Party{text(which + "_name"), text(which + "_position"), text(which + "_rank"),
                 ReadId(form.Field(which + "_account")).value_or(0)};
  };
  AgreementWish wish{head.id,
                     party("first"),
                     party("second"),
                     text("place"),
                     ReadId(form.Field("superior")).value_or(0),
                     {},
                     ReadId(form.Field("row_version")).value_or(0)};
  for (const auto& [name, value] : form.fields)
    if (name == "take") wish.lines.push_back({ReadId(value).value_or(0), text("target_" + value)});
  return wish;
}

AgreementWish WishOf(const Agreement& one) {
  const AgreementHead& head = one.head;
  AgreementWish wish{head.id, head.first, head.second, head.place, head.superior_id, {}, head.row_version};
  for (const AgreementLine& line : one.lines) wish.lines.push_back({line.indicator_id, line.own_target});
  return wish;
}

void FillParty(const Visit& v, const std::string& which, const Party& party, Dict& page) {
  kernel::FormView form(v, page);
  form.Value(which + "_name", party.name);
  form.Value(which + "_position", party.position);
  form.Value(which + "_rank", party.rank);
  FillAccounts(v, (which + "_account").c_str(), party.account_id, page);
}

void FillSuperiors(const AgreementView& view, int64_t chosen, kernel::FormView& form) {
  for (const Agreement& one : view.all)
    if (one.head.id == one.head.series_id && one.head.level < view.one.head.level)
      form.Choice("superior", std::to_string(one.head.id), one.head.first.position, one.head.id == chosen);
}

// What the unit answers for, and what is promised already.
void FillIndicators(const AgreementView& view, const AgreementWish& wish, Dict& page) {
  const PlanYear& plan = *view.plan;
  int last = -1;
  for (const Indicator& indicator : plan.indicators) {
    const auto line = std::ranges::find(wish.lines, indicator.id, &ChosenLine::indicator_id);
    const bool taken = line != wish.lines.end();
    if (!taken && !BelongsTo(plan, indicator.node, view.one.head.unit_id)) continue;
    Dict& row = *page.AddSectionDictionary("INDICATOR");
    if (indicator.node != last) {
      const performance::Node& node = plan.nodes[static_cast<size_t>(indicator.node)];
      row.SetValueAndShowSection("NODE", node.code + " " + node.name, "NEW_NODE");
    }
    last = indicator.node;
    row.SetIntValue("INDICATOR_ID", indicator.id);
    row.SetValue("NAME", indicator.name);
    row.SetValue("PLAN_TARGET", YearTargetOf(indicator));
    row.SetValue("MEASURE", indicator.unit);
    if (taken) row.ShowSection("TAKEN");
    row.SetValue("OWN_TARGET", taken ? kernel::Typed(line->own_target) : std::string());
  }
}

http::Response ShowEdit(Visit& v, const AgreementView& view, const AgreementWish& wish, const Error* error) {
  Dict page("agreement_edit");
  FillHead(v, view.one.head, page);
  page.SetIntValue("ROW_VERSION", wish.row_version);
  FillParty(v, "first", wish.first, page);
  FillParty(v, "second", wish.second, page);
  kernel::FormView form(v, page);
  form.Value("place", wish.place);
  if (view.one.head.level != AgreementLevel::kAgency) {
    Dict& part = *page.AddSectionDictionary("ABOVE");
    kernel::FormView above(v, part);
    FillSuperiors(view, wish.superior_id, above);
  }
  FillIndicators(view, wish, page);
  if (error) form.Faults(*error);
  return v.Show("agreement/agreement_edit", page, "agreement.edit_title",
                error ? kernel::HttpStatusOf(error->kind) : 200);
}

Result<AgreementView> FindEditable(const Visit& v, PerformanceServices& services) {
  Result<AgreementView> view = FindAgreementOf(v, services);
  if (!view.ok()) return view;
  const AgreementHead& head = view->one.head;
  if (!MayPrepare(v.actor, *v.Units(), head.unit_id)) return kernel::Forbidden();
  if (head.state != AgreementState::kDrafted) return Error{ErrorKind::kConflict, "agreement.not_drafted"};
  return view;
}

http::Response TakeEdit(Visit& v, PerformanceServices& services) {
  const Result<AgreementView> view = FindEditable(v, services);
  if (!view.ok()) return v.Refuse(view.error());
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const AgreementWish wish = WishOf(view->one.head, form);
  const auto units = v.Units();
  const Status done =
      v.web.db.Write([&](sql::Connection& c) { return ChangeAgreement(c, ContextOf(v, *units), wish); });
  if (done.ok()) return v.Back(PathOf(view->one.head), "agreement.saved");
  const ErrorKind kind = done.error().kind;
  const bool here = kind == ErrorKind::kInvalid || kind == ErrorKind::kConflict;
  return here ? ShowEdit(v, *view, wish, &done.error()) : v.Refuse(done.error());
}

}  // namespace

void AddAgreementEditPages(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/agreements/{id}/edit", [&services](Visit& v) {
    const Result<AgreementView> view = FindEditable(v, services);
    return view.ok() ? ShowEdit(v, *view, WishOf(view->one), nullptr) : v.Refuse(view.error());
  });
  web.Post(router, "/agreements/{id}/edit", [&services](Visit& v) { return TakeEdit(v, services); },
           {.body_limit = kFormBytesMost});
}

}  // namespace sinergi::agreement
