// The list of a register: its views as tabs, filters in the address, a page of records, acts on many at once.
#include <algorithm>

#include "kernel/form_view.h"
#include "modules/register/gather_page.h"
#include "modules/register/record_filters.h"
#include "modules/register/register_list_address.h"
#include "modules/register/register_pages.h"
#include "modules/register/register_rows_view.h"
#include "modules/register/register_words.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;

constexpr size_t kUnitsOffered = 80;
constexpr size_t kFormBytesMost = 1u << 20;

// A select of the filters; the first entry is "all".
Dict& AddSelect(const kernel::Visit& v, Dict& page, const char* section, std::string_view name,
                std::string_view title, std::string_view chosen) {
  Dict& filter = *page.AddSectionDictionary(section);
  filter.SetValue("NAME", std::string(name));
  filter.SetValue("FILTER_TITLE", std::string(title));
  AddFilterOption(filter, "", v.T("registers.all"), chosen);
  return filter;
}

// From and to; an address that says one value has both.
void FillNumberFilter(const Here& here, const Field& field, const ListAddress& address, Dict& page) {
  const std::string_view equal = address.Get(field.name);
  for (const char* end : {"from", "to"}) {
    const std::string name = field.name + "_" + end;
    Dict& filter = *page.AddSectionDictionary("NUMBER_FILTER");
    filter.SetValue("NAME", name);
    filter.SetValue("FILTER_TITLE",
                    here.v.T(std::string("registers.number_") + end, {In(here.v, field.title)}));
    filter.SetValue("VALUE", kernel::Typed(equal.empty() ? address.Get(name) : equal));
  }
}

void FillFieldFilter(const Here& here, const Field& field, const ListAddress& address, Dict& page) {
  const std::string_view type = field.type->name(), chosen = address.Get(field.name);
  if (type == "choice") {
    Dict& filter = AddSelect(here.v, page, "MORE_FILTER", field.name, In(here.v, field.title), chosen);
    for (const FieldOption& option : field.options)
      AddFilterOption(filter, option.name, In(here.v, option.title), chosen);
  } else if (type == "yes_no") {
    Dict& filter = AddSelect(here.v, page, "MORE_FILTER", field.name, In(here.v, field.title), chosen);
    AddFilterOption(filter, "yes", here.v.T("register.yes"), chosen);
    AddFilterOption(filter, "no", here.v.T("register.no"), chosen);
  } else if (IsNumberFilter(field)) {
    FillNumberFilter(here, field, address, page);
  }
}

void FillListFilters(const Here& here, const RecordContext& context, const ListAddress& address,
                     const UnitScope& units, bool personal, Dict& page) {
  const kernel::Visit& v = here.v;
  Dict& states = AddSelect(v, page, "FILTER", "state", v.T("registers.column_state"), address.Get("state"));
  for (const State& state : here.definition.states)
    AddFilterOption(states, state.name, In(v, state.title), address.Get("state"));
  if (!here.definition.clocks.empty())
    AddFilterOption(AddSelect(v, page, "FILTER", "late", v.T("registers.due"), address.Get("late")), "yes",
                    v.T("registers.late_only"), address.Get("late"));
  Dict& of_unit =
      AddSelect(v, page, "MORE_FILTER", "unit", v.T("registers.column_unit"), address.Get("unit"));
  size_t offered = 0;
  for (const kernel::Unit& unit : context.units.units()) {
    const bool readable = !units || std::find(units->begin(), units->end(), unit.id) != units->end();
    if (readable && offered++ < kUnitsOffered)
      AddFilterOption(of_unit, std::to_string(unit.id), unit.name, address.Get("unit"));
  }
  for (const Field& field : here.definition.fields)
    if (!field.retired && (personal || !field.personal)) FillFieldFilter(here, field, address, page);
  page.SetValue("MADE_FROM", std::string(address.Get("made_from")));
  page.SetValue("MADE_TO", std::string(address.Get("made_to")));
  page.SetValue("SEARCH", kernel::Typed(address.Get("q")));
  ListQuery query = address.Query();
  query.filters.erase("state");
  query.filters.erase("late");
  if (!query.filters.empty()) page.ShowSection("MORE_OPEN");
}

