#include "modules/planning/document/document_store.h"

#include <boost/json.hpp>

#include "base/ensure.h"
#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/ids.h"
#include "modules/planning/document/difference.h"
#include "modules/planning/document/document_content_store.h"
#include "modules/planning/document/issue_store.h"

namespace sinergi::planning {
namespace {

namespace json = boost::json;
using kernel::Right;

constexpr std::string_view kSelectHeads =
    "SELECT id, unit_id, kind, year_from, year_to, title, regulation, above_id FROM document WHERE "
    "government_id = ? ";
constexpr size_t kTitleMost = 300;
constexpr int kYearSpanMost = 30;

DocumentHead HeadAt(const sql::Row& row) {
  DocumentHead head;
  head.id = row.Int(0);
  head.unit_id = row.Int(1);
  const std::optional<DocumentKind> kind = ParseDocumentKind(row.Text(2));
  ENSURE(kind.has_value());
  head.kind = *kind;
  head.year_from = static_cast<int>(row.Int(3));
  head.year_to = static_cast<int>(row.Int(4));
  head.title = row.String(5);
  head.regulation = row.String(6);
  head.above_id = row.MaybeInt(7);
  return head;
}

DocumentVersion VersionAt(const sql::Row& row) {
  DocumentVersion version;
  version.id = row.Int(0);
  version.document_id = row.Int(1);
  version.number = static_cast<int>(row.Int(2));
  const std::optional<Stage> stage = ParseStage(row.Text(3));
  ENSURE(stage.has_value());
  version.stage = *stage;
  version.row_version = row.Int(4);
  version.locked_at = row.MaybeInt(5);
  version.locked_by = row.String(6);
  version.reason = row.String(7);
  return version;
}

void Tell(sql::Connection& c, const PlanningContext& context, const char* act, int64_t document_id,
          const json::object& detail) {
  kernel::Record(c, context.actor, context.now,
                 {act, "document/" + std::to_string(document_id), json::serialize(detail)});
  kernel::BumpDataVersion(c, context.actor.government_id);
}

Error Problems(sql::Connection& c, const PlanningContext& context, const DocumentHead& head) {
  Error error{ErrorKind::kInvalid, "planning.document_invalid"};
  const auto refuse = [&](const char* field, const char* code) { error.fields.push_back({field, code, {}}); };
  if (head.title.empty() || head.title.size() > kTitleMost || head.regulation.size() > kTitleMost)
    refuse("title", "planning.title_missing");
  const bool years = head.year_from >= 1900 && head.year_to <= 2200 && head.year_from <= head.year_to;
  if (!years || head.year_to - head.year_from >= kYearSpanMost) refuse("year_from", "planning.years_wrong");
  const kernel::Unit* unit = context.units.Find(head.unit_id);
  const bool agency = unit && unit->kind == kernel::UnitKind::kAgency;
  if (IsOfAgency(head.kind) ? !agency : head.unit_id != 0) refuse("unit", "planning.unit_wrong");
  if (head.above_id) {
    const auto above = FindDocument(c, context.actor.government_id, *head.above_id);
    const bool same_agency = above && (above->unit_id == 0 || above->unit_id == head.unit_id);
    if (!same_agency || !MayServe(head.kind, above->kind)) refuse("above", "planning.above_wrong");
  }
  return error;
}

// The newest version, when the actor may change it.
Result<DocumentVersion> OpenVersion(sql::Connection& c, const PlanningContext& context, int64_t document_id) {
  const int64_t government = context.actor.government_id;
  const auto head = FindDocument(c, government, document_id);
  if (!head || !MayRead(context, *head)) return Error{ErrorKind::kNotFound, "planning.document_unknown"};
  if (!MayPlan(context, *head)) return kernel::Forbidden();
  std::vector<DocumentVersion> versions = VersionsOf(c, government, document_id);
  ENSURE(!versions.empty());
  if (versions[0].locked_at) return Error{ErrorKind::kConflict, "planning.version_locked"};
  return versions[0];
}

Status SeenIs(const DocumentVersion& version, int64_t row_version) {
  if (version.row_version == row_version) return Ok();
  return Error{ErrorKind::kConflict, "planning.document_changed"};
}

int64_t InsertVersion(sql::Connection& c, int64_t government, int64_t document_id, int number, Stage stage) {
  const int64_t id = kernel::NextId(c, government);
  c.Execute(
      "INSERT INTO document_version (government_id, id, document_id, number, stage) VALUES (?, ?, ?, ?, ?)",
      {government, id, document_id, number, Name(stage)});
  return id;
}

// DifferencesOf does not look at order; a mere change of order is a change.
bool SameContent(const DocumentContent& a, const DocumentContent& b) {
  if (a.nodes.size() != b.nodes.size() || a.indicators.size() != b.indicators.size()) return false;
  for (size_t i = 0; i < a.nodes.size(); ++i)
    if (a.nodes[i].parent != b.nodes[i].parent || a.nodes[i].code != b.nodes[i].code ||
        a.nodes[i].name != b.nodes[i].name || a.nodes[i].level != b.nodes[i].level)
      return false;
  for (size_t i = 0; i < a.indicators.size(); ++i)
    if (a.indicators[i].node != b.indicators[i].node || a.indicators[i].name != b.indicators[i].name)
      return false;
  return DifferencesOf(a, b).empty();
}

}  // namespace

std::vector<int> DocumentHead::Years() const {
  std::vector<int> years;
  for (int year = year_from; year <= year_to; ++year) years.push_back(year);
  return years;
}

std::vector<DocumentHead> ListDocuments(sql::Connection& c, int64_t government_id) {
  std::vector<DocumentHead> heads;
  c.Query(std::string(kSelectHeads) + "ORDER BY year_from DESC, unit_id, id", {government_id},
          [&](const sql::Row& row) { heads.push_back(HeadAt(row)); });
  return heads;
}

std::optional<DocumentHead> FindDocument(sql::Connection& c, int64_t government_id, int64_t id) {
  std::optional<DocumentHead> head;
  c.Query(std::string(kSelectHeads) + "AND id = ?", {government_id, id},
          [&](const sql::Row& row) { head = HeadAt(row); });
  return head;
}

std::vector<DocumentHead> DocumentsBelow(sql::Connection& c, int64_t government_id, int64_t above_id) {
  std::vector<DocumentHead> heads;
  c.Query(std::string(kSelectHeads) + "AND above_id = ? ORDER BY id", {government_id, above_id},
          [&](const sql::Row& row) { heads.push_back(HeadAt(row)); });
  return heads;
}

std::vector<DocumentVersion> VersionsOf(sql::Connection& c, int64_t government_id, int64_t document_id) {
  std::vector<DocumentVersion> versions;
  c.Query(
      "SELECT id, document_id, number, stage, row_version, locked_at, locked_by, reason FROM "
      "document_version "
      "WHERE government_id = ? AND document_id = ? ORDER BY number DESC",
      {government_id, document_id}, [&](const sql::Row& row) { versions.push_back(VersionAt(row)); });
  return versions;
}

std::vector<ItemAnswer> LoadItems(sql::Connection& c, int64_t government_id, int64_t version_id) {
  std::vector<ItemAnswer> items;
  c.Query("SELECT item, state FROM document_item WHERE government_id = ? AND version_id = ? ORDER BY item",
          {government_id, version_id}, [&](const sql::Row& row) {
            items.push_back({row.String(0), ParseItemState(row.Text(1)).value_or(ItemState::kUnsaid)});
          });
  return items;
}

bool MayRead(const PlanningContext& context, const DocumentHead& head) {
  if (head.unit_id == 0) return context.actor.MayAnywhere(Right::kRead);
  return context.actor.May(Right::kRead, context.units, head.unit_id);
}

bool MayPlan(const PlanningContext& context, const DocumentHead& head) {
  return context.actor.May(Right::kPlan, context.units, head.unit_id);
}

Result<int64_t> AddDocument(sql::Connection& c, const PlanningContext& context, const DocumentHead& head) {
  if (!MayPlan(context, head)) return kernel::Forbidden();
  if (Error error = Problems(c, context, head); !error.fields.empty()) return error;
  const int64_t government = context.actor.government_id, id = kernel::NextId(c, government);
  c.Execute(
      "INSERT INTO document (government_id, id, kind, unit_id, year_from, year_to, title, regulation, "
      "above_id) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {government, id, Name(head.kind), head.unit_id, head.year_from, head.year_to, head.title,
       head.regulation, head.above_id});
  InsertVersion(c, government, id, 1, Stage::kInitial);
  Tell(c, context, "document.add", id, {{"kind", Name(head.kind)}, {"title", head.title}});
  return id;
}

