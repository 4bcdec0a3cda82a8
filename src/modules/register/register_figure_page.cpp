// Figures of a register: all of them by quarter, one of them by quarter or month and by group, and the
// records behind each.
#include <algorithm>

#include "modules/register/record_columns.h"
#include "modules/register/record_rows.h"
#include "modules/register/register_feed_view.h"
#include "modules/register/register_figures.h"
#include "modules/register/register_pages.h"
#include "modules/register/register_rows_view.h"
#include "platform/pages/chart.h"

namespace sinergi::registers {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr int64_t kRecordsOnAPage = 50;
constexpr int kYearsOffered = 5;

int YearOf(const Visit& v) {
  const std::optional<int64_t> year = IdIn(v.request.Query("year"));
  return year && *year >= 1900 && *year <= 2200 ? static_cast<int>(*year) : v.Today().year;
}

std::string FigurePath(const Here& here, const FigureOf& figure) {
  return here.Path("figures/" + figure.name);
}

void FillFigureHead(const Here& here, int year, Dict& page) {
  page.SetValue("TITLE", In(here.v, here.definition.title));
  page.SetValue("LIST_PATH", here.Path());
  page.SetValue("PATH", here.Path("figures"));
  page.SetIntValue("YEAR", year);
  std::vector<int> years = {year};
  for (int i = 0; i < kYearsOffered; ++i) years.push_back(here.v.Today().year - i);
  std::sort(years.rbegin(), years.rend());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  for (const int one : years) {
    Dict& option = *page.AddSectionDictionary("YEAR_OPTION");
    option.SetIntValue("VALUE", one);
    if (one == year) option.ShowSection("CHOSEN");
  }
}

// What has not begun yet has no figure.
bool HasBegun(const Visit& v, const Span& span) {
  return span.days.from <= v.Today();
}

void FillFigureCell(const Here& here, const FigureOf& figure, const Span& span, const FigureValue& value,
                    const std::string& more, Dict& cell) {
  const std::string text = FigureText(value);
  cell.SetValue("SPAN", span.title);
  cell.SetValue("FIGURE", text.empty() ? "–" : text);
  if (text.empty() || (value.records.empty() && value.among.empty())) return cell.ShowSection("PLAIN");
  cell.SetValueAndShowSection("URL", FigurePath(here, figure) + "/records?period=" + span.code + more,
                              "OPENS");
}

// ---- all figures ----

http::Response ShowAll(Here& here) {
  Dict page("figures");
  const int year = YearOf(here.v);
  FillFigureHead(here, year, page);
  std::vector<Span> spans = QuartersOf(here.v, year);
  spans.push_back(*SpanOf(here.v, std::to_string(year)));
  for (const Span& span : spans) page.AddSectionDictionary("HEAD")->SetValue("SPAN", span.title);
  const Status shown = here.v.web.db.Read([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      const Result<FigureScope> scope = ReadableScope(context, here.definition);
      if (!scope.ok()) return scope.error();
      const bool personal =
          MaySeePersonalIn(context, here.definition, ReadableUnits(context, here.definition));
      for (const FigureOf& figure : here.definition.figures) {
        if (!MaySeeFigure(here.definition, figure, personal)) continue;
        Dict& row = *page.AddSectionDictionary("ROW");
        row.SetValue("NAME", In(here.v, figure.title));
        row.SetValue("UNIT", In(here.v, figure.unit));
        row.SetValue("FIGURE_URL", FigurePath(here, figure) + "?year=" + std::to_string(year));
        for (const Span& span : spans) {
          Dict& cell = *row.AddSectionDictionary("CELL");
          const FigureValue value =
              HasBegun(here.v, span)
                  ? ComputeFigure(c, context.government, here.definition, figure, span.days, *scope)
                  : FigureValue();
          FillFigureCell(here, figure, span, value, "", cell);
        }
      }
      return Ok();
    });
  });
  if (!shown.ok()) return here.v.Refuse(shown.error());
  return here.v.Show("register/register_figures", page, "registers.figures_title");
}

// ---- one figure ----

struct OneFigure {
  const Here& here;
  sql::Connection& c;
  const RecordContext& context;
  const FigureOf& figure;
  const FigureScope& scope;
  bool personal = false;
};

Result<const FigureOf*> FigureHere(const Here& here, bool personal) {
  const FigureOf* figure = here.definition.FigureNamed(here.v.request.Param("figure"));
  if (figure == nullptr) return Error{ErrorKind::kNotFound, "http.not_found"};
  if (!MaySeeFigure(here.definition, *figure, personal)) return kernel::Forbidden();
  return figure;
}

