// Charts as SVG text, for pages and for PDF: sparkline, bullet bar, list of bars, line with break marks and a
// target a year. Radar: radar.h.
//
//   dict.SetValue("TREND", pages::Draw(pages::Sparkline{.title = "Naik tiga triwulan", .values = {10, 20, {},
//   40}})); … {{TREND:none}} in the template
//
// Each has role="img", a <title> that states the finding and, if given, a <desc>; beside it the page shows
// the table. Values are whole numbers of one unit (micro, sen): exact until they become coordinates. All
// texts are escaped here. No style attributes and no scripts: looks come from CSS by class (`chart`,
// `chart-spark|bullet|bars|line`, `chart-track`, `chart-band-0…`, `chart-value`, `chart-target`,
// `chart-axis`, `chart-break`, `chart-point`, `chart-label`, `chart-number`,
// `tone-good|warning|bad|neutral`). Pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sinergi::pages {

enum class Tone { kNeutral, kGood, kWarning, kBad };

struct Sparkline {
  std::string title, description = {};
  std::vector<std::optional<int64_t>> values;  // a missing one is a gap
  std::optional<int64_t> target = {};
  Tone tone = Tone::kNeutral;
};

// A value against a target on a scale from 0; a value beyond the scale ends at its edge.
struct Bullet {
  std::string title, description = {};
  int64_t value = 0;
  std::optional<int64_t> target = {};
  int64_t scale = 1;
  std::vector<int64_t> bands = {};  // upper ends, rising: 50, 75, 90
  Tone tone = Tone::kNeutral;
};

struct BarList {
  struct Bar {
    std::string label, number;  // the number as people read it
    std::optional<int64_t> value;
    Tone tone = Tone::kNeutral;
  };
  std::string title, description = {};
  std::vector<Bar> bars;
};

struct Line {
  struct Point {
    std::string label, number;
    std::optional<int64_t> value;
    bool break_before = false;  // the way of measuring changed: the line is interrupted and marked
    std::optional<int64_t> target = {};  // of this point alone: a short dash across its place
    std::string target_number = {};
  };
  std::string title, description = {};
  std::vector<Point> points;
  std::optional<int64_t> target = {};
  std::string target_label = {};
};

std::string Draw(const Sparkline& chart);
std::string Draw(const Bullet& chart);
std::string Draw(const BarList& chart);
std::string Draw(const Line& chart);

}  // namespace sinergi::pages
