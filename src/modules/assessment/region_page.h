// The pages of published results: all governments of a region side by side, one of them against its level,
// and the import of a table with its preview.
//
//   /region              ?set=2023/spbe-2020&level=regency&region=Bali&name=&sort=index&page=1
//   /region.csv          the same as a table
//   /region/{id}         one institution: against the mean and the best of its level, and over the years
//   /region/import       needs Right::kEvaluate of the whole government
//
// Threads: handlers from any thread.
#pragma once

#include "kernel/web.h"

namespace sinergi::assessment {

void AddRegionPages(kernel::Web& web, http::Router& router);

}  // namespace sinergi::assessment
