// The registers of a government by area, with what is to be done in each by whoever looks.
#include <algorithm>

#include "modules/register/record_columns.h"
#include "modules/register/register_pages.h"
#include "modules/register/register_words.h"

namespace sinergi::registers {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr int64_t kSoonDays = 3;

struct ToDo {
  int64_t open = 0, soon = 0, late = 0;
};

// Whether the actor may do something with a record of that state and unit.
bool HasWork(const RecordContext& context, const Definition& definition, const std::string& state,
             int64_t unit_id) {
  return std::any_of(definition.acts.begin(), definition.acts.end(), [&](const Act& act) {
    const bool from =
        act.from.empty() || std::find(act.from.begin(), act.from.end(), state) != act.from.end();
    return from && std::any_of(act.by.begin(), act.by.end(), [&](const std::string& role) {
             return HoldsRole(context, definition, role, unit_id);
           });
  });
}

ToDo CountToDo(sql::Connection& c, const RecordContext& context, const Definition& definition) {
  ToDo counted;
  const std::string today = context.today.Iso(),
                    soon = Date::FromDays(context.today.Days() + kSoonDays).Iso();
  c.Query(
      "SELECT r.state, r.unit_id, count(*), SUM(CASE WHEN r.due < ? THEN 1 ELSE 0 END), "
      "SUM(CASE WHEN r.due >= ? AND r.due <= ? THEN 1 ELSE 0 END) FROM \"" +
          TableOf(definition) + "\" r WHERE r.government_id = ? GROUP BY r.state, r.unit_id",
      {today, today, soon, context.government.id}, [&](const sql::Row& row) {
        const State* state = definition.StateNamed(row.Text(0));
        if (state == nullptr || !state->open) return;
        if (!HasWork(context, definition, state->name, row.Int(1))) return;
        counted.open += row.Int(2);
        counted.late += row.Int(3);
        counted.soon += row.Int(4);
      });
  return counted;
}

bool HasList(const Definition& definition, std::string_view name) {
  return std::any_of(definition.lists.begin(), definition.lists.end(),
                     [&](const ListView& list) { return list.name == name; });
}

std::string AreaTitle(const Visit& v, const std::string& area) {
  const std::string key = "registers.area_" + area;
  if (v.web.texts.Has(Lang::kId, key)) return v.T(key);
  std::string title = area.empty() ? v.T("registers.area_other") : area;
  if (title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 'a' + 'A');
  return title;
}

void FillRegister(const Visit& v, const InForce& one, const ToDo& todo, Dict& row) {
  const Definition& definition = one.definition;
  row.SetValue("TITLE", In(v, definition.title));
  row.SetValue("PATH", "/registers/" + definition.id);
  row.SetValue("WORK", HasList(definition, "work") ? "?list=work" : "");
  row.SetIntValue("OPEN", todo.open);
  row.SetIntValue("SOON", todo.soon);
  row.SetIntValue("LATE", todo.late);
  if (todo.open > 0) row.ShowSection("HAS_OPEN");
  if (todo.soon > 0) row.ShowSection("HAS_SOON");
  if (todo.late > 0) row.ShowSection("HAS_LATE");
  if (one.refused) row.ShowSection("REFUSED");
}

void FillUnread(const Visit& v, const Registers& registers, Dict& page) {
  for (const UnreadRegister& unread : registers.unread()) {
    Dict& row = *page.AddSectionDictionary("UNREAD");
    row.SetValue("FILE", unread.file);
    row.SetValue("WHY", v.web.texts.Of(v.lang, unread.error));
  }
}

http::Response ShowRegisters(Visit& v, const Registers& registers) {
  Dict page("registers");
  page.ShowSection(registers.all().empty() ? "EMPTY" : "SOME");
  v.web.db.Read([&](sql::Connection& c) {
    return InContext(v, registers, c, NumberStyle::kIndonesian, [&](const RecordContext& context) {
      std::string area = "-";
      Dict* group = nullptr;
      for (const InForce& one : registers.all()) {
        if (one.definition.area != area || group == nullptr) {
          area = one.definition.area;
          group = page.AddSectionDictionary("AREA");
          group->SetValue("AREA_TITLE", AreaTitle(v, area));
        }
        FillRegister(v, one, CountToDo(c, context, one.definition), *group->AddSectionDictionary("REGISTER"));
      }
      return Unit{};
    });
  });
  if (v.actor.May(kernel::Right::kAdminister, *v.units, 0)) {
    FillUnread(v, registers, page);
    page.ShowSection("MAY_SET");
  }
  return v.Show("register/register_index", page, "registers.title");
}

}  // namespace

void AddRegisterIndexPage(kernel::Web& web, http::Router& router, const Registers& registers) {
  web.Page(router, "/registers", [&registers](Visit& v) { return ShowRegisters(v, registers); });
  web.navigation.push_back(
      {"/registers", "nav.registers", kernel::Right::kRead, kernel::NavGroup::kServices});
}

}  // namespace sinergi::registers
