// Giving the items of an assessment to units: tick items, choose the unit, give.
#include "modules/assessment/assessment_pages.h"
#include "modules/assessment/assessment_scope.h"

#include "kernel/form_view.h"

namespace sinergi::assessment {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

enum class Effect { kReads, kChanges };

std::string Functions(const Item& item) {
  std::string text;
  for (const std::string& function : item.functions) text += (text.empty() ? "" : ", ") + function;
  return text;
}

void FillAssignedItems(const Visit& v, const Sheet& sheet, Dict& page) {
  Dict* group = nullptr;
  int last = -2;
  for (size_t i = 0; i < sheet.items(); ++i) {
    const Item& item = sheet.instrument->items[i];
    if (group == nullptr || item.group != last) {
      group = page.AddSectionDictionary("GROUP");
      last = item.group;
      const auto& groups = sheet.instrument->groups;
      group->SetIntValue("GROUP_NUMBER", static_cast<long>(i));
      group->SetValue("GROUP_NAME",
                      last < 0 ? v.T("assessment.items")
                               : std::string(InLanguage(groups[static_cast<size_t>(last)].name, v.lang)));
    }
    Dict& row = *group->AddSectionDictionary("ITEM");
    row.SetValue("CODE", item.code);
    row.SetValue("ITEM_NAME", std::string(InLanguage(item.name, v.lang)));
    row.SetValue("UNIT", UnitText(v, sheet.units[i]));
    row.ShowSection(sheet.units[i] == 0 ? "NOBODY" : "GIVEN");
    row.SetValue("FUNCTIONS", Functions(item));
  }
}

http::Response ShowAssign(Visit& v, const Sheet& sheet) {
  Dict page("assign");
  kernel::FormView form(v, page);
  page.SetValue("PATH", PathOf(sheet.head));
  page.SetValue("TITLE", TitleOf(v, sheet));
  form.Choice("unit", "0", v.T("assessment.not_given"), false);
  const auto units = v.Units();
  for (const kernel::Unit& unit : units->units()) {
    if (sheet.head.unit_id != 0 && !units->IsWithin(unit.id, sheet.head.unit_id)) continue;
    std::string indent;
    for (int i = 0; i < unit.depth; ++i) indent += "— ";
    form.Choice("unit", std::to_string(unit.id), indent + unit.name, false);
  }
  FillAssignedItems(v, sheet, page);
  return v.Show("assessment/assignment", page, "assessment.assign_title");
}

http::Response Assign(Visit& v, AssessmentServices& services, Effect effect) {
  const Result<Sheet> sheet = FindSheet(v, services);
  if (!sheet.ok()) return v.Refuse(sheet.error());
  if (!MayAssign(v.actor, *v.Units(), sheet->head)) return v.Refuse(kernel::Forbidden());
  if (effect == Effect::kReads) return ShowAssign(v, *sheet);
  const http::Form form = http::ReadForm(v.request);
  const auto unit = ReadId(form.Field("unit"));
  std::vector<std::string> items;
  for (const auto& [name, value] : form.fields)
    if (name == "pick") items.push_back(value);
  if (!form.ok || !unit) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  if (items.empty()) return v.Refuse({ErrorKind::kInvalid, "assessment.nothing_picked"});
  const auto units = v.Units();
  const Status done = v.web.db.Write([&](sql::Connection& c) {
    return AssignItems(c, ContextOf(v, *units), *sheet->instrument, sheet->head.id, items, *unit);
  });
  if (!done.ok()) return v.Refuse(done.error());
  return v.Back(PathOf(sheet->head) + "/assign", "assessment.given");
}

}  // namespace

void AddAssignmentPage(kernel::Web& web, http::Router& router, AssessmentServices& services) {
  web.Page(router, "/assessments/{id}/assign",
           [&services](Visit& v) { return Assign(v, services, Effect::kReads); });
  web.Post(router, "/assessments/{id}/assign",
           [&services](Visit& v) { return Assign(v, services, Effect::kChanges); });
}

}  // namespace sinergi::assessment
