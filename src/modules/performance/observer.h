// Observer: who may read everything of a province reads the governments below it, on the same pages, and may
// do nothing there; the nation likewise. Such a page stands below /g/{government}, the Kemendagri code:
//
//   AddObservedPage(web, router, "/dashboard", handler);   // /dashboard and /g/53.04/dashboard
//
// The handler gets a visit of that government with the right to read and no other, so that it needs to know
// nothing of observers; links of the answer that lead to such pages are led below the same government.
//
// Refusals: kernel.forbidden (not all of the own government may be read), nation.government_unknown (none of
// that code below the visitor's own). Threads: any.
#pragma once

#include "kernel/web.h"

namespace sinergi::performance {

void AddObservedPage(kernel::Web& web, http::Router& router, std::string_view pattern,
                     kernel::PageHandler handler);

// Whether the visitor may look at governments below his own: he may read all of his own.
bool MayObserve(const kernel::Visit& v);

}  // namespace sinergi::performance
