// Papers of a register as a whole: the book of a period and the report of a year, seen, issued and read
// again.
#include "modules/register/paper_page.h"

#include <algorithm>
#include "modules/register/paper_period.h"
#include "modules/register/register_figures.h"
#include "modules/register/register_pages.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;
using Folder = std::filesystem::path;

// What the address asks for: ?from=…&to=… of a book, ?year=… of a report.
struct PeriodAsked {
  const Paper* paper = nullptr;
  Days days;
  int year = 0;

  bool IsBook() const { return paper->of == PaperOf::kList; }
  std::string Period() const {
    return IsBook() ? days.from.Iso() + "/" + days.to.Iso() : std::to_string(year);
  }
};

Result<PeriodAsked> AskedHere(const Here& here) {
  PeriodAsked asked;
  asked.paper = here.definition.PaperNamed(here.v.request.Param("paper"));
  if (asked.paper == nullptr || asked.paper->of == PaperOf::kRecord)
    return Error{ErrorKind::kNotFound, "http.not_found"};
  const auto text = [&](const char* name) { return here.v.request.Query(name); };
  const std::optional<int64_t> year = IdIn(text("year"));
  asked.year = year && *year >= 1900 && *year <= 2200 ? static_cast<int>(*year) : here.v.Today().year;
  asked.days = DaysOfYear(asked.year);
  if (!text("from").empty() || !text("to").empty()) {
    const std::optional<Date> from = Date::Parse(text("from")), to = Date::Parse(text("to"));
    if (!from || !to || *to < *from) return Error{ErrorKind::kInvalid, "register.bad_filter", {"from, to"}};
    asked.days = {*from, *to};
  }
  return asked;
}

// The sheet with what is personal where the visitor may see it in all that he reads.
struct Made {
  PaperSheet sheet;
  Personal personal = Personal::kMasked;
};
Result<Made> MakeSheet(const Here& here, sql::Connection& c, const RecordContext& context,
                       const PeriodAsked& asked, const PaperText& text) {
  const UnitScope units = ReadableUnits(context, here.definition);
  if (units && units->empty()) return kernel::Forbidden();
  Made made;
  if (MaySeePersonalIn(context, here.definition, units)) made.personal = Personal::kShown;
  const PeriodScene scene{here, c, context, made.personal};
  Result<PaperSheet> sheet = asked.IsBook() ? BookSheet(scene, *asked.paper, asked.days)
                                            : ReportSheet(scene, *asked.paper, text, asked.year);
  if (!sheet.ok()) return sheet.error();
  made.sheet = std::move(*sheet);
  return made;
}

// Told before it is shown, so that nothing personal leaves without a line in the trail.
Status TellPeriodShown(const Here& here, const PeriodAsked& asked) {
  return here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      const UnitScope units = ReadableUnits(context, here.definition);
      const std::vector<std::string> names = PersonalIn(*asked.paper, here.definition);
      if (!names.empty() && !(units && units->empty()) && MaySeePersonalIn(context, here.definition, units))
        TellRead(c, here, "paper", names, "paper/" + asked.paper->name + "/" + asked.Period());
      return Ok();
    });
  });
}

