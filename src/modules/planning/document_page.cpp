// /planning/{id}: the tree of a version with its amounts by year, its files, and locking its stage.
#include <algorithm>
#include <array>

#include "modules/planning/document/document_sheet.h"
#include "modules/planning/document/funding_parts.h"
#include "modules/planning/document/issue.h"
#include "modules/planning/document_visit.h"
#include "modules/planning/planning_pages.h"

namespace sinergi::planning {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kRowsMost = 400;

// Which part of the tree fits one page: below `root`, down to a level.
struct Part {
  int first = 0, last = 0;
  DocumentLevel deepest = DocumentLevel::kSubActivity;
};

Part PartOf(const DocumentContent& content, int root) {
  Part part{0, static_cast<int>(content.nodes.size()), DocumentLevel::kSubActivity};
  if (root >= 0) part.first = root, part.last = content.EndOf(root);
  std::array<size_t, kDocumentLevels> counts{};
  for (int i = part.first; i < part.last; ++i)
    ++counts[static_cast<size_t>(content.nodes[static_cast<size_t>(i)].level)];
  size_t rows = 0;
  int deepest = 0;
  for (int level = 0; level < kDocumentLevels; ++level) {
    rows += counts[static_cast<size_t>(level)];
    if (rows > kRowsMost && deepest > 0) break;
    if (counts[static_cast<size_t>(level)] > 0) deepest = level;
  }
  part.deepest = static_cast<DocumentLevel>(deepest);
  return part;
}

int DepthOf(const DocumentContent& content, int node) {
  int depth = 0;
  for (; node >= 0 && depth < 5; ++depth) node = content.nodes[static_cast<size_t>(node)].parent;
  return depth;
}

void FillIndicators(const DocumentContent& content, size_t& at, int node, const std::vector<int>& years,
                    Dict& row) {
  while (at < content.indicators.size() && content.indicators[at].node < node) ++at;
  for (; at < content.indicators.size() && content.indicators[at].node == node; ++at) {
    const DocumentIndicator& indicator = content.indicators[at];
    Dict& line = *row.AddSectionDictionary("INDICATOR");
    line.SetValue("INDICATOR_NAME", indicator.name);
    line.SetValue("MEASURE", indicator.unit);
    line.SetValue("BASELINE", indicator.baseline.empty() ? "–" : indicator.baseline.text);
    for (const int year : years) {
      const Quantity* target = indicator.TargetOf(year);
      Dict& cell = *line.AddSectionDictionary("TARGET");
      cell.SetIntValue("YEAR", year);
      cell.SetValue("TARGET_TEXT", target ? target->text : "–");
    }
  }
}

class Tree {
 public:
  Tree(const Visit& v, const DocumentVisit& visit)
      : v_(v), visit_(visit), content_(visit.content), years_(visit.content.Years()) {
    for (const int year : years_) planned_.push_back(PlannedOf(content_, year));
  }

  void Fill(int root, Dict& page) {
    for (const int year : years_) page.AddSectionDictionary("YEAR_HEAD")->SetIntValue("YEAR", year);
    if (visit_.head.year_to > visit_.head.year_from) page.ShowSection("SUM_HEAD");
    const Part part = PartOf(content_, root);
    size_t at = 0, rows = 0;
    for (int i = part.first; i < part.last && rows < kRowsMost; ++i) {
      if (content_.nodes[static_cast<size_t>(i)].level > part.deepest) continue;
      ++rows;
      Dict& row = *page.AddSectionDictionary("NODE");
      FillNode(i, part, row);
      FillIndicators(content_, at, i, years_, row);
    }
    if (rows == kRowsMost) page.ShowSection("MORE");
  }