const ListView& ViewOf(const Definition& definition, std::string_view name) {
  for (const ListView& list : definition.lists)
    if (list.name == name) return list;
  return definition.lists.front();
}

void FillTabs(const Here& here, const ListAddress& address, const ListView& view, Dict& page) {
  page.SetValue("LIST", view.name);
  if (here.definition.lists.size() < 2) return;
  Dict& tabs = *page.AddSectionDictionary("TABS");
  for (const ListView& list : here.definition.lists) {
    Dict& tab = *tabs.AddSectionDictionary("TAB");
    tab.SetValue("TAB_URL", here.Path() + address.With("list", list.name == "default" ? "" : list.name));
    tab.SetValue("TAB_TITLE",
                 list.title.id.empty() ? here.v.T("registers.list_all") : In(here.v, list.title));
    if (list.name == view.name) tab.ShowSection("TAB_CURRENT");
  }
}

void FillListPager(const Here& here, const ListAddress& address, const RecordPage& records, Dict& page) {
  const int64_t last = (records.count + ListAddress::kOnAPage - 1) / ListAddress::kOnAPage;
  const auto go = [&](const char* section, int64_t to) {
    page.AddSectionDictionary(section)->SetValue("PAGE_URL",
                                                 here.Path() + address.With("page", std::to_string(to)));
  };
  if (address.page() > 1) go("BEFORE", address.page() - 1);
  if (static_cast<int>(records.rows.size()) == ListAddress::kOnAPage) go("AFTER", address.page() + 1);
  page.SetValue("COUNT", records.count > kCountedMost
                             ? here.v.T("registers.more_than_counted")
                             : here.v.T("registers.count", {std::to_string(records.count)}));
  if (last > 1 && records.count <= kCountedMost)
    page.SetValueAndShowSection(
        "PAGES", here.v.T("registers.page_of", {std::to_string(address.page()), std::to_string(last)}),
        "SHOW_PAGES");
}

// Acts that ask for nothing but a note may be done to many at once; not those that end the work.
bool IsForMany(const Definition& definition, const Act& act) {
  const State* to = definition.StateNamed(act.to);
  return (to == nullptr || to->open) && act.needs.empty() && act.asks.empty() && act.files != Need::kRequired;
}

void FillBulk(const Here& here, const RecordContext& context, const std::vector<Record>& rows, Dict& page) {
  Dict* bulk = nullptr;
  for (const Act& act : here.definition.acts) {
    const bool some =
        IsForMany(here.definition, act) && std::any_of(rows.begin(), rows.end(), [&](const Record& record) {
          const auto open = ActsOpen(context, here.definition, record);
          return std::find(open.begin(), open.end(), &act) != open.end();
        });
    if (!some) continue;
    if (bulk == nullptr) bulk = page.AddSectionDictionary("BULK");
    Dict& option = *bulk->AddSectionDictionary("BULK_ACT");
    option.SetValue("ACT", act.name);
    option.SetValue("ACT_TITLE", In(here.v, act.title));
  }
  if (bulk != nullptr) page.ShowSection("PICKING");
}

struct ListProblem {
  std::string name, text;
};

void FillListHead(const Here& here, const RecordContext& context, const ListAddress& address, bool personal,
                  Dict& page) {
  page.SetValue("TITLE", In(here.v, here.definition.title));
  page.SetValue("PATH", here.Path());
  page.SetValue("QUERY", address.Same());
  page.SetValue("EXPORT_QUERY", address.With("page", ""));
  page.SetValue("ONE", In(here.v, here.definition.one));
  if (!UnitsToMakeIn(context, here.definition).empty()) page.ShowSection("MAY_MAKE");
  if (!here.definition.figures.empty()) page.ShowSection("FIGURES");
  for (const Ranking& ranking : here.definition.rankings) {
    Dict& link = *page.AddSectionDictionary("RANKING");
    link.SetValue("RANKING_NAME", ranking.name);
    link.SetValue("RANKING_TITLE", In(here.v, ranking.title));
  }
  for (const GatherLink& gather : GatherLinksOf(here, context)) {
    Dict& link = *page.AddSectionDictionary("GATHER");
    link.SetValue("GATHER_URL", gather.url);
    link.SetValue("GATHER_TITLE", gather.title);
  }
  for (const Paper& paper : here.definition.papers) {
    if (paper.of == PaperOf::kRecord) continue;
    Dict& link = *page.AddSectionDictionary("PAPER");
    link.SetValue("PAPER_NAME", paper.name);
    link.SetValue("PAPER_TITLE", In(here.v, paper.title));
  }
  if (personal && !PersonalFields(here.definition).empty()) page.ShowSection("PERSONAL_EXPORT");
  if (here.in_force.refused)
    page.SetValueAndShowSection("REFUSED_WHY", here.v.web.texts.Of(here.v.lang, *here.in_force.refused),
                                "REFUSED");
}

