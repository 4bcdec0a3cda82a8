#include "modules/planning/document_visit.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "kernel/form_view.h"

namespace sinergi::planning {

std::optional<int64_t> ReadNumber(std::string_view text) {
  int64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size() || number < 0) return {};
  return number;
}

std::string TypedField(const http::Form& form, std::string_view name) {
  return kernel::Typed(TrimBlanks(form.Field(name)));
}

Result<DocumentVisit> LoadDocumentVisit(sql::Connection& c, const kernel::Visit& v, int64_t id,
                                        std::string_view version_number) {
  const int64_t government = v.actor.government_id;
  const auto head = FindDocument(c, government, id);
  const PlanningContext context = ContextOf(v);
  if (!head || !MayRead(context, *head)) return Error{ErrorKind::kNotFound, "planning.document_unknown"};
  DocumentVisit visit;
  visit.head = *head;
  visit.versions = VersionsOf(c, government, id);
  visit.shown = visit.versions.front();
  if (!version_number.empty()) {
    const auto wanted = ReadNumber(version_number);
    const auto found = std::find_if(visit.versions.begin(), visit.versions.end(),
                                    [&](const DocumentVersion& version) { return version.number == wanted; });
    if (found == visit.versions.end()) return Error{ErrorKind::kNotFound, "planning.document_unknown"};
    visit.shown = *found;
  }
  visit.content = LoadContent(c, government, visit.shown.id);
  visit.may_plan = MayPlan(context, *head);
  if (const kernel::Unit* unit = v.units->Find(head->unit_id)) {
    visit.agency = unit->code;
    visit.agency_name = unit->name;
  }
  return visit;
}

Result<DocumentVisit> FindDocumentVisit(const kernel::Visit& v) {
  const int64_t id = ReadNumber(v.request.Param("id")).value_or(0);
  return v.web.db.Read(
      [&](sql::Connection& c) { return LoadDocumentVisit(c, v, id, v.request.Query("version")); });
}

const DocumentVersion& StandingVersion(const std::vector<DocumentVersion>& versions) {
  const auto locked = std::find_if(versions.begin(), versions.end(), [](const DocumentVersion& version) {
    return version.locked_at.has_value();
  });
  return locked == versions.end() ? versions.front() : *locked;
}

std::string VersionName(const kernel::Visit& v, const DocumentVersion& version) {
  return v.T("planning.version_name",
             {std::to_string(version.number), v.T(fmt::format("planning.stage_{}", Name(version.stage)))});
}

void FillDocumentHead(const kernel::Visit& v, const DocumentVisit& visit,
                      ctemplate::TemplateDictionary& page) {
  const DocumentHead& head = visit.head;
  page.SetValue("PATH", visit.Path());
  page.SetValue("DOCUMENT_TITLE", head.title);
  page.SetValue("KIND", v.T(fmt::format("planning.kind_{}", Name(head.kind))));
  page.SetValue("OWNER", visit.agency_name.empty() ? v.T("planning.whole_government") : visit.agency_name);
  page.SetValue("YEARS", head.year_from == head.year_to ? std::to_string(head.year_from)
                                                        : fmt::format("{}–{}", head.year_from, head.year_to));
  page.SetValue("VERSION_NAME", VersionName(v, visit.shown));
  page.SetIntValue("VERSION", visit.shown.number);
  page.SetIntValue("ROW_VERSION", visit.shown.row_version);
  page.ShowSection(visit.shown.locked_at ? "LOCKED" : "OPEN");
}

}  // namespace sinergi::planning