Result<int64_t> SetContent(sql::Connection& c, const PlanningContext& context, int64_t document_id,
                           int64_t row_version, const DocumentContent& content) {
  const int64_t government = context.actor.government_id;
  const Result<DocumentVersion> version = OpenVersion(c, context, document_id);
  if (!version.ok()) return version.error();
  if (const Status seen = SeenIs(*version, row_version); !seen.ok()) return seen.error();
  if (const Status right = CheckContent(content); !right.ok()) return right.error();
  if (SameContent(LoadContent(c, government, version->id), content)) return row_version;
  ClearContent(c, government, version->id);
  WriteContent(c, government, version->id, content);
  c.Execute("UPDATE document_version SET row_version = row_version + 1 WHERE government_id = ? AND id = ?",
            {government, version->id});
  Tell(c, context, "document.change", document_id,
       {{"version", version->number},
        {"nodes", content.nodes.size()},
        {"indicators", content.indicators.size()}});
  return row_version + 1;
}

Result<int64_t> SetIssues(sql::Connection& c, const PlanningContext& context, int64_t document_id,
                          int64_t row_version, const std::vector<DocumentIssue>& issues) {
  const int64_t government = context.actor.government_id;
  const Result<DocumentVersion> version = OpenVersion(c, context, document_id);
  if (!version.ok()) return version.error();
  if (!HasIssues(FindDocument(c, government, document_id)->kind))
    return Error{ErrorKind::kNotFound, "planning.issues_not_here"};
  if (const Status seen = SeenIs(*version, row_version); !seen.ok()) return seen.error();
  if (const Status right = CheckIssueTexts(issues); !right.ok()) return right.error();
  if (LoadIssues(c, government, version->id) == issues) return row_version;
  WriteIssues(c, government, version->id, issues);
  c.Execute("UPDATE document_version SET row_version = row_version + 1 WHERE government_id = ? AND id = ?",
            {government, version->id});
  Tell(c, context, "document.issues", document_id, {{"version", version->number}, {"issues", issues.size()}});
  return row_version + 1;
}