// Calls fn with the figure of the address, as far as the visitor may see it.
template <class Fn>
Status WithFigure(const Here& here, Fn&& fn) {
  return here.v.web.db.Read([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      const Result<FigureScope> scope = ReadableScope(context, here.definition);
      if (!scope.ok()) return scope.error();
      const bool personal =
          MaySeePersonalIn(context, here.definition, ReadableUnits(context, here.definition));
      const Result<const FigureOf*> figure = FigureHere(here, personal);
      if (!figure.ok()) return figure.error();
      return fn(OneFigure{here, c, context, **figure, *scope, personal});
    });
  });
}

void FillSeries(const OneFigure& one, const std::vector<Span>& spans, Dict& page) {
  pages::Line line;
  std::string last;
  for (const Span& span : spans) {
    FigureValue value;
    if (HasBegun(one.here.v, span))
      value =
          ComputeFigure(one.c, one.context.government, one.here.definition, one.figure, span.days, one.scope);
    FillFigureCell(one.here, one.figure, span, value, "", *page.AddSectionDictionary("SERIES"));
    const std::optional<Decimal> micro = value.value ? value.value->Round(6) : std::nullopt;
    const std::string text = FigureText(value);
    line.points.push_back({span.code.substr(5), text, micro ? std::optional(micro->units) : std::nullopt});
    if (!text.empty()) last = span.title + ": " + text + " " + In(one.here.v, one.figure.unit);
  }
  line.title = In(one.here.v, one.figure.title) + (last.empty() ? "" : ". " + last);
  page.SetValue("CHART", pages::Draw(line));
}

std::string GroupTitle(const OneFigure& one, const std::string& by, const std::string& key) {
  const Visit& v = one.here.v;
  if (key.empty()) return v.T("registers.group_none");
  if (by == "unit") return one.context.fields.UnitName(IdIn(key).value_or(0));
  const Field* field = one.here.definition.FieldNamed(by);
  if (field == nullptr) return key;
  if (field->type->name() == "unit") return one.context.fields.UnitName(IdIn(key).value_or(0));
  return field->type->Print(*field, FieldValue{{Cell(key)}, {}}, one.context.fields, v.lang);
}

void FillGroups(const OneFigure& one, const Span& span, Dict& page) {
  for (const std::string& by : one.figure.group_by) {
    if (!MayGroupBy(one.here.definition, by, one.personal)) continue;
    Dict& group = *page.AddSectionDictionary("GROUP");
    group.SetValue("BY", ColumnTitle(one.here.v, one.here.definition, by));
    for (const FigureGroup& part : GroupFigure(one.c, one.context.government, one.here.definition, one.figure,
                                               span.days, one.scope, by)) {
      Dict& row = *group.AddSectionDictionary("PART");
      const std::string title = GroupTitle(one, by, part.key);
      row.SetValue("PART_NAME", title.empty() ? part.key : title);
      FillFigureCell(one.here, one.figure, span, part.value,
                     "&by=" + by + "&key=" + http::PercentEncode(part.key), row);
    }
  }
}

http::Response ShowOne(Here& here, const std::optional<Error>& error = {}) {
  Dict page("figure");
  const int year = YearOf(here.v);
  const bool months = here.v.request.Query("by") == "month";
  FillFigureHead(here, year, page);
  const Status shown = WithFigure(here, [&](const OneFigure& one) -> Status {
    page.SetValue("NAME", In(here.v, one.figure.title));
    page.SetValue("UNIT", In(here.v, one.figure.unit));
    page.SetValue("FIGURE_PATH", FigurePath(here, one.figure));
    page.ShowSection(months ? "BY_MONTH" : "BY_QUARTER");
    FillSeries(one, months ? MonthsOf(here.v, year) : QuartersOf(here.v, year), page);
    FillGroups(one, *SpanOf(here.v, std::to_string(year)), page);
    FillFeeds(here, one.c, one.context, one.figure, year, page);
    return Ok();
  });
  if (!shown.ok()) return here.v.Refuse(shown.error());
  if (error) page.SetValueAndShowSection("ERROR_TEXT", here.v.web.texts.Of(here.v.lang, *error), "ERROR");
  return here.v.Show("register/register_figure", page, "registers.figures_title", error ? 422 : 200);
}

// ---- the records behind a figure ----

