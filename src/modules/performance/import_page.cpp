#include "modules/performance/import_page.h"

#include <algorithm>

#include "base/text.h"
#include "modules/performance/finding_rows.h"
#include "modules/performance/import_kinds.h"
#include "modules/performance/import_store.h"
#include "modules/performance/scope.h"

namespace sinergi::performance {
namespace {

using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kImportBytesMost = 20u << 20;
constexpr size_t kChangesOfKindShown = 400;

// What the form asks for: a file of a kind for an agency.
struct Wanted {
  const ImportKind* kind = nullptr;
  const kernel::Unit* agency = nullptr;
  int year = 0;  // 0: as the file says
};

Result<Wanted> ReadWanted(const Visit& v, const http::Form& form, const kernel::UnitTree& units) {
  Wanted wanted{FindImportKind(form.Field("kind")), nullptr, 0};
  const auto unit = ReadId(form.Field("unit"));
  if (unit) wanted.agency = units.Find(*unit);
  if (!form.ok || !wanted.kind) return Error{ErrorKind::kInvalid, "http.bad_request"};
  if (!wanted.agency || wanted.agency->kind != kernel::UnitKind::kAgency)
    return Error{ErrorKind::kNotFound, "performance.unit_unknown"};
  if (!v.actor.May(Right::kPlan, units, wanted.agency->id)) return kernel::Forbidden();
  if (const auto year = ReadId(form.Field("year")); year && *year >= 1900 && *year <= 2200)
    wanted.year = static_cast<int>(*year);
  return wanted;
}

ImportWish WishOf(const Wanted& wanted) {
  return {wanted.year, wanted.agency->code};
}

http::Response ShowImportPage(Visit& v) {
  if (!v.actor.MayAnywhere(Right::kPlan)) return v.Refuse(kernel::Forbidden());
  Dict page("import");
  const auto units = v.Units();
  for (const kernel::Unit& unit : units->units()) {
    if (unit.kind != kernel::UnitKind::kAgency || !v.actor.May(Right::kPlan, *units, unit.id)) continue;
    Dict& row = *page.AddSectionDictionary("UNIT");
    row.SetIntValue("UNIT_ID", unit.id);
    row.SetValue("UNIT_NAME", unit.name);
  }
  bool first = true;
  for (const ImportKind& kind : ImportKinds()) {
    Dict& row = *page.AddSectionDictionary("KIND");
    row.SetValue("KIND_ID", std::string(kind.id));
    row.SetValue("KIND_TEXT", v.T(fmt::format("interface.import_kind_{}", kind.id)));
    row.SetValue("KIND_HINT", v.T(fmt::format("interface.import_kind_{}_hint", kind.id)));
    if (std::exchange(first, false)) row.ShowSection("KIND_FIRST");
  }
  return v.Show("performance/import", page, "interface.import_title");
}

std::shared_ptr<const PlanYear> StoredPlan(const Visit& v, PerformanceServices& services, int64_t agency_id,
                                           int year) {
  return v.web.db.Read([&](sql::Connection& c) -> std::shared_ptr<const PlanYear> {
    const auto head = FindPlan(c, v.actor.government_id, agency_id, year);
    return head ? services.plans.Get(c, v.actor.government_id, *head) : nullptr;
  });
}

void FillChangeGroups(const Visit& v, const std::vector<PlanChange>& changes, Dict& page) {
  for (const auto kind : {PlanChange::Kind::kRefused, PlanChange::Kind::kChanged, PlanChange::Kind::kMissing,
                          PlanChange::Kind::kNew}) {
    const auto count = std::ranges::count(changes, kind, &PlanChange::kind);
    if (count == 0) continue;
    Dict& group = *page.AddSectionDictionary("GROUP");
    group.SetValue("GROUP_NAME", v.T(TextKey(kind)));
    group.SetIntValue("GROUP_COUNT", count);
    size_t shown = 0;
    for (const PlanChange& change : changes) {
      if (change.kind != kind || shown++ >= kChangesOfKindShown) continue;
      Dict& row = *group.AddSectionDictionary("CHANGE");
      row.SetValue("WHAT", v.T("interface.what_" + change.what));
      row.SetValue("PLACE", change.place);
      row.SetValue("FIELD", change.field.empty() ? "" : v.T("interface.field_" + change.field));
      row.SetValue("BEFORE", Shorten(change.before, 200));
      row.SetValue("AFTER", Shorten(change.after, 200));
    }
    if (shown > kChangesOfKindShown)
      group.AddSectionDictionary("MORE")->SetValue(
          "MORE_TEXT", v.T("interface.more_changes", {std::to_string(shown - kChangesOfKindShown)}));
  }
}

// The file as it waits in the content store, under its hash, until it is confirmed.
Result<files::StoredFile> Keep(const Visit& v, const ImportKind& kind, std::string_view bytes) {
  const std::string name = fmt::format("impor{}", kind.stored_ending);
  return kind.kept ? v.web.store.Put(kind.kept(bytes), name) : v.web.store.Put(bytes, name);
}

// Nothing is written to the plan.
http::Response PreviewImport(Visit& v, PerformanceServices& services) {
  const http::Form form = http::ReadForm(v.request);
  const auto units = v.Units();
  const Result<Wanted> wanted = ReadWanted(v, form, *units);
  if (!wanted.ok()) return v.Refuse(wanted.error());
  if (form.files.empty()) return v.Refuse({ErrorKind::kInvalid, "interface.no_file"});
  const http::UploadedFile& file = form.files.front();
  const Result<ImportedPlan> imported = wanted->kind->read(file.content, WishOf(*wanted));
  if (!imported.ok()) return v.Refuse(imported.error());
  const Result<files::StoredFile> kept = Keep(v, *wanted->kind, file.content);
  if (!kept.ok()) return v.Refuse(kept.error());

  const auto stored = StoredPlan(v, services, wanted->agency->id, imported->plan.year);
  const std::vector<PlanChange> changes = Compare(stored.get(), imported->plan);
  const bool writes = std::ranges::any_of(changes, [](const PlanChange& change) {
    return change.kind == PlanChange::Kind::kNew || change.kind == PlanChange::Kind::kChanged;
  });
  Dict page("preview");
  page.SetValue("FILE_NAME", file.name);
  page.SetValue("AGENCY", wanted->agency->name);
  page.SetIntValue("YEAR", imported->plan.year);
  page.SetIntValue("UNIT_ID", wanted->agency->id);
  page.SetValue("KIND", std::string(wanted->kind->id));
  page.SetValue("TOKEN", kept->sha256);
  page.SetValue("READ", v.T("interface.import_read", {std::to_string(imported->plan.nodes.size()),
                                                      std::to_string(imported->plan.indicators.size())}));
  page.ShowSection(writes ? "CONFIRM" : "NOTHING");
  FillChangeGroups(v, changes, page);
  FillFindings(v, imported->findings, page);
  return v.Show("performance/import_preview", page, "interface.import_title");
}

http::Response ApplyImportedPlan(Visit& v) {
  const http::Form form = http::ReadForm(v.request);
  const auto units = v.Units();
  const Result<Wanted> wanted = ReadWanted(v, form, *units);
  if (!wanted.ok()) return v.Refuse(wanted.error());
  const Result<std::string> bytes = v.web.store.Get(form.Field("token"));
  if (!bytes.ok()) return v.Refuse(bytes.error());
  const Result<ImportedPlan> imported = wanted->kind->read(*bytes, WishOf(*wanted));
  if (!imported.ok()) return v.Refuse(imported.error());
  const ActContext context{v.actor, *units, v.now, v.Today()};
  const Result<ImportResult> result = v.web.db.Write(
      [&](sql::Connection& c) { return ApplyImport(c, context, wanted->agency->id, imported->plan); });
  if (!result.ok()) return v.Refuse(result.error());
  return v.Back(
      fmt::format("/plan?unit={}&period={}", wanted->agency->id, Period{imported->plan.year, 1}.Code()),
      result->applied > 0 ? "interface.imported" : "interface.imported_nothing");
}

}  // namespace

void AddImportPage(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/import", ShowImportPage);
  web.Post(router, "/import", [&services](Visit& v) { return PreviewImport(v, services); },
           {.body_limit = kImportBytesMost});
  web.Post(router, "/import/apply", ApplyImportedPlan);
}

}  // namespace sinergi::performance
