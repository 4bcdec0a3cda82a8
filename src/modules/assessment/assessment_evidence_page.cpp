// Evidence of one item at one stage: added and taken off by who answers there, opened by who may read the
// item.
#include "kernel/evidence_files.h"
#include "modules/assessment/assessment_pages.h"
#include "modules/assessment/assessment_scope.h"

namespace sinergi::assessment {
namespace {

using kernel::Visit;

struct ItemPlace {
  Sheet sheet;
  size_t item = 0;
  const std::string& Code() const { return sheet.instrument->items[item].code; }
  std::string Path() const {
    return fmt::format("{}/items/{}", PathOf(sheet.head), http::PercentEncode(Code()));
  }
  std::string Subject() const { return EvidenceSubject(sheet.head.id, sheet.head.at.stage, Code()); }
};

Result<ItemPlace> FindPlace(Visit& v, AssessmentServices& services) {
  Result<Sheet> sheet = FindSheet(v, services);
  if (!sheet.ok()) return sheet.error();
  const Result<size_t> item = FindItem(v, *sheet);
  if (!item.ok()) return item.error();
  return ItemPlace{std::move(*sheet), *item};
}

// Once more inside the Write that changes: the stage may have been finished meanwhile.
Status MayChange(sql::Connection& c, const Visit& v, const ItemPlace& at) {
  const auto head = FindAssessment(c, v.actor.government_id, at.sheet.head.id);
  const Stage stage = at.sheet.head.at.stage;
  if (!head || head->at.closed || head->at.stage != stage)
    return Error{ErrorKind::kConflict,
                 "assessment.stage_refuses",
                 {std::string(Name(stage)), std::string(Name(StageAct::kAnswer))}};
  const bool may = MayAct(v.actor, *v.Units(), at.sheet.PlaceOf(at.item), stage, StageAct::kAnswer);
  return may ? Ok() : Status(kernel::Forbidden());
}

http::Response PostEvidence(Visit& v, AssessmentServices& services) {
  const Result<ItemPlace> at = FindPlace(v, services);
  if (!at.ok()) return v.Refuse(at.error());
  const Status may = v.web.db.Read([&](sql::Connection& c) { return MayChange(c, v, *at); });
  if (!may.ok()) return v.Refuse(may.error());
  const Status added =
      kernel::AddFiles(v, at->Subject(), [&](sql::Connection& c) { return MayChange(c, v, *at); });
  if (!added.ok()) return v.Refuse(added.error());
  return v.Back(at->Path(), "assessment.file_added");
}

// The file of that id, when it hangs on this item of this assessment.
std::optional<kernel::Evidence> FileOf(sql::Connection& c, const Visit& v, const ItemPlace& at,
                                       bool this_stage) {
  const auto id = ReadId(v.request.Param("file"));
  if (!id) return {};
  auto file = kernel::FindEvidence(c, v.actor.government_id, *id);
  if (!file) return {};
  for (const Stage stage : kStages) {
    if (this_stage && stage != at.sheet.head.at.stage) continue;
    if (file->subject == EvidenceSubject(at.sheet.head.id, stage, at.Code())) return file;
  }
  return {};
}

http::Response Remove(Visit& v, AssessmentServices& services) {
  const Result<ItemPlace> at = FindPlace(v, services);
  if (!at.ok()) return v.Refuse(at.error());
  const Status removed = v.web.db.Write([&](sql::Connection& c) -> Status {
    if (const Status may = MayChange(c, v, *at); !may.ok()) return may;
    const auto file = FileOf(c, v, *at, true);
    if (!file) return Error{ErrorKind::kNotFound, "files.not_found"};
    return kernel::RemoveEvidence(c, v.actor, v.now, file->id);
  });
  if (!removed.ok()) return v.Refuse(removed.error());
  return v.Back(at->Path(), "assessment.file_removed");
}

http::Response Open(Visit& v, AssessmentServices& services) {
  const Result<ItemPlace> at = FindPlace(v, services);
  if (!at.ok()) return v.Refuse(at.error());
  const auto file = v.web.db.Read([&](sql::Connection& c) { return FileOf(c, v, *at, false); });
  if (!file) return v.Refuse({ErrorKind::kNotFound, "files.not_found"});
  Result<http::Response> opened = kernel::OpenFile(v, *file);
  return opened.ok() ? std::move(opened).value() : v.Refuse(opened.error());
}

}  // namespace

void AddAssessmentEvidencePage(kernel::Web& web, http::Router& router, AssessmentServices& services) {
  const std::string path = "/assessments/{id}/items/{item}/evidence";
  web.Post(router, path, [&services](Visit& v) { return PostEvidence(v, services); },
           {.body_limit = kernel::kEvidenceBytesMost + (1u << 20)});
  web.Page(router, path + "/{file}", [&services](Visit& v) { return Open(v, services); });
  web.Post(router, path + "/{file}/remove", [&services](Visit& v) { return Remove(v, services); });
}

}  // namespace sinergi::assessment
