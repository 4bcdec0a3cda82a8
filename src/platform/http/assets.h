// Assets: the files below web/, answered from memory with the compressed forms made at build time.
//
//   /static/css/base.1a2b3c4d5e6f.css   for ever (immutable): the address changes with the content
//   /static/css/base.css                no-cache with ETag: for what cannot know the hash
//
// Each file is a route of its own, so nothing outside can be reached. Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "platform/http/router.h"

namespace sinergi::http {

void AddStaticRoutes(Router& router);
// Serves web/<path> at an address of its own, no-cache: ("/sw.js", "sw.js"), ("/favicon.ico",
// "icons/favicon.ico"). A file that does not exist is our bug (ENSURE).
void AddRootAsset(Router& router, std::string_view at, std::string_view path_below_web);
// "css/base.css" -> "/static/css/base.1a2b3c4d5e6f.css"
std::string AssetUrl(std::string_view path_below_web);
std::string_view ContentTypeOf(std::string_view path);  // by the file name's ending

}  // namespace sinergi::http
