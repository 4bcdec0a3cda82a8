#include "modules/performance/evidence_page.h"

#include "base/text.h"
#include "kernel/evidence_files.h"
#include "modules/performance/observer.h"
#include "modules/performance/quarter_rows.h"

namespace sinergi::performance {
namespace {

using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

// What the address names: the indicator with its unit, and the quarter.
struct EvidencePlace {
  int64_t indicator_id = 0;
  IndicatorPlace at;
  Indicator indicator;
  Period period;
  std::optional<MeasurementRow> newest;

  std::string Path() const { return fmt::format("/entry/{}/{}/evidence", indicator_id, period.Code()); }
  // Evidence changes as long as the figure itself may: not what others have already checked.
  bool Open() const {
    return !newest || newest->state == MeasurementState::kDraft ||
           newest->state == MeasurementState::kReturned;
  }
};

Result<EvidencePlace> FindPlace(const Visit& v, Right right) {
  const Error unknown{ErrorKind::kNotFound, "performance.indicator_unknown"};
  const auto id = ReadId(v.request.Param("indicator"));
  const auto period = Period::Parse(v.request.Param("period"));
  if (!id || !period) return unknown;
  const auto place = v.web.db.Read([&](sql::Connection& c) -> std::optional<EvidencePlace> {
    const auto at = PlaceOf(c, v.actor.government_id, *id);
    if (!at || at->year != period->year) return {};
    return EvidencePlace{*id, *at, LoadIndicator(c, v.actor.government_id, *id), *period,
                         NewestMeasurement(c, v.actor.government_id, *id, period->quarter)};
  });
  if (!place) return unknown;
  if (!v.actor.May(right, *v.Units(), place->at.unit_id)) return kernel::Forbidden();
  return *place;
}

std::string PrintBytes(int64_t bytes) {
  if (bytes < 1024) return fmt::format("{} B", bytes);
  if (bytes < 1024 * 1024) return fmt::format("{} kB", (bytes + 512) / 1024);
  return PrintDecimal(bytes * 10 / (1024 * 1024), 1, 1) + " MB";
}

http::Response ListFiles(Visit& v) {
  const Result<EvidencePlace> place = FindPlace(v, Right::kRead);
  if (!place.ok()) return v.Refuse(place.error());
  Dict page("evidence");
  const std::string subject = EvidenceSubject(place->indicator_id, place->period);
  const auto files = v.web.db.Read(
      [&](sql::Connection& c) { return kernel::ListEvidence(c, v.actor.government_id, subject); });
  const bool may_change = place->Open() && v.actor.May(Right::kEnter, *v.Units(), place->at.unit_id);
  page.SetValue("NAME", place->indicator.name);
  page.SetValue("PERIOD_TEXT", PrintPeriod(v, place->period));
  page.SetValue("PATH", place->Path());
  page.SetValue("BACK", fmt::format("/entry?unit={}&period={}", place->at.unit_id, place->period.Code()));
  if (v.actor.May(Right::kEnter, *v.Units(), place->at.unit_id)) page.ShowSection("MAY_ENTER");
  page.ShowSection(may_change ? "MAY_CHANGE" : "SHUT");
  page.ShowSection(files.empty() ? "EMPTY" : "FILES");
  for (const kernel::Evidence& file : files) {
    Dict& row = *page.AddSectionDictionary("FILE");
    row.SetIntValue("FILE_ID", file.id);
    row.SetValue("FILE_NAME", file.file_name);
    row.SetValue("FILE_SIZE", PrintBytes(file.bytes));
    row.SetValue("FILE_AT", PrintInstant(v, file.at));
    row.SetValue("FILE_BY", file.by);
    if (may_change) row.ShowSection("REMOVE");
  }
  return v.Show("performance/evidence", page, "interface.evidence_title");
}

http::Response AddFile(Visit& v) {
  const Result<EvidencePlace> place = FindPlace(v, Right::kEnter);
  if (!place.ok()) return v.Refuse(place.error());
  if (!place->Open()) return v.Refuse({ErrorKind::kConflict, "interface.evidence_shut"});
  const Status added = kernel::AddFiles(v, EvidenceSubject(place->indicator_id, place->period));
  if (!added.ok()) return v.Refuse(added.error());
  return v.Back(place->Path(), "interface.evidence_added");
}

// The file of that id, when it hangs on this very measurement.
std::optional<kernel::Evidence> FileOf(Visit& v, const std::string& subject, std::string_view id_text) {
  const auto id = ReadId(id_text);
  if (!id) return {};
  auto file =
      v.web.db.Read([&](sql::Connection& c) { return kernel::FindEvidence(c, v.actor.government_id, *id); });
  return file && file->subject == subject ? file : std::nullopt;
}

http::Response RemoveFile(Visit& v) {
  const Result<EvidencePlace> place = FindPlace(v, Right::kEnter);
  if (!place.ok()) return v.Refuse(place.error());
  if (!place->Open()) return v.Refuse({ErrorKind::kConflict, "interface.evidence_shut"});
  const auto file = FileOf(v, EvidenceSubject(place->indicator_id, place->period), v.request.Param("file"));
  if (!file) return v.Refuse({ErrorKind::kNotFound, "files.not_found"});
  const Status removed =
      v.web.db.Write([&](sql::Connection& c) { return kernel::RemoveEvidence(c, v.actor, v.now, file->id); });
  if (!removed.ok()) return v.Refuse(removed.error());
  return v.Back(place->Path(), "interface.evidence_removed");
}

http::Response OpenFile(Visit& v) {
  const Result<EvidencePlace> place = FindPlace(v, Right::kRead);
  if (!place.ok()) return v.Refuse(place.error());
  const auto file = FileOf(v, EvidenceSubject(place->indicator_id, place->period), v.request.Param("file"));
  if (!file) return v.Refuse({ErrorKind::kNotFound, "files.not_found"});
  Result<http::Response> opened = kernel::OpenFile(v, *file);
  return opened.ok() ? std::move(opened).value() : v.Refuse(opened.error());
}

}  // namespace

void AddEvidencePage(kernel::Web& web, http::Router& router) {
  AddObservedPage(web, router, "/entry/{indicator}/{period}/evidence", ListFiles);
  web.Post(router, "/entry/{indicator}/{period}/evidence", AddFile,
           {.body_limit = kernel::kEvidenceBytesMost + (1u << 20)});
  AddObservedPage(web, router, "/entry/{indicator}/{period}/evidence/{file}", OpenFile);
  web.Post(router, "/entry/{indicator}/{period}/evidence/{file}/remove", RemoveFile);
}

}  // namespace sinergi::performance