 private:
  void FillNode(int at, const Part& part, Dict& row) {
    const DocumentNode& node = content_.nodes[static_cast<size_t>(at)];
    row.SetIntValue("NODE_INDEX", at);
    row.SetIntValue("DEPTH", DepthOf(content_, at));
    row.SetValue("LEVEL", v_.T(fmt::format("planning.level_{}", Name(node.level))));
    row.SetValue("CODE", node.code);
    row.SetValue("NODE_NAME", node.name);
    row.SetValueAndShowSection("SERVES", node.serves, "HAS_SERVES");
    row.SetValueAndShowSection("NODE_AGENCY", node.agency, "HAS_AGENCY");
    const bool hidden = !content_.IsLeaf(at) && part.deepest <= node.level;
    if (hidden) row.ShowSection("HAS_BELOW");
    if (visit_.may_plan && visit_.IsNewest() && !visit_.shown.locked_at) row.ShowSection("EDIT");
    for (size_t y = 0; y < years_.size(); ++y) FillAmount(at, y, row);
    if (visit_.head.year_to > visit_.head.year_from)
      row.SetValueAndShowSection("SUM_TEXT", SumOf(at).Print(), "SUM");
  }

  // Of the document's own years; years of outlook beyond them are another document's.
  Money SumOf(int at) const {
    Money sum;
    for (size_t y = 0; y < years_.size(); ++y)
      if (years_[y] >= visit_.head.year_from && years_[y] <= visit_.head.year_to)
        sum += planned_[y][static_cast<size_t>(at)];
    return sum;
  }

  void FillAmount(int at, size_t y, Dict& row) {
    const Money planned = planned_[y][static_cast<size_t>(at)];
    const std::optional<Money> stated = content_.nodes[static_cast<size_t>(at)].AmountOf(years_[y]);
    Dict& cell = *row.AddSectionDictionary("AMOUNT");
    cell.SetIntValue("YEAR", years_[y]);
    cell.SetValue("PLANNED", planned == Money() && !stated ? "–" : planned.Print());
    if (content_.IsLeaf(at) || !stated) return;
    Dict& ceiling = *cell.AddSectionDictionary("CEILING");
    ceiling.SetValue("CEILING_TEXT", stated->Print());
    ceiling.ShowSection(planned > *stated ? "CEILING_OVER" : "CEILING_KEPT");
  }

