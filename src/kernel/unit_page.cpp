// /units: the tree, and for administrators its changes.
#include <boost/json.hpp>

#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/form_view.h"
#include "kernel/frame.h"
#include "kernel/kernel_pages.h"
#include "kernel/stale_form.h"

namespace sinergi::kernel {
namespace {

namespace json = boost::json;
using Dictionary = ctemplate::TemplateDictionary;

bool MayChange(const Visit& v) {
  return v.actor.May(Right::kAdminister, *v.Units(), 0);
}

UnitTree AllUnits(const Visit& v) {
  return v.web.db.Read([&](sql::Connection& c) { return LoadAllUnits(c, v.actor.government_id); });
}

json::object Facts(const Unit& unit) {
  return {{"code", unit.code},
          {"name", unit.name},
          {"kind", Name(unit.kind)},
          {"parent", unit.parent_id ? json::value(*unit.parent_id) : json::value()},
          {"valid_from", unit.valid_from.Iso()},
          {"valid_to", unit.valid_to ? json::value(unit.valid_to->Iso()) : json::value()}};
}

void RecordUnit(sql::Connection& c, const Visit& v, const char* act, int64_t id, const json::object& detail) {
  Record(c, v.actor, v.now, {act, fmt::format("unit/{}", id), json::serialize(detail)});
}

void AddRow(Dictionary& dict, const Visit& v, const Unit& unit, bool may_change) {
  Dictionary* row = dict.AddSectionDictionary("UNIT");
  row->SetFormattedValue("DEPTH", "d%d", std::min(unit.depth + 1, 5));
  row->SetValue("CODE", unit.code);
  row->SetValue("NAME", unit.name);
  row->SetValue("KIND", v.T(fmt::format("kernel.unit.kind.{}", Name(unit.kind))));
  row->SetValue("FROM", unit.valid_from.Iso());
  row->SetValue("TO", unit.valid_to ? unit.valid_to->Iso() : "");
  if (unit.valid_to && *unit.valid_to < v.Today()) row->ShowSection("ENDED");
  row->SetValue("URL", fmt::format("/units/{}", unit.id));
  row->ShowSection(may_change ? "LINKED" : "PLAIN");
}

http::Response ListUnits(Visit& v) {
  if (!v.actor.MayAnywhere(Right::kRead)) return v.Refuse(Forbidden());
  const bool ended = v.request.Query("ended") == "1", may_change = MayChange(v);
  const auto tree = ended ? std::make_shared<const UnitTree>(AllUnits(v)) : v.Units();
  Dictionary dict("units");
  for (const Unit& unit : tree->units()) AddRow(dict, v, unit, may_change);
  dict.ShowSection(tree->units().empty() ? "EMPTY" : "LIST");
  dict.ShowSection(ended ? "HIDE_ENDED" : "SHOW_ENDED");
  if (may_change) dict.ShowSection("MAY_CHANGE");
  return v.Show("kernel/units", dict, "kernel.units.title");
}

// A form as it was typed.
struct UnitTyping {
  std::string code, name, kind, parent, valid_from, valid_to;
  int64_t row_version = 0;
};

UnitTyping UnitTypingOf(const Unit& unit) {
  return {unit.code,
          unit.name,
          std::string(Name(unit.kind)),
          unit.parent_id ? std::to_string(*unit.parent_id) : "",
          unit.valid_from.Iso(),
          unit.valid_to ? unit.valid_to->Iso() : "",
          unit.row_version.value_or(0)};
}

UnitTyping ReadUnitTyping(const http::Request& request) {
  const http::Form form = http::ReadForm(request);
  const auto field = [&](std::string_view name) { return std::string(TrimBlanks(form.Field(name))); };
  return {field("code"),
          field("name"),
          field("kind"),
          field("parent"),
          field("valid_from"),
          field("valid_to"),
          IdOf(form.Field("row_version")).value_or(0)};
}

// What the fields say; what cannot be read is refused here, what makes no sense by the store.
Result<Unit> UnitOf(const UnitTyping& typing, int64_t id) {
  Error error{ErrorKind::kInvalid, "kernel.several"};
  const auto refuse = [&](const char* field, const char* code) { error.fields.push_back({field, code, {}}); };
  const auto kind = ParseUnitKind(typing.kind);
  const auto from = Date::Parse(typing.valid_from), to = Date::Parse(typing.valid_to);
  const auto parent = IdOf(typing.parent);
  if (!kind) refuse("kind", "kernel.unit_kind");
  if (!from) refuse("valid_from", "kernel.date");
  if (!to && !typing.valid_to.empty()) refuse("valid_to", "kernel.date");
  if (!parent && !typing.parent.empty()) refuse("parent", "kernel.unit_unknown_parent");
  if (!error.fields.empty()) return error;
  Unit unit;
  unit.id = id;
  unit.code = typing.code;
  unit.name = typing.name;
  unit.kind = *kind;
  unit.parent_id = parent;
  unit.valid_from = *from;
  unit.valid_to = to;
  return unit;
}

void AddParents(FormView& form, const Visit& v, const UnitTyping& typing, int64_t id) {
  form.Choice("parent", "", v.T("kernel.unit.parent_none"), typing.parent.empty());
  const UnitTree all = AllUnits(v);
  for (const Unit& unit : all.units()) {
    const std::string value = std::to_string(unit.id);
    const bool chosen = value == typing.parent;
    if ((unit.valid_to && *unit.valid_to < v.Today() && !chosen) || all.IsWithin(unit.id, id)) continue;
    std::string indent;
    for (int i = 0; i < unit.depth; ++i) indent += "\u2003";
    form.Choice("parent", value, indent + unit.name, chosen);
  }
}

http::Response ShowUnitForm(const Visit& v, int64_t id, const UnitTyping& typing, const Error* error) {
  Dictionary dict("unit");
  FormView form(v, dict);
  form.Value("code", typing.code);
  form.Value("name", typing.name);
  form.Value("valid_from", typing.valid_from);
  form.Value("valid_to", typing.valid_to);
  for (const UnitKind kind : {UnitKind::kAgency, UnitKind::kDivision, UnitKind::kSection}) {
    const std::string name(Name(kind));
    form.Choice("kind", name, v.T("kernel.unit.kind." + name), name == typing.kind);
  }
  AddParents(form, v, typing, id);
  form.Value("action", id == 0 ? "/units/new" : fmt::format("/units/{}", id));
  if (id != 0) {
    dict.AddSectionDictionary("KNOWN")->SetValue("END_URL", fmt::format("/units/{}/end", id));
    dict.AddSectionDictionary("SEEN")->SetIntValue("ROW_VERSION", static_cast<long>(typing.row_version));
  }
  if (error != nullptr) form.Faults(*error);
  const int status = error == nullptr ? 200 : HttpStatusOf(error->kind);
  return v.Show("kernel/unit", dict, id == 0 ? "kernel.units.add" : "kernel.unit.title", status);
}

http::Response ShowNewUnit(Visit& v) {
  UnitTyping typing;
  typing.kind = Name(UnitKind::kDivision);
  typing.parent = Typed(v.request.Query("parent"));
  typing.valid_from = fmt::format("{}-01-01", v.Today().year);
  return ShowUnitForm(v, 0, typing, nullptr);
}

http::Response TakeNewUnit(Visit& v) {
  const UnitTyping typing = ReadUnitTyping(v.request);
  const Result<Unit> unit = UnitOf(typing, 0);
  if (!unit.ok()) return ShowUnitForm(v, 0, typing, &unit.error());
  const Result<int64_t> added = v.web.db.Write([&](sql::Connection& c) {
    Result<int64_t> id = AddUnit(c, v.actor.government_id, *unit);
    if (id.ok()) RecordUnit(c, v, "unit.add", *id, Facts(*unit));
    return id;
  });
  return added.ok() ? v.Back("/units", "kernel.units.saved") : ShowUnitForm(v, 0, typing, &added.error());
}

// Calls `then` with the unit of the address, or refuses.
http::Response WithUnit(Visit& v, const std::function<http::Response(const UnitTree&, const Unit&)>& then) {
  const std::optional<int64_t> id = IdOf(v.request.Param("id"));
  const UnitTree all = AllUnits(v);
  const Unit* unit = id ? all.Find(*id) : nullptr;
  return unit == nullptr ? v.Refuse({ErrorKind::kNotFound, "kernel.unit_unknown"}) : then(all, *unit);
}

http::Response ShowUnit(Visit& v) {
  return WithUnit(v, [&](const UnitTree&, const Unit& unit) {
    return ShowUnitForm(v, unit.id, UnitTypingOf(unit), nullptr);
  });
}

// What was typed, beside what somebody else has stored meanwhile.
http::Response ShowStaleUnit(Visit& v, UnitTyping typing, const Error& refused) {
  return WithUnit(v, [&](const UnitTree& all, const Unit& now) {
    const UnitTyping stored = UnitTypingOf(now);
    const Unit* parent = now.parent_id ? all.Find(*now.parent_id) : nullptr;
    const std::string parent_name = parent ? parent->name : v.T("kernel.unit.parent_none");
    const Error error = BesideStored(
        refused,
        {{"name", v.T("kernel.unit.name"), typing.name, stored.name, {}},
         {"code", v.T("kernel.unit.code"), typing.code, stored.code, {}},
         {"kind", v.T("kernel.unit.kind"), typing.kind, stored.kind, v.T("kernel.unit.kind." + stored.kind)},
         {"parent", v.T("kernel.unit.parent"), typing.parent, stored.parent, parent_name},
         {"valid_from", v.T("kernel.unit.valid_from"), typing.valid_from, stored.valid_from, {}},
         {"valid_to", v.T("kernel.unit.valid_to"), typing.valid_to, stored.valid_to, {}}});
    typing.row_version = stored.row_version;
    return ShowUnitForm(v, now.id, typing, &error);
  });
}

http::Response TakeChangedUnit(Visit& v) {
  return WithUnit(v, [&](const UnitTree&, const Unit& before) {
    const UnitTyping typing = ReadUnitTyping(v.request);
    Result<Unit> unit = UnitOf(typing, before.id);
    if (!unit.ok()) return ShowUnitForm(v, before.id, typing, &unit.error());
    unit->row_version = typing.row_version;
    const Status changed = v.web.db.Write([&](sql::Connection& c) {
      Status status = ChangeUnit(c, v.actor.government_id, *unit);
      if (status.ok()) {
        RecordUnit(c, v, "unit.change", before.id, {{"before", Facts(before)}, {"after", Facts(*unit)}});
      }
      return status;
    });
    if (changed.ok()) return v.Back("/units", "kernel.units.saved");
    return changed.error().code == "kernel.unit_changed"
               ? ShowStaleUnit(v, typing, changed.error())
               : ShowUnitForm(v, before.id, typing, &changed.error());
  });
}

http::Response ShowEnding(const Visit& v, const UnitTree& all, const Unit& unit, std::string_view day,
                          const Error* error) {
  int64_t below = -1;  // itself
  for (const Unit& other : all.units()) below += all.IsWithin(other.id, unit.id) ? 1 : 0;
  Dictionary dict("unit_end");
  FormView form(v, dict);
  form.Value("name", unit.name);
  form.Value("below", std::to_string(below));
  form.Value("valid_to", day);
  form.Value("url", fmt::format("/units/{}", unit.id));
  if (error != nullptr) form.Faults(*error);
  return v.Show("kernel/unit_end", dict, "kernel.unit_end.title",
                error == nullptr ? 200 : HttpStatusOf(error->kind));
}

http::Response ConfirmEnd(Visit& v) {
  return WithUnit(v, [&](const UnitTree& all, const Unit& unit) {
    return ShowEnding(v, all, unit, v.Today().Iso(), nullptr);
  });
}

http::Response TakeEndOfUnit(Visit& v) {
  return WithUnit(v, [&](const UnitTree& all, const Unit& unit) {
    const std::string typed(http::ReadForm(v.request).Field("valid_to"));
    const std::optional<Date> day = Date::Parse(typed);
    const Error no_day{ErrorKind::kInvalid, "kernel.date", {}, {{"valid_to", "kernel.date", {}}}};
    if (!day) return ShowEnding(v, all, unit, typed, &no_day);
    const Status ended = v.web.db.Write([&](sql::Connection& c) {
      Status status = EndUnit(c, v.actor.government_id, unit.id, *day);
      if (status.ok()) RecordUnit(c, v, "unit.end", unit.id, {{"last_day", day->Iso()}});
      return status;
    });
    return ended.ok() ? v.Back("/units", "kernel.units.ended")
                      : ShowEnding(v, all, unit, typed, &ended.error());
  });
}

}  // namespace

void AddUnitPages(Web& web, http::Router& router) {
  web.Page(router, "/units", ListUnits);
  web.Page(router, "/units/new", ForAdministrators(ShowNewUnit));
  web.Post(router, "/units/new", ForAdministrators(TakeNewUnit));
  web.Page(router, "/units/{id}", ForAdministrators(ShowUnit));
  web.Post(router, "/units/{id}", ForAdministrators(TakeChangedUnit));
  web.Page(router, "/units/{id}/end", ForAdministrators(ConfirmEnd));
  web.Post(router, "/units/{id}/end", ForAdministrators(TakeEndOfUnit));
}

}  // namespace sinergi::kernel
