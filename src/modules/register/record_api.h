// The registers' API, the same verbs as the pages. A request carries the session's cookie and, when it changes
// something, its token as X-Csrf-Token; numbers are texts in point style ("1500.50"), dates 2024-03-01.
//
//   GET  /api/registers                            the registers
//   GET  /api/registers/openapi.json               this API, described from the definitions
//
// Below /api/registers/{register}:
//   GET  records?state=…&page=2                    a list; personal=yes with what is personal (told in the trail)
//   POST records                                   {"key", "unit", "fields"}: makes one
//   GET  records/{id}
//   PUT  records/{id}                              {"key", "version", "fields"}: changes those fields alone
//   POST records/{id}/acts/{act}                   {"key", "version", "note", "fields"}
//   GET  records/{id}/files/{field}                the files of a field; POST adds some (multipart/form-data)
//   GET  records/{id}/files/{field}/{file}         one file's bytes
//   GET  figures?year=2024                         all figures by quarter and over the year
//   GET  figures/{figure}?period=2024-Q3           one, with its records and its groups; also 2024, 2024-07
//
// The same "key" sent again gives the same answer, once done. There is no PATCH: PUT leaves what it does not
// name as it is.
#pragma once

#include "kernel/web.h"
#include "modules/register/register_service.h"

namespace sinergi::registers {

void AddRecordApi(kernel::Web& web, http::Router& router, const Registers& registers);
// Its parts.
void AddFiguresApi(kernel::Web& web, http::Router& router, const Registers& registers);
void AddFilesApi(kernel::Web& web, http::Router& router, const Registers& registers);

// Invalid requests answer 422, so that a program tells them from those it has built wrongly.
http::Response RefuseApi(const kernel::Visit& v, const Error& error);

std::string OpenApiOf(const Registers& registers, Lang lang);

}  // namespace sinergi::registers