http::Response ShowList(Here& here, const std::vector<ListProblem>& problems = {}, int status = 200) {
  const ListAddress address(here.v.request);
  Dict page("list");
  const Status shown = here.v.web.db.Read([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      const UnitScope units = ReadableUnits(context, here.definition);
      if (units && units->empty()) return kernel::Forbidden();
      ListQuery query = address.Query();
      query.units = units;
      query.style = NumberStyle::kIndonesian;
      query.personal = MaySeePersonalIn(context, here.definition, units);
      const Result<RecordPage> records =
          ListRecords(c, context.government.id, here.definition, query, context.today);
      if (!records.ok()) return records.error();
      const ListView& view = ViewOf(here.definition, query.list);
      FillListHead(here, context, address, query.personal, page);
      FillTabs(here, address, view, page);
      FillListFilters(here, context, address, units, query.personal, page);
      FillListPager(here, address, *records, page);
      FillBulk(here, context, records->rows, page);
      FillRows(here, context, view.columns, &address, records->rows, page);
      const bool narrowed = !query.search.empty() || !query.filters.empty();
      page.ShowSection(!records->rows.empty() ? "ROWS" : narrowed ? "NONE_FOUND" : "EMPTY");
      return Ok();
    });
  });
  if (!shown.ok()) return here.v.Refuse(shown.error());
  for (const ListProblem& problem : problems) {
    Dict& row = *page.AddSectionDictionary("PROBLEM");
    row.SetValue("PROBLEM_NAME", problem.name);
    row.SetValue("PROBLEM_TEXT", problem.text);
  }
  if (!problems.empty()) page.ShowSection("PROBLEMS");
  return here.v.Show("register/register_list", page, "registers.list_title", status);
}

// What was picked is done one by one, each in a Write of its own: what cannot be done is told, the rest
// stands.
http::Response ActOnMany(Here& here) {
  const http::Form form = http::ReadForm(here.v.request);
  const Act* act = form.ok ? here.definition.ActNamed(form.Field("act")) : nullptr;
  if (act == nullptr || !IsForMany(here.definition, *act))
    return here.v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  std::vector<ListProblem> problems;
  size_t done = 0;
  for (const auto& [name, value] : form.fields) {
    const std::optional<int64_t> id = name == "pick" ? IdIn(value) : std::nullopt;
    if (!id) continue;
    const int64_t seen = IdIn(form.Field("rv" + value)).value_or(0);
    const Result<Record> acted = here.v.web.db.Write([&](sql::Connection& c) {
      return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) {
        return ActOn(c, context, here.definition, *id,
                     {act->name, std::string(form.Field("note")), seen, {}, {}});
      });
    });
    if (acted.ok())
      ++done;
    else
      problems.push_back(
          {std::string(form.Field("name" + value)), here.v.web.texts.Of(here.v.lang, acted.error())});
  }
  if (done == 0 && problems.empty()) problems.push_back({"", here.v.T("registers.nothing_picked")});
  if (!problems.empty()) return ShowList(here, problems, 422);
  return here.v.Back(here.Path() + ListAddress(here.v.request).Same(), "registers.bulk_done");
}

}  // namespace

void AddRegisterListPage(kernel::Web& web, http::Router& router, const Registers& registers) {
  web.Page(router, "/registers/{register}", AtRegister(registers, [](Here& here) { return ShowList(here); }));
  web.Post(router, "/registers/{register}", AtRegister(registers, ActOnMany), {.body_limit = kFormBytesMost});
}

}  // namespace sinergi::registers
