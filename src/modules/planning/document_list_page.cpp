// /planning: the documents of the government, and a new one.
#include "base/text.h"
#include "kernel/form_view.h"
#include "modules/planning/document_visit.h"
#include "modules/planning/planning_pages.h"

namespace sinergi::planning {
namespace {

using kernel::FormView;
using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

std::string UnitName(const Visit& v, int64_t unit_id) {
  const kernel::Unit* unit = v.units->Find(unit_id);
  return unit ? unit->name : v.T("planning.whole_government");
}

struct Listed {
  DocumentHead head;
  DocumentVersion newest;
};

std::vector<Listed> ReadableDocuments(const Visit& v) {
  const PlanningContext context = ContextOf(v);
  return v.web.db.Read([&](sql::Connection& c) {
    std::vector<Listed> listed;
    for (DocumentHead& head : ListDocuments(c, v.actor.government_id)) {
      if (!MayRead(context, head)) continue;
      const std::vector<DocumentVersion> versions = VersionsOf(c, v.actor.government_id, head.id);
      listed.push_back({std::move(head), versions.front()});
    }
    return listed;
  });
}

http::Response DocumentListPage(Visit& v, const PlanningServices& services) {
  if (!v.actor.MayAnywhere(Right::kRead)) return v.Refuse(kernel::Forbidden());
  Dict page("documents");
  const std::vector<Listed> documents = ReadableDocuments(v);
  for (int kind = 0; kind < kDocumentKinds; ++kind) {
    Dict* group = nullptr;
    for (const Listed& document : documents) {
      if (document.head.kind != static_cast<DocumentKind>(kind)) continue;
      if (!group) {
        group = page.AddSectionDictionary("GROUP");
        group->SetValue("KIND", v.T(fmt::format("planning.kind_{}", Name(document.head.kind))));
      }
      Dict& row = *group->AddSectionDictionary("DOCUMENT");
      row.SetIntValue("ID", document.head.id);
      row.SetValue("DOCUMENT_TITLE", document.head.title);
      row.SetValue("OWNER", UnitName(v, document.head.unit_id));
      row.SetValue("YEARS", document.head.year_from == document.head.year_to
                                ? std::to_string(document.head.year_from)
                                : fmt::format("{}–{}", document.head.year_from, document.head.year_to));
      row.SetValue("VERSION_NAME", VersionName(v, document.newest));
    }
  }
  if (documents.empty()) page.ShowSection("EMPTY");
  if (v.actor.MayAnywhere(Right::kPlan)) page.ShowSection("MAY_PLAN");
  if (services.proposals) page.ShowSection("HAS_PROPOSALS");
  return v.Show("planning/document_list", page, "planning.title");
}

// The form as it was typed.
struct NewDocumentTyping {
  std::string kind = "renja", unit = "0", year_from, year_to, title, regulation, above;
};

void FillChoices(const Visit& v, const NewDocumentTyping& typing, FormView& form) {
  for (int kind = 0; kind < kDocumentKinds; ++kind) {
    const std::string_view name = Name(static_cast<DocumentKind>(kind));
    form.Choice("kind", name, v.T(fmt::format("planning.kind_{}", name)), name == typing.kind);
  }
  if (v.actor.May(Right::kPlan, *v.units, 0))
    form.Choice("unit", "0", v.T("planning.whole_government"), typing.unit == "0");
  for (const kernel::Unit& unit : v.units->units()) {
    const std::string id = std::to_string(unit.id);
    if (unit.kind == kernel::UnitKind::kAgency && v.actor.May(Right::kPlan, *v.units, unit.id))
      form.Choice("unit", id, unit.name, typing.unit == id);
  }
  form.Choice("above", "", v.T("planning.above_none"), typing.above.empty());
  for (const Listed& document : ReadableDocuments(v)) {
    const std::string id = std::to_string(document.head.id);
    form.Choice("above", id, fmt::format("{} – {}", document.head.title, UnitName(v, document.head.unit_id)),
                typing.above == id);
  }
}

http::Response ShowForm(Visit& v, const NewDocumentTyping& typing, const Error* error = nullptr) {
  if (!v.actor.MayAnywhere(Right::kPlan)) return v.Refuse(kernel::Forbidden());
  Dict page("document");
  FormView form(v, page);
  FillChoices(v, typing, form);
  form.Value("year_from", typing.year_from);
  form.Value("year_to", typing.year_to);
  form.Value("title", typing.title);
  form.Value("regulation", typing.regulation);
  if (error) form.Faults(*error);
  return v.Show("planning/document_new", page, "planning.new_title", error ? 422 : 200);
}

http::Response ShowNew(Visit& v) {
  NewDocumentTyping typing;
  typing.year_from = typing.year_to = std::to_string(v.Today().year + 1);
  return ShowForm(v, typing);
}

http::Response TakeNewDocument(Visit& v) {
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const NewDocumentTyping typing{TypedField(form, "kind"),      TypedField(form, "unit"),
                                 TypedField(form, "year_from"), TypedField(form, "year_to"),
                                 TypedField(form, "title"),     TypedField(form, "regulation"),
                                 TypedField(form, "above")};
  const auto kind = ParseDocumentKind(typing.kind);
  if (!kind) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  DocumentHead head;
  head.kind = *kind;
  head.unit_id = ReadNumber(typing.unit).value_or(-1);
  head.year_from = static_cast<int>(std::min<int64_t>(ReadNumber(typing.year_from).value_or(0), 9999));
  head.year_to = static_cast<int>(std::min<int64_t>(ReadNumber(typing.year_to).value_or(0), 9999));
  head.title = typing.title;
  head.regulation = typing.regulation;
  if (!typing.above.empty()) head.above_id = ReadNumber(typing.above).value_or(-1);
  const Result<int64_t> id =
      v.web.db.Write([&](sql::Connection& c) { return AddDocument(c, ContextOf(v), head); });
  if (id.ok()) return v.Back(fmt::format("/planning/{}", *id), "planning.added");
  return id.error().kind == ErrorKind::kInvalid ? ShowForm(v, typing, &id.error()) : v.Refuse(id.error());
}

}  // namespace

void AddDocumentListPages(kernel::Web& web, http::Router& router, const PlanningServices& services) {
  web.Page(router, "/planning", [services](Visit& v) { return DocumentListPage(v, services); });
  web.Page(router, "/planning/new", ShowNew);
  web.Post(router, "/planning/new", TakeNewDocument);
}

}  // namespace sinergi::planning
