// Files of a record for other programs.
#include <boost/json.hpp>

#include "modules/register/record_api.h"
#include "modules/register/record_files.h"
#include "modules/register/register_upload.h"

namespace sinergi::registers {
namespace {

namespace json = boost::json;

json::object FileJson(const kernel::Evidence& file) {
  return {{"id", std::to_string(file.id)},
          {"name", file.file_name},
          {"type", file.content_type},
          {"bytes", std::to_string(file.bytes)},
          {"sha256", file.sha256}};
}

http::Response ListFilesByApi(Here& here) {
  const Result<json::object> answer = here.v.web.db.Read([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kPoint, [&](const RecordContext& context) -> Result<json::object> {
      const Result<Record> record = RecordHere(here, c, context);
      if (!record.ok()) return record.error();
      const Field* field = FilesField(here);
      if (field == nullptr) return Error{ErrorKind::kNotFound, "files.not_found"};
      if (field->personal && !MaySeePersonal(context, here.definition, record->unit_id))
        return kernel::Forbidden();
      json::array files;
      const std::string subject = FileSubject(here.definition, record->id, field->name);
      for (const kernel::Evidence& file : kernel::ListEvidence(c, context.government.id, subject))
        files.push_back(FileJson(file));
      return json::object{{"files", std::move(files)}};
    });
  });
  if (!answer.ok()) return RefuseApi(here.v, answer.error());
  return http::Response::Json(json::serialize(*answer));
}

http::Response AddFilesByApi(Here& here) {
  const Status added = AddFilesHere(here);
  return added.ok() ? ListFilesByApi(here) : RefuseApi(here.v, added.error());
}

http::Response OpenFileByApi(Here& here) {
  Result<http::Response> file = DownloadHere(here);
  return file.ok() ? std::move(file).value() : RefuseApi(here.v, file.error());
}

}  // namespace

void AddFilesApi(kernel::Web& web, http::Router& router, const Registers& registers) {
  const std::string files = "/api/registers/{register}/records/{id}/files/{field}";
  web.Page(router, files, AtRegister(registers, ListFilesByApi));
  web.Post(router, files, AtRegister(registers, AddFilesByApi),
           {.body_limit = kernel::kEvidenceBytesMost + (1u << 20)});
  web.Page(router, files + "/{file}", AtRegister(registers, OpenFileByApi));
}

}  // namespace sinergi::registers
