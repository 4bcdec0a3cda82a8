#include <algorithm>
#include <iostream>

#include <fmt/format.h>
#include <boost/json.hpp>

#include "app/command.h"
#include "app/finding_text.h"
#include "modules/performance/import_kinds.h"
#include "modules/performance/import_store.h"

namespace sinergi::app {
namespace {

namespace json = boost::json;
using performance::ImportedPlan;
using performance::PlanChange;
using Kind = PlanChange::Kind;

constexpr std::string_view kKinds[] = {"new", "changed", "missing", "refused"};

std::string_view Name(Kind kind) {
  return kKinds[static_cast<size_t>(kind)];
}

struct Preview {
  std::vector<PlanChange> changes;
  std::string unit_name;
  int64_t unit_id = 0;
  size_t Count(Kind kind) const {
    return static_cast<size_t>(std::ranges::count(changes, kind, &PlanChange::kind));
  }
};

// The agency that --unit names, or the one the file names.
Result<const kernel::Unit*> UnitOf(const kernel::UnitTree& units, const ImportOptions& options,
                                   const performance::PlanYear& plan) {
  const std::string code = options.unit.empty() ? plan.agency_code : options.unit;
  if (const kernel::Unit* unit = units.FindCode(code)) return units.AgencyOf(unit->id);
  if (options.unit.empty()) return Error{ErrorKind::kInvalid, "app.which_unit"};
  return Error{ErrorKind::kNotFound, "app.unit_unknown", {code}};
}

Result<Preview> MakePreview(sql::Connection& c, const kernel::Government& government,
                            const ImportOptions& options, const performance::PlanYear& imported) {
  const kernel::UnitTree units =
      kernel::LoadUnits(c, government.id, DateAt(SystemClock()(), government.zone));
  const Result<const kernel::Unit*> unit = UnitOf(units, options, imported);
  if (!unit.ok()) return unit.error();
  Preview preview{{}, (*unit)->name, (*unit)->id};
  const auto head = performance::FindPlan(c, government.id, preview.unit_id, imported.year);
  if (head) {
    const performance::PlanYear stored = performance::LoadPlanYear(c, government.id, *head);
    preview.changes = performance::Compare(&stored, imported);
  } else {
    preview.changes = performance::Compare(nullptr, imported);
  }
  return preview;
}

Result<performance::ImportResult> Apply(sql::Database& db, const kernel::Government& government,
                                        int64_t unit_id, const performance::PlanYear& imported) {
  const Instant now = SystemClock()();
  return db.Write([&](sql::Connection& c) {
    const Date today = DateAt(now, government.zone);
    const kernel::UnitTree units = kernel::LoadUnits(c, government.id, today);
    const kernel::Actor actor = kernel::CommandLineActor(government.id);
    return performance::ApplyImport(c, {actor, units, now, today}, unit_id, imported);
  });
}

json::object PreviewJson(const Globals& globals, const ImportedPlan& read, const Preview& preview,
                         int applied) {
  json::array changes, findings;
  for (const PlanChange& change : preview.changes)
    changes.push_back(json::object{{"kind", Name(change.kind)},
                                   {"what", change.what},
                                   {"place", change.place},
                                   {"field", change.field},
                                   {"before", change.before},
                                   {"after", change.after}});
  for (const performance::Finding& finding : read.findings)
    findings.push_back(FindingJson(finding, globals.lang));
  return {{"unit", preview.unit_name},
          {"year", read.plan.year},
          {"changes", std::move(changes)},
          {"findings", std::move(findings)},
          {"applied", applied}};
}

void PrintPreview(const Globals& globals, const ImportedPlan& read, const Preview& preview) {
  if (!read.findings.empty())
    std::cout << T(globals, "app.findings", {std::to_string(read.findings.size())}) << "\n";
  for (const performance::Finding& finding : read.findings)
    std::cout << FindingLine(finding, globals.lang) << "\n";
  for (const PlanChange& change : preview.changes)
    std::cout << fmt::format("  {:<20} {} {}: {} → {}\n",
                             T(globals, "app.change_" + std::string(Name(change.kind))), change.place,
                             change.field, change.before, change.after);
  const auto count = [&](Kind kind) { return std::to_string(preview.Count(kind)); };
  std::cout << T(globals, "app.import_preview",
                 {preview.unit_name, std::to_string(read.plan.year), count(Kind::kNew), count(Kind::kChanged),
                  count(Kind::kMissing), count(Kind::kRefused)})
            << "\n";
}

}  // namespace

int Import(const Globals& globals, const ImportOptions& options) {
  const Result<std::string> bytes = ReadFile(options.file);
  if (!bytes.ok()) return Fail(globals, bytes.error());
  const Result<ImportedPlan> read =
      performance::FindImportKind(options.kind)->read(*bytes, {options.year.value_or(0), options.unit});
  if (!read.ok()) return Fail(globals, read.error());

  auto db = OpenStore(globals, Missing::kRefuse);
  if (!db.ok()) return Fail(globals, db.error());
  const Result<kernel::Government> government =
      (*db)->Read([&](sql::Connection& c) { return ChosenGovernment(c, globals); });
  if (!government.ok()) return Fail(globals, government.error());
  const Result<Preview> preview =
      (*db)->Read([&](sql::Connection& c) { return MakePreview(c, *government, options, read->plan); });
  if (!preview.ok()) return Fail(globals, preview.error());

  int applied = 0;
  if (!options.dry_run) {
    const Result<performance::ImportResult> result = Apply(**db, *government, preview->unit_id, read->plan);
    if (!result.ok()) return Fail(globals, result.error());
    applied = result->applied;
  }
  if (globals.json) {
    std::cout << json::serialize(PreviewJson(globals, *read, *preview, applied)) << "\n";
    return kDone;
  }
  PrintPreview(globals, *read, *preview);
  const std::string key = options.dry_run ? "app.import_dry"
                          : applied == 0  ? "app.import_nothing"
                                          : "app.import_done";
  std::cout << T(globals, key, {std::to_string(applied)}) << "\n";
  return kDone;
}

}  // namespace sinergi::app
