// The measurements' API, for the entry grid and for other programs. Whole numbers of 64 bits and decimals travel as strings.
//
//   PUT  /api/measurements/{indicator}/{period}   save a draft; the same "key" sent again gives the same answer, once written
//   POST /api/measurements/act                    submit, withdraw, return, verify, lock, revise: many at once
//   GET  /api/measurements?unit=…&period=…        the newest versions of a unit's measurements
#pragma once

#include "kernel/web.h"
#include "platform/http/router.h"

namespace sinergi::performance {

void AddMeasurementApi(kernel::Web& web, http::Router& router);

}  // namespace sinergi::performance
