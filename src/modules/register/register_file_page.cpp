// Files of a record: uploading, opening and removing. Opening what is personal is told in the trail.
#include "modules/register/record_files.h"
#include "modules/register/register_pages.h"
#include "modules/register/register_upload.h"
#include "modules/register/register_visit.h"

namespace sinergi::registers {
namespace {

const Field* FilesField(const Here& here) {
  const Field* field = here.definition.FieldNamed(here.v.request.Param("field"));
  return field != nullptr && field->type->name() == "files" ? field : nullptr;
}

Error NoSuchFile() {
  return {ErrorKind::kNotFound, "files.not_found"};
}

http::Response Add(Here& here) {
  const Field* field = FilesField(here);
  const std::optional<int64_t> id = IdIn(here.v.request.Param("id"));
  if (field == nullptr || !id) return here.v.Refuse(NoSuchFile());
  const http::Form form = http::ReadForm(here.v.request);
  if (!form.ok || form.files.empty()) return here.v.Refuse({ErrorKind::kInvalid, "register.no_file"});
  const Result<std::vector<kernel::Evidence>> kept = KeepFiles(here.v, form);
  if (!kept.ok()) return here.v.Refuse(kept.error());
  const Status added = here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      for (const kernel::Evidence& file : *kept)
        if (const Status one = AddRecordFile(c, context, here.definition, *id, *field, file); !one.ok())
          return one;
      return Ok();
    });
  });
  if (!added.ok()) return here.v.Refuse(added.error());
  return here.v.Back(here.Path(std::to_string(*id)), "registers.file_added");
}

http::Response Remove(Here& here) {
  const Field* field = FilesField(here);
  const auto id = IdIn(here.v.request.Param("id")), file = IdIn(here.v.request.Param("file"));
  if (field == nullptr || !id || !file) return here.v.Refuse(NoSuchFile());
  const Status removed = here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) {
      return RemoveRecordFile(c, context, here.definition, *id, *field, *file);
    });
  });
  if (!removed.ok()) return here.v.Refuse(removed.error());
  return here.v.Back(here.Path(std::to_string(*id)), "registers.file_removed");
}

// A file of this record, of the field or of an act, that the visitor may open.
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

http::Response Open(Here& here) {
  const Result<kernel::Evidence> file = here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian,
                     [&](const RecordContext& context) { return FileHere(here, c, context); });
  });
  if (!file.ok()) return here.v.Refuse(file.error());
  Result<std::string> bytes = here.v.web.store.Get(file->sha256);
  if (!bytes.ok()) return here.v.Refuse(bytes.error());
  return http::Response::Download(std::move(bytes).value(), file->content_type, file->file_name);
}

}  // namespace

Result<std::vector<kernel::Evidence>> KeepFiles(const kernel::Visit& v, const http::Form& form) {
  std::vector<kernel::Evidence> kept;
  for (const http::UploadedFile& file : form.files) {
    const Result<files::StoredFile> stored = v.web.store.Put(file.content, file.name);
    if (!stored.ok()) return stored.error();
    kernel::Evidence evidence;
    evidence.file_name = stored->name;
    evidence.content_type = stored->media_type;
    evidence.sha256 = stored->sha256;
    evidence.bytes = static_cast<int64_t>(stored->size);
    kept.push_back(std::move(evidence));
  }
  return kept;
}

void AddRegisterFilePages(kernel::Web& web, http::Router& router, const Registers& registers) {
  const http::RouteOptions large{.body_limit = kernel::kEvidenceBytesMost + (1u << 20)};
  web.Post(router, "/registers/{register}/{id}/files/{field}", AtRegister(registers, Add), large);
  web.Page(router, "/registers/{register}/{id}/files/{field}/{file}", AtRegister(registers, Open));
  web.Post(router, "/registers/{register}/{id}/files/{field}/{file}/remove", AtRegister(registers, Remove));
}

}  // namespace sinergi::registers
