// Files of evidence between a request, the store of contents and their rows.
//
//   if (const Status added = kernel::AddFiles(v, "indicator/12/2024-Q3"); !added.ok()) return v.Refuse(added.error());
//   Result<http::Response> file = kernel::OpenFile(v, evidence);
//
// Errors: interface.no_file, those of files::ContentStore, and those of `may`.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kernel/evidence.h"
#include "kernel/web.h"

namespace sinergi::kernel {

// Every file of a form, in the store.
Result<std::vector<Evidence>> KeepFiles(const Visit& v, const http::Form& form);

// The files of the request under `subject`: all of them or none. `may` is asked inside the Write: what
// allowed it may have ended meanwhile.
Status AddFiles(const Visit& v, std::string_view subject,
                const std::function<Status(sql::Connection&)>& may = {});

Result<http::Response> OpenFile(const Visit& v, const Evidence& file);

}  // namespace sinergi::kernel
