// Files of a record: uploading, opening and removing.
#include "modules/register/record_files.h"
#include "modules/register/register_pages.h"
#include "modules/register/register_upload.h"

namespace sinergi::registers {
namespace {

http::Response AddFilesToRecord(Here& here) {
  const Status added = AddFilesHere(here);
  if (!added.ok()) return here.v.Refuse(added.error());
  return here.v.Back(here.Path(std::string(here.v.request.Param("id"))), "registers.file_added");
}

http::Response RemoveFileFromRecord(Here& here) {
  const Field* field = FilesField(here);
  const auto id = IdIn(here.v.request.Param("id")), file = IdIn(here.v.request.Param("file"));
  if (field == nullptr || !id || !file) return here.v.Refuse({ErrorKind::kNotFound, "files.not_found"});
  const Status removed = here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) {
      return RemoveRecordFile(c, context, here.definition, *id, *field, *file);
    });
  });
  if (!removed.ok()) return here.v.Refuse(removed.error());
  return here.v.Back(here.Path(std::to_string(*id)), "registers.file_removed");
}

http::Response OpenRecordFile(Here& here) {
  Result<http::Response> file = DownloadHere(here);
  return file.ok() ? std::move(file).value() : here.v.Refuse(file.error());
}

}  // namespace

void AddRegisterFilePages(kernel::Web& web, http::Router& router, const Registers& registers) {
  const http::RouteOptions large{.body_limit = kernel::kEvidenceBytesMost + (1u << 20)};
  web.Post(router, "/registers/{register}/{id}/files/{field}", AtRegister(registers, AddFilesToRecord),
           large);
  web.Page(router, "/registers/{register}/{id}/files/{field}/{file}", AtRegister(registers, OpenRecordFile));
  web.Post(router, "/registers/{register}/{id}/files/{field}/{file}/remove",
           AtRegister(registers, RemoveFileFromRecord));
}

}  // namespace sinergi::registers
