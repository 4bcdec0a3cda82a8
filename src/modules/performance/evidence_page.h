// Evidence of a measurement: what a reported figure rests on: list, add, take off, open.
#pragma once

#include "kernel/web.h"

namespace sinergi::performance {

void AddEvidencePage(kernel::Web& web, http::Router& router);

}  // namespace sinergi::performance
