#include "modules/register/register_upload.h"

#include "kernel/evidence_files.h"
#include "modules/register/record_files.h"

namespace sinergi::registers {
namespace {

Error NoSuchFile() {
  return {ErrorKind::kNotFound, "files.not_found"};
}

}  // namespace

const Field* FilesField(const Here& here) {
  const Field* field = here.definition.FieldNamed(here.v.request.Param("field"));
  return field != nullptr && field->type->name() == "files" ? field : nullptr;
}

Status AddFilesHere(const Here& here) {
  const Field* field = FilesField(here);
  const std::optional<int64_t> id = IdIn(here.v.request.Param("id"));
  if (field == nullptr || !id) return NoSuchFile();
  const http::Form form = http::ReadForm(here.v.request);
  if (!form.ok || form.files.empty()) return Error{ErrorKind::kInvalid, "interface.no_file"};
  const Result<std::vector<kernel::Evidence>> kept = kernel::KeepFiles(here.v, form);
  if (!kept.ok()) return kept.error();
  return here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      for (const kernel::Evidence& file : *kept)
        if (const Status one = AddRecordFile(c, context, here.definition, *id, *field, file); !one.ok())
          return one;
      return Ok();
    });
  });
}

Result<kernel::Evidence> FileHere(const Here& here, sql::Connection& c, const RecordContext& context) {
  const Result<Record> record = RecordHere(here, c, context);
  if (!record.ok()) return record.error();
  const auto id = IdIn(here.v.request.Param("file"));
  std::optional<kernel::Evidence> file;
  if (id) file = kernel::FindEvidence(c, context.government.id, *id);
  if (!file) return NoSuchFile();
  const Field* field = FilesField(here);
  const std::string acts = FileSubject(here.definition, record->id, "act/");
  const bool of_act = here.v.request.Param("field") == "act" && file->subject.starts_with(acts);
  const bool of_field =
      field != nullptr && file->subject == FileSubject(here.definition, record->id, field->name);
  if (!of_act && !of_field) return NoSuchFile();
  const bool personal = of_act || field->personal;  // what was handed in with an act may be anything
  if (personal && !MaySeePersonal(context, here.definition, record->unit_id)) return kernel::Forbidden();
  if (personal)
    TellRead(c, here, std::to_string(record->id), {std::string(here.v.request.Param("field"))}, "file");
  return std::move(*file);
}

Result<http::Response> DownloadHere(const Here& here) {
  const Result<kernel::Evidence> file = here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian,
                     [&](const RecordContext& context) { return FileHere(here, c, context); });
  });
  if (!file.ok()) return file.error();
  return kernel::OpenFile(here.v, *file);
}

}  // namespace sinergi::registers
