#include "modules/performance/plan_document_page.h"

#include <algorithm>

#include "base/text.h"
#include "modules/performance/import_store.h"
#include "modules/performance/plan_document.h"
#include "modules/planning/document_visit.h"

namespace sinergi::performance {
namespace {

using kernel::Visit;
using planning::DocumentVisit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kChangesShown = 400;

struct Taken {
  DocumentVisit document;
  PlanYear plan;
};

// The newest locked version, when it is final or a revision, of a document that an agency's year follows.
Result<Taken> FindTaken(sql::Connection& c, const Visit& v) {
  const int64_t id = planning::ReadNumber(v.request.Param("id")).value_or(0);
  Result<DocumentVisit> document = planning::LoadDocumentVisit(c, v, id, "");
  if (!document.ok()) return document.error();
  if (!document->may_plan) return kernel::Forbidden();
  const planning::DocumentVersion standing = planning::StandingVersion(document->versions);
  const bool of_year = document->head.kind == planning::DocumentKind::kRenja ||
                       document->head.kind == planning::DocumentKind::kDpa;
  if (!of_year || !standing.locked_at || standing.stage < planning::Stage::kFinal)
    return Error{ErrorKind::kConflict, "planning.not_final"};
  document->shown = standing;
  document->content = planning::LoadContent(c, v.actor.government_id, standing.id);
  DocumentPlanWish wish{document->head.year_from, document->agency, {}};
  if (standing.stage == planning::Stage::kRevised)
    wish.revised_from = DateAt(*standing.locked_at, v.Gov()->zone);
  PlanYear plan = PlanOfDocument(document->content, wish);
  return Taken{std::move(*document), std::move(plan)};
}

void FillChanges(const Visit& v, const std::vector<PlanChange>& changes, Dict& page) {
  for (size_t i = 0; i < std::min(changes.size(), kChangesShown); ++i) {
    const PlanChange& change = changes[i];
    Dict& row = *page.AddSectionDictionary("CHANGE");
    row.SetValue("PLACE", change.place);
    row.SetValue("WHAT",
                 fmt::format("{}: {} {}", v.T(TextKey(change.kind)), v.T("interface.what_" + change.what),
                             change.field.empty() ? "" : v.T("interface.field_" + change.field)));
    row.SetValue("BEFORE", Shorten(change.before, 200));
    row.SetValue("AFTER", Shorten(change.after, 200));
  }
  if (changes.size() > kChangesShown)
    page.SetValueAndShowSection(
        "MORE_TEXT", v.T("interface.more_changes", {std::to_string(changes.size() - kChangesShown)}), "MORE");
}

http::Response ShowPlanDocumentPage(Visit& v, PerformanceServices& services) {
  std::shared_ptr<const PlanYear> stored;
  const Result<Taken> taken = v.web.db.Read([&](sql::Connection& c) {
    Result<Taken> found = FindTaken(c, v);
    if (!found.ok()) return found;
    const auto head = FindPlan(c, v.actor.government_id, found->document.head.unit_id, found->plan.year);
    if (head) stored = services.plans.Get(c, v.actor.government_id, *head);
    return found;
  });
  if (!taken.ok()) return v.Refuse(taken.error());
  const std::vector<PlanChange> changes = Compare(stored.get(), taken->plan);
  const bool writes = std::any_of(changes.begin(), changes.end(), [](const PlanChange& change) {
    return change.kind == PlanChange::Kind::kNew || change.kind == PlanChange::Kind::kChanged;
  });
  Dict page("plan");
  planning::FillDocumentHead(v, taken->document, page);
  page.SetIntValue("YEAR", taken->plan.year);
  page.SetIntValue("COUNT", static_cast<long>(changes.size()));
  page.ShowSection(stored ? "PLAN_THERE" : "PLAN_NEW");
  page.ShowSection(writes ? "CONFIRM" : "NOTHING");
  FillChanges(v, changes, page);
  return v.Show("performance/plan_document", page, "planning.to_plan");
}

// The version that was shown must still be the one that stands.
http::Response ApplyPlanDocument(Visit& v) {
  const http::Form form = http::ReadForm(v.request);
  const auto seen = planning::ReadNumber(form.Field("version"));
  if (!form.ok || !seen) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const ActContext context{v.actor, *v.units, v.now, v.Today()};
  const Result<Taken> taken = v.web.db.Read([&](sql::Connection& c) { return FindTaken(c, v); });
  if (!taken.ok()) return v.Refuse(taken.error());
  if (taken->document.shown.number != *seen)
    return v.Refuse({ErrorKind::kConflict, "planning.document_changed"});
  const int64_t unit = taken->document.head.unit_id;
  const Result<ImportResult> result =
      v.web.db.Write([&](sql::Connection& c) { return ApplyImport(c, context, unit, taken->plan); });
  if (!result.ok()) return v.Refuse(result.error());
  return v.Back(fmt::format("/plan?unit={}&period={}", unit, Period{taken->plan.year, 1}.Code()),
                result->applied > 0 ? "interface.imported" : "interface.imported_nothing");
}

}  // namespace

void AddPlanDocumentPage(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/planning/{id}/plan",
           [&services](Visit& v) { return ShowPlanDocumentPage(v, services); });
  web.Post(router, "/planning/{id}/plan", ApplyPlanDocument);
}

}  // namespace sinergi::performance
