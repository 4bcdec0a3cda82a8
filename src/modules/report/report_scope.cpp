#include "modules/report/report_scope.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/ensure.h"
#include "base/text.h"
#include "modules/agreement/agreement_store.h"
#include "modules/report/facts_json.h"

namespace sinergi::report {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

namespace {

// As it was reviewed. What is stored was written by us: unreadable is our bug.
void TakeFrozen(const FrozenReport& frozen, ReportView& view) {
  Result<Outline> outline = ReadOutline(frozen.outline, kOutlineFile);
  std::optional<ReportFacts> facts = ReadFacts(frozen.facts);
  ENSURE(outline.ok() && facts.has_value());
  view.moved = boost::json::serialize(FactsJson(view.facts)) != frozen.facts;
  view.outline = std::move(outline).value();
  view.facts = std::move(*facts);
  const boost::json::value texts = boost::json::parse(frozen.texts);
  for (const auto& [section, text] : texts.as_object())
    view.texts[std::string(section)] = std::string(text.as_string());
}

void TakeDraft(const Visit& v, ReportView& view) {
  const ReportWords words(v.web.texts);
  view.outline = ShippedOutline();
  for (const Chapter& chapter : view.outline.chapters)
    for (const Section& section : chapter.sections)
      view.texts[section.id] = words.Fill(BodyOf(section, view.own), view.facts);
}

ReportView ViewIn(sql::Connection& c, const Visit& v, PerformanceServices& services, const ReportHead& head) {
  const int64_t government = v.actor.government_id;
  ReportView view;
  view.head = head;
  view.own = TextsOf(c, government, head.id);
  const PlanSource plans = [&](const PlanHead& one) { return services.plans.Get(c, government, one); };
  view.facts =
      FactsNow(c, *v.Gov(), agreement::PlanHeadOf(c, government, head.plan_id).value(), plans, v.Today());
  for (const ReportHead& other : ListReports(c, government))
    if (other.series_id == head.series_id && other.id != head.id) view.versions.push_back(other);
  if (head.Frozen())
    TakeFrozen(FrozenOf(c, government, head.id), view);
  else
    TakeDraft(v, view);
  return view;
}

void FillSign(const Visit& v, const ReportView& view, bool reviewer, Dict& dict) {
  const ReportWords words(v.web.texts);
  const Signer& signer = reviewer ? view.head.reviewer : view.head.signer;
  const std::optional<Date>& day = reviewer ? view.head.reviewed_on : view.head.finished_on;
  const std::string place = view.head.place.empty() ? "................" : view.head.place;
  Dict& sign = *dict.AddSectionDictionary("SIGN");
  sign.SetValue("PLACE_AND_DAY", fmt::format("{}, {}", place, words.Day(day)));
  sign.SetValue("SIGN_POSITION", signer.position.empty() ? "................" : signer.position);
  sign.SetValue("SIGN_NAME", signer.name.empty() ? "................" : signer.name);
  if (!signer.rank.empty()) sign.SetValueAndShowSection("SIGN_RANK", signer.rank, "SIGN_HAS_RANK");
}

void FillExhibit(const Visit& v, const ReportView& view, Exhibit exhibit, Links links, Dict& dict) {
  const ReportWords words(v.web.texts);
  if (IsTable(exhibit)) return FillTable(TableOf(exhibit, view.facts, words), links, dict);
  if (IsChart(exhibit)) {
    if (const std::string svg = ChartOf(exhibit, view.facts, words); !svg.empty())
      dict.SetValueAndShowSection("SVG", svg, "CHART");
    return;
  }
  if (exhibit == Exhibit::kReview)
    FillParagraphs(words.Said("report.review_statement", {view.facts.unit, std::to_string(view.facts.year)}),
                   "STATED", dict);
  FillSign(v, view, exhibit == Exhibit::kReview, dict);
}

}  // namespace

Result<ReportView> FindReportOf(const Visit& v, PerformanceServices& services) {
  const Error unknown{ErrorKind::kNotFound, "report.unknown"};
  const std::optional<int64_t> id = ReadId(v.request.Param("id"));
  if (!id) return unknown;
  return v.web.db.Read([&](sql::Connection& c) -> Result<ReportView> {
    const auto head = FindReport(c, v.actor.government_id, *id);
    if (!head) return unknown;
    if (!MaySee(v.actor, *v.Units(), head->unit_id)) return kernel::Forbidden();
    return ViewIn(c, v, services, *head);
  });
}

ActContext ContextOf(const Visit& v, const kernel::UnitTree& units) {
  return {v.actor, units, v.now, v.Today()};
}

std::string PathOf(const ReportHead& head) {
  return fmt::format("/reports/{}", head.id);
}

std::string_view TagOf(ReportState state) {
  switch (state) {
    case ReportState::kFinal:
      return "good";
    case ReportState::kReviewed:
      return "warn";
    default:
      return "";
  }
}

void FillReportHead(const Visit& v, const ReportHead& head, Dict& page) {
  const kernel::Unit* unit = v.Units()->Find(head.unit_id);
  page.SetValue("PATH", PathOf(head));
  page.SetValue("UNIT", unit ? unit->name : "–");
  page.SetIntValue("YEAR", head.year);
  page.SetIntValue("VERSION", head.version);
  page.SetIntValue("ROW_VERSION", head.row_version);
  page.SetValue("STATE", v.T(fmt::format("report.state_{}", Name(head.state))));
  page.SetValue("TAG", std::string(TagOf(head.state)));
  if (head.version > 1) page.ShowSection("IS_REVISION");
  if (!head.reason.empty()) page.SetValueAndShowSection("REASON", head.reason, "HAS_REASON");
}

void FillTable(const PaperTable& table, Links links, Dict& dict) {
  if (table.rows.empty()) return dict.SetValueAndShowSection("NOTHING", table.empty, "EMPTY");
  Dict& part = *dict.AddSectionDictionary("TABLE");
  part.SetValue("TABLE_TITLE", table.title);
  for (const PaperTable::Column& column : table.columns) {
    Dict& head = *part.AddSectionDictionary("COLUMN");
    head.SetValue("COLUMN_TITLE", column.title);
    head.SetValue("SIDE", column.number ? "num" : "");
  }
  const auto fill = [&](const std::vector<PaperCell>& cells, const char* row_name, const char* cell_name) {
    Dict& row = *part.AddSectionDictionary(row_name);
    for (size_t i = 0; i < cells.size(); ++i) {
      Dict& cell = *row.AddSectionDictionary(cell_name);
      cell.SetValue("SIDE", table.columns[i].number ? "num" : "");
      const bool linked = links == Links::kExplain && !cells[i].link.empty();
      if (linked) cell.SetValue("LINK", cells[i].link);
      cell.ShowSection(linked ? "LINKED" : "PLAIN");
      cell.SetValue("TEXT", cells[i].text);
    }
  };
  for (const auto& row : table.rows) fill(row, "ROW", "CELL");
  if (!table.total.empty()) fill(table.total, "TOTAL", "TOTAL_CELL");
  if (!table.note.empty()) part.SetValueAndShowSection("NOTE", table.note, "HAS_NOTE");
}

void FillParagraphs(const std::string& text, const char* section, Dict& dict) {
  size_t from = 0;
  while (from < text.size()) {
    const size_t end = std::min(text.find("\n\n", from), text.size());
    const std::string_view part = TrimBlanks(std::string_view(text).substr(from, end - from));
    if (!part.empty()) dict.AddSectionDictionary(section)->SetValue("WORDS", std::string(part));
    from = end + 2;
  }
}

void FillSections(const Visit& v, const ReportView& view, const Chapter& chapter, Links links, Dict& dict,
                  const FillMore& more) {
  const ReportWords words(v.web.texts);
  int number = 0;
  for (const Section& section : chapter.sections) {
    Dict& part = *dict.AddSectionDictionary("SECTION");
    part.SetValue("SECTION_ID", section.id);
    if (!section.title.empty()) {
      const std::string title = words.Fill(section.title, view.facts);
      const bool numbered = !chapter.number.empty();
      part.SetValue("SECTION_TITLE",
                    numbered ? fmt::format("{}.{} {}", chapter.number, ++number, title) : title);
      part.ShowSection("HAS_TITLE");
    }
    if (const auto text = view.texts.find(section.id); text != view.texts.end())
      FillParagraphs(text->second, "PARAGRAPH", part);
    for (const Exhibit exhibit : section.shows)
      FillExhibit(v, view, exhibit, links, *part.AddSectionDictionary("EXHIBIT"));
    if (more) more(section, part);
  }
}

}  // namespace sinergi::report
