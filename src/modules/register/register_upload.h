// Files of a record as pages and the API send and open them. Uploaded files go into the store of evidence
// before the Write that hangs them on a record: what the disk does is slow. Opening what is personal is told
// in the trail. Errors: files.*, interface.no_file, and those of record_files.h.
#pragma once

#include "kernel/evidence.h"
#include "modules/register/register_visit.h"

namespace sinergi::registers {

// The field of files that the route's {field} names; null where there is none.
const Field* FilesField(const Here& here);
// The files of the request's form, onto the route's {id} and {field}.
Status AddFilesHere(const Here& here);
// A file of this record, of the field or of an act, that the visitor may open. Inside a Write.
Result<kernel::Evidence> FileHere(const Here& here, sql::Connection& c, const RecordContext& context);
// The route's {file} as a download, or the refusal.
Result<http::Response> DownloadHere(const Here& here);

}  // namespace sinergi::registers
