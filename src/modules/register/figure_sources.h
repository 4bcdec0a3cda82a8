// Figure sources: tells the pages of performance which realisations were taken over from registers, and
// whether the records behind them have changed since (see modules/performance/figure_source.h).
#pragma once

#include "modules/performance/public.h"
#include "modules/register/register_service.h"

namespace sinergi::registers {

// `registers` must outlive what is answered.
performance::FigureSources FigureSourcesOf(const Registers& registers);

}  // namespace sinergi::registers
