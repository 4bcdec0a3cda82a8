#include "modules/performance/workbook_page.h"

#include <algorithm>

#include "base/text.h"
#include "modules/performance/finding_rows.h"
#include "modules/performance/quarter_rows.h"
#include "modules/performance/template/template_import.h"
#include "modules/performance/template/template_writer.h"
#include "modules/performance/workbook_file.h"

namespace sinergi::performance {
namespace {

using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

int UnitIndex(const Scope& scope) {
  if (scope.WholeAgency()) return -1;
  for (size_t i = 0; i < scope.plan->units.size(); ++i)
    if (scope.plan->units[i].id == scope.unit->id) return static_cast<int>(i);
  return -1;
}

http::Response DownloadWorkbook(Visit& v, PerformanceServices& services) {
  const Result<Scope> scope = FindScope(v, services, Right::kEnter);
  if (!scope.ok()) return v.Refuse(scope.error());
  if (!scope->plan) return v.Refuse({ErrorKind::kNotFound, "interface.no_plan"});
  const int unit = UnitIndex(*scope);
  // A unit that the plan does not know answers for nothing: its workbook would be that of the whole agency.
  if (unit < 0 && !scope->WholeAgency()) return v.Refuse({ErrorKind::kNotFound, "interface.no_plan"});
  return http::Response::Download(templates::WriteTemplate(*scope->plan, scope->period, unit), kXlsx,
                                  fmt::format("Capaian {} {}.xlsx", scope->unit->name, scope->period.Code()));
}

http::Response Upload(Visit& v, PerformanceServices& services) {
  const Result<Scope> scope = FindScope(v, services, Right::kEnter);
  if (!scope.ok()) return v.Refuse(scope.error());
  Dict page("upload");
  page.SetValue("QUERY", scope->Query());
  page.SetValue("HEADING", fmt::format("{} – {}", PrintPeriod(v, scope->period), scope->unit->name));
  return v.Show("performance/workbook_upload", page, "interface.workbook_title");
}

// One row of the workbook against what is stored now.
struct EntryChange {
  const Indicator* indicator = nullptr;
  performance::Entry entry;  // what would be saved
  int64_t row_version = 0;   // what it was compared with
  std::string before;
  bool may = false;
};

struct Comparison {
  std::vector<EntryChange> changes;
  std::vector<Finding> findings;
};

std::string OneLine(const performance::Entry& entry) {
  std::string line;
  for (const std::string* text :
       {&entry.realised, &entry.obstacle, &entry.solution, &entry.driver, &entry.follow_up})
    if (!text->empty()) line += (line.empty() ? "" : " · ") + *text;
  return Shorten(line, 300);
}

performance::Entry StoredEntry(const QuarterRow& row) {
  if (!row.newest) return {};
  const MeasurementRow& m = *row.newest;
  return {m.realised.text, m.obstacle, m.solution, m.driver, m.follow_up, m.jump_reason};
}

// Cells left empty leave what is stored alone.
performance::Entry Merged(performance::Entry stored, const templates::Entry& read) {
  const auto take = [](std::string& into, const std::string& text) {
    if (!text.empty()) into = text;
  };
  take(stored.realised, read.realised.text);
  take(stored.obstacle, read.obstacle);
  take(stored.solution, read.solution);
  take(stored.driver, read.driver);
  take(stored.follow_up, read.follow_up);
  return stored;
}

Result<Comparison> CompareWorkbook(const Visit& v, const Scope& scope, std::string_view bytes) {
  if (!scope.plan) return Error{ErrorKind::kNotFound, "interface.no_plan"};
  const Result<sheets::Workbook> book = sheets::ReadXlsx(bytes);
  if (!book.ok()) return book.error();
  Result<templates::EntryImport> read = templates::ReadEntryTemplate(*book);
  if (!read.ok()) return read.error();
  if (read->period != scope.period || read->plan_id != scope.plan->plan_id)
    return Error{ErrorKind::kInvalid, "interface.workbook_other", {PrintPeriod(v, read->period)}};
  Comparison comparison{{}, std::move(read.value().findings)};
  const auto rows = v.web.db.Read([&](sql::Connection& c) { return ReadQuarterRows(c, scope); });
  for (const templates::Entry& entry : read->entries) {
    const auto row = std::ranges::find_if(rows, [&](const QuarterRow& candidate) {
      return scope.plan->indicators[static_cast<size_t>(candidate.indicator)].id == entry.indicator_id;
    });
    if (row == rows.end()) continue;  // not of this unit
    const performance::Entry stored = StoredEntry(*row);
    const performance::Entry merged = Merged(stored, entry);
    if (OneLine(stored) == OneLine(merged) && stored.realised == merged.realised) continue;
    comparison.changes.push_back({&scope.plan->indicators[static_cast<size_t>(row->indicator)], merged,
                                  row->RowVersion(), OneLine(stored), row->Editable()});
  }
  return comparison;
}

http::Response PreviewWorkbook(Visit& v, PerformanceServices& services) {
  const Result<Scope> scope = FindScope(v, services, Right::kEnter);
  if (!scope.ok()) return v.Refuse(scope.error());
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok || form.files.empty()) return v.Refuse({ErrorKind::kInvalid, "interface.no_file"});
  const Result<Comparison> comparison = CompareWorkbook(v, *scope, form.files.front().content);
  if (!comparison.ok()) return v.Refuse(comparison.error());
  const Result<files::StoredFile> kept = v.web.store.Put(form.files.front().content, "capaian.xlsx");
  if (!kept.ok()) return v.Refuse(kept.error());
  Dict page("preview");
  page.SetValue("QUERY", scope->Query());
  page.SetValue("HEADING", fmt::format("{} – {}", PrintPeriod(v, scope->period), scope->unit->name));
  page.SetValue("TOKEN", kept->sha256);
  const bool any = std::ranges::any_of(comparison->changes, &EntryChange::may);
  page.ShowSection(any ? "CONFIRM" : "NOTHING");
  for (const EntryChange& change : comparison->changes) {
    Dict& row = *page.AddSectionDictionary(change.may ? "CHANGE" : "SHUT");
    row.SetValue("NAME", change.indicator->name);
    row.SetValue("BEFORE", change.before.empty() ? "–" : change.before);
    row.SetValue("AFTER", OneLine(change.entry));
    row.SetValue("SEEN", fmt::format("{}:{}", change.indicator->id, change.row_version));
  }
  FillFindings(v, comparison->findings, page);
  return v.Show("performance/workbook_preview", page, "interface.workbook_title");
}

// Row version that the person saw in the preview; empty: the row was not shown.
std::optional<int64_t> SeenVersion(const http::Form& form, int64_t indicator_id) {
  const std::string lead = fmt::format("{}:", indicator_id);
  for (const auto& [name, value] : form.fields)
    if (name == "seen" && value.starts_with(lead)) return ReadId(std::string_view(value).substr(lead.size()));
  return {};
}

http::Response ApplyWorkbook(Visit& v, PerformanceServices& services) {
  const Result<Scope> scope = FindScope(v, services, Right::kEnter);
  if (!scope.ok()) return v.Refuse(scope.error());
  const http::Form form = http::ReadForm(v.request);
  const Result<std::string> bytes = v.web.store.Get(form.Field("token"));
  if (!form.ok || !bytes.ok()) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const Result<Comparison> comparison = CompareWorkbook(v, *scope, *bytes);
  if (!comparison.ok()) return v.Refuse(comparison.error());
  const ActContext context{v.actor, *scope->units, v.now, v.Today()};
  Error refused{ErrorKind::kConflict, "interface.workbook_partly", {}, {}, {}};
  for (const EntryChange& change : comparison->changes) {
    const auto seen = SeenVersion(form, change.indicator->id);
    if (!seen || !change.may) continue;
    const auto saved = v.web.db.Write([&](sql::Connection& c) {
      return SaveMeasurement(c, context, change.indicator->id, scope->period, change.entry, *seen);
    });
    if (!saved.ok())
      refused.fields.push_back({change.indicator->name, saved.error().code, saved.error().args});
  }
  if (!refused.fields.empty()) return v.Refuse(refused);
  return v.Back("/entry?" + scope->Query(), "interface.saved");
}

}  // namespace

void AddWorkbookPage(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/entry/workbook", [&services](Visit& v) { return DownloadWorkbook(v, services); });
  web.Page(router, "/entry/workbook/upload", [&services](Visit& v) { return Upload(v, services); });
  web.Post(router, "/entry/workbook/upload", [&services](Visit& v) { return PreviewWorkbook(v, services); },
           {.body_limit = kWorkbookBytesMost});
  web.Post(router, "/entry/workbook/apply", [&services](Visit& v) { return ApplyWorkbook(v, services); },
           {.body_limit = 1u << 20});
}

}  // namespace sinergi::performance
