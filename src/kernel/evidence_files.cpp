#include "kernel/evidence_files.h"

namespace sinergi::kernel {

Result<std::vector<Evidence>> KeepFiles(const Visit& v, const http::Form& form) {
  std::vector<Evidence> all;
  for (const http::UploadedFile& file : form.files) {
    Result<Evidence> kept = KeepFile(v.web.store, file.content, file.name);
    if (!kept.ok()) return kept.error();
    all.push_back(std::move(*kept));
  }
  return all;
}

Status AddFiles(const Visit& v, std::string_view subject,
                const std::function<Status(sql::Connection&)>& may) {
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok || form.files.empty()) return Error{ErrorKind::kInvalid, "interface.no_file"};
  Result<std::vector<Evidence>> files = KeepFiles(v, form);
  if (!files.ok()) return files.error();
  return v.web.db.Write([&](sql::Connection& c) -> Status {
    if (const Status still = may ? may(c) : Ok(); !still.ok()) return still;
    for (Evidence& file : *files) {
      file.subject = subject;
      if (const auto added = AddEvidence(c, v.actor, v.now, file); !added.ok()) return added.error();
    }
    return Ok();
  });
}

Result<http::Response> OpenFile(const Visit& v, const Evidence& file) {
  Result<std::string> bytes = v.web.store.Get(file.sha256);
  if (!bytes.ok()) return bytes.error();
  return http::Response::Download(std::move(bytes).value(), file.content_type, file.file_name);
}

}  // namespace sinergi::kernel