Result<FigureValue> ValueAsked(const OneFigure& one, const Span& span) {
  const std::string by(one.here.v.request.Query("by")), key(one.here.v.request.Query("key"));
  const kernel::Government& government = one.context.government;
  if (by.empty())
    return ComputeFigure(one.c, government, one.here.definition, one.figure, span.days, one.scope);
  const auto& known = one.figure.group_by;
  if (std::find(known.begin(), known.end(), by) == known.end())
    return Error{ErrorKind::kInvalid, "register.bad_filter", {by}};
  if (!MayGroupBy(one.here.definition, by, one.personal)) return kernel::Forbidden();
  for (FigureGroup& part :
       GroupFigure(one.c, government, one.here.definition, one.figure, span.days, one.scope, by))
    if (part.key == key) return std::move(part.value);
  return FigureValue();
}

std::vector<Record> FigureRecords(const OneFigure& one, const std::vector<int64_t>& ids, int64_t page) {
  std::vector<Record> records;
  const int64_t from = (page - 1) * kRecordsOnAPage, count = static_cast<int64_t>(ids.size());
  for (int64_t i = from; i < std::min(from + kRecordsOnAPage, count); ++i)
    if (auto record =
            ReadRecord(one.c, one.context.government.id, one.here.definition, ids[static_cast<size_t>(i)]))
      records.push_back(std::move(*record));
  return records;
}

http::Response ShowRecords(Here& here) {
  Dict page("figure_records");
  const std::optional<Span> span = SpanOf(here.v, here.v.request.Query("period"));
  if (!span) return here.v.Refuse({ErrorKind::kInvalid, "register.bad_filter", {"period"}});
  const Status shown = WithFigure(here, [&](const OneFigure& one) -> Status {
    const Result<FigureValue> value = ValueAsked(one, *span);
    if (!value.ok()) return value.error();
    const bool among = here.v.request.Query("among") == "yes";
    const std::vector<int64_t>& ids = among ? value->among : value->records;
    const int64_t at = std::clamp<int64_t>(IdIn(here.v.request.Query("page")).value_or(1), 1, 1'000'000);
    FillFigureHead(here, span->days.from.year, page);
    page.SetValue("NAME", In(here.v, one.figure.title));
    page.SetValue("FIGURE_PATH", FigurePath(here, one.figure));
    page.SetValue("SPAN", span->title);
    page.SetValue("FIGURE", FigureText(*value));
    page.SetValue("UNIT", In(here.v, one.figure.unit));
    page.SetValue("COUNT", here.v.T("registers.count", {std::to_string(ids.size())}));
    const std::string same = FigurePath(here, one.figure) + "/records?period=" + span->code +
                             "&by=" + http::PercentEncode(here.v.request.Query("by")) +
                             "&key=" + http::PercentEncode(here.v.request.Query("key"));
    if (!among && !value->among.empty())
      page.SetValueAndShowSection("AMONG_URL", same + "&among=yes", "AMONG");
    if (static_cast<int64_t>(ids.size()) > at * kRecordsOnAPage)
      page.SetValueAndShowSection(
          "AFTER_URL", same + (among ? "&among=yes" : "") + "&page=" + std::to_string(at + 1), "AFTER");
    FillRows(here, one.context, here.definition.lists.front().columns, nullptr, FigureRecords(one, ids, at),
             page);
    return Ok();
  });
  if (!shown.ok()) return here.v.Refuse(shown.error());
  return here.v.Show("register/register_figure_records", page, "registers.figures_title");
}

http::Response LinkFigure(Here& here) {
  const std::optional<Error> error = LinkHere(here);
  if (error && error->kind == ErrorKind::kForbidden) return here.v.Refuse(*error);
  if (error) return ShowOne(here, error);
  return here.v.Back(here.v.request.target.substr(0, here.v.request.target.find("/link")),
                     "registers.feed_linked");
}

http::Response TakeFigure(Here& here) {
  const std::optional<Error> error = TakeHere(here);
  if (error && error->kind == ErrorKind::kForbidden) return here.v.Refuse(*error);
  if (error) return ShowOne(here, error);
  return here.v.Back(here.v.request.target.substr(0, here.v.request.target.find("/take")),
                     "registers.feed_taken");
}

}  // namespace

void AddRegisterFigurePages(kernel::Web& web, http::Router& router, const Registers& registers) {
  const std::string one = "/registers/{register}/figures/{figure}";
  web.Page(router, "/registers/{register}/figures", AtRegister(registers, ShowAll));
  web.Page(router, one, AtRegister(registers, [](Here& here) { return ShowOne(here); }));
  web.Page(router, one + "/records", AtRegister(registers, ShowRecords));
  web.Post(router, one + "/link", AtRegister(registers, LinkFigure));
  web.Post(router, one + "/take", AtRegister(registers, TakeFigure));
}

}  // namespace sinergi::registers