Status LockStage(sql::Connection& c, const PlanningContext& context, int64_t document_id, int64_t row_version,
                 const std::string& reason) {
  const int64_t government = context.actor.government_id;
  const Result<DocumentVersion> version = OpenVersion(c, context, document_id);
  if (!version.ok()) return version.error();
  if (const Status seen = SeenIs(*version, row_version); !seen.ok()) return seen.error();
  if (reason.size() > 4'000) return Error{ErrorKind::kInvalid, "planning.text_too_long", {""}};
  const DocumentContent content = LoadContent(c, government, version->id);
  if (content.nodes.empty()) return Error{ErrorKind::kConflict, "planning.document_empty"};
  c.Execute(
      "UPDATE document_version SET locked_at = ?, locked_by = ?, reason = ?, row_version = row_version + 1 "
      "WHERE government_id = ? AND id = ?",
      {context.now, context.actor.login, reason, government, version->id});
  const Stage next = NextStage(version->stage);
  const int64_t copy = InsertVersion(c, government, document_id, version->number + 1, next);
  WriteContent(c, government, copy, content);
  WriteIssues(c, government, copy, LoadIssues(c, government, version->id));
  c.Execute(
      "INSERT INTO document_item (government_id, version_id, item, state) SELECT government_id, ?, item, "
      "state FROM "
      "document_item WHERE government_id = ? AND version_id = ?",
      {copy, government, version->id});
  Tell(c, context, "document.lock", document_id,
       {{"version", version->number}, {"stage", Name(version->stage)}, {"next", Name(next)}});
  return Ok();
}

Status SetItems(sql::Connection& c, const PlanningContext& context, int64_t document_id,
                const std::vector<ItemAnswer>& answers) {
  const int64_t government = context.actor.government_id;
  const Result<DocumentVersion> version = OpenVersion(c, context, document_id);
  if (!version.ok()) return version.error();
  const auto head = FindDocument(c, government, document_id);
  json::object detail;
  for (const ItemAnswer& answer : answers) {
    bool known = false;
    for (const ChecklistItem& item : ItemsOf(head->kind))
      known = known || (item.id == answer.item && (item.may_be_nil || answer.state != ItemState::kNil));
    if (!known) return Error{ErrorKind::kInvalid, "planning.item_unknown"};
    c.Execute(
        "INSERT INTO document_item (government_id, version_id, item, state) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (government_id, version_id, item) DO UPDATE SET state = excluded.state",
        {government, version->id, answer.item, Name(answer.state)});
    detail[answer.item] = Name(answer.state);
  }
  Tell(c, context, "document.items", document_id, detail);
  return Ok();
}

}  // namespace sinergi::planning
