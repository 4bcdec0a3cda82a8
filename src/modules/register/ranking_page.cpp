// A ranking of a register: criteria and weights as its file states them, every total with what it is made of, equals
// told apart or said to share their rank; and the same as CSV, so that anybody can compute it again.
#include <algorithm>

#include "modules/register/ranking_store.h"
#include "modules/register/register_pages.h"
#include "modules/register/register_rows_view.h"
#include "modules/register/register_words.h"
#include "platform/sheets/csv.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;

constexpr size_t kRankedOnAPage = 100;
constexpr std::string_view kRankingMark = "\xEF\xBB\xBF";  // Excel takes CSV for UTF-8 by it

struct RankingHere {
  const Here& here;
  const RecordContext& context;
  const Ranking& ranking;
  const RankingFound& found;
  const UnitScope& units;

  const kernel::Visit& v() const { return here.v; }
  bool Readable(const RankedRecord& ranked) const {
    const int64_t unit = found.records[ranked.record].unit_id;
    return !units || std::find(units->begin(), units->end(), unit) != units->end();
  }
  std::string Path() const { return here.Path("rankings/" + ranking.name); }
};

RankingAsked RankingAskedIn(const kernel::Visit& v) {
  RankingAsked asked;
  if (const std::string_view within = v.request.Query("of"); !within.empty())
    asked.within = std::string(within);
  if (const std::string_view unit = v.request.Query("unit"); !unit.empty()) asked.unit_id = IdIn(unit);
  return asked;
}

// Calls fn with the ranking of the address.
template <class Fn>
Status WithRanking(const Here& here, Fn&& fn) {
  const Ranking* ranking = here.definition.RankingNamed(here.v.request.Param("ranking"));
  if (ranking == nullptr) return Error{ErrorKind::kNotFound, "http.not_found"};
  return here.v.web.db.Read([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      const UnitScope units = ReadableUnits(context, here.definition);
      if (units && units->empty()) return kernel::Forbidden();
      const Result<RankingFound> found =
          FindRanking(c, context.government.id, here.definition, *ranking, RankingAskedIn(here.v));
      if (!found.ok()) return found.error();
      fn(RankingHere{here, context, *ranking, *found, units});
      return Ok();
    });
  });
}

std::string WeightText(const Criterion& criterion) {
  return PrintDecimal(criterion.weight_micro, 6, 6, Zeros::kTrim);
}

std::string WithinTitle(const RankingHere& at, const std::string& value) {
  const Field* field = at.here.definition.FieldNamed(at.ranking.within);
  for (const FieldOption& option : field->options)
    if (option.name == value) return In(at.v(), option.title);
  if (field->type->name() == "unit") return at.context.fields.UnitName(IdIn(value).value_or(0));
  return value.empty() ? at.v().T("registers.group_none") : value;
}

void FillRankingChoices(const RankingHere& at, Dict& page) {
  const std::string unit(at.v().request.Query("unit"));
  if (!at.ranking.within.empty()) {
    Dict& within = *page.AddSectionDictionary("WITHIN");
    within.SetValue("WITHIN_TITLE", ColumnTitle(at.v(), at.here.definition, at.ranking.within));
    for (const std::string& value : at.found.values)
      AddFilterOption(within, value, WithinTitle(at, value), at.found.within);
  }
  AddFilterOption(page, "", at.v().T("registers.all"), unit);
  for (const int64_t id : at.found.units)
    if (!at.units || std::find(at.units->begin(), at.units->end(), id) != at.units->end())
      AddFilterOption(page, std::to_string(id), at.context.fields.UnitName(id), unit);
}

void FillRule(const RankingHere& at, Dict& page) {
  for (const Criterion& criterion : at.ranking.criteria) {
    Dict& row = *page.AddSectionDictionary("CRITERION");
    row.SetValue("CRITERION_TITLE", In(at.v(), criterion.title));
    row.SetValue("WEIGHT", WeightText(criterion));
    row.SetValue("HELP", In(at.v(), criterion.help));
  }
  std::string ties;
  for (const Tie& tie : at.ranking.ties)
    ties += (ties.empty() ? "" : ", ") +
            at.v().T(tie.downwards ? "registers.tie_downwards" : "registers.tie_upwards",
                     {ColumnTitle(at.v(), at.here.definition, tie.column)});
  page.SetValue("TIES", ties.empty() ? at.v().T("registers.ties_none") : at.v().T("registers.ties", {ties}));
}

void FillPoints(const RankingHere& at, const RankedRecord& ranked, Dict& row) {
  for (size_t i = 0; i < ranked.points.size(); ++i) {
    const CriterionPoints& one = ranked.points[i];
    const Criterion& criterion = at.ranking.criteria[i];
    const std::string title = In(at.v(), criterion.title), weight = WeightText(criterion);
    row.AddSectionDictionary("POINTS")->SetValue(
        "POINTS_TEXT", one.score ? at.v().T("registers.points",
                                            {title, PrintPoints(*one.score), weight, PrintPoints(one.points)})
                                 : at.v().T("registers.points_none", {title, weight}));
  }
  if (ranked.tied) row.SetValueAndShowSection("TIE_TEXT", at.v().T("registers.rank_shared"), "TIE");
  if (ranked.told_apart)
    row.SetValueAndShowSection(
        "TIE_TEXT",
        at.v().T("registers.rank_told_apart",
                 {ColumnTitle(at.v(), at.here.definition, at.ranking.ties[*ranked.told_apart].column)}),
        "TIE");
}

