// Uploaded files into the store of evidence, before the Write that hangs them on a record: what the disk does
// is slow. Errors: files.*.
#pragma once

#include "kernel/evidence.h"
#include "kernel/web.h"

namespace sinergi::registers {

Result<std::vector<kernel::Evidence>> KeepFiles(const kernel::Visit& v, const http::Form& form);

}  // namespace sinergi::registers
