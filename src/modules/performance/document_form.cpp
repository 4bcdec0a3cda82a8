#include "modules/performance/document_form.h"

#include <algorithm>

#include "modules/performance/form/document_rows.h"
#include "modules/performance/form/form_file.h"
#include "modules/performance/form/listed_rows.h"
#include "modules/performance/plans_together.h"

namespace sinergi::performance {
namespace {

using kernel::Visit;
using planning::DocumentContent;
using planning::DocumentHead;
using planning::DocumentKind;
using planning::DocumentVisit;

// What the filling reads; contents must outlive the rows made from them.
struct Material {
  DocumentVisit document;
  DocumentContent other, renstra;
  bool has_other = false, has_renstra = false;
  std::vector<std::shared_ptr<const PlanYear>> plans;
  Settings settings;
  DocumentContent listed;  // rows that are no nodes of the document
  std::optional<std::vector<planning::PlannedProposal>> proposals;
  std::vector<planning::ItemAnswer> items;
};

bool AsksForPlans(const form::Form& form) {
  using form::Source;
  return form.rows_of == form::RowsOf::kPlans || form.Has(Source::kRealisedYear) ||
         form.Has(Source::kRealisedUpTo) || form.Has(Source::kSpentYear);
}

// The standing version of a document of a kind that covers the year, of the same agency or the whole government's; the one that the
// shown document serves comes first.
bool LoadBeside(sql::Connection& c, const Visit& v, const DocumentHead& of, DocumentKind kind,
                DocumentContent& content) {
  const int64_t government = v.actor.government_id;
  std::optional<DocumentHead> found;
  for (const DocumentHead& head : planning::ListDocuments(c, government)) {
    const bool owner = planning::IsOfAgency(kind) ? head.unit_id == of.unit_id : head.unit_id == 0;
    const bool covers = head.year_from <= of.year_from && of.year_from <= head.year_to;
    if (head.kind != kind || head.id == of.id || !owner || !covers) continue;
    if (!found || head.id == of.above_id) found = head;
  }
  if (!found || !planning::MayRead(planning::ContextOf(v), *found)) return false;
  content = planning::LoadContent(
      c, government, planning::StandingVersion(planning::VersionsOf(c, government, found->id)).id);
  return true;
}

// A yearly document looks two years back; one of several years at its own.
bool IsYearWanted(const DocumentHead& head, int year) {
  const bool yearly = head.year_from == head.year_to;
  return yearly ? head.year_from - 2 <= year && year <= head.year_from
                : head.year_from <= year && year <= head.year_to;
}

void LoadPlans(sql::Connection& c, const Visit& v, PerformanceServices& services, const form::Form& form,
               Material& material) {
  const DocumentHead& head = material.document.head;
  for (const PlanHead& plan : ListPlans(c, v.actor.government_id)) {
    const bool year =
        form.rows_of == form::RowsOf::kPlans ? plan.year == head.year_from : IsYearWanted(head, plan.year);
    if (!year || (head.unit_id != 0 && plan.unit_id != head.unit_id)) continue;
    material.plans.push_back(services.plans.Get(c, v.actor.government_id, plan));
  }
}

void LoadListed(sql::Connection& c, const Visit& v, PerformanceServices& services, const form::Form& form,
                Material& material) {
  if (form.each == form::RowsEach::kIndicator) return;
  const DocumentHead& head = material.document.head;
  if (services.planning.proposals)
    material.proposals = services.planning.proposals(c, v, head.unit_id, head.year_from);
  if (form.each == form::RowsEach::kItem) {
    material.items = planning::LoadItems(c, v.actor.government_id, material.document.shown.id);
    material.listed = form::ContentOfList(form);
  } else {
    material.listed =
        form::ContentOfProposals(material.proposals.value_or(std::vector<planning::PlannedProposal>()),
                                 material.document.content, head.year_from);
  }
}

Result<Material> LoadMaterial(sql::Connection& c, const Visit& v, PerformanceServices& services,
                              const form::Form& form) {
  const int64_t id = planning::ReadNumber(v.request.Param("id")).value_or(0);
  Result<DocumentVisit> document = planning::LoadDocumentVisit(c, v, id, v.request.Query("version"));
  if (!document.ok()) return document.error();
  if (document->head.kind != form.kind) return Error{ErrorKind::kNotFound, "form.not_found", {form.id}};
  Material material;
  material.document = std::move(document).value();
  const DocumentHead& head = material.document.head;
  material.settings = SettingsOf(*v.Gov());
  if (form.other) material.has_other = LoadBeside(c, v, head, *form.other, material.other);
  if (head.kind == DocumentKind::kRenja)
    material.has_renstra = LoadBeside(c, v, head, DocumentKind::kRenstra, material.renstra);
  LoadListed(c, v, services, form, material);
  if (!AsksForPlans(form)) return material;
  if (!v.actor.May(kernel::Right::kRead, *v.units, head.unit_id)) return kernel::Forbidden();
  LoadPlans(c, v, services, form, material);
  return material;
}

form::DocumentSource SourceOf(const Visit& v, const Material& material, const form::Form& form) {
  const DocumentVisit& document = material.document;
  form::DocumentSource source;
  const bool listed = form.each != form::RowsEach::kIndicator;
  source.document = {listed ? &material.listed : &document.content, document.agency};
  if (material.has_other) source.other = {&material.other, ""};
  if (material.has_renstra) source.renstra = {&material.renstra, document.agency};
  source.other_wanted = form.other.has_value();
  source.spent_wanted = form.Has(form::Source::kSpentYear);
  source.year = source.year_from = document.head.year_from;
  source.year_to = document.head.year_to;
  source.title = fmt::format("{}, {}", document.head.title, VersionName(v, document.shown));
  source.government = v.Gov()->name;
  source.agency = document.agency_name.empty() ? source.government : document.agency_name;
  source.agency_code = document.agency;
  for (const kernel::Unit& unit : v.units->units()) source.agencies.emplace_back(unit.code, unit.name);
  source.measured = material.plans;
  return source;
}

void AddItems(const form::Form& form, const Material& material, form::DocumentRows& rows) {
  std::optional<int64_t> proposals;
  if (material.proposals) proposals = static_cast<int64_t>(material.proposals->size());
  for (size_t i = 0; i < form.list.size(); ++i)
    rows.facts.nodes[i].item = form::StateOfItem(form.list[i], material.items, proposals);
}

form::FormTable TableOfPlans(const Visit& v, const Material& material, const form::Form& layout) {
  const Period period{material.document.head.year_from, 4};
  PlanYear together = PlansTogether(material.plans);
  together.year = period.year;
  together.government = v.Gov()->name;
  return form::MakeTable(layout, together, Evaluate(together, period, material.settings));
}

}  // namespace

std::vector<form::Form> FormsOf(DocumentKind kind) {
  std::vector<form::Form> forms;
  for (const std::string& id : form::ShippedFormIds()) {
    Result<form::Form> read = form::ShippedForm(id);
    if (read.ok() && read->kind == kind) forms.push_back(std::move(read).value());
  }
  return forms;
}

Result<DocumentForm> FillDocumentForm(const Visit& v, PerformanceServices& services) {
  const std::string id(v.request.Param("form"));
  Result<form::Form> layout = form::ShippedForm(id);
  if (!layout.ok()) return layout.error();
  if (!layout->kind) return Error{ErrorKind::kNotFound, "form.not_found", {id}};
  Result<Material> material =
      v.web.db.Read([&](sql::Connection& c) { return LoadMaterial(c, v, services, *layout); });
  if (!material.ok()) return material.error();
  DocumentForm filled;
  if (layout->rows_of == form::RowsOf::kPlans) {
    filled.table = TableOfPlans(v, *material, *layout);
  } else {
    layout = form::ShippedForm(id, material->document.head.Years());
    form::DocumentRows rows = form::RowsOfDocument(SourceOf(v, *material, *layout));
    AddItems(*layout, *material, rows);
    const Period period{rows.facts.year, 4};
    filled.table =
        form::MakeTable(*layout, rows.plan, Evaluate(rows.plan, period, material->settings), &rows.facts);
  }
  filled.document = std::move(material->document);
  return filled;
}

}  // namespace sinergi::performance
