// Radar: several measures of one thing on one scale, one spoke each, for up to three things beside each
// other: the domains of an index of one government, the mean and the best of its level.
//
//   Radar{.title = "Manajemen SPBE paling lemah", .axes = {"Kebijakan", "Tata kelola", "Manajemen",
//         "Layanan"}, .series = {{"Kota Contoh", {4'600'000, 3'700'000, 2'270'000, 4'070'000}}}, .scale =
//         5'000'000}
//
// Shapes differ by line and mark, not by colour alone. The page shows the table beside it. With fewer than
// three axes there is no area to see: use bars. Classes: chart-ring, chart-spoke, chart-series-0 … 2. As the
// other charts (chart.h): escaped, pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sinergi::pages {

struct Radar {
  struct Series {
    std::string name;
    std::vector<std::optional<int64_t>> values;  // by axis; a missing one is a gap
  };
  std::string title, description = {};
  std::vector<std::string> axes;
  std::vector<Series> series;  // those beyond the third are left out
  int64_t scale = 1;           // value at the rim
  int rings = 5;
};

std::string Draw(const Radar& chart);

}  // namespace sinergi::pages