  const Visit& v_;
  const DocumentVisit& visit_;
  const DocumentContent& content_;
  std::vector<int> years_;
  std::vector<std::vector<Money>> planned_;
};

// Where the first year's amounts come from.
void FillFunding(const Visit& v, const DocumentVisit& visit, Dict& page) {
  const int year = visit.head.year_from;
  const std::vector<FundingSum> sums = FundingOf(visit.content, visit.agency, year);
  const bool named = std::ranges::any_of(sums, [](const FundingSum& sum) { return !sum.code.empty(); });
  if (!named) return;
  Dict& part = *page.AddSectionDictionary("FUNDING");
  part.SetIntValue("FUNDING_YEAR", year);
  Money all;
  for (const FundingSum& sum : sums) {
    Dict& row = *part.AddSectionDictionary("FUND");
    const kernel::Unit* unit = v.units->FindCode(sum.agency);
    row.SetValue("FUND_AGENCY", unit ? unit->name : sum.agency);
    row.SetValue("FUND_CODE", sum.code == sum.name ? "" : sum.code);
    row.SetValue("FUND_NAME", sum.code.empty() ? v.T("planning.funding_unsaid") : sum.name);
    row.SetIntValue("FUND_NODES", sum.nodes);
    row.SetValue("FUND_AMOUNT", sum.amount.Print());
    all += sum.amount;
  }
  part.SetValue("FUND_ALL", all.Print());
}

void FillVersions(const Visit& v, const DocumentVisit& visit, Dict& page) {
  for (size_t i = 0; i < visit.versions.size(); ++i) {
    const DocumentVersion& version = visit.versions[i];
    Dict& row = *page.AddSectionDictionary("VERSION_ROW");
    row.SetIntValue("NUMBER", version.number);
    row.SetValue("NAME", VersionName(v, version));
    row.SetValue("LOCKED_BY", version.locked_by);
    row.SetValue("REASON", version.reason);
    row.ShowSection(version.locked_at ? "IS_LOCKED" : "IS_OPEN");
    if (i + 1 < visit.versions.size()) {
      Dict& link = *row.AddSectionDictionary("COMPARE");
      link.SetIntValue("FROM", visit.versions[i + 1].number);
      link.SetIntValue("TO", version.number);
    }
  }
}

void FillSources(const Visit& v, const DocumentVisit& visit, Dict& page) {
  const auto sources = v.web.db.Read([&](sql::Connection& c) { return SourcesFor(c, v, visit.head); });
  if (sources.empty()) return;
  Dict& part = *page.AddSectionDictionary("MAY_START");
  for (const DocumentHead& source : sources) {
    Dict& option = *part.AddSectionDictionary("SOURCE");
    option.SetIntValue("VALUE", source.id);
    option.SetValue("TEXT", fmt::format("{} – {}", v.T(fmt::format("planning.kind_{}", Name(source.kind))),
                                        source.title));
  }
}

http::Response ShowDocument(Visit& v) {
  const Result<DocumentVisit> visit = FindDocumentVisit(v);
  if (!visit.ok()) return v.Refuse(visit.error());
  Dict page("document");
  FillDocumentHead(v, *visit, page);
  FillVersions(v, *visit, page);
  const int size = static_cast<int>(visit->content.nodes.size());
  const int64_t wanted = ReadNumber(v.request.Query("node")).value_or(-1);
  const int root = wanted < size ? static_cast<int>(wanted) : -1;
  if (root >= 0)
    page.SetValueAndShowSection("ROOT", PlaceOf(visit->content.nodes[static_cast<size_t>(root)]), "IN_PART");
  page.ShowSection(visit->content.nodes.empty() ? "EMPTY" : "TREE");
  if (!visit->content.nodes.empty()) Tree(v, *visit).Fill(root, page);
  FillFunding(v, *visit, page);
  const bool open = visit->may_plan && visit->IsNewest() && !visit->shown.locked_at;
  if (open) page.ShowSection("MAY_CHANGE");
  if (open && visit->content.nodes.empty()) FillSources(v, *visit, page);
  if (HasIssues(visit->head.kind)) page.ShowSection("HAS_ISSUES");
  if (open && !visit->content.nodes.empty()) page.ShowSection("MAY_LOCK");
  const bool final = visit->head.kind == DocumentKind::kRenja || visit->head.kind == DocumentKind::kDpa;
  if (final && visit->may_plan && StandingVersion(visit->versions).locked_at &&
      StandingVersion(visit->versions).stage >= Stage::kFinal)
    page.ShowSection("MAY_MEASURE");
  return v.Show("planning/document", page, "planning.title");
}

http::Response Lock(Visit& v) {
  const http::Form form = http::ReadForm(v.request);
  const auto seen = ReadNumber(form.Field("row_version"));
  if (!form.ok || !seen) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const int64_t id = ReadNumber(v.request.Param("id")).value_or(0);
  const std::string reason = TypedField(form, "reason");
  const Status locked =
      v.web.db.Write([&](sql::Connection& c) { return LockStage(c, ContextOf(v), id, *seen, reason); });
  return locked.ok() ? v.Back(fmt::format("/planning/{}", id), "planning.locked_done")
                     : v.Refuse(locked.error());
}

http::Response Download(Visit& v, bool xlsx) {
  const Result<DocumentVisit> visit = FindDocumentVisit(v);
  if (!visit.ok()) return v.Refuse(visit.error());
  const std::string name =
      fmt::format("{}-{}-{}", Name(visit->head.kind), visit->head.year_from, visit->shown.number);
  if (xlsx)
    return http::Response::Download(WriteDocumentXlsx(visit->content, visit->head.Years(), visit->head.title),
                                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                    name + ".xlsx");
  return http::Response::Download(WriteDocumentCsv(visit->content, visit->head.Years()),
                                  "text/csv; charset=utf-8", name + ".csv");
}

}  // namespace

void AddDocumentPage(kernel::Web& web, http::Router& router) {
  web.Page(router, "/planning/{id}", ShowDocument);
  AddIssuePages(web, router);
  AddStartPage(web, router);
  web.Post(router, "/planning/{id}/lock", Lock);
  web.Page(router, "/planning/{id}/document.xlsx", [](Visit& v) { return Download(v, true); });
  web.Page(router, "/planning/{id}/document.csv", [](Visit& v) { return Download(v, false); });
}

}  // namespace sinergi::planning
