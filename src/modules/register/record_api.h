// The registers' API, the same verbs as the pages. A request carries the session's cookie and, when it
// changes something, its token as X-Csrf-Token; numbers are texts in point style.
//
//   GET  /api/registers                                   the registers
//   GET  /api/registers/openapi.json                      this API, described from the definitions
//   GET  /api/registers/{register}/records?state=…&page=2 a list; personal=yes with what is personal
//   (audited) POST /api/registers/{register}/records                {"key", "unit", "fields"} GET
//   /api/registers/{register}/records/{id} PUT  /api/registers/{register}/records/{id}           {"key",
//   "version", "fields"}: those fields alone POST /api/registers/{register}/records/{id}/acts/{act}  {"key",
//   "version", "note", "fields"} GET  /api/registers/{register}/figures?year=2024
//
// The same "key" sent again gives the same answer, once done.
#pragma once

#include "kernel/web.h"
#include "modules/register/register_service.h"

namespace sinergi::registers {

void AddRecordApi(kernel::Web& web, http::Router& router, const Registers& registers);

std::string OpenApiOf(const Registers& registers, Lang lang);

}  // namespace sinergi::registers
