// The kernel's pages, each a function that adds its routes. Wired by AddKernelPages (web.h).
#pragma once

#include "kernel/web.h"

namespace sinergi::kernel {

void AddErrorPages(Web& web, http::Router& router);
void AddLogInPages(Web& web, http::Router& router);    // /login, /logout, /lang
void AddAccountPages(Web& web, http::Router& router);  // /account
void AddUnitPages(Web& web, http::Router& router);     // /units
void AddPeoplePages(Web& web, http::Router& router);   // /people
void AddAuditPages(Web& web, http::Router& router);    // /audit

// Sets the cookie of a session just opened.
void SetSessionCookie(const Web& web, const Session& session, http::Response& response);

// A page or act for those who may administer the whole government.
PageHandler ForAdministrators(PageHandler handler);
// The number in a route's {id}; empty when it is none.
std::optional<int64_t> IdOf(std::string_view text);

}  // namespace sinergi::kernel