http::Response ShowPeriodPaper(Here& here, const Folder& own_texts) {
  const Result<PeriodAsked> asked = AskedHere(here);
  if (!asked.ok()) return here.v.Refuse(asked.error());
  if (const Status told = TellPeriodShown(here, *asked); !told.ok()) return here.v.Refuse(told.error());
  const TextInUse use = TextOf(here.v, own_texts, here.definition, *asked->paper);
  Dict page("paper");
  const Status shown = here.v.web.db.Read([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      const Result<Made> made = MakeSheet(here, c, context, *asked, use.text);
      if (!made.ok()) return made.error();
      page.SetValue("PAPER", SheetMarkup(here.v, made->sheet));
      if (made->personal == Personal::kShown) page.ShowSection("MAY_ISSUE");
      FillIssued(here, ListIssued(c, context.government.id, here.definition.id, 0, asked->paper->name),
                 here.Path(), page);
      return Ok();
    });
  });
  if (!shown.ok()) return here.v.Refuse(shown.error());
  const std::string path = here.Path("papers/" + asked->paper->name);
  page.SetValue("BACK", here.Path());
  page.SetValue("BACK_TITLE", In(here.v, here.definition.title));
  page.SetValue("ACTION",
                path + (asked->IsBook() ? "?from=" + asked->days.from.Iso() + "&to=" + asked->days.to.Iso()
                                        : "?year=" + std::to_string(asked->year)));
  Dict& period = *page.AddSectionDictionary(asked->IsBook() ? "BOOK_PERIOD" : "REPORT_PERIOD");
  period.SetValue("PATH", path);
  period.SetValue("FROM", asked->days.from.Iso());
  period.SetValue("TO", asked->days.to.Iso());
  period.SetIntValue("YEAR", asked->year);
  for (const std::string& fault : use.faults)
    page.AddSectionDictionary("FAULT")->SetValue("FAULT_TEXT", fault);
  return here.v.Show("register/paper", page, "papers.title").Set("Cache-Control", "no-store");
}

// The unit that holds all of these; 0: the whole government.
int64_t UnitAbove(const RecordContext& context, const UnitScope& units) {
  if (!units) return 0;
  for (const int64_t above : *units)
    if (std::ranges::all_of(*units, [&](int64_t unit) { return context.units.IsWithin(unit, above); }))
      return above;
  return 0;
}

http::Response IssuePeriodPaper(Here& here, const Folder& own_texts) {
  const Result<PeriodAsked> asked = AskedHere(here);
  if (!asked.ok()) return here.v.Refuse(asked.error());
  const TextInUse use = TextOf(here.v, own_texts, here.definition, *asked->paper);
  const Result<std::string> path = here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian,
                     [&](const RecordContext& context) -> Result<std::string> {
                       const Result<Made> made = MakeSheet(here, c, context, *asked, use.text);
                       if (!made.ok()) return made.error();
                       if (made->personal == Personal::kMasked) return kernel::Forbidden();
                       IssuedPaper fresh;
                       fresh.register_id = here.definition.id;
                       fresh.paper = asked->paper->name;
                       fresh.title = asked->paper->title.id;
                       fresh.unit_id = UnitAbove(context, ReadableUnits(context, here.definition));
                       fresh.period = asked->Period();
                       fresh.markup = SheetMarkup(here.v, made->sheet);
                       return here.Path("issued/" + IssuePaper(c, context, std::move(fresh)).code);
                     });
  });
  return path.ok() ? here.v.Back(*path, "papers.issued_now") : here.v.Refuse(path.error());
}

template <class Answer>
http::Response OfRegister(Here& here, Answer answer) {
  const Result<IssuedPaper> paper = IssuedHere(here, 0);
  return paper.ok() ? answer(here, *paper) : here.v.Refuse(paper.error());
}

}  // namespace

void AddPaperPeriodPages(kernel::Web& web, http::Router& router, const Registers& registers,
                         const Folder& own_texts) {
  const std::string all = "/registers/{register}/";
  web.Page(router, all + "papers/{paper}",
           AtRegister(registers, [own_texts](Here& here) { return ShowPeriodPaper(here, own_texts); }));
  web.Post(router, all + "papers/{paper}",
           AtRegister(registers, [own_texts](Here& here) { return IssuePeriodPaper(here, own_texts); }));
  web.Page(router, all + "issued/{code}",
           AtRegister(registers, [](Here& here) { return OfRegister(here, ShowIssued); }));
  web.Page(router, all + "issued/{code}/pdf",
           AtRegister(registers, [](Here& here) { return OfRegister(here, SendIssued); }));
}

}  // namespace sinergi::registers