void FillRanked(const RankingHere& at, const RankedRecord& ranked, Dict& page) {
  const Record& record = at.found.records[ranked.record];
  const Printing how{at.v(), at.context, at.here.definition};
  Dict& row = *page.AddSectionDictionary("RANKED");
  row.SetIntValue("RANK", ranked.rank);
  row.SetValue("URL", at.here.Path(std::to_string(record.id)));
  row.SetValue("NAME", RecordName(how, record));
  row.SetValue("TOTAL", PrintPoints(ranked.total));
  for (const std::string& column : at.ranking.columns) {
    Dict& cell = *row.AddSectionDictionary("CELL");
    cell.SetValue("CELL_TITLE", ColumnTitle(at.v(), at.here.definition, column));
    cell.SetValue("CELL_TEXT", PrintCell(how, record, column, Personal::kMasked));
    const Field* field = at.here.definition.FieldNamed(column);
    if (field != nullptr && field->type->Places() >= 0) cell.ShowSection("NUMBER");
  }
  FillPoints(at, ranked, row);
}

void FillOrder(const RankingHere& at, Dict& page) {
  std::vector<const RankedRecord*> shown;
  for (const RankedRecord& ranked : at.found.order)
    if (at.Readable(ranked)) shown.push_back(&ranked);
  const size_t number = static_cast<size_t>(
      std::clamp<int64_t>(IdIn(at.v().request.Query("page")).value_or(1), 1, int64_t{1} + kRankedMost));
  const size_t from = std::min((number - 1) * kRankedOnAPage, shown.size());
  const size_t to = std::min(from + kRankedOnAPage, shown.size());
  for (size_t i = from; i < to; ++i) FillRanked(at, *shown[i], page);
  page.ShowSection(shown.empty() ? "NOTHING" : "ORDER");
  page.SetValue("COUNT", at.v().T("registers.ranked", {std::to_string(at.found.order.size())}));
  const std::string same = "?of=" + http::PercentEncode(at.found.within) +
                           "&unit=" + http::PercentEncode(at.v().request.Query("unit"));
  page.SetValue("CSV_URL", at.Path() + "/export.csv" + same);
  const auto go = [&](const char* section, size_t to_page) {
    page.AddSectionDictionary(section)->SetValue("PAGE_URL",
                                                 at.Path() + same + "&page=" + std::to_string(to_page));
  };
  if (number > 1) go("BEFORE", number - 1);
  if (to < shown.size()) go("AFTER", number + 1);
}

http::Response ShowRanking(Here& here) {
  Dict page("ranking");
  const Status shown = WithRanking(here, [&](const RankingHere& at) {
    page.SetValue("TITLE", In(here.v, here.definition.title));
    page.SetValue("LIST_PATH", here.Path());
    page.SetValue("PATH", at.Path());
    page.SetValue("NAME", In(here.v, at.ranking.title));
    page.SetValue("BASIS", In(here.v, at.ranking.basis));
    for (const std::string& column : at.ranking.columns)
      page.AddSectionDictionary("HEAD")->SetValue("HEAD_TITLE", ColumnTitle(here.v, here.definition, column));
    FillRankingChoices(at, page);
    FillRule(at, page);
    FillOrder(at, page);
  });
  if (!shown.ok()) return here.v.Refuse(shown.error());
  return here.v.Show("register/ranking", page, "registers.ranking_title");
}

std::string PlainPoints(const Ratio& points) {
  const std::optional<Decimal> rounded = points.Round(6);
  return rounded ? rounded->Plain() : "";
}

std::string RankingCsv(const RankingHere& at) {
  std::vector<std::string> head = {"rank", "total", "tied", "number", "name"};
  head.insert(head.end(), at.ranking.columns.begin(), at.ranking.columns.end());
  for (const Criterion& criterion : at.ranking.criteria) {
    head.push_back(criterion.name + "_score");
    head.push_back(criterion.name + "_points_of_" + PlainDecimal(criterion.weight_micro, 6, Zeros::kTrim));
  }
  for (const Tie& tie : at.ranking.ties) head.push_back("tie_" + tie.column);
  const Printing how{at.v(), at.context, at.here.definition, true};
  std::vector<std::vector<std::string>> rows = {head};
  for (const RankedRecord& ranked : at.found.order) {
    if (!at.Readable(ranked)) continue;
    const Record& record = at.found.records[ranked.record];
    std::vector<std::string> row = {std::to_string(ranked.rank), PlainPoints(ranked.total),
                                    ranked.tied ? "yes" : "no", record.number, RecordName(how, record)};
    for (const std::string& column : at.ranking.columns)
      row.push_back(PrintCell(how, record, column, Personal::kMasked));
    for (const CriterionPoints& one : ranked.points) {
      row.push_back(one.score ? PlainPoints(*one.score) : "");
      row.push_back(PlainPoints(one.points));
    }
    for (const Tie& tie : at.ranking.ties)
      row.push_back(PrintCell(how, record, tie.column, Personal::kMasked));
    rows.push_back(std::move(row));
  }
  return std::string(kRankingMark) + sheets::WriteCsv(rows);
}

http::Response SendRanking(Here& here) {
  std::string bytes;
  const Status made = WithRanking(here, [&](const RankingHere& at) { bytes = RankingCsv(at); });
  if (!made.ok()) return here.v.Refuse(made.error());
  const std::string name =
      fmt::format("{} {} {}.csv", here.definition.id, here.v.request.Param("ranking"), here.v.Today().Iso());
  return http::Response::Download(std::move(bytes), "text/csv; charset=utf-8", name)
      .Set("Cache-Control", "no-store");
}

}  // namespace

void AddRankingPages(kernel::Web& web, http::Router& router, const Registers& registers) {
  const std::string one = "/registers/{register}/rankings/{ranking}";
  web.Page(router, one, AtRegister(registers, ShowRanking));
  web.Page(router, one + "/export.csv", AtRegister(registers, SendRanking));
}

}  // namespace sinergi::registers
