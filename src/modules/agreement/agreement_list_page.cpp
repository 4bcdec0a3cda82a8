// /agreements: the agreements of an agency's year from the head down, with what the cascade misses; drafting a new one.
#include <algorithm>

#include "kernel/form_view.h"
#include "modules/agreement/agreement_pages.h"
#include "modules/agreement/agreement_scope.h"

namespace sinergi::agreement {
namespace {

using kernel::Visit;
using performance::PlanHead;
using Dict = ctemplate::TemplateDictionary;
using InOrder = std::vector<const Agreement*>;

bool ReadsBelow(const Visit& v, int64_t agency) {
  return std::ranges::any_of(v.Units()->units(), [&](const kernel::Unit& unit) {
    return v.Units()->IsWithin(unit.id, agency) && v.actor.May(kernel::Right::kRead, *v.Units(), unit.id);
  });
}

// Plans the visitor may choose from, the newest year first.
std::vector<PlanHead> PlansFor(const Visit& v) {
  std::vector<PlanHead> plans =
      v.web.db.Read([&](sql::Connection& c) { return performance::ListPlans(c, v.actor.government_id); });
  std::erase_if(plans, [&](const PlanHead& plan) { return !ReadsBelow(v, plan.unit_id); });
  std::ranges::stable_sort(plans, std::ranges::greater(), &PlanHead::year);
  return plans;
}

std::string PlanText(const Visit& v, const PlanHead& plan) {
  const kernel::Unit* unit = v.Units()->Find(plan.unit_id);
  return fmt::format("{} · {}", plan.year, unit ? unit->name : plan.title);
}

// From the head down: each followed by those who stand under it.
void Below(const InOrder& all, int64_t superior, int depth,
           std::vector<std::pair<const Agreement*, int>>& rows) {
  for (const Agreement* one : all) {
    const bool known = std::ranges::any_of(
        all, [&](const Agreement* other) { return other->head.series_id == one->head.superior_id; });
    if ((known ? one->head.superior_id : 0) != superior) continue;
    rows.emplace_back(one, depth);
    Below(all, one->head.series_id, depth + 1, rows);
  }
}

void FillRows(const Visit& v, const AgreementView& view, const InOrder& in_force, Period period, Dict& page) {
  std::vector<std::pair<const Agreement*, int>> rows;
  Below(in_force, 0, 1, rows);
  for (const auto& [one, depth] : rows) {
    Dict& row = *page.AddSectionDictionary("AGREEMENT");
    FillHead(v, one->head, row);
    row.SetIntValue("DEPTH", std::min(depth, 5));
    const Evaluation evaluation = EvaluationOf(v, view, *one, period);
    row.SetValue("K", performance::PrintPercent(evaluation.nodes[0].score));
    row.SetValue("AMOUNT", one->Total().Print());
    const auto open = std::ranges::find_if(view.all, [&](const Agreement& other) {
      return other.head.series_id == one->head.series_id && other.head.version > one->head.version;
    });
    if (open != view.all.end()) row.SetValueAndShowSection("OPEN_PATH", PathOf(open->head), "HAS_OPEN");
  }
  page.ShowSection(rows.empty() ? "EMPTY" : "LIST");
}

bool MayPrepareSomewhere(const Visit& v) {
  return std::ranges::any_of(
      v.Units()->units(), [&](const kernel::Unit& unit) { return MayPrepare(v.actor, *v.Units(), unit.id); });
}

http::Response AgreementListPage(Visit& v, PerformanceServices& services) {
  const std::vector<PlanHead> plans = PlansFor(v);
  Dict page("agreements");
  if (MayPrepareSomewhere(v)) page.ShowSection("MAY_DRAFT");
  if (plans.empty()) {
    page.ShowSection("NO_PLAN");
    return v.Show("agreement/agreement_list", page, "nav.agreements");
  }
  const auto wanted = std::ranges::find(plans, ReadId(v.request.Query("plan")).value_or(0), &PlanHead::id);
  const PlanHead& chosen = wanted == plans.end() ? plans.front() : *wanted;
  kernel::FormView form(v, page);
  for (const PlanHead& plan : plans)
    form.Choice("plan", std::to_string(plan.id), PlanText(v, plan), plan.id == chosen.id);
  const AgreementView view = ViewOf(v, services, chosen);
  const InOrder in_force = InForce(view.all);
  const Period period = QuarterOf(v, *view.plan);
  page.SetValue("PERIOD", performance::PrintPeriod(v, period));
  page.ShowSection("HAS_PLAN");
  page.SetIntValue("PLAN_ID", chosen.id);
  FillRows(v, view, in_force, period, page);
  // What is missing is only known to those who see the whole agency.
  if (!in_force.empty() && v.actor.May(kernel::Right::kRead, *v.Units(), chosen.unit_id)) {
    Dict& part = *page.AddSectionDictionary("CASCADE");
    FillFindings(v, *view.plan, CheckCascade(*view.plan, in_force), part);
  }
  return v.Show("agreement/agreement_list", page, "nav.agreements");
}

void FillUnits(const Visit& v, std::string_view chosen, kernel::FormView& form) {
  for (const kernel::Unit& unit : v.Units()->units()) {
    const kernel::Unit* agency = v.Units()->AgencyOf(unit.id);
    if (!MayPrepare(v.actor, *v.Units(), unit.id)) continue;
    const std::string id = std::to_string(unit.id);
    form.Choice("unit", id, unit.id == agency->id ? unit.name : agency->name + " – " + unit.name,
                id == chosen);
  }
}

http::Response ShowNew(Visit& v, const http::Form& typed, const Error* error) {
  Dict page("agreement_new");
  kernel::FormView form(v, page);
  FillUnits(v, typed.Field("unit"), form);
  for (const AgreementLevel level : kAgreementLevels)
    form.Choice("level", Name(level), v.T(fmt::format("agreement.level_{}", Name(level))),
                typed.Field("level") == Name(level));
  const std::vector<PlanHead> plans = PlansFor(v);
  std::string year(typed.Field("year"));
  if (year.empty()) year = std::to_string(plans.empty() ? v.Today().year : plans.front().year);
  form.Value("year", year);
  for (const char* name :
       {"first_name", "first_position", "first_rank", "second_name", "second_position", "second_rank"})
    form.Value(name, typed.Field(name));
  if (error) form.Faults(*error);
  return v.Show("agreement/agreement_new", page, "agreement.new_title", error ? 422 : 200);
}

Party PartyOf(const http::Form& form, const std::string& which) {
  const auto text = [&](const char* part) { return kernel::Typed(form.Field(which + part)); };
  return {text("_name"), text("_position"), text("_rank"), 0};
}

http::Response TakeNew(Visit& v) {
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  NewAgreement wish;
  wish.unit_id = ReadId(form.Field("unit")).value_or(0);
  wish.year = static_cast<int>(std::clamp<int64_t>(ReadId(form.Field("year")).value_or(0), 0, 9999));
  wish.level = ParseAgreementLevel(form.Field("level")).value_or(AgreementLevel::kStaff);
  wish.first = PartyOf(form, "first");
  wish.second = PartyOf(form, "second");
  const auto units = v.Units();
  const Result<int64_t> id =
      v.web.db.Write([&](sql::Connection& c) { return DraftAgreement(c, ContextOf(v, *units), wish); });
  if (id.ok()) return v.Back(fmt::format("/agreements/{}/edit", *id), "agreement.drafted");
  if (id.error().kind == ErrorKind::kForbidden) return v.Refuse(id.error());
  return ShowNew(v, form, &id.error());
}

}  // namespace

void AddAgreementListPages(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/agreements", [&services](Visit& v) { return AgreementListPage(v, services); });
  web.Page(router, "/agreements/new", [](Visit& v) {
    return MayPrepareSomewhere(v) ? ShowNew(v, {}, nullptr) : v.Refuse(kernel::Forbidden());
  });
  web.Post(router, "/agreements/new", TakeNew);
}

}  // namespace sinergi::agreement
