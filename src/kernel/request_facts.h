// What a request tells about itself beside its fields: the language and kind of answer it wants, and whether
// it comes from one of our own pages. Pure; thread-safe.
#pragma once

#include <string>

#include "base/result.h"
#include "platform/files/texts.h"
#include "platform/http/message.h"

namespace sinergi::kernel {

constexpr std::string_view kSessionCookie = "sinergi_session";
constexpr std::string_view kLangCookie = "sinergi_lang";
constexpr std::string_view kNoticeCookie = "sinergi_notice";

bool WantsJson(const http::Request& request);  // below /api/, or Accept names application/json
Lang LangOf(const http::Request& request);     // ?lang=, else the cookie, else Indonesian
// The browser says that another site made it send this: by Sec-Fetch-Site where it sends that, else by Origin
// against Host.
bool IsFromElsewhere(const http::Request& request);
// The session's token must come as field "csrf" or header X-Csrf-Token, and not from elsewhere: kernel.csrf.
// A body without the header that is no readable form: kernel.form_unreadable.
Status CheckToken(const http::Request& request, std::string_view csrf);
// The page of ours that the request came from, else "/".
std::string PageBefore(const http::Request& request);

}  // namespace sinergi::kernel
